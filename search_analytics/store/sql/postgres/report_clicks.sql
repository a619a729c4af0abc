-- The results that readers opened, and from which search.
CREATE TEMP TABLE clicked ON COMMIT DROP AS
SELECT search, article, position FROM event
WHERE type = 'click' AND article <> 'contact' AND day = ANY(%(days)s::date[]) AND search IS NOT NULL;

ANALYZE clicked (search, position);
