-- What readers searched next after a failed search, and how often that ended in a click.
SELECT
  failure.match_key,
  failure.language,
  next.match_key AS next_key,
  count(*) AS times,
  count(*) FILTER (WHERE next.is_helped) AS recovered
FROM judged AS failure
JOIN judged AS next ON next.previous = failure.id
WHERE failure.failed AND next.match_key <> failure.match_key
GROUP BY failure.match_key, failure.language, next.match_key
ORDER BY times DESC, next_key, failure.match_key, failure.language;
