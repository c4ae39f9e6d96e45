"""Notes with flashcards in them, as plugins of Obsidian know them: `Q::A`, `Q:::A`, a `?` or `??` on a line of its own,
`==gaps==`, and questions marked `#card`. Whatever else stands in the note is no card."""

import re
from collections.abc import Iterator, Sequence

from bot.domain.cards import Source
from bot.domain.topics import Topics
from bot.parsing import lexicon
from bot.parsing.blocks import asks, language
from bot.parsing.documents import Document, Piece
from bot.parsing.field_texts import code_blocks_in
from bot.parsing.items import Dropped, Item
from bot.parsing.lines import decoded_head
from bot.parsing.note_blocks import CARD_TAG, DECK_TAG, NoteLine, lines_of
from bot.parsing.note_callouts import callout_cards
from bot.parsing.note_cards import CLOZE, FEWEST_WORDS, NoteCard, left_open, note_cards, signs_in
from bot.parsing.note_lines import two_sides
from bot.parsing.note_marked_sides import marked_sides
from bot.parsing.note_outline import outline_cards
from bot.parsing.note_rhythm import rhythm_cards
from bot.parsing.record_items import CLASSIFIED
from bot.parsing.score import Evidence
from bot.parsing.text import Unreadable, decode

LARGEST = 16 * 1024 * 1024
"""Bytes of one note."""

FEWEST_OPEN = 3
"""Lines that end with `::` above their answers, in a note that no tag marks."""

_SUFFIXES = (".md", ".markdown", ".txt", ".text")
_FRONT_TAG = re.compile(
    r"(?:^tags?:.*|^\s*-\s*[\"']?#?)\bflashcards?(?:/([^\s,\]\"']+))?", re.IGNORECASE | re.MULTILINE
)


def matches(name: str, head: bytes, /) -> bool:
    """A note in which something is marked as a card."""
    if "." in name and not name.lower().endswith(_SUFFIXES):
        return False
    text = decoded_head(head)
    return text is not None and _is_deck(lines_of(text), text)


def read(document: Document, topics: Topics, /) -> Iterator[Piece]:
    """The note as one piece."""
    if document.size > LARGEST:
        raise Unreadable(
            f"is too large for a note: {document.size // 2**20} MB, at most {LARGEST // 2**20} MB", "large"
        )
    with document.open() as stream:
        text = decode(stream.read(LARGEST))
    lines = lines_of(text)
    cards = note_cards(lines, text, by_gaps=_has_deck_tag(lines, text))
    note_tags = _note_tags(lines, text)
    items: list[Item] = []
    dropped: list[Dropped] = []
    for card in cards:
        source = Source(document.name, card.line)
        if not any(sign.isalnum() for sign in card.question):
            dropped.append(Dropped(card.answer, "no question above it", source))
            continue
        items.append(_item(card, source, topics, note_tags))
    yield Piece(text, tuple(items), tuple(dropped))


def _item(card: NoteCard, source: Source, topics: Topics, note_tags: tuple[str, ...]) -> Item:
    answer = card.answer.strip()
    evidence = Evidence()
    evidence.add(card.why, 0.95)
    if not answer:
        evidence.add("no answer beside it", 0.3)
    tags = tuple(dict.fromkeys((*note_tags, *card.tags)))
    return Item(
        kind="qa" if answer else "draft",
        question=card.question,
        answer=answer or None,
        lang=language(card.question),
        source=source,
        context=card.context,
        topic=topics.classify(f"{card.question}\n{answer[:CLASSIFIED]}", tags),
        tags=tags,
        code_blocks=code_blocks_in(card.question, answer),
        confidence=evidence.confidence,
        reasons=tuple(evidence.reasons),
    )


def _is_deck(lines: Sequence[NoteLine], text: str) -> bool:
    plain = [line for line in lines if not line.is_code]
    if (
        any("#" in line.text and CARD_TAG.search(line.text) for line in plain)
        or outline_cards(text)
        or callout_cards(lines)
        or marked_sides(lines)
    ):
        return True
    if rhythm_cards(lines):
        return True
    cards = [line for line in plain if two_sides(line.text) is not None]
    borders = sum(line.text.strip() in ("?", "??") for line in plain)
    if _has_deck_tag(lines, text):
        stands_open = any(left_open(lines, at) for at, line in enumerate(lines) if not line.is_code)
        return bool(cards or borders or stands_open or any(CLOZE.search(line.text) for line in plain))
    if borders >= 2 or signs_in(lines):
        return True
    if "::" not in text and ">>" not in text:
        return False
    stand_open = [asked for at, line in enumerate(lines) if not line.is_code and (asked := left_open(lines, at))]
    if len(stand_open) >= FEWEST_OPEN and sum(map(asks, stand_open)) >= len(stand_open) / 2:
        return True
    sides = [side for line in cards if (side := two_sides(line.text)) is not None]
    telling = sum(_tells(question, answer) for question, answer, _ in sides)
    return len(sides) >= 3 and telling >= 0.6 * len(sides)


def _tells(question: str, answer: str) -> bool:
    """Whether two sides are a question and its answer rather than a field of a note (`status:: done`)."""
    if asks(question) or lexicon.ASKING.match(question):
        return True
    size = len(answer.split()) + sum("\u4e00" <= sign <= "\u9fff" for sign in answer) // 2
    return size >= FEWEST_WORDS and not answer.startswith(("[[", "http", "#"))


def _has_deck_tag(lines: Sequence[NoteLine], text: str) -> bool:
    if text.startswith("---\n"):
        front = text[4:].split("\n---", 1)[0]
        if _FRONT_TAG.search(front):
            return True
    return any("#" in line.text and DECK_TAG.search(line.text) for line in lines if not line.is_code)


def _note_tags(lines: Sequence[NoteLine], text: str) -> tuple[str, ...]:
    """What stands behind the slash of `#flashcards/topic`."""
    hashed = (line.text for line in lines if not line.is_code and "#" in line.text)
    found = [tag for text in hashed for tag in DECK_TAG.findall(text)]
    if text.startswith("---\n"):
        found += [f"flashcards/{tag}" for tag in _FRONT_TAG.findall(text[4:].split("\n---", 1)[0]) if tag]
    parts = [part.casefold() for tag in found for part in tag.split("/")[1:]]
    return tuple(dict.fromkeys(parts))[:8]
