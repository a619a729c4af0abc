UPDATE visitor_day SET counted = new.counted
FROM unnest(%(day)s::date[], %(digest)s::bigint[], %(counted)s::smallint[]) AS new (day, digest, counted)
WHERE visitor_day.day = new.day AND visitor_day.digest = new.digest;
