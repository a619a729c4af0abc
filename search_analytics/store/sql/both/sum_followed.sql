-- What readers searched next after a failed search, and how often that ended in a click; a failure counts once for a next phrase.
INSERT INTO {new}day_followed
SELECT
  failure.language,
  failure.match_key,
  next.match_key,
  failure.day,
  failure.site,
  failure.source,
  count(DISTINCT failure.id),
  count(DISTINCT failure.id) FILTER (WHERE next.is_helped),
  count(DISTINCT failure.id) FILTER (WHERE failure.is_new),
  count(DISTINCT failure.id) FILTER (WHERE failure.is_new AND next.is_helped)
FROM judged AS failure
JOIN judged AS next ON next.previous = failure.id
WHERE failure.failed AND failure.is_counted AND next.match_key <> failure.match_key AND failure.day IN (SELECT day FROM raw_day)
GROUP BY failure.language, failure.match_key, next.match_key, failure.day, failure.site, failure.source;
