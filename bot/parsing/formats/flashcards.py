"""Notes with flashcards in them, as plugins of Obsidian know them: `Q::A`, `Q:::A`, a `?` or `??` on a line of its own,
`==gaps==`, and questions marked `#card`. Whatever else stands in the note is no card."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.domain.cards import Source
from bot.domain.topics import Topics
from bot.parsing import lexicon
from bot.parsing.blocks import asks, language
from bot.parsing.documents import Document, Piece
from bot.parsing.items import Dropped, Item
from bot.parsing.lines import decoded_head
from bot.parsing.note_blocks import (
    CARD_TAG,
    DECK_TAG,
    HEADING,
    NoteLine,
    above,
    below,
    ends_section,
    lines_of,
    title_of,
)
from bot.parsing.note_lines import CODE_SPAN, two_sides, without_notes
from bot.parsing.note_signs import Signs, signs_of
from bot.parsing.record_items import CLASSIFIED
from bot.parsing.score import Evidence
from bot.parsing.text import Unreadable, decode

LARGEST = 16 * 1024 * 1024
"""Bytes of one note."""

GAP = "[…]"
"""Stands in a question for what is asked."""

MOST_GAPS = 20
"""Of one line."""

_SUFFIXES = (".md", ".markdown", ".txt", ".text")
_FRONT_TAG = re.compile(
    r"(?:^tags?:.*|^\s*-\s*[\"']?#?)\bflashcards?(?:/([^\s,\]\"']+))?", re.IGNORECASE | re.MULTILINE
)
_CLOZE = re.compile(r"==(?=\S)((?:(?!==).){1,400})(?<=\S)==|\{\{(?:c?\d+(?:::|:))?(?!\s)([^{}\n]+?)\}\}")
_BULLET = re.compile(r"\A\s{0,3}(?:[-*+]|\d{1,3}[.)])\s+(?:\[.\]\s+)?(?=\S)")
_LABEL = re.compile(
    r"\A\s{0,3}(?:\*\*|__)?(?:(?i:question|answer|вопрос|ответ|问|答|问题|答案|réponse)|Q|A)\s{0,3}[:：]\s{0,3}(?:\*\*|__)?\s{0,3}(?=\S)"
)
_TAGS_IN_FRONT = re.compile(r"\A(?:#(?:flashcards?(?:/\S+)?|[^\s\w#]+)\s+)+", re.IGNORECASE)
_FIELD_NAME = re.compile(r"\s{0,8}(?:[-*] )?([a-z][a-z0-9]*(?:[-_][a-z0-9]+)*)::(?!:)")
_FIELD = re.compile(r"[A-Za-z][\w-]*::(?:\[\[|https?://|\d{4}-\d\d-\d\d\b|#).*")
FIELD_HEAD = 40
_WORDS = 3


@dataclass(frozen=True, slots=True)
class _Card:
    line: int
    question: str
    answer: str
    why: str
    tags: tuple[str, ...] = ()
    context: str | None = None


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
    signs = _signs(lines)
    cards = sorted(_cards(lines, signs, by_gaps=_has_deck_tag(lines, text)), key=lambda card: card.line)
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


def _item(card: _Card, source: Source, topics: Topics, note_tags: tuple[str, ...]) -> Item:
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
        code_blocks=len(re.findall(r"^ {0,3}(?:```|~~~)", f"{card.question}\n{answer}", re.MULTILINE)) // 2,
        confidence=evidence.confidence,
        reasons=tuple(evidence.reasons),
    )


def _is_deck(lines: Sequence[NoteLine], text: str) -> bool:
    plain = [line for line in lines if not line.is_code]
    if any(CARD_TAG.search(line.text) for line in plain):
        return True
    cards = [line for line in plain if two_sides(line.text) is not None]
    borders = sum(line.text.strip() in ("?", "??") for line in plain)
    if _has_deck_tag(lines, text):
        return bool(cards or borders or any(_CLOZE.search(line.text) for line in plain))
    if borders >= 2 or _signs(lines):
        return True
    sides = [side for line in cards if (side := two_sides(line.text)) is not None]
    telling = sum(_tells(question, answer) for question, answer, _ in sides)
    return len(sides) >= 3 and telling >= 0.6 * len(sides)


def _tells(question: str, answer: str) -> bool:
    """Whether two sides are a question and its answer rather than a field of a note (`status:: done`)."""
    if asks(question) or lexicon.ASKING.match(question):
        return True
    size = len(answer.split()) + sum("\u4e00" <= sign <= "\u9fff" for sign in answer) // 2
    return size >= _WORDS and not answer.startswith(("[[", "http", "#"))


def _has_deck_tag(lines: Sequence[NoteLine], text: str) -> bool:
    if text.startswith("---\n"):
        front = text[4:].split("\n---", 1)[0]
        if _FRONT_TAG.search(front):
            return True
    return any(DECK_TAG.search(line.text) for line in lines if not line.is_code)


def _note_tags(lines: Sequence[NoteLine], text: str) -> tuple[str, ...]:
    """What stands behind the slash of `#flashcards/topic`."""
    found = [tag for line in lines if not line.is_code for tag in DECK_TAG.findall(line.text)]
    if text.startswith("---\n"):
        found += [f"flashcards/{tag}" for tag in _FRONT_TAG.findall(text[4:].split("\n---", 1)[0]) if tag]
    parts = [part.casefold() for tag in found for part in tag.split("/")[1:]]
    return tuple(dict.fromkeys(parts))[:8]


def _signs(lines: Sequence[NoteLine]) -> Signs:
    return signs_of(["" if line.is_code else line.text for line in lines])


def _cards(lines: Sequence[NoteLine], signs: Signs, *, by_gaps: bool) -> Iterator[_Card]:
    context: str | None = None
    used: set[int] = set()
    fields = _repeated_fields(lines)
    for index, line in enumerate(lines):
        if line.is_code or index in used:
            continue
        tagged = CARD_TAG.search(line.text)
        if tagged:
            end, card = _tagged(lines, index, tagged, context)
            used.update(range(index, end))
            yield from card
            continue
        heading = HEADING.match(line.text)
        if heading:
            context = without_notes(DECK_TAG.sub("", title_of(heading))).strip() or context
            continue
        if line.text.strip() in ("?", "??", signs.border):
            start, end = above(lines, index), below(lines, index + 1)
            start = next((at + 1 for at in reversed(range(start, index)) if two_sides(lines[at].text)), start)
            used.update(range(start, end))
            yield from _bordered(lines, start, index, end, context)
            continue
        own = signs.sides(line.text)
        sides = (*own, False) if own else two_sides(line.text)
        if sides is not None:
            question, answer, both = sides
            if question in fields or _FIELD.fullmatch(f"{question}::{answer[:FIELD_HEAD]}"):
                continue
            yield _card(line.number, question, answer, "two sides of ::", context)
            if both:
                yield _card(line.number, answer, question, "two sides of :::", context)
        elif by_gaps and _CLOZE.search(CODE_SPAN.sub("", line.text)) and not _border_near(lines, index):
            yield from _gaps(line, context)


def _repeated_fields(lines: Sequence[NoteLine]) -> frozenset[str]:
    """The names that stand before `::` again and again, as those of fields do (`feeds:: …`) and no question does."""
    named = Counter(found[1] for line in lines if not line.is_code and (found := _FIELD_NAME.match(line.text)))
    return frozenset(name for name, count in named.items() if count > 1)


def _card(line: int, question: str, answer: str, why: str, context: str | None, tags: tuple[str, ...] = ()) -> _Card:
    asked = _TAGS_IN_FRONT.sub("", _BULLET.sub("", without_notes(question).strip(), count=1), count=1)
    asked = _LABEL.sub("", asked, count=1).strip()
    told = _LABEL.sub("", without_notes(answer).strip("\n"), count=1).strip()
    return _Card(line, asked, told, why, tags, context)


def _bordered(lines: Sequence[NoteLine], start: int, border: int, end: int, context: str | None) -> Iterator[_Card]:
    question = "\n".join(line.text for line in lines[start:border])
    answer = "\n".join(line.text for line in lines[border + 1 : end])
    number = lines[start].number if start < border else lines[border].number
    yield _card(number, question, answer, "a question mark alone between question and answer", context)
    if lines[border].text.strip() == "??":
        yield _card(number, answer, question, "two question marks alone between the sides", context)


def _tagged(
    lines: Sequence[NoteLine], index: int, tagged: re.Match[str], context: str | None
) -> tuple[int, list[_Card]]:
    """The card that a line with `#card` begins, and the index behind it."""
    line = lines[index]
    text = line.text[: tagged.start()]
    heading = HEADING.match(f"{text} ") or HEADING.match(text)
    end = index + 1
    if heading:
        level = len(heading[1])
        while end < len(lines) and not ends_section(lines[end], level):
            end += 1
        text = title_of(heading)
        start = index
    else:
        start = index if text.strip() else above(lines, index)
        if not text.strip():
            text = "\n".join(each.text for each in lines[start:index])
        end = below(lines, index + 1)
    if (tagged["way"] or "").lower().endswith("spaced"):
        # Something to be seen again, with nothing to answer.
        end = index + 1
    answer = "\n".join(each.text for each in lines[index + 1 : end])
    tags = tuple(tag.casefold() for tag in re.findall(r"#([^\s#]+)", tagged["tags"] or ""))
    card = _card(lines[start].number, text, answer, "marked #card", context, tags)
    both = [card]
    if tagged["way"] and tagged["way"].lower().endswith("reverse"):
        both.append(_card(lines[start].number, answer, text, "marked #card-reverse", context, tags))
    return end, both


def _border_near(lines: Sequence[NoteLine], index: int) -> bool:
    """Whether a gap stands in the text of a card with a `?` of its own."""
    start, end = index, index
    while start > 0 and lines[start - 1].text.strip():
        start -= 1
    while end < len(lines) and lines[end].text.strip():
        end += 1
    return any(line.text.strip() in ("?", "??") for line in lines[start:end])


def _gaps(line: NoteLine, context: str | None) -> Iterator[_Card]:
    """A card for each gap; the other gaps are shown filled."""
    text = _BULLET.sub("", without_notes(line.text).strip(), count=1)
    for found in islice(_CLOZE.finditer(text), MOST_GAPS):
        before, after = text[: found.start()], text[found.end() :]
        asked = f"{_filled(before)}{GAP}{_filled(after)}"
        yield _Card(line.number, asked, found[1] or found[2], "a gap in a sentence", (), context)


def _filled(text: str) -> str:
    return _CLOZE.sub(lambda found: found[1] or found[2], text)
