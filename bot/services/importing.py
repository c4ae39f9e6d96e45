"""A post becomes a card: texts are read piece by piece, kept verbatim, compared, published or queued."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.ids import ImportId, LearnerId
from bot.domain.topics import Topics
from bot.parsing import PARSER_VERSION, Document, Dropped, Piece, Unreadable
from bot.parsing.text import FaultKind
from bot.services import comparing
from bot.services.reading import Reader, Ready, digest_of, kind_of, reason_of
from bot.services.storing import Outcome, PieceStore, Post, Terms, What
from bot.storage import cards, imports, posts
from bot.storage.database import Database, Transaction
from bot.storage.imports import Kind

__all__ = ["Importer", "Outcome", "Run", "Step", "Taken", "What"]

STORED_AT_ONCE = 10
PIECES_AT_ONCE = 100
"""Items and pieces stored in one transaction: some tens of milliseconds in which nothing else is stored."""

UNREAD = 0
"""Stands for the version of the parser at a text that was not read to its end."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far an import is: of a document, bytes read of all; of a list, pieces."""

    done: int
    of: int
    counts: Counter[str]


Progress = Callable[[Step], None]
Losses = Callable[[Dropped], None]


def _unseen(_: object) -> None:
    """Nobody watches."""


@dataclass(slots=True)
class Run:
    """One import, of one file or of several. `who` of staff did it; `id` is set once something was stored."""

    name: str
    kind: Kind = "file"
    who: LearnerId | None = None
    id: ImportId | None = None
    counts: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Taken:
    """What became of one document or of some pieces; `fault` says why the rest of it could not be read.

    `counts` has as many of each `Outcome.what`, and of "variants" (new ones that ask what others ask in other words)
    and "dropped". A document that is `unchanged` was not even read.
    """

    name: str
    unchanged: bool = False
    fault: str | None = None
    fault_kind: FaultKind | None = None
    counts: Counter[str] = field(default_factory=Counter)
    outcomes: list[Outcome] = field(default_factory=list)


class Importer:
    """The door for posts."""

    def __init__(self, db: Database, topics: Topics) -> None:
        self._db = db
        self._topics = topics

    async def take(
        self,
        source: Document | Iterable[Piece],
        *,
        publish: bool,
        now: datetime,
        run: Run | None = None,
        name: str | None = None,
        owner: int | None = None,
        progress: Progress = _unseen,
        losses: Losses = _unseen,
    ) -> Taken:
        """Take a document or pieces in; what was taken in before changes nothing.

        With `publish` complete cards are public at once, also those that an earlier import left waiting; otherwise
        they wait as drafts. With an `owner`, a learner or a chat, complete cards are theirs alone and nothing waits.
        `losses` is told what gave nothing. Each batch is stored in a transaction of its own: whoever cancels this, or
        raises from `progress`, keeps what was stored so far. Faults of single pieces are told to `losses` too.
        """
        document = source if isinstance(source, Document) else None
        taken = Taken(document.name if document else name or (run.name if run else "posts"))
        run = run or Run(taken.name)
        try:
            digest = await asyncio.to_thread(digest_of, document) if document else None
        except (Unreadable, OSError) as error:
            taken.fault, taken.fault_kind = reason_of(error), kind_of(error)
            return taken
        if digest is not None and owner is None and await self._is_known(digest, publish=publish):
            taken.unchanged = True
            return taken
        await comparing.catch_up(self._db)
        reader = Reader(source, taken.name, self._topics, owner)
        terms = Terms(publish, now, owner, run.id)
        while batch := await asyncio.to_thread(reader.some):
            async for _ in self._stored(batch, terms, run, taken):
                progress(Step(reader.done, reader.of, taken.counts))
            self._drop(batch, taken, losses)
            progress(Step(reader.done, reader.of, taken.counts))
        taken.fault, taken.fault_kind = reader.fault, reader.fault_kind
        run.counts += taken.counts
        if document is not None and digest is not None and reader.fault is None and owner is None:
            await self._note(document.name, digest, run.id, taken)
        return taken

    async def finish(self, run: Run, now: datetime) -> None:
        """Write down what became of an import, after its last document."""
        if run.id is not None:
            import_id, counts = run.id, run.counts
            run.counts = Counter()
            await self._db.write(lambda tx: imports.finish(tx, import_id, counts, now))

    async def _is_known(self, digest: str, *, publish: bool) -> bool:
        if not await imports.is_known(self._db, digest, PARSER_VERSION):
            return False
        return not (publish and await imports.any_waits(self._db, digest))

    async def _note(self, name: str, digest: str, import_id: ImportId | None, taken: Taken) -> None:
        await self._db.write(
            lambda tx: imports.note_file(tx, import_id, name, digest, PARSER_VERSION, dict(taken.counts))
        )

    async def _stored(self, batch: Sequence[Ready], terms: Terms, run: Run, taken: Taken) -> AsyncIterator[None]:
        """Store a batch, with a pause after each transaction."""
        for slices in _bounded(batch):

            async def unit(tx: Transaction, slices: Sequence[_Slice] = slices) -> list[Outcome]:
                return [outcome for part in slices for outcome in await _store_slice(tx, part, terms, run)]

            outcomes = await self._db.write(unit)
            run.id = terms.import_id
            taken.outcomes += outcomes
            taken.counts.update(outcome.what for outcome in outcomes)
            taken.counts.update("variants" for outcome in outcomes if outcome.variant)
            yield

    def _drop(self, batch: Sequence[Ready], taken: Taken, losses: Losses) -> None:
        for ready in batch:
            for dropped in ready.piece.dropped:
                taken.counts["dropped"] += 1
                losses(dropped)


@dataclass(slots=True)
class _Storing:
    """A piece on its way into the database, which may take several transactions; `post` is None for what is known."""

    ready: Ready
    begun: bool = False
    post: Post | None = None
    known: list[Outcome] = field(default_factory=list)
    outlines: dict[str | None, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Slice:
    """Items of one piece that are stored in one transaction."""

    storing: _Storing
    start: int
    end: int

    @property
    def is_last(self) -> bool:
        return self.end >= len(self.storing.ready.items)


def _bounded(batch: Iterable[Ready]) -> Iterator[list[_Slice]]:
    """What is stored in each transaction."""
    part: list[_Slice] = []
    items = 0
    for ready in batch:
        if not ready.piece.body or (not ready.items and ready.piece.key is None):
            continue
        storing = _Storing(ready)
        for start in range(0, max(1, len(ready.items)), STORED_AT_ONCE):
            part.append(_Slice(storing, start, min(start + STORED_AT_ONCE, len(ready.items))))
            items += part[-1].end - start
            if items >= STORED_AT_ONCE or len(part) >= PIECES_AT_ONCE:
                yield part
                part, items = [], 0
    if part:
        yield part


async def _store_slice(tx: Transaction, part: _Slice, terms: Terms, run: Run) -> list[Outcome]:
    storing, ready = part.storing, part.storing.ready
    if not storing.begun:
        await _begin(tx, storing, terms, run)
    if storing.post is None:
        return storing.known[part.start : part.end]
    store = PieceStore(tx, terms, storing.post, storing.outlines)
    outcomes = await store.store(ready.items[part.start : part.end])
    if part.is_last and part.start:
        await posts.note_parser(tx, storing.post.id, PARSER_VERSION)
    return outcomes


async def _begin(tx: Transaction, storing: _Storing, terms: Terms, run: Run) -> None:
    """Keep the text of a piece, unless it is known; until its last item is stored, as if no parser had read it."""
    ready, storing.begun = storing.ready, True
    keyed = ready.piece.key is not None
    newest = await posts.newest(tx, ready.source_key)
    if newest is None and not ready.items:
        return
    is_same = newest is not None and newest.digest == ready.digest
    is_read = newest is not None and is_same and newest.parser_version == PARSER_VERSION
    # An export made before an edit must not undo it.
    is_older = (keyed and run.kind == "file" and newest is not None and not is_same) and await posts.had_text(
        tx, ready.source_key, ready.digest
    )
    waits = terms.publish and newest is not None and await posts.any_waits(tx, newest.id)
    if (is_read and not waits) or is_older:
        storing.known = await _known(tx, ready, keyed=keyed)
        return
    if terms.import_id is None and terms.owner is None:
        terms.import_id = await imports.begin(tx, run.kind, run.name, run.who, terms.now)
    post_id = await posts.store(
        tx,
        source_key=ready.source_key,
        digest=ready.digest,
        body=ready.piece.body,
        parser_version=UNREAD if len(ready.items) > STORED_AT_ONCE else PARSER_VERSION,
        now=terms.now,
        owner=terms.owner,
    )
    storing.post = Post(post_id, ready.source_key, keyed, newest is None, newest is not None and not is_same)


async def _known(tx: Transaction, ready: Ready, *, keyed: bool) -> list[Outcome]:
    """For a piece that was taken in before, what became of it."""
    found: list[Outcome] = []
    if keyed:
        found += [Outcome("repeated", card.id) for card in await cards.of_post(tx, ready.source_key)]
        waiting = await posts.waiting_drafts_of(tx, ready.source_key)
        found += [Outcome("repeated", draft_id=draft.id) for draft in waiting]
    return [*found, *(Outcome("repeated") for _ in ready.items)][: len(ready.items)]
