-- What readers searched next after a failed search, and how often that ended in a click; for the chosen phrases. Most steps are
-- those of one network: what fewer than k took on summed days, and nobody since, is left out here.
SELECT chosen.place, next_key, {block} AS block, CAST(sum(times) AS bigint) AS times, CAST(sum(recovered) AS bigint) AS recovered,
  CAST(sum(networks) AS bigint) AS networks, CAST(sum(recovered_networks) AS bigint) AS recovered_networks
FROM chosen CROSS JOIN day_followed
WHERE day_followed.language = chosen.language AND day_followed.match_key = chosen.match_key AND day IN (SELECT day FROM summed)
  AND {asked}
GROUP BY chosen.place, next_key{by_block}
HAVING sum(networks) >= {k}
  OR (chosen.place, next_key) IN (SELECT place, next_key FROM fresh_day_followed JOIN chosen USING (match_key, language))
UNION ALL
SELECT place, next_key, {block} AS block, times, recovered, networks, recovered_networks
FROM fresh_day_followed JOIN chosen USING (match_key, language)
WHERE {asked};
