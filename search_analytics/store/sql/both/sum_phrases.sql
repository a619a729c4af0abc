-- One row for each day, site, language of page, phrase and form of it, with what became of its searches.
INSERT INTO {new}day_phrase
SELECT
  language,
  match_key,
  query,
  day,
  site,
  count(*),
  count(*) FILTER (WHERE verdict <> 'outage'),
  coalesce(sum(first), 0),
  count(*) FILTER (WHERE verdict = 'no_result'),
  count(*) FILTER (WHERE verdict = 'weak'),
  count(*) FILTER (WHERE verdict = 'unclicked'),
  count(*) FILTER (WHERE verdict = 'fine' AND results IS NULL AND NOT is_clicked),
  count(*) FILTER (WHERE verdict = 'outage'),
  count(*) FILTER (WHERE failed AND is_helped),
  count(*) FILTER (WHERE failed AND is_refined AND NOT is_helped),
  count(*) FILTER (WHERE failed AND is_contacted AND NOT is_refined AND NOT is_helped),
  count(*) FILTER (WHERE failed AND NOT is_clicked AND NOT is_refined AND NOT is_contacted),
  count(*) FILTER (WHERE verdict = 'fine' AND results > 0 AND NOT is_clicked),
  count(*) FILTER (WHERE verdict = 'answered' AND NOT is_clicked)
FROM judged
WHERE day IN (SELECT day FROM raw_day)
GROUP BY language, match_key, query, day, site;
