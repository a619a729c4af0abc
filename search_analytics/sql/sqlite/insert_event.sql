-- A retry can fall on the other side of midnight, in either direction, so both neighbouring days are asked.
INSERT INTO event (
  day, id, ts, type, site, build, source, language, query, match_key, results, outcome, mode, previous, first,
  search, article, position, origin, vote, reason
)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21
WHERE
  NOT EXISTS (SELECT 1 FROM event WHERE day = ?22 AND id = ?2)
  AND NOT EXISTS (SELECT 1 FROM event WHERE day = ?23 AND id = ?2)
ON CONFLICT (day, id) DO NOTHING;
