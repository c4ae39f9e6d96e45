"""Rows of tables as they are written: the sign between cells, quotes, the first rows of a document."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.parsing.columns import Named

LONGEST_CELL = 1_000_000
"""Characters."""


@dataclass(slots=True)
class Layout:
    """How a table is written: the sign between cells, and what its columns are.

    `is_strict` says that even a text of another name is a table, `is_plain` that no quotes hide the sign in a cell,
    `has_answers` that most questions are answered, so that one cell alone that asks nothing is a heading,
    `has_bare_rows` that a row of one cell is a question that nothing answers, `has_tail` that tags stand behind the
    columns, as many as a row likes.
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
