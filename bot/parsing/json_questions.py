"""Questions in JSON that no record holds: maps of question to answer, lists of questions, rows and columns."""

import json
import re
from collections.abc import Iterator, Mapping

from bot.parsing import lexicon
from bot.parsing.blocks import asks, language
from bot.parsing.columns import hinted, named
from bot.parsing.json_values import Closed
from bot.parsing.records import Record, object_record, record_of
from bot.parsing.table_layout import named_rows

FEWEST = 3
"""Questions in a list of nothing else."""

_PLAIN_KEYS = frozenset(
    re.findall(
        r"\w+",
        "questions question items data cards results list entries records rows notes quiz quizzes content faqs faq qa "
        "qas problems flashcards easy medium hard default values body 题目 题库 вопросы карточки paragraphs children",
    )
)
_NUMBERED_SIDE = re.compile(r"(q|a|question|answer)[\s_-]?(\d{1,3})", re.IGNORECASE)
_TITLES = ("title", "name", "category", "topic", "section", "subject", "тема", "раздел", "название", "分类", "标题")


def keyed_by_question(closed: Closed, place: int) -> Record | None:
    """The record of an object that stands under its question: `{"What is …?": {"answer": …}}`."""
    asked = closed.path[-1] if closed.path else ""
    if not asks(asked) or not named(closed.value).answers:
        return None
    return object_record({"question": asked, **closed.value}, place, context_of(closed.path[:-1], {}))


def context_of(path: tuple[str, ...], around: Mapping[str, object]) -> str | None:
    """The name of the group that a record stands in: a title beside its list, else the last telling key above it."""
    for name, value in around.items():
        if name.casefold() in _TITLES and isinstance(value, str) and 0 < len(value) <= 100:
            return value.strip()
    telling = [key for key in path if key.casefold() not in _PLAIN_KEYS and not key.isdecimal() and len(key) <= 60]
    return telling[-1].replace("_", " ").strip() if telling else None


def asked_in(value: Mapping[str, object]) -> list[tuple[str, str]]:
    """The pairs of a map of question to answer; a map of phrases to their translations is none."""
    if len(value) < 2:
        return []
    if any(key[-1:] == "1" for key in value) and (numbered := _numbered_pairs(value)):
        return numbered
    if not any("?" in key or "？" in key for key in value):
        return []
    pairs = [(key, said) for key, said in value.items() if isinstance(said, str) and said.strip()]
    if len(pairs) < 2 or len(pairs) < 0.8 * len(value):
        return []
    asking = [(key, said) for key, said in pairs if asks(key) and len(key.split()) + len(key) / 12 >= 3]
    if len(asking) < 0.7 * len(pairs):
        return []
    answered = sum(len(said) >= len(key) or len(said) > 40 for key, said in asking)
    same = sum(language(key) == language(said) for key, said in asking)
    echoes = sum(asks(said) for _, said in asking)
    fits = min(answered * 2, same, len(asking) - echoes) >= 0.6 * len(asking)
    return pairs if fits else []


def _numbered_pairs(value: Mapping[str, object]) -> list[tuple[str, str]]:
    """The pairs of `{"q1": …, "a1": …, "q2": …}`; a single one is none."""
    sides: dict[str, dict[str, str]] = {}
    for key, said in value.items():
        found = _NUMBERED_SIDE.fullmatch(key) if isinstance(said, str) and said.strip() else None
        if found and isinstance(said, str):
            side = "question" if found[1].casefold() in ("q", "question") else "answer"
            sides.setdefault(found[2], {})[side] = said
    pairs = [(each["question"], each["answer"]) for each in sides.values() if len(each) == 2]
    return pairs if len(pairs) > 1 and len(pairs) >= 0.8 * len(sides) else []


def bare_questions(value: Mapping[str, object], path: tuple[str, ...], count: int) -> Iterator[Record]:
    """Lists of questions without answers, each under its key."""
    for key, said in value.items():
        if not isinstance(said, list) or not all(isinstance(each, str) for each in said):
            continue
        listed = [each.strip() for each in said]
        asking = sum(
            asks(each) or lexicon.ASKING.search(each[:200]) is not None or lexicon.DEMAND.match(each) is not None
            for each in listed
        )
        if (len(listed) >= FEWEST and asking >= 0.5 * len(listed)) or (len(listed) > 1 and asking == len(listed)):
            answers = _beside(value, key, len(listed))
            context = context_of((*path, key), {})
            for number, question in enumerate(listed, count + 1):
                if answers:
                    yield pair_record(question, answers[number - count - 1], number, context)
                elif len(listed) >= FEWEST:
                    raw = json.dumps(question, ensure_ascii=False)
                    yield Record({"question": question}, raw=raw, place=number, context=context)


def _beside(value: Mapping[str, object], asked: str, count: int) -> list[str]:
    """The list of answers that stands beside a list of so many questions."""
    for key, said in value.items():
        if key != asked and isinstance(said, list) and len(said) == count and hinted(key) == "answer":
            return [each for each in said if isinstance(each, str)] if all(isinstance(e, str) for e in said) else []
    return []


def table_rows(root: object) -> Iterator[Record]:
    """Lists of [question, answer], and columns of equal length."""
    yield from listed_rows(root)
    if isinstance(root, dict):
        columns = {
            name: list(column.values()) if isinstance(column, dict) else column
            for name, column in root.items()
            if isinstance(column, list | dict)
        }
        lengths = {len(column) for column in columns.values()}
        if len(columns) >= 2 and len(lengths) == 1:
            for number, cells in enumerate(zip(*columns.values(), strict=True), 1):
                fields: dict[str, object] = dict(zip(columns, cells, strict=True))
                record = object_record(fields, number, None)
                if record is not None:
                    yield record


def listed_rows(listed: object, context: str | None = None) -> Iterator[Record]:
    """Rows of a table as lists, with the names of their columns first or without."""
    if not isinstance(listed, list):
        return
    rows = [row for row in listed if isinstance(row, list) and len(row) >= 2 and all(isinstance(c, str) for c in row)]
    told = named_rows(rows) if len(rows) >= 2 and len(rows) >= 0.8 * len(listed) else None
    if told is None:
        return
    names, found, has_header = told
    for number, row in enumerate(rows[1:] if has_header else rows, 1):
        fields: dict[str, object] = dict(zip(names, row, strict=False))
        yield record_of(fields, found, raw=json.dumps(row, ensure_ascii=False), place=number, context=context)


def pair_record(question: str, answer: str, place: int, context: str | None) -> Record:
    raw = json.dumps({question: answer}, ensure_ascii=False)
    return Record({"question": question, "answer": answer}, (), sure=True, raw=raw, place=place, context=context)
