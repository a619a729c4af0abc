-- Every search of some days with what became of it, also in the day after. A click or a next search may have been stored
-- before its search. days: a JSON array, those asked for and the day after each.
-- is_helped: this search, or one that followed from it on the same page, ended in a click on an article.
-- is_contacted: the reader went from its results to the contact page, which is a click on the article 'contact'.
-- is_counted: the first of its network that day; is_new: the first in 31 days; each was taken for one before there was such a bit.
-- answered: an answer at once was shown, and the reader did not search again for want of it.
-- Fates are grouped, not looked up one by one: inserts of random ids into a set take most of the time of a million events.
CREATE TEMP TABLE judged AS
WITH RECURSIVE
  asked AS MATERIALIZED (
    SELECT id, day, site, source, language, query, match_key, results, outcome, previous, first, shown,
      coalesce(network, 1) >= 0 AS is_counted,
      coalesce(network, 1) = 1 AS is_new
    FROM event
    WHERE type = 'search' AND day IN (SELECT value FROM json_each(:days)) AND (:site IS NULL OR site = :site)
  ),
  chain AS MATERIALIZED (
    SELECT id, previous FROM asked WHERE previous IS NOT NULL
  ),
  fate AS MATERIALIZED (
    SELECT id, max(kind = 'clicked') AS is_clicked, max(kind = 'contacted') AS is_contacted, max(kind = 'refined') AS is_refined
    FROM (
      SELECT search AS id, CASE article WHEN 'contact' THEN 'contacted' ELSE 'clicked' END AS kind FROM event
      WHERE type = 'click' AND day IN (SELECT value FROM json_each(:days)) AND search IS NOT NULL
      UNION ALL
      SELECT previous, 'refined' FROM chain
    )
    GROUP BY id
  ),
  helped_later (id) AS (
    SELECT chain.previous FROM chain JOIN fate ON fate.id = chain.id WHERE fate.is_clicked
    UNION
    SELECT chain.previous FROM helped_later JOIN chain ON chain.id = helped_later.id
  ),
  outcome AS (
    SELECT
      asked.*,
      coalesce(fate.is_clicked, 0) AS is_clicked,
      coalesce(fate.is_contacted, 0) AS is_contacted,
      coalesce(fate.is_refined, 0) AS is_refined,
      coalesce(fate.is_clicked, 0) OR asked.id IN helped_later AS is_helped,
      CASE
        WHEN results < 0 THEN 'outage'
        WHEN shown = 'answer' AND (coalesce(fate.is_clicked, 0) OR NOT coalesce(fate.is_refined, 0)) THEN 'answered'
        WHEN results = 0 OR outcome = 'none' THEN 'no_result'
        WHEN outcome = 'weak' THEN 'weak'
        WHEN NOT fate.is_clicked AND (fate.is_refined OR fate.is_contacted) THEN 'unclicked'
        ELSE 'fine'
      END AS verdict
    FROM asked LEFT JOIN fate ON fate.id = asked.id
  )
SELECT *, verdict IN ('no_result', 'weak', 'unclicked') AS failed FROM outcome;
