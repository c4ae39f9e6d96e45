-- A name as last seen, who invited, and since when somebody is staff no more: the row stays for undoing and the log.
ALTER TABLE staff ADD COLUMN name TEXT;
ALTER TABLE staff ADD COLUMN invited_by INTEGER;
ALTER TABLE staff ADD COLUMN removed_at INTEGER;

-- Numbers that are never used twice: an old button must not withdraw a newer invitation.
CREATE TABLE numbered_invitations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code_hash TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('owner', 'editor')),
  invited_by INTEGER,
  expires_at INTEGER NOT NULL
);
INSERT INTO numbered_invitations (code_hash, role, expires_at) SELECT code_hash, role, expires_at FROM invitations;
DROP TABLE invitations;
ALTER TABLE numbered_invitations RENAME TO invitations;

-- What staff did. Nothing in before and after names a person: /forget empties actor_id and a person's subject_id.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor_id INTEGER,
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL CHECK (subject_kind IN ('person', 'invitation', 'card')),
  subject_id INTEGER,
  before TEXT,
  after TEXT
);
CREATE INDEX audit_actor ON audit (actor_id);
CREATE INDEX audit_person ON audit (subject_id) WHERE subject_kind = 'person';
CREATE INDEX audit_about_staff ON audit (id) WHERE subject_kind <> 'card';
