-- What readers add to "no, it did not help", after redaction, where a portal lets them; match_key is then that of the comment.
-- It ends with its event; neither sums nor roll-ups hold it.
ALTER TABLE event ADD COLUMN comment TEXT CHECK (length(comment) <= 500);

CREATE INDEX event_by_comment ON event (day) WHERE comment IS NOT NULL;
