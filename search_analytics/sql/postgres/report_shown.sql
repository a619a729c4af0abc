-- The phrases to show, each in the form most readers wrote.
SELECT phrase.*, form.query
FROM phrase JOIN (
  SELECT
    match_key,
    language,
    query,
    row_number() OVER (PARTITION BY match_key, language ORDER BY count(*) DESC, query) AS place
  FROM judged
  GROUP BY match_key, language, query
) AS form USING (match_key, language)
WHERE form.place = 1 AND visitor_days >= %(k)s
ORDER BY priority DESC, failed DESC, match_key, language
LIMIT %(limit)s;
