"""The program as an operator runs it: its exit codes, its last line, and what a kill leaves behind."""

import asyncio
import os
import random
import shutil
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from bot.playground.server import BotApiServer
from bot.playground.updates import Webhook
from tests import prove_kills, prove_schedule
from tests.conftest import TOKEN, free_port
from tests.nursery import ROOT, Child, Nursery, nursery


@dataclass
class Machine:
    """A folder, a Telegram, and a way to start the program there."""

    folder: Path
    server: BotApiServer
    nest: Nursery

    def run(self, command: str = "run", **changed: str) -> Child:
        environment = {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": self.server.url,
            "DATABASE_URL": f"sqlite:///{self.folder / 'sobes.db'}",
            "BACKUP_DIR": str(self.folder / "backups"),
            "HTTP_PORT": "0",
        }
        return self.nest.start(self.folder, environment | changed, command)

    async def polling(self, child: Child) -> None:
        try:
            await self.server.wait_for(lambda: self.server.telegram.updates.poller is not None, 20)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{child.output.read_text()}{child.errors.read_text()}") from None

    async def ended(self, child: Child) -> tuple[int, str]:
        """The exit code and what stood on stderr, which never is a traceback."""
        code = await self.nest.end_of(child)
        said = child.errors.read_text()
        assert "Traceback" not in said + child.output.read_text()
        return code, said

    async def stopped(self, child: Child, number: int = signal.SIGTERM) -> tuple[int, str]:
        os.kill(child.pid, number)
        return await self.ended(child)


@pytest.fixture(scope="module")
def nest() -> Iterator[Nursery]:
    """What takes seconds is done once."""
    with nursery() as shared:
        yield shared


@pytest.fixture
async def machine(tmp_path: Path, nest: Nursery) -> AsyncIterator[Machine]:
    """A machine on which nothing runs yet."""
    server = BotApiServer(TOKEN)
    await server.start()
    yield Machine(tmp_path, server, nest)
    await server.stop()


def one_line(said: str) -> str:
    """What stood on stderr: one line that names the program."""
    assert said.count("\n") == 1, said
    assert said.startswith("sobes: "), said
    assert TOKEN not in said
    return said


async def test_the_command_of_the_readme_runs_and_stops(tmp_path: Path) -> None:
    server = BotApiServer(TOKEN)
    await server.start()
    # Loading the decks that ship takes seconds.
    content = tmp_path / "content"
    content.mkdir()
    shutil.copy(ROOT / "content" / "topics.toml", content)
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": server.url,
        "DATABASE_URL": "sqlite:///data/sobes.db",
        "HTTP_PORT": "0",
        "CONTENT_DIR": str(content),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=tmp_path, env=environment, stdout=asyncio.subprocess.PIPE
    )
    await server.wait_for(lambda: server.telegram.updates.poller is not None, 30)
    process.send_signal(signal.SIGTERM)
    said, _ = await process.communicate()
    assert process.returncode == 0
    assert b"@sobes_test_bot is running" in said
    assert b"start=r_" in said, "nobody owns it yet: the claim link is printed"
    assert TOKEN.encode() not in said
    assert (tmp_path / "data" / "sobes.db").is_file()
    await server.stop()


async def test_a_stop_is_clean_and_leaves_one_file(machine: Machine) -> None:
    child = machine.run()
    await machine.polling(child)
    assert await machine.stopped(child) == (0, "")
    assert not (machine.folder / "sobes.db-wal").exists()


async def test_ctrl_c_is_a_clean_stop_too(machine: Machine) -> None:
    child = machine.run()
    await machine.polling(child)
    assert await machine.stopped(child, signal.SIGINT) == (0, "")


async def test_a_stop_while_telegram_does_not_answer_is_clean(machine: Machine) -> None:
    machine.server.faults.gateway(502, method="getMe", times=1000)
    child = machine.run()
    await machine.server.wait_for(lambda: bool(machine.server.ledger.calls("getMe")), 20)
    assert await machine.stopped(child) == (0, "")


async def test_a_stop_while_telegram_does_not_take_the_webhook_is_clean(machine: Machine) -> None:
    machine.server.faults.gateway(502, method="setWebhook", times=1000)
    port = str(free_port())
    child = machine.run(WEBHOOK_URL="https://bot.example", HTTP_PORT=port)
    await machine.server.wait_for(lambda: bool(machine.server.ledger.calls("setWebhook")), 20)
    assert await machine.stopped(child) == (0, "")


async def test_a_stop_in_webhook_mode_is_clean_and_leaves_the_webhook_set(machine: Machine) -> None:
    port = str(free_port())
    child = machine.run(WEBHOOK_URL=f"http://127.0.0.1:{port}", HTTP_PORT=port)
    await machine.server.wait_for(lambda: machine.server.telegram.updates.webhook is not None, 20)
    assert await machine.stopped(child) == (0, "")
    assert machine.server.telegram.updates.webhook is not None, "what comes meanwhile waits with Telegram"


async def test_a_refused_token_ends_the_program_at_its_start(machine: Machine) -> None:
    child = machine.run(BOT_TOKEN="43:another-token")
    code, said = await machine.ended(child)
    assert code == 77
    assert "401" in one_line(said)
    assert len(machine.server.ledger.calls()) == 1


async def test_a_token_revoked_in_the_middle_ends_the_program(machine: Machine) -> None:
    child = machine.run()
    await machine.polling(child)
    machine.server.revoke()
    code, said = await machine.ended(child)
    assert code == 77
    assert "401" in one_line(said)


async def test_an_address_that_is_no_bot_api_ends_the_program(machine: Machine) -> None:
    child = machine.run(BOT_API_URL=f"{machine.server.url}/somewhere")
    code, said = await machine.ended(child)
    assert code == 77
    assert "BOT_API_URL" in one_line(said)


async def test_a_second_poller_ends_the_program(machine: Machine) -> None:
    child = machine.run()
    await machine.polling(child)

    async def poll_for_ever() -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                async with session.post(
                    f"{machine.server.url}/bot{TOKEN}/getUpdates", data={"timeout": "25"}
                ) as answer:
                    await answer.read()

    async with asyncio.TaskGroup() as group:
        rival = group.create_task(poll_for_ever())
        code, said = await machine.ended(child)
        rival.cancel()
    assert code == 11
    assert "another program polls" in one_line(said)


async def test_the_trace_of_a_killed_poller_is_got_over(machine: Machine) -> None:
    machine.server.faults.refuse(409, "Conflict: terminated by other getUpdates request", method="getUpdates", times=2)
    child = machine.run()
    await machine.polling(child)
    assert await machine.stopped(child) == (0, "")


async def test_a_webhook_in_the_way_ends_a_poller(machine: Machine) -> None:
    machine.server.telegram.updates.webhook = Webhook("https://elsewhere.example/hook")
    child = machine.run()
    code, said = await machine.ended(child)
    assert code == 11
    assert "webhook" in one_line(said)
    assert machine.server.telegram.updates.webhook is not None, "it is somebody's: not ours to remove"


async def test_a_webhook_that_telegram_refuses_ends_the_program(machine: Machine) -> None:
    child = machine.run(WEBHOOK_URL="https://bot.example:12345", HTTP_PORT=str(free_port()))
    code, said = await machine.ended(child)
    assert code == 2
    assert "setWebhook" in one_line(said)


async def test_a_webhook_without_its_port_ends_the_program(machine: Machine) -> None:
    port = int(machine.server.url.rpartition(":")[2])
    child = machine.run(WEBHOOK_URL="https://bot.example", HTTP_PORT=str(port))
    code, said = await machine.ended(child)
    assert code == 2
    assert str(port) in one_line(said)


async def test_a_second_process_on_the_same_database_ends_before_it_polls(machine: Machine) -> None:
    first = machine.run()
    await machine.polling(first)
    code, said = await machine.ended(machine.run())
    assert code == 11
    assert "sobes.db" in one_line(said)
    assert len(machine.server.ledger.calls("getMe")) == 1, "the second one asked Telegram nothing"
    assert await machine.stopped(first) == (0, "")


async def test_no_token_ends_the_program(machine: Machine) -> None:
    code, said = await machine.ended(machine.run(BOT_TOKEN=""))
    assert code == 2
    assert "BOT_TOKEN" in one_line(said)


async def test_a_damaged_database_ends_the_program(machine: Machine) -> None:
    (machine.folder / "sobes.db").write_bytes(b"no database at all" * 1000)
    code, said = await machine.ended(machine.run())
    assert code == 65
    assert "backup" in one_line(said)
    assert machine.server.ledger.calls() == []


async def test_a_newer_database_ends_the_program(machine: Machine) -> None:
    child = machine.run()
    await machine.polling(child)
    await machine.stopped(child)
    connection = sqlite3.connect(machine.folder / "sobes.db")
    connection.execute("INSERT INTO schema_migrations VALUES (9999, '9999_future.sql', 'x', 0)")
    connection.commit()
    connection.close()
    code, said = await machine.ended(machine.run())
    assert code == 12
    assert "9999" in one_line(said)


async def test_a_database_that_cannot_be_made_ends_the_program(machine: Machine) -> None:
    (machine.folder / "data").write_text("a file where a folder should be")
    code, said = await machine.ended(machine.run(DATABASE_URL=f"sqlite:///{machine.folder / 'data' / 'sobes.db'}"))
    assert code == 2
    assert "DATABASE_URL" in one_line(said)


async def test_kills_and_stops_in_the_middle_of_work_lose_nothing_that_was_confirmed(
    tmp_path: Path, nest: Nursery
) -> None:
    found = await prove_kills.prove(nest, tmp_path, kills=5, stops=2, seed=random.randrange(1000))  # noqa: S311
    assert found.errors == ""
    assert found.refused == []
    assert found.codes == [0, 0]
    assert (found.kills, found.lost, found.twice, found.damaged) == (5, 0, 0, 0)
    assert found.confirmed, "a test in which nobody works proves nothing"


async def test_every_post_of_a_weekend_with_kills_and_lost_answers_is_accounted_for(
    tmp_path: Path, nest: Nursery
) -> None:
    """The weekend on which clocks in Berlin go back; `make prove-schedule` takes a month."""
    found = await prove_schedule.prove(nest, tmp_path, prove_schedule.WEEKEND, seed=random.randrange(1000))  # noqa: S311
    assert found.broken == []
    assert found.kills + found.stops + found.lost > 0
    assert found.states["sent"] + found.states["unknown"] > 0, "a weekend without a post proves nothing"
