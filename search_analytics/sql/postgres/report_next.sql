-- What readers searched next, as most wrote it; a phrase too rare to be shown is not shown here either.
SELECT failure.match_key, failure.language, common.query AS next_query, count(*) AS times
FROM judged AS failure
JOIN judged AS next ON next.previous = failure.id
JOIN (
  SELECT match_key, query
  FROM (
    SELECT
      match_key,
      query,
      sum(sum(first)) OVER (PARTITION BY match_key) AS visitor_days,
      row_number() OVER (PARTITION BY match_key ORDER BY count(*) DESC, query) AS place
    FROM judged
    GROUP BY match_key, query
  ) AS form
  WHERE place = 1 AND visitor_days >= %(k)s
) AS common ON common.match_key = next.match_key
WHERE failure.failed AND next.match_key <> failure.match_key
GROUP BY failure.match_key, failure.language, common.query
ORDER BY times DESC, next_query;
