-- How often each article was shown, by language and where readers came from.
INSERT INTO {new}day_viewed
SELECT day, site, language, article, origin, count(*)
FROM event
WHERE type = 'view' AND day IN (SELECT value FROM json_each(:raw_days)) AND (:site IS NULL OR site = :site)
GROUP BY day, site, language, article, origin;
