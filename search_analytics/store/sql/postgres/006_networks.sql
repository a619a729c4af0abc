-- What one network does counts once (docs/spec/search-event.md, clauses 7.3 and 7.6).
-- 1: a network did this for the first time in 31 days. 0: for the first time that day. -1: again that day, which counts no more.
-- NULL: stored before there was such a bit, and counted as it was then.
ALTER TABLE event ADD COLUMN network integer CHECK (network IN (-1, 0, 1));

-- networks: how many were new for it. failed_networks: of those, whose search failed. uncounted: events of those who had counted
-- already that day; they are in no other column.
ALTER TABLE day_total ADD COLUMN networks bigint NOT NULL DEFAULT 0;
ALTER TABLE day_total ADD COLUMN failed_networks bigint NOT NULL DEFAULT 0;
ALTER TABLE day_total ADD COLUMN uncounted bigint NOT NULL DEFAULT 0;
ALTER TABLE day_phrase ADD COLUMN networks bigint NOT NULL DEFAULT 0;
ALTER TABLE day_phrase ADD COLUMN failed_networks bigint NOT NULL DEFAULT 0;
ALTER TABLE day_phrase ADD COLUMN uncounted bigint NOT NULL DEFAULT 0;
ALTER TABLE roll_up ADD COLUMN networks bigint NOT NULL DEFAULT 0;
ALTER TABLE roll_up ADD COLUMN failed_networks bigint NOT NULL DEFAULT 0;
ALTER TABLE roll_up ADD COLUMN uncounted bigint NOT NULL DEFAULT 0;
ALTER TABLE day_followed ADD COLUMN networks bigint NOT NULL DEFAULT 0;
ALTER TABLE day_opened ADD COLUMN networks bigint NOT NULL DEFAULT 0;
ALTER TABLE day_clicked ADD COLUMN networks bigint NOT NULL DEFAULT 0;
ALTER TABLE day_viewed ADD COLUMN networks bigint NOT NULL DEFAULT 0;
ALTER TABLE day_voted ADD COLUMN networks bigint NOT NULL DEFAULT 0;

-- What was stored before is counted as it was then: every search, next step, click and vote as that of a network of its own.
-- Of views that is not known, and they stay 0: what rests on them is new.
UPDATE day_total SET networks = searches + outages, failed_networks = zero + weak + unclicked;
UPDATE day_phrase SET networks = searches + outages, failed_networks = zero + weak + unclicked;
UPDATE roll_up SET networks = searches + outages, failed_networks = zero + weak + unclicked;
UPDATE day_followed SET networks = times;
UPDATE day_opened SET networks = times;
UPDATE day_clicked SET networks = times;
UPDATE day_voted SET networks = times;
