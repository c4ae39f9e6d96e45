"""The cards that stand in a note, in whatever way it marks them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from textwrap import dedent

from bot.parsing.blocks import asks
from bot.parsing.note_blocks import (
    CARD_TAG,
    DECK_TAG,
    HEADING,
    NoteLine,
    above,
    below,
    ends_section,
    title_of,
)
from bot.parsing.note_callouts import callout_cards
from bot.parsing.note_lines import CODE_SPAN, two_sides, with_line_ends, without_notes
from bot.parsing.note_marked_sides import marked_sides
from bot.parsing.note_outline import outline_cards
from bot.parsing.note_rhythm import rhythm_cards
from bot.parsing.note_signs import Signs, signs_of

GAP = "[…]"
"""Stands in a question for what is asked."""

MOST_GAPS = 20
"""Of one line."""
FEWEST_WORDS = 3

CLOZE = re.compile(r"==(?=\S)((?:(?!==).){1,400})(?<=\S)==|\{\{(?:c?\d+(?:::|:)|cloze\s+)?(?!\s)([^{}\n]+?)\}\}")
_BULLET = re.compile(r"\A\s{0,3}(?:[-*+]|\d{1,3}[.)])\s+(?:\[.\]\s+)?(?=\S)")
_LABEL = re.compile(
    r"\A\s{0,3}(?:\*\*|__)?(?:(?i:question|answer|вопрос|ответ|问|答|问题|答案|réponse)|Q|A)\s{0,3}[:：]\s{0,3}(?:\*\*|__)?\s{0,3}(?=\S)"
)
_TAGS_IN_FRONT = re.compile(r"\A(?:#(?:flashcards?(?:/\S+)?|[^\s\w#]+)\s+)+", re.IGNORECASE)
_FIELD_NAME = re.compile(r"\s{0,8}(?:[-*] )?([a-z][a-z0-9]*(?:[-_][a-z0-9]+)*)::(?!:)")
_FIELD = re.compile(r"[A-Za-z][\w-]*::(?:(?:\[\[|https?://|\d{4}-\d\d-\d\d\b|#).*|true|false|nil|null)")
_LEFT_OPEN = re.compile(r"(?<![:>])(::|>>>?)\s*\Z")
_SHORT_FIELD = re.compile(r"\s{0,8}(?:[-*] )?([a-z][a-z0-9_-]*):: [\w./-]+\s*")
FIELD_LINE = 80
OPEN_END = 12
FIELD_HEAD = 40
_BOLD = re.compile(r"\A\*\*((?:(?!\*\*).)+)\*\*\Z")


@dataclass(frozen=True, slots=True)
class NoteCard:
    """A card, the number of its first line, by what it is known, and the heading that it stands below."""

    line: int
    question: str
    answer: str
    why: str
    tags: tuple[str, ...] = ()
    context: str | None = None


def note_cards(lines: Sequence[NoteLine], text: str, *, by_gaps: bool) -> list[NoteCard]:
    """The cards in the order of their lines. With `by_gaps`, each gap in a sentence is asked."""
    repeated = [_card(each.line, each.question, each.answer, each.why, None) for each in rhythm_cards(lines)]
    return sorted(repeated or _of_note(lines, text, by_gaps=by_gaps), key=lambda card: card.line)


def _of_note(lines: Sequence[NoteLine], text: str, *, by_gaps: bool) -> Iterator[NoteCard]:
    """The cards that are marked as such: bullets of an outline, callouts, and whatever stands between them."""
    used: set[int] = set()
    for each in (*outline_cards(text), *callout_cards(lines), *marked_sides(lines)):
        used.update(range(each.line, each.end + 1))
        if not each.question and not each.answer:
            continue
        if not each.answer and CLOZE.search(each.question):
            yield from _gaps(NoteLine(each.line, each.question, is_code=False), None)
        else:
            yield _card(
                each.line, each.question, each.answer, "a bullet, callout or line marked as a card", None, each.tags
            )
    rest = [NoteLine(line.number, "", is_code=False) if line.number in used else line for line in lines]
    yield from _cards(rest, signs_in(rest), _repeated_fields(lines), by_gaps=by_gaps)


def signs_in(lines: Sequence[NoteLine]) -> Signs:
    """The author's own signs between question and answer."""
    return signs_of(["" if line.is_code else line.text for line in lines])


def _cards(lines: Sequence[NoteLine], signs: Signs, fields: frozenset[str], *, by_gaps: bool) -> Iterator[NoteCard]:
    context: str | None = None
    used: set[int] = set()
    for index, line in enumerate(lines):
        if line.is_code or index in used:
            continue
        has_hash = "#" in line.text
        tagged = CARD_TAG.search(line.text) if has_hash else None
        if tagged:
            end, card = _tagged(lines, index, tagged, context)
            used.update(range(index, end))
            yield from card
            continue
        heading = HEADING.match(line.text) if has_hash else None
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
            yield from _sided(line, sides, fields, context)
        elif (asked := left_open(lines, index)) is not None:
            end = _below_bullet(lines, index, below(lines, index + 1))
            used.update(range(index, end))
            answer = dedent(_text(lines[index + 1 : end]))
            yield _card(line.number, asked, answer, "two colons above the answer", context)
        elif (
            by_gaps
            and ("==" in line.text or "{{" in line.text)
            and CLOZE.search(CODE_SPAN.sub("", line.text))
            and not _border_near(lines, index)
        ):
            yield from _gaps(line, context)


def _sided(
    line: NoteLine, sides: tuple[str, str, bool], fields: frozenset[str], context: str | None
) -> Iterator[NoteCard]:
    """The cards of a line with two sides, unless it is a field of the note."""
    asked, answer, both = sides
    question = _BULLET.sub("", asked, count=1)
    if question in fields or _FIELD.fullmatch(f"{question}::{answer[:FIELD_HEAD]}"):
        return
    yield _card(line.number, question, answer, "two sides of ::", context)
    if both:
        yield _card(line.number, answer, question, "two sides of :::", context)


def left_open(lines: Sequence[NoteLine], index: int) -> str | None:
    """The question of a line that ends with `::` or `>>`, where its answer stands below."""
    found = _LEFT_OPEN.search(lines[index].text[-OPEN_END:])
    if found is None or index + 1 >= len(lines):
        return None
    asked = lines[index].text.rstrip()[: -len(found[1])].strip()
    below_it = lines[index + 1]
    is_asked = asks(asked) or len(asked.split()) >= FEWEST_WORDS or _LABEL.match(asked) is not None
    return asked if is_asked and (below_it.is_code or below_it.text.strip()) else None


def _below_bullet(lines: Sequence[NoteLine], index: int, end: int) -> int:
    """Where the answer ends that stands deeper than the bullet above it; `end` is the latest place."""
    own = _indent(lines[index].text)
    if index + 1 >= end or not _BULLET.match(lines[index].text.lstrip()) or _indent(lines[index + 1].text) <= own:
        return end
    rest = range(index + 1, end)
    return next((at for at in rest if lines[at].text.strip() and _indent(lines[at].text) <= own), end)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _text(lines: Sequence[NoteLine]) -> str:
    return "\n".join(line.text for line in lines)


def _repeated_fields(lines: Sequence[NoteLine]) -> frozenset[str]:
    """The names that stand before `::` again and again, as those of fields do (`feeds:: …`) and no question does."""
    may_be = (line.text for line in lines if not line.is_code and "::" in line.text)
    named = Counter(found[1] for text in may_be if (found := _FIELD_NAME.match(text)))
    return frozenset(name for name, count in named.items() if count > 1) | _short_fields(lines)


def _short_fields(lines: Sequence[NoteLine]) -> frozenset[str]:
    """The names of the few lines that hold one word beside one word, `status:: done`, in a note of longer cards."""
    plain = [line.text for line in lines if not line.is_code]
    short = [found[1] for text in plain if "::" in text and (found := _SHORT_FIELD.fullmatch(text[:FIELD_LINE]))]
    cards = sum(text.strip() in ("?", "??") or two_sides(text) is not None for text in plain) if short else 0
    return frozenset(short) if 2 * len(short) < cards else frozenset()


def _card(line: int, question: str, answer: str, why: str, context: str | None, tags: tuple[str, ...] = ()) -> NoteCard:
    asked = _TAGS_IN_FRONT.sub("", _BULLET.sub("", without_notes(question).strip(), count=1), count=1)
    asked = _BOLD.sub(r"\1", _LABEL.sub("", asked, count=1).strip())
    told = _LABEL.sub("", with_line_ends(without_notes(answer)).strip("\n"), count=1).strip()
    return NoteCard(line, asked, told, why, tags, context)


def _bordered(lines: Sequence[NoteLine], start: int, border: int, end: int, context: str | None) -> Iterator[NoteCard]:
    question = _text(lines[start:border])
    answer = _text(lines[border + 1 : end])
    number = lines[start].number if start < border else lines[border].number
    yield _card(number, question, answer, "a question mark alone between question and answer", context)
    if lines[border].text.strip() == "??":
        yield _card(number, answer, question, "two question marks alone between the sides", context)


def _tagged(
    lines: Sequence[NoteLine], index: int, tagged: re.Match[str], context: str | None
) -> tuple[int, list[NoteCard]]:
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
            text = _text(lines[start:index])
        end = below(lines, index + 1)
    if (tagged["way"] or "").lower().endswith("spaced"):
        # Something to be seen again, with nothing to answer.
        end = index + 1
    answer = _text(lines[index + 1 : end])
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


def _gaps(line: NoteLine, context: str | None) -> Iterator[NoteCard]:
    """A card for each gap; the other gaps are shown filled."""
    text = _BULLET.sub("", without_notes(line.text).strip(), count=1)
    for found in islice(CLOZE.finditer(text), MOST_GAPS):
        before, after = text[: found.start()], text[found.end() :]
        asked = f"{_filled(before)}{GAP}{_filled(after)}"
        yield NoteCard(line.number, asked, found[1] or found[2], "a gap in a sentence", (), context)


def _filled(text: str) -> str:
    return CLOZE.sub(lambda found: found[1] or found[2], text)
