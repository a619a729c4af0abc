-- How often each article was shown, by language and where readers came from.
SELECT article, language, origin, count(*) AS times
FROM event
WHERE type = 'view' AND day BETWEEN %(from_day)s::date AND %(to_day)s::date AND (%(site)s::text IS NULL OR site = %(site)s::text)
GROUP BY article, language, origin
ORDER BY times DESC, article, language, origin;
