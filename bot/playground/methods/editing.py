"""Methods that change or remove what was said."""

from datetime import timedelta
from typing import Any

from bot.playground.chats import Chat, Message
from bot.playground.keyboards import checked_markup
from bot.playground.methods.formatting import message_text
from bot.playground.methods.registry import method
from bot.playground.parameters import Parameters
from bot.playground.refusal import bad_request, bad_state
from bot.playground.telegram import Telegram

DELETABLE_FOR = timedelta(hours=48)

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a"
    " current content and reply markup of the message"
)


@method("editMessageText")
def edit_message_text(telegram: Telegram, parameters: Parameters) -> Any:
    """New text for a message of the bot; without `reply_markup` its keyboard goes."""
    if "rich_message" in parameters:
        raise bad_request("rich messages are not supported by this server")
    if "text" not in parameters:
        raise bad_request("message text is empty")
    chat, message = _own(telegram, parameters)
    if message.has_media or message.poll:
        raise bad_state("there is no text in the message to edit")
    body = message_text(telegram, parameters)
    markup = _inline_markup(parameters, chat)
    if body == message.body and markup == message.reply_markup:
        raise bad_state(_NOT_MODIFIED)
    message.body, message.reply_markup = body, markup
    message.edited = telegram.clock()
    return message.as_json()


@method("editMessageReplyMarkup")
def edit_message_reply_markup(telegram: Telegram, parameters: Parameters) -> Any:
    """A new inline keyboard, or none."""
    chat, message = _own(telegram, parameters)
    markup = _inline_markup(parameters, chat)
    if markup == message.reply_markup:
        raise bad_state(_NOT_MODIFIED)
    message.reply_markup = markup
    message.edited = telegram.clock()
    return message.as_json()


@method("deleteMessage")
def delete_message(telegram: Telegram, parameters: Parameters) -> Any:
    """A message younger than 48 hours: one of the bot's, any in a private chat, any where it is administrator."""
    chat = telegram.chat(parameters["chat_id"])
    message = telegram.message(chat, parameters["message_id"], "message to delete not found")
    administrator = chat.members.get(telegram.bot.id) in ("administrator", "creator")
    if not (message.by_bot or administrator or chat.kind == "private"):
        raise bad_state("message can't be deleted")
    if telegram.clock() - message.date > DELETABLE_FOR:
        raise bad_state("message can't be deleted for everyone")
    message.deleted = True
    return True


def _own(telegram: Telegram, parameters: Parameters) -> tuple[Chat, Message]:
    if "chat_id" not in parameters:
        raise bad_request("chat_id is empty")
    if "message_id" not in parameters:
        raise bad_request("message identifier is not specified")
    chat = telegram.writable_chat(parameters["chat_id"])
    message = telegram.message(chat, parameters["message_id"], "message to edit not found")
    if not message.by_bot:
        raise bad_request("message can't be edited")
    return chat, message


def _inline_markup(parameters: Parameters, chat: Chat) -> dict[str, Any] | None:
    return checked_markup(parameters.get("reply_markup"), chat)
