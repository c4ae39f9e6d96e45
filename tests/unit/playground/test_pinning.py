from typing import Any

import pytest

from bot.playground.person import Person
from bot.playground.server import BotApiServer
from tests.unit.playground.api import Api

NO_RIGHTS = (400, "Bad Request: not enough rights to manage pinned messages in the chat")
METHODS = ("pinChatMessage", "unpinChatMessage", "unpinAllChatMessages")


@pytest.fixture
async def sent(api: Api, alice: Person) -> dict[str, Any]:
    message = (await api("sendMessage", chat_id=alice.id, text="a")).result
    return {"chat_id": alice.id, "message_id": message["message_id"]}


async def test_a_pin_is_told_by_a_service_message(api: Api, alice: Person, sent: dict[str, Any]) -> None:
    await api("getUpdates", offset=2**31)
    assert (await api("pinChatMessage", **sent)).result is True
    told = (await api("getUpdates")).result[0]["message"]
    assert told["pinned_message"]["message_id"] == sent["message_id"]
    assert alice.screen.text == "a"
    assert (await api("getChat", chat_id=alice.id)).result["pinned_message"]["text"] == "a"
    assert (await api("pinChatMessage", **sent)).refused == (400, "Bad Request: CHAT_NOT_MODIFIED")
    refused = (await api("pinChatMessage", chat_id=alice.id, message_id=told["message_id"])).refused
    assert refused == (400, "Bad Request: service messages can't be pinned")
    refused = (await api("pinChatMessage", chat_id=alice.id, message_id=1)).refused
    assert refused == (400, "Bad Request: message to pin not found")


async def test_an_unpin_takes_the_newest_or_the_one_that_is_named(
    api: Api, alice: Person, sent: dict[str, Any]
) -> None:
    first = alice.messages[0].id
    for message_id in (sent["message_id"], first):
        await api("pinChatMessage", chat_id=alice.id, message_id=message_id)
    assert (await api("unpinChatMessage", chat_id=alice.id)).result is True
    assert [message.id for message in alice.messages if message.pinned] == [first]
    assert (await api("unpinChatMessage", **sent)).refused == (400, "Bad Request: CHAT_NOT_MODIFIED")
    assert (await api("unpinChatMessage", chat_id=alice.id, message_id=first)).result is True
    missing = (400, "Bad Request: message to unpin not found")
    assert (await api("unpinChatMessage", chat_id=alice.id)).refused == missing
    assert (await api("unpinChatMessage", chat_id=alice.id, message_id=1)).refused == missing


async def test_all_can_be_unpinned_at_once(api: Api, alice: Person, sent: dict[str, Any]) -> None:
    await api("pinChatMessage", **sent)
    assert (await api("unpinAllChatMessages", chat_id=alice.id)).result is True
    assert not any(message.pinned for message in alice.messages)
    assert (await api("unpinAllChatMessages", chat_id=alice.id)).result is True


@pytest.mark.parametrize("method", METHODS)
async def test_pins_need_a_right_in_groups_and_channels(
    server: BotApiServer, api: Api, alice: Person, method: str
) -> None:
    group, channel = server.group("Study"), server.channel("News")
    for chat, right in ((group, "can_pin_messages"), (channel, "can_edit_messages")):
        sent = (await api("sendMessage", chat_id=chat.id, text="a")).result["message_id"]
        chat.members.update({42: "administrator", alice.id: "creator"})
        alice.client.seat_bot(chat, "administrator", frozenset({"can_manage_chat"}))
        which = {} if method == "unpinAllChatMessages" else {"message_id": sent}
        chat.messages[sent].pinned = method != "pinChatMessage"
        assert (await api(method, chat_id=chat.id, **which)).refused == NO_RIGHTS
        alice.client.seat_bot(chat, "administrator", frozenset({right}))
        assert (await api(method, chat_id=chat.id, **which)).result is True


async def test_a_pin_in_a_channel_is_a_post(server: BotApiServer, api: Api) -> None:
    channel = server.channel("News")
    sent = (await api("sendMessage", chat_id=channel.id, text="a")).result["message_id"]
    await api("getUpdates", offset=2**31)
    await api("pinChatMessage", chat_id=channel.id, message_id=sent)
    assert (await api("getUpdates")).result[0]["channel_post"]["pinned_message"]["message_id"] == sent
