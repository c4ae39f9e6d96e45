"""Files up and down."""

import struct
from typing import Any

from bot.playground.media import Photo, StoredFile
from bot.playground.methods.registry import method
from bot.playground.parameters import Parameters
from bot.playground.refusal import Refusal, bad_request, bad_state
from bot.playground.telegram import Telegram
from bot.playground.wire import Upload

LARGEST_UPLOAD = 50 * 1024 * 1024
LARGEST_DOWNLOAD = 20 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024

_LONGEST_SIDES = 10_000
_THINNEST = 20
_PNG_HEAD = 24


@method("getFile")
def get_file(telegram: Telegram, parameters: Parameters) -> Any:
    """Where a file of up to 20 MB can be fetched."""
    file = telegram.files.get(parameters["file_id"])
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.content) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return file.as_file()


def stored_file(telegram: Telegram, source: Upload | str) -> StoredFile:
    """The document of a call: new if it came along, else the one with that id. Raises Refusal for a wrong one."""
    if isinstance(source, str):
        file = _known(telegram, source)
        if file.is_photo:
            raise bad_request("can't use file of type Photo as Document")
        return file
    if not source.content:
        raise bad_request("file must be non-empty")
    if len(source.content) > LARGEST_UPLOAD:
        raise Refusal(413, "Request Entity Too Large")
    return telegram.add_file(source.name, source.content, source.content_type)


def stored_photo(telegram: Telegram, source: Upload | str) -> Photo:
    """The picture of a call. Raises Refusal where it is no PNG or JPEG, too large or too thin."""
    if isinstance(source, str):
        file = _known(telegram, source)
        if not file.is_photo:
            raise bad_request("can't use file of type Document as Photo")
        return Photo(file, *_size(file.content))
    if not source.content:
        raise bad_request("file must be non-empty")
    if len(source.content) > LARGEST_PHOTO:
        size = len(source.content)
        raise bad_request(
            f"file of size {size} bytes is too big for a photo; the maximum size is {LARGEST_PHOTO} bytes"
        )
    width, height = _size(source.content)
    return Photo(telegram.add_file(source.name, source.content, source.content_type, "photos"), width, height)


def _known(telegram: Telegram, file_id: str) -> StoredFile:
    """A file by its id. Raises Refusal for an unknown one, and for an address: this server visits none."""
    file = telegram.files.get(file_id)
    if file is None:
        if file_id.lower().startswith(("http://", "https://")):
            raise bad_state("failed to get HTTP URL content")
        raise bad_request("wrong file identifier/HTTP URL specified")
    return file


def _size(content: bytes) -> tuple[int, int]:
    size = _png_size(content) or _jpeg_size(content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > _LONGEST_SIDES or max(size) > _THINNEST * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


def _png_size(content: bytes) -> tuple[int, int] | None:
    if len(content) < _PNG_HEAD or not content.startswith(b"\x89PNG\r\n\x1a\n") or content[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """From the first start-of-frame segment."""
    position = 2
    while content.startswith(b"\xff\xd8") and position + 9 <= len(content) and content[position] == 0xFF:
        marker, length = content[position + 1], struct.unpack(">H", content[position + 2 : position + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        position += 2 + length
    return None
