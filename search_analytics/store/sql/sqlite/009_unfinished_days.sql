-- The day that is being added up, in portions: what there is of its sums is not whole, and no report reads it.
-- An event of the day, or of the one after it, takes it off: what was gathered is no longer right, and nothing more is written.
-- Whoever begins removes first what somebody who was stopped has left.
CREATE TABLE unfinished_day (day TEXT NOT NULL PRIMARY KEY) STRICT;
