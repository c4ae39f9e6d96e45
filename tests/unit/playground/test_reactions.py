from typing import Any

import pytest

from bot.playground.client import Impossible
from bot.playground.person import Person
from bot.playground.server import BotApiServer
from tests.unit.playground.api import Api

HEART = [{"type": "emoji", "emoji": "❤"}]
KINDS = ["message", "message_reaction", "message_reaction_count"]


async def _heard(api: Api) -> list[list[str]]:
    return [list(update)[1:] for update in (await api("getUpdates")).result]


async def test_a_reaction_of_the_bot_is_kept_and_not_told(server: BotApiServer, api: Api, alice: Person) -> None:
    await api("getUpdates", offset=2**31, allowed_updates=KINDS)
    call = {"chat_id": alice.id, "message_id": alice.messages[0].id}
    assert (await api("setMessageReaction", **call, reaction=HEART)).result is True
    assert alice.messages[0].reactions == {42: "❤"}
    assert (await api("setMessageReaction", **call)).result is True
    assert alice.messages[0].reactions == {}
    assert await _heard(api) == []


@pytest.mark.parametrize(
    ("reaction", "why"),
    [
        ([{"type": "emoji", "emoji": "🐍"}], "REACTION_INVALID"),
        ([{"type": "custom_emoji", "custom_emoji_id": "5"}], "REACTION_INVALID"),
        ([{"type": "paid"}], "bots can't use paid reactions"),
        (HEART * 2, "REACTIONS_TOO_MANY"),
    ],
)
async def test_the_bot_has_one_reaction_of_those_that_are_known(
    api: Api, alice: Person, reaction: list[dict[str, Any]], why: str
) -> None:
    call = {"chat_id": alice.id, "message_id": alice.messages[0].id}
    assert (await api("setMessageReaction", **call, reaction=reaction)).refused == (400, f"Bad Request: {why}")


async def test_what_is_reacted_to_must_be_there(server: BotApiServer, api: Api, alice: Person) -> None:
    refused = (await api("setMessageReaction", chat_id=alice.id, message_id=1, reaction=HEART)).refused
    assert refused == (400, "Bad Request: message to react not found")
    shared = alice.client.share_chat(1, server.channel("News"))
    refused = (await api("setMessageReaction", chat_id=alice.id, message_id=shared.id, reaction=HEART)).refused
    assert refused == (400, "Bad Request: the message can't be reacted to")


async def test_in_an_album_the_first_message_gets_the_reaction(server: BotApiServer, api: Api, alice: Person) -> None:
    files = [server.telegram.add_file("a.txt", b"a") for _ in range(3)]
    gone, first, second = alice.client.send_files(alice.chat, files)
    alice.client.delete(gone)
    await api("setMessageReaction", chat_id=alice.id, message_id=second.id, reaction=HEART)
    assert (first.reactions, second.reactions) == ({42: "❤"}, {})


async def test_a_persons_reaction_is_told_if_the_bot_asked_for_it(
    server: BotApiServer, api: Api, alice: Person
) -> None:
    await api("getUpdates", offset=2**31)
    message = alice.messages[0]
    alice.client.react(message, "❤")
    assert await _heard(api) == []
    await api("getUpdates", allowed_updates=KINDS)
    alice.client.react(message, "❤")
    alice.client.react(message, "👍")
    alice.client.react(message, None)
    told = [update["message_reaction"] for update in (await api("getUpdates")).result]
    emoji = [
        tuple("".join(one["emoji"] for one in update[side]) for side in ("old_reaction", "new_reaction"))
        for update in told
    ]
    assert emoji == [("❤", "👍"), ("👍", "")]
    assert (told[0]["user"]["id"], told[0]["message_id"]) == (alice.id, message.id)


async def test_in_a_group_reactions_are_told_to_administrators(server: BotApiServer, api: Api, alice: Person) -> None:
    await api("getUpdates", offset=2**31, allowed_updates=KINDS)
    group = server.group("Study", alice)
    message = alice.at(group).say("hello")
    alice.client.react(message, "❤")
    assert await _heard(api) == []
    group.members[42] = "administrator"
    alice.client.react(message, "👍")
    assert await _heard(api) == [["message_reaction"]]


async def test_in_a_channel_only_their_number_is_told(server: BotApiServer, api: Api, alice: Person) -> None:
    await api("getUpdates", offset=2**31, allowed_updates=KINDS)
    channel = server.channel("News", username="sobes_news")
    post = server.post(channel, "new")
    alice.client.react(post, "❤")
    counted = (await api("getUpdates")).result[0]["message_reaction_count"]
    assert counted["reactions"] == [{"type": HEART[0], "total_count": 1}]
    assert "user" not in counted


async def test_an_app_offers_only_known_reactions_to_what_can_be_seen(server: BotApiServer, alice: Person) -> None:
    with pytest.raises(Impossible, match="is no reaction"):
        alice.client.react(alice.messages[0], "🐍")
    elsewhere = server.post(server.channel("News"), "new")
    with pytest.raises(Impossible, match="not a member"):
        alice.client.react(elsewhere, "❤")
    bob = server.person("Bob")
    with pytest.raises(Impossible, match="belongs to somebody else"):
        bob.client.react(alice.messages[0], "❤")
    alice.client.delete(alice.messages[0])
    with pytest.raises(Impossible, match="gone"):
        alice.client.react(next(iter(alice.chat.messages.values())), "❤")
