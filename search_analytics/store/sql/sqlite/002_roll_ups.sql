-- What remains of a day when its events are deleted. A phrase keeps its text only if enough visitors used it that day;
-- all others are added up in one row with empty match_key and query.
CREATE TABLE roll_up (
  day          TEXT    NOT NULL CHECK (length(day) = 10),
  site         TEXT    NOT NULL,
  language     TEXT    NOT NULL,
  match_key    TEXT    NOT NULL,
  query        TEXT    NOT NULL,
  searches     INTEGER NOT NULL,
  visitor_days INTEGER NOT NULL,
  zero         INTEGER NOT NULL,
  weak         INTEGER NOT NULL,
  unclicked    INTEGER NOT NULL,
  outages      INTEGER NOT NULL,
  recovered    INTEGER NOT NULL,
  PRIMARY KEY (day, site, language, match_key)
) STRICT, WITHOUT ROWID;
