-- Answers to "was this article helpful?", one row for each article, language, answer and reason.
SELECT article, language, vote, reason, count(*) AS times
FROM event
WHERE type = 'vote' AND day BETWEEN :from_day AND :to_day AND (:site IS NULL OR site = :site)
GROUP BY article, language, vote, reason
ORDER BY article, language, times DESC, reason;
