-- Which articles readers opened in the end, from the failed search itself or from one that followed it.
WITH RECURSIVE chain (root, match_key, language, id) AS (
  SELECT id, match_key, language, id FROM judged WHERE failed AND is_helped
  UNION
  SELECT chain.root, chain.match_key, chain.language, next.id FROM chain JOIN judged AS next ON next.previous = chain.id
)
SELECT chain.match_key, chain.language, click.article, count(DISTINCT chain.root) AS times
FROM chain JOIN event AS click ON click.search = chain.id AND click.type = 'click' AND click.article <> 'contact'
GROUP BY chain.match_key, chain.language, click.article
ORDER BY times DESC, click.article, chain.match_key, chain.language;
