"""How a table is written: the sign between its cells, and what its columns are."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.domain.exporting import FIELDS
from bot.parsing import lexicon
from bot.parsing.blocks import asks
from bot.parsing.columns import Column, Named, column_of, named

MANY = 8
"""Lines by which a text without a header is known to be a table."""
LONGEST_CELL = 1_000_000
"""Characters."""

_SIGNS = ("\t", ";", "|", ",")
_ANKI = re.compile(r"#([a-z ]+):\s?(.*)", re.IGNORECASE)
ANKI_FIRST = re.compile(
    r"#(?:separator|html|tags|columns|notetype|deck|notetype column|deck column|tags column|guid column):",
    re.IGNORECASE,
)
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
_PLACES = ("guid column", "notetype column", "deck column", "tags column")
_NUMBER = re.compile(r"[\s\d.,:%$€£¥₽+-]+")
_CLASSES = 3
"""Rows to each different value, at least, of a column that sorts them."""
_LONGEST_CLASS = 30
_TOLD = frozenset(("question", "answer", "correct", "short_answer"))
_VERDICT = re.compile("true|false|yes|no|[tfyn]|да|нет|верно|неверно|правда|ложь|[对错是否√×]|正确|错误")


@dataclass(slots=True)
class Layout:
    """How a table is written: the sign between cells, and what its columns are."""

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


def reader_of(lines: Sequence[str], sign: str, escape: str | None) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_CELL * 4)
    return csv.reader(lines, delimiter=sign, skipinitialspace=sign != " ", escapechar=escape, strict=False)


def layout_of(text: str) -> Layout | None:
    """How a table that begins with this text is written; None where it asks nothing."""
    lines = text.split("\n")
    headers: dict[str, str] = {}
    skipped = 0
    if ANKI_FIRST.match(text):
        for line in lines:
            told = _ANKI.match(line) if line.startswith("#") else None
            if not line.startswith("#"):
                break
            if told:
                headers.setdefault(told[1].strip().lower(), told[2].rstrip("\r"))
            skipped += 1
        return _anki_layout(headers, "\n".join(lines[skipped:]), skipped)
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        found = _with_header(lines[1:], (lines[0].strip()[-1],))
        if found is not None:
            found.skipped = 1
        return found
    return _with_header(lines, _SIGNS) or _without_header(lines)


def _anki_layout(headers: dict[str, str], text: str, skipped: int) -> Layout | None:
    told = headers.get("separator", "tab")
    sign = _SEPARATORS.get(told.strip().lower(), told.strip()[:1] or told[:1] or "\t")
    width = max((len(row) for row in _sample(text.split("\n"), sign, None)), default=0)
    taken = {int(headers[name]) - 1: name for name in _PLACES if headers.get(name, "").strip().isdecimal()}
    if "columns" in headers:
        names = next(reader_of([headers["columns"]], sign, None), [])
        if len(names) == 1 and width > 1:
            names = headers["columns"].split()
    else:
        names = []
    names = [*names, *(f"column {number + 1}" for number in range(len(names), width))]
    for place, name in taken.items():
        if place < len(names):
            names[place] = name
    free = [name for place, name in enumerate(names) if place not in taken]
    found = named(free) if "columns" in headers else Named()
    if not found.asks or not found.answers:
        if len(free) < 2:
            return None
        extra: dict[Column, str] = {"explanation": free[2]} if len(free) > 2 else {}
        found = Named({"question": free[0], "answer": free[1], **extra}, [], sure=True)
    for told_as, column in (("guid column", "guid"), ("tags column", "tags"), ("deck column", "topic")):
        if told_as in names:
            found.columns[column] = told_as  # type: ignore[index]  # the three are columns
    return Layout(
        sign=sign,
        found=found,
        names=names,
        is_html={"true": True, "false": False}.get(headers.get("html", "").strip().lower()),
        tags=tuple(headers.get("tags", "").split()),
        deck=headers.get("deck") or None,
        skipped=skipped,
        is_anki=True,
    )


def _with_header(lines: Sequence[str], signs: Sequence[str]) -> Layout | None:
    first = next((line for line in lines if line.strip()), "")
    best: Layout | None = None
    for sign in signs:
        names = [name.strip() for name in next(reader_of([first], sign, None), [])]
        found = named(names)
        if len(names) < 2 or not found.asks or not (found.answers or found.sure):
            continue
        if best is None or len(found.columns) + len(found.options) > len(best.found.columns) + len(best.found.options):
            unique = [name if names.index(name) == place else f"{name} {place + 1}" for place, name in enumerate(names)]
            best = Layout(sign, has_header=True, found=found, names=unique, escape=_escape(lines))
    if best is not None:
        best.is_own = set(best.names) >= set(FIELDS)
        best.escape = None if best.is_own else best.escape
        best.skipped = next(number for number, line in enumerate(lines) if line.strip())
    return best


def _without_header(lines: Sequence[str]) -> Layout | None:
    escape = _escape(lines)
    for sign in _SIGNS:
        rows = [row for row in _sample(lines, sign, escape) if any(cell.strip() for cell in row)]
        widths = [len(row) for row in rows]
        if not rows or (sign != "\t" and len(rows) < 2):
            continue
        width = max(set(widths), key=widths.count)
        if width < 2 or width > 12 or widths.count(width) < 0.8 * len(widths):
            continue
        fitting = [row for row in rows if len(row) == width]
        if _is_header(fitting[0]):
            layout = _half_named(fitting, sign, escape)
            if layout is not None:
                layout.skipped = next(number for number, line in enumerate(lines) if line.strip())
            return layout
        found = None if _is_sorted(fitting) else _by_look(fitting, width, sign)
        if found is not None:
            names = [f"column {number + 1}" for number in range(width)]
            # In a text, signs of a sentence part cells only where hardly a line has more or less of them.
            is_strict = sign in ";|" and len(rows) >= MANY and len(fitting) >= 0.9 * len(rows)
            return Layout(sign, found=found, names=names, escape=escape, is_strict=is_strict)
    return None


def _is_header(head: Sequence[str]) -> bool:
    """Whether a row names columns, though neither questions nor answers by any usual name."""
    known = [column_of(cell) for cell in head]
    return any(known) and _TOLD.isdisjoint(known) and not any(asks_something(cell) for cell in head)


def _half_named(rows: Sequence[Sequence[str]], sign: str, escape: str | None) -> Layout | None:
    """A table with a header that names only what its questions are sorted by; the other columns tell by their look."""
    head = [cell.strip() for cell in rows[0]]
    free = [place for place, name in enumerate(head) if column_of(name) is None]
    if len(free) < 2 or len(rows) < 2 or len(set(head)) < len(head):
        return None
    looked = _by_look([[row[place] for place in free] for row in rows[1:]], len(free), sign)
    if looked is None:
        return None

    def name_of(column: str) -> str:
        return head[free[int(column.split()[1]) - 1]]

    columns: dict[Column, str] = {column: name_of(name) for column, name in looked.columns.items()}
    for name in head:
        column = column_of(name)
        if column is not None:
            columns.setdefault(column, name)
    found = Named(columns, [name_of(name) for name in looked.options], looked.sure)
    return Layout(sign, has_header=True, found=found, names=head, escape=escape)


def _is_sorted(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the second column only sorts the questions: such a table has no answers."""
    classes = {cell.casefold() for row in rows if (cell := row[1].strip())}
    if len(rows[0]) > 3 or len(rows) < MANY or len(classes) * _CLASSES > len(rows):
        return False
    return max(map(len, classes), default=0) <= _LONGEST_CLASS and not all(map(_VERDICT.fullmatch, classes))


def _by_look(rows: Sequence[Sequence[str]], width: int, sign: str) -> Named | None:
    """What the columns of a table without names are, by what stands in them."""
    names = [f"column {number + 1}" for number in range(width)]
    columns = list(zip(*rows, strict=True))
    asking = [sum(asks_something(cell) for cell in column) / len(rows) for column in columns]
    if asking[0] < 0.5 and width > 2 and asking[1] >= 0.6 and all(_NUMBER.fullmatch(cell) for cell in columns[0]):
        inner = _by_look([row[1:] for row in rows], width - 1, sign)
        return _moved(inner) if inner else None
    quiz = _quiz_columns(columns)
    if asking[0] >= 0.5 and quiz is not None:
        return Named({"question": names[0], "correct": names[quiz]}, names[1:quiz], sure=True)
    words = [
        sum(len(cell.split()) + sum("\u4e00" <= c <= "\u9fff" for c in cell) / 2 for cell in column)
        for column in columns
    ]
    full = all(row[0].strip() and row[1].strip() for row in rows)
    numbers = sum(_NUMBER.fullmatch(cell) is not None for row in rows for cell in row[:2])
    if asking[0] >= 0.5 and numbers < len(rows):
        return Named({"question": names[0], "answer": names[1]}, [], sure=True)
    has_tags = width == 3 and len(set(columns[2])) <= max(2, len(rows) // 5) and max(map(len, columns[2])) <= 40
    is_terms = (
        (width == 2 or has_tags) and len(rows) >= 3 and full and numbers == 0 and len(set(columns[0])) == len(rows)
    )
    if is_terms and words[1] >= (1.2 if sign == "\t" else 2.5) * words[0] and words[1] >= 3 * len(rows):
        tags: dict[Column, str] = {"tags": names[2]} if has_tags else {}
        return Named({"question": names[0], "answer": names[1], **tags}, [], sure=True)
    return None


def _quiz_columns(columns: Sequence[Sequence[str]]) -> int | None:
    """The number of the column that names the right one of the columns before it."""
    for place in range(3, min(len(columns), 8)):
        keys = {cell.strip().upper() for cell in columns[place]}
        letters = set("ABCDEFGH"[: place - 1])
        numbers = {str(number) for number in range(1, place)}
        if keys and (keys <= letters or keys <= numbers):
            return place
    return None


def _moved(found: Named) -> Named:
    def next_to(name: str) -> str:
        return f"column {int(name.split()[1]) + 1}"

    columns = {column: next_to(name) for column, name in found.columns.items()}
    return Named(columns, [next_to(name) for name in found.options], found.sure)


def asks_something(cell: str) -> bool:
    text = cell.strip()
    return asks(text) or lexicon.DEMAND.match(text) is not None or lexicon.ASKING.match(text) is not None


def _sample(lines: Sequence[str], sign: str, escape: str | None) -> list[list[str]]:
    """The first rows; the last line may be cut."""
    whole = lines[:-1] if len(lines) > 2 else lines
    text = [f"{line}\n" for line in whole[:200] if line.strip() and not line.startswith("#")]
    try:
        return list(reader_of(text, sign, escape))[:150]
    except csv.Error:
        return []


def _escape(lines: Sequence[str]) -> str | None:
    """A backslash where it, and not a second quote, hides quotes in cells."""
    text = "\n".join(lines[:200])
    return "\\" if '\\"' in text and not re.search(r'[^,;\t|\n]""[^,;\t|\n]', text) else None
