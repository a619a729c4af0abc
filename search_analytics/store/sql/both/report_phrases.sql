-- Phrases of the whole period, one row for each form and source. A roll-up has a row without text for all phrases of few
-- visitors.
SELECT match_key, language, query, CAST(sum(times) AS bigint) AS times,
  {sums}
FROM day_phrase
WHERE day IN (SELECT day FROM summed) AND ((SELECT site FROM asked_for) IS NULL OR day_phrase.site = (SELECT site FROM asked_for))
GROUP BY language, match_key, query
UNION ALL
SELECT match_key, language, query, CAST(sum(searches + outages) AS bigint) AS times,
  {sums}
FROM rolled_up CROSS JOIN roll_up
WHERE roll_up.day = rolled_up.day AND match_key <> '' AND ((SELECT site FROM asked_for) IS NULL OR roll_up.site = (SELECT site FROM asked_for))
GROUP BY language, match_key, query
UNION ALL
SELECT match_key, language, query, CAST(sum(times) AS bigint) AS times,
  {sums}
FROM fresh_day_phrase
GROUP BY language, match_key, query;
