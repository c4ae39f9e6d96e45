-- The local hour at which a learner's user day begins, and a day that was going on when that or the zone was changed.
ALTER TABLE learners ADD COLUMN rollover INTEGER NOT NULL DEFAULT 4 CHECK (rollover BETWEEN 0 AND 12);
ALTER TABLE learners ADD COLUMN held_day INTEGER;
ALTER TABLE learners ADD COLUMN held_until INTEGER;

-- What an answer decided, so that the log alone gives the state; wanted_at is what it took from `wanted`.
ALTER TABLE reviews ADD COLUMN due_day INTEGER;
ALTER TABLE reviews ADD COLUMN guessed INTEGER NOT NULL DEFAULT 0 CHECK (guessed IN (0, 1));
ALTER TABLE reviews ADD COLUMN wanted_at INTEGER;
UPDATE reviews SET due_day = COALESCE(
  (SELECT json_extract(later.before, '$.due_day') FROM reviews AS later
   WHERE later.learner_id = reviews.learner_id AND later.concept_id = reviews.concept_id
     AND later.id > reviews.id AND later.undone_at IS NULL ORDER BY later.id LIMIT 1),
  (SELECT m.due_day FROM memories AS m
   WHERE m.learner_id = reviews.learner_id AND m.concept_id = reviews.concept_id))
WHERE undone_at IS NULL;

-- What learners do besides answering that can be taken back: before holds the rows as they were. A reset begins the
-- memory of a concept anew: the log counts from there.
CREATE TABLE steps (
  id INTEGER PRIMARY KEY,
  learner_id INTEGER NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
  concept_id INTEGER NOT NULL REFERENCES concepts (id),
  card_id INTEGER REFERENCES cards (id),
  what TEXT NOT NULL CHECK (what IN ('aside', 'returned', 'reset', 'words', 'split')),
  at INTEGER NOT NULL,
  day INTEGER NOT NULL,
  after_review INTEGER NOT NULL,
  before TEXT NOT NULL,
  undone_at INTEGER
);
CREATE INDEX steps_by_day ON steps (learner_id, day);
CREATE INDEX steps_by_concept ON steps (learner_id, concept_id);
CREATE INDEX steps_of_card ON steps (card_id) WHERE card_id IS NOT NULL;

-- A learner's own words for a concept: nobody else sees them.
CREATE TABLE own_words (
  learner_id INTEGER NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
  concept_id INTEGER NOT NULL REFERENCES concepts (id),
  wording TEXT,
  hint TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (learner_id, concept_id)
) WITHOUT ROWID;
