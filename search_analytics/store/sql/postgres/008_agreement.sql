-- What those did who were new for a phrase, so that who comes back every day weighs no more than who comes once
-- (docs/spec/search-event.md, clause 7.7). Each is a part of `networks`; unclicked_networks also of `failed_networks`.
ALTER TABLE day_total ADD COLUMN unclicked_networks bigint NOT NULL DEFAULT 0;
ALTER TABLE day_total ADD COLUMN recovered_networks bigint NOT NULL DEFAULT 0;
ALTER TABLE day_total ADD COLUMN ignored_networks bigint NOT NULL DEFAULT 0;
ALTER TABLE day_total ADD COLUMN answered_networks bigint NOT NULL DEFAULT 0;
ALTER TABLE day_phrase ADD COLUMN unclicked_networks bigint NOT NULL DEFAULT 0;
ALTER TABLE day_phrase ADD COLUMN recovered_networks bigint NOT NULL DEFAULT 0;
ALTER TABLE day_phrase ADD COLUMN ignored_networks bigint NOT NULL DEFAULT 0;
ALTER TABLE day_phrase ADD COLUMN answered_networks bigint NOT NULL DEFAULT 0;
ALTER TABLE roll_up ADD COLUMN unclicked_networks bigint NOT NULL DEFAULT 0;
ALTER TABLE roll_up ADD COLUMN recovered_networks bigint NOT NULL DEFAULT 0;
ALTER TABLE roll_up ADD COLUMN ignored_networks bigint NOT NULL DEFAULT 0;
ALTER TABLE roll_up ADD COLUMN answered_networks bigint NOT NULL DEFAULT 0;
ALTER TABLE day_followed ADD COLUMN recovered_networks bigint NOT NULL DEFAULT 0;

-- Of what is added up already only shares are known: those of all who searched it, or failed, on that day.
UPDATE day_total SET
  unclicked_networks = failed_networks * unclicked / (zero + weak + unclicked),
  recovered_networks = failed_networks * recovered / (zero + weak + unclicked)
WHERE zero + weak + unclicked > 0;
UPDATE day_total SET
  ignored_networks = networks * ignored / (searches + outages),
  answered_networks = networks * answered / (searches + outages)
WHERE searches + outages > 0;
UPDATE day_phrase SET
  unclicked_networks = failed_networks * unclicked / (zero + weak + unclicked),
  recovered_networks = failed_networks * recovered / (zero + weak + unclicked)
WHERE zero + weak + unclicked > 0;
UPDATE day_phrase SET
  ignored_networks = networks * ignored / (searches + outages),
  answered_networks = networks * answered / (searches + outages)
WHERE searches + outages > 0;
UPDATE roll_up SET
  unclicked_networks = failed_networks * unclicked / (zero + weak + unclicked),
  recovered_networks = failed_networks * recovered / (zero + weak + unclicked)
WHERE zero + weak + unclicked > 0;
UPDATE roll_up SET
  ignored_networks = networks * ignored / (searches + outages),
  answered_networks = networks * answered / (searches + outages)
WHERE searches + outages > 0;
UPDATE day_followed SET recovered_networks = networks * recovered / times WHERE times > 0;
