"""Reading a rich message without a server: files and people that are there, and what comes out or is refused."""

from typing import Any

import pytest
from aiogram.types import Message, RichMessage

from bot.playground.refusal import Refusal
from bot.playground.rich import Sources, read_rich_message
from bot.playground.wire import Upload

PHOTO = [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]
DOCUMENT = {"file_id": "d", "file_unique_id": "u"}
ALICE = {"id": 7, "is_bot": False, "first_name": "Alice"}
MEDIA: list[dict[str, Any]] = [
    {"id": "a", "media": {"type": "photo", "media": "p"}},
    {"id": "b", "media": {"type": "document", "media": "d"}},
]


def _photo(_: Upload | str) -> list[dict[str, Any]]:
    return PHOTO


def _document(_: Upload | str) -> dict[str, Any]:
    return DOCUMENT


def _user(user_id: int) -> dict[str, Any] | None:
    return ALICE if user_id == ALICE["id"] else None


def read(**content: Any) -> Any:
    """The blocks of the RichMessage."""
    return read_message(**content)["blocks"]


def read_message(**content: Any) -> Any:
    """The whole RichMessage."""
    return read_rich_message(content, Sources(_photo, _document, _user))


def as_received(rich: Any) -> RichMessage:
    """The message as a bot gets it. Only for shallow texts: aiogram needs seconds for five styles in each other."""
    message = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "rich_message": rich}
    received = Message.model_validate(message).rich_message
    assert received is not None
    return received


def refused(**content: Any) -> str:
    """Why the message is refused."""
    with pytest.raises(Refusal) as caught:
        read(**content)
    assert caught.value.code == 400
    assert caught.value.description.startswith("Bad Request: ")
    return caught.value.description.removeprefix("Bad Request: ")


def text(rich: Any) -> Any:
    """What becomes of a text in a paragraph."""
    (block,) = read(blocks=[{"type": "paragraph", "text": rich}])
    return block["text"]


def text_refused(rich: Any) -> str:
    """Why a paragraph with this text is refused."""
    return refused(blocks=[{"type": "paragraph", "text": rich}])


def paragraph(rich: Any = "a") -> dict[str, Any]:
    return {"type": "paragraph", "text": rich}
