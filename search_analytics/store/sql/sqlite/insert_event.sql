-- One statement for many events: Python's lock is given away once and not for each. The rows of VALUES: the fields of an event.
INSERT INTO event (
  day, id, ts, type, site, build, source, language, query, match_key, results, outcome, mode, previous, first,
  search, article, position, origin, vote, reason, shown, network, comment
)
VALUES {rows}
ON CONFLICT (day, id) DO NOTHING;
