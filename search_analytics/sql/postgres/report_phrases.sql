-- Phrases with at least one failed search, the most urgent first: visitor-days (a day counts half after 14 days)
-- times the share of failures that nothing recovered.
-- visitor_days counts the phrase, failed or not: it is what the privacy threshold asks for.
CREATE TEMP TABLE phrase ON COMMIT DROP AS
SELECT
  match_key,
  language,
  count(*) FILTER (WHERE verdict <> 'outage') AS searches,
  sum(first) AS visitor_days,
  count(*) FILTER (WHERE verdict = 'zero') AS zero,
  count(*) FILTER (WHERE verdict = 'weak') AS weak,
  count(*) FILTER (WHERE verdict = 'unclicked') AS unclicked,
  count(*) FILTER (WHERE failed) AS failed,
  count(*) FILTER (WHERE failed AND is_helped) AS recovered,
  count(*) FILTER (WHERE failed AND NOT is_clicked AND NOT is_refined) AS stopped,
  min(day) FILTER (WHERE failed)::text AS first_day,
  max(day) FILTER (WHERE failed)::text AS last_day,
  sum(first * weight ORDER BY day) * count(*) FILTER (WHERE failed AND NOT is_helped) / count(*) FILTER (WHERE failed) AS priority
FROM judged JOIN age USING (day)
GROUP BY match_key, language
HAVING count(*) FILTER (WHERE failed) > 0;
