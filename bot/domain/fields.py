"""The fields of a card that a person can change: how each is written down, and what differs between two cards."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, get_args

from bot.domain.cards import CardContent
from bot.domain.markup import CodeBlock, cut_before, parse_markdown, plain_text

Field = Literal[
    "question",
    "answer",
    "short_answer",
    "topic",
    "level",
    "lang",
    "tags",
    "key_points",
    "misconceptions",
    "follow_up",
    "hint",
    "choice",
    "references",
]
FIELDS: tuple[Field, ...] = get_args(Field)

MARKDOWN: frozenset[Field] = frozenset(("question", "answer", "short_answer", "follow_up", "hint"))
"""Fields in our Markdown subset; all others are plain text."""

CONTEXT = 40
"""Characters that stay of what is alike at both ends of a changed line."""

_MOST_PAIRS = 40_000
"""Pairs of lines above which a text counts as replaced whole: comparing takes up to the cube of the lines."""

Side = Literal["was", "now"]


_WORD = re.compile(r"\w+")


def says_other(one: str, other: str) -> bool:
    """Whether two answers differ in words or code, not only in marks, punctuation, letter case or white space."""
    return one != other and _said(one) != _said(other)


def _said(answer: str) -> tuple[list[str], list[str]]:
    blocks = parse_markdown(answer)
    code = [block.text.strip() for block in blocks if isinstance(block, CodeBlock)]
    return _WORD.findall(plain_text(blocks).casefold()), code


@dataclass(frozen=True, slots=True)
class Line:
    """A line that only one of two texts has."""

    side: Side
    text: str


def written(content: CardContent, field: Field) -> str:
    """A field as a person would type it; empty where the card has none."""
    match field:
        case "question" | "answer" | "lang":
            return str(getattr(content, field))
        case "short_answer" | "follow_up" | "hint" | "topic" | "level":
            return getattr(content, field) or ""
        case "tags":
            return ", ".join(content.tags)
        case "key_points":
            return "\n".join(" | ".join((point.text, *point.synonyms)) for point in content.key_points)
        case "misconceptions":
            return "\n".join(" | ".join(filter(None, (each.text, each.why))) for each in content.misconceptions)
        case "references":
            return "\n".join(content.references)
        case "choice":
            choice = content.choice
            return "\n".join((choice.right, *choice.others, "", choice.why)).rstrip() if choice else ""


def changed_fields(before: CardContent, after: CardContent) -> tuple[Field, ...]:
    """Which fields differ, in their usual order."""
    return tuple(field for field in FIELDS if getattr(before, field) != getattr(after, field))


def difference(before: str, after: str) -> tuple[Line, ...]:
    """The lines that two texts do not share, each removed one before what came in its place.

    Of two lines that follow each other only the part that differs is told, with a little of what stands around it.
    """
    old, new = _inner(before.splitlines(), after.splitlines())
    if len(old) * len(new) > _MOST_PAIRS:
        return tuple(_replaced(old, new))
    lines: list[Line] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            lines += _replaced(old[start:end], new[new_start:new_end])
    return tuple(lines)


def _inner(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Both without the lines that they begin and end with alike."""
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    return old[start : len(old) - end], new[start : len(new) - end]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _replaced(old: Sequence[str], new: Sequence[str]) -> list[Line]:
    paired = len(old) == len(new)
    lines: list[Line] = []
    for number in range(max(len(old), len(new))):
        was, now = old[number : number + 1], new[number : number + 1]
        if paired:
            was, now = _cut(was[0], now[0])
        lines += [
            *(Line("was", text) for text in was if text.strip()),
            *(Line("now", text) for text in now if text.strip()),
        ]
    return lines if paired else sorted(lines, key=lambda line: line.side == "now")


def _cut(was: str, now: str) -> tuple[list[str], list[str]]:
    start = _alike(was, now)
    end = _alike(was[start:][::-1], now[start:][::-1])
    start, end = max(0, start - CONTEXT), max(0, end - CONTEXT)
    return [_between(was, start, end)], [_between(now, start, end)]


def _between(text: str, start: int, end: int) -> str:
    """`text` without so many characters at its ends, if that makes it shorter; no visible character is halved."""
    first = cut_before(text, start, 0) if start > 1 else 0
    last = cut_before(text, len(text) - end, first) if end > 1 else len(text)
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"
