"""Tables with a column of questions and one of answers, by the names of their columns or by what stands in them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.parsing import lexicon
from bot.parsing.columns import column_of
from bot.parsing.formats.markdown import words
from bot.parsing.formats.markdown.asking import Lead
from bot.parsing.formats.markdown.blocks import Block
from bot.parsing.formats.markdown.outline import Section
from bot.parsing.formats.markdown.tidy import says_something
from bot.parsing.formats.markdown.titles import asks, plain, read_title

FEWEST = 3
"""Rows from which on a column without a known name may be told by what stands in it."""

MOSTLY = 0.6
"""Share of the cells of such a column that ask, or that say something."""

_SAYS = 2
"""Words that a cell of an answer has on average, at least; a cell in Chinese as many characters, and as many again."""

_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Places of the columns; `first` is the row that the questions begin at."""

    asked: int
    answer: int | None
    level: int | None
    first: int


def leads_of_rows(block: Block, links: Mapping[str, str]) -> list[Lead]:
    """The pairs of a table with a column of questions and one of answers, or its bare questions."""
    columns = _columns(block.rows, links) if block.rows else None
    if columns is None:
        return []
    leads: list[Lead] = []
    for number, row in enumerate(block.rows[columns.first :], start=columns.first + 1):
        if not _cell(row, columns.asked):
            continue
        told = _cell(row, columns.answer)
        title = read_title(row[columns.asked], links)
        if title.text:
            blocks = [Block("paragraph", block.line + number, told)] if told else []
            level = lexicon.DIFFICULTY.get(plain(_cell(row, columns.level), links).lower())
            leads.append(Lead(title, block.line + number, "row", blocks, level=level))
    return leads


def _columns(rows: Sequence[Sequence[str]], links: Mapping[str, str]) -> _Columns | None:
    heads = [plain(cell, links) for cell in rows[0]]
    level = _named(heads, words.LEVEL_COLUMN)
    asked, answer = _named(heads, words.QUESTION_COLUMN), _named(heads, words.ANSWER_COLUMN)
    if asked is not None and answer is not None and asked != answer:
        return _Columns(asked, answer, level, 1) if len(rows) > 1 else None
    first = int(not any(asks(head) >= 2 for head in heads))
    body = rows[first:]
    asked = next((at for at, head in enumerate(heads) if first and column_of(head) == "question"), asked)
    if len(body) < (FEWEST if asked is None else 1):
        return None
    asked = asked if asked is not None else _asking(body, len(heads), links)
    if asked is None or _share(body, asked, lambda cell: asks(plain(cell, links)) >= 1) < MOSTLY:
        return None
    free = [at for at in range(len(heads)) if at not in (asked, level)]
    answer = max((at for at in free if _answers(body, at, links)), key=lambda at: _size(body, at), default=None)
    return _Columns(asked, answer, level, first) if answer is not None else None


def _named(heads: Sequence[str], names: re.Pattern[str]) -> int | None:
    return next((at for at, head in enumerate(heads) if names.fullmatch(head[:40])), None)


def _asking(rows: Sequence[Sequence[str]], width: int, links: Mapping[str, str]) -> int | None:
    """The first column whose cells mostly ask, for sure."""

    def sure(cell: str) -> bool:
        return "](" not in cell and asks(plain(cell, links)) >= 1

    return next((at for at in range(width) if _share(rows, at, sure) >= MOSTLY), None)


def _answers(rows: Sequence[Sequence[str]], at: int, links: Mapping[str, str]) -> bool:
    """Whether the cells of a column say something and do not ask."""

    def says(cell: str) -> bool:
        return bool(cell) and says_something([Block("paragraph", 0, cell)]) and asks(plain(cell, links)) < 2

    return _share(rows, at, says) >= MOSTLY and _size(rows, at) >= _SAYS * len(rows)


def _share(rows: Sequence[Sequence[str]], at: int, holds: Callable[[str], bool]) -> float:
    return sum(holds(_cell(row, at)) for row in rows) / len(rows)


def _size(rows: Sequence[Sequence[str]], at: int) -> float:
    """Words in a column; two Chinese characters count as one."""
    cells = [_cell(row, at) for row in rows]
    return sum(len(cell.split()) + len(_HAN.findall(cell)) / 2 for cell in cells)


def _cell(row: Sequence[str], at: int | None) -> str:
    return row[at].strip() if at is not None and at < len(row) else ""


def mark_tabled(section: Section, links: Mapping[str, str]) -> None:
    """Marks the sections below one that are chapters of tables with questions and answers."""
    for child in section.children:
        mark_tabled(child, links)
        child.tabled = child.title.asks < 2 and (
            any(each.tabled for each in child.children)
            or any(block.kind == "table" and leads_of_rows(block, links) for block in child.body)
        )
