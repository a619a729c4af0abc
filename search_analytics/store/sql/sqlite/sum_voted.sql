-- Answers to "was this article helpful?", one row for each article, language, answer and reason.
INSERT INTO {new}day_voted
SELECT day, site, language, article, vote, reason, count(*)
FROM event
WHERE type = 'vote' AND day IN (SELECT value FROM json_each(:raw_days)) AND (:site IS NULL OR site = :site)
GROUP BY day, site, language, article, vote, reason;
