-- What readers searched next after a failed search, and how often that ended in a click.
INSERT INTO {new}day_followed
SELECT
  failure.language,
  failure.match_key,
  next.match_key,
  failure.day,
  failure.site,
  count(*),
  count(*) FILTER (WHERE next.is_helped)
FROM judged AS failure
JOIN judged AS next ON next.previous = failure.id
WHERE failure.failed AND next.match_key <> failure.match_key AND failure.day IN (SELECT day FROM raw_day)
GROUP BY failure.language, failure.match_key, next.match_key, failure.day, failure.site;
