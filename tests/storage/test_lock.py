"""One process owns a database file."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import aiosqlite
import pytest

from bot.domain.errors import BadConfiguration, SecondInstance
from bot.storage.lock import only_writer
from bot.storage.opening import open_database
from tests.conftest import START

_HOLDING = """
import sys, time
from pathlib import Path
from bot.storage.lock import only_writer

with only_writer(Path(sys.argv[1]), ""):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_owner_is_refused_and_told_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "sobes.db"
    with only_writer(path, "first"), pytest.raises(SecondInstance) as refused, only_writer(path, "Use /add."):
        pass
    assert refused.value.exit_code == 11
    assert str(path) in refused.value.line
    assert refused.value.line.endswith("Use /add.")


def test_the_lock_is_free_again_after_its_block(tmp_path: Path) -> None:
    for _ in range(3):
        with only_writer(tmp_path / "sobes.db", ""):
            pass


def test_other_databases_in_the_folder_are_free(tmp_path: Path) -> None:
    with only_writer(tmp_path / "one.db", ""), only_writer(tmp_path / "two.db", ""):
        pass


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    path = tmp_path / "sobes.db"
    command = [sys.executable, "-c", _HOLDING, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:  # noqa: S603 - our own program
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(SecondInstance), only_writer(path, ""):
            pass
        holder.kill()
    with only_writer(path, ""):
        pass


def test_a_folder_that_cannot_be_made_is_a_wrong_setting(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where a folder should be")
    with pytest.raises(BadConfiguration, match="DATABASE_URL"), only_writer(tmp_path / "data" / "sobes.db", ""):
        pass


async def test_an_open_database_holds_the_lock_until_it_is_closed(tmp_path: Path) -> None:
    path, backups = tmp_path / "sobes.db", tmp_path / "backups"
    async with open_database(path, backups=backups, now=START):
        with pytest.raises(SecondInstance):
            async with open_database(path, backups=backups, now=START):
                pass
    async with open_database(path, backups=backups, now=START) as again:
        assert await again.one("SELECT COUNT(*) AS n FROM cards") is not None


async def test_the_file_is_looked_through_once_before_it_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = []
    original = aiosqlite.Connection.execute_fetchall

    def noting(self: aiosqlite.Connection, sql: str, *values: Any) -> Any:
        checks.extend([sql] if "quick_check" in sql else [])
        return original(self, sql, *values)

    monkeypatch.setattr(aiosqlite.Connection, "execute_fetchall", noting)
    async with open_database(tmp_path / "sobes.db", backups=tmp_path / "backups", now=START):
        assert len(checks) == 1
