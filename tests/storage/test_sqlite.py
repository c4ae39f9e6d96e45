"""The SQLite engine: what a unit of work may rely on."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.domain.errors import BadConfiguration, CorruptDatabase, SecondInstance
from bot.storage import facts
from bot.storage import sqlite as engine
from bot.storage.database import Transaction, Unavailable
from bot.storage.migrate import migrate
from bot.storage.sqlite import SqliteDatabase, copy_sqlite, open_sqlite
from tests.conftest import START

Unit = Callable[[Transaction], Awaitable[str]]


def putting(name: str, value: str = "yes") -> Unit:
    async def unit(tx: Transaction) -> str:
        await facts.put(tx, name, value)
        return name

    return unit


def failing(name: str, error: BaseException) -> Unit:
    async def unit(tx: Transaction) -> str:
        await facts.put(tx, name, "never")
        raise error

    return unit


async def names(db: SqliteDatabase) -> set[str]:
    return {row["name"] for row in await db.all("SELECT name FROM facts")}


@pytest.fixture
async def commits(db: SqliteDatabase) -> AsyncIterator[list[str]]:
    """The COMMIT statements that reached the writer."""
    seen: list[str] = []

    def watch(statement: str) -> None:
        if statement == "COMMIT":
            seen.append(statement)

    await db._writer.set_trace_callback(watch)
    yield seen
    await db._writer.set_trace_callback(None)  # type: ignore[arg-type]  # the stubs forget that None turns it off


async def test_units_that_wait_together_share_one_commit(db: SqliteDatabase, commits: list[str]) -> None:
    results = await asyncio.gather(*(db.write(putting(f"fact-{number}")) for number in range(20)))
    assert results == [f"fact-{number}" for number in range(20)]
    assert await names(db) == set(results)
    assert len(commits) == 1


async def test_no_more_units_than_the_limit_share_a_commit(
    db: SqliteDatabase, commits: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "UNITS_A_COMMIT", 8)
    await asyncio.gather(*(db.write(putting(f"fact-{number}")) for number in range(20)))
    assert len(await names(db)) == 20
    assert len(commits) == 3


async def test_a_failing_unit_undoes_itself_alone(db: SqliteDatabase, commits: list[str]) -> None:
    good, bad, late = await asyncio.gather(
        db.write(putting("first")),
        db.write(failing("bad", LookupError("a bug"))),
        db.write(putting("last")),
        return_exceptions=True,
    )
    assert (good, late) == ("first", "last")
    assert isinstance(bad, LookupError)
    assert await names(db) == {"first", "last"}
    assert len(commits) == 1


async def test_a_constraint_that_fails_undoes_its_unit_alone(db: SqliteDatabase) -> None:
    async def twice(tx: Transaction) -> str:
        await tx.run("INSERT INTO facts VALUES ('one', 'a')")
        await tx.run("INSERT INTO facts VALUES ('one', 'b')")
        return "never"

    first, last = await asyncio.gather(db.write(twice), db.write(putting("other")), return_exceptions=True)
    assert isinstance(first, sqlite3.IntegrityError)
    assert last == "other"
    assert await names(db) == {"other"}


async def test_a_unit_sees_what_the_unit_before_it_wrote(db: SqliteDatabase) -> None:
    async def more(tx: Transaction) -> str:
        row = await tx.one("SELECT value FROM facts WHERE name = 'count'")
        value = str(int(row["value"]) + 1 if row else 1)
        await facts.put(tx, "count", value)
        return value

    assert await asyncio.gather(*(db.write(more) for _ in range(10))) == [str(number) for number in range(1, 11)]


async def test_nobody_hears_of_a_commit_that_failed(db: SqliteDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    execute = db._writer.execute

    async def refuse(sql: str, *values: object) -> object:
        if sql == "COMMIT":
            raise sqlite3.OperationalError("disk I/O error")
        return await execute(sql, *values)

    monkeypatch.setattr(db._writer, "execute", refuse)
    results = await asyncio.gather(
        db.write(putting("first")),
        db.write(failing("bad", LookupError())),
        db.write(putting("last")),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [Unavailable, LookupError, Unavailable]
    monkeypatch.undo()
    assert await names(db) == set()
    assert await db.write(putting("later")) == "later"


async def test_a_begin_that_fails_reaches_its_caller_and_the_writer_goes_on(
    db: SqliteDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    await db._writer.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(db.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="locked"):
        await db.write(putting("too-early"))
    other.execute("ROLLBACK")
    other.close()
    assert await db.write(putting("later")) == "later"
    assert await names(db) == {"later"}


async def test_a_full_disk_is_told_and_gets_over(db: SqliteDatabase) -> None:
    pages = await db.one("PRAGMA page_count")
    assert pages is not None
    await db._writer.execute(f"PRAGMA max_page_count = {pages['page_count'] + 1}")
    with pytest.raises(Unavailable, match="full"):
        await db.write(putting("big", "x" * 100_000))
    await db._writer.execute("PRAGMA max_page_count = 1000000")
    assert await db.write(putting("big", "x" * 100_000)) == "big"


async def test_a_savepoint_that_fails_leaves_nobody_waiting(
    db: SqliteDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    execute = db._writer.execute
    savepoints = 0

    async def refuse(sql: str, *values: object) -> object:
        nonlocal savepoints
        savepoints += sql == "SAVEPOINT unit"
        if sql == "SAVEPOINT unit" and savepoints == 2:
            raise sqlite3.OperationalError("out of memory")
        return await execute(sql, *values)

    monkeypatch.setattr(db._writer, "execute", refuse)
    async with asyncio.timeout(5):
        results = await asyncio.gather(
            *(db.write(putting(f"fact-{number}")) for number in range(3)), return_exceptions=True
        )
    assert [type(result) for result in results] == [Unavailable, Unavailable, str]
    assert await names(db) == {"fact-2"}


async def test_a_cancelled_caller_takes_back_a_unit_that_has_not_begun(db: SqliteDatabase) -> None:
    gate = asyncio.Event()

    async def slow(tx: Transaction) -> str:
        await gate.wait()
        return "slow"

    async with asyncio.TaskGroup() as group:
        first = group.create_task(db.write(slow))
        second = group.create_task(db.write(putting("unwanted")))
        await asyncio.sleep(0)
        second.cancel()
        third = group.create_task(db.write(putting("wanted")))
        await asyncio.sleep(0)
        gate.set()
    assert first.result() == "slow"
    assert third.result() == "wanted"
    assert await names(db) == {"wanted"}


async def test_a_caller_cancelled_in_the_middle_harms_no_other(db: SqliteDatabase) -> None:
    begun, gate = asyncio.Event(), asyncio.Event()

    async def slow(tx: Transaction) -> str:
        begun.set()
        await gate.wait()
        await facts.put(tx, "slow", "yes")
        return "slow"

    async with asyncio.TaskGroup() as group:
        first = group.create_task(db.write(slow))
        await begun.wait()
        first.cancel()
        second = group.create_task(db.write(putting("second")))
        gate.set()
    assert second.result() == "second"
    assert await names(db) == {"slow", "second"}


async def test_a_unit_whose_own_wait_was_cancelled_does_not_end_the_writer(db: SqliteDatabase) -> None:
    with pytest.raises(asyncio.CancelledError):
        await db.write(failing("cancelled", asyncio.CancelledError()))
    async with asyncio.timeout(5):
        assert await db.write(putting("later")) == "later"
    assert await names(db) == {"later"}


async def test_readers_see_only_what_is_committed_and_are_never_held_up(db: SqliteDatabase) -> None:
    wrote, gate = asyncio.Event(), asyncio.Event()

    async def slow(tx: Transaction) -> str:
        await facts.put(tx, "slow", "yes")
        wrote.set()
        # Not the database: a unit that waits for something else must not hold up those who read.
        await gate.wait()
        return "slow"

    async with asyncio.TaskGroup() as group:
        writing = group.create_task(db.write(slow))
        await wrote.wait()
        async with asyncio.timeout(5):
            seen = await asyncio.gather(*(names(db) for _ in range(10)))
        assert seen == [set()] * 10
        gate.set()
    assert writing.result() == "slow"
    assert await names(db) == {"slow"}


async def test_a_unit_may_read_through_the_database_but_not_write(db: SqliteDatabase) -> None:
    async def nested(tx: Transaction) -> str:
        await facts.put(tx, "outer", "yes")
        assert await names(db) == set()
        return await db.write(putting("inner"))

    async with asyncio.timeout(5):
        with pytest.raises(RuntimeError, match="wait for itself"):
            await db.write(nested)
    assert await names(db) == set()


async def test_readers_cannot_write(db: SqliteDatabase) -> None:
    with pytest.raises(Unavailable, match="readonly"):
        await db.all("INSERT INTO facts VALUES ('sneaked', 'in')")
    assert await names(db) == set()


async def test_what_a_write_returned_is_on_disk(db: SqliteDatabase) -> None:
    settings = await db._writer.execute_fetchall("PRAGMA synchronous")
    assert [row[0] for row in settings] == [2], "FULL: with less, a power cut takes what people saw confirmed"
    await db.write(putting("durable"))
    # What a killed process leaves is the files as they are now.
    files = [db.path, db.path.with_name(db.path.name + "-wal")]
    folder = db.path.parent / "after-the-kill"
    folder.mkdir()
    for file in files:
        (folder / file.name).write_bytes(file.read_bytes())
    copy = sqlite3.connect(folder / db.path.name)
    assert copy.execute("SELECT name FROM facts").fetchall() == [("durable",)]
    assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    copy.close()


async def test_closing_finishes_what_waits_and_refuses_what_comes_after(tmp_path: Path, template: Path) -> None:
    path = tmp_path / "sobes.db"
    path.write_bytes(template.read_bytes())
    db = await open_sqlite(path)
    async with asyncio.TaskGroup() as group:
        waiting = [group.create_task(db.write(putting(f"fact-{number}"))) for number in range(5)]
        await asyncio.sleep(0)
        closing = group.create_task(db.close())
        await asyncio.sleep(0)
        with pytest.raises(RuntimeError, match="closed"):
            await db.write(putting("too-late"))
    assert [task.result() for task in waiting] == [f"fact-{number}" for number in range(5)]
    assert closing.done()
    assert not path.with_name("sobes.db-wal").exists()
    again = await open_sqlite(path)
    assert await names(again) == {f"fact-{number}" for number in range(5)}
    await again.close()


async def test_closing_ends_even_where_the_last_commit_fails(
    tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sobes.db"
    path.write_bytes(template.read_bytes())
    db = await open_sqlite(path)
    execute = db._writer.execute

    async def refuse(sql: str, *values: object) -> object:
        if sql == "COMMIT":
            raise sqlite3.OperationalError("disk I/O error")
        return await execute(sql, *values)

    monkeypatch.setattr(db._writer, "execute", refuse)
    async with asyncio.timeout(5):
        results = await asyncio.gather(db.write(putting("lost")), db.close(), return_exceptions=True)
    assert [type(result) for result in results] == [Unavailable, type(None)]


async def test_a_copy_of_a_database_in_use_is_whole(db: SqliteDatabase, tmp_path: Path) -> None:
    await db.write(putting("kept"))
    target = tmp_path / "copies" / "copy.db"
    await db.backup(target)
    copy = sqlite3.connect(target)
    assert copy.execute("SELECT name FROM facts").fetchall() == [("kept",)]
    copy.close()
    assert [file.name for file in target.parent.iterdir()] == ["copy.db"]


def test_a_copy_begun_before_is_made_anew(tmp_path: Path, template: Path) -> None:
    (tmp_path / "copy.db.part").write_text("half of a copy")
    copy_sqlite(template, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db.part").exists()
    assert (tmp_path / "copy.db").read_bytes().startswith(b"SQLite format 3")


async def test_a_file_that_is_no_database_is_refused_with_one_line(tmp_path: Path) -> None:
    path = tmp_path / "sobes.db"
    path.write_bytes(b"this is a shopping list\n" * 400)
    with pytest.raises(CorruptDatabase) as refused:
        await open_sqlite(path)
    assert str(path) in refused.value.line
    assert "\n" not in refused.value.line
    assert refused.value.exit_code == 65


async def test_a_damaged_database_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    path = tmp_path / "sobes.db"
    await migrate(path, backups=tmp_path, now=START)
    damaged = bytearray(path.read_bytes())
    damaged[4096 * 3 : 4096 * 4] = b"\xff" * 4096
    path.write_bytes(damaged)
    with pytest.raises(CorruptDatabase):
        await open_sqlite(path)
    assert path.read_bytes() == bytes(damaged)


async def test_damage_that_shows_while_running_is_fatal(db: SqliteDatabase) -> None:
    await db._writer.execute("PRAGMA writable_schema = ON")
    await db._writer.execute("PRAGMA trusted_schema = ON")
    await db._writer.execute("UPDATE sqlite_master SET rootpage = 99999 WHERE name = 'facts'")
    await db._writer.execute("PRAGMA writable_schema = RESET")
    with pytest.raises(CorruptDatabase):
        await db.write(putting("lost"))


async def test_a_path_that_cannot_be_opened_is_a_wrong_setting(tmp_path: Path) -> None:
    (tmp_path / "sobes.db").mkdir()
    with pytest.raises(BadConfiguration, match="DATABASE_URL"):
        await open_sqlite(tmp_path / "sobes.db")


async def test_a_file_that_another_program_holds_is_named(
    tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 10)
    path = tmp_path / "sobes.db"
    path.write_bytes(template.read_bytes())
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(SecondInstance, match="locked"):
        await open_sqlite(path)
    other.close()


async def test_a_unit_that_fails_with_nobody_beside_it_leaves_nothing(db: SqliteDatabase, commits: list[str]) -> None:
    with pytest.raises(LookupError):
        await db.write(failing("bad", LookupError("a bug")))
    assert commits == []
    assert await db.write(putting("next")) == "next"
    assert await names(db) == {"next"}


async def test_a_unit_that_hides_the_end_of_its_transaction_is_not_believed(db: SqliteDatabase) -> None:
    async def hiding(tx: Transaction) -> str:
        await facts.put(tx, "lost", "yes")
        await tx.run("ROLLBACK")
        return "stored"

    with pytest.raises(Unavailable):
        await db.write(hiding)
    assert await db.write(putting("next")) == "next"
    assert await names(db) == {"next"}
