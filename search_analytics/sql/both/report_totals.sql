-- Searches day by day: from the sums of whole days, from roll-ups, and from the events of other days.
SELECT CAST(summed.day AS text),
  CAST(sum(searches) AS bigint) AS searches,
  CAST(sum(visitor_days) AS bigint) AS visitor_days,
  CAST(sum(zero) AS bigint) AS zero,
  CAST(sum(weak) AS bigint) AS weak,
  CAST(sum(unclicked) AS bigint) AS unclicked,
  CAST(sum(unjudged) AS bigint) AS unjudged,
  CAST(sum(outages) AS bigint) AS outages,
  CAST(sum(recovered) AS bigint) AS recovered,
  CAST(sum(refined) AS bigint) AS refined,
  CAST(sum(contacted) AS bigint) AS contacted,
  CAST(sum(abandoned) AS bigint) AS abandoned,
  CAST(sum(ignored) AS bigint) AS ignored
FROM summed CROSS JOIN day_total
WHERE day_total.day = summed.day AND ((SELECT site FROM asked_for) IS NULL OR day_total.site = (SELECT site FROM asked_for))
GROUP BY summed.day
UNION ALL
SELECT CAST(rolled_up.day AS text),
  CAST(sum(searches) AS bigint) AS searches,
  CAST(sum(visitor_days) AS bigint) AS visitor_days,
  CAST(sum(zero) AS bigint) AS zero,
  CAST(sum(weak) AS bigint) AS weak,
  CAST(sum(unclicked) AS bigint) AS unclicked,
  CAST(sum(unjudged) AS bigint) AS unjudged,
  CAST(sum(outages) AS bigint) AS outages,
  CAST(sum(recovered) AS bigint) AS recovered,
  CAST(sum(refined) AS bigint) AS refined,
  CAST(sum(contacted) AS bigint) AS contacted,
  CAST(sum(abandoned) AS bigint) AS abandoned,
  CAST(sum(ignored) AS bigint) AS ignored
FROM rolled_up CROSS JOIN roll_up
WHERE roll_up.day = rolled_up.day AND ((SELECT site FROM asked_for) IS NULL OR roll_up.site = (SELECT site FROM asked_for))
GROUP BY rolled_up.day
UNION ALL
SELECT CAST(day AS text),
  CAST(sum(searches) AS bigint) AS searches,
  CAST(sum(visitor_days) AS bigint) AS visitor_days,
  CAST(sum(zero) AS bigint) AS zero,
  CAST(sum(weak) AS bigint) AS weak,
  CAST(sum(unclicked) AS bigint) AS unclicked,
  CAST(sum(unjudged) AS bigint) AS unjudged,
  CAST(sum(outages) AS bigint) AS outages,
  CAST(sum(recovered) AS bigint) AS recovered,
  CAST(sum(refined) AS bigint) AS refined,
  CAST(sum(contacted) AS bigint) AS contacted,
  CAST(sum(abandoned) AS bigint) AS abandoned,
  CAST(sum(ignored) AS bigint) AS ignored
FROM fresh_day_total
GROUP BY day;
