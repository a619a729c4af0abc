-- What followed each search. Grouped, not looked up one by one: inserts of random ids into a set take most of the time of a
-- million events.
CREATE TEMP TABLE fate AS
SELECT id, max(clicked) AS is_clicked, max(contacted) AS is_contacted, max(refined) AS is_refined
FROM (
  SELECT search AS id, article <> 'contact' AS clicked, article = 'contact' AS contacted, 0 AS refined FROM clicked
  UNION ALL
  SELECT previous, 0, 0, 1 FROM asked WHERE previous IS NOT NULL
)
GROUP BY id;
