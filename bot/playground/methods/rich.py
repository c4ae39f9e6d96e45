"""Rich messages: sendRichMessage, and the content that editMessageText takes."""

from typing import Any

from bot.playground.chats import Chat
from bot.playground.fields import Json
from bot.playground.membership import require_permission
from bot.playground.methods.files import stored_file, stored_photo
from bot.playground.methods.registry import method
from bot.playground.methods.sending import common
from bot.playground.parameters import Parameters
from bot.playground.refusal import bad_request
from bot.playground.rich import Sources, block_types, read_rich_message
from bot.playground.telegram import Telegram
from bot.playground.text import FormattedText
from bot.playground.wire import Upload

_PERMISSIONS = {"photo": "can_send_photos", "document": "can_send_documents"}


@method("sendRichMessage", sends=True)
def send_rich_message(telegram: Telegram, parameters: Parameters) -> Any:
    """HTML, Markdown or blocks. The content is checked before the chat, as at Telegram."""
    rich = rich_content(telegram, parameters)
    chat = telegram.writable_chat(parameters["chat_id"])
    require_media_permissions(telegram, chat, rich)
    extras = common(telegram, chat, parameters)
    return telegram.add_message(chat, telegram.bot, FormattedText(""), rich=rich, **extras).as_json()


def rich_content(telegram: Telegram, parameters: Parameters) -> Json:
    """The RichMessage of the parameter `rich_message`. Raises Refusal; for a new file in a message that was sent
    through the bot's inline mode too.
    """

    def known(source: Upload | str) -> Upload | str:
        if isinstance(source, str) and source.startswith("attach://"):
            raise bad_request("can't parse InputRichBlock: media not found")
        if isinstance(source, Upload) and "inline_message_id" in parameters:
            raise bad_request("new files can't be uploaded to an inline message")
        return source

    def user(user_id: int) -> Json | None:
        person = telegram.users.get(user_id)
        return person.as_json() if person else None

    return read_rich_message(
        parameters["rich_message"],
        Sources(
            photo=lambda source: stored_photo(telegram, known(source)).as_json(),
            document=lambda source: stored_file(telegram, known(source)).as_document(),
            user=user,
        ),
    )


def require_media_permissions(telegram: Telegram, chat: Chat, rich: Json) -> None:
    """Raise Refusal unless the bot may send to the chat whatever media the message contains."""
    for kind in block_types(rich):
        if kind in _PERMISSIONS:
            require_permission(chat, telegram.bot.id, _PERMISSIONS[kind])
