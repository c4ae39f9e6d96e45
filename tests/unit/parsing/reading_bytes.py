"""Documents that tests make up."""

import io
from dataclasses import dataclass

from bot.domain.topics import Topics
from bot.parsing import Document, Dropped, Item, Piece, Unreadable, read_document


@dataclass(frozen=True)
class Read:
    """What a document gave before its end or its fault."""

    pieces: list[Piece]
    fault: str | None

    @property
    def items(self) -> list[Item]:
        return [item for piece in self.pieces for item in piece.items]

    @property
    def dropped(self) -> list[Dropped]:
        return [drop for piece in self.pieces for drop in piece.dropped]

    @property
    def pairs(self) -> list[tuple[str, str | None]]:
        return [(item.question, item.answer) for item in self.items]


def read_bytes(data: bytes | str, name: str, topics: Topics) -> Read:
    """Read through the one door."""
    raw = data.encode() if isinstance(data, str) else data
    pieces: list[Piece] = []
    try:
        for piece in read_document(Document(name, len(raw), lambda: io.BytesIO(raw)), topics):
            pieces.append(piece)  # noqa: PERF402 - what came before a fault counts
    except Unreadable as unreadable:
        return Read(pieces, unreadable.reason)
    return Read(pieces, None)
