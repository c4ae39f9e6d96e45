"""Messages forwarded and copied by the bot."""

from typing import Any

import pytest

from bot.playground.media import Photo
from bot.playground.person import Person
from bot.playground.poll_editor import PollDraft
from bot.playground.server import BotApiServer
from tests.unit.playground.api import Api

QUIZ: dict[str, Any] = {"question": "a", "options": ["b", "c"], "type": "quiz", "correct_option_ids": [0]}


@pytest.fixture
def bob(server: BotApiServer) -> Person:
    bob = server.person("Bob")
    bob.say("/start")
    return bob


def _from(source: Person, *ids: int) -> dict[str, Any]:
    which = {"message_id": ids[0]} if len(ids) == 1 else {"message_ids": list(ids)}
    return {"from_chat_id": source.id, **which}


async def test_a_forward_shows_where_it_comes_from(api: Api, alice: Person, bob: Person) -> None:
    said = alice.say("look")
    sent = (await api("forwardMessage", chat_id=bob.id, **_from(alice, said.id))).result
    assert (sent["text"], sent["from"]["id"]) == ("look", 42)
    assert sent["forward_origin"]["sender_user"]["id"] == alice.id
    again = (await api("forwardMessage", chat_id=alice.id, **_from(bob, sent["message_id"]))).result
    assert again["forward_origin"] == sent["forward_origin"]


async def test_a_forward_of_a_post_names_the_channel(server: BotApiServer, api: Api, alice: Person) -> None:
    channel = server.channel("News")
    post = server.post(channel, "new")
    sent = (await api("forwardMessage", chat_id=alice.id, from_chat_id=channel.id, message_id=post.id)).result
    assert (sent["forward_origin"]["type"], sent["forward_origin"]["message_id"]) == ("channel", post.id)


async def test_a_copy_does_not_show_where_it_comes_from(api: Api, alice: Person, bob: Person) -> None:
    said = alice.say("look")
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
    answer = await api("copyMessage", chat_id=bob.id, **_from(alice, said.id), reply_markup=markup)
    assert answer.result == {"message_id": bob.messages[-1].id}
    assert (bob.screen.text, bob.screen.buttons, bob.messages[-1].forward_origin) == ("look", [["a"]], None)


async def test_a_copy_can_have_another_caption(server: BotApiServer, api: Api, alice: Person, bob: Person) -> None:
    photo = Photo(server.telegram.add_file("a.png", b"a", folder="photos"), 1, 1)
    sent = alice.client.send_files(alice.chat, [photo], caption="old")[0]
    sent.caption_above = True
    await api("copyMessage", chat_id=bob.id, **_from(alice, sent.id))
    assert (bob.screen.text, bob.messages[-1].caption_above) == ("old", True)
    await api("copyMessage", chat_id=bob.id, **_from(alice, sent.id), caption="<b>new</b>", parse_mode="HTML")
    assert (bob.screen.html, bob.messages[-1].caption_above) == ("<b>new</b>", False)
    refused = (await api("copyMessage", chat_id=bob.id, **_from(alice, sent.id), caption="a" * 1025)).refused
    assert refused == (400, "Bad Request: message caption is too long")
    await api("copyMessages", chat_id=bob.id, from_chat_id=alice.id, message_ids=[sent.id], remove_caption=True)
    assert bob.screen.text == ""


@pytest.mark.parametrize("method", ["forward", "copy"])
async def test_a_message_must_be_there_to_be_said_again(api: Api, alice: Person, bob: Person, method: str) -> None:
    gone = alice.say("a")
    await api("deleteMessage", chat_id=alice.id, message_id=gone.id)
    refused = (await api(f"{method}Message", chat_id=bob.id, **_from(alice, gone.id))).refused
    assert refused == (400, f"Bad Request: message to {method} not found")


async def test_a_protected_message_is_not_forwarded(api: Api, alice: Person, bob: Person) -> None:
    sent = (await api("sendMessage", chat_id=alice.id, text="a", protect_content=True)).result["message_id"]
    refused = (await api("forwardMessage", chat_id=bob.id, **_from(alice, sent))).refused
    assert refused == (400, "Bad Request: the message can't be forwarded")
    assert (await api("copyMessage", chat_id=bob.id, **_from(alice, sent))).result


async def test_a_service_message_is_neither_forwarded_nor_copied(
    server: BotApiServer, api: Api, alice: Person, bob: Person
) -> None:
    shared = alice.client.share_chat(1, server.channel("News"))
    refused = (await api("forwardMessage", chat_id=bob.id, **_from(alice, shared.id))).refused
    assert refused == (400, "Bad Request: the message can't be forwarded")
    refused = (await api("copyMessage", chat_id=bob.id, **_from(alice, shared.id))).refused
    assert refused == (400, "Bad Request: the message can't be copied")


async def test_a_quiz_is_copied_if_its_answer_is_known(api: Api, alice: Person, bob: Person) -> None:
    quiz = (await api("sendPoll", chat_id=alice.id, **QUIZ, open_period=600)).result["message_id"]
    alice.vote(alice.messages[-1], 0)
    await api("copyMessage", chat_id=bob.id, **_from(alice, quiz))
    copied, original = bob.messages[-1].poll, alice.messages[-1].poll
    assert copied is not None
    assert original is not None
    assert (copied.votes, copied.correct, copied.id != original.id) == ({}, (0,), True)
    assert copied.close_date
    made = bob.client.send_poll(bob.chat, PollDraft("a", ["b", "c"], correct=0))
    assert (await api("copyMessage", chat_id=alice.id, **_from(bob, made.id))).result
    forwarded = alice.client.forward(made, alice.chat)
    refused = (await api("copyMessage", chat_id=bob.id, **_from(alice, forwarded.id))).refused
    assert refused == (400, "Bad Request: the message can't be copied")
    assert made.poll is not None
    made.poll.closed = True
    assert (await api("copyMessage", chat_id=bob.id, **_from(alice, forwarded.id))).result


async def test_a_forwarded_poll_is_the_same_poll(api: Api, alice: Person, bob: Person) -> None:
    quiz = (await api("sendPoll", chat_id=alice.id, **QUIZ)).result["message_id"]
    sent = (await api("forwardMessage", chat_id=bob.id, **_from(alice, quiz))).result
    bob.vote(bob.messages[-1], 0)
    assert alice.messages[-1].as_json()["poll"]["total_voter_count"] == 1
    refused = (await api("stopPoll", chat_id=bob.id, message_id=sent["message_id"])).refused
    assert refused == (400, "Bad Request: poll can't be stopped")


async def test_several_messages_leave_out_what_cannot_go(
    server: BotApiServer, api: Api, alice: Person, bob: Person
) -> None:
    first, shared = alice.say("a"), alice.client.share_chat(1, server.channel("News"))
    last = alice.say("b")
    ids = [first.id, shared.id, last.id, last.id + 99]
    for method in ("forwardMessages", "copyMessages"):
        sent = (await api(method, chat_id=bob.id, **_from(alice, *ids))).result
        assert [bob.chat.messages[one["message_id"]].text for one in sent] == ["a", "b"]


async def test_albums_stay_together(server: BotApiServer, api: Api, alice: Person, bob: Person) -> None:
    files = [server.telegram.add_file("a.txt", b"a") for _ in range(2)]
    album = alice.client.send_files(alice.chat, files)
    ids = [message.id for message in album]
    for method in ("forwardMessages", "copyMessages"):
        sent = (await api(method, chat_id=bob.id, **_from(alice, *ids))).result
        groups = {bob.chat.messages[one["message_id"]].media_group_id for one in sent}
        assert len(groups) == 1
        assert not groups & {None, album[0].media_group_id}
    await api("forwardMessages", chat_id=bob.id, from_chat_id=alice.id, message_ids=ids[:1])
    assert bob.messages[-1].media_group_id is None


@pytest.mark.parametrize(
    ("ids", "why"),
    [
        ([], "there are no messages to forward"),
        (list(range(1, 102)), "too many messages to forward"),
        ([2, 1], "message identifiers must be in a strictly increasing order"),
        ([1, 1], "message identifiers must be in a strictly increasing order"),
        ([0, 1], "invalid message identifier specified"),
        ([1], "messages can't be forwarded"),
        (["1"], 'can\'t parse "message_ids": Input should be a valid integer at 0'),
    ],
)
async def test_the_list_of_messages_is_checked(api: Api, alice: Person, bob: Person, ids: list[Any], why: str) -> None:
    for method in ("forwardMessages", "copyMessages"):
        answer = await api(method, chat_id=bob.id, from_chat_id=alice.id, message_ids=ids)
        assert answer.refused == (400, f"Bad Request: {why}")


async def test_a_chat_that_the_bot_cannot_see_gives_nothing(server: BotApiServer, api: Api, alice: Person) -> None:
    group = server.group("Study", alice, bot_is="left")
    said = alice.at(group).say("secret")
    call = {"chat_id": alice.id, "from_chat_id": group.id}
    left = (403, "Forbidden: bot is not a member of the supergroup chat")
    assert (await api("forwardMessage", **call, message_id=said.id)).refused == left
    assert (await api("forwardMessages", **call, message_ids=[said.id])).refused == left
    group.username = "sobes_study"
    assert (await api("forwardMessage", **call, message_id=said.id)).result


async def test_each_kind_of_message_needs_its_permission(server: BotApiServer, api: Api, alice: Person) -> None:
    group = server.group("Study")
    photo = Photo(server.telegram.add_file("a.png", b"a", folder="photos"), 1, 1)
    file = server.telegram.add_file("a.txt", b"a")
    said = [alice.say("a"), *alice.client.send_files(alice.chat, [photo]), *alice.client.send_files(alice.chat, [file])]
    await api("sendPoll", chat_id=alice.id, **QUIZ)
    said.append(alice.messages[-1])
    group.permissions = frozenset()
    kinds = ("text messages", "photos", "documents", "polls")
    for message, kind in zip(said, kinds, strict=True):
        why = (400, f"Bad Request: not enough rights to send {kind} to the chat")
        assert (await api("forwardMessage", chat_id=group.id, **_from(alice, message.id))).refused == why
        assert (await api("copyMessage", chat_id=group.id, **_from(alice, message.id))).refused == why
        many = {"chat_id": group.id, "from_chat_id": alice.id, "message_ids": [message.id]}
        assert (await api("copyMessages", **many)).refused == why
