"""`python -m bot optimize`: what it prints and stores, and its exit codes."""

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.domain.fitting import Answered
from bot.domain.ids import LearnerId
from bot.domain.memory import DEFAULT_PARAMETERS
from bot.jobs import fitting
from bot.storage.lock import only_writer
from bot.storage.sqlite import open_sqlite
from tests.forgetful import FLAT, STEEP, lived
from tests.reviewed import needs_package, store_log

ALICE, BOB, CAROL = LearnerId(101), LearnerId(102), LearnerId(103)


@pytest.fixture
def database(tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Of a program that runs in an empty folder."""
    path = tmp_path / "sobes.db"
    path.write_bytes(template.read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    return path


async def answer(database: Path, *logs: tuple[LearnerId, Sequence[Answered]]) -> None:
    db = await open_sqlite(database)
    for learner_id, log in logs:
        await store_log(db, learner_id, log)
    await db.close()


@needs_package
async def test_it_tells_what_became_of_each_learner(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    await answer(
        database,
        (ALICE, lived(STEEP, 1_500)),
        (BOB, lived(DEFAULT_PARAMETERS, 700)),
        (CAROL, lived(FLAT, 399)),
    )
    await run_in_thread(0)
    head, alice, bob = capsys.readouterr().out.splitlines()
    assert head.split()[:3] == ["learner", "answers", "foretold"]
    assert alice.split()[:2] == ["101", "1500"]
    assert alice.endswith("new parameters are used from now on")
    assert bob.split()[:2] == ["102", "700"]
    assert bob.endswith("no better on answers held back: the old ones stay")

    await run_in_thread(0)
    done = capsys.readouterr()
    assert done.out.splitlines()[1:] == [line for line in done.out.splitlines()[1:] if line.split()[0] == "101"], (
        "only the set in use is looked at again"
    )


async def run_in_thread(code: int) -> None:
    """The command in a thread of its own: it starts a loop of its own."""
    assert await asyncio.to_thread(main, ["optimize"]) == code


@needs_package
def test_with_nothing_to_do_it_says_so(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["optimize"]) == 0
    assert capsys.readouterr().err == ("nobody has 400 answers and new ones since the last attempt: nothing to do\n")


def test_O2_without_the_package_it_says_what_to_install(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fitting, "PACKAGE", "no_such_package")
    assert main(["optimize"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line == f"sobes: {fitting.MISSING}"
    assert "requirements/optimize.txt" in line


@needs_package
def test_while_the_bot_runs_it_refuses_and_says_what_the_bot_does(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with only_writer(database, "never said"):
        assert main(["optimize"]) == 11
    (line,) = capsys.readouterr().err.splitlines()
    assert "Stop it first, or leave it running: it fits the parameters of each learner by itself" in line


async def test_O2_a_fit_that_fails_leaves_the_rest_and_is_exit_code_1(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    await answer(database, (ALICE, lived(STEEP, 400)), (BOB, lived(STEEP, 400)))
    monkeypatch.setattr(fitting, "find_spec", lambda _: True)
    broken = tmp_path / "program"
    broken.write_text("#!/bin/sh\nkill -9 $$\n", "utf-8")
    broken.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(broken))
    await run_in_thread(1)
    rows = capsys.readouterr().out.splitlines()[1:]
    assert [row.split()[0] for row in rows] == ["101", "102"]
    assert all(row.endswith("the fit failed, the old ones stay: exit code -9") for row in rows)
