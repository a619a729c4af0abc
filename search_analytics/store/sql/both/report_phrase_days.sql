-- The chosen phrases day by day, one row for each form and site.
SELECT CAST(day AS text), chosen.place, {counts}
FROM chosen CROSS JOIN day_phrase
WHERE day_phrase.language = chosen.language AND day_phrase.match_key = chosen.match_key AND day IN (SELECT day FROM summed)
  AND {asked}
UNION ALL
SELECT CAST(rolled_up.day AS text), chosen.place, {counts}
FROM rolled_up CROSS JOIN roll_up CROSS JOIN chosen
WHERE roll_up.day = rolled_up.day AND roll_up.language = chosen.language AND roll_up.match_key = chosen.match_key
  AND {asked_whole}
UNION ALL
SELECT CAST(day AS text), place, {counts}
FROM fresh_day_phrase JOIN chosen USING (match_key, language)
WHERE {asked};
