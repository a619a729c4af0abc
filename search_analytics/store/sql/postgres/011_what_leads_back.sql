-- An event takes the sums of the day before out of use only where it followed a search of that day: by the search that it names,
-- by the one before that, and so on, through searches of its own day. Each is looked up by the key, one by one: of rows that a
-- statement adds the planner knows nothing.
CREATE OR REPLACE FUNCTION sums_are_late() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  late date[] := ARRAY(SELECT DISTINCT day FROM added);
BEGIN
  -- Mostly no day before is added up yet, or none of the events names a search: then there is nothing to look up.
  IF EXISTS (
    SELECT FROM added WHERE coalesce(previous, search) IS NOT NULL
      AND (day - 1 IN (SELECT summed_day.day FROM summed_day) OR day - 1 IN (SELECT unfinished_day.day FROM unfinished_day))
  ) THEN
    WITH RECURSIVE
      back (day, id) AS (
        SELECT day, coalesce(previous, search) FROM added
        WHERE coalesce(previous, search) IS NOT NULL
          AND (day - 1 IN (SELECT summed_day.day FROM summed_day) OR day - 1 IN (SELECT unfinished_day.day FROM unfinished_day))
        UNION
        SELECT back.day, (SELECT event.previous FROM event WHERE event.day = back.day AND event.id = back.id)
        FROM back WHERE back.id IS NOT NULL
      )
    SELECT late || ARRAY(
      SELECT back.day - 1 FROM back
      WHERE back.id IS NOT NULL AND (SELECT true FROM event WHERE event.day = back.day - 1 AND event.id = back.id)
    ) INTO late;
  END IF;
  -- First the day that is being added up, and only then the one that is: who finishes a day takes it off the first list and puts
  -- it on the second in one transaction, for which this waits, and whose outcome the next statement sees.
  DELETE FROM unfinished_day WHERE unfinished_day.day = ANY(late);
  DELETE FROM summed_day WHERE summed_day.day = ANY(late);
  RETURN NULL;
END $$;
