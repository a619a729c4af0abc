-- One row for each day, phrase and language of page, with what became of its searches.
SELECT
  day::text AS day,
  match_key,
  language,
  count(*) FILTER (WHERE verdict <> 'outage') AS searches,
  coalesce(sum(first), 0) AS visitor_days,
  count(*) FILTER (WHERE verdict = 'zero') AS zero,
  count(*) FILTER (WHERE verdict = 'weak') AS weak,
  count(*) FILTER (WHERE verdict = 'unclicked') AS unclicked,
  count(*) FILTER (WHERE verdict = 'fine' AND results IS NULL AND NOT is_clicked) AS unjudged,
  count(*) FILTER (WHERE verdict = 'outage') AS outages,
  count(*) FILTER (WHERE failed AND is_helped) AS recovered,
  count(*) FILTER (WHERE failed AND is_refined AND NOT is_helped) AS refined,
  count(*) FILTER (WHERE failed AND is_contacted AND NOT is_refined AND NOT is_helped) AS contacted,
  count(*) FILTER (WHERE failed AND NOT is_clicked AND NOT is_refined AND NOT is_contacted) AS abandoned,
  count(*) FILTER (WHERE verdict = 'fine' AND results > 0 AND NOT is_clicked) AS ignored
FROM judged
GROUP BY judged.day, match_key, language
ORDER BY judged.day, match_key, language;
