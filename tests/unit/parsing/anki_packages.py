"""Makes Anki packages of every generation, honest ones and others."""

import io
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import zstandard

from bot.parsing import Document

Fill = Callable[[sqlite3.Connection], object]

NOTES = (
    "CREATE TABLE notes (id integer PRIMARY KEY, guid text, mid integer, mod integer, usn integer, tags text, "
    "flds text, sfld integer, csum integer, flags integer, data text)"
)
COL = "CREATE TABLE col (id integer PRIMARY KEY, models text, decks text)"
BASIC: Mapping[str, object] = {
    "name": "Basic",
    "type": 0,
    "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}],
    "tmpls": [{"ord": 0, "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}],
}
DECOY = "Please update to the latest Anki version, then import the .colpkg/.apkg file again."


def document(data: bytes, name: str = "deck.apkg") -> Document:
    """Bytes as a document."""
    return Document(name, len(data), lambda: io.BytesIO(data))


def database(fill: Fill) -> bytes:
    """The bytes of an SQLite file."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        fill(connection)
        return connection.serialize()


def kind(
    fields: Sequence[str], front: str, back: str, *more: tuple[str, str], cloze: bool = False
) -> dict[str, object]:
    """A note type with a template for each pair of sides."""
    return {
        "name": "Own",
        "type": int(cloze),
        "flds": [{"name": name, "ord": place} for place, name in enumerate(fields)],
        "tmpls": [
            {"ord": place, "qfmt": sides[0], "afmt": sides[1]} for place, sides in enumerate([(front, back), *more])
        ],
    }


def legacy(
    notes: Iterable[Sequence[str]], model: Mapping[str, object] = BASIC, *, tags: str = "", deck: str = "Default"
) -> bytes:
    """A collection of schema 11: note types and decks are JSON."""

    def fill(connection: sqlite3.Connection) -> None:
        connection.execute(COL)
        connection.execute(NOTES)
        connection.execute("CREATE TABLE cards (id integer PRIMARY KEY, nid integer, did integer, odid integer)")
        connection.execute("CREATE INDEX ix_cards_nid ON cards (nid)")
        decks = {"7": {"id": 7, "name": deck}}
        connection.execute("INSERT INTO col VALUES (1, ?, ?)", (json.dumps({"5": model}), json.dumps(decks)))
        for number, fields in enumerate(notes, 1):
            connection.execute(
                "INSERT INTO notes (id, guid, mid, tags, flds) VALUES (?, ?, 5, ?, ?)",
                (number, f"guid{number}", tags, "\x1f".join(fields)),
            )
            connection.execute("INSERT INTO cards (nid, did, odid) VALUES (?, 7, 0)", (number,))

    return database(fill)


def modern(
    notes: Iterable[Sequence[str]], fields: Sequence[str], front: str, back: str, *, cloze: bool = False
) -> bytes:
    """A collection of schema 18: note types and decks are tables, with a collation of Anki's own."""

    def fill(connection: sqlite3.Connection) -> None:
        connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        connection.executescript(
            "CREATE TABLE notetypes (id integer PRIMARY KEY, name text COLLATE unicase, config blob);"
            "CREATE UNIQUE INDEX idx_notetypes_name ON notetypes (name);"
            "CREATE TABLE fields (ntid integer, ord integer, name text COLLATE unicase, config blob, "
            "PRIMARY KEY (ntid, ord)) WITHOUT ROWID;"
            "CREATE TABLE templates (ntid integer, ord integer, name text COLLATE unicase, config blob, "
            "PRIMARY KEY (ntid, ord)) WITHOUT ROWID;"
            "CREATE TABLE decks (id integer PRIMARY KEY, name text COLLATE unicase);"
            "CREATE UNIQUE INDEX idx_decks_name ON decks (name);"
            "CREATE TABLE cards (id integer PRIMARY KEY, nid integer, did integer, odid integer);"
            "CREATE INDEX ix_cards_nid ON cards (nid);"
            f"{COL};{NOTES};"
        )
        connection.execute("INSERT INTO col VALUES (1, '', '')")
        connection.execute("INSERT INTO notetypes VALUES (5, 'Own', ?)", (b"\x08\x01" if cloze else b"",))
        connection.execute("INSERT INTO decks VALUES (7, 'Backend\x1fPython'), (8, 'Cram')")
        for place, name in enumerate(fields):
            connection.execute("INSERT INTO fields VALUES (5, ?, ?, '')", (place, name))
        sides = b"".join(bytes((tag, len(side.encode()))) + side.encode() for tag, side in ((10, front), (18, back)))
        connection.execute("INSERT INTO templates VALUES (5, 0, 'Card 1', ?)", (sides,))
        for number, note in enumerate(notes, 1):
            connection.execute(
                "INSERT INTO notes (id, guid, mid, tags, flds) VALUES (?, ?, 5, ' backend ', ?)",
                (number, f"guid{number}", "\x1f".join(note)),
            )
            connection.execute("INSERT INTO cards (nid, did, odid) VALUES (?, 8, 7)", (number,))

    return database(fill)


def package(*, stored: bool = False, **entries: bytes) -> bytes:
    """A zip; `_` in a name stands for a dot."""
    return zipped({name.replace("_", "."): data for name, data in entries.items()}, stored=stored)


def zipped(entries: Mapping[str, bytes], *, stored: bool = False) -> bytes:
    """A zip with these entries."""
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_STORED if stored else ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            entry = ZipInfo(name)
            entry.compress_type = archive.compression
            archive.writestr(entry, data)
    return written.getvalue()


def streamed(data: bytes) -> bytes:
    """zstd as Anki writes it: a frame that does not say how much is in it."""
    compressor = zstandard.ZstdCompressor(write_content_size=False).compressobj()
    return compressor.compress(data) + compressor.flush()
