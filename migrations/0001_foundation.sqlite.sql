-- Instants are UTC milliseconds; days are user days, counted from 1970-01-01; JSON is text.

CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  source_key TEXT NOT NULL,
  revision INTEGER NOT NULL,
  digest TEXT NOT NULL,
  body TEXT NOT NULL,
  parser_version INTEGER NOT NULL,
  taken_at INTEGER NOT NULL,
  UNIQUE (source_key, revision)
);
CREATE INDEX posts_digest ON posts (digest, parser_version);

CREATE TABLE concepts (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  variant_group TEXT
);
CREATE INDEX concepts_variant_group ON concepts (variant_group) WHERE variant_group IS NOT NULL;

CREATE TABLE cards (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  concept_id INTEGER NOT NULL REFERENCES concepts (id),
  lang TEXT NOT NULL,
  topic TEXT,
  level TEXT,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  short_answer TEXT,
  tags TEXT NOT NULL DEFAULT '[]',
  key_points TEXT NOT NULL DEFAULT '[]',
  misconceptions TEXT NOT NULL DEFAULT '[]',
  follow_up TEXT,
  hint TEXT,
  choice TEXT,
  reference_list TEXT NOT NULL DEFAULT '[]',
  likes INTEGER,
  heat INTEGER,
  asked INTEGER NOT NULL DEFAULT 0,
  hotness INTEGER NOT NULL DEFAULT 0,
  verified INTEGER NOT NULL DEFAULT 0,
  owner INTEGER,
  source TEXT NOT NULL DEFAULT '{}',
  post_id INTEGER REFERENCES posts (id),
  revision INTEGER NOT NULL DEFAULT 1,
  retired_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
CREATE INDEX cards_hottest ON cards (lang, hotness DESC, id) WHERE retired_at IS NULL AND owner IS NULL;
CREATE INDEX cards_hottest_of_topic ON cards (lang, topic, hotness DESC, id) WHERE retired_at IS NULL AND owner IS NULL;
CREATE INDEX cards_concept ON cards (concept_id, lang);

CREATE TABLE outlines (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  post_id INTEGER NOT NULL REFERENCES posts (id),
  lang TEXT NOT NULL,
  title TEXT NOT NULL,
  chapters TEXT NOT NULL,
  created_at INTEGER NOT NULL
);

CREATE TABLE drafts (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  post_id INTEGER NOT NULL REFERENCES posts (id),
  outline_id INTEGER REFERENCES outlines (id),
  kind TEXT NOT NULL,
  lang TEXT NOT NULL,
  question TEXT NOT NULL,
  context TEXT,
  proposal TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'published', 'rejected')),
  card_id INTEGER REFERENCES cards (id),
  created_at INTEGER NOT NULL,
  settled_at INTEGER
);
CREATE INDEX drafts_waiting ON drafts (created_at) WHERE state = 'waiting';
CREATE INDEX drafts_outline ON drafts (outline_id) WHERE outline_id IS NOT NULL;

CREATE TABLE learners (
  id INTEGER PRIMARY KEY,
  language TEXT NOT NULL,
  card_languages TEXT NOT NULL,
  zone TEXT NOT NULL,
  buttons INTEGER NOT NULL DEFAULT 2 CHECK (buttons IN (2, 4)),
  new_a_day INTEGER NOT NULL DEFAULT 10,
  retention REAL NOT NULL DEFAULT 0.9,
  daily_offered_at INTEGER,
  started_at INTEGER NOT NULL,
  blocked_at INTEGER
);

CREATE TABLE memories (
  learner_id INTEGER NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
  concept_id INTEGER NOT NULL REFERENCES concepts (id),
  phase INTEGER NOT NULL,
  stability REAL NOT NULL,
  difficulty REAL NOT NULL,
  due_day INTEGER NOT NULL,
  due_at INTEGER,
  last_day INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  reps INTEGER NOT NULL,
  lapses INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (learner_id, concept_id)
) WITHOUT ROWID;
CREATE INDEX memories_due ON memories (learner_id, due_day);
CREATE INDEX memories_steps ON memories (learner_id, due_at) WHERE due_at IS NOT NULL;

-- What the learner put aside, apart from memory: known and suspended until undone, buried and skipped for one day.
CREATE TABLE set_aside (
  learner_id INTEGER NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
  concept_id INTEGER NOT NULL REFERENCES concepts (id),
  how TEXT NOT NULL CHECK (how IN ('known', 'suspended', 'buried', 'skipped')),
  until_day INTEGER,
  at INTEGER NOT NULL,
  PRIMARY KEY (learner_id, concept_id)
) WITHOUT ROWID;

CREATE TABLE reviews (
  id INTEGER PRIMARY KEY,
  learner_id INTEGER NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
  concept_id INTEGER NOT NULL REFERENCES concepts (id),
  card_id INTEGER NOT NULL REFERENCES cards (id),
  at INTEGER NOT NULL,
  day INTEGER NOT NULL,
  rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
  mode TEXT NOT NULL,
  score REAL,
  hints INTEGER NOT NULL DEFAULT 0,
  latency INTEGER,
  predicted REAL,
  before TEXT,
  parameters INTEGER NOT NULL,
  undone_at INTEGER
);
CREATE INDEX reviews_by_day ON reviews (learner_id, day);
CREATE INDEX reviews_by_concept ON reviews (learner_id, concept_id);

CREATE TABLE day_quotas (
  learner_id INTEGER NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
  day INTEGER NOT NULL,
  extra_new INTEGER NOT NULL,
  PRIMARY KEY (learner_id, day)
) WITHOUT ROWID;

CREATE TABLE subscriptions (
  learner_id INTEGER PRIMARY KEY REFERENCES learners (id) ON DELETE CASCADE,
  minute INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
  weekdays INTEGER NOT NULL CHECK (weekdays BETWEEN 1 AND 127),
  size INTEGER NOT NULL CHECK (size BETWEEN 1 AND 100),
  paused INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER
);
CREATE INDEX subscriptions_next ON subscriptions (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  chat_id INTEGER NOT NULL,
  learner_id INTEGER REFERENCES learners (id) ON DELETE CASCADE,
  state TEXT NOT NULL,
  not_before INTEGER NOT NULL,
  lease_until INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  unknowns INTEGER NOT NULL DEFAULT 0,
  message_id INTEGER,
  reason TEXT,
  created_at INTEGER NOT NULL,
  finished_at INTEGER
);
CREATE INDEX deliveries_due ON deliveries (not_before) WHERE state = 'due';
CREATE INDEX deliveries_leased ON deliveries (lease_until) WHERE state = 'leased';
CREATE INDEX deliveries_learner ON deliveries (learner_id) WHERE learner_id IS NOT NULL;

-- Updates as Telegram sent them, stored before they are acknowledged; raw is emptied once an update is finished.
CREATE TABLE inbox (
  update_id INTEGER PRIMARY KEY,
  raw TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'done', 'poison')),
  attempts INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  received_at INTEGER NOT NULL,
  finished_at INTEGER
);
CREATE INDEX inbox_new ON inbox (update_id) WHERE state = 'new';
CREATE INDEX inbox_finished ON inbox (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE conversations (
  person_id INTEGER PRIMARY KEY,
  waiting_for TEXT NOT NULL,
  data TEXT NOT NULL,
  changed_at INTEGER NOT NULL
);

CREATE TABLE staff (
  person_id INTEGER PRIMARY KEY,
  role TEXT NOT NULL CHECK (role IN ('owner', 'editor')),
  since INTEGER NOT NULL
);

CREATE TABLE invitations (
  code_hash TEXT PRIMARY KEY,
  role TEXT NOT NULL CHECK (role IN ('owner', 'editor')),
  expires_at INTEGER NOT NULL
);

CREATE TABLE reports (
  id INTEGER PRIMARY KEY,
  learner_id INTEGER NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
  card_id INTEGER NOT NULL REFERENCES cards (id),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (learner_id, card_id, reason)
);

-- What the program remembers about itself, such as the command menu it last set.
CREATE TABLE facts (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
