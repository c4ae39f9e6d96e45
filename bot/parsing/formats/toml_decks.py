"""Decks written by hand in TOML, as content/README.md describes them."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.cards import Source
from bot.domain.exporting import FIELDS
from bot.domain.topics import Topics
from bot.parsing.concepts import Places, told_of_concepts, trimmed
from bot.parsing.documents import Document, Piece
from bot.parsing.items import Dropped
from bot.parsing.lines import decoded_head
from bot.parsing.own_cards import Told, own_pieces
from bot.parsing.text import Unreadable, decode

LARGEST = 2 * 1024 * 1024
"""Bytes; TOML has to be read whole, and a hostile one takes a hundred times its size in memory."""

_DECK = ("title", "lang", "topic", "tags", "level", "cards", "concepts")
"""What may stand above the cards; all but `title` hold for every card that does not say otherwise."""

LONGEST_KEY = 5
"""Parts of a dotted key."""
MOST_TABLES = 20_000
"""Headers such as `[[cards]]`."""

_QUOTED = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"""|'
    r"'''.*?'''|"
    r'"(?:[^"\\\n]|\\.)*+"|'
    r"'[^'\n]*+'|#[^\n]*",
    re.DOTALL,
)
_LONG_KEY = re.compile(rf"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{LONGEST_KEY}}}")
_TABLES = re.compile(r"^[ \t]*\[", re.MULTILINE)
_CARD = re.compile(r"^[ \t]*\[\[\s*cards\s*\]\]", re.MULTILINE)
_CARDS = re.compile(r"^[ \t]*\[\[\s*(?:cards|concepts)\s*\]\]", re.MULTILINE)
_NOT_LINE_END = re.compile(r"[^\n]")
_TABLE = re.compile(r"(?:\s*(?:#[^\n]*)?\n)*\s*(?:\[\[?\s*[A-Za-z0-9_.\"'-]+\s*\]\]?|[A-Za-z0-9_-]+\s*=\s*[\"'\[\d])")


def matches(name: str, head: bytes, /) -> bool:
    """TOML by its name, or a text with cards in it."""
    if name.lower().endswith(".toml"):
        return True
    text = decoded_head(head)
    return text is not None and _CARDS.search(text) is not None and _TABLE.match(text) is not None


@dataclass(frozen=True, slots=True)
class Deck:
    """What a deck says: its cards, each field as it was written, and what stands outside of any card by mistake."""

    cards: tuple[Told, ...]
    dropped: tuple[Dropped, ...]


def read(document: Document, topics: Topics, /) -> Iterator[Piece]:
    """The cards of the deck. TOML of another kind gives nothing, and says what it holds."""
    text = deck_text(document)
    deck = read_deck(document.name, text)
    if deck is None:
        why = f"TOML without [[cards]] or [[concepts]]: it holds {', '.join(_parsed(text))[:160] or 'nothing'}"
        yield Piece(text[:20_000], (), (Dropped(text, why, Source(document.name, 1)),))
        return
    if not deck.cards:
        yield Piece(text[:20_000], (), deck.dropped)
    for number, piece in enumerate(own_pieces(deck.cards, document.name, topics)):
        yield replace(piece, dropped=(*deck.dropped, *piece.dropped)) if number == 0 else piece


def deck_text(document: Document) -> str:
    """The text of a deck. Raises Unreadable for one that is too large, and for what is no text."""
    if document.size > LARGEST:
        raise Unreadable(
            f"is too large for a deck: {document.size / 2**20:.1f} MB, at most {LARGEST // 2**20} MB", "large"
        )
    with document.open() as stream:
        return decode(stream.read(LARGEST))


def read_deck(file: str, text: str) -> Deck | None:
    """The cards of a deck; None for TOML of another kind. Raises Unreadable for what is no TOML."""
    deck = _parsed(text)
    cards, concepts = deck.get("cards", []), deck.get("concepts", [])
    if not _are_tables(cards) or not isinstance(concepts, list) or not {"cards", "concepts"} & deck.keys():
        return None
    unknown = [
        Dropped(name, f"unknown field {name!r} above the cards; known are {', '.join(_DECK)}", Source(file, 1))
        for name in deck
        if name not in _DECK
    ]
    defaults = {name: deck[name] for name in _DECK if name in deck and name in FIELDS}
    found = [*told_of_concepts(file, concepts, defaults, Places(text, _QUOTED.sub(_masked, text)))] if concepts else []
    told = (*(each for each in found if isinstance(each, Told)), *_cards(file, text, defaults, cards))
    return Deck(told, (*unknown, *(each for each in found if isinstance(each, Dropped))))


def _parsed(text: str) -> dict[str, Any]:
    _weigh(text)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(f"no valid TOML: {error}") from None
    except ValueError:
        # https://docs.python.org/3/library/stdtypes.html#integer-string-conversion-length-limitation
        raise Unreadable("no deck: it has a number of thousands of digits") from None
    except RecursionError:
        raise Unreadable("no deck: its lists are nested too deep") from None


def _are_tables(cards: object) -> bool:
    return isinstance(cards, list) and all(isinstance(card, dict) for card in cards)


def _masked(quoted: re.Match[str]) -> str:
    """As many signs as there were, none of which means anything."""
    return _NOT_LINE_END.sub("_", quoted[0])


def _weigh(text: str) -> None:
    """Refuses what tomllib would take the square of its size in time for, or hundreds of times its size in memory."""
    outline = _QUOTED.sub("_", text)
    if _LONG_KEY.search(outline):
        raise Unreadable(f"no deck: it has a key of more than {LONGEST_KEY} parts")
    if sum(1 for _ in _TABLES.finditer(outline)) > MOST_TABLES:
        raise Unreadable(f"no deck: it has more than {MOST_TABLES:,} tables")


def _cards(file: str, text: str, defaults: Mapping[str, object], cards: list[dict[str, object]]) -> Iterator[Told]:
    starts = [found.start() for found in _CARD.finditer(text)]
    known = len(starts) == len(cards)
    ends = [*starts[1:], len(text)]
    line: int | None = 1 if known else None
    for number, card in enumerate(cards):
        raw = text[starts[number] : ends[number]].strip() if known else repr(card)
        if line is not None:
            line += text.count("\n", starts[number - 1] if number else 0, starts[number])
        fields = trimmed({**defaults, **card})
        told = card.get("source", {})
        if isinstance(told, dict):
            fields["source"] = {"file": file, "line": line, **told}
        yield Told(fields, raw, f"card {card.get('key') or number + 1}", line)
