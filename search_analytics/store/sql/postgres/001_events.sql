-- One row per event; which columns are set depends on `type` (docs/spec/search-event.md, clause 6).
-- No column can hold who asked: no address, no agent, no session, no time finer than ten seconds.
-- COLLATE "C": reports sort by code point whatever the collation of the database, as SQLite does.
CREATE TABLE event (
  day       date   NOT NULL,                                  -- UTC
  id        bytea  NOT NULL CHECK (octet_length(id) = 16),    -- chosen by the page; makes a retry harmless
  ts        bigint NOT NULL,                                  -- Unix seconds, a multiple of 10
  type      text   NOT NULL CHECK (type IN ('search', 'click', 'view', 'vote')),
  site      text   COLLATE "C" NOT NULL,
  build     text   NOT NULL,
  source    text   NOT NULL CHECK (source IN ('js', 'log', 'api')),
  language  text   COLLATE "C" CHECK (language IN ('en', 'zh-hant')),
  query     text   COLLATE "C" CHECK (char_length(query) <= 200),
  match_key text   COLLATE "C",
  results   integer,                                          -- -1: the index could not be loaded
  outcome   text   CHECK (outcome IN ('exact', 'corrected', 'weak', 'none')),
  mode      text   CHECK (mode IN ('enter', 'settle', 'click', 'url')),
  previous  bytea,                                            -- the search before this one on the same page
  first     integer CHECK (first IN (0, 1)),                  -- summed: visitor-days
  search    bytea,                                            -- the search a click answers
  article   text   COLLATE "C",
  position  integer,
  origin    text   CHECK (origin IN ('search', 'nav', 'other')),
  vote      integer CHECK (vote IN (0, 1)),
  reason    text   COLLATE "C",
  PRIMARY KEY (day, id)
) PARTITION BY RANGE (day);

CREATE INDEX event_by_search ON event (search) WHERE search IS NOT NULL;
CREATE INDEX event_by_previous ON event (previous) WHERE previous IS NOT NULL;

-- The planner would keep the most frequent phrases in a table of its own, where no deletion of ours finds them.
ALTER TABLE event ALTER COLUMN query SET STATISTICS 0, ALTER COLUMN match_key SET STATISTICS 0;
