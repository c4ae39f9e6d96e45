-- What an owner tells every learner, or those of one interface language: text in our Markdown subset, sent from
-- send_at on unless stopped before. One at a time has no finished_at. planned_up_to is the last learner whose delivery
-- is planned; the counts are of deliveries that ended; stopped_line is the line of the audit log that tells who stopped it.
CREATE TABLE broadcasts (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL,
  language TEXT,
  made_by INTEGER,
  created_at INTEGER NOT NULL,
  send_at INTEGER NOT NULL,
  stage TEXT NOT NULL DEFAULT 'waiting' CHECK (stage IN ('waiting', 'sending', 'stopping', 'stopped', 'done')),
  recipients INTEGER NOT NULL,
  planned_up_to INTEGER NOT NULL DEFAULT 0,
  all_planned INTEGER NOT NULL DEFAULT 0,
  sent INTEGER NOT NULL DEFAULT 0,
  blocked INTEGER NOT NULL DEFAULT 0,
  unknown INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  stopped_line INTEGER,
  finished_at INTEGER
);
CREATE INDEX broadcasts_open ON broadcasts (id) WHERE finished_at IS NULL;

-- Who muted news gets no broadcasts.
ALTER TABLE learners ADD COLUMN news INTEGER NOT NULL DEFAULT 1 CHECK (news IN (0, 1));

-- What tells many the same waits until nothing else is due, however long it has waited.
ALTER TABLE deliveries ADD COLUMN bulk INTEGER NOT NULL DEFAULT 0 CHECK (bulk IN (0, 1));
DROP INDEX deliveries_due;
CREATE INDEX deliveries_due ON deliveries (bulk, not_before) WHERE state = 'due';

-- A broadcast leaves as many rows as there are learners, all to be dropped on one day.
CREATE INDEX deliveries_finished ON deliveries (finished_at) WHERE finished_at IS NOT NULL;
