"""Pictures and files inside a rich message."""

import re
from collections.abc import Callable
from typing import Any

from bot.playground.fields import Json
from bot.playground.refusal import bad_request
from bot.playground.rich.reading import cannot, fields, flag, kind, string
from bot.playground.rich.tally import Tally
from bot.playground.wire import Upload

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LINK = re.compile(r"tg://(photo|document)\?id=(.*)", re.DOTALL)
_KINDS = ("photo", "document")


class MediaReader:
    """Finds the media of one message; `photo` and `document` take a file id or an uploaded file, and raise Refusal."""

    def __init__(
        self,
        tally: Tally,
        photo: Callable[[Upload | str], list[Json]],
        document: Callable[[Upload | str], Json],
    ) -> None:
        self._tally = tally
        self._photo = photo
        self._document = document

    def photo(self, value: Any) -> tuple[list[Json], bool]:
        """The sizes of an InputMediaPhoto, and whether it is covered."""
        source = self._source(value, "photo", ("has_spoiler",))
        return self._photo(source), flag(value, "has_spoiler")

    def document(self, value: Any) -> Json:
        """The Document of an InputMediaDocument."""
        source = self._source(value, "document", ())
        return self._document(source)

    def _source(self, value: Any, block: str, optional: tuple[str, ...]) -> Upload | str:
        """Where the media comes from. Captions inside it, which Telegram ignores, are refused."""
        if kind(value) != block:
            raise bad_request(f'unexpected media type "{value["type"]}" for block "{block}"')
        media = fields(value, ("type", "media"), optional)
        self._tally.add_media()
        return media["media"] if isinstance(media["media"], Upload) else string(media, "media")


class NamedMedia:
    """The `media` of an InputRichMessage, which HTML and Markdown refer to by links such as `tg://photo?id=a`."""

    def __init__(self, given: list[Any]) -> None:
        self._media: dict[str, Json] = {}
        self._unused: set[str] = set()
        for item in given:
            name = string(fields(item, ("id", "media")), "id")
            if not _ID.fullmatch(name) or name in self._media:
                raise cannot(f'"{name}" is no identifier for media, or is taken')
            if kind(item["media"]) not in _KINDS:
                raise bad_request(f'media of the type "{item["media"]["type"]}" is not supported by this server')
            self._media[name] = item["media"]
        self._unused.update(self._media)

    def find(self, block: str, url: str) -> Json:
        """The InputMedia that a link stands for; `block` is `photo` or `document`.

        Raises Refusal for a link without media. An HTTP address is refused too: this server fetches nothing.
        """
        match = _LINK.fullmatch(url)
        media = self._media.get(match.group(2)) if match and match.group(1) == block else None
        if match is None or media is None or media["type"] != block:
            raise bad_request(f"RICH_MESSAGE_{block.upper()}_NO_MEDIA_FOUND")
        self._unused.discard(match.group(2))
        return media

    def check_used(self) -> None:
        """Raise Refusal for media that nothing refers to."""
        if self._unused:
            raise cannot(f'nothing refers to the media "{min(self._unused)}"')
