-- One row per event; which columns are set depends on `type` (docs/spec/search-event.md, clause 6).
-- No column can hold who asked: no address, no agent, no session, no time finer than ten seconds.
CREATE TABLE event (
  day       TEXT    NOT NULL CHECK (length(day) = 10),  -- UTC
  id        BLOB    NOT NULL CHECK (length(id) = 16),   -- chosen by the page; makes a retry harmless
  ts        INTEGER NOT NULL,                           -- Unix seconds, a multiple of 10
  type      TEXT    NOT NULL CHECK (type IN ('search', 'click', 'view', 'vote')),
  site      TEXT    NOT NULL,
  build     TEXT    NOT NULL,
  source    TEXT    NOT NULL CHECK (source IN ('js', 'log', 'api')),
  language  TEXT    CHECK (language IN ('en', 'zh-hant')),
  query     TEXT    CHECK (length(query) <= 200),
  match_key TEXT,
  results   INTEGER,                                    -- -1: the index could not be loaded
  outcome   TEXT    CHECK (outcome IN ('exact', 'corrected', 'weak', 'none')),
  mode      TEXT    CHECK (mode IN ('enter', 'settle', 'click', 'url')),
  previous  BLOB,                                       -- the search before this one on the same page
  first     INTEGER CHECK (first IN (0, 1)),            -- summed: visitor-days
  search    BLOB,                                       -- the search a click answers
  article   TEXT,
  position  INTEGER,
  origin    TEXT    CHECK (origin IN ('search', 'nav', 'other')),
  vote      INTEGER CHECK (vote IN (0, 1)),
  reason    TEXT,
  PRIMARY KEY (day, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_by_search ON event (search) WHERE search IS NOT NULL;
CREATE INDEX event_by_previous ON event (previous) WHERE previous IS NOT NULL;
