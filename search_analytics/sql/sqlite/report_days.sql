SELECT
  day,
  sum(verdict <> 'outage') AS searches,
  sum(verdict = 'zero') AS zero,
  sum(verdict = 'weak') AS weak,
  sum(verdict = 'unclicked') AS unclicked,
  sum(verdict = 'outage') AS outages,
  sum(failed AND is_helped) AS recovered
FROM judged
GROUP BY day
ORDER BY day;
