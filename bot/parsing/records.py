"""What a row of a table or an object of JSON says about one question."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.parsing.columns import WEAK_QUESTIONS, Column, Named, column_of, folded_name, named
from bot.parsing.field_texts import SAID_BY

_TALKS = ("messages", "conversations", "conversation", "dialog", "dialogue", "turns")
_ASKERS = frozenset(("user", "human", "question", "interviewer"))
_TELLERS = frozenset(("assistant", "gpt", "bot", "model", "answer", "candidate"))


@dataclass(frozen=True, slots=True)
class Record:
    """What a row or object says: `values` by column, and the options that have columns of their own.

    `sure` is False where only the look of the question tells that it is one. `raw` is the record as it stood,
    `place` its line or number, `context` the name of the group that it stood in.
    """

    values: Mapping[Column, object]
    options: Sequence[object] = ()
    sure: bool = True
    raw: str = ""
    place: int | None = None
    context: str | None = None
    key_name: str = ""


def record_of(
    fields: Mapping[str, object], found: Named, *, raw: str = "", place: int | None = None, context: str | None = None
) -> Record:
    """The record of a row or object whose names were understood as `found`."""
    values = {column: fields.get(name) for column, name in found.columns.items()}
    options = [each for each in (fields.get(name) for name in found.options) if each not in (None, "")]
    key_name = found.columns.get("correct") or found.columns.get("answer") or ""
    return Record(values, options, found.sure, raw, place, context, key_name)


def object_record(fields: Mapping[str, object], place: int, context: str | None) -> Record | None:
    """The record of an object with names of its own; None where it asks nothing."""
    if not _may_ask(tuple(fields)):
        return _talk_record(fields, place, context)
    names = tuple(name for name, value in fields.items() if value is not None and not _is_group(value))
    found = _named(names)
    asked = fields[found.columns["question"]] if found.asks else None
    if not isinstance(asked, str) and not (isinstance(asked, Mapping) and asked.keys() & set(SAID_BY)):
        return None
    if not found.answers and not found.sure:
        return None
    if folded_name(found.columns["question"]) in WEAK_QUESTIONS and _is_option(fields, found):
        return None
    raw = json.dumps(fields, ensure_ascii=False)
    return record_of(fields, found, raw=raw, place=place, context=context)


def _talk_record(fields: Mapping[str, object], place: int, context: str | None) -> Record | None:
    """The record of a talk of two turns, as data for training models has them; a longer talk is no card."""
    told = next((fields[name] for name in _TALKS if isinstance(fields.get(name), list)), None)
    turns: dict[Column, object] = {}
    for each in told if isinstance(told, list) else ():
        role = str(each.get("role") or each.get("from") or "").casefold() if isinstance(each, Mapping) else ""
        part: Column | None = "question" if role in _ASKERS else "answer" if role in _TELLERS else None
        said = next((each[name] for name in ("content", "value", "text") if isinstance(each.get(name), str)), "")
        if part is None:
            continue
        if part in turns or not said:
            return None
        turns[part] = said
    if len(turns) < 2:
        return None
    return Record(turns, (), sure=False, raw=json.dumps(fields, ensure_ascii=False), place=place, context=context)


def _is_option(fields: Mapping[str, object], found: Named) -> bool:
    """Whether an object is one option of a quiz with a mark, such as `{"text": …, "correct": true}`."""
    told = [fields.get(name) for column, name in found.columns.items() if column in ("answer", "correct")]
    return bool(told) and all(isinstance(each, bool) for each in told)


@lru_cache(maxsize=512)
def _may_ask(names: tuple[str, ...]) -> bool:
    """Whether any name can stand for a question; objects of one kind are asked for once."""
    plain = {folded_name(name) for name in names}
    return bool(plain & WEAK_QUESTIONS) or any(column_of(name) == "question" for name in plain)


@lru_cache(maxsize=512)
def _named(names: tuple[str, ...]) -> Named:
    return named(names)


def _is_group(value: object) -> bool:
    """Whether a value is a list of records rather than something said about one."""
    return (
        isinstance(value, list)
        and len(value) > 0
        and all(isinstance(each, Mapping) for each in value)
        and any({"question", "q"} & {str(name).casefold() for name in each} for each in value[:3])
    )
