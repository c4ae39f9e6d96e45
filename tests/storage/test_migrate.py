"""Schema versions: every way a migration can be interrupted or not fit."""

import asyncio
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.errors import BadConfiguration, CorruptDatabase, NewerDatabase
from bot.storage.migrate import MIGRATIONS, migrate, read_migrations, split_statements
from tests.conftest import START


def schema(path: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(path)
    try:
        rows = connection.execute("SELECT name, COALESCE(sql, '') FROM sqlite_master ORDER BY type, name").fetchall()
    finally:
        connection.close()
    return [(row[0], row[1]) for row in rows]


def versions(path: Path) -> list[int]:
    connection = sqlite3.connect(path)
    try:
        return [row[0] for row in connection.execute("SELECT version FROM schema_migrations ORDER BY version")]
    finally:
        connection.close()


def steps_up_to(number: int, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for step in read_migrations()[:number]:
        (folder / step.name).write_text(step.sql, "utf-8")
    return folder


async def test_step_by_step_gives_the_same_schema_as_all_at_once(tmp_path: Path, template: Path) -> None:
    path = tmp_path / "sobes.db"
    for number, step in enumerate(read_migrations(), 1):
        folder = steps_up_to(number, tmp_path / "migrations")
        assert await migrate(path, backups=tmp_path / "backups", now=START, folder=folder) == [step.name]
    assert schema(path) == schema(template)


async def test_the_log_survives_being_made_wider(tmp_path: Path) -> None:
    path = tmp_path / "sobes.db"
    line = (3, 1000, 7, "added", "card", 5, None, '{"key": "en-1"}')
    await migrate(path, backups=tmp_path / "backups", now=START, folder=steps_up_to(7, tmp_path / "migrations"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)", line)
    await migrate(path, backups=tmp_path / "backups", now=START)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT * FROM audit").fetchall() == [line]


async def test_t4_answers_logged_before_the_log_had_due_days_get_the_days_they_were_given(tmp_path: Path) -> None:
    path = tmp_path / "sobes.db"
    await migrate(path, backups=tmp_path / "backups", now=START, folder=steps_up_to(12, tmp_path / "migrations"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO learners VALUES (1, 'en', 'en', 'UTC', 2, 10, 0.9, NULL, 0, NULL, 1)")
        connection.execute("INSERT INTO concepts VALUES (1, 'k', NULL)")
        connection.execute("INSERT INTO memories VALUES (1, 1, 2, 5, 5, 130, NULL, 120, 0, 3, 0, 1, 3)")
        lines = [(None, None), ('{"due_day": 110}', None), ('{"due_day": 115}', 7), ('{"due_day": 118}', None)]
        for before, undone_at in lines:
            connection.execute(
                "INSERT INTO reviews (learner_id, concept_id, card_id, at, day, rating, mode, before, parameters, "
                "undone_at) VALUES (1, 1, 1, 0, 100, 3, 'self', ?, 1, ?)",
                (before, undone_at),
            )
    await migrate(path, backups=tmp_path / "backups", now=START)
    with closing(sqlite3.connect(path)) as connection:
        due = [row[0] for row in connection.execute("SELECT due_day FROM reviews ORDER BY id")]
        assert due == [110, 118, None, 130]
        assert connection.execute("SELECT rollover, held_day FROM learners").fetchall() == [(4, None)]


async def test_a_second_run_does_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sobes.db"
    assert await migrate(path, backups=tmp_path / "backups", now=START)
    assert await migrate(path, backups=tmp_path / "backups", now=START) == []
    assert not (tmp_path / "backups").exists()


async def test_a_copy_is_made_before_the_first_step_of_an_upgrade(tmp_path: Path) -> None:
    path, backups = tmp_path / "sobes.db", tmp_path / "backups"
    folder = steps_up_to(1, tmp_path / "migrations")
    await migrate(path, backups=backups, now=START, folder=folder)
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO facts VALUES ('before', 'the upgrade')")
    connection.commit()
    connection.close()
    await migrate(path, backups=backups, now=START)
    (copy,) = backups.iterdir()
    assert copy.name.startswith("sobes-before-0002-")
    assert versions(copy) == [1]
    connection = sqlite3.connect(copy)
    assert connection.execute("SELECT name FROM facts").fetchall() == [("before",)]
    connection.close()


async def test_nothing_is_changed_where_the_copy_cannot_be_made(tmp_path: Path) -> None:
    path = tmp_path / "sobes.db"
    await migrate(path, backups=tmp_path, now=START, folder=steps_up_to(1, tmp_path / "migrations"))
    (tmp_path / "backups").write_text("a file where a folder should be")
    with pytest.raises(BadConfiguration, match="BACKUP_DIR"):
        await migrate(path, backups=tmp_path / "backups", now=START)
    assert versions(path) == [1]


async def test_a_step_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "sobes.db"
    folder = steps_up_to(1, tmp_path / "migrations")
    await migrate(path, backups=tmp_path / "backups", now=START, folder=folder)
    before = schema(path)
    (folder / "0002_broken.sql").write_text("CREATE TABLE half (id INTEGER);\nINSERT INTO nowhere VALUES (1);\n")
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        await migrate(path, backups=tmp_path / "backups", now=START, folder=folder)
    assert schema(path) == before
    assert versions(path) == [1]


# Forks once for every third statement: importing anew each time, or all of them, would take most of a minute.
_KILLED = """
import asyncio, json, os, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.storage import migrate as module

folder, now = Path(sys.argv[1]), datetime(2026, 1, 1, tzinfo=UTC)
split = module.split_statements

def dying_after(statements):
    left = statements
    def splitting(sql):
        nonlocal left
        for statement in split(sql):
            if left == 0:
                os._exit(9)
            left -= 1
            yield statement
        if left == 0:
            os._exit(9)
    return splitting

killed = []
total = sum(len(list(split(step.sql))) for step in module.read_migrations())
for number in range(0, total + 1, 3):
    path = folder / f"killed-{number}.db"
    child = os.fork()
    if child == 0:
        module.split_statements = dying_after(number)
        asyncio.run(module.migrate(path, backups=folder, now=now))
        os._exit(0)
    killed.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
print(json.dumps(killed))
"""


def test_a_migration_killed_between_its_statements_is_finished_by_the_next_start(
    tmp_path: Path, template: Path
) -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", _KILLED, str(tmp_path)], check=True, capture_output=True, timeout=300, text=True
    )
    codes: list[int] = json.loads(done.stdout)
    assert len(codes) > 30
    assert set(codes) == {9}
    for number in range(0, 3 * len(codes), 3):
        path = tmp_path / f"killed-{number}.db"
        assert versions(path) in [list(range(1, count + 1)) for count in range(len(read_migrations()))], (
            "a step is there whole or not at all"
        )
        asyncio.run(migrate(path, backups=tmp_path / "backups", now=START))
        assert schema(path) == schema(template)


async def test_a_newer_database_is_refused_with_one_line_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "sobes.db"
    await migrate(path, backups=tmp_path, now=START)
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO schema_migrations VALUES (9999, '9999_from_the_future.sql', 'x', 0)")
    connection.commit()
    connection.close()
    with pytest.raises(NewerDatabase) as refused:
        await migrate(path, backups=tmp_path, now=START)
    assert "9999" in refused.value.line
    assert "\n" not in refused.value.line
    assert refused.value.exit_code == 12
    assert versions(path)[-1] == 9999


async def test_an_edited_migration_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sobes.db"
    folder = steps_up_to(2, tmp_path / "migrations")
    await migrate(path, backups=tmp_path, now=START, folder=folder)
    first = next(folder.glob("0001*"))
    first.write_text(first.read_text("utf-8") + "-- an afterthought\n", "utf-8")
    with pytest.raises(NewerDatabase, match="0001_foundation"):
        await migrate(path, backups=tmp_path, now=START, folder=folder)


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sobes.db"
    path.write_bytes(b"\x00\x01\x02 not a database" * 500)
    with pytest.raises(CorruptDatabase):
        await migrate(path, backups=tmp_path, now=START)
    assert path.read_bytes().startswith(b"\x00\x01\x02")


@pytest.mark.parametrize(
    ("names", "complaint"),
    [
        (["0001_one.sql", "0003_three.sql"], "gap"),
        (["0001_one.sql", "0001_other.sqlite.sql"], "two migrations are numbered 0001"),
        (["first.sql"], "not named"),
    ],
)
def test_misnumbered_migrations_are_a_clear_error(tmp_path: Path, names: list[str], complaint: str) -> None:
    for name in names:
        (tmp_path / name).write_text("SELECT 1;\n")
    with pytest.raises(BadConfiguration, match=complaint):
        read_migrations(tmp_path)


def test_each_engine_gets_its_own_steps(tmp_path: Path) -> None:
    for name in ("0001_both.sql", "0002_own.sqlite.sql", "0002_own.postgres.sql"):
        (tmp_path / name).write_text("SELECT 1;\n")
    assert [step.name for step in read_migrations(tmp_path, "sqlite")] == ["0001_both.sql", "0002_own.sqlite.sql"]
    assert [step.name for step in read_migrations(tmp_path, "postgres")] == ["0001_both.sql", "0002_own.postgres.sql"]


def test_statements_are_split_where_they_end() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM b; -- ;\n  DELETE FROM c;\nEND;\n"
    sql = f"-- a remark; not a statement\nCREATE TABLE a (x TEXT DEFAULT ';');\n\n{trigger}-- the end\n"
    assert [statement.strip().startswith(("--", "CREATE")) for statement in split_statements(sql)] == [True, True]
    assert list(split_statements(sql))[1].strip() == trigger.strip()


def test_no_step_ends_its_own_transaction() -> None:
    for path in MIGRATIONS.glob("*.sqlite.sql"):
        words = {statement.strip().split()[0].upper() for statement in split_statements(path.read_text("utf-8"))}
        assert not words & {"BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "VACUUM", "ATTACH"}, path.name


async def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE learners (name TEXT)")
    other.close()
    with pytest.raises(BadConfiguration, match="another program"):
        await migrate(path, backups=tmp_path, now=START)
    with sqlite3.connect(path) as other:
        assert [row[0] for row in other.execute("SELECT name FROM sqlite_master")] == ["learners"]
    other.close()
