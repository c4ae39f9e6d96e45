-- Chats that the bot posts in; chat_id is Telegram's number, which changes when a group becomes a supergroup.
CREATE TABLE chats (
  id INTEGER PRIMARY KEY,
  chat_id INTEGER NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('group', 'supergroup', 'channel')),
  title TEXT NOT NULL,
  username TEXT,
  forum INTEGER NOT NULL DEFAULT 0,
  by_staff INTEGER NOT NULL,
  connected_by INTEGER,
  connected_at INTEGER NOT NULL,
  disconnected_at INTEGER,
  trouble TEXT CHECK (trouble IN ('rights', 'gone')),
  trouble_at INTEGER
);

-- A named set of cards; deck_chat is the chat it belongs to, none for one that all may see.
CREATE TABLE decks (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  deck_chat INTEGER REFERENCES chats (id),
  made_by INTEGER,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  removed_at INTEGER
);
CREATE INDEX decks_of_chat ON decks (deck_chat) WHERE deck_chat IS NOT NULL;

CREATE TABLE deck_cards (
  deck_id INTEGER NOT NULL REFERENCES decks (id) ON DELETE CASCADE,
  card_id INTEGER NOT NULL REFERENCES cards (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (deck_id, card_id)
) WITHOUT ROWID;
CREATE INDEX deck_cards_of_card ON deck_cards (card_id);

-- Times are minutes after local midnight, as a JSON list; version rises with every change, so that an old button says so.
CREATE TABLE schedules (
  id INTEGER PRIMARY KEY,
  chat_row INTEGER NOT NULL REFERENCES chats (id),
  thread_id INTEGER,
  zone TEXT NOT NULL,
  minutes TEXT NOT NULL,
  weekdays INTEGER NOT NULL CHECK (weekdays BETWEEN 1 AND 127),
  lang TEXT NOT NULL,
  topic TEXT,
  level TEXT,
  deck_id INTEGER REFERENCES decks (id),
  first TEXT NOT NULL DEFAULT 'hottest' CHECK (first IN ('hottest', 'oldest')),
  reveal_hours INTEGER CHECK (reveal_hours BETWEEN 1 AND 72),
  keep_days INTEGER CHECK (keep_days BETWEEN 1 AND 365),
  state TEXT NOT NULL DEFAULT 'on' CHECK (state IN ('on', 'paused', 'stopped')),
  next_at INTEGER,
  made_by INTEGER,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX schedules_next ON schedules (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX schedules_of_chat ON schedules (chat_row);

-- What an owner changed about a post to come: another card, or with none, nothing at all.
CREATE TABLE slot_changes (
  schedule_id INTEGER NOT NULL REFERENCES schedules (id) ON DELETE CASCADE,
  slot TEXT NOT NULL,
  card_id INTEGER REFERENCES cards (id),
  PRIMARY KEY (schedule_id, slot)
) WITHOUT ROWID;

-- One row for each moment of a schedule that has come. slot is its local date and time, or names a post made by hand.
-- answers is what the answers to a poll in a group add up to, by option; totals holds these or Telegram's own count,
-- whichever is more.
CREATE TABLE publications (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  schedule_id INTEGER NOT NULL REFERENCES schedules (id),
  chat_row INTEGER NOT NULL REFERENCES chats (id),
  slot TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (
    state IN ('planned', 'sent', 'unknown', 'expired', 'skipped', 'empty', 'failed', 'removed')),
  reason TEXT,
  card_id INTEGER REFERENCES cards (id),
  revision INTEGER,
  form TEXT CHECK (form IN ('quiz', 'spoiler', 'question')),
  message_id INTEGER,
  reveal_message_id INTEGER,
  poll_id TEXT UNIQUE,
  options TEXT,
  totals TEXT,
  answers TEXT,
  sent_at INTEGER,
  reported_at INTEGER,
  UNIQUE (schedule_id, slot)
);
CREATE INDEX publications_of_card ON publications (card_id) WHERE card_id IS NOT NULL;
CREATE INDEX publications_of_chat ON publications (chat_row, due_at);
CREATE INDEX publications_unreported ON publications (schedule_id) WHERE reported_at IS NULL AND state IN ('expired', 'empty', 'failed');
CREATE INDEX publications_sent ON publications (sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX publications_numberless ON publications (due_at) WHERE form = 'quiz' AND poll_id IS NULL;

-- Who pressed "Study this" under a post, once each.
CREATE TABLE publication_readers (
  publication_id INTEGER NOT NULL REFERENCES publications (id) ON DELETE CASCADE,
  learner_id INTEGER NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  PRIMARY KEY (publication_id, learner_id)
) WITHOUT ROWID;
CREATE INDEX publication_readers_learner ON publication_readers (learner_id);

-- Votes in groups of those who have started the bot; everybody else is only in the totals.
CREATE TABLE votes (
  publication_id INTEGER NOT NULL REFERENCES publications (id) ON DELETE CASCADE,
  learner_id INTEGER NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
  option INTEGER NOT NULL,
  correct INTEGER NOT NULL,
  review_id INTEGER,
  at INTEGER NOT NULL,
  PRIMARY KEY (publication_id, learner_id)
) WITHOUT ROWID;
CREATE INDEX votes_learner ON votes (learner_id);

-- Concepts that a learner asked to be asked next, as with "Study this"; gone once they were asked.
CREATE TABLE wanted (
  learner_id INTEGER NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
  concept_id INTEGER NOT NULL REFERENCES concepts (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (learner_id, concept_id)
) WITHOUT ROWID;

-- Votes that came before Telegram's answer told which poll is which; counted and deleted as soon as that is known.
CREATE TABLE early_votes (
  id INTEGER PRIMARY KEY,
  poll_id TEXT NOT NULL,
  learner_id INTEGER REFERENCES learners (id) ON DELETE CASCADE,
  option INTEGER NOT NULL,
  at INTEGER NOT NULL
);
CREATE INDEX early_votes_of_poll ON early_votes (poll_id);
CREATE INDEX early_votes_learner ON early_votes (learner_id) WHERE learner_id IS NOT NULL;
CREATE INDEX early_votes_at ON early_votes (at);

-- Complaints that an editor has dealt with name the line of the audit log that says so.
ALTER TABLE reports ADD COLUMN dismissal INTEGER;
CREATE INDEX reports_open ON reports (card_id, id) WHERE dismissal IS NULL;
CREATE INDEX reports_dismissed ON reports (dismissal) WHERE dismissal IS NOT NULL;

-- The cards that belong to a chat or to a learner are few.
CREATE INDEX cards_owner ON cards (owner) WHERE owner IS NOT NULL;
