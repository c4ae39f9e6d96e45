"""Questions about chats, and the way out of them."""

from typing import Any

from bot.playground.chats import Chat, User
from bot.playground.fields import Json
from bot.playground.membership import PERMISSIONS, PRESENT, RUNNING, chat_member
from bot.playground.methods.registry import method
from bot.playground.parameters import Parameters
from bot.playground.refusal import bad_request, bad_state
from bot.playground.telegram import Telegram

_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


@method("getChat")
def get_chat(telegram: Telegram, parameters: Parameters) -> Any:
    """A chat in full, with what this server knows of it."""
    chat = telegram.readable_chat(parameters["chat_id"])
    full: Json = {
        **chat.as_json(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, chat.kind == "private"),
    }
    if chat.username:
        full["active_usernames"] = [chat.username]
    if chat.kind in ("group", "supergroup"):
        granted = PERMISSIONS if chat.permissions is None else chat.permissions
        full["permissions"] = {permission: permission in granted for permission in PERMISSIONS}
    if chat.kind == "supergroup":
        full |= {"has_visible_history": True, "join_to_send_messages": True}
    pinned = [message for message in chat.visible() if message.pinned]
    if pinned:
        full["pinned_message"] = pinned[-1].as_json(nested=True)
    return full


@method("getChatMember")
def get_chat_member(telegram: Telegram, parameters: Parameters) -> Any:
    """Somebody's place in a chat."""
    chat = telegram.readable_chat(parameters["chat_id"])
    user = telegram.users.get(parameters["user_id"])
    if user is None:
        raise bad_state("invalid user_id specified")
    return chat_member(chat, user)


@method("getChatAdministrators")
def get_chat_administrators(telegram: Telegram, parameters: Parameters) -> Any:
    """Who runs a group or channel, the bot among them; the owner comes first."""
    chat = telegram.readable_chat(parameters["chat_id"])
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    running = [telegram.users[user_id] for user_id, status in chat.members.items() if status in RUNNING]
    return [chat_member(chat, user) for user in sorted(running, key=lambda user: _rank(chat, user))]


@method("getChatMemberCount")
def get_chat_member_count(telegram: Telegram, parameters: Parameters) -> Any:
    """How many are in a chat, the bot included."""
    chat = telegram.readable_chat(parameters["chat_id"])
    if chat.kind == "private":
        return 2
    return sum(status in PRESENT for status in chat.members.values())


@method("leaveChat")
def leave_chat(telegram: Telegram, parameters: Parameters) -> Any:
    """The bot goes, and hears of it."""
    chat = telegram.reachable_chat(parameters["chat_id"])
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    telegram.seat_bot(chat, "left", None, by=telegram.bot)
    return True


def _rank(chat: Chat, user: User) -> bool:
    return chat.members[user.id] != "creator"
