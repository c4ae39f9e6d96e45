"""Messages that go."""

from datetime import timedelta
from typing import Any

from bot.playground.chats import Chat, Message
from bot.playground.membership import RUNNING, may
from bot.playground.methods.forwarding import checked_ids
from bot.playground.methods.registry import method
from bot.playground.parameters import Parameters
from bot.playground.refusal import bad_request, bad_state
from bot.playground.telegram import Telegram

DELETABLE_FOR = timedelta(hours=48)

_MOST_AT_ONCE = 100
_LASTING = frozenset({"supergroup_chat_created", "channel_chat_created", "forum_topic_created", "migrate_from_chat_id"})
"""Service messages that tell how a chat or a topic came to be stay."""


@method("deleteMessage")
def delete_message(telegram: Telegram, parameters: Parameters) -> Any:
    """A message younger than 48 hours: one of the bot's, any in a private chat, any where it runs the group, and where
    it may delete messages in a supergroup or channel.
    """
    chat = _chat(telegram, parameters)
    message = telegram.message(chat, parameters["message_id"], "message to delete not found")
    _check(telegram, message)
    telegram.delete(message)
    return True


@method("deleteMessages")
def delete_messages(telegram: Telegram, parameters: Parameters) -> Any:
    """Up to a hundred; those that are gone already are passed over, and one that may not be deleted keeps them all."""
    ids = checked_ids(parameters["message_ids"])
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > _MOST_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    chat = _chat(telegram, parameters)
    found = [chat.messages.get(message_id) for message_id in dict.fromkeys(ids)]
    messages = [message for message in found if message is not None and not message.deleted]
    for message in messages:
        _check(telegram, message)
    for message in messages:
        telegram.delete(message)
    return True


def _chat(telegram: Telegram, parameters: Parameters) -> Chat:
    """A private chat even if it is blocked; another one only with the bot in it."""
    chat = telegram.chat(parameters["chat_id"])
    return chat if chat.kind == "private" else telegram.reachable_chat(chat.id)


def _check(telegram: Telegram, message: Message) -> None:
    if not _allowed(telegram, message.chat, message) or _LASTING & set(message.service or ()):
        raise bad_state("message can't be deleted")
    if telegram.clock() - message.date > DELETABLE_FOR:
        raise bad_state("message can't be deleted for everyone")


def _allowed(telegram: Telegram, chat: Chat, message: Message) -> bool:
    bot = telegram.bot.id
    if chat.kind == "private" or may(chat, bot, "can_delete_messages"):
        return True
    if chat.kind == "channel":
        return message.by_bot and may(chat, bot, "can_post_messages")
    return message.by_bot or (chat.kind == "group" and chat.members.get(bot) in RUNNING)
