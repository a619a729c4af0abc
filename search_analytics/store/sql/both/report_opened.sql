-- Which articles readers opened in the end after a failed search; for the chosen phrases.
SELECT chosen.match_key, chosen.language, article, CAST(sum(times) AS bigint) AS times,
  CAST(sum(networks) AS bigint) AS networks
FROM chosen CROSS JOIN day_opened
WHERE day_opened.language = chosen.language AND day_opened.match_key = chosen.match_key AND day IN (SELECT day FROM summed)
  AND {asked}
GROUP BY chosen.language, chosen.match_key, article
UNION ALL
SELECT match_key, language, article, CAST(sum(times) AS bigint) AS times,
  CAST(sum(networks) AS bigint) AS networks
FROM fresh_day_opened JOIN chosen USING (match_key, language)
WHERE {asked}
GROUP BY language, match_key, article;
