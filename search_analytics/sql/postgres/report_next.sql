-- What readers searched next; a phrase too rare to be shown is not shown here either.
SELECT failure.match_key, failure.language, next.match_key AS next_key, count(*) AS times
FROM judged AS failure
JOIN judged AS next ON next.previous = failure.id
JOIN (SELECT match_key FROM judged GROUP BY match_key HAVING sum(first) >= %(k)s) AS common ON common.match_key = next.match_key
WHERE failure.failed AND next.match_key <> failure.match_key
GROUP BY failure.match_key, failure.language, next.match_key
ORDER BY times DESC, next_key;
