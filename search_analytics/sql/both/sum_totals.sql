-- All searches of a day.
INSERT INTO {new}day_total
SELECT day, site, sum(searches), sum(visitor_days), sum(zero), sum(weak), sum(unclicked), sum(unjudged), sum(outages), sum(recovered), sum(refined), sum(contacted), sum(abandoned), sum(ignored)
FROM {new}day_phrase
WHERE day IN (SELECT day FROM raw_day)
GROUP BY day, site;
