-- As insert_event.sql; the rows of VALUES: the fields of an event, the day before and the day after.
-- A retry can fall on the other side of midnight, in either direction, so both neighbouring days are asked.
INSERT INTO event (
  day, id, ts, type, site, build, source, language, query, match_key, results, outcome, mode, previous, first,
  search, article, position, origin, vote, reason, shown, network, comment
)
SELECT
  column1, column2, column3, column4, column5, column6, column7, column8, column9, column10, column11, column12, column13,
  column14, column15, column16, column17, column18, column19, column20, column21, column22, column23, column24
FROM (VALUES {rows}) AS new
WHERE
  NOT EXISTS (SELECT 1 FROM event WHERE day = new.column25 AND id = new.column2)
  AND NOT EXISTS (SELECT 1 FROM event WHERE day = new.column26 AND id = new.column2)
ON CONFLICT (day, id) DO NOTHING;
