"""How a screen comes to the person who pressed a button."""

import asyncio
from typing import Any

import pytest
from aiogram.methods import EditMessageText, SendMessage, TelegramMethod

from bot.telegram.sender import CannotEdit, Sender
from tests.conftest import World, card


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Until it is set, messages and edits wait, as they do in a flood."""
    free = asyncio.Event()
    reply = Sender.reply

    async def waiting(self: Sender, method: TelegramMethod[Any]) -> Any:
        if isinstance(method, EditMessageText | SendMessage):
            await free.wait()
        return await reply(self, method)

    monkeypatch.setattr(Sender, "reply", waiting)
    return free


@pytest.mark.parametrize("label", ["Show answer", "Skip"])
async def test_the_spinner_does_not_wait_for_the_screen(world: World, held: asyncio.Event, label: str) -> None:
    held.set()
    await world.publish(card(1), card(2))
    await world.start()
    alice = world.person("Alice")
    await alice.send("/start")
    held.clear()
    before = alice.screen
    query = alice.tap(label)
    await world.server.wait_for(lambda: query.answer is not None)
    assert alice.screen == before
    held.set()
    await world.server.settle()
    assert alice.screen != before
    assert len(world.server.ledger.calls("answerCallbackQuery")) == 1


def let_edits_fail(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    reply = Sender.reply

    async def failing(self: Sender, method: TelegramMethod[Any]) -> Any:
        if isinstance(method, EditMessageText):
            raise error
        return await reply(self, method)

    monkeypatch.setattr(Sender, "reply", failing)


async def test_a_screen_that_fails_stops_the_spinner_all_the_same(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.errors_expected = True
    await world.publish(card(1))
    await world.start()
    alice = world.person("Alice")
    await alice.send("/start")
    let_edits_fail(monkeypatch, RuntimeError("a bug"))
    await alice.press("Show answer")
    assert alice.screen.text.startswith("Something went wrong on my side")


async def test_a_message_that_cannot_be_edited_is_sent_anew(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await world.publish(card(1))
    await world.start()
    alice = world.person("Alice")
    await alice.send("/start")
    said = len(alice.screens)
    let_edits_fail(monkeypatch, CannotEdit("too old"))
    await alice.press("Show answer")
    assert len(alice.screens) == said + 1
    assert "Answer number 1" in alice.screen.text
