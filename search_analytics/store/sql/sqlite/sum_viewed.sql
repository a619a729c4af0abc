-- How often each article was shown, once a day to each network, by language and where readers came from.
-- Of views from before there was such a bit it is not known which were of new networks: none counts as one.
INSERT INTO {new}day_viewed
SELECT day, site, source, language, article, origin,
  count(*) FILTER (WHERE coalesce(network, 1) >= 0),
  count(*) FILTER (WHERE coalesce(network, 0) = 1)
FROM event
WHERE type = 'view' AND day IN (SELECT value FROM json_each(:raw_days)) AND (:site IS NULL OR site = :site)
GROUP BY article, origin, language, day, source, site;
