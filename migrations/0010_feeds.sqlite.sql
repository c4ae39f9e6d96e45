-- Channels whose posts become drafts or cards. counts says as JSON what became of the posts so far; a day's posts are one
-- import.
CREATE TABLE feeds (
  chat_row INTEGER PRIMARY KEY REFERENCES chats (id),
  mode TEXT NOT NULL CHECK (mode IN ('off', 'drafts', 'cards')),
  since INTEGER NOT NULL,
  counts TEXT NOT NULL DEFAULT '{}',
  import_id INTEGER REFERENCES imports (id),
  import_day INTEGER
);
CREATE INDEX feeds_import ON feeds (import_id) WHERE import_id IS NOT NULL;

-- When the answer began to say something else, so that who learned the old one is told.
ALTER TABLE cards ADD COLUMN answer_changed_at INTEGER;
CREATE INDEX cards_of_post ON cards (post_id) WHERE post_id IS NOT NULL;
