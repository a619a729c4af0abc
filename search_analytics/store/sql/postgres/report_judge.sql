-- Every search of some days with what became of it, also in the day after. A click or a next search may have been stored
-- before its search. days: those asked for and the day after each.
-- is_helped: this search, or one that followed from it on the same page, ended in a click on an article.
-- is_contacted: the reader went from its results to the contact page, which is a click on the article 'contact'.
-- is_counted: the first of its network that day; is_new: the first in 31 days; each was taken for one before there was such a bit.
-- answered: an answer at once was shown, and the reader did not search again for want of it.
-- In steps, with statistics of each (never of text, see 001_events.sql): of the rows of a WITH the planner knows nothing, and
-- joins a hundred thousand with a hundred thousand one by one.
CREATE TEMP TABLE asked ON COMMIT DROP AS
SELECT id, day, site, source, language, query, match_key, results, outcome, previous, first, shown,
  coalesce(network, 1) >= 0 AS is_counted,
  coalesce(network, 1) = 1 AS is_new
FROM event
WHERE type = 'search' AND day = ANY(%(days)s::date[]) AND (%(site)s::text IS NULL OR site = %(site)s::text);

ANALYZE asked (id, previous, day, language);

CREATE TEMP TABLE fate ON COMMIT DROP AS
SELECT
  id, bool_or(kind = 'clicked') AS is_clicked, bool_or(kind = 'contacted') AS is_contacted, bool_or(kind = 'refined') AS is_refined
FROM (
  SELECT search AS id, CASE article WHEN 'contact' THEN 'contacted' ELSE 'clicked' END AS kind FROM event
  WHERE type = 'click' AND day = ANY(%(days)s::date[]) AND search IS NOT NULL
  UNION ALL
  SELECT previous, 'refined' FROM asked WHERE previous IS NOT NULL
) AS followed
GROUP BY id;

ANALYZE fate;

CREATE TEMP TABLE judged ON COMMIT DROP AS
WITH RECURSIVE
  helped_later (id) AS (
    SELECT asked.previous FROM asked JOIN fate ON fate.id = asked.id WHERE fate.is_clicked AND asked.previous IS NOT NULL
    UNION
    SELECT asked.previous FROM helped_later JOIN asked ON asked.id = helped_later.id WHERE asked.previous IS NOT NULL
  ),
  outcome AS (
    SELECT
      asked.*,
      coalesce(fate.is_clicked, false) AS is_clicked,
      coalesce(fate.is_contacted, false) AS is_contacted,
      coalesce(fate.is_refined, false) AS is_refined,
      coalesce(fate.is_clicked, false) OR helped_later.id IS NOT NULL AS is_helped,
      CASE
        WHEN results < 0 THEN 'outage'
        WHEN shown = 'answer' AND (coalesce(fate.is_clicked, false) OR NOT coalesce(fate.is_refined, false)) THEN 'answered'
        WHEN results = 0 OR outcome = 'none' THEN 'no_result'
        WHEN outcome = 'weak' THEN 'weak'
        WHEN NOT fate.is_clicked AND (fate.is_refined OR fate.is_contacted) THEN 'unclicked'
        ELSE 'fine'
      END COLLATE "C" AS verdict
    FROM asked
    LEFT JOIN fate ON fate.id = asked.id
    LEFT JOIN helped_later ON helped_later.id = asked.id
  )
SELECT *, verdict IN ('no_result', 'weak', 'unclicked') AS failed FROM outcome;

ANALYZE judged (id, previous, day, language, verdict, failed, is_helped);
