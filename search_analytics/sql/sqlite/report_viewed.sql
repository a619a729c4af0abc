-- How often each article was shown, by language and where readers came from.
SELECT article, language, origin, count(*) AS times
FROM event
WHERE type = 'view' AND day BETWEEN :from_day AND :to_day AND (:site IS NULL OR site = :site)
GROUP BY article, language, origin
ORDER BY times DESC, article, language, origin;
