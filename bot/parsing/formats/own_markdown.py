"""The Markdown that `export` writes: a page to read, whose comments part the fields."""

import json
from collections.abc import Iterator

from bot.domain.exporting import JSON_FORMAT, LISTS, MARK, TEXTS, shown
from bot.domain.topics import Topics
from bot.parsing.documents import Document, Piece
from bot.parsing.lines import text_lines
from bot.parsing.own_cards import Told, own_pieces
from bot.parsing.text import Unreadable

_FIRST = f"<!-- {JSON_FORMAT} "
_END = " -->"


def matches(_name: str, head: bytes, /) -> bool:
    """Our mark is the first thing in it."""
    return head.removeprefix(b"\xef\xbb\xbf").startswith(_FIRST.encode())


def read(document: Document, topics: Topics, /) -> Iterator[Piece]:
    """The cards, exactly as they were written out or changed by a person since. Raises Unreadable for a file that ends
    inside a field."""
    yield from own_pieces(_cards(document), document.name, topics)


def _cards(document: Document) -> Iterator[Told]:
    fields: dict[str, object] = {}
    raw: list[str] = []
    name: str | None = None
    text: list[str] = []
    began = count = 0
    for number, line in enumerate(_unix_lines(document), 1):
        if name is not None and line != f"{MARK}end{_END}":
            text.append(line)
            raw.append(line)
            continue
        if line.startswith(MARK) and line.endswith(_END):
            mark = line[len(MARK) : -len(_END)]
            if mark.startswith("card "):
                if count:
                    yield Told(fields, "\n".join(raw), f"card {count}", began)
                count, began, raw = count + 1, number, []
                fields = _data(mark.removeprefix("card "), number)
            elif mark == "end" and name is not None:
                fields[name] = _value(name, "\n".join(text))
                name, text = None, []
            elif mark in TEXTS or mark in LISTS:
                name = mark
        raw.append(line)
    if name is not None:
        raise Unreadable(
            f"the file ends inside the field {name!r} of card {count}: it was cut; take the whole file", "cut"
        )
    if count:
        yield Told(fields, "\n".join(raw), f"card {count}", began)


def _unix_lines(document: Document) -> Iterator[str]:
    """The lines without their ends. A carriage return belongs to the text, unless the whole file was written so."""
    is_windows = False
    held = ""
    for number, piece in enumerate(text_lines(document)):
        if number == 0:
            is_windows = piece.endswith("\r\n")
        if not piece.endswith("\n"):
            held += piece
            continue
        yield held + piece.removesuffix("\n").removesuffix("\r" if is_windows else "")
        held = ""
    if held:
        yield held


def _data(text: str, line: int) -> dict[str, object]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable(f"line {line}: the data of the card is no valid JSON") from None
    if not isinstance(data, dict):
        raise Unreadable(f"line {line}: the data of the card is no object")
    return data


def _value(name: str, text: str) -> object:
    if name in TEXTS:
        return shown(text)
    return "\n".join(shown(line).removeprefix("- ") for line in text.split("\n") if line.strip())
