-- Answers of networks, one a day and article, to "was this article helpful?", one row for each article, language, answer and reason.
INSERT INTO {new}day_voted
SELECT day, site, source, language, article, vote, reason,
  count(*) FILTER (WHERE coalesce(network, 1) >= 0),
  count(*) FILTER (WHERE coalesce(network, 1) = 1)
FROM event
WHERE type = 'vote' AND day IN (SELECT value FROM json_each(:raw_days)) AND (:site IS NULL OR site = :site)
GROUP BY day, site, source, language, article, vote, reason;
