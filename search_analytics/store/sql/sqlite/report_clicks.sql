-- The results that readers opened, and from which search.
CREATE TEMP TABLE clicked AS
SELECT search, article, position FROM event
WHERE type = 'click' AND article <> 'contact' AND day IN (SELECT value FROM json_each(:days)) AND search IS NOT NULL
ORDER BY search;
