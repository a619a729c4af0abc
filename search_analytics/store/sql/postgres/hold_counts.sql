-- Lock the counts in the order of the arrays, which every collector sorts alike, so that two cannot wait for each other.
INSERT INTO visitor_day (day, digest, counted)
SELECT new.day, new.digest, 0
FROM unnest(%(day)s::date[], %(digest)s::bigint[]) AS new (day, digest)
ON CONFLICT (day, digest) DO UPDATE SET counted = visitor_day.counted
RETURNING day::text AS day, digest, counted;
