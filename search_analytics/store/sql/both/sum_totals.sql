-- All searches of a day.
INSERT INTO {new}day_total
SELECT day, site, source, language, {sums}
FROM {new}day_phrase
WHERE day IN (SELECT day FROM raw_day)
GROUP BY day, site, source, language;
