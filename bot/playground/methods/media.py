"""Files and pictures with their captions, as single messages and as albums."""

from dataclasses import dataclass
from typing import Any

from bot.playground.fields import Json
from bot.playground.media import Photo, StoredFile
from bot.playground.methods.files import stored_file, stored_photo
from bot.playground.methods.formatting import caption
from bot.playground.methods.registry import method
from bot.playground.methods.sending import common
from bot.playground.parameters import Parameters
from bot.playground.refusal import Refusal, bad_request
from bot.playground.telegram import Telegram
from bot.playground.text import FormattedText

_SMALLEST_ALBUM = 2
LARGEST_ALBUM = 10


@dataclass(frozen=True, slots=True)
class Content:
    """A picture or a file with its caption."""

    body: FormattedText
    photo: Photo | None = None
    document: StoredFile | None = None
    spoiler: bool = False
    caption_above: bool = False

    @property
    def permission(self) -> str:
        """What a member needs to send it."""
        return "can_send_photos" if self.photo else "can_send_documents"


@method("sendDocument", sends=True)
def send_document(telegram: Telegram, parameters: Parameters) -> Any:
    """A file of up to 50 MB, or one that is known by its id."""
    body = caption(telegram, parameters)
    chat = telegram.writable_chat(parameters["chat_id"], "can_send_documents")
    extras = common(telegram, chat, parameters)
    file = stored_file(telegram, parameters["document"])
    return telegram.add_message(chat, telegram.bot, body, document=file, **extras).as_json()


@method("sendPhoto", sends=True)
def send_photo(telegram: Telegram, parameters: Parameters) -> Any:
    """A picture of up to 10 MB, or one that is known by its id."""
    body = caption(telegram, parameters)
    chat = telegram.writable_chat(parameters["chat_id"], "can_send_photos")
    extras = common(telegram, chat, parameters) | _looks(parameters)
    photo = stored_photo(telegram, parameters["photo"])
    return telegram.add_message(chat, telegram.bot, body, photo=photo, **extras).as_json()


@method("sendMediaGroup", sends="media")
def send_media_group(telegram: Telegram, parameters: Parameters) -> Any:
    """Two to ten pictures, or two to ten documents; all of them are sent or none."""
    media = parameters["media"]
    if not media:
        raise bad_request("there are no messages to send")
    if len(media) < _SMALLEST_ALBUM:
        raise bad_request(f"an album must have at least {_SMALLEST_ALBUM} items")
    if len(media) > LARGEST_ALBUM:
        raise bad_request("too many messages to send as an album")
    kinds = {item["type"] for item in media}
    if len(kinds) > 1 and "document" in kinds:
        raise bad_request("document can't be mixed with other media types")
    if len({bool(item.get("show_caption_above_media")) for item in media}) > 1:
        raise bad_request("parameter show_caption_above_media must be the same for all messages")
    contents = [_album_item(telegram, number, item) for number, item in enumerate(media, 1)]
    chat = telegram.writable_chat(parameters["chat_id"], contents[0].permission)
    extras = common(telegram, chat, parameters)
    album = telegram.new_id()
    messages = [
        telegram.add_message(
            chat,
            telegram.bot,
            content.body,
            photo=content.photo,
            document=content.document,
            spoiler=content.spoiler,
            caption_above=content.caption_above,
            media_group_id=album,
            **extras,
        )
        for content in contents
    ]
    return [message.as_json() for message in messages]


def input_media(telegram: Telegram, media: Json) -> Content:
    """What an InputMedia stands for. Raises Refusal for a kind that this server does not have, and for a wrong one."""
    kind = media["type"]
    if kind == "photo":
        return Content(caption(telegram, media), stored_photo(telegram, media["media"]), **_looks(media))
    if kind == "document":
        return Content(caption(telegram, media), document=stored_file(telegram, media["media"]))
    raise bad_request(f'can\'t parse InputMedia: type "{kind}" is not supported by this server')


def _album_item(telegram: Telegram, number: int, media: Json) -> Content:
    """An item of an album; what Telegram finds out only while it sends is told with the number of the item."""
    try:
        return input_media(telegram, media)
    except Refusal as refusal:
        why = refusal.description.removeprefix("Bad Request: ")
        if not why.isupper():
            raise
        raise bad_request(f'failed to send message #{number} with the error message "{why}"') from refusal


def _looks(fields: Json) -> dict[str, Any]:
    return {
        "spoiler": bool(fields.get("has_spoiler")),
        "caption_above": bool(fields.get("show_caption_above_media")),
    }
