-- Phrases with at least one failed search, the most urgent first: visitor-days (a day counts half after 14 days)
-- times the share of failures that nothing recovered.
-- visitor_days counts the phrase, failed or not: it is what the privacy threshold asks for.
CREATE TEMP TABLE phrase AS
SELECT
  match_key,
  language,
  sum(verdict <> 'outage') AS searches,
  sum(first) AS visitor_days,
  sum(verdict = 'zero') AS zero,
  sum(verdict = 'weak') AS weak,
  sum(verdict = 'unclicked') AS unclicked,
  sum(failed) AS failed,
  sum(failed AND is_helped) AS recovered,
  sum(failed AND NOT is_clicked AND NOT is_refined) AS stopped,
  min(CASE WHEN failed THEN day END) AS first_day,
  max(CASE WHEN failed THEN day END) AS last_day,
  sum(first * weight) * sum(failed AND NOT is_helped) / sum(failed) AS priority
FROM judged JOIN age USING (day)
GROUP BY match_key, language
HAVING sum(failed) > 0;
