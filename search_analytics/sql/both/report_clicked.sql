-- Which results readers opened from the results of a phrase itself, and where those stood.
SELECT judged.match_key, judged.language, click.article, click.position, count(*) AS times
FROM judged
JOIN event AS click ON click.search = judged.id AND click.type = 'click'
WHERE click.article <> 'contact'
GROUP BY judged.match_key, judged.language, click.article, click.position
ORDER BY times DESC, judged.match_key, judged.language, click.article, click.position;
