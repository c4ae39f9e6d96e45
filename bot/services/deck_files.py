"""The decks of `content/`: read as they are, each card with its place."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bot.domain.cards import CardContent, Source
from bot.domain.topics import Topics
from bot.parsing import Document, Item, Unreadable
from bot.parsing.formats.toml_decks import Deck, deck_text, read_deck
from bot.parsing.own_cards import Fault, Told, own_item
from bot.services.contents import content_of, is_complete, key_of

TOPICS = "topics.toml"
"""The one file of the folder that is no deck."""

SHELF = "content:"
"""What the key of a card's post begins with where a deck of the folder has it; the file and the card's key follow."""


@dataclass(frozen=True, slots=True)
class DeckCard:
    """A card of a deck, and what its file says of it."""

    item: Item
    content: CardContent
    told: Told


@dataclass(frozen=True, slots=True)
class DeckFile:
    """A deck as it was read; `faults` are lines with file, card and field. Nothing that has one is among `cards`."""

    name: str
    cards: tuple[DeckCard, ...]
    faults: tuple[str, ...]


def deck_paths(folder: Path) -> list[Path]:
    """The files of a content folder that are decks, in the order of their names. Raises OSError.

    Hidden ones are not: editors and systems leave such beside what is edited.
    """
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() == ".toml" and path.name.lower() != TOPICS and path.name[0] != "."
    )


def size_of(path: Path) -> int | None:
    """The bytes of a file; None for a folder, a pipe and all else that is no file. Raises OSError."""
    status = path.stat()
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def read_deck_file(path: Path, topics: Topics) -> DeckFile:
    """A deck, whatever state it is in."""
    # Not every name of a file is a text.
    name = os.fsencode(f"{path.parent.name}/{path.name}").decode(errors="backslashreplace")
    try:
        size = size_of(path)
        if size is None:
            return DeckFile(name, (), (f"{name}: is no file",))
        deck = read_deck(name, deck_text(Document(name, size, lambda: path.open("rb"))))
    except Unreadable as unreadable:
        return DeckFile(name, (), (f"{name}: {unreadable.reason}",))
    except OSError as error:
        return DeckFile(name, (), (f"{name}: cannot be read: {error.strerror}",))
    if deck is None:
        return DeckFile(name, (), (f"{name}: holds neither [[concepts]] nor [[cards]]",))
    cards, faults = [], []
    for found in _cards(name, deck, topics):
        if isinstance(found, DeckCard):
            cards.append(found)
        else:
            faults.append(found)
    return DeckFile(name, tuple(cards), tuple(faults))


def _cards(name: str, deck: Deck, topics: Topics) -> Iterator[DeckCard | str]:
    yield from (_at(name, dropped.source.line, dropped.reason) for dropped in deck.dropped)
    for told in deck.cards:
        yield from (_at(name, told.line_of(field), what) for field, what in told.unknown())
        try:
            item = own_item(told.fields, topics, Source(name, told.line))
        except Fault as wrong:
            yield _at(name, told.line_of(wrong.field), f"{told.place}: {wrong}")
            continue
        if item.authored is not None and item.authored.key not in (None, key_of(item)):
            what = "the key takes at most 62 of A-Z a-z 0-9 _ -, the language counted in"
            yield _at(name, told.line_of("key"), f"{told.place}: {what}")
            continue
        if not is_complete(item):
            yield _at(name, told.line, f"{told.place}: the answer is missing, or is longer than a card may be")
            continue
        # Whoever takes a deck into the folder vouches for it. The name of a file is no source that helps a learner.
        item = replace(item, verified=True, source=replace(item.source, file=None, line=None))
        yield DeckCard(item, content_of(item, key_of(item)), told)


def _at(name: str, line: int | None, what: str) -> str:
    return f"{name}:{line}: {what}" if line is not None else f"{name}: {what}"
