-- What remains of a day when its events are deleted, from its sums. A phrase keeps its text only if enough visitors used it
-- that day; all others are added up in one row with empty match_key and query.
INSERT INTO roll_up (
  day, site, language, match_key, query,
  {counts}
)
WITH
  phrase AS (
    SELECT day, site, language, match_key,
      {sums}
    FROM day_phrase
    WHERE day IN (SELECT day FROM raw_day)
    GROUP BY day, site, language, match_key
  ),
  form AS (
    SELECT
      day, site, language, match_key, query,
      row_number() OVER (PARTITION BY day, site, language, match_key ORDER BY sum(times) DESC, query) AS place
    FROM day_phrase
    WHERE day IN (SELECT day FROM raw_day)
    GROUP BY day, site, language, match_key, query
  )
SELECT
  day,
  site,
  language,
  CASE WHEN visitor_days >= {k} THEN match_key ELSE '' END AS shown_key,
  CASE WHEN visitor_days >= {k} THEN query ELSE '' END AS shown_query,
  {sums}
FROM phrase JOIN form USING (day, site, language, match_key)
WHERE form.place = 1
GROUP BY day, site, language, shown_key, shown_query;
