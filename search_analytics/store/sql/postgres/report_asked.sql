-- Every search of some days, and those of the days after that followed one. days: those asked for and the day after each.
-- is_counted: the first of its network that day; is_new: the first in 31 days; before there was such a bit,
-- each was counted, and the first of its visitor that day was taken for new.
-- In steps, with statistics of each (never of text, see 001_events.sql): of the rows of a WITH the planner knows nothing, and
-- joins a hundred thousand with a hundred thousand one by one.
CREATE TEMP TABLE asked ON COMMIT DROP AS
SELECT id, day, site, source, language, query, match_key, results, outcome, previous, first, shown,
  coalesce(network, 1) >= 0 AS is_counted,
  coalesce(network, first, 1) = 1 AS is_new
FROM event
WHERE type = 'search' AND day = ANY(%(days)s::date[]) AND (day IN (SELECT day FROM raw_day) OR previous IS NOT NULL)
  AND (%(site)s::text IS NULL OR site = %(site)s::text);

ANALYZE asked (id, previous, day, language);
