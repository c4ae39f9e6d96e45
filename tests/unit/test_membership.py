"""What the bot lacks in a chat, as Telegram's words about its place there say."""

from typing import Any

import pytest
from aiogram.types import Chat, ChatMemberUpdated, ChatPermissions

from bot.domain.chats import Lack
from bot.domain.ids import ChatId, ChatRow
from bot.playground.chats import Chat as ServerChat
from bot.playground.chats import User
from bot.playground.membership import PERMISSIONS, chat_member
from bot.storage.chats import ConnectedChat
from bot.telegram.handlers.admin.schedule import thread_of
from bot.telegram.membership import lacks, seen

BOT = User(42, "Sobes", is_bot=True)
EVERYTHING = dict.fromkeys(PERMISSIONS, True)


def event(kind: Any, status: str, rights: frozenset[str], left: frozenset[str]) -> ChatMemberUpdated:
    """The bot's place as the server of the playground tells it, decoded by aiogram."""
    chat = ServerChat(-1001, kind, title="Python")
    chat.members[BOT.id], chat.rights[BOT.id], chat.restrictions[BOT.id] = status, rights, left
    place = chat_member(chat, BOT)
    told = {"chat": chat.as_json(), "from": BOT.as_json(), "date": 0, "old_chat_member": place}
    return ChatMemberUpdated.model_validate({**told, "new_chat_member": place})


@pytest.mark.parametrize(
    ("kind", "status", "granted", "lacking"),
    [
        ("channel", "administrator", {"can_post_messages"}, ()),
        ("channel", "administrator", {"can_edit_messages", "can_delete_messages"}, ("post",)),
        ("channel", "left", set(), ("absent",)),
        ("supergroup", "kicked", set(), ("absent",)),
        ("supergroup", "administrator", set(), ()),
        ("group", "member", set(), ()),
        ("supergroup", "restricted", {"can_send_messages", "can_send_polls"}, ()),
        ("supergroup", "restricted", {"can_send_messages"}, ()),
        ("supergroup", "restricted", set(), ("texts",)),
    ],
)
def test_what_lacks_follows_from_place_and_rights(
    kind: str, status: str, granted: set[str], lacking: tuple[Lack, ...]
) -> None:
    told = event(kind, status, frozenset(granted), frozenset(granted))
    assert lacks(told.chat, told.new_chat_member) == lacking


@pytest.mark.parametrize(
    ("taken", "lacking"),
    [((), ()), (("can_send_polls",), ()), (("can_send_messages", "can_send_polls"), ("texts",))],
)
def test_a_member_of_a_group_may_do_what_all_members_may(taken: tuple[str, ...], lacking: tuple[Lack, ...]) -> None:
    told = event("supergroup", "member", frozenset(), frozenset())
    given = ChatPermissions(**EVERYTHING | dict.fromkeys(taken, False))
    assert lacks(told.chat, told.new_chat_member, given) == lacking


def test_a_private_chat_is_none_to_post_in() -> None:
    assert seen(Chat(id=7, type="private", first_name="Eve"), ()) is None


FORUM = ConnectedChat(
    row=ChatRow(1),
    chat_id=ChatId(-1001234567890),
    kind="supergroup",
    title="Python",
    username="Python_Talk",
    forum=True,
    by_staff=True,
    connected_by=None,
)


@pytest.mark.parametrize(
    ("link", "thread"),
    [
        ("https://t.me/c/1234567890/17/3405", 17),
        ("t.me/c/1234567890/17", 17),
        (" https://t.me/python_talk/17/3405?single ", 17),
        ("https://telegram.me/python_talk/17", 17),
        ("https://t.me/c/1234567891/17", None),
        ("https://t.me/another_talk/17", None),
        ("https://t.me/c/1234567890", None),
        ("https://example.org/t.me/c/1234567890/17", None),
        ("17", None),
        ("", None),
    ],
)
def test_a_topic_is_known_by_a_link_into_this_forum_alone(link: str, thread: int | None) -> None:
    assert thread_of(link, FORUM) == thread
