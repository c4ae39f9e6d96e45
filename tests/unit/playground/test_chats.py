"""Groups and channels: who may do what, what they tell of themselves, how they move."""

from typing import Any

import pytest

from bot.playground.chats import Chat
from bot.playground.client import Impossible
from bot.playground.person import Person
from bot.playground.server import BotApiServer
from tests.unit.playground.api import Api, Time

KICKED = (403, "Forbidden: bot was kicked from the supergroup chat")
LEFT = (403, "Forbidden: bot is not a member of the supergroup chat")


@pytest.fixture
def group(server: BotApiServer, alice: Person) -> Chat:
    """A group that Alice owns, with the bot as a plain member."""
    group = server.group("Study")
    group.members[alice.id] = "creator"
    return group


@pytest.fixture
def channel(server: BotApiServer, alice: Person) -> Chat:
    """A channel that Alice owns, with the bot as administrator."""
    channel = server.channel("News")
    channel.members[alice.id] = "creator"
    return channel


@pytest.mark.parametrize("method", ["getChat", "getChatAdministrators", "getChatMemberCount"])
async def test_a_chat_is_shown_to_who_is_in_there(api: Api, group: Chat, method: str) -> None:
    assert (await api(method, chat_id=group.id)).result
    group.members[42] = "left"
    assert (await api(method, chat_id=group.id)).refused == LEFT
    group.username = "sobes_study"
    assert (await api(method, chat_id=group.id)).result
    group.members[42] = "kicked"
    assert (await api(method, chat_id=group.id)).refused == KICKED


async def test_a_public_chat_can_be_seen_from_outside_but_not_written_to(api: Api, group: Chat) -> None:
    group.username = "sobes_study"
    group.members[42] = "left"
    assert (await api("sendMessage", chat_id=group.id, text="a")).refused == LEFT
    assert (await api("pinChatMessage", chat_id=group.id, message_id=1)).refused == LEFT


async def test_a_group_tells_what_its_members_may_do(api: Api, group: Chat) -> None:
    assert all((await api("getChat", chat_id=group.id)).result["permissions"].values())
    group.permissions = frozenset({"can_send_messages"})
    permissions = (await api("getChat", chat_id=group.id)).result["permissions"]
    assert [name for name, granted in permissions.items() if granted] == ["can_send_messages"]


async def test_a_public_chat_tells_its_name(api: Api, channel: Chat) -> None:
    channel.username = "sobes_news"
    full = (await api("getChat", chat_id="@sobes_news")).result
    assert full["active_usernames"] == ["sobes_news"]
    assert "permissions" not in full


async def test_administrators_are_listed_with_the_owner_first(api: Api, alice: Person, group: Chat) -> None:
    group.members[42] = "administrator"
    found = (await api("getChatAdministrators", chat_id=group.id)).result
    assert [(one["status"], one["user"]["id"]) for one in found] == [("creator", alice.id), ("administrator", 42)]
    refused = (await api("getChatAdministrators", chat_id=alice.id)).refused
    assert refused == (400, "Bad Request: there are no administrators in the private chat")


async def test_members_are_counted_while_they_are_there(
    server: BotApiServer, api: Api, alice: Person, group: Chat
) -> None:
    bob = server.person("Bob")
    group.members[bob.id] = "restricted"
    assert (await api("getChatMemberCount", chat_id=group.id)).result == 3
    group.members[bob.id] = "left"
    assert (await api("getChatMemberCount", chat_id=group.id)).result == 2
    assert (await api("getChatMemberCount", chat_id=alice.id)).result == 2


async def test_a_restricted_member_is_shown_with_what_is_left(api: Api, group: Chat) -> None:
    group.members[42] = "restricted"
    group.restrictions[42] = frozenset({"can_send_polls"})
    member = (await api("getChatMember", chat_id=group.id, user_id=42)).result
    assert (member["status"], member["is_member"]) == ("restricted", True)
    assert (member["can_send_polls"], member["can_send_messages"]) == (True, False)


async def test_a_bot_that_leaves_hears_of_it_and_is_out(api: Api, alice: Person, group: Chat) -> None:
    await api("getUpdates", offset=2**31)
    assert (await api("leaveChat", chat_id=group.id)).result is True
    change = (await api("getUpdates")).result[-1]["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "left")
    assert (await api("sendMessage", chat_id=group.id, text="a")).refused == LEFT
    assert (await api("leaveChat", chat_id=group.id)).refused == LEFT
    refused = (await api("leaveChat", chat_id=alice.id)).refused
    assert refused == (400, "Bad Request: chat member status can't be changed in private chats")


async def test_what_a_group_forbids_is_not_sent(api: Api, group: Chat) -> None:
    poll = {"chat_id": group.id, "question": "a", "options": ["b", "c"]}
    group.permissions = frozenset({"can_send_polls"})
    refused = (await api("sendMessage", chat_id=group.id, text="a")).refused
    assert refused == (400, "Bad Request: not enough rights to send text messages to the chat")
    assert (await api("sendPoll", **poll)).result
    group.permissions = frozenset({"can_send_messages"})
    assert (await api("sendMessage", chat_id=group.id, text="a")).result
    assert (await api("sendPoll", **poll)).refused == (400, "Bad Request: not enough rights to send polls to the chat")
    group.members[42] = "administrator"
    assert (await api("sendPoll", **poll)).result


async def test_a_restricted_bot_sends_what_is_left_to_it(api: Api, group: Chat) -> None:
    group.members[42] = "restricted"
    refused = (await api("sendMessage", chat_id=group.id, text="a")).refused
    assert refused == (400, "Bad Request: not enough rights to send text messages to the chat")
    group.restrictions[42] = frozenset({"can_send_messages"})
    assert (await api("sendMessage", chat_id=group.id, text="a")).result


async def test_a_post_needs_the_right_to_post(api: Api, alice: Person, channel: Chat) -> None:
    alice.client.seat_bot(channel, "administrator", frozenset({"can_edit_messages"}))
    refused = (await api("sendMessage", chat_id=channel.id, text="a")).refused
    assert refused == (400, "Bad Request: need administrator rights in the channel chat")
    alice.client.seat_bot(channel, "administrator", frozenset({"can_post_messages"}))
    assert (await api("sendMessage", chat_id=channel.id, text="a")).result


async def test_a_post_of_somebody_else_is_edited_with_a_right_and_for_48_hours(
    api: Api, alice: Person, channel: Chat, time: Time
) -> None:
    post = alice.at(channel).say("a")
    edit = {"chat_id": channel.id, "message_id": post.id}
    keyboard = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
    cannot = (400, "Bad Request: message can't be edited")
    alice.client.seat_bot(channel, "administrator", frozenset({"can_post_messages"}))
    assert (await api("editMessageText", **edit, text="b")).refused == cannot
    alice.client.seat_bot(channel, "administrator", frozenset({"can_edit_messages"}))
    assert (await api("editMessageText", **edit, text="b")).result["text"] == "b"
    time.pass_by(48 * 3600 + 1)
    assert (await api("editMessageText", **edit, text="c")).refused == cannot
    assert (await api("editMessageReplyMarkup", **edit, reply_markup=keyboard)).result


async def test_an_own_post_is_edited_with_the_right_to_post_or_to_edit(api: Api, alice: Person, channel: Chat) -> None:
    sent = (await api("sendMessage", chat_id=channel.id, text="a")).result["message_id"]
    edit = {"chat_id": channel.id, "message_id": sent}
    alice.client.seat_bot(channel, "administrator", frozenset({"can_manage_chat"}))
    refused = (await api("editMessageText", **edit, text="b")).refused
    assert refused == (400, "Bad Request: message can't be edited")
    alice.client.seat_bot(channel, "administrator", frozenset({"can_post_messages"}))
    assert (await api("editMessageText", **edit, text="b")).result


@pytest.mark.parametrize(
    ("rights", "own", "others"),
    [
        ({"can_manage_chat"}, False, False),
        ({"can_post_messages"}, True, False),
        ({"can_delete_messages"}, True, True),
    ],
)
async def test_deleting_in_a_channel_needs_a_right(
    api: Api, alice: Person, channel: Chat, rights: set[str], own: bool, others: bool
) -> None:
    mine = (await api("sendMessage", chat_id=channel.id, text="a")).result["message_id"]
    post = alice.at(channel).say("a").id
    alice.client.seat_bot(channel, "administrator", frozenset(rights))
    for message_id, allowed in ((mine, own), (post, others)):
        answer = await api("deleteMessage", chat_id=channel.id, message_id=message_id)
        assert answer.result if allowed else answer.refused == (400, "Bad Request: message can't be deleted")


async def test_deleting_in_a_supergroup_needs_the_right_in_a_group_any_administrator(
    server: BotApiServer, api: Api, alice: Person, group: Chat
) -> None:
    small = server.telegram.new_chat("group", "Small")
    for chat, allowed in ((group, False), (small, True)):
        chat.members.update({alice.id: "creator", 42: "administrator"})
        chat.rights[42] = frozenset()
        said = alice.at(chat).say("/a")
        answer = await api("deleteMessage", chat_id=chat.id, message_id=said.id)
        assert answer.result if allowed else answer.refused == (400, "Bad Request: message can't be deleted")


async def test_a_message_with_which_something_began_stays(
    server: BotApiServer, api: Api, alice: Person, group: Chat
) -> None:
    group.members[42] = "administrator"
    began = server.telegram.open_topic(group, "Java", alice.user)
    refused = (await api("deleteMessage", chat_id=group.id, message_id=began)).refused
    assert refused == (400, "Bad Request: message can't be deleted")


async def test_a_blocked_chat_can_still_be_cleaned(api: Api, alice: Person) -> None:
    sent = (await api("sendMessage", chat_id=alice.id, text="a")).result["message_id"]
    alice.block()
    assert (await api("deleteMessage", chat_id=alice.id, message_id=sent)).result is True


async def test_a_group_that_became_a_supergroup_names_it(server: BotApiServer, api: Api, alice: Person) -> None:
    group = server.telegram.new_chat("group", "Study")
    group.members.update({alice.id: "creator", 42: "administrator"})
    group.rights[42] = frozenset({"can_pin_messages"})
    await api("getUpdates", offset=2**31)
    new = alice.client.upgrade(group)
    heard = [update["message"] for update in (await api("getUpdates")).result]
    assert [(one["chat"]["id"], one.get("migrate_to_chat_id")) for one in heard] == [(group.id, new.id), (new.id, None)]
    assert heard[1]["migrate_from_chat_id"] == group.id
    answer = await api("sendMessage", chat_id=group.id, text="a")
    assert answer.refused == (400, "Bad Request: group chat was upgraded to a supergroup chat")
    assert answer.body["parameters"] == {"migrate_to_chat_id": new.id}
    assert (await api("getChat", chat_id=group.id)).refused[0] == 400
    assert (await api("sendMessage", chat_id=new.id, text="a")).result["chat"]["type"] == "supergroup"
    assert (await api("getChatMember", chat_id=new.id, user_id=42)).result["can_pin_messages"] is True


async def test_only_its_owner_upgrades_a_group_and_once(server: BotApiServer, alice: Person, group: Chat) -> None:
    small = server.telegram.new_chat("group", "Small")
    small.members[alice.id] = "administrator"
    with pytest.raises(Impossible, match="Only the owner"):
        alice.client.upgrade(small)
    small.members[alice.id] = "creator"
    alice.client.upgrade(small)
    with pytest.raises(Impossible, match="Only a group"):
        alice.client.upgrade(small)
    with pytest.raises(Impossible, match="Only a group"):
        alice.client.upgrade(group)
    with pytest.raises(Impossible, match="The group has become a supergroup"):
        alice.at(small).say("a")


async def test_a_forum_takes_messages_in_its_topics_only(
    server: BotApiServer, api: Api, alice: Person, group: Chat
) -> None:
    nowhere = (400, "Bad Request: message thread not found")
    call: dict[str, Any] = {"chat_id": group.id, "text": "a"}
    assert (await api("sendMessage", **call, message_thread_id=5)).refused == nowhere
    topic = server.telegram.open_topic(group, "Java", alice.user)
    assert (await api("sendMessage", **call, message_thread_id=topic + 1)).refused == nowhere
    action = {"chat_id": group.id, "action": "typing"}
    assert (await api("sendChatAction", **action, message_thread_id=topic + 1)).refused == nowhere
    sent = (await api("sendMessage", **call, message_thread_id=topic)).result
    assert (sent["message_thread_id"], sent["is_topic_message"], sent["chat"]["is_forum"]) == (topic, True, True)
    assert "message_thread_id" not in (await api("sendMessage", **call)).result
    assert (await api("sendMessage", chat_id=alice.id, text="a", message_thread_id=topic)).refused == nowhere


async def test_a_person_writes_in_a_topic(server: BotApiServer, api: Api, alice: Person, group: Chat) -> None:
    topic = server.telegram.open_topic(group, "Java", alice.user)
    await api("getUpdates", offset=2**31)
    alice.client.write(group, "/start", thread_id=topic)
    assert (await api("getUpdates")).result[0]["message"]["message_thread_id"] == topic
    with pytest.raises(Impossible, match="no such topic"):
        alice.client.write(group, "/start", thread_id=topic + 1)
