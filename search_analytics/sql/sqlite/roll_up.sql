INSERT OR REPLACE INTO roll_up
WITH
  phrase AS (
    SELECT
      language,
      match_key,
      sum(results IS NULL OR results >= 0) AS searches,
      sum(first) AS visitor_days,
      sum(verdict = 'zero') AS zero,
      sum(verdict = 'weak') AS weak,
      sum(verdict = 'unclicked') AS unclicked,
      sum(verdict = 'outage') AS outages,
      sum(failed AND is_helped) AS recovered
    FROM judged
    WHERE day = :day
    GROUP BY language, match_key
  ),
  form AS (
    SELECT language, match_key, query, row_number() OVER (PARTITION BY language, match_key ORDER BY count(*) DESC, query) AS place
    FROM judged
    WHERE day = :day
    GROUP BY language, match_key, query
  )
SELECT
  :day,
  :site,
  language,
  CASE WHEN visitor_days >= :k THEN match_key ELSE '' END AS shown_key,
  CASE WHEN visitor_days >= :k THEN query ELSE '' END AS shown_query,
  sum(searches), sum(visitor_days), sum(zero), sum(weak), sum(unclicked), sum(outages), sum(recovered)
FROM phrase JOIN form USING (language, match_key)
WHERE form.place = 1
GROUP BY language, shown_key, shown_query;
