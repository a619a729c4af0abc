-- What readers added to their votes, of days whose events are kept; the newest first.
SELECT day, article, coalesce(language, '') AS language, coalesce(reason, '') AS reason, comment FROM event
WHERE comment IS NOT NULL AND day BETWEEN :first AND :last AND type = 'vote' AND {asked} AND {spoken}
ORDER BY day DESC, article, comment;
