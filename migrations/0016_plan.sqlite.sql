-- Caps of a day: questions, and minutes where the learner wants one.
ALTER TABLE learners ADD COLUMN questions_a_day INTEGER NOT NULL DEFAULT 20 CHECK (questions_a_day > 0);
ALTER TABLE learners ADD COLUMN minutes_a_day INTEGER CHECK (minutes_a_day > 0);
-- Before this user day what fell due in a break is cleared, and nothing new is begun.
ALTER TABLE learners ADD COLUMN catching_up_until INTEGER;

-- Whoever asks for more on a day goes on, whatever the caps, until there are so many answers.
DELETE FROM day_quotas;
ALTER TABLE day_quotas RENAME COLUMN extra_new TO until_answers;

-- Interviews: on which user day, since which the phases are counted, and of which topics (JSON; NULL is everything).
CREATE TABLE interview_dates (
  id INTEGER PRIMARY KEY,
  learner_id INTEGER NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
  day INTEGER NOT NULL,
  since INTEGER NOT NULL,
  topics TEXT
);
CREATE INDEX interview_dates_learner ON interview_dates (learner_id, day);

-- The plan of the day for a scope (all, or a topic or deck), as it was made; rules is what it depended on.
CREATE TABLE day_plans (
  learner_id INTEGER NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
  scope TEXT NOT NULL,
  day INTEGER NOT NULL,
  rules TEXT NOT NULL,
  plan TEXT NOT NULL,
  PRIMARY KEY (learner_id, scope)
) WITHOUT ROWID;

-- How a learner's forgetting departs from the curve of FSRS: JSON, and the version of the parameters it was learned by.
CREATE TABLE own_curves (
  learner_id INTEGER PRIMARY KEY REFERENCES learners (id) ON DELETE CASCADE,
  parameters INTEGER NOT NULL,
  curve TEXT NOT NULL
);
