-- A draft may be cut in two, which is a decision like the others.
CREATE TABLE wider_decisions (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL,
  draft_id INTEGER NOT NULL REFERENCES drafts (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'variant', 'source', 'rejected', 'split')),
  card_id INTEGER REFERENCES cards (id),
  before TEXT NOT NULL DEFAULT '{}',
  at INTEGER NOT NULL,
  undone_at INTEGER
);
INSERT INTO wider_decisions (id, person_id, draft_id, outcome, card_id, before, at, undone_at)
SELECT id, person_id, draft_id, outcome, card_id, before, at, undone_at FROM decisions;
DROP TABLE decisions;
ALTER TABLE wider_decisions RENAME TO decisions;
CREATE INDEX decisions_last ON decisions (person_id, id) WHERE undone_at IS NULL;
CREATE INDEX decisions_draft ON decisions (draft_id);

-- The log tells of imports too.
CREATE TABLE wider_audit (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor_id INTEGER,
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL CHECK (
    subject_kind IN ('person', 'invitation', 'card', 'draft', 'deck', 'chat', 'schedule', 'publication', 'report', 'broadcast',
                     'import')),
  subject_id INTEGER,
  before TEXT,
  after TEXT
);
INSERT INTO wider_audit (id, at, actor_id, action, subject_kind, subject_id, before, after)
SELECT id, at, actor_id, action, subject_kind, subject_id, before, after FROM audit;
DROP TABLE audit;
ALTER TABLE wider_audit RENAME TO audit;
CREATE INDEX audit_actor ON audit (actor_id);
CREATE INDEX audit_person ON audit (subject_id) WHERE subject_kind = 'person';
CREATE INDEX audit_about_staff ON audit (id) WHERE subject_kind IN ('person', 'invitation');

-- An editor accepted all drafts of an import from a confidence on. up_to is the last draft that was looked at, or at undoing
-- taken back; so a program that stops in the middle goes on there. told is 0 from its end until its message says so.
-- acted_by is who accepted, or then undid it; message_id is the message that tells them how far it is.
CREATE TABLE acceptances (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES imports (id),
  percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 100),
  acted_by INTEGER,
  accepted_at INTEGER NOT NULL,
  stage TEXT NOT NULL DEFAULT 'accepting' CHECK (stage IN ('accepting', 'accepted', 'undoing', 'undone')),
  up_to INTEGER NOT NULL DEFAULT 0,
  looked_at INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL,
  accepted INTEGER NOT NULL DEFAULT 0,
  taken_back INTEGER NOT NULL DEFAULT 0,
  message_id INTEGER,
  told INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX acceptances_untold ON acceptances (id) WHERE told = 0;
CREATE INDEX acceptances_import ON acceptances (import_id, id);
CREATE INDEX acceptances_open ON acceptances (id) WHERE stage IN ('accepting', 'undoing');
CREATE INDEX acceptances_by ON acceptances (acted_by) WHERE acted_by IS NOT NULL;

-- What an acceptance published, each card as it was then.
CREATE TABLE accepted_drafts (
  acceptance_id INTEGER NOT NULL REFERENCES acceptances (id),
  draft_id INTEGER NOT NULL REFERENCES drafts (id),
  card_id INTEGER NOT NULL REFERENCES cards (id),
  revision INTEGER NOT NULL,
  PRIMARY KEY (acceptance_id, draft_id)
) WITHOUT ROWID;
CREATE INDEX accepted_drafts_draft ON accepted_drafts (draft_id);
CREATE INDEX accepted_drafts_card ON accepted_drafts (card_id);

-- Files that an editor sent to the bot; those of an album are one import. Numbers are never used twice: the keys of
-- deliveries hold them. The row goes once the editor is told what became
-- of it. message_id is the message that tells how far it is; tries counts how often the file
-- that is being read was begun, restarted says that any was begun more than once.
CREATE TABLE chat_imports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL,
  album TEXT,
  stage TEXT NOT NULL DEFAULT 'waiting' CHECK (stage IN ('waiting', 'reading', 'stopping', 'read')),
  tries INTEGER NOT NULL DEFAULT 0,
  restarted INTEGER NOT NULL DEFAULT 0,
  message_id INTEGER,
  import_id INTEGER REFERENCES imports (id),
  asked_at INTEGER NOT NULL
);
CREATE INDEX chat_imports_person ON chat_imports (person_id);
CREATE INDEX chat_imports_open ON chat_imports (id) WHERE stage <> 'read';

CREATE TABLE chat_files (
  id INTEGER PRIMARY KEY,
  chat_import_id INTEGER NOT NULL REFERENCES chat_imports (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL,
  file_id TEXT NOT NULL,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'read', 'unchanged', 'fault', 'stopped', 'lost', 'crashed')),
  fault TEXT,
  fault_kind TEXT,
  counts TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX chat_files_import ON chat_files (chat_import_id);
CREATE INDEX chat_files_person ON chat_files (person_id);

-- What was dropped of such a file, for the editor to look through; compressed text.
CREATE TABLE import_losses (
  chat_file_id INTEGER PRIMARY KEY REFERENCES chat_files (id) ON DELETE CASCADE,
  content BLOB NOT NULL
);
