"""Rows of tables as they are written: the sign between cells, quotes, the first rows of a document."""

import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.parsing.columns import Named

LONGEST_CELL = 1_000_000
"""Characters."""
FEWEST_MARKED = 2
"""Options."""
_MARKS = {
    **dict.fromkeys(("correct", "right", "верно", "правильно", "正确"), True),
    **dict.fromkeys(("incorrect", "wrong", "неверно", "неправильно", "错误"), False),
}


@dataclass(slots=True)
class Layout:
    """How a table is written: the sign between cells, and what its columns are.

    `is_strict` says that even a text of another name is a table, `is_plain` that no quotes hide the sign in a cell,
    `has_answers` that most questions are answered, so that one cell alone that asks nothing is a heading,
    `has_bare_rows` that a row of one cell is a question that nothing answers, `has_tail` that tags stand behind the
    columns, as many as a row likes, `has_marks` that a mark stands behind each option, as `marked_options` reads it.
    """

    sign: str
    has_header: bool = False
    found: Named = field(default_factory=Named)
    names: Sequence[str] = ()
    is_html: bool | None = None
    escape: str | None = None
    tags: tuple[str, ...] = ()
    deck: str | None = None
    skipped: int = 0
    is_anki: bool = False
    is_own: bool = False
    is_strict: bool = False
    is_plain: bool = False
    has_answers: bool = False
    has_bare_rows: bool = False
    has_tail: bool = False
    has_marks: bool = False


def marked_options(cells: Sequence[str]) -> list[str] | None:
    """The question, the options and the right ones of a row that ends in options with a mark behind each, as learning
    platforms write it: `MC, question, one, correct, two, incorrect`. None for any other row."""
    said = [cell.strip() for cell in cells]
    while said and not said[-1]:
        said.pop()
    begin = len(said)
    while begin >= 2 and said[begin - 1].casefold() in _MARKS and said[begin - 2]:
        begin -= 2
    offered = list(zip(said[begin::2], said[begin + 1 :: 2], strict=True))
    if begin < 1 or len(offered) < FEWEST_MARKED or not said[begin - 1]:
        return None
    right = [option for option, mark in offered if _MARKS[mark.casefold()]]
    options = json.dumps([option for option, _ in offered], ensure_ascii=False)
    return [said[begin - 1], options, json.dumps(right, ensure_ascii=False)]


def reader_of(lines: Sequence[str], sign: str, escape: str | None) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_CELL * 4)
    return csv.reader(lines, delimiter=sign, skipinitialspace=sign != " ", escapechar=escape, strict=False)


def sample_rows(lines: Sequence[str], sign: str, escape: str | None) -> list[list[str]]:
    """The first rows; the last line may be cut."""
    whole = lines[:-1] if len(lines) > 2 else lines
    text = [f"{line}\n" for line in whole[:200] if line.strip() and not line.startswith("#")]
    try:
        return list(reader_of(text, sign, escape))[:150]
    except csv.Error:
        return []


def escape_in(lines: Sequence[str]) -> str | None:
    """A backslash where it, and not a second quote, hides quotes in cells."""
    text = "\n".join(lines[:200])
    return "\\" if '\\"' in text and not re.search(r'[^,;\t|\n]""[^,;\t|\n]', text) else None
