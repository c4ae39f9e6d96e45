"""Tables: CSV, TSV, cells apart by `;` or `|`, notes as Anki writes them into a text file, Quizlet's terms.

A header is known by the names of its columns; without one, by what stands in the columns. A row that does not fit is
told and stops nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.domain.cards import Source
from bot.domain.topics import Topics
from bot.parsing.anki_text import ANKI_FIRST
from bot.parsing.cells import asks_something, words_in
from bot.parsing.documents import Document, Piece
from bot.parsing.items import Dropped, Item
from bot.parsing.kept_fault import UntilFault
from bot.parsing.lines import decoded_head, text_lines
from bot.parsing.own_cards import Told, own_pieces
from bot.parsing.record_items import Reader, sampled
from bot.parsing.records import Record, record_of
from bot.parsing.table_layout import layout_of, only_questions
from bot.parsing.table_rows import LONGEST_CELL, Layout, marked_options, reader_of

ROWS_IN_A_PIECE = 200
LONGEST_ROW = 400
"""Lines: a quote that stays open for longer was never meant to be one."""
LOOKED_AT, FEWEST_PARTED = 60, 0.3
"""Lines of a text, and the share of them that hold the sign between cells; a cell may go over several lines."""
HEADING_WORDS = 4
LONGEST_TAG = 40
"""Characters."""
LISTED = 2_000
"""Rows that are told one by one; the rest is only counted."""

_SUFFIXES = (".csv", ".tsv", ".tab", ".psv")
_TEXTS = (".txt", ".text")


def matches(name: str, head: bytes, /) -> bool:
    """A table by its name, or a text that begins like one."""
    suffix = f".{name.lower().rpartition('.')[2]}"
    if suffix in _SUFFIXES:
        return True
    if suffix not in _TEXTS and "." in name:
        return False
    text = decoded_head(head)
    if text is None:
        return False
    if ANKI_FIRST.match(text):
        return True
    layout = layout_of(text)
    if layout is None:
        return False
    return layout.sign == "\t" or layout.is_strict or (layout.has_header and _has_rows(text, layout.sign))


def _has_rows(text: str, sign: str) -> bool:
    """Whether other lines than a header hold the sign too: the name of a channel may look like a header."""
    lines = [line for line in text.split("\n", LOOKED_AT)[:LOOKED_AT] if line.strip()]
    return sum(sign in line for line in lines) >= FEWEST_PARTED * len(lines)


def read(document: Document, topics: Topics, /) -> Iterator[Piece]:
    """The rows, some hundreds in a piece; one with a guid is a piece of its own."""
    text = decoded_head(document.head(), cut=document.size > len(document.head()), strict=True) or ""
    layout = layout_of(text) or only_questions(text)
    if layout is None:
        columns = ", ".join(text.split("\n", 1)[0].split()[:12])[:160]
        why = f"a table without a column of questions: {columns}"
        yield Piece(text[:10_000], (), (Dropped(text, why, Source(document.name, 1)),))
        return
    table = _Table(document, layout)
    if layout.is_own:
        yield from own_pieces(table.own_cards(), document.name, topics)
        return
    yield from _pieces(table, Reader(document.name, topics, is_html=layout.is_html))


def _pieces(table: "_Table", reader: Reader) -> Iterator[Piece]:
    body: list[str] = []
    items: list[Item] = []
    listed = 0
    rest = UntilFault(sampled(table.records(), reader))
    for record in rest:
        found = reader.item(record)
        if isinstance(found, Dropped):
            table.drop(found)
            continue
        guid = record.values.get("guid")
        if guid:
            yield Piece(record.raw, (found,), key=f"anki:{guid}")
            continue
        body.append(record.raw)
        items.append(found)
        if len(items) >= ROWS_IN_A_PIECE:
            dropped = table.taken_drops()
            listed += len(dropped)
            yield Piece("\n".join(body), tuple(items), dropped)
            body, items = [], []
    dropped = table.taken_drops(last=True)
    if items or dropped:
        yield Piece("\n".join(body) or dropped[0].text, tuple(items), dropped)
    rest.tell()


class _Table:
    """Reads rows as records, and keeps what did not fit."""

    def __init__(self, document: Document, layout: Layout) -> None:
        self._document = document
        self._layout = layout
        self._asked = next(
            (at for at, name in enumerate(layout.names) if name == layout.found.columns.get("question")), 0
        )
        self._dropped: list[Dropped] = []
        self._told = 0
        self._untold = 0

    def drop(self, dropped: Dropped) -> None:
        """Note a row that gives nothing; blank ones are not worth it."""
        if not dropped.text.strip(' \t,;|\r\n"'):
            return
        if self._told >= LISTED:
            self._untold += 1
        else:
            self._told += 1
            self._dropped.append(dropped)

    def taken_drops(self, *, last: bool = False) -> tuple[Dropped, ...]:
        """What was dropped since the last time."""
        dropped, self._dropped = self._dropped, []
        if last and self._untold:
            dropped.append(Dropped(f"… {self._untold} more rows", "too many to list", Source(self._document.name)))
        return tuple(dropped)

    def records(self) -> Iterator[Record]:
        """The rows that hold as many cells as the table has columns."""
        rows = UntilFault(self._rows())
        before: Record | None = None
        for number, (line, raw, cells) in enumerate(rows):
            if number == 0 and self._layout.has_header:
                continue
            if len(cells) == 1 and before is not None and self._goes_on(cells[0]):
                before = self._continued(before, cells[0])
                continue
            fitting = self._fitting(line, raw, cells)
            if fitting is not None and before is not None and (more := self._more_of_answer(before, fitting)):
                before = self._continued(before, more)
                continue
            if fitting is None or self._is_heading(line, raw, fitting):
                continue
            if before is not None:
                yield before
            before = self._record(line, raw, fitting)
        if before is not None:
            yield before
        rows.tell()

    def _fitting(self, line: int, raw: str, cells: list[str]) -> list[str] | None:
        """The cells, as many as there are columns; None for a row that is blank or dropped."""
        columns = len(self._layout.names)
        if not any(cell.strip() for cell in cells):
            return None
        fitting: list[str] | None = cells
        if len(cells) < columns and not _enough(cells, self._layout):
            fitting = None
        elif len(cells) > columns and not self._layout.has_tail and any(cell.strip() for cell in cells[columns:]):
            fitting = _joined(cells, columns, self._layout)
        if fitting is None:
            self._row_dropped(raw, line, f"{len(cells)} cells where the table has {columns}")
        return fitting

    def _is_heading(self, line: int, raw: str, cells: list[str]) -> bool:
        """Whether a row only names what the questions below it are about."""
        if not self._layout.has_answers:
            return False
        said = [cell for cell in cells if cell.strip()]
        is_heading = len(said) == 1 and words_in(said[0]) <= HEADING_WORDS and not asks_something(said[0])
        if is_heading:
            self._row_dropped(raw, line, "a heading in the table")
        return is_heading

    def _record(self, line: int, raw: str, cells: list[str]) -> Record:
        layout = self._layout
        fields: dict[str, object] = dict(zip(layout.names, (cell.strip() for cell in cells), strict=False))
        record = record_of(fields, layout.found, raw=raw, place=line, context=layout.deck)
        if layout.tags:
            own = str(record.values.get("tags") or "")
            record = replace(record, values={**record.values, "tags": [*own.split(), *layout.tags]})
        elif layout.has_tail:
            tags = [cell.strip() for cell in cells[len(layout.names) :] if len(cell.strip()) <= LONGEST_TAG]
            record = replace(record, values={**record.values, "tags": tags})
        return record

    def _goes_on(self, cell: str) -> bool:
        """Whether a line without a tab is the rest of the answer above it, whose line end was not hidden by quotes."""
        layout = self._layout
        is_last = layout.names[-1] == layout.found.columns.get("answer")
        may_go_on = layout.sign == "\t" and not layout.has_header and not layout.has_bare_rows
        return may_go_on and is_last and not asks_something(cell)

    def _more_of_answer(self, before: Record, cells: list[str]) -> str:
        """The rest of the answer in the row above, where nothing else stands in a row; else empty."""
        if cells[self._asked].strip():
            return ""
        found = self._layout.found
        said = [name for name, cell in zip(self._layout.names, cells, strict=False) if cell.strip()]
        goes_on = bool(before.values.get("answer")) and not found.options and "options" not in found.columns
        if not goes_on or said != [found.columns.get("answer")]:
            return ""
        return cells[list(self._layout.names).index(said[0])]

    def _continued(self, record: Record, cell: str) -> Record:
        answer = f"{record.values.get('answer') or ''}\n{cell.strip()}"
        return replace(record, values={**record.values, "answer": answer}, raw=f"{record.raw}\n{cell}")

    def own_cards(self) -> Iterator[Told]:
        """The rows of our own export: each cell is exactly what a field says."""
        rows = self._rows()
        names = next(rows)[2]
        for line, raw, cells in rows:
            if any(cells):
                yield Told(dict(zip(names, cells, strict=False)), raw, f"line {line}", line)

    def _row_dropped(self, raw: str, line: int, why: str) -> None:
        self.drop(Dropped(raw, why, Source(self._document.name, line)))

    def _rows(self) -> Iterator[tuple[int, str, list[str]]]:
        """The number of each row's first line, the row as it stands, and its cells."""
        lines = text_lines(self._document)
        number = self._layout.skipped
        for _ in range(number):
            next(lines, None)
        waiting: list[str] = []
        while True:
            line = waiting.pop(0) if waiting else next(lines, None)
            if line is None:
                return
            number += 1
            if (self._layout.is_anki and line.startswith("#")) or "\x00" in line:
                if "\x00" in line:
                    self._row_dropped(line.replace("\x00", "␀"), number, "it holds NUL characters")
                continue
            taken = [line]
            if self._opens(line) and not self._take_rest(taken, waiting, lines):
                waiting = [*taken[1:], *waiting]
                self._row_dropped(line.rstrip(), number, "a quote in it is never closed")
                continue
            raw = "".join(taken)
            cells = self._cells(raw)
            yield number, raw.rstrip("\r\n"), (marked_options(cells) or cells) if self._layout.has_marks else cells
            number += len(taken) - 1

    def _opens(self, line: str) -> bool:
        """Whether a quoted cell is still open at the end of a line that begins a row."""
        if self._layout.is_plain or not self._has_odd_quote(line):
            return False
        # A quote inside a cell that does not begin with one is only a sign, such as inches.
        return re.search(rf'(?:^|{re.escape(self._layout.sign)}) *"', line) is not None

    def _has_odd_quote(self, line: str) -> bool:
        if self._layout.escape:
            line = line.replace("\\\\", "").replace('\\"', "")
        return line.count('"') % 2 == 1

    def _take_rest(self, taken: list[str], waiting: list[str], lines: Iterator[str]) -> bool:
        """Add lines until the cell is closed; False where that does not happen within reason."""
        size = len(taken[0])
        while (len(taken) <= LONGEST_ROW or self._layout.is_own) and size <= LONGEST_CELL:
            line = waiting.pop(0) if waiting else next(lines, None)
            if line is None:
                return False
            taken.append(line)
            size += len(line)
            if self._has_odd_quote(line):
                return True
        return False

    def _cells(self, raw: str) -> list[str]:
        layout = self._layout
        if layout.is_plain:
            return raw.rstrip("\r\n").split(layout.sign, 1)
        if '"' not in raw:
            return raw.rstrip("\r\n").split(layout.sign)
        return next(reader_of([raw], layout.sign, layout.escape), [])


def _enough(cells: Sequence[str], layout: Layout) -> bool:
    """Whether a short row still has its question and an answer, as where the last cells are left out."""
    names = layout.names[: len(cells)]
    columns = layout.found.columns
    has_answer = any(columns.get(column) in names for column in ("answer", "correct"))
    return columns.get("question") in names and (has_answer or layout.has_bare_rows)


def _joined(cells: Sequence[str], columns: int, layout: Layout) -> list[str] | None:
    """The cells of a row in which the last column, an answer, holds the sign itself without quotes."""
    last = layout.names[-1]
    if columns == 1:
        return [layout.sign.join(cells)]
    if layout.found.columns.get("answer") != last or layout.sign == "\t":
        return None
    return [*cells[: columns - 1], layout.sign.join(cells[columns - 1 :])]
