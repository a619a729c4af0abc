-- Searches day by day: from the sums of whole days, from roll-ups, and from the events of other days.
SELECT CAST(summed.day AS text),
  {sums}
FROM summed CROSS JOIN day_total
WHERE day_total.day = summed.day AND {asked} AND {spoken}
GROUP BY summed.day
UNION ALL
SELECT CAST(rolled_up.day AS text),
  {sums}
FROM rolled_up CROSS JOIN roll_up
WHERE roll_up.day = rolled_up.day AND {asked_whole} AND {spoken}
GROUP BY rolled_up.day
UNION ALL
SELECT CAST(day AS text),
  {sums}
FROM fresh_day_total
WHERE {asked} AND {spoken}
GROUP BY day;
