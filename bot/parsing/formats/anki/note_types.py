"""Which fields of a note ask and which answer: by the templates that show them and by their names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.parsing.columns import Column, column_of, folded_name
from bot.parsing.formats.anki.collection import NoteType, Template

Role = Literal["topic", "tags", "source", "level", "title", "context", "hint", "short", "aside"]

LONGEST_TEMPLATE = 100_000
"""Characters of a side; whatever stands behind is a script."""

_PLACE = re.compile(r"\{\{([^{}]*)\}\}")
# What never ends goes to the end, so that the time stays linear.
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script>|\Z)|<style\b.*?(?:</style>|\Z)", re.DOTALL | re.IGNORECASE
)
_SPECIAL = frozenset(("frontside", "tags", "type", "deck", "subdeck", "card", "cardflag", "cardid", ""))
_CONDITIONS = ("#", "^", "/", "!")

_SPEAK_OF_IT: dict[Column, Role] = {
    "topic": "topic",
    "tags": "tags",
    "level": "level",
    "hint": "hint",
    "url": "source",
    "short_answer": "short",
    "guid": "aside",
    "lang": "aside",
    "likes": "aside",
    "heat": "aside",
}
_NAMES: dict[Role, str] = {
    "title": "title name heading заголовок название 标题",
    "context": "context контекст 背景",
    "source": "links references ссылки",
    "aside": "id uid uuid key number no num index order date created updated audio sound author version "
    "номер дата аудио автор 编号 序号 日期 音频 作者",
}
_ROLES = {name: role for role, names in _NAMES.items() for name in names.split()}


@dataclass(frozen=True, slots=True)
class Side:
    """Places (from 0) of the fields that ask and of those that answer, in the order in which a card shows them."""

    asks: tuple[int, ...]
    answers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How the notes of one type are read. A note may hold several questions; a reversed card is none of its own."""

    sides: tuple[Side, ...]
    roles: dict[Role, int]


def reading_of(kind: NoteType) -> Reading:
    """Any note type is read in some way: where templates say nothing, names do, then the order of the fields."""
    places = {name.strip().casefold(): place for place, name in reversed(list(enumerate(kind.fields)))}
    roles: dict[Role, int] = {}
    for name, place in sorted(places.items(), key=lambda each: each[1]):
        if (role := _role(name)) is not None:
            roles.setdefault(role, place)
    sides: list[Side] = []
    used: set[int] = set()
    for template in kind.templates:
        side = _side(template, places, roles, kind)
        if side is None or used & set(side.asks):
            continue
        side = Side(side.asks, tuple(place for place in side.answers if place not in used))
        if sides and not side.answers:
            continue
        used.update(side.asks, side.answers)
        sides.append(side)
    return Reading(tuple(sides) or (_by_name(places),), roles)


def _side(template: Template, places: dict[str, int], roles: dict[Role, int], kind: NoteType) -> Side | None:
    front = list(_shown(template.front, places, front=True, cloze=kind.cloze))
    back = list(_shown(template.back, places, front=False, cloze=False))
    # A title or a context that a card shows is part of what it says.
    aside = {place for role, place in roles.items() if role not in ("title", "context")}
    asks = [place for place in front if place not in aside] or front
    if not asks:
        return None
    answers = [place for place in back if place not in front and place not in aside]
    if not answers and not kind.cloze:
        by_name = [place for name, place in places.items() if _asks_or_answers(name) == "answer" and place not in asks]
        answers = by_name[:1]
    return Side(tuple(asks), tuple(answers))


def _by_name(places: dict[str, int]) -> Side:
    asks = [place for name, place in places.items() if _asks_or_answers(name) == "question"]
    answers = [place for name, place in places.items() if _asks_or_answers(name) == "answer"]
    if asks and answers:
        return Side(tuple(asks[:1]), tuple(answers[:1]))
    return Side((0,), (1,))


def _shown(side: str, places: dict[str, int], *, front: bool, cloze: bool) -> Iterator[int]:
    """The fields that a side shows, each once."""
    seen: set[int] = set()
    for inside in _PLACE.findall(_UNSEEN.sub("", side[:LONGEST_TEMPLATE])):
        if inside.lstrip().startswith(_CONDITIONS):
            continue
        *filters, name = (part.strip() for part in inside.split(":"))
        if front and ("hint" in filters or ("type" in filters and not cloze)):
            # What is typed or shown on a tap is no part of the question.
            continue
        place = places.get(name.casefold())
        if name.casefold() not in _SPECIAL and place is not None and place not in seen:
            seen.add(place)
            yield place


def _role(name: str) -> Role | None:
    column = column_of(name)
    return _SPEAK_OF_IT.get(column) if column else _ROLES.get(folded_name(name))


def _asks_or_answers(name: str) -> Column | None:
    return "answer" if folded_name(name) == "a" else column_of(name)
