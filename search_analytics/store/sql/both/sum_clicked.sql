-- Which results readers opened from the results of a phrase itself, and where those stood.
INSERT INTO {new}day_clicked
SELECT
  judged.language, judged.match_key, clicked.article, clicked.position, judged.day, judged.site, judged.source, count(*),
  count(*) FILTER (WHERE judged.is_new)
FROM judged JOIN clicked ON clicked.search = judged.id
WHERE clicked.article <> 'contact' AND judged.is_counted AND judged.day IN (SELECT day FROM raw_day)
GROUP BY judged.language, judged.match_key, clicked.article, clicked.position, judged.day, judged.site, judged.source;
