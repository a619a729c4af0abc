-- Every search of some days, and those of the days after that followed one. days: a JSON array, those asked for and the day after each.
-- is_counted: the first of its network that day; is_new: the first in 31 days; before there was such a bit,
-- each was counted, and the first of its visitor that day was taken for new.
CREATE TEMP TABLE asked AS
SELECT id, day, site, source, language, query, match_key, results, outcome, previous, first, shown,
  coalesce(network, 1) >= 0 AS is_counted,
  coalesce(network, first, 1) = 1 AS is_new
FROM event
WHERE type = 'search' AND day IN (SELECT value FROM json_each(:days)) AND (day IN (SELECT day FROM raw_day) OR previous IS NOT NULL)
  AND (:site IS NULL OR site = :site);
