-- A retry can fall on the other side of midnight, in either direction, so both neighbouring days are asked.
INSERT INTO event (
  day, id, ts, type, site, build, source, language, query, match_key, results, outcome, mode, previous, first,
  search, article, position, origin, vote, reason
)
SELECT
  :day, :id, :ts, :type, :site, :build, :source, :language, :query, :match_key, :results, :outcome, :mode, :previous, :first,
  :search, :article, :position, :origin, :vote, :reason
WHERE NOT EXISTS (
  SELECT 1 FROM event WHERE id = :id AND day IN (date(:day, '-1 day'), date(:day, '+1 day'))
)
ON CONFLICT (day, id) DO NOTHING;
