"""The scripted person, against a small bot made with aiogram: also proof that a real client is served."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from bot.playground.admission import Impossible
from bot.playground.person import Person
from bot.playground.server import BotApiServer
from tests.unit.playground.api import TOKEN


def _keyboard(*labels: str) -> InlineKeyboardMarkup:
    buttons = [InlineKeyboardButton(text=label, callback_data=label) for label in labels]
    return InlineKeyboardMarkup(inline_keyboard=[buttons])


async def _greet(message: Message) -> None:
    await message.answer(f"<b>Hello</b> {message.text}", parse_mode="HTML", reply_markup=_keyboard("Show answer"))


async def _return_document(message: Message, bot: Bot) -> None:
    assert message.document is not None
    content = await bot.download(message.document)
    assert content is not None
    await message.answer_document(BufferedInputFile(content.read() + b"!", "назад.txt"), caption="back")


async def _turn(query: CallbackQuery) -> None:
    if query.data == "Good":
        await query.answer("Counted", show_alert=True)
        return
    await query.answer("Here")
    assert isinstance(query.message, Message)
    await query.message.edit_text("The answer", reply_markup=_keyboard("Again", "Good"))


@pytest.fixture
async def bot(server: BotApiServer) -> AsyncIterator[Bot]:
    """A bot that polls the server."""
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(server.url)))
    dispatcher = Dispatcher()
    dispatcher.message.register(_greet, F.text.startswith("/start"))
    dispatcher.message.register(_return_document, F.document)
    dispatcher.callback_query.register(_turn)
    # Handlers in tasks of their own would outlive the polling and open the session anew.
    polling = dispatcher.start_polling(
        bot, handle_signals=False, handle_as_tasks=False, polling_timeout=1, close_bot_session=False
    )
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(polling)
        await server.wait_for(lambda: server.telegram.updates.poller is not None)
        yield bot
        await dispatcher.stop_polling()
    await bot.session.close()


@pytest.fixture
def alice(server: BotApiServer, bot: Bot) -> Person:
    """Somebody who has not written yet, with a bot at the other end."""
    return server.person("Alice", language_code="en")


async def test_a_person_writes_presses_and_reads(server: BotApiServer, alice: Person) -> None:
    await alice.send("/start")
    assert alice.screen.html == "<b>Hello</b> /start"
    assert alice.screen.buttons == [["Show answer"]]
    await alice.press("Show")
    assert (alice.screen.text, alice.screen.buttons) == ("The answer", [["Again", "Good"]])
    assert (alice.toast, alice.alert) == ("Here", False)
    assert [message.text for message in alice.messages] == ["/start", "The answer"]
    assert server.ledger.refusals() == []


async def test_a_deep_link_is_a_start_with_a_payload(alice: Person) -> None:
    with pytest.raises(AssertionError, match="the bot has said nothing"):
        _ = alice.screen
    await alice.open_link("https://t.me/sobes_test_bot?start=r_abc")
    assert alice.screen.text == "Hello /start r_abc"
    await alice.open_link("c_card")
    assert alice.screen.text == "Hello /start c_card"


async def test_files_go_both_ways(alice: Person) -> None:
    await alice.send_document("x.json", b"{}")
    document = alice.messages[-1].document
    assert document is not None
    assert (alice.screen.text, document.name, document.content) == ("back", "назад.txt", b"{}!")


async def test_a_double_tap_is_two_presses(server: BotApiServer, alice: Person) -> None:
    await alice.send("/start")
    await alice.press("Show")
    await server.wait_for(lambda: any("Good" in label for row in alice.screen.buttons for label in row))
    await alice.tap_twice("Good")
    assert len(server.ledger.calls("answerCallbackQuery")) == 3
    assert (alice.toast, alice.alert) == ("Counted", True)


async def test_an_older_message_can_be_pressed(alice: Person) -> None:
    await alice.send("/start")
    older = alice.screen
    await alice.send("/start again")
    await alice.press("Show answer", message=older)
    assert [screen.text for screen in alice.screens] == ["The answer", "Hello /start again"]


async def test_a_button_that_is_not_there_names_those_that_are(alice: Person) -> None:
    await alice.send("/start")
    with pytest.raises(AssertionError, match=r"no button starts with 'show'; there are \[\[\['Show answer'\]\]\]"):
        await alice.press("show")


async def test_silence_is_told_from_an_answer(alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    await alice.send("hello", answered=False)
    with pytest.raises(AssertionError, match=r"nothing of the kind in 0\.2 s"):
        await alice.send("hello", within=0.2)
    # However busy the machine is: an answer ends the wait for silence.
    monkeypatch.setattr("bot.playground.person.SILENCE", 30)
    with pytest.raises(AssertionError, match="no answer was expected"):
        await alice.send("/start", answered=False)


async def test_who_has_blocked_the_bot_cannot_write_to_it(alice: Person) -> None:
    await alice.send("/start")
    alice.block()
    with pytest.raises(Impossible, match="has blocked the bot"):
        await alice.send("/start")
    alice.unblock()
    await alice.send("/start")


async def test_in_a_group_the_bot_hears_commands_only(server: BotApiServer, alice: Person) -> None:
    group = server.group("Study")
    there = alice.at(group)
    await there.send("/start")
    assert there.screen.text == "Hello /start"
    waiting = len(server.telegram.updates)
    there.say("hello everybody")
    assert len(server.telegram.updates) == waiting


async def test_posts_of_a_channel_are_heard_and_can_be_forwarded(server: BotApiServer, alice: Person, bot: Bot) -> None:
    channel = server.channel("News")
    server.telegram.updates.allow(["channel_post", "edited_channel_post", "message"])
    before = len(server.telegram.updates)
    post = server.post(channel, "/start it")
    server.edit_post(post, "/start this")
    assert len(server.telegram.updates) == before + 2
    await alice.forward(post)
    forwarded = alice.messages[0].as_json()
    assert forwarded["forward_origin"]["message_id"] == post.id
    assert alice.screen.text == "Hello /start this"


async def test_commands_are_set_through_a_real_client(server: BotApiServer, alice: Person, bot: Bot) -> None:
    await alice.send("/start")
    scope = BotCommandScopeChat(chat_id=alice.id)
    await bot.set_my_commands([BotCommand(command="quiz", description="A question")], scope, "en")
    assert (await bot.get_my_commands(scope, "en"))[0].command == "quiz"
    assert (await bot.get_me()).username == "sobes_test_bot"
    chat = await bot.get_chat(alice.id)
    assert chat.first_name == "Alice"
    assert server.ledger.refusals() == []
