"""What a row of a table or an object of JSON says about one question."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.parsing.cells import said_by
from bot.parsing.column_roles import tells_of_article
from bot.parsing.columns import WEAK_QUESTIONS, Column, Named, column_of, folded_name, named
from bot.parsing.field_texts import SAID_BY
from bot.parsing.quiz_keys import Base
from bot.parsing.record_shapes import Shapes

MOST_SIDES = 12
_TALKS = ("messages", "conversations", "conversation", "dialog", "dialogue", "turns")
_ASKERS = frozenset(("user", "human", "question", "interviewer"))
_TELLERS = frozenset(("assistant", "gpt", "bot", "model", "answer", "candidate"))


@dataclass(frozen=True, slots=True)
class Record:
    """What a row or object says: `values` by column, and the options that have columns of their own.

    `sure` is False where only the look of the question tells that it is one. `raw` is the record as it stood,
    `place` its line or number, `context` the name of the group that it stood in. `counted_from` is the number in the
    name of the first option that has a column of its own.
    """

    values: Mapping[Column, object]
    options: Sequence[object] = ()
    sure: bool = True
    raw: str = ""
    place: int | None = None
    context: str | None = None
    key_name: str = ""
    counted_from: Base | None = None


def record_of(
    fields: Mapping[str, object], found: Named, *, raw: str = "", place: int | None = None, context: str | None = None
) -> Record:
    """The record of a row or object whose names were understood as `found`."""
    values: dict[Column, object] = {column: fields.get(name) for column, name in found.columns.items()}
    rights = [str(each) for name in found.rights if (each := fields.get(name)) not in (None, "")]
    if rights:
        # Several answers that are right make one answer; beside one, the wrong ones are options.
        values["answer"] = "\n".join(rights)
        values["wrong"] = [fields.get(name) for name in found.wrongs if fields.get(name)] if len(rights) == 1 else None
    elif found.wrongs:
        values.setdefault("wrong", [fields[name] for name in found.wrongs if fields.get(name)])
    options = [each for each in (fields.get(name) for name in found.options) if each not in (None, "")]
    key_name = found.columns.get("correct") or found.columns.get("answer") or ""
    first = found.options[0][-1:] if found.options else ""
    counted_from: Base | None = 1 if first == "1" else 0 if first == "0" else None
    return Record(values, options, found.sure, raw, place, context, key_name, counted_from)


def object_record(
    fields: Mapping[str, object], place: int, context: str | None, shapes: Shapes | None = None
) -> Record | None:
    """The record of an object with names of its own; None where it asks nothing. `shapes` are what the objects of its
    document were found to be."""
    learnt = shapes.named(tuple(fields)) if shapes else None
    if learnt is None and not _may_ask(tuple(fields)):
        return _sided_record(fields, place, context) or _talk_record(fields, place, context)
    names = tuple(name for name, value in fields.items() if value is not None and not _is_group(value))
    found = learnt or _named(names)
    asked = fields.get(found.columns["question"]) if found.asks else None
    if not isinstance(asked, str) and not (isinstance(asked, Mapping) and asked.keys() & set(SAID_BY)):
        return None
    if not found.answers and not found.sure:
        return None
    if _is_weak(found.columns["question"]) and (_tells_of_article(tuple(fields)) or _is_option(fields, found)):
        return None
    raw = json.dumps(fields, ensure_ascii=False)
    return record_of(fields, found, raw=raw, place=place, context=context)


def _sided_record(fields: Mapping[str, object], place: int, context: str | None) -> Record | None:
    """The record of a card that lists its sides, as a note of Anki or a card of other programs does in JSON."""
    listed = fields.get("sides") or fields.get("cardSides") or (fields.get("fields") if fields.get("guid") else None)
    sides = [said_by(each) or _shown_by(each) for each in listed] if isinstance(listed, list) else []
    if not 2 <= len(sides) <= MOST_SIDES or not sides[0] or not any(sides[1:]):
        return None
    values: dict[Column, object] = {"question": sides[0], "answer": sides[1], "tags": fields.get("tags")}
    if fields.get("guid"):
        values["guid"] = fields["guid"]
    return Record(values, raw=json.dumps(fields, ensure_ascii=False), place=place, context=context)


def _shown_by(side: object) -> str:
    """The words of a side that lists what it shows, `{"media": [{"plainText": …}]}`."""
    media = side.get("media") if isinstance(side, Mapping) else None
    shown = [each.get("plainText") for each in media if isinstance(each, Mapping)] if isinstance(media, list) else []
    return next((text.strip() for text in shown if isinstance(text, str)), "")


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
def _is_weak(name: str) -> bool:
    """Whether a name may stand for much else than a question."""
    return folded_name(name) in WEAK_QUESTIONS


@lru_cache(maxsize=512)
def _tells_of_article(names: tuple[str, ...]) -> bool:
    return tells_of_article(names)


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
