-- What roll-ups hold without text, by day and language.
SELECT CAST(rolled_up.day AS text), '' AS match_key, language,
  {sums}
FROM rolled_up CROSS JOIN roll_up
WHERE roll_up.day = rolled_up.day AND match_key = '' AND {asked_whole} AND {spoken}
GROUP BY rolled_up.day, language
ORDER BY rolled_up.day, language;
