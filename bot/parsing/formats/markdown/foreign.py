"""What other writers of Markdown set in their own ways: headings and tables in HTML, boxes that are quotations."""

import re
from collections.abc import Iterable, Iterator

from bot.parsing.formats.markdown.blocks import Block

_HEADING = re.compile(r"<h([1-6])\b[^<>]{0,300}>((?s:.{1,600}?))</h\1\s{0,9}>", re.IGNORECASE)
_HELD = re.compile(r"<(?:summary|details|td|th|li|pre)\b", re.IGNORECASE)
"""HTML whose headings belong to something else."""

_TABLE = re.compile(r"\s*<table\b[^<>]{0,300}>(?s:.*)</table\s{0,9}>\s*", re.IGNORECASE)
_ROW = re.compile(r"<tr\b[^<>]{0,300}>", re.IGNORECASE)
_CELL = re.compile(r"<t[dh]\b[^<>]{0,300}>", re.IGNORECASE)
_CELL_END = re.compile(r"</?(?:t[dhr]|thead|tbody|tfoot|table)\b[^<>]{0,300}>", re.IGNORECASE)
_NOT_A_CELL = re.compile(r"<(?:pre|ul|ol|img|details)\b|\b(?:row|col)span\b", re.IGNORECASE)
"""What a cell of a table in Markdown cannot hold."""

_BOX = re.compile(r"\s*\[!([a-z]{1,20})\][+-]?[ \t]*([^\n]*)\n?", re.IGNORECASE)
_QUESTION_BOXES = frozenset(("question", "help", "faq", "q"))
_ANSWER_BOXES = frozenset(("answer", "success", "check", "done", "solution", "a"))


def brought_home(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with such headings and boxes set as Markdown has them, the boxes of questions and answers labelled."""
    for block in blocks:
        if block.kind == "html" and "<t" in block.text.lower() and (rows := _rows(block.text)):
            yield Block("table", block.line, rows=rows)
        elif block.kind == "html" and "<h" in block.text.lower() and _HELD.search(block.text) is None:
            yield from _headed(block)
        elif block.kind == "quote" and block.children and block.children[0].kind == "paragraph":
            yield from _opened(block)
        else:
            yield block


def _headed(block: Block) -> Iterator[Block]:
    at = 0
    for found in _HEADING.finditer(block.text):
        line = block.line + block.text.count("\n", 0, found.start())
        if block.text[at : found.start()].strip():
            yield Block("html", block.line + block.text.count("\n", 0, at), block.text[at : found.start()])
        yield Block("heading", line, " ".join(found[2].split()), level=int(found[1]))
        at = found.end()
    if block.text[at:].strip():
        yield Block("html", block.line + block.text.count("\n", 0, at), block.text[at:])


def _rows(text: str) -> list[list[str]]:
    """The rows of a table of plain cells, all of the same width; none where it is no such table."""
    if _TABLE.fullmatch(text) is None or _NOT_A_CELL.search(text) or text.lower().count("<table") > 1:
        return []
    rows = [
        [" ".join(_CELL_END.sub(" ", cell).split()) for cell in _CELL.split(row)[1:]] for row in _ROW.split(text)[1:]
    ]
    return rows if len(rows) > 1 and len({len(row) for row in rows}) == 1 and len(rows[0]) > 1 else []


def _opened(block: Block) -> Iterator[Block]:
    first = block.children[0]
    box = _BOX.match(first.text)
    kind = box[1].lower() if box else ""
    label = "Q" if kind in _QUESTION_BOXES else "Answer" if kind in _ANSWER_BOXES else None
    if box is None or label is None:
        yield block
        return
    rest = first.text[box.end() :]
    if label == "Q" and not box[2].strip():
        head, _, rest = rest.partition("\n")
    else:
        head = box[2] if label == "Q" else ""
    yield Block("paragraph", block.line, f"**{label}:** {head}".rstrip())
    if rest.strip():
        yield Block("paragraph", block.line + 1, rest)
    yield from block.children[1:]
