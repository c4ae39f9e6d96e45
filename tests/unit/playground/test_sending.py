from typing import Any

import pytest

from bot.playground.person import Person
from bot.playground.server import BotApiServer
from tests.unit.playground.api import Api, Time


async def test_a_message_is_stored_as_text_and_entities(api: Api, alice: Person, time: Time) -> None:
    sent = (await api("sendMessage", chat_id=alice.id, text="\U0001f600 <b>a &lt; b</b>", parse_mode="HTML")).result
    assert sent == {
        "message_id": alice.messages[-1].id,
        "from": {"id": 42, "is_bot": True, "first_name": "Sobes", "username": "sobes_test_bot"},
        "chat": {"id": alice.id, "type": "private", "first_name": "Alice"},
        "date": int(time.moment.timestamp()),
        "text": "\U0001f600 a < b",
        "entities": [{"type": "bold", "offset": 3, "length": 5}],
    }
    assert alice.screen.html == "\U0001f600 <b>a &lt; b</b>"


@pytest.mark.parametrize(
    ("text", "parse_mode", "refused"),
    [
        ("a" * 4096, None, None),
        ("a" * 4097, None, "message is too long"),
        ("\U0001f600" * 2048, None, None),
        ("\U0001f600" * 2048 + "a", None, "message is too long"),
        (f"<b>{'a' * 4096}</b>", "HTML", None),
        (f"<b>{'&lt;' * 4097}</b>", "HTML", "message is too long"),
        (" \n ", None, "text must be non-empty"),
        ("<b></b>", "HTML", "text must be non-empty"),
        ("a < b", "HTML", 'can\'t parse entities: Unsupported start tag "" at byte offset 2'),
        ("*a*", "Markdown", None),
        ("*a", "Markdown", "can't parse entities: Can't find end of the entity starting at byte offset 0"),
        ("_a_", "markdownv2", None),
        ("_a", "MarkdownV2", "can't parse entities: Can't find end of Italic entity at byte offset 0"),
        ("a", "BBCode", "unsupported parse_mode"),
    ],
)
async def test_text_has_1_to_4096_utf16_units_after_parsing(
    api: Api, alice: Person, text: str, parse_mode: str | None, refused: str | None
) -> None:
    answer = await api("sendMessage", chat_id=alice.id, text=text, parse_mode=parse_mode)
    if refused is None:
        assert answer.result["text"]
    else:
        assert answer.refused == (400, f"Bad Request: {refused}")


async def test_explicit_entities_are_checked_and_kept(api: Api, alice: Person) -> None:
    entities = [{"type": "bold", "offset": 0, "length": 1}]
    assert (await api("sendMessage", chat_id=alice.id, text="ab", entities=entities)).result["entities"] == entities
    entities[0]["length"] = 3
    assert (await api("sendMessage", chat_id=alice.id, text="ab", entities=entities)).refused[0] == 400


async def test_a_mention_by_id_names_the_person_or_nobody(api: Api, alice: Person) -> None:
    text = f'<a href="tg://user?id={alice.id}">a</a><a href="tg://user?id=5">b</a>'
    sent = (await api("sendMessage", chat_id=alice.id, text=text, parse_mode="HTML")).result
    assert [(one["type"], one["user"]["id"]) for one in sent["entities"]] == [("text_mention", alice.id)]


async def test_a_person_who_never_wrote_cannot_be_addressed(server: BotApiServer, api: Api) -> None:
    bob = server.person("Bob")
    assert (await api("sendMessage", chat_id=bob.id, text="a")).refused == (400, "Bad Request: chat not found")


async def test_a_person_known_from_a_group_only_cannot_be_written_to(server: BotApiServer, api: Api) -> None:
    bob = server.person("Bob")
    server.group("Study", bob)
    refused = (await api("sendMessage", chat_id=bob.id, text="a")).refused
    assert refused == (403, "Forbidden: bot can't initiate conversation with a user")


async def test_a_blocked_bot_cannot_send_or_edit_until_it_is_unblocked(api: Api, alice: Person) -> None:
    sent = (await api("sendMessage", chat_id=alice.id, text="a")).result
    alice.block()
    blocked = (403, "Forbidden: bot was blocked by the user")
    assert (await api("sendMessage", chat_id=alice.id, text="a")).refused == blocked
    edit = {"chat_id": alice.id, "message_id": sent["message_id"], "text": "b"}
    assert (await api("editMessageText", **edit)).refused == blocked
    assert (await api("sendChatAction", chat_id=alice.id, action="typing")).refused == blocked
    alice.unblock()
    assert (await api("sendMessage", chat_id=alice.id, text="a")).result


@pytest.mark.parametrize(
    ("status", "refused"),
    [
        ("member", None),
        ("left", (403, "Forbidden: bot is not a member of the supergroup chat")),
        ("kicked", (403, "Forbidden: bot was kicked from the supergroup chat")),
    ],
)
async def test_a_group_must_have_the_bot_in_it(
    server: BotApiServer, api: Api, status: str, refused: tuple[int, str] | None
) -> None:
    group = server.group("Study", bot_is=status)
    answer = await api("sendMessage", chat_id=group.id, text="a")
    assert answer.result if refused is None else answer.refused == refused


async def test_a_channel_needs_an_administrator_and_can_be_named(server: BotApiServer, api: Api) -> None:
    server.channel("News", username="sobes_news")
    sent = (await api("sendMessage", chat_id="@Sobes_News", text="a")).result
    assert (sent["sender_chat"]["title"], "from" in sent) == ("News", False)
    other = server.channel("Other", bot_is="member")
    refused = (await api("sendMessage", chat_id=other.id, text="a")).refused
    assert refused == (400, "Bad Request: need administrator rights in the channel chat")
    assert (await api("sendMessage", chat_id="@nobody", text="a")).refused == (400, "Bad Request: chat not found")


async def test_a_reply_shows_what_it_replies_to(api: Api, alice: Person) -> None:
    first = alice.messages[0]
    sent = (await api("sendMessage", chat_id=alice.id, text="a", reply_parameters={"message_id": first.id})).result
    assert sent["reply_to_message"]["text"] == "/start"
    quoting = {"message_id": first.id, "quote": "stop"}
    refused = (await api("sendMessage", chat_id=alice.id, text="a", reply_parameters=quoting)).refused
    assert refused == (400, "Bad Request: message quote not found in the message")


async def test_a_reply_to_nothing_is_refused_unless_allowed(api: Api, alice: Person) -> None:
    nothing: dict[str, Any] = {"message_id": 1}
    call = {"chat_id": alice.id, "text": "a", "reply_parameters": nothing}
    assert (await api("sendMessage", **call)).refused == (400, "Bad Request: message to be replied not found")
    nothing["allow_sending_without_reply"] = True
    assert "reply_to_message" not in (await api("sendMessage", **call)).result


async def test_a_reply_to_another_chat_is_refused(api: Api, alice: Person) -> None:
    elsewhere = {"message_id": alice.messages[0].id, "chat_id": 5}
    refused = (await api("sendMessage", chat_id=alice.id, text="a", reply_parameters=elsewhere)).refused
    assert refused == (400, "Bad Request: replies to other chats are not supported by this server")


async def test_a_preview_needs_a_link(api: Api, alice: Person) -> None:
    call = {"chat_id": alice.id, "text": "a", "link_preview_options": {"url": "nowhere"}}
    assert (await api("sendMessage", **call)).refused == (400, "Bad Request: wrong link preview URL specified")


async def test_only_known_chat_actions_are_taken(api: Api, alice: Person) -> None:
    assert (await api("sendChatAction", chat_id=alice.id, action="typing")).result is True
    assert alice.chat.actions == ["typing"]
    refused = (await api("sendChatAction", chat_id=alice.id, action="dancing")).refused
    assert refused == (400, "Bad Request: wrong parameter action in request")


def test_an_id_belongs_to_one_person(time: Time) -> None:
    server = BotApiServer("42:TEST", time.now)
    server.person("Alice", user_id=7)
    with pytest.raises(ValueError, match="user 7 exists already"):
        server.person("Bob", user_id=7)


async def test_ids_of_a_server_started_later_go_on(time: Time) -> None:
    earlier = BotApiServer("42:TEST", time.now, flood=None)
    alice = earlier.person("Alice")
    for _ in range(50):
        message = alice.say("a")
    update = earlier.telegram.updates.batch(100)[-1]
    time.pass_by(10)
    later = BotApiServer("42:TEST", time.now, flood=None)
    bob = later.person("Bob")
    assert bob.id > alice.id
    assert bob.say("a").id > message.id
    assert later.telegram.updates.batch(1)[0]["update_id"] > update["update_id"]
