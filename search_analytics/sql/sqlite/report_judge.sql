-- Every search of the period with what became of it. A click or a next search may have been stored before its search.
-- is_helped: this search, or one that followed from it on the same page, ended in a click on an article.
-- is_contacted: the reader went from its results to the contact page, which is a click on the article 'contact'.
CREATE TEMP TABLE judged AS
WITH RECURSIVE
  clicked (id) AS (
    SELECT DISTINCT search FROM event
    WHERE type = 'click' AND article <> 'contact' AND day BETWEEN :from_day AND :to_day AND search IS NOT NULL
  ),
  contacted (id) AS (
    SELECT DISTINCT search FROM event
    WHERE type = 'click' AND article = 'contact' AND day BETWEEN :from_day AND :to_day AND search IS NOT NULL
  ),
  asked AS (
    SELECT id, day, language, query, match_key, results, outcome, previous, first FROM event
    WHERE type = 'search' AND day BETWEEN :from_day AND :to_day AND (:site IS NULL OR site = :site)
  ),
  helped (id) AS (
    SELECT id FROM clicked
    UNION
    SELECT asked.previous FROM helped JOIN asked ON asked.id = helped.id WHERE asked.previous IS NOT NULL
  ),
  refined (id) AS (
    SELECT DISTINCT previous FROM asked WHERE previous IS NOT NULL
  ),
  outcome AS (
    SELECT
      asked.*,
      asked.id IN clicked AS is_clicked,
      asked.id IN contacted AS is_contacted,
      asked.id IN refined AS is_refined,
      asked.id IN helped AS is_helped,
      CASE
        WHEN results < 0 THEN 'outage'
        WHEN results = 0 OR outcome = 'none' THEN 'zero'
        WHEN outcome = 'weak' THEN 'weak'
        WHEN asked.id NOT IN clicked AND (asked.id IN refined OR asked.id IN contacted) THEN 'unclicked'
        ELSE 'fine'
      END AS verdict
    FROM asked
  )
SELECT *, verdict IN ('zero', 'weak', 'unclicked') AS failed FROM outcome;
