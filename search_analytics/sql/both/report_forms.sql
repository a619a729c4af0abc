-- Each phrase in the form most readers wrote.
SELECT match_key, language, query
FROM (
  SELECT
    match_key,
    language,
    query,
    row_number() OVER (PARTITION BY match_key, language ORDER BY count(*) DESC, query) AS place
  FROM judged
  GROUP BY match_key, language, query
) AS form
WHERE place = 1;
