-- By which way how many searched each phrase of the period; asked where a report is of one way only.
SELECT match_key, language, source, CAST(sum(visitor_days) AS bigint) AS visitor_days, CAST(sum(networks) AS bigint) AS networks
FROM day_phrase
WHERE day IN (SELECT day FROM summed) AND {of_site} AND {spoken}
GROUP BY language, match_key, source
UNION ALL
SELECT match_key, language, source, CAST(sum(visitor_days) AS bigint) AS visitor_days, CAST(sum(networks) AS bigint) AS networks
FROM fresh_day_phrase
WHERE {spoken}
GROUP BY language, match_key, source;
