"""`python -m bot playground` as a process of its own, spoken to by another program."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.cli.running import PLAYGROUND_TOKEN
from tests.browser.program import Program


@pytest.fixture
async def program(tmp_path: Path, flags: tuple[str, ...]) -> AsyncIterator[Program]:
    """It runs."""
    program = Program(tmp_path, "playground", *flags)
    await program.start()
    yield program
    await program.stop()


@pytest.mark.parametrize(("flags", "refused"), [((), True), (("--no-limits",), False)])
async def test_limits_over_time_hold_unless_taken_off(program: Program, refused: bool) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{program.url}/page/events") as events:
            state = await events.content.readuntil(b'"role":')
        learner = int(state.partition(b'"people":[{"id":')[2].partition(b",")[0])
        opened = {"person": learner, "chat": learner, "text": "hello"}
        assert (await session.post(f"{program.url}/page/do/send", json=opened)).ok
        statuses = []
        for number in range(12):
            message = {"chat_id": learner, "text": f"Message {number}"}
            async with session.post(f"{program.url}/bot{PLAYGROUND_TOKEN}/sendMessage", json=message) as answer:
                statuses.append(answer.status)
    assert (429 in statuses) is refused
