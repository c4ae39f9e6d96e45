"""The cells of a table."""

from typing import Any

from bot.playground.fields import Json, present
from bot.playground.refusal import bad_request
from bot.playground.rich.reading import cannot, content_required, fields, flag, integer, string
from bot.playground.rich.tally import MOST_COLUMNS, Tally
from bot.playground.rich.texts import TextReader, is_empty

HORIZONTAL = ("left", "center", "right")
VERTICAL = ("top", "middle", "bottom")


def read_table(rows: list[Any], tally: Tally, texts: TextReader, depth: int) -> list[list[Json]]:
    """The rows of cells; `depth` is the level of a row. Raises Refusal.

    `align` and `valign` are required, as documented, though Telegram itself does without. Cells hold inline text only.
    """
    table: list[list[Json]] = []
    hanging: list[tuple[int, int]] = []
    """Columns that cells of earlier rows still fill, each with the number of rows left."""
    for row in rows:
        if not isinstance(row, list):
            raise cannot('Field "cells" must be an Array of Array')
        if not row and not hanging:
            raise content_required()
        tally.add_block(depth)
        cells = [_cell(cell, texts, depth) for cell in row]
        tally.check_columns(sum(cell.get("colspan", 1) for cell in cells) + sum(width for width, _ in hanging))
        hanging += [(cell.get("colspan", 1), cell.get("rowspan", 1)) for cell in cells]
        hanging = [(width, left - 1) for width, left in hanging if left > 1]
        table.append(cells)
    if hanging:
        raise bad_request("invalid table cell rowspan specified")
    if all(is_empty(cell.get("text", "")) for row in table for cell in row):
        raise content_required()
    return table


def _cell(value: Any, texts: TextReader, depth: int) -> Json:
    """One cell; without text it is invisible."""
    fields(value, ("align", "valign"), ("text", "is_header", "colspan", "rowspan"))
    if string(value, "align") not in HORIZONTAL:
        raise bad_request("invalid horizontal alignment specified")
    if string(value, "valign") not in VERTICAL:
        raise bad_request("invalid vertical alignment specified")
    spans = {}
    for name in ("colspan", "rowspan"):
        span = integer(value, name) if name in value else 1
        if span < 1 or (name == "colspan" and span > MOST_COLUMNS):
            raise bad_request(f"invalid table cell {name} specified")
        spans[name] = span if span > 1 else None
    text = texts.read(value["text"], depth) if "text" in value else ""
    return present(
        text=None if is_empty(text) else text,
        is_header=flag(value, "is_header") or None,
        **spans,
        align=value["align"],
        valign=value["valign"],
    )
