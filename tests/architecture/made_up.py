"""Values of any type of ours, up to their largest: hypothesis strategies made from annotations alone."""

import dataclasses
import textwrap
import types
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime, time
from enum import Enum
from functools import cache
from typing import Any, Literal, NewType, Union, get_args, get_origin, get_type_hints
from zoneinfo import available_timezones

from hypothesis import strategies as st

from bot.domain.cards import LANGUAGES
from bot.domain.ids import ChatId
from bot.domain.interview_date import FARTHEST, InterviewDate
from bot.domain.timetable import Slot
from bot.domain.topics import Topic, Topics
from bot.parsing.topics import read_topics
from bot.texts import Texts, Translator
from tests.architecture.repository import ROOT

LARGEST_ROW = 10**9
Made = st.SearchStrategy[Any]


@cache
def topics() -> Topics:
    return read_topics(ROOT / "content" / "topics.toml")


@cache
def texts() -> Texts:
    return Texts()


_KEYS = st.sampled_from([topic.key for topic in topics()])
_LONG = ("<b>&", "word " * 1500, "🙂" * 4000, "List<String>\n" * 400, "```python\nprint(1)\n```\n" * 200, "\u202e" * 50)
_TEXT = (st.text(max_size=80) | st.sampled_from(_LONG)).map("a".__add__)
_WORDS = st.text(max_size=200).map("a".__add__)

# Where the name says more than the type. Text is never blank: the parser and the editor see to that. What is told
# about a card is shorter than the card.
_BY_NAME: dict[str, Made] = {
    "topic": _KEYS,
    "deck": st.from_regex(r"[0-9a-f]{10}", fullmatch=True),
    "zone": st.sampled_from(sorted(available_timezones())),
    "id": st.integers(1, LARGEST_ROW),
    "step": st.integers(-(10**15), 10**15),
    "seconds": st.integers(0, 999),
    "hints": st.integers(0, 2),
    "shown": st.integers(0, 2),
    "daily": st.integers(0, 9999),
    "version": st.integers(0, 99_999),
    "day": st.integers(20_000, 21_000),
    "today": st.integers(20_000, 21_000),
    "due_day": st.integers(0, 56_000),
    "parts": st.integers(1, 99),
    "minute": st.integers(0, 1439),
    "offset": st.integers(0, 1439),
    "buttons": st.sampled_from((2, 4)),
    "ratings": st.sampled_from((2, 4)),
    **dict.fromkeys(("channel", "url", "file", "post", "references", "tags"), _WORDS),
}
_BY_TYPE: dict[Any, Made] = {
    int: st.integers(0, 10**6),
    str: _TEXT,
    bool: st.booleans(),
    float: st.floats(0, 1),
    datetime: st.datetimes(datetime(2026, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    time: st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    types.NoneType: st.none(),
}
_OURS: dict[Any, Callable[[], Made]] = {
    # Groups and channels, whose numbers are negative; people are known by a LearnerId.
    ChatId: lambda: st.integers(-(10**13), -1),
    InterviewDate: lambda: st.builds(
        lambda day, ahead, topics: InterviewDate(day, day - ahead, topics),
        _BY_NAME["day"],
        st.integers(0, FARTHEST),
        st.none() | st.frozensets(_KEYS, min_size=1),
    ),
    Slot: lambda: _BY_TYPE[datetime].map(lambda at: Slot(at, f"{at:%Y-%m-%dT%H:%M}")),
    Topics: lambda: st.just(topics()),
    Topic: lambda: st.sampled_from(list(topics())),
    Texts: lambda: st.just(texts()),
    Translator: lambda: st.sampled_from([texts()[language] for language in LANGUAGES]),
}
_MANY = (tuple, list, Sequence, frozenset, AbstractSet)


@cache
def made(hint: Any, name: str = "") -> Made:
    """Values for a parameter or field of this type and name; LookupError for a type nobody described."""
    if get_origin(hint) in (Union, types.UnionType):
        return st.one_of(*(made(each, name) for each in get_args(hint)))
    if hint in _OURS:
        return _OURS[hint]()
    if hint in (int, str) and name in _BY_NAME:
        return _BY_NAME[name]
    if hint in _BY_TYPE:
        return _BY_TYPE[hint]
    if isinstance(hint, NewType):
        return st.integers(1, LARGEST_ROW)
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is not None:
        return _collection(get_origin(hint), get_args(hint), name)
    if issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return st.builds(hint, **{field: made(of, field) for field, of in get_type_hints(hint).items()})
    raise LookupError(f"nobody told these tests how to make a {hint}")


def _collection(kind: Any, of: tuple[Any, ...], name: str) -> Made:
    if kind in (dict, Mapping):
        if isinstance(of[0], type) and issubclass(of[0], Enum):
            return st.fixed_dictionaries({member: made(of[1]) for member in of[0]})
        return st.dictionaries(made(of[0]), made(of[1]), max_size=3)
    if kind is tuple and of[-1] is not Ellipsis:
        return st.tuples(*(made(each, name) for each in of))
    if kind in _MANY:
        element = st.integers(0, 6) if name == "weekdays" else made(of[0], name)
        unique = name in ("weekdays", "card_languages")
        some = st.lists(element, min_size=int(unique), max_size=7, unique=unique)
        return some.map(frozenset if kind in (frozenset, AbstractSet) else tuple)
    raise LookupError(f"nobody told these tests how to make a {kind}")


class Case:
    """Arguments of one call, told in few words where a test fails: cards are long."""

    def __init__(self, arguments: dict[str, Any]) -> None:
        self.arguments = arguments

    def __repr__(self) -> str:
        return textwrap.shorten(repr(self.arguments), 1500)


@cache
def arguments_of(function: Callable[..., Any]) -> st.SearchStrategy[Case]:
    """Arguments that the function could be called with."""
    hints = get_type_hints(function)
    del hints["return"]
    return st.fixed_dictionaries({name: made(hint, name) for name, hint in hints.items()}).map(Case)
