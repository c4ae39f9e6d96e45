"""The way of an update: stored before it is acknowledged, decoded alone, handled once, in its person's order."""

import asyncio
import json
import logging
import socket
from collections.abc import Awaitable, Callable
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest
from pydantic import SecretStr

from bot import app
from bot.playground.ledger import Call
from bot.playground.person import Person
from bot.playground.text import FormattedText
from bot.services.drill import Drill
from bot.storage import inbox
from bot.storage.database import Unavailable
from bot.storage.sqlite import SqliteDatabase
from bot.telegram import updates
from bot.telegram.dispatcher import ALLOWED_UPDATES
from tests.conftest import World, card, free_port

SECRET = "a-secret-of-thirty-two-characters"


@pytest.fixture
async def alice(world: World) -> Person:
    """Alice has started the bot."""
    await world.publish(*(card(number) for number in range(20)))
    await world.start()
    alice = world.person("Alice", "en")
    await alice.send("/start")
    return alice


def states(world: World) -> list[str]:
    return [row["state"] for row in world.rows("SELECT state FROM inbox ORDER BY update_id")]


def update(number: int = 1) -> dict[str, Any]:
    person = {"id": 77, "is_bot": False, "first_name": "Eve"}
    message = {"message_id": 1, "date": 1, "chat": {"id": 77, "type": "private"}, "from": person, "text": "/help"}
    return {"update_id": number, "message": message}


class Gate:
    """Holds up what is stored in the inbox until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.opened = asyncio.Event(), asyncio.Event()
        store = inbox.store

        async def held(*given: Any) -> Any:
            self.reached.set()
            await self.opened.wait()
            return await store(*given)

        monkeypatch.setattr(inbox, "store", held)


async def test_an_update_is_acknowledged_only_once_it_is_stored(
    world: World, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch)
    confirmed = world.server.telegram.updates.confirmed
    alice.say("/help")
    await asyncio.wait_for(gate.reached.wait(), 5)
    await asyncio.sleep(0.1)
    assert len(world.server.telegram.updates) == 1, "Telegram still has it"
    assert world.server.telegram.updates.confirmed == confirmed
    gate.opened.set()
    await world.server.wait_for(lambda: world.server.telegram.updates.confirmed == confirmed + 1)
    assert len(world.rows("SELECT update_id FROM inbox")) == 2


async def test_a_finished_update_keeps_no_text(world: World, alice: Person) -> None:
    await alice.send("/search something that nobody else needs to know")
    assert world.rows("SELECT DISTINCT state, raw FROM inbox") == [{"state": "done", "raw": ""}]


async def test_the_first_poll_does_not_wait_and_later_ones_do(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    timeouts: list[int] = []
    begin = world.server.ledger.begin

    def watched(at: Any, method: str, parameters: dict[str, Any], chat_id: int | None) -> Call:
        if method == "getUpdates":
            timeouts.append(parameters["timeout"])
        return begin(at, method, parameters, chat_id)

    monkeypatch.setattr(world.server.ledger, "begin", watched)
    await world.start()
    await world.server.wait_for(lambda: len(timeouts) == 2)
    assert timeouts == [0, 25]


@pytest.mark.parametrize(
    "strange",
    [
        {"message": {"message_id": "not a number"}},
        {"message": {"from": {}, "chat": None}},
        {"message": {"from": {"id": "x"}}},
        {"message": "a string"},
        {"a_kind_of_next_year": {"id": 1}},
        {"callback_query": []},
        {"message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "\ud83d"}},
        {"message": {"message_id": 1, "date": 10**30, "chat": {"id": 1, "type": "private"}, "text": "x"}},
        {"message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "entities": [{"type": 5}]}},
    ],
)
async def test_what_cannot_be_decoded_is_put_aside_and_the_rest_goes_on(
    world: World, alice: Person, strange: dict[str, Any]
) -> None:
    pushed = world.server.push(strange)
    await alice.send("/help")
    assert "/quiz" in alice.screen.text
    (kept,) = world.rows("SELECT raw, reason FROM inbox WHERE state = 'poison'")
    assert json.loads(kept["raw"]) == pushed
    assert kept["reason"]
    assert "not a number" not in kept["reason"], "a reason names places, never what stands there"


async def test_styles_inside_styles_of_a_rich_message_hold_up_nobody(world: World, alice: Person) -> None:
    text: Any = "deep"
    for _ in range(6):
        text = {"type": "bold", "text": text}
    rich = {"blocks": [{"type": "paragraph", "text": text}]}
    message = world.server.telegram.add_message(alice.chat, alice.user, FormattedText(""), rich=rich)
    world.server.telegram.updates.push("message", message.as_json())
    await alice.send("/stats")
    assert "Learned" in alice.screen.text


async def test_one_persons_updates_are_handled_in_their_order(world: World, alice: Person) -> None:
    world.server.faults.slow(0.3, method="sendMessage", chat_id=alice.id)
    before = len(alice.screens)
    alice.say("/privacy")
    alice.say("/help")
    await world.server.wait_for(lambda: len(alice.screens) == before + 2)
    assert "/quiz" in alice.screens[-1].text
    assert "/quiz" not in alice.screens[-2].text


async def test_one_persons_slow_answer_holds_up_nobody_else(world: World, alice: Person) -> None:
    bob = world.person("Bob", "en")
    world.server.faults.slow(1.0, method="sendMessage", chat_id=alice.id)
    before = len(alice.screens)
    alice.say("/help")
    await world.server.wait_for(lambda: world.server.ledger.in_flight == 1)
    bob.say("/start")
    await world.server.wait_for(lambda: len(bob.screens) == 2)
    assert len(alice.screens) == before


async def test_an_update_delivered_again_is_not_handled_again(world: World, alice: Person) -> None:
    update = alice.server.telegram.updates.push("message", alice.say("/help").as_json())
    await world.server.wait_for(lambda: len(states(world)) == 3)
    assert update is not None
    await world.server.settle()
    calls = len(world.server.ledger.calls("sendMessage"))
    for _ in range(3):
        world.server.replay(update)
    await alice.send("/help")
    assert len(world.server.ledger.calls("sendMessage")) == calls + 1
    assert len(states(world)) == 4


async def test_a_bug_is_told_by_a_code_that_the_log_has_too(
    world: World, alice: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def boom(*_: object) -> None:
        raise LookupError("the words of the error")

    world.errors_expected = True
    with monkeypatch.context() as patch:
        patch.setattr(Drill, "next", boom)
        before = len(alice.screens)
        await alice.send("/quiz")
    assert len(alice.screens) == before + 1
    (row,) = world.rows("SELECT raw, reason FROM inbox WHERE state = 'poison'")
    code = row["reason"].removeprefix("incident ").partition(":")[0]
    assert code in alice.screen.text
    assert "words of the error" not in alice.screen.text
    (record,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert code in record.getMessage()
    assert record.exc_info is not None
    assert json.loads(row["raw"])["message"]["text"] == "/quiz"
    await alice.send("/quiz")
    assert "Show answer" in str(alice.screen.buttons)
    await world.restart()
    await world.server.settle()
    assert len(alice.screens) == before + 2, "what was put aside is not tried again"


async def test_a_bug_behind_a_button_stops_the_spinner_and_tells_the_code(
    world: World, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def boom(*_: object) -> None:
        raise LookupError

    world.errors_expected = True
    monkeypatch.setattr(Drill, "reveal", boom)
    await alice.press("Show answer")
    (row,) = world.rows("SELECT reason FROM inbox WHERE state = 'poison'")
    assert row["reason"].split()[1].rstrip(":") in alice.toast
    assert alice.alert


class Broken:
    """A database that stores nothing while `broken`, as on a full disk."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.broken = True
        self.refused = 0
        write = SqliteDatabase.write

        async def refusing(db: SqliteDatabase, unit: Callable[..., Awaitable[Any]]) -> Any:
            if self.broken:
                self.refused += 1
                raise Unavailable("database or disk is full")
            return await write(db, unit)

        monkeypatch.setattr(SqliteDatabase, "write", refusing)
        monkeypatch.setattr(updates, "STORAGE_PAUSE", 0.05)


async def test_while_nothing_can_be_stored_updates_stay_with_telegram(
    world: World, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.errors_expected = True  # the planner and the worker say that they cannot work
    confirmed = world.server.telegram.updates.confirmed
    disk = Broken(monkeypatch)
    alice.say("/help")
    await world.server.wait_for(lambda: disk.refused > 3)
    assert world.server.telegram.updates.confirmed == confirmed
    disk.broken = False
    await world.server.wait_for(lambda: states(world) == ["done", "done"])
    assert "/quiz" in alice.screen.text


async def test_a_tap_that_could_not_be_stored_counts_once_it_can_be(
    world: World, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.errors_expected = True
    await alice.press("Show answer")
    rate = Drill.rate
    disk: list[Broken] = []

    async def rate_on_a_full_disk(*given: Any, **named: Any) -> Any:
        if not disk:
            disk.append(Broken(monkeypatch))
        return await rate(*given, **named)

    monkeypatch.setattr(Drill, "rate", rate_on_a_full_disk)
    query = alice.tap("Good")
    await world.server.wait_for(lambda: bool(disk) and disk[0].refused > 3)
    assert query.answer is None
    disk[0].broken = False
    await world.server.wait_for(lambda: query.answer is not None)
    assert query.answer is not None
    assert query.answer.text == ""
    assert len(world.rows("SELECT id FROM reviews")) == 1


async def nothing_to_wait_for(_: float = 0.0) -> None:
    """In place of the wait until the bot is idle: it never will be."""


async def killed_while_handling(world: World, say: Callable[[], object]) -> None:
    """Stop dead in the middle of an update, as a kill does."""
    reached = asyncio.Event()

    async def never(*_: object, **__: object) -> None:
        reached.set()
        await asyncio.Event().wait()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Drill, "next", never)
        patch.setattr(app, "GRACE", 0.0)
        patch.setattr(world.server, "settle", nothing_to_wait_for)
        if world.running is None:
            await world.start()
        say()
        await asyncio.wait_for(reached.wait(), 5)
        await world.stop()


async def test_an_update_in_the_middle_of_a_kill_is_taken_up_by_the_next_start(world: World, alice: Person) -> None:
    await killed_while_handling(world, lambda: alice.say("/quiz"))
    before = len(alice.screens)
    await world.start()
    await world.server.wait_for(lambda: len(alice.screens) == before + 1)
    assert states(world) == ["done", "done"]


async def test_an_update_that_kills_the_program_again_and_again_is_put_aside(world: World, alice: Person) -> None:
    await killed_while_handling(world, lambda: alice.say("/quiz"))
    for _ in range(updates.ATTEMPTS):
        await killed_while_handling(world, lambda: None)
    world.errors_expected = True
    before = len(alice.screens)
    await world.start()
    await world.server.wait_for(lambda: states(world)[-1] == "poison")
    await world.server.settle()
    assert len(alice.screens) == before
    await alice.send("/quiz")
    assert len(alice.screens) == before + 1


async def test_an_update_that_never_got_its_turn_is_not_blamed_for_kills(world: World, alice: Person) -> None:
    def two() -> None:
        alice.say("/quiz")
        alice.say("/help")

    await killed_while_handling(world, two)
    for _ in range(updates.ATTEMPTS):
        await killed_while_handling(world, lambda: None)
    world.errors_expected = True
    await world.start()
    await world.server.wait_for(lambda: "/quiz" in alice.screen.text)
    assert states(world) == ["done", "poison", "done"]


async def test_a_page_of_html_instead_of_updates_is_got_over(
    world: World, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_sleep = asyncio.sleep

    async def short_sleep(seconds: float) -> None:
        await real_sleep(min(seconds, 0.05))

    monkeypatch.setattr(asyncio, "sleep", short_sleep)
    world.server.faults.gateway(200, method="getUpdates")
    world.server.faults.gateway(502, method="getUpdates")
    world.server.faults.close(method="getUpdates")
    world.server.telegram.updates.push("message", alice.say("/help").as_json())
    await world.server.wait_for(lambda: states(world) == ["done"] * 3)


@pytest.fixture
async def hook(world: World) -> str:
    """The address of a running webhook, with one card to be asked."""
    port = free_port()
    await world.publish(card(1))
    await world.start(webhook_url=f"http://127.0.0.1:{port}/", webhook_secret=SecretStr(SECRET), http_port=port)
    return f"http://127.0.0.1:{port}/telegram"


async def test_a_webhook_is_set_with_its_secret_and_answers_people(world: World, hook: str) -> None:
    (call,) = world.server.ledger.calls("setWebhook")
    assert call.parameters["url"] == hook
    assert call.parameters["secret_token"] == SECRET
    assert call.parameters["allowed_updates"] == list(ALLOWED_UPDATES)
    assert "drop_pending_updates" not in call.parameters
    alice = world.person("Alice", "en")
    await alice.send("/start")
    await alice.press("Show answer")
    await alice.press("Good")
    assert len(world.rows("SELECT id FROM reviews")) == 1
    assert set(states(world)) == {"done"}


async def test_a_webhook_makes_up_a_secret_where_none_is_set(world: World) -> None:
    port = free_port()
    await world.start(webhook_url=f"http://127.0.0.1:{port}", http_port=port)
    (call,) = world.server.ledger.calls("setWebhook")
    assert len(call.parameters["secret_token"]) >= 32
    alice = world.person("Alice", "en")
    await alice.send("/start")


@pytest.mark.parametrize("path", ["/bots/sobes", "/bots/sobes/"])
async def test_a_webhook_with_a_path_is_served_where_telegram_calls_it(world: World, path: str) -> None:
    """Also by a proxy that hands on only what stands after the path."""
    port = free_port()
    await world.start(webhook_url=f"http://127.0.0.1:{port}{path}", webhook_secret=SecretStr(SECRET), http_port=port)
    (call,) = world.server.ledger.calls("setWebhook")
    assert call.parameters["url"] == f"http://127.0.0.1:{port}/bots/sobes/telegram"
    alice = world.person("Alice", "en")
    await alice.send("/start")
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"http://127.0.0.1:{port}/telegram", json={"update_id": 9_000_000}, headers=headers) as answer,
    ):
        assert answer.status == 200


@pytest.mark.parametrize("given", [None, "", SECRET[:-1], SECRET + "x", SECRET.upper(), "ключ", "\udcff\udcfe"])
async def test_a_post_without_the_secret_is_refused_unread(world: World, hook: str, given: str | None) -> None:
    before = states(world)
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(hook).port)
    header = b"" if given is None else b"X-Telegram-Bot-Api-Secret-Token: " + given.encode(errors="surrogateescape")
    writer.write(b"POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n" + header + b"\r\n\r\n")
    status = await asyncio.wait_for(reader.readline(), 5)
    assert b" 401 " in status, "answered before the body was sent"
    writer.close()
    await writer.wait_closed()
    assert states(world) == before


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"not json", 400),
        (b"[]", 400),
        (b"{}", 400),
        (b'{"update_id": "7"}', 400),
        (b'{"update_id": true}', 400),
        (b'{"update_id": 1e400}', 400),
        (b'{"update_id": 99999999999999999999}', 400),
        (b"[" * 100_000, 400),
        (b"\xff\xfe", 400),
        (b'{"update_id": 7, "x": "' + b"x" * (1024 * 1024) + b'"}', 413),
        (json.dumps(update(7)).encode(), 200),
    ],
)
async def test_only_a_well_formed_update_is_taken(world: World, hook: str, body: bytes, status: int) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with aiohttp.ClientSession() as session, session.post(hook, data=BytesIO(body), headers=headers) as answer:
        assert answer.status == status
    await world.server.settle()
    world.refusals_expected = True  # Eve never opened a chat with this bot
    assert len(states(world)) == (1 if status == 200 else 0)


async def test_a_webhook_says_yes_only_once_the_update_is_stored(
    world: World, hook: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch)
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    world.refusals_expected = True  # nobody's chat: the answer finds no reader
    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
        posting = group.create_task(session.post(hook, json=update(), headers=headers))
        await asyncio.wait_for(gate.reached.wait(), 5)
        await asyncio.sleep(0.1)
        assert not posting.done()
        gate.opened.set()
        answer = await posting
    assert answer.status == 200
    assert len(states(world)) == 1


async def test_a_webhook_says_try_again_while_nothing_can_be_stored(
    world: World, hook: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.errors_expected = True
    disk = Broken(monkeypatch)
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with aiohttp.ClientSession() as session:
        async with session.post(hook, json=update(), headers=headers) as answer:
            assert answer.status == 503
        disk.broken = False
        async with session.post(hook, json={"update_id": 5}, headers=headers) as answer:
            assert answer.status == 200


async def test_health_is_told_over_http(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    await world.start(http_port=port)
    async with aiohttp.ClientSession() as session:

        async def health() -> tuple[int, Any]:
            async with session.get(f"http://127.0.0.1:{port}/healthz") as answer:
                return answer.status, await answer.json()

        assert await health() == (200, {"ok": True, "fault": None})
        with monkeypatch.context() as patch:
            patch.setattr(app, "SILENCE_IS_A_FAULT", -1.0)
            assert await health() == (503, {"ok": False, "fault": "no answer from Telegram"})
        world.errors_expected = True
        Broken(monkeypatch)
        assert await health() == (503, {"ok": False, "fault": "nothing can be stored"})
        async with session.post(f"http://127.0.0.1:{port}/telegram", json=update()) as answer:
            assert answer.status == 404, "while polling there is no webhook"


async def test_a_port_that_is_taken_only_costs_a_poller_its_health_page(world: World) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        await world.publish(card(1))
        await world.start(http_port=taken.getsockname()[1])
        await world.person("Alice", "en").send("/start")
