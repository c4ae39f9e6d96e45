"""Replies: pace, floods, what is tried again and what never."""

import logging
from typing import Any

import pytest
from aiogram.exceptions import TelegramAPIError, TelegramNetworkError
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    SendChatAction,
    SendDocument,
    SetMyCommands,
)
from aiogram.types import BufferedInputFile, Message
from aiohttp.test_utils import unused_port

from bot.telegram.sender import CannotEdit, NotSent
from tests.unit.sender.stage import (
    ACCEPTS,
    TOKEN,
    YES,
    Scene,
    Stage,
    Telegram,
    break_off,
    card,
    edit,
    hang_up,
    refuses,
    says,
)


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
