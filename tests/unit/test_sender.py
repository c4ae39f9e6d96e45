import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramNetworkError
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    EditMessageText,
    SendChatAction,
    SendDocument,
    SendMessage,
    SetMyCommands,
)
from aiogram.types import BufferedInputFile, Message
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer, unused_port

from bot.domain.delivery import Gone, Later, Moved, Rejected, Sent, Unknown
from bot.telegram.pace import Pace
from bot.telegram.sender import ApiSession, Blocked, CannotEdit, NotSent, Sender

TOKEN = "123456789:" + "canary-canary-canary-canary-canary1"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


def says(status: int, body: dict[str, Any] | str) -> Answer:
    async def answer(request: web.Request) -> web.StreamResponse:
        if isinstance(body, str):
            return web.Response(status=status, text=body, content_type="text/html")
        return web.json_response(body, status=status)

    return answer


def refuses(status: int, description: str, **parameters: int) -> Answer:
    body = {"ok": False, "error_code": status, "description": description, "parameters": parameters}
    return says(status, body)


def message(**more: Any) -> dict[str, Any]:
    return {"message_id": 501, "date": 0, "chat": {"id": 7, "type": "private"}, **more}


ACCEPTS = says(200, {"ok": True, "result": message()})
YES = says(200, {"ok": True, "result": True})


async def hang_up(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def break_off(request: web.Request) -> web.StreamResponse:
    """Promise a hundred bytes and hang up after ten."""
    answer = web.StreamResponse(headers={"Content-Length": "100"})
    await answer.prepare(request)
    await answer.write(b'{"ok": tru')
    return await hang_up(request)


class Telegram:
    """A Bot API server that answers what it is told to, in turn, and remembers every call."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.closing = asyncio.Event()
        app = web.Application()
        app.router.add_post("/bot{token}/{method}", self._call)
        self.server = TestServer(app)

    async def silence(self, request: web.Request) -> web.StreamResponse:
        await self.closing.wait()
        return web.Response()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        self.calls.append((request.match_info["method"], dict(await request.post())))
        answer = self.answers.pop(0) if self.answers else ACCEPTS
        return await answer(request)


class Time:
    """Wall clock and monotonic clock in one; sleeping moves both at once."""

    def __init__(self) -> None:
        self.at = 0.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.at

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.at)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += max(0.0, seconds)


@dataclass
class Scene:
    sender: Sender
    pace: Pace
    bot: Bot
    time: Time


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    telegram = Telegram()
    await telegram.server.start_server()
    yield telegram
    telegram.closing.set()
    await telegram.server.close()


Stage = Callable[..., Scene]


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    sessions: list[ApiSession] = []

    def build(url: str, *, timeout: float = 5.0, connect_timeout: float = 5.0, limit: int = 100) -> Scene:
        server = TelegramAPIServer.from_base(url)
        session = ApiSession(server, timeout=timeout, connect_timeout=connect_timeout, limit=limit)
        sessions.append(session)
        time = Time()
        pace = Pace(25, time.monotonic, time.sleep)
        bot = Bot(TOKEN, session=session)
        return Scene(Sender(bot, pace, time.now, lambda: 0.0, time.sleep), pace, bot, time)

    yield build
    for session in sessions:
        # aiogram's own close waits a quarter of a second for TLS, which nobody speaks here.
        if session._session is not None:
            await session._session.close()


@pytest.fixture
def scene(telegram: Telegram, stage: Stage) -> Scene:
    return stage(str(telegram.server.make_url("/")))


@pytest.fixture
def full_port() -> Iterator[int]:
    """A port whose queue of connections is full, so that the next one is never made."""
    with socket.socket() as listener, socket.socket() as first, socket.socket() as second:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for client in (first, second):
            client.setblocking(False)
            client.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]


def card(chat: int | str = 7) -> SendMessage:
    return SendMessage(chat_id=chat, text="What is the GIL?")


def edit() -> EditMessageText:
    return EditMessageText(chat_id=7, message_id=5, text="A lock")


async def test_a_delivery_is_sent_and_its_message_known(scene: Scene, telegram: Telegram) -> None:
    assert await scene.sender.deliver(card()) == Sent(501)
    assert telegram.calls == [("sendMessage", {"chat_id": "7", "text": "What is the GIL?"})]


async def test_deliveries_keep_the_bulk_pace(scene: Scene, telegram: Telegram) -> None:
    for chat in range(1, 27):
        await scene.sender.deliver(card(chat))
    assert scene.time.at == pytest.approx(1.0)


async def test_a_message_with_news_from_a_later_api_counts_as_sent(scene: Scene, telegram: Telegram) -> None:
    telegram.answers = [says(200, {"ok": True, "result": {"message_id": 77, "date": "a new kind of date"}})]
    assert await scene.sender.deliver(card()) == Sent(77)


@pytest.mark.parametrize("seconds", [1, 35, 3600])
async def test_a_flood_wait_is_later_by_exactly_what_was_asked(scene: Scene, telegram: Telegram, seconds: int) -> None:
    telegram.answers = [refuses(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)]
    outcome = await scene.sender.deliver(card())
    assert outcome == Later(scene.time.now() + timedelta(seconds=seconds), "flood wait")


async def test_during_a_flood_wait_the_chat_is_left_alone_and_others_are_served(
    scene: Scene, telegram: Telegram
) -> None:
    telegram.answers = [refuses(429, "Too Many Requests: retry after 35", retry_after=35)]
    await scene.sender.deliver(card(7))
    assert await scene.sender.deliver(card(7)) == Later(NOON + timedelta(seconds=35), "flood wait")
    assert [call["chat_id"] for _, call in telegram.calls] == ["7"]
    assert await scene.sender.deliver(card(8)) == Sent(501)
    scene.time.at = 35
    assert await scene.sender.deliver(card(7)) == Sent(501)


async def test_a_flood_of_many_chats_stops_deliveries_and_replies(scene: Scene, telegram: Telegram) -> None:
    telegram.answers = [refuses(429, "Too Many Requests: retry after 35", retry_after=35)] * 3
    for chat in (1, 2, 3):
        await scene.sender.deliver(card(chat))
    assert isinstance(await scene.sender.deliver(card(4)), Later)
    assert await scene.sender.reply(card(5)) is None
    assert len(telegram.calls) == 3


@pytest.mark.parametrize("way", ["deliver", "reply"])
async def test_chats_refused_between_successes_do_not_stop_the_others(
    scene: Scene, telegram: Telegram, way: str
) -> None:
    flood = refuses(429, "Too Many Requests: retry after 35", retry_after=35)
    telegram.answers = [flood, flood, ACCEPTS, flood]
    send: Callable[[SendMessage], Awaitable[object]] = getattr(scene.sender, way)
    for chat in (1, 2, 3, 4):
        await send(card(chat))
    assert await scene.sender.deliver(card(5)) == Sent(501)


async def test_a_429_without_a_time_is_a_short_pause(scene: Scene, telegram: Telegram) -> None:
    telegram.answers = [says(429, "<h1>slow down</h1>"), refuses(429, "Too Many Requests")]
    assert isinstance(await scene.sender.deliver(card(1)), Later)
    assert isinstance(await scene.sender.deliver(card(2)), Later)
    assert 0 < scene.pace.held(1) <= 5


@pytest.mark.parametrize(
    "answer",
    [
        refuses(500, "Internal Server Error"),
        refuses(500, "Internal Server Error: restart"),
        says(500, {"ok": False}),
        says(502, "<html>Bad Gateway</html>"),
        says(503, ""),
        says(504, "<html>Gateway Timeout</html>"),
        says(403, "<html>a proxy's own page</html>"),
    ],
)
async def test_a_server_in_trouble_is_later_with_growing_waits(
    scene: Scene, telegram: Telegram, answer: Answer
) -> None:
    telegram.answers = [answer, answer]
    first = await scene.sender.deliver(card(1), attempt=1)
    fourth = await scene.sender.deliver(card(2), attempt=4)
    assert isinstance(first, Later)
    assert isinstance(fourth, Later)
    now = scene.time.now()
    assert first.not_before - now < timedelta(seconds=1) < timedelta(seconds=7) < fourth.not_before - now


@pytest.mark.parametrize(
    "answer", [refuses(401, "Unauthorized"), refuses(404, "Not Found")], ids=["revoked", "malformed"]
)
async def test_a_refused_token_loses_no_delivery(scene: Scene, telegram: Telegram, answer: Answer) -> None:
    telegram.answers = [answer]
    outcome = await scene.sender.deliver(card())
    assert isinstance(outcome, Later)
    assert outcome.not_before == NOON + timedelta(seconds=60)


async def test_a_refused_connection_is_later(stage: Stage) -> None:
    outcome = await stage(f"http://127.0.0.1:{unused_port()}").sender.deliver(card())
    assert outcome == Later(NOON + timedelta(seconds=1), "NotSent")


async def test_a_connection_that_is_never_made_is_later(stage: Stage, full_port: int) -> None:
    scene = stage(f"http://127.0.0.1:{full_port}", connect_timeout=0.1)
    assert isinstance(await scene.sender.deliver(card()), Later)


async def test_a_call_that_finds_no_free_connection_is_later(stage: Stage, telegram: Telegram) -> None:
    telegram.answers = [telegram.silence]
    scene = stage(str(telegram.server.make_url("/")), timeout=0.5, connect_timeout=0.1, limit=1)
    async with asyncio.TaskGroup() as tasks:
        served = tasks.create_task(scene.sender.deliver(card(1)))
        crowded_out = tasks.create_task(scene.sender.deliver(card(2)))
    assert isinstance(served.result(), Unknown)
    assert isinstance(crowded_out.result(), Later)
    assert len(telegram.calls) == 1


async def test_a_name_that_does_not_resolve_is_later(stage: Stage) -> None:
    class NoNames(AbstractResolver):
        async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
            raise OSError("no such name")

        async def close(self) -> None:
            pass

    scene = stage("http://api.example")
    session = scene.bot.session
    assert isinstance(session, ApiSession)
    session._connector_init["resolver"] = NoNames()
    assert isinstance(await scene.sender.deliver(card()), Later)


async def test_a_server_without_tls_where_tls_is_asked_is_later(stage: Stage, telegram: Telegram) -> None:
    scene = stage(str(telegram.server.make_url("/").with_scheme("https")))
    assert isinstance(await scene.sender.deliver(card()), Later)
    assert not telegram.calls


@pytest.mark.parametrize(
    "answer",
    [hang_up, break_off, says(200, ""), says(200, '{"ok": tru'), says(200, "<html>OK</html>")],
    ids=["hang up", "break off", "empty", "cut", "page"],
)
async def test_an_answer_lost_after_the_request_left_is_unknown(
    scene: Scene, telegram: Telegram, answer: Answer
) -> None:
    telegram.answers = [answer]
    assert isinstance(await scene.sender.deliver(card()), Unknown)
    assert len(telegram.calls) == 1


async def test_a_server_that_hangs_up_on_connecting_is_unknown(stage: Stage) -> None:
    async def slam(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.abort()

    async with await asyncio.start_server(slam, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        assert isinstance(await stage(f"http://127.0.0.1:{port}").sender.deliver(card()), Unknown)


async def test_an_answer_that_does_not_come_in_time_is_unknown(stage: Stage, telegram: Telegram) -> None:
    telegram.answers = [telegram.silence]
    scene = stage(str(telegram.server.make_url("/")), timeout=0.1)
    assert isinstance(await scene.sender.deliver(card()), Unknown)
    assert len(telegram.calls) == 1


@pytest.mark.parametrize(
    ("status", "description"),
    [
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: user is deactivated"),
        (403, "Forbidden: bot was kicked from the supergroup chat"),
        (403, "Forbidden: bot is not a member of the channel chat"),
        (403, "Forbidden: bot can't initiate conversation with a user"),
        (400, "Bad Request: chat not found"),
        (400, "Bad Request: PEER_ID_INVALID"),
        (400, "Bad Request: group chat was deactivated"),
        (400, "Bad Request: not enough rights to send text messages to the chat"),
        (400, "Bad Request: have no rights to send a message"),
        (400, "Bad Request: need administrator rights in the channel chat"),
        (400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
    ],
)
async def test_a_chat_that_cannot_be_written_to_is_gone_and_blocked(
    scene: Scene, telegram: Telegram, status: int, description: str
) -> None:
    telegram.answers = [refuses(status, description)] * 2
    assert await scene.sender.deliver(card()) == Gone(description)
    with pytest.raises(Blocked) as caught:
        await scene.sender.reply(card())
    assert caught.value.chat_id == 7
    assert len(telegram.calls) == 2


async def test_a_group_that_became_a_supergroup_has_moved(scene: Scene, telegram: Telegram) -> None:
    telegram.answers = [
        refuses(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-1009)
    ]
    assert await scene.sender.deliver(card(-9)) == Moved(-1009)


@pytest.mark.parametrize("description", ["can't parse entities: unclosed tag", "message is too long"])
async def test_a_message_that_telegram_refuses_is_rejected_aloud(
    scene: Scene, telegram: Telegram, description: str, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.answers = [refuses(400, f"Bad Request: {description}")] * 2
    assert isinstance(await scene.sender.deliver(card()), Rejected)
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    with pytest.raises(TelegramBadRequest):
        await scene.sender.reply(card())


async def test_a_delivery_must_name_its_chat(scene: Scene) -> None:
    nowhere = EditMessageText(inline_message_id="abc", text="A lock")
    with pytest.raises(ValueError, match="names no chat"):
        await scene.sender.deliver(nowhere)  # type: ignore[arg-type] # what a type checker would have said


async def test_a_reply_gives_what_telegram_gave(scene: Scene, telegram: Telegram) -> None:
    telegram.answers = [ACCEPTS, YES]
    sent = await scene.sender.reply(card())
    assert isinstance(sent, Message)
    assert sent.message_id == 501
    assert await scene.sender.reply(AnswerCallbackQuery(callback_query_id="1")) is True


async def test_messages_keep_the_chats_pace_but_edits_and_button_answers_do_not(
    scene: Scene, telegram: Telegram
) -> None:
    for _ in range(5):
        await scene.sender.reply(edit())
        telegram.answers = [YES, YES]
        await scene.sender.reply(AnswerCallbackQuery(callback_query_id="1"))
        await scene.sender.reply(SendChatAction(chat_id=7, action="typing"))
    assert scene.time.at == 0
    for _ in range(5):
        await scene.sender.reply(card())
    assert scene.time.at == pytest.approx(2)


async def test_a_reply_waits_out_a_short_flood_and_tries_again(scene: Scene, telegram: Telegram) -> None:
    telegram.answers = [refuses(429, "Too Many Requests: retry after 30", retry_after=30)] * 3
    assert await scene.sender.reply(card()) is not None
    assert scene.time.at == pytest.approx(90)
    assert len(telegram.calls) == 4


async def test_a_reply_is_given_up_after_three_more_tries(scene: Scene, telegram: Telegram) -> None:
    telegram.answers = [refuses(429, "Too Many Requests: retry after 2", retry_after=2)] * 9
    assert await scene.sender.reply(card()) is None
    assert len(telegram.calls) == 4


async def test_a_reply_is_given_up_at_once_in_a_long_flood(scene: Scene, telegram: Telegram) -> None:
    telegram.answers = [refuses(429, "Too Many Requests: retry after 31", retry_after=31)]
    assert await scene.sender.reply(card()) is None
    assert await scene.sender.reply(edit()) is None
    assert len(telegram.calls) == 1
    assert scene.time.at == 0


async def test_an_edit_obeys_the_pause_of_its_chat(scene: Scene, telegram: Telegram) -> None:
    scene.pace.refused(7, 12)
    assert await scene.sender.reply(edit()) is not None
    assert scene.time.at == pytest.approx(12)


async def test_a_limit_of_one_method_does_not_pause_the_bot(scene: Scene, telegram: Telegram) -> None:
    telegram.answers = [refuses(429, "Too Many Requests: retry after 3600", retry_after=3600)]
    assert await scene.sender.reply(SetMyCommands(commands=[])) is None
    assert await scene.sender.reply(card()) is not None


@pytest.mark.parametrize(
    ("method", "description"),
    [
        (edit(), "message is not modified: specified new message content and reply markup are the same"),
        (AnswerCallbackQuery(callback_query_id="1"), "query is too old and response timeout expired"),
        (DeleteMessage(chat_id=7, message_id=5), "message to delete not found"),
    ],
)
async def test_what_needs_no_doing_is_quiet(
    scene: Scene, telegram: Telegram, method: Any, description: str, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.answers = [refuses(400, f"Bad Request: {description}")]
    assert await scene.sender.reply(method) is None
    assert len(telegram.calls) == 1
    assert not caplog.records


@pytest.mark.parametrize(
    "description",
    [
        "message to edit not found",
        "message can't be edited",
        "MESSAGE_ID_INVALID",
        "there is no text in the message to edit",
    ],
)
async def test_an_edit_that_cannot_be_made_says_so(scene: Scene, telegram: Telegram, description: str) -> None:
    telegram.answers = [refuses(400, f"Bad Request: {description}")]
    with pytest.raises(CannotEdit):
        await scene.sender.reply(edit())


async def test_a_reply_outlasts_a_short_failure_of_the_server(scene: Scene, telegram: Telegram) -> None:
    telegram.answers = [says(502, "<html>"), refuses(500, "Internal Server Error")]
    assert await scene.sender.reply(card()) is not None
    assert scene.time.slept == pytest.approx([1, 2])


async def test_a_reply_tries_a_refused_connection_three_more_times(stage: Stage) -> None:
    scene = stage(f"http://127.0.0.1:{unused_port()}")
    assert await scene.sender.reply(edit()) is None
    assert scene.time.slept == pytest.approx([1, 2, 4])


@pytest.mark.parametrize(
    "method", [edit(), AnswerCallbackQuery(callback_query_id="1"), SendChatAction(chat_id=7, action="typing")]
)
async def test_what_may_be_done_twice_is_tried_once_more_when_its_answer_is_lost(
    scene: Scene, telegram: Telegram, method: Any
) -> None:
    telegram.answers = [hang_up, YES]
    assert await scene.sender.reply(method) is True
    telegram.answers = [hang_up, hang_up, YES]
    assert await scene.sender.reply(method) is None
    assert len(telegram.calls) == 4


@pytest.mark.parametrize(
    "method", [card(), SendDocument(chat_id=7, document=BufferedInputFile(b"{}", filename="mine.json"))]
)
async def test_a_message_whose_answer_is_lost_is_not_sent_again(
    scene: Scene, telegram: Telegram, method: Any, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.answers = [hang_up]
    assert await scene.sender.reply(method) is None
    assert len(telegram.calls) == 1
    assert [record.levelname for record in caplog.records] == ["WARNING"]


async def test_a_reply_follows_a_group_that_moved(scene: Scene, telegram: Telegram) -> None:
    telegram.answers = [refuses(400, "Bad Request: upgraded", migrate_to_chat_id=-1009)]
    assert await scene.sender.reply(card(-9)) is not None
    assert [call["chat_id"] for _, call in telegram.calls] == ["-9", "-1009"]


async def test_no_failure_shows_the_token(stage: Stage, telegram: Telegram, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    # The server's own access log is not ours to judge.
    caplog.set_level(logging.WARNING, logger="aiohttp.access")
    outcomes = []
    url = str(telegram.server.make_url("/"))
    for answer in (hang_up, break_off, telegram.silence, says(200, TOKEN), says(502, TOKEN)):
        telegram.answers = [answer]
        outcomes.append(await stage(url, timeout=0.2).sender.deliver(card()))
    outcomes.append(await stage(f"http://127.0.0.1:{unused_port()}").sender.deliver(card()))
    assert len([record for record in caplog.records if record.name == "bot.telegram.sender"]) == 6
    seen = f"{caplog.text} {[vars(record) for record in caplog.records]} {outcomes}"
    assert "canary" not in seen


async def test_the_sessions_own_errors_hold_no_address(stage: Stage, telegram: Telegram) -> None:
    gone = stage(f"http://127.0.0.1:{unused_port()}").bot
    with pytest.raises(NotSent) as not_sent:
        await gone(card())
    telegram.answers = [hang_up]
    with pytest.raises(TelegramNetworkError) as lost:
        await stage(str(telegram.server.make_url("/"))).bot(card())
    for error in (not_sent.value, lost.value):
        assert isinstance(error, TelegramAPIError)
        assert error.__cause__ is None
        assert error.__suppress_context__
        assert "127.0.0.1" not in str(error)
