-- One taking in of files or posts. counts says as JSON how many of each outcome there were. made_by is who of staff did it.
CREATE TABLE imports (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('file', 'forward', 'channel')),
  name TEXT NOT NULL,
  made_by INTEGER,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  counts TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX imports_by ON imports (made_by) WHERE made_by IS NOT NULL;

-- Files that were read to their end, so that the same bytes are not read twice by the same parser.
CREATE TABLE import_files (
  id INTEGER PRIMARY KEY,
  import_id INTEGER REFERENCES imports (id),
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  parser_version INTEGER NOT NULL,
  counts TEXT NOT NULL
);
CREATE INDEX import_files_digest ON import_files (digest, parser_version);
CREATE INDEX import_files_name ON import_files (name, id);
CREATE INDEX import_files_import ON import_files (import_id) WHERE import_id IS NOT NULL;

DROP INDEX posts_digest;

-- A post that a learner took in for themselves alone.
ALTER TABLE posts ADD COLUMN owner INTEGER;
CREATE INDEX posts_owner ON posts (owner) WHERE owner IS NOT NULL;

-- worth is one order of what is worth an editor's time most; repeats counts the sources that ask the same.
ALTER TABLE drafts ADD COLUMN import_id INTEGER REFERENCES imports (id);
ALTER TABLE drafts ADD COLUMN confidence REAL NOT NULL DEFAULT 0;
ALTER TABLE drafts ADD COLUMN worth INTEGER NOT NULL DEFAULT 0;
ALTER TABLE drafts ADD COLUMN repeats INTEGER NOT NULL DEFAULT 1;
ALTER TABLE drafts ADD COLUMN variant_group TEXT;
UPDATE drafts SET
  confidence = COALESCE(json_extract(proposal, '$.confidence'), 0),
  repeats = COALESCE(json_extract(proposal, '$.repeats'), 1),
  variant_group = json_extract(proposal, '$.variant_group');
UPDATE drafts SET worth = CAST(ROUND(100 * confidence) AS INTEGER)
  + CASE WHEN COALESCE(json_extract(proposal, '$.answer'), '') = '' THEN 0 ELSE 100 END
  + MIN(1000, MAX(10 * COALESCE(json_extract(proposal, '$.likes'), 0), COALESCE(json_extract(proposal, '$.heat'), 0) / 100))
  + 50 * MIN(10, repeats - 1);
DROP INDEX drafts_waiting;
CREATE INDEX drafts_waiting ON drafts (passed, worth DESC, created_at, post_id, id) WHERE state = 'waiting' AND kind <> 'outline';
CREATE INDEX drafts_of_import ON drafts (import_id, confidence, kind) WHERE state = 'waiting' AND kind <> 'outline';
CREATE INDEX drafts_of_card ON drafts (card_id) WHERE card_id IS NOT NULL;
CREATE INDEX cards_post ON cards (post_id) WHERE post_id IS NOT NULL;

-- What a public card or a waiting draft is compared by: same tells exact repeats, stems is what bot/parsing/fingerprints.py
-- makes of question and answer.
CREATE TABLE fingerprints (
  id INTEGER PRIMARY KEY,
  card_id INTEGER UNIQUE REFERENCES cards (id) ON DELETE CASCADE,
  draft_id INTEGER UNIQUE REFERENCES drafts (id) ON DELETE CASCADE,
  same INTEGER NOT NULL,
  stems BLOB NOT NULL,
  CHECK ((card_id IS NULL) <> (draft_id IS NULL))
);
CREATE INDEX fingerprints_same ON fingerprints (same);

-- Which fingerprints have a stem in their question, beside how many others, and how many have it anywhere.
CREATE TABLE fingerprint_stems (
  stem INTEGER NOT NULL,
  fingerprint_id INTEGER NOT NULL,
  words INTEGER NOT NULL,
  PRIMARY KEY (stem, fingerprint_id)
) WITHOUT ROWID;
CREATE TABLE stem_counts (
  stem INTEGER PRIMARY KEY,
  seen INTEGER NOT NULL
);

-- The revision of a card, or the version of a draft, that its fingerprint was made of; see bot/storage/fingerprints.py.
ALTER TABLE cards ADD COLUMN fingerprint INTEGER NOT NULL DEFAULT 0;
ALTER TABLE drafts ADD COLUMN fingerprint INTEGER NOT NULL DEFAULT -1;
CREATE INDEX cards_unlike_fingerprint ON cards (id) WHERE owner IS NULL AND fingerprint <> revision;
CREATE INDEX drafts_unlike_fingerprint ON drafts (id) WHERE state = 'waiting' AND kind <> 'outline' AND fingerprint <> version;
CREATE INDEX drafts_past_fingerprint ON drafts (id) WHERE state = 'published' AND fingerprint >= 0;

-- Public cards that a draft looks like, so that an editor is asked whether they are the same.
CREATE TABLE lookalikes (
  draft_id INTEGER NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
  card_id INTEGER NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
  likeness REAL NOT NULL,
  PRIMARY KEY (draft_id, card_id)
) WITHOUT ROWID;
CREATE INDEX lookalikes_card ON lookalikes (card_id);
