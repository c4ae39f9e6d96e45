"""The decks of `content/` become cards: keyed, versioned, as often as the program starts."""

import asyncio
import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.domain.cards import LEVELS
from bot.domain.topics import Topics
from bot.parsing import PARSER_VERSION
from bot.parsing.fingerprints import Fingerprint, fingerprint
from bot.parsing.formats.toml_decks import LARGEST
from bot.services import comparing
from bot.services.deck_files import SHELF, TOPICS, DeckCard, DeckFile, deck_paths, read_deck_file, size_of
from bot.services.storing import Outcome, PieceStore, Post, Terms
from bot.storage import cards, facts, posts, revisions
from bot.storage.database import Database, Transaction

AT_ONCE = 10
"""Cards stored in one transaction: some tens of milliseconds."""

_FACT = "content"


@dataclass(slots=True)
class Loaded:
    """What became of the decks: how many cards of each outcome, and lines with file, card and field for faults.

    `retired` are cards that no file has any more; of a file with a fault none is.
    """

    unchanged: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def in_words(self) -> str:
        """A line for a log."""
        told = ("published", "updated", "retired", "kept", "repeated")
        return ", ".join(f"{self.counts[what]} {what}" for what in told if self.counts[what]) or "no cards"


@dataclass(frozen=True, slots=True)
class _Ready:
    """A card with all that can be worked out without the database."""

    card: DeckCard
    source_key: str
    print: Fingerprint


async def load_decks(db: Database, folder: Path, topics: Topics, now: datetime) -> Loaded:
    """Take the decks of a content folder in; one that is as it was at the last time is not even read.

    A card keeps its memories, and what a person changed in it. What can be read is loaded, whatever else cannot.
    """
    try:
        paths = await asyncio.to_thread(deck_paths, folder)
        digest = await asyncio.to_thread(_digest, [folder / TOPICS, *paths])
    except OSError as error:
        return Loaded(faults=[f"{folder}: cannot be read: {error.strerror}"])
    if await facts.get(db, _FACT) == digest:
        return Loaded(unchanged=True)
    loaded = Loaded()
    files = await asyncio.to_thread(_read, paths, topics)
    loaded.faults += [fault for file in files for fault in file.faults]
    await comparing.catch_up(db)
    terms = Terms(publish=True, now=now, by_key=True)
    ready = await asyncio.to_thread(_once, files, loaded.faults)
    for start in range(0, len(ready), AT_ONCE):
        outcomes = await db.write(partial(_store, batch=ready[start : start + AT_ONCE], terms=terms))
        loaded.counts.update(outcome.what for outcome in outcomes)
    broken = frozenset(file.name for file in files if file.faults)
    keys = frozenset(each.card.content.key for each in ready)
    loaded.counts["retired"] += await db.write(partial(_retire, keys=keys, broken=broken, now=now))
    if not loaded.faults:
        await db.write(partial(facts.put, name=_FACT, value=digest))
    return loaded


def _digest(paths: Iterable[Path]) -> str:
    """Tells whether anything that decides what is loaded differs; what cannot be loaded is told by reading it."""
    found = hashlib.sha256(f"{PARSER_VERSION}".encode())
    for path in paths:
        found.update(os.fsencode(path.name) + b"\0" + hashlib.sha256(_bytes(path)).digest())
    return found.hexdigest()


def _bytes(path: Path) -> bytes:
    try:
        size = size_of(path)
        return path.read_bytes() if size is not None and size <= LARGEST else b""
    except OSError:
        return b""


def _read(paths: Sequence[Path], topics: Topics) -> list[DeckFile]:
    return [read_deck_file(path, topics) for path in paths]


def _once(files: Sequence[DeckFile], faults: list[str]) -> list[_Ready]:
    """The cards of all files; of two with one key the first."""
    first: dict[str, str] = {}
    ready = []
    for file, card in _in(files):
        content, place = card.content, f"{file.name}:{card.told.line}" if card.told.line else file.name
        if content.key in first:
            faults.append(f"{place}: {card.told.place}: the key is taken by {first[content.key]}")
            continue
        first[content.key] = place
        print_ = fingerprint(content.lang, content.question, content.answer)
        ready.append(_Ready(card, f"{SHELF}{file.name}/{content.key}", print_))
    return ready


def _in(files: Sequence[DeckFile]) -> Iterator[tuple[DeckFile, DeckCard]]:
    """Easy cards first and the topics in turn: new cards are asked in the order in which they came in."""
    placed = [(_ease(card), place, file, card) for file in files for place, card in enumerate(file.cards)]
    return ((file, card) for _, _, file, card in sorted(placed, key=lambda each: each[:2]))


def _ease(card: DeckCard) -> int:
    return LEVELS.index(card.content.level) if card.content.level else len(LEVELS)


async def _store(tx: Transaction, batch: Sequence[_Ready], terms: Terms) -> list[Outcome]:
    outcomes = []
    for each in batch:
        raw = each.card.told.raw
        digest = hashlib.sha256(raw.encode()).hexdigest()
        newest = await posts.newest(tx, each.source_key)
        post_id = await posts.store(
            tx,
            source_key=each.source_key,
            digest=digest,
            body=raw,
            parser_version=PARSER_VERSION,
            now=terms.now,
        )
        edited = newest is not None and newest.digest != digest
        post = Post(post_id, each.source_key, keyed=False, fresh=newest is None, edited=edited)
        outcome = (await PieceStore(tx, terms, post, {}).store([(each.card.item, each.print)]))[0]
        if outcome.card_id is not None:
            # A card that was taken in before its deck was, or that another file has now, belongs to this one.
            await cards.set_post(tx, outcome.card_id, post_id)
        outcomes.append(outcome)
    return outcomes


async def _retire(tx: Transaction, keys: frozenset[str], broken: frozenset[str], now: datetime) -> int:
    """Retire what no file has any more, unless a person brought it back since: what a file with a fault would have is
    not known."""
    gone = [
        card
        for card, source in await cards.of_sources(tx, SHELF)
        if card.content.key not in keys
        and source.removeprefix(SHELF).rpartition("/")[0] not in broken
        and not await revisions.brought_back(tx, card.id)
    ]
    for card in gone:
        await cards.retire(tx, card, now, how="imported")
    return len(gone)
