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
  day TEXT NOT NULL,
  site TEXT NOT NULL,
  source TEXT NOT NULL,
  language TEXT NOT NULL,
  searches INTEGER NOT NULL,
  visitor_days INTEGER NOT NULL,
  zero INTEGER NOT NULL,
  weak INTEGER NOT NULL,
  unclicked INTEGER NOT NULL,
  unjudged INTEGER NOT NULL,
  outages INTEGER NOT NULL,
  recovered INTEGER NOT NULL,
  refined INTEGER NOT NULL,
  contacted INTEGER NOT NULL,
  abandoned INTEGER NOT NULL,
  ignored INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  networks INTEGER NOT NULL,
  failed_networks INTEGER NOT NULL,
  uncounted INTEGER NOT NULL,
  PRIMARY KEY (day, site, source, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE day_phrase (
  language TEXT NOT NULL,
  match_key TEXT NOT NULL,
  query TEXT NOT NULL,
  day TEXT NOT NULL,
  site TEXT NOT NULL,
  source TEXT NOT NULL,
  times INTEGER NOT NULL,
  searches INTEGER NOT NULL,
  visitor_days INTEGER NOT NULL,
  zero INTEGER NOT NULL,
  weak INTEGER NOT NULL,
  unclicked INTEGER NOT NULL,
  unjudged INTEGER NOT NULL,
  outages INTEGER NOT NULL,
  recovered INTEGER NOT NULL,
  refined INTEGER NOT NULL,
  contacted INTEGER NOT NULL,
  abandoned INTEGER NOT NULL,
  ignored INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  networks INTEGER NOT NULL,
  failed_networks INTEGER NOT NULL,
  uncounted INTEGER NOT NULL,
  PRIMARY KEY (language, match_key, query, day, site, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE day_followed (
  language TEXT NOT NULL,
  match_key TEXT NOT NULL,
  next_key TEXT NOT NULL,
  day TEXT NOT NULL,
  site TEXT NOT NULL,
  source TEXT NOT NULL,
  times INTEGER NOT NULL,
  recovered INTEGER NOT NULL,
  networks INTEGER NOT NULL,
  PRIMARY KEY (language, match_key, next_key, day, site, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE day_opened (
  language TEXT NOT NULL,
  match_key TEXT NOT NULL,
  article TEXT NOT NULL,
  day TEXT NOT NULL,
  site TEXT NOT NULL,
  source TEXT NOT NULL,
  times INTEGER NOT NULL,
  networks INTEGER NOT NULL,
  PRIMARY KEY (language, match_key, article, day, site, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE day_clicked (
  language TEXT NOT NULL,
  match_key TEXT NOT NULL,
  article TEXT NOT NULL,
  position INTEGER NOT NULL,
  day TEXT NOT NULL,
  site TEXT NOT NULL,
  source TEXT NOT NULL,
  times INTEGER NOT NULL,
  networks INTEGER NOT NULL,
  PRIMARY KEY (language, match_key, article, position, day, site, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE day_viewed (
  day TEXT NOT NULL,
  site TEXT NOT NULL,
  source TEXT NOT NULL,
  language TEXT,
  article TEXT NOT NULL,
  origin TEXT,
  times INTEGER NOT NULL,
  networks INTEGER NOT NULL
) STRICT;

CREATE TABLE day_voted (
  day TEXT NOT NULL,
  site TEXT NOT NULL,
  source TEXT NOT NULL,
  language TEXT,
  article TEXT NOT NULL,
  vote INTEGER NOT NULL,
  reason TEXT,
  times INTEGER NOT NULL,
  networks INTEGER NOT NULL
) STRICT;

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
