-- What an owner told every learner: text in our Markdown subset, sent from send_at on unless stopped before.
CREATE TABLE broadcasts (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL,
  made_by INTEGER,
  created_at INTEGER NOT NULL,
  send_at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'stopped', 'done'))
);
CREATE INDEX broadcasts_open ON broadcasts (send_at) WHERE state IN ('waiting', 'sending');
