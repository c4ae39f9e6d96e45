"""`python -m bot import`: folders, faults, reports, and a database that is new or in use."""

import json
import os
import pty
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import ROOT
from bot.storage.lock import only_writer
from tests.services.test_importing import ARTICLE, KEY, post

Command = Callable[..., int]


@pytest.fixture
def command(tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """`python -m bot import` over a database in tmp_path."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'sobes.db'}")
    monkeypatch.setenv("BACKUP_DIR", str(tmp_path / "backups"))
    (tmp_path / "sobes.db").write_bytes(template.read_bytes())
    return lambda *arguments: main(["import", *map(str, arguments)])


def dump(folder: Path) -> str:
    with sqlite3.connect(folder / "sobes.db") as connection:
        return "\n".join(connection.iterdump())


def folder_of_posts(tmp_path: Path) -> Path:
    folder = tmp_path / "posts"
    folder.mkdir()
    (folder / "one.txt").write_text(post(), "utf-8")
    (folder / "article.txt").write_text(ARTICLE.read_text("utf-8"), "utf-8")
    return folder


def test_importing_a_folder_twice_changes_nothing_the_second_time(
    tmp_path: Path, command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of_posts(tmp_path)
    assert command("--publish", folder) == 0
    assert "2 files read (0 unchanged), 0 not; 1 cards published, 0 updated, 7 drafts queued" in capsys.readouterr().err
    before = dump(tmp_path)
    assert command("--publish", folder) == 0
    assert command(folder) == 0
    assert dump(tmp_path) == before
    out, err = capsys.readouterr()
    assert out == ""
    again = "2 files read (2 unchanged), 0 not; 0 cards published, 0 updated, 0 drafts queued, 0 known already, "
    assert err.splitlines() == [f"{again}0 pieces dropped"] * 2


def test_files_that_cannot_be_read_touch_nothing_and_the_others_are_stored(
    tmp_path: Path, command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of_posts(tmp_path)
    (folder / "broken.txt").write_bytes(b"\x7fELF\x00")
    (folder / "empty.txt").touch()
    assert command("--publish", "--report", "report.json", folder) == 1
    *complaints, summary = capsys.readouterr().err.splitlines()
    assert complaints == [
        f"sobes: {folder}/broken.txt: not a text: it holds NUL bytes",
        f"sobes: {folder}/empty.txt: the file is empty",
    ]
    assert summary.startswith("2 files read (0 unchanged), 2 not; 1 cards published")
    report = {entry["file"]: entry for entry in json.loads(Path("report.json").read_text("utf-8"))}
    assert report["posts/one.txt"] == {"file": "posts/one.txt", "unchanged": False, "published": 1}
    assert report[f"{folder}/empty.txt"] == {"file": f"{folder}/empty.txt", "fault": "the file is empty"}
    assert len(report) == 4


def test_an_import_of_nothing_but_faults_leaves_the_database_as_it_was(tmp_path: Path, command: Command) -> None:
    folder = folder_of_posts(tmp_path)
    command("--publish", folder)
    before = dump(tmp_path)
    (folder / "one.txt").write_bytes(b"\x00")
    (folder / "article.txt").unlink()
    assert command("--publish", folder, "missing.txt") == 1
    assert dump(tmp_path) == before


def test_a_report_that_cannot_be_written_stops_the_import_before_it_begins(
    tmp_path: Path, command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    before = dump(tmp_path)
    assert command("--publish", "--report", tmp_path / "no" / "report.json", folder_of_posts(tmp_path)) == 2
    assert capsys.readouterr().err == (
        f"sobes: --report: {tmp_path}/no/report.json cannot be written: No such file or directory\n"
    )
    assert dump(tmp_path) == before


def test_a_database_in_use_is_refused(tmp_path: Path, command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    before = dump(tmp_path)
    with only_writer(tmp_path / "sobes.db", "Stop it first."):
        assert command("--publish", folder_of_posts(tmp_path)) == 11
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"sobes: another Sobes process is using {tmp_path}/sobes.db. Stop it first")
    assert dump(tmp_path) == before


def test_a_new_database_is_made_where_there_is_none(tmp_path: Path, command: Command) -> None:
    (tmp_path / "sobes.db").unlink()
    assert command("--publish", folder_of_posts(tmp_path)) == 0
    assert KEY in dump(tmp_path)


def test_a_bar_is_drawn_on_a_terminal_only(tmp_path: Path, command: Command) -> None:
    folder = folder_of_posts(tmp_path)
    import_it = [sys.executable, "-m", "bot", "import", str(folder)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    ours, terminal = pty.openpty()
    try:
        subprocess.run(import_it, env=environment, stderr=terminal, timeout=60, check=True)  # noqa: S603 - our own
        seen = os.read(ours, 65_536).decode()
    finally:
        os.close(ours)
        os.close(terminal)
    assert f"\rimporting [{'#' * 15}{' ' * 15}]  50 %\r" in seen
    assert f"\rimporting [{'#' * 30}] 100 %\r\n2 files read" in seen
    quiet = subprocess.run(import_it, env=environment, capture_output=True, timeout=60, check=True)  # noqa: S603 - our own
    assert b"\r" not in quiet.stderr
    assert b"#" not in quiet.stderr
    assert quiet.stdout == b""
