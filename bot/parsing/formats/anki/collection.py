"""The SQLite file of a package, read with as little trust as SQLite can be given."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.parsing.text import Unreadable

LONGEST_VALUE = 16 * 1024 * 1024
"""Bytes of one value; a longer one makes the collection unreadable."""

LONGEST_NOTE = 1_000_000
"""Characters of all fields of a note together; a longer note is passed over."""

LONGEST_TABLE = 4 * 1024 * 1024
"""Characters of the note types or the decks, kept as one JSON value until schema 14."""

STEPS = 1000
"""Instructions of SQLite's machine between two looks at what was spent."""

SPENT_ON_OPENING = 100_000
"""Instructions allowed for finding the tables; some ten thousand of them, where Anki has twenty."""

SPENT_PER_BYTE = 2
"""Instructions allowed per byte of the file; a note of 100 bytes takes about 30."""

_SEPARATOR = "\x1f"
_ANY_DECK = frozenset(("Default", "По умолчанию", "默认", "系统默认", "預設"))
"""Names of the deck for what was put into none."""


@dataclass(frozen=True, slots=True)
class Template:
    """One way of asking what a note holds: the HTML of both sides, with `{{Field}}` in it."""

    front: str
    back: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """How the notes of a kind are built."""

    name: str
    fields: tuple[str, ...]
    templates: tuple[Template, ...]
    cloze: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """What a person wrote. `fields` is None where there is more in them than anybody reads."""

    id: int
    guid: str
    type_id: int
    tags: tuple[str, ...]
    fields: tuple[str, ...] | None
    deck: str | None


class Collection:
    """An open collection. Every method raises Unreadable where the file is broken or lies."""

    def __init__(self, connection: sqlite3.Connection, size: int) -> None:
        self._connection = connection
        self._left = SPENT_ON_OPENING
        with _told():
            _distrust(connection, self._spend)
            self._tables = self._plain_tables()
            if not {"col", "notes"} <= self._tables:
                raise Unreadable("is an SQLite database but no Anki collection")
            self._left += size * SPENT_PER_BYTE
            self.note_types = self._note_types()
            self._decks = self._deck_names()

    def notes(self) -> Iterator[Note]:
        """Every note as it is read, in the order of their ids."""
        deck_id = "NULL"
        if "ix_cards_nid" in self._indexes_of("cards"):
            # Cards in a filtered deck keep the number of their own one in `odid`.
            deck_id = "(SELECT CASE WHEN c.odid THEN c.odid ELSE c.did END FROM cards AS c WHERE c.nid = n.id LIMIT 1)"
        before = None
        with _told(), closing(self._connection.cursor()) as cursor:
            cursor.arraysize = 1
            cursor.execute(
                "SELECT n.id, n.guid, n.mid, n.tags, CASE WHEN length(n.flds) <= ? THEN n.flds END, "  # noqa: S608 - ours
                f"{deck_id} FROM notes AS n",
                (LONGEST_NOTE,),
            )
            while (row := cursor.fetchone()) is not None:
                number, guid, type_id, tags, fields, home = row
                if not isinstance(number, int) or (before is not None and number <= before):
                    raise Unreadable(
                        f"its notes do not hold together after number {before}: export the deck from Anki again"
                    )
                before = number
                yield Note(
                    id=number,
                    guid=_text(guid),
                    type_id=type_id if isinstance(type_id, int) else 0,
                    tags=tuple(_text(tags).split()),
                    fields=tuple(_text(fields).split(_SEPARATOR)) if fields is not None else None,
                    deck=deck if (deck := self._decks.get(home)) not in _ANY_DECK else None,
                )

    def _spend(self) -> bool:
        self._left -= STEPS
        return self._left < 0

    def _plain_tables(self) -> set[str]:
        """Tables of rows that lie in the file; views, virtual tables and computed columns are not looked into."""
        found = self._connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND sql LIKE 'CREATE TABLE%' "
            "AND name IN ('col', 'notes', 'cards', 'notetypes', 'fields', 'templates', 'decks')"
        )
        tables = {str(name) for (name,) in found}
        for name in tables:
            # `table_xinfo` marks a generated column by 2 or 3, and a hidden one of a virtual table by 1.
            if any(column[6] for column in self._connection.execute(f"PRAGMA table_xinfo({name})")):
                raise Unreadable(f"its table {name} holds computed columns: Anki makes none")
        return tables

    def _indexes_of(self, table: str) -> set[str]:
        if table not in self._tables:
            return set()
        return {str(row[1]) for row in self._connection.execute(f"PRAGMA index_list({table})")}

    def _note_types(self) -> dict[int, NoteType]:
        if {"notetypes", "fields", "templates"} <= self._tables:
            return self._modern_note_types()
        return {
            number: NoteType(
                name=_text(each.get("name")),
                fields=tuple(_text(field.get("name")) for field in _listed(each.get("flds"))),
                templates=tuple(
                    Template(_text(side.get("qfmt")), _text(side.get("afmt"))) for side in _listed(each.get("tmpls"))
                ),
                cloze=each.get("type") == 1,
            )
            for number, each in self._json("models").items()
        }

    def _modern_note_types(self) -> dict[int, NoteType]:
        fields: dict[int, list[str]] = {}
        for owner, name in self._connection.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
            fields.setdefault(owner, []).append(_text(name))
        templates: dict[int, list[Template]] = {}
        for owner, config in self._connection.execute("SELECT ntid, config FROM templates ORDER BY ntid, ord"):
            sides = _protobuf(config)
            templates.setdefault(owner, []).append(Template(_text(sides.get(1)), _text(sides.get(2))))
        return {
            number: NoteType(
                name=_text(name),
                fields=tuple(fields.get(number, ())),
                templates=tuple(templates.get(number, ())),
                cloze=_protobuf(config).get(1) == 1,
            )
            for number, name, config in self._connection.execute("SELECT id, name, config FROM notetypes")
        }

    def _deck_names(self) -> dict[int, str]:
        if "decks" in self._tables:
            rows = self._connection.execute("SELECT id, name FROM decks")
            return {number: _text(name).replace(_SEPARATOR, "::") for number, name in rows}
        return {number: _text(deck.get("name")) for number, deck in self._json("decks").items()}

    def _json(self, column: str) -> dict[int, dict[str, object]]:
        """A value of `col` that holds one object by number."""
        row = self._connection.execute(
            f"SELECT CASE WHEN length({column}) <= ? THEN {column} END FROM col LIMIT 1",  # noqa: S608 - ours
            (LONGEST_TABLE,),
        ).fetchone()
        try:
            told = json.loads(_text(row[0] if row else None) or "{}")
        except (ValueError, RecursionError) as error:
            raise Unreadable(f"its {column} are no JSON: in Anki, Tools → Check Database, then export again") from error
        if not isinstance(told, dict):
            return {}
        return {int(key): value for key, value in told.items() if key.isdecimal() and isinstance(value, dict)}


@contextmanager
def open_collection(path: Path) -> Iterator[Collection]:
    """Read-only, without journal, views, triggers or functions of the file's own; may be used from any thread."""
    # A journal beside it would be another file's word, hence `immutable`.
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        yield Collection(connection, path.stat().st_size)
    finally:
        connection.close()


def _distrust(connection: sqlite3.Connection, spend: Callable[[], bool]) -> None:
    # First of all: the first statement already reads the schema, which takes SQLite the square of its tables.
    connection.set_progress_handler(spend, STEPS)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.text_factory = _decoded
    # The collation that modern tables name, `unicase`, is left out on purpose: nothing here sorts or searches by it.
    for setting in (
        *("trusted_schema=OFF", "query_only=ON", "cell_size_check=ON", "mmap_size=0", "cache_size=-4096"),
        "temp_store=FILE",
    ):
        connection.execute(f"PRAGMA {setting}")


@contextmanager
def _told() -> Iterator[None]:
    """SQLite's complaints in words for the person who sent the file."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise Unreadable(
                "its collection is made so that reading it does not end: export the deck from Anki again"
            ) from error
        raise _broken(error) from error
    except (sqlite3.Error, OverflowError, ValueError) as error:
        raise _broken(error) from error


def _broken(error: Exception) -> Unreadable:
    return Unreadable(f"its collection is broken ({error}): in Anki, Tools → Check Database, then export again")


def _decoded(value: bytes) -> str:
    return value.decode("utf-8", "replace")


def _text(value: object) -> str:
    """A value that should be text; a lying file may hold anything in any column."""
    if isinstance(value, bytes):
        value = _decoded(value)
    return value.replace("\x00", "") if isinstance(value, str) else "" if value is None else str(value)


def _listed(value: object) -> list[dict[str, object]]:
    """Objects in the order that they state themselves."""
    listed = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    return sorted(listed, key=lambda each: each["ord"] if isinstance(each.get("ord"), int) else 0)


def _protobuf(message: object) -> dict[int, int | bytes]:
    """The numbers and strings of a protobuf message by field, the last of each; empty from where it makes no sense."""
    found: dict[int, int | bytes] = {}
    data = message if isinstance(message, bytes) else b""
    at = 0
    try:
        while at < len(data):
            tag, at = _varint(data, at)
            match tag & 7:
                case 0:
                    found[tag >> 3], at = _varint(data, at)
                case 1:
                    at += 8
                case 2:
                    length, at = _varint(data, at)
                    found[tag >> 3] = data[at : at + length]
                    at += length
                case 5:
                    at += 4
                case _:
                    break
    except IndexError:
        pass
    return found


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if not byte & 0x80 or shift > 63:
            return value, at
