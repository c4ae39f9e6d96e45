"""Notes as Anki writes them into a text file, below lines that say how."""

import re
from collections.abc import Mapping, Sequence

from bot.parsing.column_looks import FEWEST_ROWS, Look
from bot.parsing.column_roles import inferred, understood
from bot.parsing.columns import Column, Named
from bot.parsing.table_rows import Layout, reader_of, sample_rows

_ANKI = re.compile(r"#([a-z ]+):\s?(.*)", re.IGNORECASE)
ANKI_FIRST = re.compile(
    r"#(?:separator|html|tags|columns|notetype|deck|notetype column|deck column|tags column|guid column):",
    re.IGNORECASE,
)
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
_PLACES = ("guid column", "notetype column", "deck column", "tags column")


def anki_layout(lines: Sequence[str]) -> Layout | None:
    """How the notes below the lines of the head are written; None where a note has not two fields."""
    headers: dict[str, str] = {}
    skipped = 0
    for line in lines:
        if not line.startswith("#"):
            break
        told = _ANKI.match(line)
        if told:
            headers.setdefault(told[1].strip().lower(), told[2].rstrip("\r"))
        skipped += 1
    return _layout(headers, lines[skipped:], skipped)


def _layout(headers: Mapping[str, str], lines: Sequence[str], skipped: int) -> Layout | None:
    told = headers.get("separator", "tab")
    sign = _SEPARATORS.get(told.strip().lower(), told.strip()[:1] or told[:1] or "\t")
    rows = sample_rows(lines, sign, None)
    width = max(map(len, rows), default=0)
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
    found = _anki_columns(free, [dict(zip(names, row, strict=False)) for row in rows], told="columns" in headers)
    if found is None:
        return None
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


def _anki_columns(names: Sequence[str], rows: Sequence[Mapping[str, str]], *, told: bool) -> Named | None:
    """The fields of notes: by their names, by what stands in them, else the first two that hold texts."""
    found = understood(rows, names) if told else None
    if found is not None and found.asks and found.answers:
        return found
    looks = [Look(name, [row.get(name, "") for row in rows], None) for name in names]
    found = inferred(looks, len(rows))
    if found is not None:
        return found
    texts = [look.name for look in looks if look.is_prose or len(look.texts) < FEWEST_ROWS]
    first = texts if len(texts) > 1 else list(names)
    if len(first) < 2:
        return None
    extra: dict[Column, str] = {"explanation": first[2]} if len(first) > 2 else {}
    return Named({"question": first[0], "answer": first[1], **extra}, [], sure=True)
