"""Deliveries: every way in which one can end, and what becomes of it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import (
    DeleteMessage,
    DeleteMessages,
    EditMessageText,
    SendMessage,
    SendPoll,
)
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import unused_port

from bot.domain.delivery import Gone, Later, Moved, Rejected, Sent, Unknown
from bot.telegram.sender import ApiSession, Blocked
from tests.unit.sender.stage import (
    ACCEPTS,
    NOON,
    YES,
    Answer,
    Scene,
    Stage,
    Telegram,
    break_off,
    card,
    edit,
    hang_up,
    message,
    refuses,
    says,
)


async def test_a_delivery_is_sent_and_its_message_known(scene: Scene, telegram: Telegram) -> None:
    assert await scene.sender.deliver(card()) == Sent(501)
    assert telegram.calls == [("sendMessage", {"chat_id": "7", "text": "What is the GIL?"})]


async def test_what_is_wanted_no_more_when_its_turn_has_come_is_not_sent(scene: Scene, telegram: Telegram) -> None:
    asked_at: list[float] = []

    async def wanted() -> bool:
        asked_at.append(scene.time.at)
        return len(asked_at) <= 26

    outcomes = [await scene.sender.deliver_if(wanted, card(chat)) for chat in range(1, 28)]
    assert outcomes == [Sent(501)] * 26 + [None]
    assert len(telegram.calls) == 26
    assert asked_at[25] == pytest.approx(1.0), "asked after the wait for its turn, not before"


async def test_deliveries_keep_the_bulk_pace(scene: Scene, telegram: Telegram) -> None:
    for chat in range(1, 27):
        await scene.sender.deliver(card(chat))
    assert scene.time.at == pytest.approx(1.0)


async def test_a_message_with_news_from_a_later_api_counts_as_sent(scene: Scene, telegram: Telegram) -> None:
    telegram.answers = [says(200, {"ok": True, "result": {"message_id": 77, "date": "a new kind of date"}})]
    assert await scene.sender.deliver(card()) == Sent(77)


async def test_a_poll_is_sent_and_its_number_known(scene: Scene, telegram: Telegram) -> None:
    poll = {"id": "p1", "question": "Why?", "options": [], "total_voter_count": 0, "type": "quiz"}
    poll |= dict.fromkeys(("is_closed", "is_anonymous", "allows_multiple_answers", "allows_revoting"), False)
    telegram.answers = [
        says(200, {"ok": True, "result": message(poll=poll | {"members_only": False})}),
        says(200, {"ok": True, "result": message(poll={"id": "p2", "options": "a new kind of options"})}),
    ]
    asked = SendPoll(chat_id=7, question="Why?", options=["A", "B"])
    assert await scene.sender.deliver(asked) == Sent(501, "p1")
    assert await scene.sender.deliver(asked) == Sent(501, "p2")


async def test_a_public_message_is_never_tried_again_where_telegrams_servers_fail(
    scene: Scene, telegram: Telegram
) -> None:
    telegram.answers = [says(502, "<html>Bad Gateway</html>"), says(502, "<html>Bad Gateway</html>")]
    assert isinstance(await scene.sender.deliver(card(), public=True), Unknown)
    assert isinstance(await scene.sender.deliver(card()), Later)


async def test_an_edit_or_removal_with_nothing_left_to_do_is_done(scene: Scene, telegram: Telegram) -> None:
    telegram.answers = [
        refuses(400, "Bad Request: message is not modified: specified new message content is the same"),
        refuses(400, "Bad Request: message to delete not found"),
        YES,
    ]
    assert await scene.sender.deliver(edit()) == Sent(5)
    assert await scene.sender.deliver(DeleteMessage(chat_id=7, message_id=9)) == Sent(9)
    assert await scene.sender.deliver(DeleteMessages(chat_id=7, message_ids=[9])) == Sent(0)


async def test_an_edit_that_cannot_be_made_is_no_bug(
    scene: Scene, telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.answers = [refuses(400, "Bad Request: message can't be edited")]
    assert isinstance(await scene.sender.deliver(edit()), Rejected)
    assert caplog.records == []


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
    assert await scene.sender.deliver(card(7)) == Later(NOON + timedelta(seconds=35), "not this chat's turn")
    assert [call["chat_id"] for _, call in telegram.calls] == ["7"]
    assert await scene.sender.deliver(card(8)) == Sent(501)
    scene.time.at = 35
    assert await scene.sender.deliver(card(7)) == Sent(501)


async def test_many_messages_for_one_group_keep_no_worker_waiting(scene: Scene, telegram: Telegram) -> None:
    outcomes = [await scene.sender.deliver(card(-100)) for _ in range(6)]
    assert [type(outcome) for outcome in outcomes] == [Sent, Sent, Sent, Later, Later, Later]
    assert len(telegram.calls) == 3
    assert await scene.sender.deliver(card(-200)) == Sent(501)
    scene.time.at = 4
    assert await scene.sender.deliver(card(-100)) == Sent(501)


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
        await scene.sender.deliver(nowhere)
