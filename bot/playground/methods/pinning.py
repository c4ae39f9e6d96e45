"""Messages that are held at the top of a chat."""

from typing import Any

from bot.playground.chats import Chat
from bot.playground.membership import require
from bot.playground.methods.registry import method
from bot.playground.parameters import Parameters
from bot.playground.refusal import bad_state
from bot.playground.telegram import Telegram


@method("pinChatMessage")
def pin_chat_message(telegram: Telegram, parameters: Parameters) -> Any:
    """Any message that is no service message and not pinned yet."""
    chat = _chat(telegram, parameters)
    message = telegram.message(chat, parameters["message_id"], "message to pin not found")
    if message.service is not None:
        raise bad_state("service messages can't be pinned")
    if message.pinned:
        raise bad_state("CHAT_NOT_MODIFIED")
    telegram.pin(message, telegram.bot)
    return True


@method("unpinChatMessage")
def unpin_chat_message(telegram: Telegram, parameters: Parameters) -> Any:
    """One pinned message; without an id the newest."""
    chat = _chat(telegram, parameters)
    if "message_id" in parameters:
        message = telegram.message(chat, parameters["message_id"], "message to unpin not found")
    else:
        pinned = [one for one in chat.visible() if one.pinned]
        if not pinned:
            raise bad_state("message to unpin not found")
        message = pinned[-1]
    if not message.pinned:
        raise bad_state("CHAT_NOT_MODIFIED")
    telegram.unpin(message)
    return True


@method("unpinAllChatMessages")
def unpin_all_chat_messages(telegram: Telegram, parameters: Parameters) -> Any:
    """All of them, be they none."""
    for message in _chat(telegram, parameters).visible():
        if message.pinned:
            telegram.unpin(message)
    return True


def _chat(telegram: Telegram, parameters: Parameters) -> Chat:
    """The chat, if the bot may pin there. Raises Refusal."""
    chat = telegram.reachable_chat(parameters["chat_id"])
    right = "can_edit_messages" if chat.kind == "channel" else "can_pin_messages"
    require(chat, telegram.bot.id, right, "not enough rights to manage pinned messages in the chat")
    return chat
