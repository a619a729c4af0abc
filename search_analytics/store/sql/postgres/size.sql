SELECT coalesce(sum(pg_total_relation_size(inhrelid)), 0) + pg_total_relation_size('visitor_day') AS bytes
FROM pg_inherits
WHERE inhparent = 'event'::regclass;
