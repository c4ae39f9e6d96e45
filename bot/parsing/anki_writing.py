"""Cards as an Anki package (`.apkg`) that every version of Anki since 2.0 opens."""

import hashlib
import html
import json
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.domain.cards import LANGUAGES, CardContent, Choice, Language, Source
from bot.parsing.anki_cards import CHANGED, NOTE_TYPES, note_type
from bot.parsing.field_html import escaped, link, listed, to_html
from bot.parsing.formats.anki.own_notes import DATA, FIELDS, write_data

GUID = "sobes-"
"""What the guid of a note begins with; the card's key follows."""

_FIRST_ID = 1_300_000_000_000
_IDS = 1 << 38
"""Numbers of notes and decks are milliseconds in Anki; ours lie in 2011 to 2019, where no new ones are made."""

_TAG = re.compile(r"<[^<>]*>")
_NOT_IN_TAG = re.compile(r"[\s\"\x00-\x1f]+")
_SCHEMA = """
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
  ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL,
  models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
  usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL,
  flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL,
  ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL,
  left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,
  ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL,
  type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
"""


def write_package(cards: Iterable[tuple[CardContent, datetime]], to: BinaryIO, *, deck: str) -> int:
    """Write each card with the moment it last changed; gives the number of notes.

    Guids follow from the keys, and Anki takes a note over again only where it changed later than Anki's own: a second
    package updates, doubles nothing and leaves alone what was edited in Anki since. The same cards give the same
    bytes. `deck` is the deck's name in Anki, with `::` before a deck within it. A second card of the same key is left
    out. `to` need not be seekable. Notes wait in a temporary file, not in memory.
    """
    with tempfile.TemporaryDirectory(prefix="sobes-") as folder:
        path = Path(folder, "collection")
        with closing(sqlite3.connect(path, isolation_level=None)) as collection:
            count = _fill(collection, cards, deck)
        with ZipFile(to, "w", ZIP_DEFLATED) as archive:
            _add(archive, "collection.anki2", path)
            archive.writestr(ZipInfo("media"), "{}")
    return count


def _add(archive: ZipFile, name: str, path: Path) -> None:
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    with path.open("rb") as source, archive.open(entry, "w") as target:
        while chunk := source.read(1 << 20):
            target.write(chunk)


def _fill(collection: sqlite3.Connection, cards: Iterable[tuple[CardContent, datetime]], deck: str) -> int:
    deck_id = _number(f"deck:{deck}")
    collection.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN; {_SCHEMA}")
    notes: dict[int, str] = {}
    languages: set[Language] = set()
    latest = CHANGED
    for card, changed in cards:
        number = _free(notes, card.key)
        if number is None:
            continue
        notes[number] = card.key
        languages.add(card.lang)
        seconds = int(changed.timestamp())
        latest = max(latest, seconds)
        fields = _fields(card)
        first = html.unescape(_TAG.sub("", fields[0]))
        collection.execute(
            "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')",
            (
                number,
                GUID + card.key,
                NOTE_TYPES[card.lang][0],
                seconds,
                "".join(f" {tag}" for tag in _tags(card)) + " ",
                "\x1f".join(fields),
                first,
                int(hashlib.sha1(first.encode(), usedforsecurity=False).hexdigest()[:8], 16),
            ),
        )
        collection.execute(
            "INSERT INTO cards VALUES (?, ?, ?, 0, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')",
            (number, number, deck_id, seconds, len(notes)),
        )
    collection.execute(
        "INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, '{}')",
        (
            CHANGED,
            latest * 1000,
            latest * 1000,
            json.dumps({"nextPos": len(notes) + 1, "schedVer": 2, "curDeck": deck_id, "activeDecks": [deck_id]}),
            json.dumps({str(NOTE_TYPES[lang][0]): note_type(lang, deck_id) for lang in LANGUAGES if lang in languages}),
            json.dumps({"1": _deck(1, "Default"), str(deck_id): _deck(deck_id, deck)}),
            json.dumps({"1": _OPTIONS}),
        ),
    )
    collection.execute("COMMIT")
    return len(notes)


def _free(notes: dict[int, str], key: str) -> int | None:
    """The number of a card's note: the same each time, unless two keys fall together; None for a key that is there."""
    number = _number(f"note:{key}")
    while number in notes:
        if notes[number] == key:
            return None
        number += 1
    return number


def _number(name: str) -> int:
    return _FIRST_ID + int.from_bytes(hashlib.sha256(name.encode("utf-8", "replace")).digest()[:8], "big") % _IDS


def _fields(card: CardContent) -> list[str]:
    fields = {
        "Question": to_html(card.question),
        "Answer": to_html(card.answer),
        "Short answer": to_html(card.short_answer or ""),
        "Hint": to_html(card.hint or ""),
        "Key points": listed(point.text for point in card.key_points),
        "Mistakes": listed(" — ".join(filter(None, (each.text, each.why))) for each in card.misconceptions),
        "Choice": _choice(card.choice),
        "Follow-up": to_html(card.follow_up or ""),
        "References": "<br>".join(map(_reference, card.references)),
        "Source": _source(card.source),
    }
    fields[DATA] = write_data(card, fields)
    return [fields[name] for name in FIELDS]


def _choice(choice: Choice | None) -> str:
    if choice is None:
        return ""
    options = listed((f"✓ {choice.right}", *(f"✗ {other}" for other in choice.others)))
    return f"{options}{escaped(choice.why)}"


def _reference(reference: str) -> str:
    return link(reference) if reference.startswith(("http://", "https://")) else escaped(reference)


def _source(source: Source) -> str:
    name = " ".join(filter(None, (source.channel, source.post))) or source.file or ""
    if source.url and source.url.startswith(("http://", "https://", "tg://")):
        return link(source.url, name or None)
    return escaped(name)


def _tags(card: CardContent) -> Iterator[str]:
    """Anki's tags hold no spaces."""
    named = (card.topic, card.level, *card.tags)
    yield from dict.fromkeys(tag for name in named if name and (tag := _NOT_IN_TAG.sub("_", name.strip())))


def _deck(number: int, name: str) -> dict[str, object]:
    today = {day: [0, 0] for day in ("newToday", "revToday", "lrnToday", "timeToday")}
    return {
        "id": number,
        "name": name,
        "mod": CHANGED,
        "usn": -1,
        "desc": "",
        "dyn": 0,
        "conf": 1,
        "collapsed": False,
        "browserCollapsed": False,
        "extendNew": 0,
        "extendRev": 0,
        **today,
    }


_OPTIONS = {
    "id": 1,
    "name": "Default",
    "mod": 0,
    "usn": 0,
    "maxTaken": 60,
    "autoplay": True,
    "timer": 0,
    "replayq": True,
    "dyn": False,
    "new": {"bury": False, "delays": [1.0, 10.0], "initialFactor": 2500, "ints": [1, 4, 0], "order": 1, "perDay": 20},
    "rev": {"bury": False, "ease4": 1.3, "ivlFct": 1.0, "maxIvl": 36500, "perDay": 200, "hardFactor": 1.2},
    "lapse": {"delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0},
}
