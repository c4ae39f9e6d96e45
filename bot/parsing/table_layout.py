"""How a table is written: the sign between its cells, and what its columns are."""

import re
from collections.abc import Sequence

from bot.domain.exporting import FIELDS
from bot.parsing.anki_text import ANKI_FIRST, anki_layout
from bot.parsing.cells import asks_something, is_nameless
from bot.parsing.column_looks import FEWEST_ROWS, Look
from bot.parsing.column_roles import ALL_ASK, MOST_ASK, inferred, understood
from bot.parsing.columns import Column, Named, column_of, hinted, named
from bot.parsing.separators import own_sign
from bot.parsing.table_rows import Layout, escape_in, marked_options, reader_of, sample_rows

MOST_ALONE = 0.7
"""Share of the rows of a table of one column in which no sign stands without quotes."""
FEWEST_PAIRS = 0.3
"""Share of the lines that have an answer, where a table leaves out many."""
MANY, ENOUGH = 8, 5
"""Lines by which a text without a header is known to be a table; fewer do where they ask."""

_SIGNS = ("\t", ";", "|", ",")
_NUMBER = re.compile(r"[\s\d.,:%$€£¥₽+-]+")
_LONGEST_NAME = 40
_FEWEST_IN_QUIZ = 5
"""Columns: a question, three options and their key."""
_MOSTLY = 0.8
"""Share of the rows of terms in which both cells say something; the others go on or wait for their meaning."""
_LONGEST_TITLE = 6
_LONGEST_HEAD = 24
"""Lines."""
_TOLD = frozenset(("question", "answer", "correct", "short_answer"))


def layout_of(text: str) -> Layout | None:
    """How a table that begins with this text is written; None where it asks nothing."""
    lines = text.split("\n")
    if ANKI_FIRST.match(text):
        return anki_layout(lines)
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        found = _with_header(lines[1:], (lines[0].strip()[-1],))
        if found is not None:
            found.skipped += 1
        return found
    return (
        _with_header(lines, _SIGNS)
        or _with_marks(lines)
        or _without_header(lines)
        or _with_tail(lines)
        or _partly_answered(lines)
        or _by_own_sign(lines)
    )


def only_questions(text: str) -> Layout | None:
    """The layout of a table of one column that asks, with or without its name above; None for any other."""
    lines = text.split("\n")
    rows = [row for row in sample_rows(lines, ",", None) if any(cell.strip() for cell in row)]
    alone = [row[0] for row in rows if not any(cell.strip() for cell in row[1:])]
    if len(rows) < FEWEST_ROWS or len(alone) < MOST_ALONE * len(rows):
        return None
    has_header = hinted(alone[0]) == "question" and not asks_something(alone[0])
    asking = sum(map(asks_something, alone[has_header:]))
    if asking < (MOST_ASK if has_header else ALL_ASK) * len(alone):
        return None
    return Layout(",", has_header, Named({"question": "question"}, [], sure=True), ("question",))


def _partly_answered(lines: Sequence[str]) -> Layout | None:
    """Questions on a line each, and behind a tab, where it is known, the answer."""
    begin = next((at for at, line in enumerate(lines) if line.strip() and not line.startswith("#")), 0)
    rows = [row for row in sample_rows(lines[begin:], "\t", None) if any(cell.strip() for cell in row)]
    pairs = [row for row in rows if len(row) == 2 and all(cell.strip() for cell in row)]
    bare = [row[0] for row in rows if len(row) == 1]
    if len(pairs) < FEWEST_ROWS or len(pairs) + len(bare) < len(rows) or len(pairs) < FEWEST_PAIRS * len(rows):
        return None
    found = _by_look(pairs, 2, "\t")
    if found is None or found.columns["question"] != "column 1" or not 2 * sum(map(asks_something, bare)) >= len(bare):
        return None
    return Layout("\t", False, found, ("column 1", "column 2"), skipped=begin, has_bare_rows=True)


def _by_own_sign(lines: Sequence[str]) -> Layout | None:
    """Pairs on a line each, apart by a sign that no table has."""
    sign = own_sign(lines[:-1] if len(lines) > MANY * 10 else lines)
    if sign is None:
        return None
    names = ("column 1", "column 2")
    return Layout(
        sign,
        found=Named({"question": names[0], "answer": names[1]}, [], sure=True),
        names=names,
        is_strict=True,
        is_plain=True,
    )


def _with_header(lines: Sequence[str], signs: Sequence[str]) -> Layout | None:
    """A table whose first line names its columns: by usual names, or by any where the rest asks and answers."""
    best: Layout | None = None
    most = 0
    escape = escape_in(lines)
    for sign in signs:
        place, head = _first_row(lines, sign)
        if len(head) < 2:
            continue
        names = [name if head.index(name) == at else f"{name} {at + 1}" for at, name in enumerate(head)]
        rows = [row for row in sample_rows(lines[place:], sign, escape)[1:] if any(cell.strip() for cell in row)]
        found = _understood(names, rows)
        told = len(found.columns) + len(found.options) + len(found.rights)
        if found.asks and (found.answers or found.sure) and told > most:
            best, most = Layout(sign, True, found, names, escape=escape, skipped=place), told
            best.has_answers = _mostly_answered(names, rows, found)
    if best is not None:
        best.is_own = set(best.names) >= set(FIELDS)
        best.escape = None if best.is_own else best.escape
    return best


def _mostly_answered(names: Sequence[str], rows: Sequence[Sequence[str]], found: Named) -> bool:
    """Whether beside most questions another cell says something."""
    asked = names.index(found.columns["question"])
    said = [row for row in rows if len(row) > asked and row[asked].strip()]
    return sum(sum(bool(cell.strip()) for cell in row) > 1 for row in said) >= len(said) / 2


def _first_row(lines: Sequence[str], sign: str) -> tuple[int, list[str]]:
    """The place and the cells of the first line that has several: a title may stand above the table."""
    for place in range(min(len(lines), _LONGEST_TITLE)):
        whole = [f"{line}\n" for line in lines[place : place + _LONGEST_HEAD]]
        cells = [cell.strip() for cell in next(reader_of(whole, sign, None), [])]
        if sum(map(bool, cells)) > 1:
            return place, cells
    return 0, []


def named_rows(rows: Sequence[Sequence[str]]) -> tuple[Sequence[str], Named, bool] | None:
    """The names of the columns of rows, what they are, and whether the first row told it; None where none asks."""
    head = list(rows[0])
    if _is_header(head) and len(set(head)) == len(head):
        found = _understood(head, rows[1:])
        if found.asks and found.answers:
            return head, found, True
    fitting = [row for row in rows if len(row) == len(head)]
    by_look = _by_look(fitting, len(head), ",")
    return ([f"column {number + 1}" for number in range(len(head))], by_look, False) if by_look else None


def _understood(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Named:
    """What the columns below a header are; where it is none, or nothing is asked, nothing."""
    by_name = named(names)
    fitting = [row for row in rows if len(row) == len(names)]
    if not _is_header(names):
        return by_name
    found = understood([dict(zip(names, row, strict=True)) for row in fitting], names)
    if found.asks or len(fitting) < 0.8 * len(rows):
        return found
    known = [column_of(name) for name in names]
    if any(known) and _TOLD.isdisjoint(known) and len(rows) >= 2:
        return _half_named(names, fitting) or found
    return found


def _is_header(names: Sequence[str]) -> bool:
    """Whether a row may name columns: each cell is short, says something, and neither asks nor counts."""
    return not any(
        len(name) > _LONGEST_NAME or asks_something(name) or _NUMBER.fullmatch(name) or is_nameless(name)
        for name in names
        if column_of(name) is None
    )


def _half_named(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Named | None:
    """The columns of terms and what they mean, below a header that names only what they are sorted by."""
    free = [place for place, name in enumerate(head) if column_of(name) is None]
    if len(free) < 2:
        return None
    looked = _by_look([[row[place] for place in free] for row in rows], len(free), ",")
    if looked is None:
        return None
    columns: dict[Column, str] = {
        column: head[free[int(name.split()[1]) - 1]] for column, name in looked.columns.items()
    }
    for name in head:
        column = column_of(name)
        if column is not None:
            columns.setdefault(column, name)
    return Named(columns, [], looked.sure)


def _without_header(lines: Sequence[str]) -> Layout | None:
    escape = escape_in(lines)
    for sign in _SIGNS:
        rows = [row for row in sample_rows(lines, sign, escape) if any(cell.strip() for cell in row)]
        widths = [len(row) for row in rows]
        if not rows or (sign != "\t" and len(rows) < 2):
            continue
        width = max(set(widths), key=widths.count)
        if width < 2 or width > 12 or widths.count(width) < 0.8 * len(widths):
            continue
        fitting = [row for row in rows if len(row) == width]
        if any(map(column_of, fitting[0])) and _is_header(fitting[0]):
            return None
        found = None if _is_sorted(fitting) else _by_look(fitting, width, sign)
        if found is not None:
            names = [f"column {number + 1}" for number in range(width)]
            # In a text, signs of a sentence part cells only where hardly a line has more or less of them.
            asked = int(found.columns["question"].split()[1]) - 1
            enough = ENOUGH if sum(asks_something(row[asked]) for row in fitting) >= ALL_ASK * len(rows) else MANY
            is_strict = sign in ";|" and len(rows) >= enough and len(fitting) >= 0.9 * len(rows)
            head = _stands_out(fitting, asked)
            begin = next(number for number, line in enumerate(lines) if line.strip()) if head else 0
            return Layout(sign, head, found, names, escape=escape, is_strict=is_strict, skipped=begin)
    return None


def _with_marks(lines: Sequence[str]) -> Layout | None:
    """A quiz without a header whose options have marks behind them."""
    escape = escape_in(lines)
    for sign in _SIGNS:
        rows = [row for row in sample_rows(lines, sign, escape) if any(cell.strip() for cell in row)]
        marked = sum(marked_options(row) is not None for row in rows)
        if marked >= FEWEST_ROWS and marked >= _MOSTLY * len(rows):
            names: tuple[Column, ...] = ("question", "options", "correct")
            found = Named({name: name for name in names}, [], sure=True)
            return Layout(sign, found=found, names=names, escape=escape, has_marks=True)
    return None


def _with_tail(lines: Sequence[str]) -> Layout | None:
    """A quiz without a header whose rows end in tags, as many as each likes."""
    escape = escape_in(lines)
    for sign in _SIGNS:
        rows = [row for row in sample_rows(lines, sign, escape) if any(cell.strip() for cell in row)]
        widths = sorted(map(len, rows))
        width = widths[len(rows) // 10] if rows else 0
        if len(rows) < FEWEST_ROWS or width < _FEWEST_IN_QUIZ:
            continue
        found = _by_look([row[:width] for row in rows if len(row) >= width], width, sign)
        if found is None or not found.answers_by_key:
            continue
        told = max(int(name.split()[1]) for name in (*found.columns.values(), *found.options))
        names = [f"column {number + 1}" for number in range(told)]
        return Layout(sign, found=found, names=names, escape=escape, has_tail=True)
    return None


def _stands_out(rows: Sequence[Sequence[str]], asked: int) -> bool:
    """Whether the first row names the columns, though by no usual name: it alone asks nothing."""
    rest = rows[1:]
    asking = sum(asks_something(row[asked]) for row in rest)
    return _is_header(rows[0]) and len(rest) >= FEWEST_ROWS and asking == len(rest)


def _is_sorted(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the second column only sorts the questions: such a table has no answers."""
    if len(rows[0]) > 3 or len(rows) < MANY:
        return False
    return Look("", [row[1].strip() for row in rows], None).sorts


def _by_look(rows: Sequence[Sequence[str]], width: int, sign: str) -> Named | None:
    """What the columns of a table without names are, by what stands in them."""
    names = [f"column {number + 1}" for number in range(width)]
    columns = [Look(name, column, None) for name, column in zip(names, zip(*rows, strict=True), strict=True)]
    found = inferred(columns, max(len(rows), FEWEST_ROWS)) if rows else None
    if found is not None:
        return found
    first, second = columns[0], columns[1]
    numbers = sum(_NUMBER.fullmatch(text) is not None for look in (first, second) for text in look.texts)
    if first.asking >= MOST_ASK and numbers < len(rows) and _may_answer(second):
        return Named({"question": names[0], "answer": names[1]}, [], sure=True)
    has_tags = width == 3 and len(set(columns[2].texts)) <= max(2, len(rows) // 5) and _is_narrow(columns[2])
    full = min(first.filled, second.filled) >= (_MOSTLY if len(rows) >= MANY else 1)
    is_terms = (width == 2 or has_tags) and len(rows) >= FEWEST_ROWS and full and numbers == 0 and first.distinct == 1
    longer = 1.2 if sign == "\t" else 2.5
    if is_terms and second.words >= longer * first.words and second.words >= 3:
        tags: dict[Column, str] = {"tags": names[2]} if has_tags else {}
        return Named({"question": names[0], "answer": names[1], **tags}, [], sure=True)
    return None


def _may_answer(look: Look) -> bool:
    return look.is_prose and not look.sorts and look.asking < MOST_ASK


def _is_narrow(look: Look) -> bool:
    return max(map(len, look.texts), default=0) <= _LONGEST_NAME
