"""Nothing about a person is forgotten by /export, /forget and /privacy."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.ids import LearnerId
from bot.storage import personal_data
from bot.storage.database import Transaction
from bot.storage.personal_data import ANONYMISED, AUTHORED, IMPERSONAL, PERSONAL
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import World, card

NAMES_A_PERSON = {"learner_id", "person_id", "chat_id", "user_id", "owner", "claimed_by"}
PRIVATE_ROWS = {("cards", "owner"), ("drafts", "claimed_by"), ("posts", "owner")}
"""Columns that name a person in a table of everybody; `erase` knows of them."""

ALICE = LearnerId(7_001_001)
BOB = LearnerId(7_002_002)


@pytest.fixture
def schema(template: Path) -> Iterator[dict[str, list[str]]]:
    """Tables and their columns, without those that SQLite keeps for itself."""
    with closing(sqlite3.connect(template)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        own = [name for name in tables if not name.startswith(("sqlite_", "card_words_"))]
        yield {name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")] for name in own}


def test_every_table_is_known_as_personal_or_not(schema: dict[str, list[str]]) -> None:
    assert sorted([*PERSONAL, *ANONYMISED, *AUTHORED, *IMPERSONAL]) == sorted(schema)


def test_every_personal_table_has_the_column_that_names_the_person(schema: dict[str, list[str]]) -> None:
    named = PERSONAL | AUTHORED
    assert {table: column for table, column in named.items() if column not in schema[table]} == {}


def test_no_other_table_names_a_person(schema: dict[str, list[str]]) -> None:
    named = {(table, column) for table in IMPERSONAL for column in schema[table] if column in NAMES_A_PERSON}
    assert named == PRIVATE_ROWS


def insert(connection: sqlite3.Connection, table: str, text: str, **values: object) -> None:
    """A row with what the table insists on, made up; references lead to the rows numbered 1."""
    for _, column, kind, not_null, default, key in connection.execute(f"PRAGMA table_info({table})"):
        if column not in values and ((not_null and default is None) or (key and column != "id")):
            values[column] = text if kind == "TEXT" else 1
    marks = ", ".join("?" * len(values))
    sql = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"  # noqa: S608 - names of the schema
    connection.execute(sql, list(values.values()))


@pytest.fixture
def two_people(db: SqliteDatabase) -> SqliteDatabase:
    """A public card; for Alice and for Bob a row in every personal table and a private card."""
    with closing(sqlite3.connect(db.path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for table in ("concepts", "posts", "cards"):
            insert(connection, table, "public")
        for number, (person, other) in enumerate(((ALICE, BOB), (BOB, ALICE))):
            numbered: dict[str, dict[str, object]] = {
                "card_revisions": {"revision": number},
                "chats": {"chat_id": number},
                "chat_files": {"chat_import_id": number + 1},
            }
            for table, column in (PERSONAL | AUTHORED).items():
                text = f"made by {number}" if table in AUTHORED else str(person)
                insert(connection, table, text, **{column: person}, **numbered.get(table, {}))
            insert(connection, "cards", str(person), owner=person)
            insert(connection, "posts", str(person), owner=person)
            connection.execute("UPDATE staff SET invited_by = ? WHERE person_id = ?", (other, person))
            insert(connection, "audit", "word", actor_id=person, subject_kind="person", subject_id=other)
            insert(connection, "drafts", f"held by {'Alice' if person == ALICE else 'Bob'}", claimed_by=person)
        connection.commit()
    return db


def traces(path: Path, word: object) -> list[str]:
    """Tables with a row in which the word, such as a person's id, stands anywhere."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [
            table
            for table in tables
            if any(str(word) in str(row) for row in connection.execute(f"SELECT * FROM {table}"))  # noqa: S608
        ]


async def test_forget_leaves_no_trace_of_a_person_and_all_of_others(two_people: SqliteDatabase) -> None:
    before = traces(two_people.path, BOB)
    assert (
        sorted(traces(two_people.path, ALICE))
        == sorted([*PERSONAL, *ANONYMISED, *AUTHORED, "cards", "drafts", "posts"])
        == sorted(before)
    )

    async def unit(tx: Transaction) -> None:
        await personal_data.erase(tx, ALICE)

    await two_people.write(unit)
    assert traces(two_people.path, ALICE) == []
    assert traces(two_people.path, BOB) == before


async def test_an_export_holds_every_personal_table_and_nobody_else(two_people: SqliteDatabase) -> None:
    exported = await personal_data.gather(two_people, ALICE)
    assert [table for table in (PERSONAL | AUTHORED) if len(exported[table]) != 1] == []
    assert [len(exported[table]) for table in ANONYMISED] == [2], "what she did, and what was done to her"
    assert len(exported["drafts_claimed"]) == 1
    assert str(BOB) not in str(exported)


async def test_neither_names_nor_messages_are_kept(world: World) -> None:
    """As /privacy says: what was written is there only until it is handled."""
    await world.publish(card(1))
    await world.start()
    somebody = world.person("Xanthippe", "en")
    await somebody.send("/start")
    await somebody.press("Show answer")
    await somebody.send("/search ephemeral")
    await somebody.send("Something that I tell nobody else")
    path = world.settings.database_path
    assert "learners" in traces(path, somebody.id)
    assert {word: traces(path, word) for word in ("anthippe", "ephemeral", "Something that")} == {
        "anthippe": [],
        "ephemeral": [],
        "Something that": [],
    }
