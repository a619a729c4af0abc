-- What readers added to their votes, of days whose events are kept; the newest first.
SELECT CAST(day AS text), article, coalesce(language, '') AS language, coalesce(reason, '') AS reason, comment FROM event
WHERE comment IS NOT NULL AND day BETWEEN %(first)s::date AND %(last)s::date AND type = 'vote' AND {asked} AND {spoken}
ORDER BY day DESC, article, comment;
