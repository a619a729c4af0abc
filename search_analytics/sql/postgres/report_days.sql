SELECT
  day::text AS day,
  count(*) FILTER (WHERE verdict <> 'outage') AS searches,
  count(*) FILTER (WHERE verdict = 'zero') AS zero,
  count(*) FILTER (WHERE verdict = 'weak') AS weak,
  count(*) FILTER (WHERE verdict = 'unclicked') AS unclicked,
  count(*) FILTER (WHERE verdict = 'outage') AS outages,
  count(*) FILTER (WHERE failed AND is_helped) AS recovered
FROM judged
GROUP BY judged.day
ORDER BY judged.day;
