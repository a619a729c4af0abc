-- Answers of networks, one a day and article, to "was this article helpful?", one row for each article, language, answer and reason.
INSERT INTO {new}day_voted
SELECT day, site, source, language, article, vote, reason,
  count(*) FILTER (WHERE coalesce(network, 1) >= 0),
  count(*) FILTER (WHERE coalesce(network, 1) = 1)
FROM event
WHERE type = 'vote' AND day = ANY(%(raw_days)s::date[]) AND (%(site)s::text IS NULL OR site = %(site)s::text)
GROUP BY day, site, source, language, article, vote, reason;
