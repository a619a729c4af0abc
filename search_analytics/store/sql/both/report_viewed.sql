-- How often each article was shown, by language and where readers came from.
SELECT article, coalesce(language, '') AS language, coalesce(origin, '') AS origin, CAST(sum(times) AS bigint) AS times,
  CAST(sum(networks) AS bigint) AS networks
FROM day_viewed
WHERE day IN (SELECT day FROM summed) AND {asked} AND {spoken}
GROUP BY article, language, origin
UNION ALL
SELECT article, coalesce(language, '') AS language, coalesce(origin, '') AS origin, CAST(sum(times) AS bigint) AS times,
  CAST(sum(networks) AS bigint) AS networks
FROM fresh_day_viewed
WHERE {asked} AND {spoken}
GROUP BY article, language, origin;
