-- The results that readers opened, and from which search; an article counts once for a search, where it stood highest.
-- Going from the results to the contact page is a click on the article 'contact'.
CREATE TEMP TABLE clicked ON COMMIT DROP AS
SELECT search, article, min(position) AS position FROM event
WHERE type = 'click' AND day = ANY(%(days)s::date[]) AND search IS NOT NULL
GROUP BY search, article;

ANALYZE clicked (search, position);
