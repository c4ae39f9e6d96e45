"""What a Telegram app does not let a person do."""

from bot.playground.chats import Chat, Message, User
from bot.playground.membership import RUNNING, allowed, belongs


class Impossible(Exception):
    """Something that a Telegram app does not let this person do; the message says why."""


def check_may_write(user: User, chat: Chat, permission: str = "can_send_messages") -> None:
    """Raise Impossible unless somebody may send there what the permission is about."""
    if chat.kind == "private":
        if chat.id != user.id:
            raise Impossible("This chat belongs to somebody else.")
        if chat.blocked:
            raise Impossible(f"{user.first_name} has blocked the bot and cannot write to it.")
        return
    if chat.upgraded_to is not None:
        raise Impossible("The group has become a supergroup.")
    if not belongs(chat, user.id):
        raise Impossible(f"{user.first_name} is not a member of this chat.")
    if chat.kind == "channel":
        if chat.members[user.id] not in RUNNING:
            raise Impossible("Only administrators write in a channel.")
    elif not allowed(chat, user.id, permission):
        raise Impossible(f"{user.first_name} may not send that here.")


def check_may_read(user: User, chat: Chat) -> None:
    """Raise Impossible unless somebody sees the chat: an own one, a public one, or one that they are in."""
    if chat.kind == "private":
        if chat.id != user.id:
            raise Impossible("This chat belongs to somebody else.")
    elif chat.username is None and not belongs(chat, user.id):
        raise Impossible(f"{user.first_name} is not a member of this chat.")


def check_own(user: User, message: Message) -> None:
    """Raise Impossible unless somebody wrote the message, or runs the channel in whose name it was posted."""
    runs = message.chat.members.get(user.id) in RUNNING
    post = message.chat.kind == "channel" and not message.by_bot and runs
    if message.deleted or not (message.sender is user or post):
        raise Impossible("Only own messages can be edited.")
