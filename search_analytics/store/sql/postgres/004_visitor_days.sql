-- What collectors that share a secret have counted today: keyed digests of visitors, prefixes, and prefixes with a query, and
-- how often each was counted (docs/spec/search-event.md, clause 7.5). The key is never in the database.
-- Unlogged: nothing of it reaches the write-ahead log, so neither replicas nor archives hold it; a crash empties it.
-- fillfactor: a count grows in its own page.
CREATE UNLOGGED TABLE visitor_day (
  day     date     NOT NULL,
  digest  bigint   NOT NULL,
  counted smallint NOT NULL,
  PRIMARY KEY (day, digest)
) WITH (fillfactor = 80);

-- The planner's statistics are logged, and would hold some of the digests.
ALTER TABLE visitor_day ALTER COLUMN digest SET STATISTICS 0;
