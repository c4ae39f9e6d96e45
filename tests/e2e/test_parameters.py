"""The night of a learner with enough answers, beside a bot that goes on answering: rules O2 and O4."""

import asyncio
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.ids import LearnerId
from bot.playground.person import Person
from bot.storage.opening import open_database
from tests.conftest import World, card
from tests.e2e.drilling import answer
from tests.forgetful import DAY_MS, STEEP, lived
from tests.reviewed import needs_package, store_log


async def until_night(world: World, answers: int) -> Person:
    """Alice, who has given so many answers, asleep; the bot is not started."""
    alice = world.person("Alice", "en")
    log = lived(STEEP, answers)
    settings = world.settings
    await world.publish(card(1))
    async with open_database(settings.database_path, backups=settings.backup_dir, now=world.clock()) as db:
        await store_log(db, LearnerId(alice.id), log)
    world.clock.now = datetime.fromtimestamp((log[-1].day + 1) * DAY_MS / 1000, UTC) + timedelta(hours=4.5)
    return alice


async def rows_of(world: World, sql: str) -> list[dict[str, Any]]:
    """Rows, as soon as there are any."""
    async with asyncio.timeout(20):
        while not (rows := world.rows(sql)):  # noqa: ASYNC110 - another connection writes them
            await asyncio.sleep(0.02)
    return rows


@needs_package
async def test_O4_a_night_later_settings_say_so_and_the_next_answer_is_counted_by_it(world: World) -> None:
    alice = await until_night(world, 1_500)
    await world.start()
    (row,) = await rows_of(world, "SELECT state FROM parameters")
    assert row["state"] == "current"
    await alice.send("/settings")
    assert "Intervals: by a model of memory fitted to your answers" in alice.screen.text
    await alice.send("/quiz")
    await answer(alice)
    assert world.rows("SELECT parameters FROM reviews ORDER BY id DESC LIMIT 1") == [{"parameters": 2}]
    await world.restart()
    assert len(world.rows("SELECT state FROM parameters")) == 1, "not twice"


async def test_O2_the_bot_answers_while_a_fit_goes_on_and_ends_it_when_it_stops(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice = await until_night(world, 400)
    endless = tmp_path / "endless"
    endless.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nmv {tmp_path}/pid {tmp_path}/running\nexec sleep 60\n")
    endless.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(endless))
    monkeypatch.setattr("bot.jobs.fitting.is_installed", lambda: True)
    await world.start()
    while not (tmp_path / "running").exists():  # noqa: ASYNC110 - another process makes it
        await asyncio.sleep(0.01)
    await alice.send("/settings")
    assert "Intervals: by the usual model of memory" in alice.screen.text
    await world.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "running").read_text()), 0)
    assert world.rows("SELECT * FROM parameters") == []
