"""JSON and JSON Lines with questions: lists of objects under any key, quizzes with their key, maps of question to
answer, our own export, and what `parse` prints."""

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import BinaryIO

from bot.domain.cards import Source
from bot.domain.exporting import JSON_FORMAT
from bot.domain.topics import Topics
from bot.parsing.cells import words_in
from bot.parsing.documents import Document, Piece
from bot.parsing.items import Dropped, Item
from bot.parsing.json_questions import (
    asked_in,
    bare_questions,
    context_of,
    keyed_by_question,
    listed_rows,
    pair_record,
    table_rows,
)
from bot.parsing.json_stream import JsonStream
from bot.parsing.json_values import Closed, Walk, storable
from bot.parsing.kept_fault import UntilFault
from bot.parsing.lines import LARGEST_LEGACY, decoded_head, text_lines
from bot.parsing.own_cards import Told, is_parsed, own_pieces, parsed_line
from bot.parsing.record_items import Reader, sampled
from bot.parsing.record_shapes import LOOKED_AT, Shapes
from bot.parsing.records import Record, object_record
from bot.parsing.text import Unreadable, decode

RECORDS_IN_A_PIECE = 200
PHRASE_WORDS = 3
KEPT_BODY = 20_000
"""Characters of a document that are kept where nothing was found in it."""

_BEGINS = re.compile(r"\s*(?:\[\s*)?\{\s*\"[^\"\n]{1,60}\"\s*:")
_LINES = (".jsonl", ".ndjson", ".jsonlines")


def matches(name: str, head: bytes, /) -> bool:
    """JSON by its first characters; Telegram's exports are asked for before."""
    text = decoded_head(head)
    if text is None:
        return False
    if name.lower().endswith((".json", *_LINES)):
        return text.lstrip()[:1] in ("{", "[")
    return _BEGINS.match(text) is not None


def read(document: Document, topics: Topics, /) -> Iterator[Piece]:
    """The records, some hundreds in a piece. A JSON of another kind gives nothing, and says what it holds."""
    head = decoded_head(document.head(), cut=document.size > len(document.head()), strict=True) or ""
    if _is_lines(document.name, head):
        yield from _read_lines(document, topics)
        return
    with _utf8(document) as stream:
        yield from _read_whole(document, JsonStream(stream), head, topics)


def _is_lines(name: str, head: str) -> bool:
    """Whether every line is an object of its own."""
    lines = [line for line in head.split("\n", 40)[:40] if line.strip()]
    if not lines or not lines[0].lstrip().startswith("{") or not lines[0].rstrip().endswith("}"):
        return False
    if name.lower().endswith(_LINES):
        return True
    return len(lines) > 1 and lines[1].lstrip().startswith("{")


def _utf8(document: Document) -> BinaryIO:
    """The document as UTF-8; other encodings are read whole."""
    head = document.head()
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4 or document.size <= len(head):
            if document.size > LARGEST_LEGACY:
                raise Unreadable(
                    "not UTF-8, and too large to be read otherwise: save it as UTF-8", "encoding"
                ) from None
            with document.open() as stream:
                return io.BytesIO(decode(stream.read(LARGEST_LEGACY)).encode("utf-8", "replace"))
    if b"\x00" in head[:4]:
        with document.open() as stream:
            return io.BytesIO(decode(stream.read(LARGEST_LEGACY)).encode("utf-8", "replace"))
    return document.open()


def _read_whole(document: Document, stream: JsonStream, head: str, topics: Topics) -> Iterator[Piece]:
    walk = Walk(stream)
    if re.match(rf'\s*\{{\s*"format"\s*:\s*"{re.escape(JSON_FORMAT)}"', head):
        yield from own_pieces(_own(walk), document.name, topics)
        return
    reader = Reader(document.name, topics, line=False)
    given = 0
    for piece in _pieces(sampled(_without_lone_phrase(_records(walk, _shapes(document))), reader), reader):
        given += len(piece.items) + len(piece.dropped)
        yield piece
    if not given:
        keys = ", ".join(walk.root) if isinstance(walk.root, dict) else type(walk.root).__name__
        why = f"JSON without questions: it holds {keys[:160] or 'nothing'}"
        yield Piece(head[:KEPT_BODY], (), (Dropped(head, why, Source(document.name, 1)),))


def _shapes(document: Document) -> Shapes:
    """What the first objects are; where the document breaks off among them, whoever reads it says so."""

    def first() -> Iterator[Mapping[str, object]]:
        with suppress(Unreadable), _utf8(document) as stream:
            yield from (closed.value for closed in Walk(JsonStream(stream)).objects())

    return Shapes(first())


def _own(walk: Walk) -> Iterator[Told]:
    count = 0
    for closed in walk.objects():
        if closed.path == ("cards",):
            count += 1
            closed.taken = True
            yield Told(closed.value, json.dumps(closed.value, ensure_ascii=False), f"card {count}")


def _records(walk: Walk, shapes: Shapes) -> Iterator[Record]:
    count = 0
    for closed in walk.objects():
        found = object_record(closed.value, count + 1, context_of(closed.path, closed.around), shapes)
        found = found or keyed_by_question(closed, count + 1)
        if found is None:
            for question, answer in asked_in(closed.value):
                count += 1
                yield pair_record(question, answer, count, context_of(closed.path, closed.around))
                closed.taken = True
            for record in _listed_in(closed, count):
                count += 1
                yield record
            continue
        closed.taken = True
        count += 1
        yield found
    if not count:
        yield from table_rows(walk.root)
        if isinstance(walk.root, list):
            yield from bare_questions({"questions": walk.root}, (), 0)


def _listed_in(closed: Closed, count: int) -> Iterator[Record]:
    """What an object lists: questions, or rows of question and answer."""
    yield from bare_questions(closed.value, closed.path, count)
    for said in closed.value.values():
        if isinstance(said, list) and said and isinstance(said[0], list):
            yield from listed_rows(said, context_of(closed.path, closed.value))


def _without_lone_phrase(records: Iterable[Record]) -> Iterator[Record]:
    """The same records; none where the only one is two short phrases below a key, as among the texts of a program."""
    rest = UntilFault(records)
    each = iter(rest)
    first = list(islice(each, 2))
    sides = [str(record.values.get(side) or "") for record in first for side in ("question", "answer")]
    is_phrase = len(first) == 1 and first[0].context is not None and "options" not in first[0].values
    if not is_phrase or max(map(words_in, sides)) > PHRASE_WORDS:
        yield from first
    yield from each
    rest.tell()


def _read_lines(document: Document, topics: Topics) -> Iterator[Piece]:
    reader = Reader(document.name, topics)
    bad: list[Dropped] = []
    parsed: list[Item | Dropped] = []
    lines = islice(text_lines(document), LOOKED_AT)
    shapes = Shapes(value for line in lines if isinstance(value := _line(line.strip()), dict))
    records = sampled(_line_records(document, shapes, bad, parsed), reader)
    yield from _pieces(records, reader, bad, parsed)


def _line_records(
    document: Document, shapes: Shapes, bad: list[Dropped], parsed: list[Item | Dropped]
) -> Iterator[Record]:
    """The records of JSON Lines; what `parse` printed goes into `parsed`, a line that is broken into `bad`."""
    for number, line in enumerate(text_lines(document), 1):
        text = line.strip()
        if not text:
            continue
        source = Source(document.name, number)
        value = _line(text)
        if isinstance(value, str):
            bad.append(Dropped(text, value, source))
        elif is_parsed(value):
            found = parsed_line(value)
            if found is not None:
                parsed.append(found)
        else:
            record = object_record(value, number, None, shapes)
            if record is None:
                bad.append(Dropped(text, f"no question in it: it holds {', '.join(value)[:120]}", source))
            else:
                yield record


def _line(text: str) -> dict[str, object] | str:
    """The object on a line, or what is wrong with it."""
    try:
        value = storable(json.loads(text)) if "\\u" in text else json.loads(text)
    except RecursionError:
        return "nested too deep"
    except ValueError as error:
        return f"no valid JSON: {error}"
    return value if isinstance(value, dict) else "no object"


def _pieces(
    records: Iterable[Record],
    reader: Reader,
    bad: list[Dropped] | None = None,
    parsed: list[Item | Dropped] | None = None,
) -> Iterator[Piece]:
    """Items of records, many in a piece; `bad` and `parsed` are emptied into the pieces on the way."""
    body: list[str] = []
    items: list[Item] = []
    dropped: list[Dropped] = []
    bad = bad if bad is not None else []
    parsed = parsed if parsed is not None else []
    rest = UntilFault(records)
    for record in rest:
        found = reader.item(record)
        if isinstance(found, Dropped):
            dropped.append(replace(found, reason=f"{found.reason} (record {record.place})"))
            continue
        if record.values.get("guid"):
            yield Piece(record.raw, (found,), key=f"anki:{record.values['guid']}")
            continue
        body.append(record.raw)
        items.append(found)
        if len(items) + len(parsed) >= RECORDS_IN_A_PIECE:
            yield _piece(body, items, dropped, bad, parsed)
    if items or dropped or bad or parsed:
        yield _piece(body, items, dropped, bad, parsed)
    rest.tell()


def _piece(
    body: list[str], items: list[Item], dropped: list[Dropped], bad: list[Dropped], parsed: list[Item | Dropped]
) -> Piece:
    again = [each for each in parsed if isinstance(each, Item)]
    gone = [each for each in parsed if isinstance(each, Dropped)]
    lines = [*body, *(json.dumps(item.as_line(), ensure_ascii=False) for item in again)]
    piece = Piece("\n".join(lines) or "{}", (*items, *again), (*dropped, *bad, *gone))
    for each in (body, items, dropped, bad, parsed):
        each.clear()
    return piece
