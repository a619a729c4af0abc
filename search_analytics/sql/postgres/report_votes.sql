-- Answers to "was this article helpful?", one row for each article, language, answer and reason.
SELECT article, language, vote, reason, count(*) AS times
FROM event
WHERE
  type = 'vote' AND day BETWEEN %(from_day)s::date AND %(to_day)s::date
  AND (%(site)s::text IS NULL OR site = %(site)s::text)
GROUP BY article, language, vote, reason
ORDER BY article, language, times DESC, reason;
