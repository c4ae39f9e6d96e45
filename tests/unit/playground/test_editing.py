from typing import Any

import pytest

from bot.playground.person import Person
from bot.playground.server import BotApiServer
from tests.unit.playground.api import Api, Time

BUTTONS = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
NOT_MODIFIED = (
    400,
    (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
        " as a current content and reply markup of the message"
    ),
)


@pytest.fixture
async def sent(api: Api, alice: Person) -> dict[str, Any]:
    """Chat and id of a message of the bot with a keyboard."""
    answer = await api("sendMessage", chat_id=alice.id, text="<b>a</b>", parse_mode="HTML", reply_markup=BUTTONS)
    return {"chat_id": alice.id, "message_id": answer.result["message_id"]}


async def test_an_edit_replaces_text_and_keyboard(api: Api, alice: Person, sent: dict[str, Any], time: Time) -> None:
    time.pass_by(5)
    edited = (await api("editMessageText", **sent, text="b")).result
    assert (edited["text"], edited["edit_date"] - edited["date"]) == ("b", 5)
    assert "reply_markup" not in edited
    assert (alice.screen.text, alice.screen.buttons) == ("b", [])


async def test_an_edit_that_changes_nothing_is_refused(api: Api, sent: dict[str, Any]) -> None:
    same = {**sent, "text": "<i></i><b>a</b> ", "parse_mode": "HTML", "reply_markup": BUTTONS}
    assert (await api("editMessageText", **same)).refused == NOT_MODIFIED
    assert (await api("editMessageText", **sent, text="a", reply_markup=BUTTONS)).result
    assert (await api("editMessageReplyMarkup", **sent, reply_markup=BUTTONS)).refused == NOT_MODIFIED
    assert "reply_markup" not in (await api("editMessageReplyMarkup", **sent)).result
    assert (await api("editMessageReplyMarkup", **sent)).refused == NOT_MODIFIED


async def test_an_edit_obeys_the_limits_of_a_message(api: Api, sent: dict[str, Any]) -> None:
    assert (await api("editMessageText", **sent, text="a" * 4097)).refused == (400, "Bad Request: message is too long")
    assert (await api("editMessageText", **sent)).refused == (400, "Bad Request: message text is empty")
    wrong = {"inline_keyboard": [[{"text": "a", "callback_data": "a" * 65}]]}
    refused = (await api("editMessageReplyMarkup", **sent, reply_markup=wrong)).refused
    assert refused == (400, "Bad Request: BUTTON_DATA_INVALID")


async def test_an_edit_takes_no_reply_keyboard(api: Api, sent: dict[str, Any]) -> None:
    markup = {"keyboard": [[{"text": "a"}]]}
    assert (await api("editMessageText", **sent, text="b", reply_markup=markup)).refused[0] == 400


async def test_an_edit_needs_a_message_of_the_bot(api: Api, alice: Person, sent: dict[str, Any]) -> None:
    missing = (400, "Bad Request: message to edit not found")
    assert (await api("editMessageText", chat_id=alice.id, message_id=1, text="b")).refused == missing
    own = alice.messages[0].id
    refused = (await api("editMessageText", chat_id=alice.id, message_id=own, text="b")).refused
    assert refused == (400, "Bad Request: message can't be edited")
    assert (await api("deleteMessage", **sent)).result is True
    assert (await api("editMessageText", **sent, text="b")).refused == missing


async def test_an_edit_says_which_message(api: Api, alice: Person) -> None:
    assert (await api("editMessageText", text="b")).refused == (400, "Bad Request: chat_id is empty")
    refused = (await api("editMessageText", chat_id=alice.id, text="b")).refused
    assert refused == (400, "Bad Request: message identifier is not specified")


async def test_a_message_can_be_deleted_once(api: Api, alice: Person, sent: dict[str, Any]) -> None:
    assert (await api("deleteMessage", **sent)).result is True
    assert [message.text for message in alice.messages] == ["/start"]
    assert (await api("deleteMessage", **sent)).refused == (400, "Bad Request: message to delete not found")


async def test_a_message_can_be_deleted_for_48_hours(api: Api, sent: dict[str, Any], time: Time) -> None:
    time.pass_by(48 * 3600 + 1)
    refused = (await api("deleteMessage", **sent)).refused
    assert refused == (400, "Bad Request: message can't be deleted for everyone")


async def test_in_a_group_only_an_administrator_deletes_what_others_said(server: BotApiServer, api: Api) -> None:
    bob = server.person("Bob")
    group = server.group("Study", bob)
    said = bob.at(group).say("/quiz")
    call = {"chat_id": group.id, "message_id": said.id}
    assert (await api("deleteMessage", **call)).refused == (400, "Bad Request: message can't be deleted")
    group.members[42] = "administrator"
    assert (await api("deleteMessage", **call)).result is True


async def test_what_was_forwarded_or_tells_of_something_cannot_be_edited(api: Api, alice: Person) -> None:
    cannot = (400, "Bad Request: message can't be edited")
    call = {"chat_id": alice.id, "from_chat_id": alice.id, "message_id": alice.messages[0].id}
    forwarded = (await api("forwardMessage", **call)).result["message_id"]
    assert (await api("editMessageText", chat_id=alice.id, message_id=forwarded, text="b")).refused == cannot
    await api("pinChatMessage", chat_id=alice.id, message_id=forwarded)
    told = max(alice.chat.messages)
    assert (await api("editMessageReplyMarkup", chat_id=alice.id, message_id=told)).refused == cannot


async def test_own_messages_can_always_be_edited(api: Api, sent: dict[str, Any], time: Time) -> None:
    time.pass_by(48 * 3600 + 1)
    assert (await api("editMessageText", **sent, text="b")).result


async def test_several_messages_are_deleted_at_once(api: Api, alice: Person, sent: dict[str, Any]) -> None:
    ids = [alice.messages[0].id, sent["message_id"], 1]
    assert (await api("deleteMessages", chat_id=alice.id, message_ids=ids)).result is True
    assert alice.messages == []


@pytest.mark.parametrize(
    ("ids", "why"),
    [
        ([], "message identifiers are not specified"),
        (list(range(1, 102)), "too many message identifiers specified"),
        ([0], "invalid message identifier specified"),
        ([True], 'can\'t parse "message_ids": Input should be a valid integer at 0'),
    ],
)
async def test_the_list_of_what_is_deleted_is_checked(api: Api, alice: Person, ids: list[Any], why: str) -> None:
    refused = (await api("deleteMessages", chat_id=alice.id, message_ids=ids)).refused
    assert refused == (400, f"Bad Request: {why}")


async def test_one_that_cannot_be_deleted_keeps_them_all(
    api: Api, alice: Person, sent: dict[str, Any], time: Time
) -> None:
    time.pass_by(48 * 3600 + 1)
    newer = alice.say("a").id
    refused = (await api("deleteMessages", chat_id=alice.id, message_ids=[newer, sent["message_id"]])).refused
    assert refused == (400, "Bad Request: message can't be deleted for everyone")
    assert alice.messages[-1].id == newer
