-- What followed each search.
CREATE TEMP TABLE fate ON COMMIT DROP AS
SELECT
  id, bool_or(clicked) AS is_clicked, bool_or(contacted) AS is_contacted, bool_or(refined) AS is_refined
FROM (
  SELECT search AS id, article <> 'contact' AS clicked, article = 'contact' AS contacted, false AS refined FROM clicked
  UNION ALL
  SELECT previous, false, false, true FROM asked WHERE previous IS NOT NULL
) AS followed
GROUP BY id;

ANALYZE fate;
