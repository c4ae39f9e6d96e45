-- Sets of the memory model's parameters that were fitted, also those that were turned down: they say when to try again.
-- Version 1 is the model's defaults, which have no row; a learner's own versions count up from 2. Without a learner:
-- what was fitted on everybody's answers. `answers` had been given when it was fitted, `checked` when it was last
-- compared with the defaults; the losses are those on answers held out of the fit, before and after it.
CREATE TABLE parameters (
  id INTEGER PRIMARY KEY,
  learner_id INTEGER REFERENCES learners (id) ON DELETE CASCADE,
  version INTEGER NOT NULL CHECK (version > 1),
  numbers TEXT NOT NULL,
  fitted_at INTEGER NOT NULL,
  answers INTEGER NOT NULL,
  checked INTEGER NOT NULL,
  loss_before REAL NOT NULL,
  loss_after REAL NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('own', 'shared')),
  state TEXT NOT NULL CHECK (state IN ('current', 'replaced', 'rejected', 'reverted')),
  UNIQUE (learner_id, version)
);
CREATE UNIQUE INDEX parameters_current ON parameters (learner_id) WHERE state = 'current';
