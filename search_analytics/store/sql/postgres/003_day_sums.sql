-- Sums of a whole day whose events are still there, so that a report of a large portal need not read them one by one.
-- They hold the same phrases as the events, rare ones too, and are deleted with them. `summed_day` names the days of which
-- they are complete; a late event takes its day off the list, and the next step of retention adds it up again.
CREATE TABLE summed_day (day date PRIMARY KEY);

CREATE TABLE day_total (
  day          date   NOT NULL,
  site         text   COLLATE "C" NOT NULL,
  searches     integer NOT NULL,
  visitor_days integer NOT NULL,
  zero         integer NOT NULL,
  weak         integer NOT NULL,
  unclicked    integer NOT NULL,
  unjudged     integer NOT NULL,
  outages      integer NOT NULL,
  recovered    integer NOT NULL,
  refined      integer NOT NULL,
  contacted    integer NOT NULL,
  abandoned    integer NOT NULL,
  ignored      integer NOT NULL,
  PRIMARY KEY (day, site)
);

-- Whatever has a phrase is in order of phrases: a report adds up the days of each as it reads, and sorts nothing.
-- One row for each form of a phrase; times: how often it was typed.
CREATE TABLE day_phrase (
  language     text   COLLATE "C" NOT NULL,
  match_key    text   COLLATE "C" NOT NULL,
  query        text   COLLATE "C" NOT NULL,
  day          date   NOT NULL,
  site         text   COLLATE "C" NOT NULL,
  times        integer NOT NULL,
  searches     integer NOT NULL,
  visitor_days integer NOT NULL,
  zero         integer NOT NULL,
  weak         integer NOT NULL,
  unclicked    integer NOT NULL,
  unjudged     integer NOT NULL,
  outages      integer NOT NULL,
  recovered    integer NOT NULL,
  refined      integer NOT NULL,
  contacted    integer NOT NULL,
  abandoned    integer NOT NULL,
  ignored      integer NOT NULL,
  PRIMARY KEY (language, match_key, query, day, site)
);

CREATE TABLE day_followed (
  language  text   COLLATE "C" NOT NULL,
  match_key text   COLLATE "C" NOT NULL,
  next_key  text   COLLATE "C" NOT NULL,
  day       date   NOT NULL,
  site      text   COLLATE "C" NOT NULL,
  times     integer NOT NULL,
  recovered integer NOT NULL,
  PRIMARY KEY (language, match_key, next_key, day, site)
);

CREATE TABLE day_opened (
  language  text   COLLATE "C" NOT NULL,
  match_key text   COLLATE "C" NOT NULL,
  article   text   COLLATE "C" NOT NULL,
  day       date   NOT NULL,
  site      text   COLLATE "C" NOT NULL,
  times     integer NOT NULL,
  PRIMARY KEY (language, match_key, article, day, site)
);

CREATE TABLE day_clicked (
  language  text   COLLATE "C" NOT NULL,
  match_key text   COLLATE "C" NOT NULL,
  article   text   COLLATE "C" NOT NULL,
  position  integer NOT NULL,
  day       date   NOT NULL,
  site      text   COLLATE "C" NOT NULL,
  times     integer NOT NULL,
  PRIMARY KEY (language, match_key, article, position, day, site)
);

CREATE TABLE day_viewed (
  day      date   NOT NULL,
  site     text   COLLATE "C" NOT NULL,
  language text   COLLATE "C",
  article  text   COLLATE "C" NOT NULL,
  origin   text   COLLATE "C",
  times    integer NOT NULL
);

CREATE TABLE day_voted (
  day      date   NOT NULL,
  site     text   COLLATE "C" NOT NULL,
  language text   COLLATE "C",
  article  text   COLLATE "C" NOT NULL,
  vote     integer NOT NULL,
  reason   text   COLLATE "C",
  times    integer NOT NULL
);


-- What became of the searches, as the events told it.
ALTER TABLE roll_up ADD COLUMN unjudged bigint NOT NULL DEFAULT 0;
ALTER TABLE roll_up ADD COLUMN refined bigint NOT NULL DEFAULT 0;
ALTER TABLE roll_up ADD COLUMN contacted bigint NOT NULL DEFAULT 0;
ALTER TABLE roll_up ADD COLUMN abandoned bigint NOT NULL DEFAULT 0;
ALTER TABLE roll_up ADD COLUMN ignored bigint NOT NULL DEFAULT 0;

-- No text in the planner's statistics: see 001_events.sql.
ALTER TABLE day_phrase ALTER COLUMN query SET STATISTICS 0, ALTER COLUMN match_key SET STATISTICS 0;
ALTER TABLE day_followed ALTER COLUMN match_key SET STATISTICS 0, ALTER COLUMN next_key SET STATISTICS 0;
ALTER TABLE day_opened ALTER COLUMN match_key SET STATISTICS 0;
ALTER TABLE day_clicked ALTER COLUMN match_key SET STATISTICS 0;

-- Whoever inserts, and however: the sums of the day are no longer complete, nor those of the day before, whose searches a
-- late click may answer.
CREATE FUNCTION sums_are_late() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM summed_day USING (SELECT DISTINCT day FROM added) AS late
  WHERE summed_day.day IN (late.day, late.day - 1);
  RETURN NULL;
END $$;

CREATE TRIGGER sums_are_late AFTER INSERT ON event REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION sums_are_late();
