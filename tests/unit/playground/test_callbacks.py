from typing import Any

import pytest

from bot.playground.chats import CallbackQuery
from bot.playground.person import Person
from tests.unit.playground.api import Api, Time

LATE = (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")


@pytest.fixture
async def query(api: Api, alice: Person) -> CallbackQuery:
    """A button that Alice has pressed."""
    markup = {"inline_keyboard": [[{"text": "Good · 4d", "callback_data": "rate:3"}]]}
    await api("sendMessage", chat_id=alice.id, text="a", reply_markup=markup)
    return alice.tap("Good")


async def test_the_bot_hears_of_a_press(api: Api, alice: Person, query: CallbackQuery) -> None:
    update = (await api("getUpdates")).result[-1]
    heard = update["callback_query"]
    assert (heard["id"], heard["data"], heard["from"]["id"]) == (query.id, "rate:3", alice.id)
    assert heard["message"]["reply_markup"]["inline_keyboard"][0][0]["text"] == "Good · 4d"
    assert heard["chat_instance"]


async def test_a_query_is_answered_once(api: Api, alice: Person, query: CallbackQuery) -> None:
    assert (await api("answerCallbackQuery", callback_query_id=query.id, text="Done", show_alert=True)).result is True
    assert (alice.toast, alice.alert) == ("Done", True)
    assert (await api("answerCallbackQuery", callback_query_id=query.id)).refused == LATE
    assert (await api("answerCallbackQuery", callback_query_id="1")).refused == LATE


async def test_a_query_is_answered_in_time(api: Api, query: CallbackQuery, time: Time) -> None:
    time.pass_by(15.1)
    assert (await api("answerCallbackQuery", callback_query_id=query.id)).refused == LATE


async def test_a_toast_has_at_most_200_characters(api: Api, query: CallbackQuery) -> None:
    call = {"callback_query_id": query.id}
    too_long = (400, "Bad Request: MESSAGE_TOO_LONG")
    assert (await api("answerCallbackQuery", **call, text="a" * 201)).refused == too_long
    assert (await api("answerCallbackQuery", **call, text="a" * 200)).result is True


@pytest.mark.parametrize(
    ("url", "allowed"),
    [("https://t.me/sobes_test_bot?start=a", True), ("https://example.com/", False), ("nowhere", False)],
)
async def test_a_query_opens_only_the_bot_itself(api: Api, query: CallbackQuery, url: str, allowed: bool) -> None:
    answer = await api("answerCallbackQuery", callback_query_id=query.id, url=url)
    assert answer.result if allowed else answer.refused == (400, "Bad Request: URL_INVALID")


async def test_a_press_on_a_deleted_message_shows_no_content(api: Api, alice: Person, query: CallbackQuery) -> None:
    message = query.message
    await api("deleteMessage", chat_id=alice.id, message_id=message.id)
    shown: dict[str, Any] = query.as_json()["message"]
    assert (shown["message_id"], shown["date"], "text" in shown) == (message.id, 0, False)
