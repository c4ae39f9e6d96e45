-- A card as it was before each change, whole, so that any change can be seen and taken back.
CREATE TABLE card_revisions (
  id INTEGER PRIMARY KEY,
  card_id INTEGER NOT NULL REFERENCES cards (id),
  revision INTEGER NOT NULL,
  content TEXT NOT NULL,
  retired_at INTEGER,
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
