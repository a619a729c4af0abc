-- What became of every search. A click or a next search may have been stored before its search.
-- is_helped: this search, or one that followed from it on the same page, ended in a click on an article.
-- is_contacted: the reader went from its results to the contact page.
-- answered: an answer at once was shown, and the reader did not search again for want of it.
CREATE TEMP TABLE judged AS
WITH RECURSIVE
  chain AS MATERIALIZED (
    SELECT id, previous FROM asked WHERE previous IS NOT NULL
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
