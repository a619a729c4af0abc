-- How often each article was shown, by language and where readers came from.
INSERT INTO {new}day_viewed
SELECT day, site, language, article, origin, count(*)
FROM event
WHERE type = 'view' AND day = ANY(%(raw_days)s::date[]) AND (%(site)s::text IS NULL OR site = %(site)s::text)
GROUP BY day, site, language, article, origin;
