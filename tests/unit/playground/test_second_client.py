"""The server speaks the Bot API, not aiogram: a bot made with python-telegram-bot, which shares no code with ours."""

import io
from collections.abc import AsyncIterator

import pytest
from telegram import (
    BotCommand,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputPollOption,
    Message,
    Poll,
    PollAnswer,
    Update,
)
from telegram.constants import ChatMemberStatus, MessageEntityType, ParseMode, PollType
from telegram.error import BadRequest, Forbidden, RetryAfter, TimedOut
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    PollAnswerHandler,
    filters,
)

from bot.playground.person import Person
from bot.playground.server import BotApiServer
from tests.unit.playground.api import TOKEN

Context = ContextTypes.DEFAULT_TYPE


class SecondBot:
    """Asks, edits, answers, returns files, and remembers what it heard."""

    def __init__(self, server: BotApiServer) -> None:
        builder = Application.builder().token(TOKEN)
        builder = builder.base_url(f"{server.url}/bot").base_file_url(f"{server.url}/file/bot")
        self.application = builder.build()
        self.votes: list[PollAnswer] = []
        self.places: list[str] = []
        add = self.application.add_handler
        add(CommandHandler("start", self.greet))
        add(CommandHandler("quiz", self.quiz))
        add(CallbackQueryHandler(self.turn))
        add(MessageHandler(filters.Document.ALL, self.give_back))
        add(PollAnswerHandler(self.count))
        add(ChatMemberHandler(self.seated, ChatMemberHandler.MY_CHAT_MEMBER))

    async def greet(self, update: Update, _: Context) -> None:
        assert update.effective_message is not None
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Show answer", callback_data="show")]])
        await update.effective_message.reply_text(
            "<b>What</b> is a <code>GIL</code>?", parse_mode=ParseMode.HTML, reply_markup=keyboard
        )

    async def turn(self, update: Update, _: Context) -> None:
        query = update.callback_query
        assert isinstance(query, CallbackQuery)
        await query.answer("Here it is", show_alert=True)
        await query.edit_message_text("A lock.")

    async def quiz(self, update: Update, _: Context) -> None:
        assert update.effective_message is not None
        await update.effective_message.reply_poll(
            "Which?",
            [InputPollOption("this"), InputPollOption("that")],
            type=PollType.QUIZ,
            correct_option_ids=[1],
            is_anonymous=False,
        )

    async def give_back(self, update: Update, _: Context) -> None:
        assert update.effective_message is not None
        document = update.effective_message.document
        assert document is not None
        content = await (await document.get_file()).download_as_bytearray()
        await update.effective_message.reply_document(
            io.BytesIO(bytes(content) + b"!"), filename=f"back-{document.file_name}", caption="As you wished"
        )

    async def count(self, update: Update, _: Context) -> None:
        assert update.poll_answer is not None
        self.votes.append(update.poll_answer)

    async def seated(self, update: Update, _: Context) -> None:
        assert update.my_chat_member is not None
        self.places.append(update.my_chat_member.new_chat_member.status)


@pytest.fixture
async def second(server: BotApiServer) -> AsyncIterator[SecondBot]:
    """It polls."""
    second = SecondBot(server)
    async with second.application as application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling(timeout=5, allowed_updates=Update.ALL_TYPES)
        await server.wait_for(lambda: server.telegram.updates.poller is not None)
        yield second
        await application.updater.stop()
        await application.stop()


@pytest.fixture
def alice(server: BotApiServer) -> Person:
    """Somebody who has not written yet."""
    return server.person("Alice", language_code="en")


async def test_a_person_writes_presses_and_reads(second: SecondBot, alice: Person, server: BotApiServer) -> None:
    await alice.send("/start")
    assert alice.screen.html == "<b>What</b> is a <code>GIL</code>?"
    await alice.press("Show answer")
    assert (alice.toast, alice.alert) == ("Here it is", True)
    await server.wait_for(lambda: alice.screen.text == "A lock.")


async def test_a_quiz_is_answered(second: SecondBot, alice: Person, server: BotApiServer) -> None:
    await alice.send("/quiz")
    alice.vote(alice.messages[-1], 1)
    await server.wait_for(lambda: bool(second.votes))
    assert second.votes[0].option_ids == (1,)
    assert second.votes[0].user is not None
    assert second.votes[0].user.id == alice.id
    closed = await second.application.bot.stop_poll(alice.id, alice.messages[-1].id)
    assert isinstance(closed, Poll)
    assert (closed.is_closed, closed.total_voter_count) == (True, 1)


async def test_files_go_both_ways(second: SecondBot, alice: Person) -> None:
    await alice.send_document("ответ.txt", b"42")
    document = alice.messages[-1].document
    assert document is not None
    assert (document.name, document.content) == ("back-ответ.txt", b"42!")
    assert alice.screen.text == "As you wished"


async def test_a_block_is_heard_and_felt(second: SecondBot, alice: Person, server: BotApiServer) -> None:
    await alice.send("/start")
    alice.block()
    await server.wait_for(lambda: bool(second.places))
    assert second.places == [ChatMemberStatus.BANNED]
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await second.application.bot.send_message(alice.id, "Hello?")


async def test_the_profile_is_set_and_read(second: SecondBot) -> None:
    bot = second.application.bot
    await bot.set_my_commands([BotCommand("quiz", "A question")], language_code="ru")
    assert [command.command for command in await bot.get_my_commands(language_code="ru")] == ["quiz"]
    await bot.set_my_description("Cards")
    assert (await bot.get_my_description()).description == "Cards"
    assert (await bot.get_me()).username == "sobes_test_bot"
    assert (await bot.get_webhook_info()).url == ""


async def test_refusals_arrive_as_that_library_knows_them(
    second: SecondBot, alice: Person, server: BotApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # That library's own switch to a type that it will have anyway; without it a warning comes.
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    bot = second.application.bot
    await alice.send("/start")
    with pytest.raises(BadRequest, match="Can't parse entities"):
        await bot.send_message(alice.id, "<b>", parse_mode=ParseMode.HTML)
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(1, "Hello?")
    server.faults.flood(7, method="sendMessage")
    with pytest.raises(RetryAfter):
        await bot.send_message(alice.id, "Too fast")
    server.faults.hang(method="sendMessage")
    with pytest.raises(TimedOut):
        await bot.send_message(alice.id, "Never", read_timeout=0.2)


async def test_a_message_is_understood_down_to_its_entities(second: SecondBot, alice: Person) -> None:
    await alice.send("/start")
    sent = await second.application.bot.send_message(alice.id, "🧠 *x*", parse_mode=None)
    assert isinstance(sent, Message)
    assert sent.text == "🧠 *x*"
    marked = await second.application.bot.send_message(alice.id, "🧠 <pre>x = 1</pre>", parse_mode=ParseMode.HTML)
    (entity,) = marked.entities
    assert (entity.type, entity.offset, entity.length) == (MessageEntityType.PRE, 3, 5)
    assert marked.parse_entity(entity) == "x = 1"
    assert await second.application.bot.delete_message(alice.id, marked.id)
