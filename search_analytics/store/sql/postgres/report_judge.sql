-- What became of every search. A click or a next search may have been stored before its search.
-- is_helped: this search, or one that followed from it on the same page, ended in a click on an article.
-- is_contacted: the reader went from its results to the contact page.
-- answered: an answer at once was shown, and the reader did not search again for want of it.
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
