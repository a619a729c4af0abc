-- Which articles readers opened in the end after a failed search; for the chosen phrases. What fewer than k networks opened on
-- summed days, and nobody since, is left out here.
SELECT chosen.place, article, {block} AS block, CAST(sum(times) AS bigint) AS times,
  CAST(sum(networks) AS bigint) AS networks
FROM chosen CROSS JOIN day_opened
WHERE day_opened.language = chosen.language AND day_opened.match_key = chosen.match_key AND day IN (SELECT day FROM summed)
  AND {asked}
GROUP BY chosen.place, article{by_block}
HAVING sum(networks) >= {k}
  OR (chosen.place, article) IN (SELECT place, article FROM fresh_day_opened JOIN chosen USING (match_key, language))
UNION ALL
SELECT place, article, {block} AS block, times, networks
FROM fresh_day_opened JOIN chosen USING (match_key, language)
WHERE {asked};
