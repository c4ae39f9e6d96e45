"""Methods that change what was said."""

from datetime import timedelta
from typing import Any

from bot.playground.chats import Chat, Message
from bot.playground.fields import Json
from bot.playground.keyboards import checked_inline_keyboard
from bot.playground.membership import may, require_permission
from bot.playground.methods.formatting import caption, message_text
from bot.playground.methods.media import Content, input_media
from bot.playground.methods.registry import method
from bot.playground.methods.rich import require_media_permissions, rich_content
from bot.playground.parameters import Parameters
from bot.playground.refusal import bad_request, bad_state
from bot.playground.telegram import Telegram
from bot.playground.text import FormattedText

OTHERS_EDITABLE_FOR = timedelta(hours=48)
"""For posts that somebody else wrote in a channel; the bot's own messages can always be edited."""

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a"
    " current content and reply markup of the message"
)

_FOR_TEXT = ("text", "parse_mode", "entities", "link_preview_options", "disable_web_page_preview")


@method("editMessageText")
def edit_message_text(telegram: Telegram, parameters: Parameters) -> Any:
    """New text or rich content for a message of the bot, whichever of both it had; without `reply_markup` its keyboard
    goes. Rich content replaces all there was, the text does too.
    """
    if "rich_message" not in parameters and "text" not in parameters:
        raise bad_request("message text is empty")
    message = edited_message(telegram, parameters)
    if message.has_media or message.poll:
        raise bad_state("there is no text in the message to edit")
    body, rich = _text_or_rich(telegram, message, parameters)
    markup = edited_keyboard(telegram, parameters)
    if (body, rich, markup) == (message.body, message.rich, message.reply_markup):
        raise bad_state(_NOT_MODIFIED)
    message.body, message.rich, message.reply_markup = body, rich, markup
    return finish_edit(telegram, message, parameters)


def _text_or_rich(telegram: Telegram, message: Message, parameters: Parameters) -> tuple[FormattedText, Json | None]:
    if "rich_message" not in parameters:
        return message_text(telegram, parameters), None
    for name in _FOR_TEXT:
        if name in parameters:
            raise bad_request(f'parameter "{name}" can\'t be used with a rich message')
    rich = rich_content(telegram, parameters)
    require_media_permissions(telegram, message.chat, rich)
    return FormattedText(""), rich


@method("editMessageCaption")
def edit_message_caption(telegram: Telegram, parameters: Parameters) -> Any:
    """A new caption, or none, for a picture or a file of the bot."""
    message = edited_message(telegram, parameters)
    if not message.has_media:
        raise bad_state("there is no caption in the message to edit")
    body = caption(telegram, parameters)
    above = parameters.get("show_caption_above_media", False)
    markup = edited_keyboard(telegram, parameters)
    if (body, above, markup) == (message.body, message.caption_above, message.reply_markup):
        raise bad_state(_NOT_MODIFIED)
    message.body, message.caption_above, message.reply_markup = body, above, markup
    return finish_edit(telegram, message, parameters)


@method("editMessageMedia")
def edit_message_media(telegram: Telegram, parameters: Parameters) -> Any:
    """Another picture or file with its caption, also in place of a text; in an album only one of the same kind."""
    content = input_media(telegram, parameters["media"])
    message = edited_message(telegram, parameters)
    if message.poll:
        raise bad_state("message media can't be edited")
    if message.media_group_id and (message.photo is None) != (content.photo is None):
        raise bad_request("can't change media type in the album")
    require_permission(message.chat, telegram.bot.id, content.permission)
    markup = edited_keyboard(telegram, parameters)
    if _content(message) == content and markup == message.reply_markup:
        raise bad_state(_NOT_MODIFIED)
    message.body, message.rich, message.reply_markup = content.body, None, markup
    message.photo, message.document = content.photo, content.document
    message.spoiler, message.caption_above = content.spoiler, content.caption_above
    return finish_edit(telegram, message, parameters)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(telegram: Telegram, parameters: Parameters) -> Any:
    """A new inline keyboard, or none."""
    message = edited_message(telegram, parameters, only_keyboard=True)
    markup = edited_keyboard(telegram, parameters)
    if markup == message.reply_markup:
        raise bad_state(_NOT_MODIFIED)
    message.reply_markup = markup
    return finish_edit(telegram, message, parameters)


def edited_message(telegram: Telegram, parameters: Parameters, *, only_keyboard: bool = False) -> Message:
    """The message that an edit is about: in a chat, or one sent through the bot's inline mode. Raises Refusal where it
    is gone, or not the bot's to edit.
    """
    if "inline_message_id" in parameters:
        sent = telegram.inline.messages.get(parameters["inline_message_id"])
        if sent is None or sent.deleted:
            raise bad_state("MESSAGE_ID_INVALID")
        return sent
    if "chat_id" not in parameters:
        raise bad_request("chat_id is empty")
    if "message_id" not in parameters:
        raise bad_request("message identifier is not specified")
    chat = telegram.reachable_chat(parameters["chat_id"])
    message = telegram.message(chat, parameters["message_id"], "message to edit not found")
    if message.service is not None or message.forward_origin is not None or not _editable(telegram, chat, message):
        raise bad_request("message can't be edited")
    age = telegram.clock() - message.date
    if not message.by_bot and not only_keyboard and age > OTHERS_EDITABLE_FOR:
        raise bad_state("message can't be edited")
    return message


def edited_keyboard(telegram: Telegram, parameters: Parameters) -> Json | None:
    """The inline keyboard that an edited message has from now on."""
    return checked_inline_keyboard(parameters.get("reply_markup"), inline_mode=telegram.inline.on)


def finish_edit(telegram: Telegram, message: Message, parameters: Parameters) -> Any:
    """What an edit answers: the message, or only True for one that was sent through the bot's inline mode."""
    telegram.edited(message)
    return True if "inline_message_id" in parameters else message.as_json()


def _editable(telegram: Telegram, chat: Chat, message: Message) -> bool:
    """The bot's own messages; in a channel also others' with the right to edit, and its own only with one to post."""
    if chat.kind != "channel":
        return message.by_bot
    own = message.by_bot and may(chat, telegram.bot.id, "can_post_messages")
    return own or may(chat, telegram.bot.id, "can_edit_messages")


def _content(message: Message) -> Content:
    return Content(message.body, message.photo, message.document, message.spoiler, message.caption_above)
