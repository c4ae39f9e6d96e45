"""Web pages that are none of Telegram's: their marks would be taken for text, so they are refused."""

from collections.abc import Iterator

from bot.domain.topics import Topics
from bot.parsing.documents import Document, Piece
from bot.parsing.text import Unreadable

_BEGINNINGS = (b"<!doctype html", b"<html", b"<!-- saved from url")


def matches(_name: str, head: bytes, /) -> bool:
    """Whether the bytes begin a web page."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:64].lower().startswith(_BEGINNINGS)


def read(_document: Document, _topics: Topics, /) -> Iterator[Piece]:
    """Raises Unreadable, which says what can be done instead."""
    raise Unreadable(
        "is a web page, but neither an export of Telegram Desktop nor the preview of a channel (t.me/s/…): "
        "copy its text into a .txt file"
    )
