-- One editor at a time works on a draft; version rises with every change of it, passed with every time it was skipped.
ALTER TABLE drafts ADD COLUMN edits TEXT;
ALTER TABLE drafts ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE drafts ADD COLUMN passed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE drafts ADD COLUMN claimed_by INTEGER;
ALTER TABLE drafts ADD COLUMN claimed_until INTEGER;
DROP INDEX drafts_waiting;
CREATE INDEX drafts_waiting ON drafts (passed, created_at, post_id, id) WHERE state = 'waiting' AND kind <> 'outline';
CREATE INDEX drafts_claimed ON drafts (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE INDEX drafts_post ON drafts (post_id);

-- What editors decided; before holds what an undo puts back.
CREATE TABLE decisions (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL,
  draft_id INTEGER NOT NULL REFERENCES drafts (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'variant', 'source', 'rejected')),
  card_id INTEGER REFERENCES cards (id),
  before TEXT NOT NULL DEFAULT '{}',
  at INTEGER NOT NULL,
  undone_at INTEGER
);
CREATE INDEX decisions_last ON decisions (person_id, id) WHERE undone_at IS NULL;
CREATE INDEX decisions_draft ON decisions (draft_id);

CREATE INDEX reviews_of_card ON reviews (card_id);
