"""What a person types for a field of a card, taken in: held against its bounds, and put where it belongs."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from bot.domain.cards import LANGUAGES, LEVELS, CardContent, Choice, KeyPoint, Misconception
from bot.domain.errors import Refused
from bot.domain.fields import FIELDS, MARKDOWN, Field
from bot.domain.markup import parse_markdown, plain_text, shows_something
from bot.domain.topics import Topics
from bot.services.editing import LONGEST_ANSWER, LONGEST_QUESTION, shown_length

OPTIONAL: Final[frozenset[Field]] = frozenset(FIELDS) - {"question", "answer", "lang"}
"""Fields that a card can do without."""

LONGEST: Final[dict[Field, int]] = {
    "question": LONGEST_QUESTION,
    "answer": LONGEST_ANSWER,
    "short_answer": 1000,
    "follow_up": 500,
    "hint": 300,
}
"""Characters that are seen of a field in Markdown."""

LONGEST_LINE: Final[dict[Field, int]] = {"tags": 40, "key_points": 200, "misconceptions": 400, "references": 300}
MOST_LINES: Final[dict[Field, int]] = {"tags": 20, "key_points": 8, "misconceptions": 6, "references": 10}
MOST_SYNONYMS = 12

FEWEST_WRONG = 3
MOST_OPTIONS = 12
"""https://core.telegram.org/bots/api#sendpoll, options."""

LONGEST_OPTION = 100
"""UTF-16 units. https://core.telegram.org/bots/api#inputpolloption, text."""

LONGEST_WHY = 200
"""UTF-16 units. https://core.telegram.org/bots/api#sendpoll, explanation."""

MOST_LINE_FEEDS = 2
"""As above."""

LONGEST_POLL_QUESTION = 300
"""UTF-16 units. https://core.telegram.org/bots/api#sendpoll, question. A longer one is posted without a poll."""

_TOO_LONG: Final[dict[Field, str]] = {"question": "add-question-too-long", "answer": "add-answer-too-long"}
_CHOSEN: Final[dict[Field, tuple[str, ...]]] = {"level": LEVELS, "lang": LANGUAGES}
_BULLET = re.compile(r"^\s*(?:[-•–—]\s+|\d{1,2}[.)]\s+)")
_TAGS_APART = re.compile(r"[,，、;；\n]+|\s+(?=#)")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


def rewritten(content: CardContent, field: Field, text: str, topics: Topics) -> CardContent:
    """The card with another value of a field, which is Markdown or plain text (see `fields.MARKDOWN`).

    An empty text takes an optional field away. Raises Refused for what cannot stand there.
    """
    value = _none(field) if not text.strip() and field in OPTIONAL else _value(field, text, topics)
    changes: dict[str, object] = {field: value}
    return replace(content, **changes)  # type: ignore[arg-type]  # the field is named at runtime


def _none(field: Field) -> object:
    return () if field in MOST_LINES else None


def _value(field: Field, text: str, topics: Topics) -> object:
    if field in MARKDOWN:
        return _markdown(field, text.strip())
    if (field == "topic" and topics.get(text)) or text in _CHOSEN.get(field, ()):
        return text
    match field:
        case "tags":
            return _tags(text)
        case "key_points":
            return tuple(_point(line) for line in _lines(field, text.splitlines()))
        case "misconceptions":
            return tuple(_misconception(line) for line in _lines(field, text.splitlines()))
        case "references":
            return _lines(field, text.splitlines())
        case "choice":
            return read_choice(text)
    raise Refused("refused-old-button")


def _markdown(field: Field, text: str) -> str:
    """Markdown that shows something, and not too much; raises Refused."""
    length = shown_length(text)
    if not shows_something(plain_text(parse_markdown(text))):
        raise Refused("add-empty")
    if length > LONGEST[field]:
        raise Refused(_TOO_LONG.get(field, "edit-too-long"), limit=LONGEST[field], length=length)
    return text


def read_choice(text: str) -> Choice:
    """The right option and the wrong ones, a line for each, and after a blank line why; raises Refused."""
    listed, _, why = _blank_line_parted(text)
    options = [_one_line(line) for line in listed.splitlines()]
    return checked_choice(options, why)


def checked_choice(options: Iterable[str], why: str) -> Choice:
    """A choice form such as Telegram takes it for a quiz, the right option first; raises Refused for any other."""
    right, *others = [option for option in options if shows_something(option)] or [""]
    if len(others) < FEWEST_WRONG:
        raise Refused("edit-choice-few", wrong=FEWEST_WRONG)
    if 1 + len(others) > MOST_OPTIONS:
        raise Refused("edit-too-many", count=1 + len(others), limit=MOST_OPTIONS)
    seen: set[str] = set()
    for number, option in enumerate((right, *others), 1):
        if _units(option) > LONGEST_OPTION:
            raise Refused("edit-line-too-long", number=number, length=_units(option), limit=LONGEST_OPTION)
        if (same := unicodedata.normalize("NFC", option)) in seen:
            raise Refused("edit-choice-equal", option=option)
        seen.add(same)
    why = "\n".join(line.strip() for line in why.strip().splitlines())
    if not shows_something(why):
        raise Refused("edit-choice-no-why")
    if _units(why) > LONGEST_WHY:
        raise Refused("edit-choice-why-long", length=_units(why), limit=LONGEST_WHY)
    if why.count("\n") > MOST_LINE_FEEDS:
        raise Refused("edit-choice-why-lines", limit=MOST_LINE_FEEDS + 1)
    return Choice(right, tuple(others), why)


def _blank_line_parted(text: str) -> tuple[str, str, str]:
    """What stands before the first blank line, and behind it."""
    found = _BLANK_LINE.search(text.strip())
    if found is None:
        return text, "", ""
    return text.strip()[: found.start()], found[0], text.strip()[found.end() :]


def _tags(text: str) -> tuple[str, ...]:
    named = [_one_line(tag).lstrip("#") for tag in _TAGS_APART.split(text)]
    return _lines("tags", named)


def _lines(field: Field, lines: Iterable[str]) -> tuple[str, ...]:
    """Lines without bullets, empty and repeated ones; raises Refused for too many or too long ones."""
    found = dict.fromkeys(_one_line(_BULLET.sub("", line)) for line in lines)
    kept = [line for line in found if shows_something(line)]
    if not kept:
        raise Refused("add-empty")
    if len(kept) > MOST_LINES[field]:
        raise Refused("edit-too-many", count=len(kept), limit=MOST_LINES[field])
    for number, line in enumerate(kept, 1):
        pieces = line.split("|") if field in ("key_points", "misconceptions") else [line]
        longest = max(len(piece.strip()) for piece in pieces)
        if longest > LONGEST_LINE[field]:
            raise Refused("edit-line-too-long", number=number, length=longest, limit=LONGEST_LINE[field])
    return tuple(kept)


def _point(line: str) -> KeyPoint:
    """A key point and, each after an upright stroke, other words for it."""
    text, *synonyms = [piece for each in line.split("|") if shows_something(piece := each.strip())] or [""]
    if not text:
        raise Refused("add-empty")
    if len(synonyms) > MOST_SYNONYMS:
        raise Refused("edit-too-many", count=len(synonyms), limit=MOST_SYNONYMS)
    return KeyPoint(text, tuple(dict.fromkeys(synonyms)))


def _misconception(line: str) -> Misconception:
    """What a weak answer says and, after an upright stroke, why it is wrong."""
    text, _, why = (each.strip() for each in line.partition("|"))
    if not shows_something(text):
        raise Refused("add-empty")
    return Misconception(text, why if shows_something(why) else "")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
