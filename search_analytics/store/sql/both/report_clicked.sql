-- Which results readers opened from the results of the chosen phrases themselves, and where those stood.
SELECT chosen.place, article, position, {block} AS block, CAST(sum(times) AS bigint) AS times,
  CAST(sum(networks) AS bigint) AS networks
FROM chosen CROSS JOIN day_clicked
WHERE day_clicked.language = chosen.language AND day_clicked.match_key = chosen.match_key AND day IN (SELECT day FROM summed)
  AND {asked}
GROUP BY chosen.place, article, position{by_block}
UNION ALL
SELECT place, article, position, {block} AS block, times, networks
FROM fresh_day_clicked JOIN chosen USING (match_key, language)
WHERE {asked};
