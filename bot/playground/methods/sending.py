"""Methods that put a message into a chat."""

from typing import Any

from bot.playground.chats import Chat, Message
from bot.playground.keyboards import checked_markup
from bot.playground.links import checked_url
from bot.playground.methods.formatting import message_text
from bot.playground.methods.registry import method
from bot.playground.parameters import Parameters
from bot.playground.refusal import bad_request, bad_state
from bot.playground.telegram import Telegram

_ACTIONS = frozenset(
    {
        *("typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice"),
        *("upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note"),
    }
)


@method("sendMessage", sends=True)
def send_message(telegram: Telegram, parameters: Parameters) -> Any:
    """Text of 1–4096 UTF-16 units."""
    body = message_text(telegram, parameters)
    _check_preview(parameters)
    chat = telegram.writable_chat(parameters["chat_id"])
    message = telegram.add_message(chat, telegram.bot, body, **common(telegram, chat, parameters))
    return message.as_json()


@method("sendChatAction")
def send_chat_action(telegram: Telegram, parameters: Parameters) -> Any:
    """What the bot seems to do."""
    if parameters["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = telegram.writable_chat(parameters["chat_id"])
    _thread(chat, parameters)
    chat.actions.append(parameters["action"])
    telegram.changes.tell("action", chat)
    return True


def common(telegram: Telegram, chat: Chat, parameters: Parameters) -> dict[str, Any]:
    """What every message may have: a topic to stand in, a keyboard, something it replies to, protection from
    forwarding.
    """
    return {
        "thread_id": _thread(chat, parameters),
        "reply_markup": checked_markup(parameters.get("reply_markup"), chat, inline_mode=telegram.inline.on),
        "reply_to": _replied(chat, parameters),
        "protected": parameters.get("protect_content", False),
    }


def _thread(chat: Chat, parameters: Parameters) -> int | None:
    """The topic of a forum that is asked for. Raises Refusal where there is none."""
    wanted: int | None = parameters.get("message_thread_id")
    if wanted is not None and wanted not in (chat.topics or {}):
        raise bad_state("message thread not found")
    return wanted


def _replied(chat: Chat, parameters: Parameters) -> Message | None:
    wanted = parameters.get("reply_parameters")
    if wanted is None:
        if "reply_to_message_id" not in parameters:
            return None
        optional = parameters.get("allow_sending_without_reply", False)
        wanted = {"message_id": parameters["reply_to_message_id"], "allow_sending_without_reply": optional}
    if wanted.get("chat_id") not in (None, chat.id) or not wanted.get("message_id"):
        raise bad_request("replies to other chats are not supported by this server")
    message = chat.messages.get(wanted["message_id"])
    if message is None or message.deleted:
        if wanted.get("allow_sending_without_reply"):
            return None
        raise bad_state("message to be replied not found")
    quote = wanted.get("quote")
    if quote and quote not in message.text:
        raise bad_request("message quote not found in the message")
    return message


def _check_preview(parameters: Parameters) -> None:
    options = parameters.get("link_preview_options") or {}
    if options.get("url") and checked_url(options["url"]) is None:
        raise bad_request("wrong link preview URL specified")
