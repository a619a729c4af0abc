-- One row for each day, site, way, language of page, phrase and form of it, with what became of the searches that count. What a
-- network did again that day is in `uncounted` and nowhere else; then what those did who were new for the phrase.
INSERT INTO {new}day_phrase
SELECT
  language,
  match_key,
  query,
  day,
  site,
  source,
  count(*) FILTER (WHERE is_counted),
  count(*) FILTER (WHERE is_counted AND verdict <> 'outage'),
  coalesce(sum(first), 0),
  count(*) FILTER (WHERE is_counted AND verdict = 'no_result'),
  count(*) FILTER (WHERE is_counted AND verdict = 'weak'),
  count(*) FILTER (WHERE is_counted AND verdict = 'unclicked'),
  count(*) FILTER (WHERE is_counted AND verdict = 'fine' AND results IS NULL AND NOT is_clicked),
  count(*) FILTER (WHERE is_counted AND verdict = 'outage'),
  count(*) FILTER (WHERE is_counted AND failed AND is_helped),
  count(*) FILTER (WHERE is_counted AND failed AND is_refined AND NOT is_helped),
  count(*) FILTER (WHERE is_counted AND failed AND is_contacted AND NOT is_refined AND NOT is_helped),
  count(*) FILTER (WHERE is_counted AND failed AND NOT is_clicked AND NOT is_refined AND NOT is_contacted),
  count(*) FILTER (WHERE is_counted AND verdict = 'fine' AND results > 0 AND NOT is_clicked),
  count(*) FILTER (WHERE is_counted AND verdict = 'answered' AND NOT is_clicked),
  count(*) FILTER (WHERE is_counted AND is_new),
  count(*) FILTER (WHERE is_counted AND is_new AND failed),
  count(*) FILTER (WHERE NOT is_counted),
  count(*) FILTER (WHERE is_counted AND is_new AND verdict = 'unclicked'),
  count(*) FILTER (WHERE is_counted AND is_new AND failed AND is_helped),
  count(*) FILTER (WHERE is_counted AND is_new AND verdict = 'fine' AND results > 0 AND NOT is_clicked),
  count(*) FILTER (WHERE is_counted AND is_new AND verdict = 'answered' AND NOT is_clicked)
FROM judged
WHERE day IN (SELECT day FROM raw_day)
GROUP BY language, match_key, query, day, site, source;
