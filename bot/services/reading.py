"""Reads a source piece by piece, in steps, and works out all that needs no database."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.clock import monotonic
from bot.domain.cards import Source
from bot.domain.topics import Topics
from bot.parsing import Document, Dropped, Item, Piece, Unreadable, read_document
from bot.parsing.documents import watched
from bot.parsing.fingerprints import Fingerprint, fingerprint
from bot.parsing.text import FaultKind
from bot.services.contents import proposal_of

STEP_SECONDS = 0.02
"""About how long the parser runs at a stretch, in a thread: replies go on meanwhile, and in between all the more."""

ITEMS_A_STEP = 10

_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Ready:
    """A piece with all that can be worked out without the database."""

    piece: Piece
    source_key: str
    digest: str
    items: tuple[tuple[Item, Fingerprint], ...]


class Reader:
    """Reads a source in steps, in whatever thread it is called from; `fault` says why it ended early."""

    def __init__(self, source: Document | Iterable[Piece], name: str, topics: Topics, owner: int | None) -> None:
        self._name = name
        self._owner = owner
        self._numbers = 0
        self.done, self.of = 0, 0
        self.fault: str | None = None
        self.fault_kind: FaultKind | None = None
        self._pieces: Iterator[Piece]
        if isinstance(source, Document):
            self.of = source.size
            self._pieces = read_document(watched(source, self._moved), topics)
        else:
            known = list(source)
            self.of = len(known)
            self._pieces = self._counted(known)

    def some(self) -> list[Ready]:
        """The next pieces, ready to be stored; none at the end."""
        batch: list[Ready] = []
        items = 0
        until = monotonic() + STEP_SECONDS
        try:
            for piece in self._pieces:
                batch.append(self._ready(piece))
                items += len(piece.items)
                if items >= ITEMS_A_STEP or monotonic() > until:
                    break
        except (Unreadable, OSError) as error:
            self.fault, self.fault_kind = reason_of(error), kind_of(error)
        return batch

    def _counted(self, pieces: Sequence[Piece]) -> Iterator[Piece]:
        for piece in pieces:
            self.done += 1
            yield piece

    def _moved(self, position: int) -> None:
        self.done = max(self.done, min(position, self.of))

    def _ready(self, piece: Piece) -> Ready:
        try:
            digest = hashlib.sha256(piece.body.encode()).hexdigest()
            for item in piece.items:
                json.dumps(proposal_of(item), ensure_ascii=False).encode()
        except UnicodeEncodeError:
            source = piece.items[0].source if piece.items else Source(self._name)
            lost = Dropped(_whole(piece.body), "holds half a character, which cannot be stored", source)
            return Ready(Piece("", dropped=(*piece.dropped, lost)), "", "", ())
        prints = tuple((item, fingerprint(item.lang, item.question, item.answer)) for item in piece.items)
        return Ready(piece, self._source_key(piece), digest, prints)

    def _source_key(self, piece: Piece) -> str:
        key = piece.key
        if key is None:
            self._numbers += bool(piece.body)
            key = f"file:{self._name}" + (f"#{self._numbers}" if self._numbers > 1 else "")
        return key if self._owner is None else f"owner:{self._owner}/{key}"


def _whole(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def digest_of(document: Document) -> str:
    """What tells a document's bytes from others. Raises Unreadable and OSError."""
    found = hashlib.sha256()
    with document.open() as stream:
        while chunk := stream.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def kind_of(error: Unreadable | OSError) -> FaultKind:
    """The same in short."""
    return error.kind if isinstance(error, Unreadable) else "strange"


def reason_of(error: Unreadable | OSError) -> str:
    """Why a document cannot be read, in words."""
    return error.reason if isinstance(error, Unreadable) else f"cannot be read: {error.strerror}"
