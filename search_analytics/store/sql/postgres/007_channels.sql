-- By which way readers searched (`source`: pages of the portal, other sites that show its search, the form without
-- JavaScript), and the language of all searches of a day, so that a report of one of them need not read every event.
-- Sums of days on which all came by pages of the portal stay; those of other days are made anew of their events.

DELETE FROM summed_day WHERE day IN (SELECT day FROM event WHERE source <> 'js');

ALTER TABLE day_total RENAME TO former_day_total;
ALTER TABLE day_phrase RENAME TO former_day_phrase;
ALTER TABLE day_followed RENAME TO former_day_followed;
ALTER TABLE day_opened RENAME TO former_day_opened;
ALTER TABLE day_clicked RENAME TO former_day_clicked;
ALTER TABLE day_viewed RENAME TO former_day_viewed;
ALTER TABLE day_voted RENAME TO former_day_voted;

CREATE TABLE day_total (
  day date NOT NULL,
  site text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  language text COLLATE "C" NOT NULL,
  searches bigint NOT NULL,
  visitor_days bigint NOT NULL,
  zero bigint NOT NULL,
  weak bigint NOT NULL,
  unclicked bigint NOT NULL,
  unjudged bigint NOT NULL,
  outages bigint NOT NULL,
  recovered bigint NOT NULL,
  refined bigint NOT NULL,
  contacted bigint NOT NULL,
  abandoned bigint NOT NULL,
  ignored bigint NOT NULL,
  answered bigint NOT NULL,
  networks bigint NOT NULL,
  failed_networks bigint NOT NULL,
  uncounted bigint NOT NULL,
  PRIMARY KEY (day, site, source, language)
);

CREATE TABLE day_phrase (
  language text COLLATE "C" NOT NULL,
  match_key text COLLATE "C" NOT NULL,
  query text COLLATE "C" NOT NULL,
  day date NOT NULL,
  site text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  times bigint NOT NULL,
  searches bigint NOT NULL,
  visitor_days bigint NOT NULL,
  zero bigint NOT NULL,
  weak bigint NOT NULL,
  unclicked bigint NOT NULL,
  unjudged bigint NOT NULL,
  outages bigint NOT NULL,
  recovered bigint NOT NULL,
  refined bigint NOT NULL,
  contacted bigint NOT NULL,
  abandoned bigint NOT NULL,
  ignored bigint NOT NULL,
  answered bigint NOT NULL,
  networks bigint NOT NULL,
  failed_networks bigint NOT NULL,
  uncounted bigint NOT NULL,
  PRIMARY KEY (language, match_key, query, day, site, source)
);

CREATE TABLE day_followed (
  language text COLLATE "C" NOT NULL,
  match_key text COLLATE "C" NOT NULL,
  next_key text COLLATE "C" NOT NULL,
  day date NOT NULL,
  site text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  times bigint NOT NULL,
  recovered bigint NOT NULL,
  networks bigint NOT NULL,
  PRIMARY KEY (language, match_key, next_key, day, site, source)
);

CREATE TABLE day_opened (
  language text COLLATE "C" NOT NULL,
  match_key text COLLATE "C" NOT NULL,
  article text COLLATE "C" NOT NULL,
  day date NOT NULL,
  site text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  times bigint NOT NULL,
  networks bigint NOT NULL,
  PRIMARY KEY (language, match_key, article, day, site, source)
);

CREATE TABLE day_clicked (
  language text COLLATE "C" NOT NULL,
  match_key text COLLATE "C" NOT NULL,
  article text COLLATE "C" NOT NULL,
  position integer NOT NULL,
  day date NOT NULL,
  site text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  times bigint NOT NULL,
  networks bigint NOT NULL,
  PRIMARY KEY (language, match_key, article, position, day, site, source)
);

CREATE TABLE day_viewed (
  day date NOT NULL,
  site text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  language text COLLATE "C",
  article text COLLATE "C" NOT NULL,
  origin text COLLATE "C",
  times bigint NOT NULL,
  networks bigint NOT NULL
);

CREATE TABLE day_voted (
  day date NOT NULL,
  site text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  language text COLLATE "C",
  article text COLLATE "C" NOT NULL,
  vote integer NOT NULL,
  reason text COLLATE "C",
  times bigint NOT NULL,
  networks bigint NOT NULL
);

INSERT INTO day_phrase
SELECT language, match_key, query, day, site, 'js', times, searches, visitor_days, zero, weak, unclicked, unjudged, outages, recovered, refined, contacted, abandoned, ignored, answered, networks, failed_networks, uncounted
FROM former_day_phrase
WHERE day IN (SELECT day FROM summed_day);

INSERT INTO day_total
SELECT day, site, source, language,
  sum(searches), sum(visitor_days), sum(zero), sum(weak), sum(unclicked), sum(unjudged), sum(outages), sum(recovered), sum(refined), sum(contacted), sum(abandoned), sum(ignored), sum(answered), sum(networks), sum(failed_networks), sum(uncounted)
FROM day_phrase
GROUP BY day, site, source, language;

INSERT INTO day_followed
SELECT language, match_key, next_key, day, site, 'js', times, recovered, networks
FROM former_day_followed
WHERE day IN (SELECT day FROM summed_day);

INSERT INTO day_opened
SELECT language, match_key, article, day, site, 'js', times, networks
FROM former_day_opened
WHERE day IN (SELECT day FROM summed_day);

INSERT INTO day_clicked
SELECT language, match_key, article, position, day, site, 'js', times, networks
FROM former_day_clicked
WHERE day IN (SELECT day FROM summed_day);

INSERT INTO day_viewed
SELECT day, site, 'js', language, article, origin, times, networks
FROM former_day_viewed
WHERE day IN (SELECT day FROM summed_day);

INSERT INTO day_voted
SELECT day, site, 'js', language, article, vote, reason, times, networks
FROM former_day_voted
WHERE day IN (SELECT day FROM summed_day);

DROP TABLE former_day_total;
DROP TABLE former_day_phrase;
DROP TABLE former_day_followed;
DROP TABLE former_day_opened;
DROP TABLE former_day_clicked;
DROP TABLE former_day_viewed;
DROP TABLE former_day_voted;

-- No text in the planner's statistics: see 001_events.sql.
ALTER TABLE day_phrase ALTER COLUMN query SET STATISTICS 0, ALTER COLUMN match_key SET STATISTICS 0;
ALTER TABLE day_followed ALTER COLUMN match_key SET STATISTICS 0, ALTER COLUMN next_key SET STATISTICS 0;
ALTER TABLE day_opened ALTER COLUMN match_key SET STATISTICS 0;
ALTER TABLE day_clicked ALTER COLUMN match_key SET STATISTICS 0;
