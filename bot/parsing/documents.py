"""What is read, and the pieces found in it."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BufferedReader, BytesIO, RawIOBase
from typing import Any, BinaryIO

from bot.parsing.items import Dropped, Item

HEAD_BYTES = 64 * 1024
WATCHED_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Document:
    """A file on disk or bytes at hand, under the name that sources and faults give it.

    `size` counts bytes. `open` gives a new seekable stream at the beginning each time; whoever opens it closes it.
    """

    name: str
    size: int
    open: Callable[[], BinaryIO]

    def head(self) -> bytes:
        """The first bytes, at most HEAD_BYTES: enough to tell a format."""
        with self.open() as stream:
            return stream.read(HEAD_BYTES)


def at_hand(name: str, data: bytes) -> Document:
    """A document whose bytes are in memory."""
    return Document(name, len(data), lambda: BytesIO(data))


def watched(document: Document, moved: Callable[[int], None]) -> Document:
    """The same document; whenever a part of it is read, `moved` is told the place behind it, in bytes."""
    return Document(
        document.name, document.size, lambda: BufferedReader(_Watched(document.open(), moved), WATCHED_BYTES)
    )


class _Watched(RawIOBase):
    """Reads from another stream, and says where it is."""

    def __init__(self, inner: BinaryIO, moved: Callable[[int], None]) -> None:
        self._inner = inner
        self._moved = moved

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        read = self._inner.read(len(view))
        view[: len(read)] = read
        self._moved(self._inner.tell())
        return len(read)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._inner.seek(offset, whence)

    def tell(self) -> int:
        return self._inner.tell()

    def close(self) -> None:
        self._inner.close()
        super().close()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a document that is kept and updated by itself: a whole text, a message of an export, a note, a row.

    `key` names it wherever it comes from (`telegram:<chat>/<message>`, `anki:<guid>`), so that the same post taken
    in by another way is known; None stands for the document itself. `body` is kept verbatim.
    """

    body: str
    items: tuple[Item, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    key: str | None = None
