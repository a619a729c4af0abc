-- One statement for all events of a commit. A retry can fall on the other side of midnight, in either direction, so both
-- neighbouring days are asked. LIMIT 1 keeps the planner to one look into the primary key for each event: as an anti-join
-- it would read whole partitions.
INSERT INTO event (
  day, id, ts, type, site, build, source, language, query, match_key, results, outcome, mode, previous, first,
  search, article, position, origin, vote, reason, shown, network, comment
)
SELECT new.*
FROM unnest(
  %(day)s::date[], %(id)s::bytea[], %(ts)s::bigint[], %(type)s::text[], %(site)s::text[], %(build)s::text[],
  %(source)s::text[], %(language)s::text[], %(query)s::text[], %(match_key)s::text[], %(results)s::integer[],
  %(outcome)s::text[], %(mode)s::text[], %(previous)s::bytea[], %(first)s::integer[], %(search)s::bytea[],
  %(article)s::text[], %(position)s::integer[], %(origin)s::text[], %(vote)s::integer[], %(reason)s::text[], %(shown)s::text[],
  %(network)s::integer[], %(comment)s::text[]
) AS new (
  day, id, ts, type, site, build, source, language, query, match_key, results, outcome, mode, previous, first,
  search, article, position, origin, vote, reason, shown, network, comment
)
WHERE
  (SELECT 1 FROM event AS old WHERE old.day = new.day - 1 AND old.id = new.id LIMIT 1) IS NULL
  AND (SELECT 1 FROM event AS old WHERE old.day = new.day + 1 AND old.id = new.id LIMIT 1) IS NULL
ON CONFLICT (day, id) DO NOTHING
RETURNING day::text AS day, id;
