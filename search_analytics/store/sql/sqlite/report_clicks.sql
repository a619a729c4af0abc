-- The results that readers opened, and from which search; an article counts once for a search, where it stood highest.
-- Going from the results to the contact page is a click on the article 'contact'.
CREATE TEMP TABLE clicked AS
SELECT search, article, min(position) AS position FROM event
WHERE type = 'click' AND day IN (SELECT value FROM json_each(:days)) AND search IS NOT NULL
GROUP BY search, article
ORDER BY search;
