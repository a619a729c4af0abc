-- Sums of a whole day whose events are still there, so that a report of a large portal need not read them one by one.
-- They hold the same phrases as the events, rare ones too, and are deleted with them. `summed_day` names the days of which
-- they are complete; a late event takes its day off the list, and the next step of retention adds it up again.
CREATE TABLE summed_day (day TEXT NOT NULL PRIMARY KEY) STRICT;

CREATE TABLE day_total (
  day          TEXT    NOT NULL,
  site         TEXT    NOT NULL,
  searches     INTEGER NOT NULL,
  visitor_days INTEGER NOT NULL,
  zero         INTEGER NOT NULL,
  weak         INTEGER NOT NULL,
  unclicked    INTEGER NOT NULL,
  unjudged     INTEGER NOT NULL,
  outages      INTEGER NOT NULL,
  recovered    INTEGER NOT NULL,
  refined      INTEGER NOT NULL,
  contacted    INTEGER NOT NULL,
  abandoned    INTEGER NOT NULL,
  ignored      INTEGER NOT NULL,
  PRIMARY KEY (day, site)
) STRICT, WITHOUT ROWID;

-- Whatever has a phrase is in order of phrases: a report adds up the days of each as it reads, and sorts nothing.
-- One row for each form of a phrase; times: how often it was typed.
CREATE TABLE day_phrase (
  language     TEXT    NOT NULL,
  match_key    TEXT    NOT NULL,
  query        TEXT    NOT NULL,
  day          TEXT    NOT NULL,
  site         TEXT    NOT NULL,
  times        INTEGER NOT NULL,
  searches     INTEGER NOT NULL,
  visitor_days INTEGER NOT NULL,
  zero         INTEGER NOT NULL,
  weak         INTEGER NOT NULL,
  unclicked    INTEGER NOT NULL,
  unjudged     INTEGER NOT NULL,
  outages      INTEGER NOT NULL,
  recovered    INTEGER NOT NULL,
  refined      INTEGER NOT NULL,
  contacted    INTEGER NOT NULL,
  abandoned    INTEGER NOT NULL,
  ignored      INTEGER NOT NULL,
  PRIMARY KEY (language, match_key, query, day, site)
) STRICT, WITHOUT ROWID;

CREATE TABLE day_followed (
  language  TEXT    NOT NULL,
  match_key TEXT    NOT NULL,
  next_key  TEXT    NOT NULL,
  day       TEXT    NOT NULL,
  site      TEXT    NOT NULL,
  times     INTEGER NOT NULL,
  recovered INTEGER NOT NULL,
  PRIMARY KEY (language, match_key, next_key, day, site)
) STRICT, WITHOUT ROWID;

CREATE TABLE day_opened (
  language  TEXT    NOT NULL,
  match_key TEXT    NOT NULL,
  article   TEXT    NOT NULL,
  day       TEXT    NOT NULL,
  site      TEXT    NOT NULL,
  times     INTEGER NOT NULL,
  PRIMARY KEY (language, match_key, article, day, site)
) STRICT, WITHOUT ROWID;

CREATE TABLE day_clicked (
  language  TEXT    NOT NULL,
  match_key TEXT    NOT NULL,
  article   TEXT    NOT NULL,
  position  INTEGER NOT NULL,
  day       TEXT    NOT NULL,
  site      TEXT    NOT NULL,
  times     INTEGER NOT NULL,
  PRIMARY KEY (language, match_key, article, position, day, site)
) STRICT, WITHOUT ROWID;

CREATE TABLE day_viewed (
  day      TEXT    NOT NULL,
  site     TEXT    NOT NULL,
  language TEXT,
  article  TEXT    NOT NULL,
  origin   TEXT,
  times    INTEGER NOT NULL
) STRICT;

CREATE TABLE day_voted (
  day      TEXT    NOT NULL,
  site     TEXT    NOT NULL,
  language TEXT,
  article  TEXT    NOT NULL,
  vote     INTEGER NOT NULL,
  reason   TEXT,
  times    INTEGER NOT NULL
) STRICT;


-- What became of the searches, as the events told it.
ALTER TABLE roll_up ADD COLUMN unjudged INTEGER NOT NULL DEFAULT 0;
ALTER TABLE roll_up ADD COLUMN refined INTEGER NOT NULL DEFAULT 0;
ALTER TABLE roll_up ADD COLUMN contacted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE roll_up ADD COLUMN abandoned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE roll_up ADD COLUMN ignored INTEGER NOT NULL DEFAULT 0;
