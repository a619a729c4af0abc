-- Phrases of the whole period, one row for each form and source. A roll-up has a row without text for all phrases of few
-- visitors.
SELECT match_key, language, query, CAST(sum(times) AS bigint) AS times,
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
FROM day_phrase
WHERE day IN (SELECT day FROM summed) AND ((SELECT site FROM asked_for) IS NULL OR day_phrase.site = (SELECT site FROM asked_for))
GROUP BY language, match_key, query
UNION ALL
SELECT match_key, language, query, CAST(sum(searches + outages) AS bigint) AS times,
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
WHERE roll_up.day = rolled_up.day AND match_key <> '' AND ((SELECT site FROM asked_for) IS NULL OR roll_up.site = (SELECT site FROM asked_for))
GROUP BY language, match_key, query
UNION ALL
SELECT match_key, language, query, CAST(sum(times) AS bigint) AS times,
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
FROM fresh_day_phrase
GROUP BY language, match_key, query;
