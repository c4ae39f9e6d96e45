from typing import Any

import pytest

from bot.playground.person import Person
from bot.playground.server import BotApiServer
from tests.unit.playground.api import Api


async def _send(api: Api, chat_id: int, *buttons: dict[str, Any], rows: int = 1) -> Any:
    markup = {"inline_keyboard": [list(buttons)] * rows}
    return await api("sendMessage", chat_id=chat_id, text="a", reply_markup=markup)


@pytest.mark.parametrize(
    "button",
    [
        {"text": "a", "callback_data": "a"},
        {"text": "a", "callback_data": "я" * 32, "style": "success"},
        {"text": "a", "url": "https://t.me/sobes_test_bot?start=c_a"},
        {"text": "a", "url": "tg://resolve?domain=a"},
        {"text": "a", "copy_text": {"text": "a" * 256}},
    ],
)
async def test_good_buttons_are_kept_as_they_are(api: Api, alice: Person, button: dict[str, Any]) -> None:
    assert (await _send(api, alice.id, button)).result["reply_markup"]["inline_keyboard"] == [[button]]


@pytest.mark.parametrize(
    ("button", "why"),
    [
        ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "a" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "я" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": " ", "callback_data": "a"}, "text of a button must be non-empty"),
        ({"text": "a"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "a", "callback_data": "a", "url": "https://t.me/"}, "exactly one action is expected"),
        ({"text": "a", "url": "nowhere"}, "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
        ({"text": "a", "url": "https://localhost/a"}, "Wrong HTTP URL"),
        ({"text": "a", "url": "javascript:alert(1)"}, "Wrong HTTP URL"),
        ({"text": "a", "copy_text": {"text": "a" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "a", "pay": True}, "BUTTON_TYPE_INVALID"),
        ({"text": "a", "callback_data": "a", "style": "pink"}, "invalid button style"),
    ],
)
async def test_wrong_buttons_are_refused(api: Api, alice: Person, button: dict[str, Any], why: str) -> None:
    status, description = (await _send(api, alice.id, button)).refused
    assert status == 400
    assert why in description


async def test_a_keyboard_has_at_most_a_hundred_buttons_and_eight_in_a_row(api: Api, alice: Person) -> None:
    button = {"text": "a", "callback_data": "a"}
    too_long = (400, "Bad Request: reply markup is too long")
    assert (await _send(api, alice.id, *[button] * 5, rows=20)).result
    assert (await _send(api, alice.id, button, rows=101)).refused == too_long
    assert (await _send(api, alice.id, *[button] * 8)).result
    assert (await _send(api, alice.id, *[button] * 9)).refused == too_long


async def test_empty_rows_vanish(api: Api, alice: Person) -> None:
    button = {"text": "a", "callback_data": "a"}
    markup = {"inline_keyboard": [[], [button], []]}
    sent = (await api("sendMessage", chat_id=alice.id, text="a", reply_markup=markup)).result
    assert sent["reply_markup"]["inline_keyboard"] == [[button]]
    markup = {"inline_keyboard": [[]]}
    assert "reply_markup" not in (await api("sendMessage", chat_id=alice.id, text="a", reply_markup=markup)).result


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        ({"keyboard": [[{"text": "a"}]]}, None),
        ({"keyboard": [[{"text": "a"}]], "input_field_placeholder": "a" * 64}, None),
        ({"remove_keyboard": True}, None),
        ({"force_reply": True}, None),
        ({"keyboard": []}, "reply markup is empty"),
        ({"keyboard": [[{"text": ""}]]}, "text of a button must be non-empty"),
        ({"force_reply": True, "input_field_placeholder": "a" * 65}, "input field placeholder is too long"),
        ({"buttons": []}, "object expected as reply markup"),
    ],
)
async def test_reply_keyboards_are_checked(api: Api, alice: Person, markup: dict[str, Any], why: str | None) -> None:
    answer = await api("sendMessage", chat_id=alice.id, text="a", reply_markup=markup)
    if why is None:
        assert "reply_markup" not in answer.result
    else:
        assert why in answer.refused[1]


async def test_a_channel_takes_no_reply_keyboard(server: BotApiServer, api: Api) -> None:
    channel = server.channel("News")
    answer = await api("sendMessage", chat_id=channel.id, text="a", reply_markup={"keyboard": [[{"text": "a"}]]})
    assert answer.refused == (400, "Bad Request: reply keyboards can't be sent to channels")


@pytest.mark.parametrize(
    ("button", "why"),
    [
        ({"request_contact": True}, "phone number can be requested in private chats only"),
        ({"request_location": True}, "location can be requested in private chats only"),
        ({"request_poll": {}}, "poll can be requested in private chats only"),
        ({"request_users": {"request_id": 1}}, "users can be requested in private chats only"),
        ({"request_chat": {"request_id": 1, "chat_is_channel": True}}, "chats can be requested in private chats only"),
        ({"web_app": {"url": "https://t.me/"}}, "Web App buttons can be used in private chats only"),
    ],
)
async def test_some_buttons_stand_in_private_chats_only(
    server: BotApiServer, api: Api, alice: Person, button: dict[str, Any], why: str
) -> None:
    call = {"text": "a", "reply_markup": {"keyboard": [[{"text": "a", **button}]]}}
    assert (await api("sendMessage", chat_id=alice.id, **call)).result
    group = server.group("Study")
    assert (await api("sendMessage", chat_id=group.id, **call)).refused == (400, f"Bad Request: {why}")
