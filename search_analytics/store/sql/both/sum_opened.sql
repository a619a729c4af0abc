-- Which articles readers opened in the end, from the failed search itself or from one that followed it.
INSERT INTO {new}day_opened
WITH RECURSIVE chain (root, is_new, day, site, source, language, match_key, id) AS (
  SELECT id, is_new, day, site, source, language, match_key, id FROM judged
  WHERE failed AND is_counted AND is_helped AND day IN (SELECT day FROM raw_day)
  UNION
  SELECT chain.root, chain.is_new, chain.day, chain.site, chain.source, chain.language, chain.match_key, next.id
  FROM chain JOIN judged AS next ON next.previous = chain.id
)
SELECT
  chain.language, chain.match_key, clicked.article, chain.day, chain.site, chain.source,
  count(DISTINCT chain.root), count(DISTINCT chain.root) FILTER (WHERE chain.is_new)
FROM chain JOIN clicked ON clicked.search = chain.id
WHERE clicked.article <> 'contact'
GROUP BY chain.language, chain.match_key, clicked.article, chain.day, chain.site, chain.source;
