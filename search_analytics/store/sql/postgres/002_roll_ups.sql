-- What remains of a day when its events are deleted. A phrase keeps its text only if enough visitors used it that day;
-- all others are added up in one row with empty match_key and query.
CREATE TABLE roll_up (
  day          date   NOT NULL,
  site         text   COLLATE "C" NOT NULL,
  language     text   COLLATE "C" NOT NULL,
  match_key    text   COLLATE "C" NOT NULL,
  query        text   COLLATE "C" NOT NULL,
  searches     bigint NOT NULL,
  visitor_days bigint NOT NULL,
  zero         bigint NOT NULL,
  weak         bigint NOT NULL,
  unclicked    bigint NOT NULL,
  outages      bigint NOT NULL,
  recovered    bigint NOT NULL,
  PRIMARY KEY (day, site, language, match_key)
);

ALTER TABLE roll_up ALTER COLUMN query SET STATISTICS 0, ALTER COLUMN match_key SET STATISTICS 0;
