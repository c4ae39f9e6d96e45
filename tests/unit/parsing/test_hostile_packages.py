"""Zips and SQLite files made to hurt: each is refused in words, quickly, and nothing outside is touched."""

import io
import json
import sqlite3
import stat
import struct
import warnings
from collections.abc import Callable
from pathlib import Path
from tempfile import gettempdir
from zipfile import ZIP_LZMA, ZipFile, ZipInfo

import pytest

from bot.domain.topics import Topics
from bot.parsing import Document, Piece, Unreadable, read_document
from bot.parsing.formats.anki import package as packages

from .anki_packages import COL, NOTES, database, document, legacy, package, streamed, zipped

HONEST = legacy([("What is a mutex?", "A lock.")])


def read(source: Document, topics: Topics) -> tuple[list[Piece], str]:
    """What was given, and why it ended before the end; empty where it did not."""
    pieces: list[Piece] = []
    try:
        pieces.extend(read_document(source, topics))
    except Unreadable as refused:
        return pieces, refused.reason
    return pieces, ""


def refusal(data: bytes, topics: Topics) -> str:
    """Why nothing of it was read."""
    pieces, reason = read(document(data), topics)
    assert pieces == []
    assert reason
    return reason


def collection(fill: Callable[[sqlite3.Connection], object]) -> bytes:
    def with_types(connection: sqlite3.Connection) -> None:
        connection.execute(COL)
        connection.execute("INSERT INTO col VALUES (1, '{}', '{}')")
        fill(connection)

    return package(collection_anki2=database(with_types))


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same rules at a hundredth of the size."""
    monkeypatch.setattr(packages, "SMALL", 64 * 1024)
    monkeypatch.setattr(packages, "LARGEST", 4 * 1024 * 1024)
    monkeypatch.setattr(packages, "LARGEST_CONTENTS", 100 * 1024)
    monkeypatch.setattr(packages, "_CHUNK", 16 * 1024)


@pytest.mark.usefixtures("small_limits")
@pytest.mark.parametrize(
    "data",
    [
        package(collection_anki2=HONEST + bytes(2 * 1024 * 1024)),
        package(collection_anki21b=streamed(HONEST + bytes(2 * 1024 * 1024)), stored=True),
        package(collection_anki21b=streamed(HONEST) + streamed(bytes(2 * 1024 * 1024))),
    ],
    ids=["deflate", "zstd", "zstd in frames"],
)
def test_what_unpacks_to_a_hundred_times_its_size_is_refused(data: bytes, topics: Topics) -> None:
    assert "as no honest collection does" in refusal(data, topics)


@pytest.mark.usefixtures("small_limits")
def test_a_package_that_lies_about_its_size_is_measured_by_what_comes_out(topics: Topics) -> None:
    data = bytearray(package(collection_anki2=HONEST + bytes(2 * 1024 * 1024)))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(mark) + place
        data[at : at + 4] = struct.pack("<L", len(HONEST))
    assert refusal(bytes(data), topics)


@pytest.mark.usefixtures("small_limits")
def test_nothing_is_larger_than_the_largest_collection(topics: Topics) -> None:
    assert "unpacks to over 4 MB" in refusal(HONEST + bytes(5 * 1024 * 1024), topics)


@pytest.mark.usefixtures("small_limits")
def test_a_list_of_contents_with_very_many_names_is_not_read(topics: Topics) -> None:
    data = zipped({f"{number}": b"" for number in range(3000)})
    assert "its list of contents alone takes" in refusal(data, topics)


def test_names_in_a_package_lead_nowhere(topics: Topics, tmp_path: Path) -> None:
    outside = {"../evil": b"x", f"{tmp_path}/evil": b"x", "a/../../evil": b"x"}
    before = set(Path(gettempdir()).iterdir())
    (piece,) = read_document(document(zipped({**outside, "collection.anki2": HONEST})), topics)
    assert [item.question for item in piece.items] == ["What is a mutex?"]
    assert list(tmp_path.iterdir()) == []
    assert {path.name for path in set(Path(gettempdir()).iterdir()) - before} & {"evil"} == set()
    assert "no Anki package" in refusal(zipped({"../collection.anki2": HONEST}), topics)


def test_a_link_in_the_place_of_the_collection_is_not_followed(topics: Topics) -> None:
    written = io.BytesIO()
    with ZipFile(written, "w") as archive:
        link = ZipInfo("collection.anki2")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert "is a link, not a file" in refusal(written.getvalue(), topics)


def test_two_collections_of_one_name_are_refused(topics: Topics) -> None:
    written = io.BytesIO()
    with warnings.catch_warnings(), ZipFile(written, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("collection.anki2", HONEST)
        archive.writestr("collection.anki2", HONEST)
    assert "two collections of one name" in refusal(written.getvalue(), topics)


def test_a_package_with_a_password_is_refused(topics: Topics) -> None:
    data = bytearray(package(collection_anki2=HONEST))
    data[data.find(b"PK\x01\x02") + 8] |= 1
    assert "is locked with a password" in refusal(bytes(data), topics)


def test_a_way_of_packing_that_takes_any_memory_is_refused(topics: Topics) -> None:
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_LZMA) as archive:
        archive.writestr("collection.anki2", HONEST)
    assert "packed in a way that Anki does not use" in refusal(written.getvalue(), topics)


@pytest.mark.parametrize(
    ("names", "what"),
    [
        (["[Content_Types].xml", "word/document.xml"], "a Word document"),
        (["xl/workbook.xml"], "an Excel workbook"),
        (["mimetype", "META-INF/container.xml", "OEBPS/a.xhtml"], "an EPUB book"),
        (["mimetype", "content.xml"], "an OpenDocument file"),
        (["data.edn"], "a Mochi deck"),
        (["posts.txt"], "a zip archive but no Anki package: unpack it"),
        ([], "an empty zip archive"),
    ],
)
def test_another_zip_is_called_what_it_is(names: list[str], what: str, topics: Topics) -> None:
    assert what in refusal(zipped(dict.fromkeys(names, b"x")), topics)


@pytest.mark.parametrize("kept", [4, 100, 0.5, -30])
def test_a_package_that_is_cut_short_is_refused(kept: float, topics: Topics) -> None:
    data = package(collection_anki2=HONEST, media=b"{}")
    cut = data[: int(len(data) * kept)] if 0 < kept < 1 else data[: int(kept)]
    assert "cut short or broken" in refusal(cut, topics)


def test_damage_inside_is_noticed(topics: Topics) -> None:
    data = bytearray(package(stored=True, collection_anki2=HONEST))
    data[3000] ^= 0xFF
    assert "bad crc-32" in refusal(bytes(data), topics)


@pytest.mark.parametrize("data", [b"", b"just words", b"7z\xbc\xaf\x27\x1c"])
def test_what_only_has_the_name_of_a_package_is_refused(data: bytes, topics: Topics) -> None:
    assert refusal(data, topics) in ("the file is empty", "is no Anki package, whatever its name says")


def test_a_collection_that_is_no_database_is_refused(topics: Topics) -> None:
    assert "is no SQLite file" in refusal(package(collection_anki2=b"words"), topics)


def test_any_other_database_is_refused(topics: Topics) -> None:
    data = database(lambda connection: connection.execute("CREATE TABLE moz_places (url text)"))
    assert refusal(data, topics) == "is an SQLite database but no Anki collection"


ENDLESS = "WITH RECURSIVE r (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r) SELECT i AS id, 'g' AS guid, 1 AS mid, "


@pytest.mark.parametrize(
    "notes",
    [
        f"CREATE VIEW notes AS {ENDLESS} '' AS tags, 'a' AS flds FROM r",
        "CREATE VIRTUAL TABLE notes USING fts5 (guid, mid, tags, flds)",
        "CREATE TABLE notes (id integer PRIMARY KEY, guid, mid, tags, flds AS (replace(hex(zeroblob(999)), '0', 'x')))",
    ],
    ids=["view", "virtual", "computed"],
)
def test_notes_that_are_no_plain_table_are_refused(notes: str, topics: Topics) -> None:
    reason = refusal(collection(lambda connection: connection.execute(notes)), topics)
    assert "no Anki collection" in reason or "computed columns" in reason


def test_a_schema_of_very_many_tables_is_refused_before_sqlite_has_read_it(topics: Topics) -> None:
    def fill(connection: sqlite3.Connection) -> None:
        connection.execute(NOTES)
        connection.execute("PRAGMA writable_schema = ON")
        connection.executemany(
            "INSERT INTO sqlite_master VALUES ('table', ?, ?, 2, ?)",
            ((f"t{n}", f"t{n}", f"CREATE TABLE t{n} (a)") for n in range(20_000)),
        )

    assert "does not end" in refusal(collection(fill), topics)


def test_looking_up_decks_costs_no_more_than_the_file_is_worth(topics: Topics, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(connection: sqlite3.Connection) -> None:
        connection.execute(NOTES)
        connection.executemany("INSERT INTO notes (id, flds) VALUES (?, 'q')", ((n,) for n in range(300)))
        connection.execute("CREATE TABLE cards (id integer PRIMARY KEY, nid, did, odid)")
        connection.executemany("INSERT INTO cards (nid, did) VALUES (-1, ?)", ((n,) for n in range(300)))
        # Named like Anki's index, but no help in finding the cards of a note.
        connection.execute("CREATE INDEX ix_cards_nid ON cards (did)")

    monkeypatch.setattr("bot.parsing.formats.anki.collection.SPENT_ON_OPENING", 20_000)
    monkeypatch.setattr("bot.parsing.formats.anki.collection.SPENT_PER_BYTE", 0)
    pieces, reason = read(document(collection(fill)), topics)
    assert "does not end" in reason
    assert len(pieces) < 300


def test_pages_that_lead_back_to_themselves_end_the_reading(topics: Topics) -> None:
    """The root of the notes is made to name one and the same leaf for all of its children."""
    data = bytearray(legacy([(f"Question number {n}?", "word " * 300) for n in range(60)]))
    (size,) = struct.unpack(">H", data[16:18])
    roots = [at for at in range(size, len(data), size) if data[at] == 5]
    (root,) = (at for at in roots if struct.unpack(">H", data[at + 3 : at + 5])[0] > 5)
    (cells,) = struct.unpack(">H", data[root + 3 : root + 5])
    places = struct.unpack(f">{cells}H", data[root + 12 : root + 12 + 2 * cells])
    first = data[root + places[0] : root + places[0] + 4]
    for place in places:
        data[root + place : root + place + 4] = first
    pieces, reason = read(document(bytes(data)), topics)
    assert "do not hold together" in reason
    assert 0 < len(pieces) < 60


def test_a_page_damaged_on_the_way_ends_the_reading_and_what_came_before_holds(topics: Topics) -> None:
    data = legacy([(f"Question number {n}?", "word " * 300) for n in range(60)])
    pieces, reason = read(document(data[: len(data) // 2] + bytes(len(data) // 2)), topics)
    assert "export" in reason
    questions = [item.question for piece in pieces for item in piece.items]
    assert questions == [f"Question number {n}?" for n in range(len(questions))]
    assert len(questions) > 1


@pytest.mark.parametrize(
    "types",
    ["[" * 200_000, '{"5":', "7", '{"5": {"flds": {}, "tmpls": 5, "type": []}, "x": {}, "6": 1}', "[" + "1," * 9],
)
def test_note_types_of_any_kind_end_in_cards_or_in_words(types: str, topics: Topics) -> None:
    def fill(connection: sqlite3.Connection) -> None:
        connection.execute(NOTES)
        connection.execute("INSERT INTO notes (id, mid, flds) VALUES (1, 5, 'q' || char(31) || 'a')")
        connection.execute("UPDATE col SET models = ?", (types,))

    pieces, reason = read(document(collection(fill)), topics)
    said = [(item.question, item.answer) for piece in pieces for item in piece.items]
    assert said == ([] if "models are no JSON" in reason else [("q", "a")])
    assert bool(said) is not bool(reason)


def test_any_kind_of_value_may_stand_in_any_column(topics: Topics) -> None:
    def fill(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE notes (id integer PRIMARY KEY, guid, mid, tags, flds)")
        connection.executemany(
            "INSERT INTO notes (guid, mid, tags, flds) VALUES (?, ?, ?, ?)",
            [
                (None, None, None, None),
                (5, "x", b"\xff tag", b"What is \xff a lock?\x1fA\x00 thing"),
                (1.5, 2**62, 7, 42),
                ("g", -1, "", "half a pair \ud83d".encode("utf-8", "surrogatepass")),
            ],
        )
        connection.execute("UPDATE notes SET flds = CAST(flds AS TEXT) WHERE guid = 'g'")

    pieces = list(read_document(document(collection(fill)), topics))
    found = [(item.question, item.answer) for piece in pieces for item in piece.items]
    assert found[0] == ("What is \ufffd a lock?", "A thing")
    assert len(pieces) == 4
    for piece in pieces:
        (piece.body + json.dumps([item.as_line() for item in piece.items], ensure_ascii=False)).encode()


def test_a_value_beyond_all_reason_ends_the_reading(topics: Topics, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.parsing.formats.anki.collection.LONGEST_VALUE", 100_000)
    data = legacy([("What is a lock?", "A thing."), ("Next?", "Too."), ("x" * 200_000, "y")])
    pieces, reason = read(document(data), topics)
    assert "too big" in reason
    assert pieces


def test_bytes_on_disk_and_in_memory_are_refused_alike(topics: Topics, tmp_path: Path) -> None:
    """An offset before the beginning is another error for a file than for bytes at hand."""
    data = bytearray(package(collection_anki2=HONEST))
    at = data.rfind(b"PK\x05\x06")
    (contents,) = struct.unpack("<L", data[at + 16 : at + 20])
    data[at + 16 : at + 20] = struct.pack("<L", contents + 10)
    path = tmp_path / "deck.apkg"
    path.write_bytes(data)
    _, on_disk = read(Document("deck.apkg", len(data), lambda: path.open("rb")), topics)
    assert "cut short or broken" in on_disk
    assert "cut short or broken" in refusal(bytes(data), topics)
