-- Every search of the period with what became of it. A click or a next search may have been stored before its search.
-- is_helped: this search, or one that followed from it on the same page, ended in a click on an article.
-- is_contacted: the reader went from its results to the contact page, which is a click on the article 'contact'.
CREATE TEMP TABLE judged ON COMMIT DROP AS
WITH RECURSIVE
  clicked (id) AS (
    SELECT DISTINCT search FROM event
    WHERE
      type = 'click' AND article <> 'contact' AND day BETWEEN %(from_day)s::date AND %(to_day)s::date AND search IS NOT NULL
  ),
  contacted (id) AS (
    SELECT DISTINCT search FROM event
    WHERE
      type = 'click' AND article = 'contact' AND day BETWEEN %(from_day)s::date AND %(to_day)s::date AND search IS NOT NULL
  ),
  asked AS (
    SELECT id, day, language, query, match_key, results, outcome, previous, first FROM event
    WHERE
      type = 'search' AND day BETWEEN %(from_day)s::date AND %(to_day)s::date
      AND (%(site)s::text IS NULL OR site = %(site)s::text)
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
      clicked.id IS NOT NULL AS is_clicked,
      contacted.id IS NOT NULL AS is_contacted,
      refined.id IS NOT NULL AS is_refined,
      helped.id IS NOT NULL AS is_helped,
      CASE
        WHEN results < 0 THEN 'outage'
        WHEN results = 0 OR outcome = 'none' THEN 'zero'
        WHEN outcome = 'weak' THEN 'weak'
        WHEN clicked.id IS NULL AND (refined.id IS NOT NULL OR contacted.id IS NOT NULL) THEN 'unclicked'
        ELSE 'fine'
      END COLLATE "C" AS verdict
    FROM asked
    LEFT JOIN clicked ON clicked.id = asked.id
    LEFT JOIN contacted ON contacted.id = asked.id
    LEFT JOIN refined ON refined.id = asked.id
    LEFT JOIN helped ON helped.id = asked.id
  )
SELECT *, verdict IN ('zero', 'weak', 'unclicked') AS failed FROM outcome;
