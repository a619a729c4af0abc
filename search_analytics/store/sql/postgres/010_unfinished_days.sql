-- Days whose sums are being written or removed: what was gathered for them is not whole yet, and no report reads it.
-- An event of the day, or of the one after it, takes it off: then nothing of it is committed.
CREATE TABLE unfinished_day (day date PRIMARY KEY);

-- First the day that is being added up, and only then the one that is: who finishes a day takes it off the first list and puts it
-- on the second in one transaction, for which this waits, and whose outcome the next statement sees.
CREATE OR REPLACE FUNCTION sums_are_late() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM unfinished_day USING (SELECT DISTINCT day FROM added) AS late
  WHERE unfinished_day.day IN (late.day, late.day - 1);
  DELETE FROM summed_day USING (SELECT DISTINCT day FROM added) AS late
  WHERE summed_day.day IN (late.day, late.day - 1);
  RETURN NULL;
END $$;
