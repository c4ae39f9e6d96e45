"""A small bot that does everything the page can show, at the other end of real HTTP."""

import asyncio
import struct
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandStart
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    ChatShared,
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    InputRichMessage,
    KeyboardButton,
    KeyboardButtonPollType,
    KeyboardButtonRequestChat,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.playground.cast import Cast
from bot.playground.server import BotApiServer
from tests.conftest import TOKEN

FORMATTED = (
    "<b>bold</b> <i>italic</i> <u>underlined</u> <s>struck</s> <tg-spoiler>secret</tg-spoiler> <code>inline()</code>\n"
    '<a href="https://docs.python.org/3/">docs</a> https://example.org/x_y\n'
    '<pre><code class="language-python">def f(x):\n    return x * 2</code></pre>\n'
    "<blockquote>a quotation</blockquote>\n"
    "<blockquote expandable>one\ntwo\nthree\nfour\nfive\nsix</blockquote>\n"
    "<b>bold <i>both <u>all</u></i></b> 🧠 &lt;not a tag&gt;"
)
RICH = (
    "<h2>Indexes</h2><p>A <b>B-tree</b> answers <code>=</code> and <code>&lt;</code>.</p>"
    "<ul><li>first</li><li>second</li></ul><ol><li>one</li><li>two</li></ol>"
    "<table><tr><th>Index</th><th>For</th></tr><tr><td>GIN</td><td>arrays</td></tr></table>"
    '<pre><code class="language-sql">SELECT 1;</code></pre>'
    "<details><summary>Why not always?</summary><p>Every write keeps it up to date.</p></details>"
)


def picture(red: int, green: int, blue: int, side: int = 160) -> BufferedInputFile:
    """A square of one colour as a PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes((red, green, blue)) * side) * side
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return BufferedInputFile(content, "square.png")


def button(text: str, **action: object) -> InlineKeyboardButton:
    """An inline button; without an action it calls back with its own text."""
    return InlineKeyboardButton.model_validate({"text": text, **(action or {"callback_data": text})})


async def greet(message: Message) -> None:
    """Buttons of every kind."""
    rows = [
        [button("Toast"), button("Alert"), button("Slow")],
        [button("Change"), button("Remove", callback_data="Remove", style="danger")],
        [button("Docs", url="https://docs.python.org/3/"), button("Copy", copy_text=CopyTextButton(text="copied!"))],
    ]
    payload = (message.text or "").partition(" ")[2]
    await message.answer(f"Welcome {payload}".strip(), reply_markup=InlineKeyboardMarkup(inline_keyboard=rows))


async def pressed(query: CallbackQuery) -> None:
    """Each button does what its name says."""
    assert isinstance(query.message, Message)
    match query.data:
        case "Alert":
            await query.answer("Read this first", show_alert=True)
        case "Slow":
            await asyncio.sleep(0.7)
            await query.answer("At last")
        case "Change":
            await query.message.edit_text("Changed in place", reply_markup=query.message.reply_markup)
            await query.answer()
        case "Remove":
            await query.message.delete()
            await query.answer("Removed")
        case _:
            await query.answer(f"You pressed {query.data}")


async def ask_quiz(message: Message) -> None:
    """A quiz that stays open for a minute."""
    await message.answer_poll(
        "Which call blocks the event loop?",
        ["await asyncio.sleep(1)", "time.sleep(1)", "await asyncio.to_thread(f)"],
        type="quiz",
        correct_option_ids=[1],
        explanation="time.sleep holds the whole thread, and the loop with it.",
        is_anonymous=message.chat.type == "private",
        open_period=60,
    )


async def ask_several(message: Message) -> None:
    """A poll with several answers."""
    await message.answer_poll(
        "What do you use?", ["asyncio", "threads", "processes"], allows_multiple_answers=True, is_anonymous=False
    )


async def send_rich(message: Message) -> None:
    """Headings, lists, a table, code and details."""
    await message.answer_rich(InputRichMessage(html=RICH))


async def send_album(message: Message) -> None:
    """Two pictures as one."""
    first = InputMediaPhoto(media=picture(200, 80, 60), caption="Two squares")
    second = InputMediaPhoto(media=picture(60, 120, 200))
    await message.answer_media_group([first, second])


async def return_document(message: Message, bot: Bot) -> None:
    """The same document with one sign more."""
    assert message.document is not None
    content = await bot.download(message.document)
    assert content is not None
    await message.answer_document(BufferedInputFile(content.read() + b"!", f"back-{message.document.file_name}"))


async def show_keys(message: Message) -> None:
    """A keyboard instead of the letters."""
    request = KeyboardButtonRequestChat(request_id=7, chat_is_channel=True)
    keys = [
        [KeyboardButton(text="Left"), KeyboardButton(text="Right")],
        [KeyboardButton(text="Choose a channel", request_chat=request)],
        [KeyboardButton(text="Make a quiz", request_poll=KeyboardButtonPollType(type="quiz"))],
    ]
    markup = ReplyKeyboardMarkup(keyboard=keys, resize_keyboard=True, input_field_placeholder="Tap a key")
    await message.answer("Where to?", reply_markup=markup)


async def say_channel(message: Message) -> None:
    """What the person has chosen."""
    assert isinstance(message.chat_shared, ChatShared)
    await message.answer(f"Shared {message.chat_shared.title}", reply_markup=ReplyKeyboardRemove())


async def echo(message: Message) -> None:
    """What was written, and where it came from."""
    source = message.forward_origin.type if message.forward_origin else "typed"
    reply = " as a reply" if message.reply_to_message else ""
    await message.answer(f"{source}{reply}: {message.text or 'no text'}")


@asynccontextmanager
async def showcase(server: BotApiServer, cast: Cast) -> AsyncIterator[Bot]:
    """The bot, polling the server."""
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(server.url)))

    async def post(message: Message) -> None:
        await bot.send_poll(cast.channel.id, "Is this a channel?", ["yes", "no"])
        await message.answer("Posted")

    handlers = Dispatcher()
    handlers.message.register(greet, CommandStart())
    handlers.message.register(lambda message: message.answer(FORMATTED, parse_mode="HTML"), Command("format"))
    handlers.message.register(ask_quiz, Command("quiz"))
    handlers.message.register(ask_several, Command("survey"))
    handlers.message.register(send_rich, Command("rich"))
    handlers.message.register(lambda message: message.answer_photo(picture(90, 170, 90)), Command("photo"))
    handlers.message.register(send_album, Command("album"))
    handlers.message.register(show_keys, Command("keys"))
    handlers.message.register(
        lambda message: message.answer("Your name?", reply_markup=ForceReply(input_field_placeholder="Name")),
        Command("ask"),
    )
    handlers.message.register(post, Command("post"))
    handlers.message.register(return_document, F.document)
    handlers.message.register(say_channel, F.chat_shared)
    handlers.message.register(echo)
    handlers.callback_query.register(pressed)
    await bot.set_my_commands(
        [BotCommand(command=name, description=f"Shows {name}") for name in ("format", "quiz", "keys", "album")]
    )
    await bot.set_my_commands([BotCommand(command="quiz", description="Вопрос")], language_code="ru")
    await bot.set_my_description("Shows everything that a chat can show.")
    async with asyncio.TaskGroup() as tasks:
        # Handlers in tasks of their own would outlive the polling and open the session anew.
        polling = handlers.start_polling(bot, handle_signals=False, handle_as_tasks=False, close_bot_session=False)
        tasks.create_task(polling)
        await server.wait_for(lambda: server.telegram.updates.poller is not None)
        yield bot
        await handlers.stop_polling()
    await bot.session.close()
