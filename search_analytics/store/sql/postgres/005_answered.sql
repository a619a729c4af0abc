-- What a search was shown besides results: an answer at once, or a question whether another text was meant.
-- Searches of pages from before say nothing of it.
ALTER TABLE event ADD COLUMN shown text CHECK (shown IN ('answer', 'suggested'));

-- Searches that an answer at once satisfied, and that ended in no click on an article.
ALTER TABLE day_total ADD COLUMN answered bigint NOT NULL DEFAULT 0;
ALTER TABLE day_phrase ADD COLUMN answered bigint NOT NULL DEFAULT 0;
ALTER TABLE roll_up ADD COLUMN answered bigint NOT NULL DEFAULT 0;
