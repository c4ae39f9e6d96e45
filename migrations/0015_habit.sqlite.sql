-- Planned pauses: no reminders, and no day of the streak is missed, from first_day up to, not including, until_day.
CREATE TABLE pauses (
  learner_id INTEGER NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
  first_day INTEGER NOT NULL,
  until_day INTEGER NOT NULL,
  PRIMARY KEY (learner_id, first_day)
) WITHOUT ROWID;

-- Days on which the plan was opened and nothing was due: they count for the streak.
CREATE TABLE plan_openings (
  learner_id INTEGER NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
  day INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (learner_id, day)
) WITHOUT ROWID;

-- How a learner wants pictures drawn; who is not here gets light ones.
CREATE TABLE picture_settings (
  learner_id INTEGER PRIMARY KEY REFERENCES learners (id) ON DELETE CASCADE,
  dark INTEGER NOT NULL
);

-- A second, late reminder on days on which nothing was answered.
ALTER TABLE subscriptions ADD COLUMN late_reminder INTEGER NOT NULL DEFAULT 1;

-- All that statistics of answers ask for, without a look at the rows: fifty thousand are read in milliseconds. SQLite
-- takes an index for covering only where it holds every column that the query names, undone_at too.
CREATE INDEX reviews_counted ON reviews (learner_id, day, at, predicted, rating, undone_at) WHERE undone_at IS NULL;
