-- The log tells of everything that staff can change, not of people and cards alone.
CREATE TABLE wider_audit (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor_id INTEGER,
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL CHECK (
    subject_kind IN ('person', 'invitation', 'card', 'draft', 'deck', 'chat', 'schedule', 'publication', 'report', 'broadcast')),
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
