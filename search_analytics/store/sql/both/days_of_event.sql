-- The days that have rows, each found by one look into the key.
WITH RECURSIVE found (day) AS (
  SELECT min(day) FROM event
  UNION ALL
  SELECT (SELECT min(event.day) FROM event WHERE event.day > found.day) FROM found WHERE found.day IS NOT NULL
)
SELECT CAST(day AS text) FROM found WHERE day IS NOT NULL;
