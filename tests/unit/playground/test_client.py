"""What a Telegram app lets a person do, and what not."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.playground.chats import Chat, Message
from bot.playground.client import Client, Impossible
from bot.playground.person import Person
from bot.playground.server import BotApiServer
from tests.unit.playground.api import Api, Time

Deed = Callable[[Client, Chat], object]


@pytest.fixture
def bob(server: BotApiServer) -> Person:
    """Somebody else."""
    bob = server.person("Bob")
    bob.say("/start")
    return bob


WRITING: list[Deed] = [
    lambda client, chat: client.write(chat, "a"),
    lambda client, chat: client.send_files(chat, [client.telegram.add_file("a.txt", b"a")]),
    lambda client, chat: client.forward(next(iter(client.telegram.chats[client.user.id].messages.values())), chat),
]


@pytest.mark.parametrize("deed", WRITING)
def test_nobody_writes_in_the_chat_of_somebody_else(alice: Person, bob: Person, deed: Deed) -> None:
    with pytest.raises(Impossible, match="belongs to somebody else"):
        deed(alice.client, bob.chat)


@pytest.mark.parametrize("deed", WRITING)
def test_who_has_blocked_the_bot_does_not_write_to_it(alice: Person, deed: Deed) -> None:
    alice.block()
    with pytest.raises(Impossible, match="has blocked the bot"):
        deed(alice.client, alice.chat)


@pytest.mark.parametrize("deed", WRITING)
def test_only_members_write_in_a_group(server: BotApiServer, alice: Person, bob: Person, deed: Deed) -> None:
    group = server.group("Study", bob)
    for status in ("left", "kicked"):
        group.members[alice.id] = status
        with pytest.raises(Impossible, match="not a member"):
            deed(alice.client, group)
    group.members[alice.id] = "member"
    assert deed(alice.client, group)


@pytest.mark.parametrize("deed", WRITING)
def test_only_who_runs_a_channel_writes_there(server: BotApiServer, alice: Person, deed: Deed) -> None:
    channel = server.channel("News")
    channel.members[alice.id] = "member"
    with pytest.raises(Impossible, match="Only administrators"):
        deed(alice.client, channel)
    channel.members[alice.id] = "administrator"
    assert deed(alice.client, channel)


@pytest.mark.parametrize("deed", WRITING)
def test_what_a_group_forbids_is_not_written(server: BotApiServer, alice: Person, deed: Deed) -> None:
    group = server.group("Study", alice)
    group.permissions = frozenset()
    with pytest.raises(Impossible, match="may not send that"):
        deed(alice.client, group)


def test_pictures_need_a_permission_of_their_own(server: BotApiServer, alice: Person) -> None:
    group = server.group("Study", alice)
    group.permissions = frozenset({"can_send_documents"})
    file = server.telegram.add_file("a.txt", b"a")
    assert alice.client.send_files(group, [file])
    with pytest.raises(Impossible, match="may not send that"):
        alice.client.write(group, "a")


@pytest.mark.parametrize(
    ("text", "why"), [("", "no text"), (" \n", "no text"), ("a" * 4097, "at most 4096"), ("😀" * 2049, "at most 4096")]
)
def test_a_text_has_1_to_4096_characters(alice: Person, text: str, why: str) -> None:
    with pytest.raises(Impossible, match=why):
        alice.say(text)


@pytest.mark.parametrize(("count", "caption", "why"), [(0, "", "to 10"), (11, "", "to 10"), (1, "a" * 1025, "1024")])
def test_files_have_limits(server: BotApiServer, alice: Person, count: int, caption: str, why: str) -> None:
    files = [server.telegram.add_file("a.txt", b"a") for _ in range(count)]
    with pytest.raises(Impossible, match=why):
        alice.client.send_files(alice.chat, files, caption=caption)


def test_two_files_are_an_album_with_one_caption(server: BotApiServer, alice: Person) -> None:
    files = [server.telegram.add_file("a.txt", b"a") for _ in range(2)]
    first, second = alice.client.send_files(alice.chat, files, caption="b")
    assert (first.text, second.text, first.media_group_id == second.media_group_id) == ("b", "", True)
    assert alice.client.send_files(alice.chat, files[:1])[0].media_group_id is None


async def test_what_is_protected_is_not_forwarded(api: Api, alice: Person) -> None:
    await api("sendMessage", chat_id=alice.id, text="a", protect_content=True)
    with pytest.raises(Impossible, match="cannot be forwarded"):
        alice.client.forward(alice.messages[-1], alice.chat)


def test_own_messages_are_edited_for_48_hours(alice: Person, bob: Person, time: Time) -> None:
    said = alice.say("a")
    with pytest.raises(Impossible, match="Only own messages"):
        bob.client.edit(said, "b")
    with pytest.raises(Impossible, match="no text left"):
        alice.client.edit(said, " ")
    time.moment += timedelta(hours=48)
    alice.client.edit(said, "b")
    assert (said.text, said.edited) == ("b", time.moment)
    time.pass_by(1)
    with pytest.raises(Impossible, match="last 48 hours"):
        alice.client.edit(said, "c")


def test_an_edit_keeps_the_lengths_of_texts_and_captions(server: BotApiServer, alice: Person) -> None:
    text = alice.say("short")
    alice.client.edit(text, "x" * 4096)
    with pytest.raises(Impossible, match="A message holds at most 4096"):
        alice.client.edit(text, "x" * 4097)
    (file,) = alice.client.send_files(alice.chat, [server.telegram.add_file("a.txt", b"1")], caption="short")
    alice.client.edit(file, "x" * 1024)
    with pytest.raises(Impossible, match="A caption holds at most 1024"):
        alice.client.edit(file, "x" * 1025)


def test_an_edit_without_a_change_is_none(server: BotApiServer, alice: Person) -> None:
    said = alice.say("a")
    waiting = len(server.telegram.updates)
    alice.client.edit(said, "a")
    assert (said.edited, len(server.telegram.updates)) == (None, waiting)


def test_what_was_forwarded_or_deleted_is_not_edited(alice: Person) -> None:
    forwarded = alice.client.forward(alice.messages[0], alice.chat)
    with pytest.raises(Impossible, match="forwarded message"):
        alice.client.edit(forwarded, "b")
    alice.client.delete(forwarded)
    with pytest.raises(Impossible, match="Only own messages"):
        alice.client.edit(forwarded, "b")


async def test_a_post_is_edited_by_who_runs_the_channel(
    server: BotApiServer, api: Api, alice: Person, bob: Person
) -> None:
    channel = server.channel("News")
    channel.members.update({alice.id: "creator", bob.id: "member"})
    post = alice.at(channel).say("a")
    alice.client.edit(post, "b")
    assert post.text == "b"
    with pytest.raises(Impossible, match="Only own messages"):
        bob.client.edit(post, "c")
    await api("sendMessage", chat_id=channel.id, text="a")
    with pytest.raises(Impossible, match="Only own messages"):
        alice.client.edit(channel.visible()[-1], "c")


def test_messages_of_others_are_deleted_by_who_runs_the_chat(server: BotApiServer, alice: Person, bob: Person) -> None:
    group = server.group("Study", alice, bob)
    said = [alice.at(group).say("a") for _ in range(2)]
    alice.client.delete(said[0])
    with pytest.raises(Impossible, match="Only an administrator"):
        bob.client.delete(said[1])
    group.members[bob.id] = "administrator"
    bob.client.delete(said[1])
    assert group.visible() == []
    alice.client.delete(alice.messages[0])
    assert alice.messages == []


def _with_button(server: BotApiServer, chat: Chat) -> Message:
    bot = server.telegram.bot
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
    return server.telegram.add_message(chat, bot, next(iter(chat.messages.values())).body, reply_markup=markup)


def test_a_button_is_pressed_by_who_sees_it(server: BotApiServer, alice: Person, bob: Person) -> None:
    shown = _with_button(server, alice.chat)
    assert alice.client.press(shown, "a").data == "a"
    with pytest.raises(Impossible, match="belongs to somebody else"):
        bob.client.press(shown, "a")
    group = server.group("Study", alice)
    alice.at(group).say("a")
    with pytest.raises(Impossible, match="not a member"):
        bob.client.press(_with_button(server, group), "a")
    alice.client.delete(shown)
    with pytest.raises(Impossible, match="gone"):
        alice.client.press(shown, "a")
    with pytest.raises(Impossible, match="gone"):
        alice.client.press(alice.messages[0], "a")


def test_a_vote_needs_a_poll(alice: Person) -> None:
    with pytest.raises(Impossible, match="no open poll"):
        alice.vote(alice.messages[0], 0)


@pytest.mark.parametrize(
    ("mine", "kind", "status", "why"),
    [
        ("member", "supergroup", "administrator", "Only an administrator"),
        ("creator", "channel", "member", "can only be an administrator of a channel"),
        ("creator", "supergroup", "owner", "no place called 'owner'"),
    ],
)
def test_the_place_of_the_bot_is_given_by_who_runs_the_chat(
    server: BotApiServer, alice: Person, mine: str, kind: str, status: str, why: str
) -> None:
    chat = server.channel("News") if kind == "channel" else server.group("Study")
    chat.members[alice.id] = mine
    with pytest.raises(Impossible, match=why):
        alice.client.seat_bot(chat, status)


async def test_the_bot_hears_of_its_new_place_and_rights(server: BotApiServer, api: Api, alice: Person) -> None:
    group = server.group("Study")
    group.members[alice.id] = "creator"
    alice.client.seat_bot(group, "administrator", frozenset({"can_pin_messages"}))
    change = (await api("getUpdates")).result[-1]["my_chat_member"]
    assert (change["from"]["id"], change["old_chat_member"]["status"]) == (alice.id, "member")
    new = change["new_chat_member"]
    assert (new["status"], new["can_pin_messages"], new["can_delete_messages"]) == ("administrator", True, False)
    alice.client.seat_bot(group, "administrator")
    assert (await api("getUpdates")).result[-1]["my_chat_member"]["new_chat_member"]["can_delete_messages"] is True


def test_a_chat_is_shared_unless_the_bot_is_blocked(server: BotApiServer, alice: Person) -> None:
    channel = server.channel("News", username="sobes_news")
    shared = alice.client.share_chat(7, channel).as_json()["chat_shared"]
    assert shared == {"request_id": 7, "chat_id": channel.id, "title": "News", "username": "sobes_news"}
    alice.block()
    with pytest.raises(Impossible, match="has blocked the bot"):
        alice.client.share_chat(7, channel)


async def test_in_a_group_the_bot_hears_what_is_meant_for_it(server: BotApiServer, api: Api, alice: Person) -> None:
    group = server.group("Study", alice)
    sent = (await api("sendMessage", chat_id=group.id, text="a")).result["message_id"]
    await api("getUpdates", offset=2**31)
    there = alice.at(group)
    there.say("nothing")
    there.say("/quiz")
    there.say("answer", reply_to=group.messages[sent])
    assert [update["message"]["text"] for update in (await api("getUpdates")).result] == ["/quiz", "answer"]
    group.members[server.telegram.bot.id] = "administrator"
    there.say("everything")
    assert (await api("getUpdates")).result[-1]["message"]["text"] == "everything"
    group.members[server.telegram.bot.id] = "left"
    there.say("/unheard")
    assert (await api("getUpdates")).result[-1]["message"]["text"] == "everything"
