INSERT INTO roll_up
WITH
  phrase AS (
    SELECT
      language,
      match_key,
      count(*) FILTER (WHERE results IS NULL OR results >= 0) AS searches,
      coalesce(sum(first), 0) AS visitor_days,
      count(*) FILTER (WHERE verdict = 'zero') AS zero,
      count(*) FILTER (WHERE verdict = 'weak') AS weak,
      count(*) FILTER (WHERE verdict = 'unclicked') AS unclicked,
      count(*) FILTER (WHERE verdict = 'outage') AS outages,
      count(*) FILTER (WHERE failed AND is_helped) AS recovered
    FROM judged
    WHERE day = %(day)s::date
    GROUP BY language, match_key
  ),
  form AS (
    SELECT language, match_key, query, row_number() OVER (PARTITION BY language, match_key ORDER BY count(*) DESC, query) AS place
    FROM judged
    WHERE day = %(day)s::date
    GROUP BY language, match_key, query
  )
SELECT
  %(day)s::date,
  %(site)s::text,
  language,
  CASE WHEN visitor_days >= %(k)s THEN match_key ELSE '' END AS shown_key,
  CASE WHEN visitor_days >= %(k)s THEN query ELSE '' END AS shown_query,
  sum(searches), sum(visitor_days), sum(zero), sum(weak), sum(unclicked), sum(outages), sum(recovered)
FROM phrase JOIN form USING (language, match_key)
WHERE form.place = 1
GROUP BY language, shown_key, shown_query;
