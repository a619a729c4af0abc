-- What roll-ups hold without text, by day and language.
SELECT CAST(rolled_up.day AS text), '' AS match_key, language,
  {sums}
FROM rolled_up CROSS JOIN roll_up
WHERE roll_up.day = rolled_up.day AND match_key = '' AND ((SELECT site FROM asked_for) IS NULL OR roll_up.site = (SELECT site FROM asked_for))
GROUP BY rolled_up.day, language
ORDER BY rolled_up.day, language;
