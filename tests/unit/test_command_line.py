"""The command line as a shell sees it: what is printed where, and the exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT

TOKEN = "123456789:" + "AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
Done = subprocess.CompletedProcess[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the program runs: nothing is there yet."""
    return tmp_path


def sobes(folder: Path, *arguments: str | Path, **environment: str) -> Done:
    """Run `python -m bot` in `folder` with an environment of its own."""
    base = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-W", "error", "-m", "bot", *map(str, arguments)],
        cwd=folder,
        env=base | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def post(folder: Path, name: str = "post.txt", question: str = "Why does asyncio freeze?") -> Path:
    """A post with one complete card."""
    path = folder / name
    source = next((ROOT / "seeds" / "en").glob("labelled_*.txt"))
    path.write_text(f"{source.read_text('utf-8')}\n{question}\n", "utf-8")
    return path


def test_run_without_a_token_is_one_line_and_exit_code_2(folder: Path) -> None:
    done = sobes(folder, "run")
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("sobes: BOT_TOKEN is not set")
    assert list(folder.iterdir()) == [], "nothing is made before the settings are right"


def test_a_misspelt_variable_is_one_line_and_exit_code_2(folder: Path) -> None:
    done = sobes(folder, "migrate", BOT_TOKN=TOKEN)
    assert done.returncode == 2
    assert done.stderr == "sobes: BOT_TOKN in the environment: unknown setting, did you mean BOT_TOKEN?\n"


def test_every_wrong_setting_has_its_line_and_no_secret(folder: Path) -> None:
    (folder / ".env").write_text("BOT_TOKEN=hunter2\nHTTP_PORT=x\nBOT_TOKENN=hunter2\n", "utf-8")
    done = sobes(folder, "migrate")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 3
    assert "hunter2" not in done.stdout + done.stderr


@pytest.mark.parametrize("arguments", [(), ("fly",), ("parse",), ("backup",), ("import", "--publish")])
def test_bad_usage_is_exit_code_2(folder: Path, arguments: tuple[str, ...]) -> None:
    done = sobes(folder, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: python -m bot")


def test_parse_prints_an_object_a_line_and_needs_no_database(folder: Path) -> None:
    done = sobes(folder, "parse", post(folder))
    assert done.returncode == 0
    assert all(isinstance(json.loads(line), dict) for line in done.stdout.splitlines())
    assert "1 files read, 0 not" in done.stderr
    assert [path.name for path in folder.iterdir()] == ["post.txt"]


def test_parse_goes_on_after_a_file_that_cannot_be_read(folder: Path) -> None:
    done = sobes(folder, "parse", folder / "missing.txt", post(folder))
    assert done.returncode == 1
    assert done.stderr.splitlines()[0].endswith("missing.txt: cannot be read: No such file or directory")
    assert done.stdout != ""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_what_is_printed_is_utf_8_wherever_it_goes(folder: Path, encoding: str) -> None:
    done = sobes(folder, "parse", ROOT / "seeds" / "zh", PYTHONIOENCODING=encoding, LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 0
    assert any(json.loads(line)["lang"] == "zh" for line in done.stdout.splitlines())


def test_a_file_name_that_is_no_text_is_printed_all_the_same(folder: Path) -> None:
    post(folder).rename(os.fsdecode(os.fsencode(folder) + b"/post-\xff.txt"))
    done = sobes(folder, "parse", folder)
    assert done.returncode == 0
    assert all(json.loads(line)["source"] for line in done.stdout.splitlines())


@pytest.mark.parametrize(("posts", "reader"), [(ROOT / "seeds", "head -n 1"), ("little.txt", "true")])
def test_a_reader_that_has_seen_enough_is_no_error(folder: Path, posts: Path | str, reader: str) -> None:
    """Much is noticed while it is printed, little only at the end."""
    (folder / "little.txt").write_text("What is the GIL?\nShort answer: A lock around the interpreter.\n", "utf-8")
    done = subprocess.run(  # noqa: S603 - our own program
        ["bash", "-o", "pipefail", "-c", f"'{sys.executable}' -m bot parse '{posts}' | {reader}"],  # noqa: S607
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert len(done.stdout.splitlines()) <= 1
    assert done.returncode == 141
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_import_migrate_and_backup_work_on_one_database(folder: Path) -> None:
    migrated = sobes(folder, "migrate")
    assert migrated.returncode == 0
    assert "0001_foundation" in migrated.stderr
    assert sobes(folder, "migrate").stderr.endswith("nothing to do\n")
    imported = sobes(folder, "import", "--publish", "--report", "report.json", post(folder))
    assert imported.returncode == 0
    assert json.loads((folder / "report.json").read_text("utf-8"))[0]["file"] == "post.txt"
    again = sobes(folder, "import", "--publish", folder / "post.txt")
    assert "1 files read (1 unchanged)" in again.stderr
    copied = sobes(folder, "backup", "copy.db")
    assert copied.returncode == 0
    assert (folder / "copy.db").stat().st_size > 0
    refused = sobes(folder, "backup", "copy.db")
    assert (refused.returncode, refused.stderr) == (2, "sobes: copy.db exists already\n")
    nowhere = sobes(folder, "backup", "missing/copy.db")
    assert (nowhere.returncode, nowhere.stderr) == (2, "sobes: there is no folder missing\n")
    assert not (folder / "missing").exists()


def test_backup_without_a_database_is_one_line(folder: Path) -> None:
    done = sobes(folder, "backup", "copy.db")
    assert (done.returncode, done.stderr) == (2, "sobes: there is no database at data/sobes.db\n")


def test_a_database_that_is_none_is_one_line_and_stays_as_it_is(folder: Path) -> None:
    (folder / "letter.db").write_text("Dear diary, this is no database. " * 50, "utf-8")
    before = (folder / "letter.db").read_bytes()
    done = sobes(folder, "migrate", DATABASE_URL="sqlite:///letter.db")
    assert done.returncode == 65
    assert len(done.stderr.splitlines()) == 1
    assert (folder / "letter.db").read_bytes() == before


def test_a_place_where_nothing_can_be_stored_is_one_line(folder: Path) -> None:
    (folder / "file").write_text("", "utf-8")
    done = sobes(folder, "import", post(folder), DATABASE_URL="sqlite:///file/sobes.db")
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("sobes: DATABASE_URL: file/sobes.db cannot be used")


def test_a_report_that_cannot_be_written_is_one_line(folder: Path) -> None:
    done = sobes(folder, "import", "--report", "missing/report.json", post(folder))
    assert done.returncode != 0
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("content", [b"", b"no database at all, whatever its name says" * 50])
def test_a_backup_that_cannot_be_made_is_one_line_and_leaves_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "sobes.db").write_bytes(content)
    target = tmp_path / "there" / "copy.db"
    if content:
        target.parent.mkdir()
    else:
        target.parent.write_text("a file where a folder should be")
    done = sobes(tmp_path, "backup", target, DATABASE_URL=f"sqlite:///{tmp_path / 'sobes.db'}")
    assert (done.returncode, done.stderr.count("\n")) == (65 if content else 2, 1)
    assert not list(tmp_path.rglob("*.part"))
