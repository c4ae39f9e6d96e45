-- A card as it was before each change, whole, so that any change can be seen and taken back. how says what became of it:
-- changed, restored, retired or returned by a person, merged with a post, or taken in anew.
CREATE TABLE card_revisions (
  id INTEGER PRIMARY KEY,
  card_id INTEGER NOT NULL REFERENCES cards (id),
  revision INTEGER NOT NULL,
  content TEXT NOT NULL,
  retired_at INTEGER,
  how TEXT NOT NULL CHECK (how IN ('changed', 'restored', 'retired', 'returned', 'merged', 'imported')),
  changed_by INTEGER,
  changed_at INTEGER NOT NULL,
  UNIQUE (card_id, revision)
);
CREATE INDEX card_revisions_by ON card_revisions (changed_by) WHERE changed_by IS NOT NULL;

-- What the program proposes for a card: a choice form, key points, a level. It counts only once a person accepts it.
CREATE TABLE proposals (
  id INTEGER PRIMARY KEY,
  card_id INTEGER NOT NULL REFERENCES cards (id),
  revision INTEGER NOT NULL,
  field TEXT NOT NULL CHECK (field IN ('choice', 'key_points', 'level')),
  content TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'accepted', 'dropped')),
  made_at INTEGER NOT NULL,
  settled_at INTEGER,
  UNIQUE (card_id, revision, field)
);

CREATE INDEX cards_updated ON cards (updated_at, id) WHERE owner IS NULL;

-- What an editor had changed in a draft before the last change of it, so that this can be taken back; '{}' for nothing.
ALTER TABLE drafts ADD COLUMN edits_before TEXT;
