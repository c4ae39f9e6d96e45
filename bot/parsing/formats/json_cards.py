"""JSON and JSON Lines with questions: lists of objects under any key, quizzes with their key, maps of question to
answer, our own export, and what `parse` prints."""

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from bot.domain.cards import Source
from bot.domain.exporting import JSON_FORMAT
from bot.domain.topics import Topics
from bot.parsing import lexicon
from bot.parsing.blocks import asks, language
from bot.parsing.documents import Document, Piece
from bot.parsing.items import Dropped, Item
from bot.parsing.json_stream import JsonStream
from bot.parsing.json_values import Walk, storable
from bot.parsing.kept_fault import UntilFault
from bot.parsing.lines import LARGEST_LEGACY, decoded_head, text_lines
from bot.parsing.own_cards import Told, is_parsed, own_pieces, parsed_line
from bot.parsing.record_items import Reader, sampled
from bot.parsing.records import Record, object_record
from bot.parsing.text import Unreadable, decode

RECORDS_IN_A_PIECE = 200
FEWEST = 3
"""Questions in a list of nothing else."""
KEPT_BODY = 20_000
"""Characters of a document that are kept where nothing was found in it."""

_BEGINS = re.compile(r"\s*(?:\[\s*)?\{\s*\"[^\"\n]{1,60}\"\s*:")
_LINES = (".jsonl", ".ndjson", ".jsonlines")
_PLAIN_KEYS = frozenset(
    re.findall(
        r"\w+",
        "questions question items data cards results list entries records rows notes quiz quizzes content faqs faq qa "
        "qas problems flashcards easy medium hard default values body 题目 题库 вопросы карточки paragraphs children",
    )
)
_TITLES = ("title", "name", "category", "topic", "section", "subject", "тема", "раздел", "название", "分类", "标题")


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
    for piece in _pieces(sampled(_records(walk), reader), reader):
        given += len(piece.items) + len(piece.dropped)
        yield piece
    if not given:
        keys = ", ".join(walk.root) if isinstance(walk.root, dict) else type(walk.root).__name__
        why = f"JSON without questions: it holds {keys[:160] or 'nothing'}"
        yield Piece(head[:KEPT_BODY], (), (Dropped(head, why, Source(document.name, 1)),))


def _own(walk: Walk) -> Iterator[Told]:
    count = 0
    for closed in walk.objects():
        if closed.path == ("cards",):
            count += 1
            closed.taken = True
            yield Told(closed.value, json.dumps(closed.value, ensure_ascii=False), f"card {count}")


def _records(walk: Walk) -> Iterator[Record]:
    count = 0
    for closed in walk.objects():
        found = _record(closed.value, closed.path, closed.around, count + 1)
        if found is None:
            for question, answer in _asked(closed.value):
                count += 1
                yield _pair(question, answer, count, _context(closed.path, closed.around))
                closed.taken = True
            for record in _bare(closed.value, closed.path, count):
                count += 1
                yield record
            continue
        closed.taken = True
        count += 1
        yield found
    if not count:
        yield from _rows(walk.root)
        if isinstance(walk.root, list):
            yield from _bare({"questions": walk.root}, (), 0)


def _record(
    value: Mapping[str, object], path: tuple[str, ...], around: Mapping[str, object], place: int
) -> Record | None:
    return object_record(value, place, _context(path, around))


def _context(path: tuple[str, ...], around: Mapping[str, object]) -> str | None:
    """The name of the group that a record stands in: a title beside its list, else the last telling key above it."""
    for name, value in around.items():
        if name.casefold() in _TITLES and isinstance(value, str) and 0 < len(value) <= 100:
            return value.strip()
    telling = [key for key in path if key.casefold() not in _PLAIN_KEYS and not key.isdecimal() and len(key) <= 60]
    return telling[-1].replace("_", " ").strip() if telling else None


def _asked(value: Mapping[str, object]) -> list[tuple[str, str]]:
    """The pairs of a map of question to answer; a map of phrases to their translations is none."""
    if len(value) < 2 or not any("?" in key or "？" in key for key in value):
        return []
    pairs = [(key, said) for key, said in value.items() if isinstance(said, str) and said.strip()]
    if len(pairs) < 2 or len(pairs) < 0.8 * len(value):
        return []
    asking = [(key, said) for key, said in pairs if asks(key) and len(key.split()) + len(key) / 12 >= 3]
    if len(asking) < 0.7 * len(pairs):
        return []
    answered = sum(len(said) >= len(key) or len(said) > 40 for key, said in asking)
    same = sum(language(key) == language(said) for key, said in asking)
    echoes = sum(asks(said) for _, said in asking)
    fits = min(answered * 2, same, len(asking) - echoes) >= 0.6 * len(asking)
    return pairs if fits else []


def _bare(value: Mapping[str, object], path: tuple[str, ...], count: int) -> Iterator[Record]:
    """Lists of questions without answers, each under its key."""
    for key, said in value.items():
        if not isinstance(said, list) or not all(isinstance(each, str) for each in said):
            continue
        listed = [each.strip() for each in said]
        asking = sum(
            asks(each) or lexicon.ASKING.search(each[:200]) is not None or lexicon.DEMAND.match(each) is not None
            for each in listed
        )
        if len(listed) >= FEWEST and asking >= 0.5 * len(listed):
            for number, question in enumerate(listed, count + 1):
                raw = json.dumps(question, ensure_ascii=False)
                yield Record({"question": question}, raw=raw, place=number, context=_context((*path, key), {}))


def _rows(root: object) -> Iterator[Record]:
    """Lists of [question, answer], and columns of equal length."""
    if isinstance(root, list):
        rows = [row for row in root if isinstance(row, list) and len(row) >= 2 and all(isinstance(c, str) for c in row)]
        if len(rows) >= 2 and sum(asks(row[0]) for row in rows) >= 0.5 * len(rows):
            for number, row in enumerate(rows, 1):
                yield _pair(row[0], row[1], number, None)
    elif isinstance(root, dict):
        columns = {
            name: list(column.values()) if isinstance(column, dict) else column
            for name, column in root.items()
            if isinstance(column, list | dict)
        }
        lengths = {len(column) for column in columns.values()}
        if len(columns) >= 2 and len(lengths) == 1:
            for number, cells in enumerate(zip(*columns.values(), strict=True), 1):
                fields: dict[str, object] = dict(zip(columns, cells, strict=True))
                record = object_record(fields, number, None)
                if record is not None:
                    yield record


def _pair(question: str, answer: str, place: int, context: str | None) -> Record:
    raw = json.dumps({question: answer}, ensure_ascii=False)
    return Record({"question": question, "answer": answer}, (), sure=True, raw=raw, place=place, context=context)


def _read_lines(document: Document, topics: Topics) -> Iterator[Piece]:
    reader = Reader(document.name, topics)
    bad: list[Dropped] = []
    parsed: list[Item | Dropped] = []
    records = sampled(_line_records(document, bad, parsed), reader)
    yield from _pieces(records, reader, bad, parsed)


def _line_records(document: Document, bad: list[Dropped], parsed: list[Item | Dropped]) -> Iterator[Record]:
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
            record = object_record(value, number, None)
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
