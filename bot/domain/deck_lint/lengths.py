"""What each field of a card must have: how much of it, in what form, and what Telegram takes."""

import re
from collections.abc import Iterator
from typing import Final

from bot.domain.cards import CardContent, Choice, Language
from bot.domain.deck_lint.placed import Fault
from bot.domain.deck_lint.words import code, count, parsed, prose
from bot.domain.enriching.choice import WHY
from bot.domain.enriching.options import OPTION
from bot.domain.enriching.prose import utf16_length
from bot.domain.markup import Heading, lay_out, plain_text

QUESTION: Final[dict[Language, tuple[int, int]]] = {"en": (8, 50), "ru": (6, 50), "zh": (12, 80)}
SHORT_ANSWER: Final[dict[Language, int]] = {"en": 60, "ru": 60, "zh": 110}
ANSWER: Final[dict[Language, tuple[int, int]]] = {"en": (80, 250), "ru": (80, 250), "zh": (150, 450)}
WEAK: Final[dict[Language, tuple[int, int]]] = {"en": (5, 25), "ru": (5, 25), "zh": (8, 45)}
WHY_WRONG: Final[dict[Language, int]] = {"en": 40, "ru": 40, "zh": 90}
"""Words, or Chinese characters with a Latin word as one; of an answer without its code."""

KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,61}")
"""Fits a deep link after `c_`: https://core.telegram.org/bots/features#deep-linking."""

POINT = 100
"""Characters of a key point that are shown to a learner."""

CODE_LINES, CODE_COLUMNS = 20, 70
"""What a phone shows of a block of code without losing its reader."""

POINTS, SYNONYMS, MISCONCEPTIONS, TAGS, OTHERS = (3, 6), (2, 12), (1, 2), (2, 4), 3
WHY_LINE_FEEDS = 1

_TAG = re.compile(r"[a-z0-9][a-z0-9.+#-]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LINK = re.compile(r"https?://|\bwww\.")
_MARKS = re.compile(r"`|\*\*|^- ")
_ASKS = re.compile(r"[?？][\"»”’）)]*$")


def faults(card: CardContent) -> Iterator[Fault]:
    """All faults of this kind."""
    if not KEY.fullmatch(card.key):
        yield "", "the key takes at most 62 of a-z 0-9 _ -, the language counted in"
    if card.topic is None:
        yield "topic", "is missing"
    if card.level is None:
        yield "level", "is missing"
    yield from _question(card)
    yield from _answers(card)
    yield from _points(card)
    yield from _misconceptions(card)
    yield from _labels(card)
    yield from _choice(card.choice)
    yield from _nothing(card)
    for name in ("question", "answer", "short_answer", "follow_up", "hint"):
        runs = lay_out(parsed(getattr(card, name) or ""))
        if any(mark.kind == "link" for run in runs for mark in run.marks):
            yield name, "holds a link or a picture"


def _question(card: CardContent) -> Iterator[Fault]:
    yield from _between("question", count(prose(card.question), card.lang), QUESTION[card.lang], card.lang)
    if not card.follow_up:
        yield "follow_up", "is missing"
    elif not _ASKS.search(plain_text(parsed(card.follow_up)).strip()):
        yield "follow_up", "asks nothing: it ends with no question mark"


def _answers(card: CardContent) -> Iterator[Fault]:
    if not card.short_answer:
        yield "short_answer", "is missing"
    else:
        said = parsed(card.short_answer)
        yield from _between("short_answer", count(plain_text(said), card.lang), (1, SHORT_ANSWER[card.lang]), card.lang)
        if any(code(said)):
            yield "short_answer", "holds a block of code: it must be fit to be said aloud"
    yield from _between("answer", count(prose(card.answer), card.lang), ANSWER[card.lang], card.lang)
    said = parsed(card.answer)
    if any(isinstance(block, Heading) for block in said):
        yield "answer", "holds a heading"
    for block in code(said):
        if not block.language:
            yield "answer", "holds a table, or code without its language"
        lines = block.text.split("\n")
        if len(lines) > CODE_LINES:
            yield "answer", f"a block of code has {len(lines)} lines, at most {CODE_LINES} fit a phone"
        if len(longest := max(lines, key=len)) > CODE_COLUMNS:
            yield (
                "answer",
                f"a line of code has {len(longest)} columns, at most {CODE_COLUMNS}: {longest.strip()[:40]}…",
            )


def _points(card: CardContent) -> Iterator[Fault]:
    yield from _number("key_points", "", len(card.key_points), POINTS)
    for point in card.key_points:
        named = repr(point.text[:40])
        if len(point.text) > POINT:
            yield "key_points", f"{named} has {len(point.text)} characters, at most {POINT} are shown"
        yield from _number("key_points", f"synonyms of {named}: ", len(point.synonyms), SYNONYMS)
        if any("|" in text for text in (point.text, *point.synonyms)):
            yield "key_points", f"{named} holds |, which parts synonyms where an editor types them"


def _misconceptions(card: CardContent) -> Iterator[Fault]:
    yield from _number("misconceptions", "", len(card.misconceptions), MISCONCEPTIONS)
    for each in card.misconceptions:
        named = repr(each.text[:40])
        least, most = WEAK[card.lang]
        if not least <= (words := count(each.text, card.lang)) <= most:
            yield "misconceptions", f"{named} has {words} {_unit(card.lang)}, {least} to {most} are expected"
        if not each.why:
            yield "misconceptions", f"{named} does not say why it is wrong"
        if (words := count(each.why, card.lang)) > WHY_WRONG[card.lang]:
            yield "misconceptions", f"why of {named} has {words} {_unit(card.lang)}, at most {WHY_WRONG[card.lang]}"
        if "|" in each.text:
            yield "misconceptions", f"{named} holds |, which parts it from its reason where an editor types it"


def _labels(card: CardContent) -> Iterator[Fault]:
    yield from _number("tags", "", len(card.tags), TAGS)
    for tag in card.tags:
        if not _TAG.fullmatch(tag):
            yield "tags", f"{tag!r} is no lower-case Latin word"
    if not card.references:
        yield "references", "are missing"
    for reference in card.references:
        if _LINK.search(reference):
            yield "references", f"{reference[:60]!r} holds a link: documents are named, with their section"


def _nothing(card: CardContent) -> Iterator[Fault]:
    """What a reader cannot see: empty entries of lists, and control characters."""
    entries = {
        "key_points": [text for point in card.key_points for text in (point.text, *point.synonyms)],
        "misconceptions": [each.text for each in card.misconceptions],
        "references": list(card.references),
    }
    for name, texts in entries.items():
        if not all(text.strip() for text in texts):
            yield name, "an entry is empty"
    entries["misconceptions"] += [each.why for each in card.misconceptions]
    for name in ("question", "answer", "short_answer", "follow_up", "hint"):
        entries[name] = [getattr(card, name) or ""]
    for name, texts in entries.items():
        if found := _CONTROL.search("\n".join(texts)):
            yield name, f"holds the control character U+{ord(found[0]):04X}"


def _choice(choice: Choice | None) -> Iterator[Fault]:
    if choice is None:
        yield "choice", "is missing"
        return
    if len(choice.others) != OTHERS:
        yield "choice", f"has {len(choice.others)} wrong options, not {OTHERS}"
    options = (choice.right, *choice.others)
    if len({" ".join(option.split()).casefold() for option in options}) < len(options):
        yield "choice", "two options are the same"
    for option in options:
        if not 0 < (length := utf16_length(option)) <= OPTION:
            yield "choice", f"{option[:40]!r}… has {length} UTF-16 units, Telegram takes 1 to {OPTION}"
        if _MARKS.search(option):
            yield "choice", f"{option[:40]!r} is marked up: options are plain text"
    if not choice.why.strip():
        yield "choice", "why is missing"
    if (length := utf16_length(choice.why)) > WHY:
        yield "choice", f"why has {length} UTF-16 units, Telegram takes {WHY}"
    if choice.why.strip().count("\n") > WHY_LINE_FEEDS:
        yield "choice", f"why has more than {WHY_LINE_FEEDS + 1} lines"


def _between(name: str, found: int, bounds: tuple[int, int], lang: Language) -> Iterator[Fault]:
    least, most = bounds
    if not least <= found <= most:
        yield name, f"has {found} {_unit(lang)}, {least} to {most} are expected"


def _number(name: str, what: str, found: int, bounds: tuple[int, int]) -> Iterator[Fault]:
    least, most = bounds
    if not least <= found <= most:
        yield name, f"{what}{found} found, {least} to {most} are expected"


def _unit(lang: Language) -> str:
    return "characters" if lang == "zh" else "words"
