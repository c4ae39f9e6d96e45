"""Cards that Sobes wrote, or that were written for it: every field by its own name, nothing guessed or cleaned."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeVar, get_args

from bot.domain.cards import (
    LANGUAGES,
    LEVELS,
    Choice,
    KeyPoint,
    Language,
    Level,
    Misconception,
    Source,
    misconception_told,
)
from bot.domain.exporting import FIELDS, key_point_of, misconception_of, split_tags
from bot.domain.topics import Topics
from bot.parsing.blocks import language
from bot.parsing.documents import Piece
from bot.parsing.items import Authored, Chapter, Dropped, Item, Kind, Options
from bot.parsing.kept_fault import UntilFault

PARSED_KEYS = frozenset(("kind", "reasons", "confidence", "question", "source"))
"""By these a line is known that `parse` printed."""

CARDS_IN_A_PIECE = 200
DIGITS = 15
"""Of a count; a database takes three more."""

_DROPPED_KEYS = frozenset(("kind", "text", "reason", "source"))
_KINDS: tuple[Kind, ...] = get_args(Kind)
_Word = TypeVar("_Word", Language, Level)


class Fault(Exception):
    """A field that does not say what it should; the text names it."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


@dataclass(frozen=True, slots=True)
class Told:
    """A card as its file has it: fields by name, the text that it stood in, and where, in words and by line; `lines`
    are those of its fields, as far as they are known."""

    fields: Mapping[str, object]
    raw: str
    place: str
    line: int | None = None
    lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, name: str) -> int | None:
        """Where a field stands, else the card."""
        return self.lines.get(name, self.line)

    def unknown(self) -> list[tuple[str, str]]:
        """The fields that no card has, each with what to say of it."""
        return [(name, f"{self.place}: {unknown_field(name)}") for name in sorted(self.fields.keys() - set(FIELDS))]


def own_pieces(told: Iterable[Told], file: str, topics: Topics) -> Iterator[Piece]:
    """Cards as items, many in a piece. A card with a fault is dropped, and its fault says where it stands."""
    bodies: list[str] = []
    items: list[Item] = []
    dropped: list[Dropped] = []
    rest = UntilFault(told)
    for each in rest:
        dropped += [Dropped(each.raw, said, Source(file, each.line_of(name))) for name, said in each.unknown()]
        bodies.append(each.raw)
        try:
            items.append(own_item(each.fields, topics, Source(file, each.line)))
        except Fault as wrong:
            dropped.append(Dropped(each.raw, f"{each.place}: {wrong}", Source(file, each.line_of(wrong.field))))
        if len(bodies) >= CARDS_IN_A_PIECE:
            yield Piece("\n".join(bodies), tuple(items), tuple(dropped))
            bodies, items, dropped = [], [], []
    if bodies:
        yield Piece("\n".join(bodies), tuple(items), tuple(dropped))
    rest.tell()


def own_item(fields: Mapping[str, object], topics: Topics, source: Source) -> Item:
    """The item of a card written by FIELDS; raises Fault. `source` is used where the card names none."""
    question = _text(fields, "question")
    if not question or not question.strip():
        raise Fault("the question is missing", "question")
    answer = _text(fields, "answer")
    topic = _text(fields, "topic")
    if topic is not None and topics.get(topic) is None:
        raise Fault(f"topic {topic!r} is none of content/topics.toml", "topic")
    lang = _one_of(fields, "lang", LANGUAGES) or language(question)
    verified = _flag(fields, "verified")
    authored = Authored(
        key=_text(fields, "key"),
        concept=_text(fields, "concept"),
        key_points=_key_points(fields),
        misconceptions=_misconceptions(fields),
        follow_up=_text(fields, "follow_up"),
        hint=_text(fields, "hint"),
        choice=_choice(fields),
        references=_lines(fields, "references"),
        asked=_count(fields, "asked"),
        verified=verified,
        variant_group=_text(fields, "variant_group"),
    )
    return Item(
        kind="qa" if answer and answer.strip() else "draft",
        question=question,
        answer=answer or None,
        short_answer=_text(fields, "short_answer"),
        lang=lang,
        source=_source(fields) if "source" in fields or authored.key is not None else source,
        topic=topic,
        tags=_tags(fields),
        difficulty=_one_of(fields, "level", LEVELS),
        likes=_count(fields, "likes"),
        heat=_count(fields, "heat"),
        verified=verified,
        code_blocks=f"\n{question}\n{answer or ''}".count("\n```") // 2,
        confidence=1.0,
        reasons=("a card written as such",),
        authored=authored,
    )


def parsed_line(line: Mapping[str, object]) -> Item | Dropped | None:
    """The item that `parse` printed; None for what it dropped, Dropped for a line that says what it cannot."""
    if line.get("kind") == "dropped":
        return None
    told = _source(line)
    try:
        return _parsed_item(line, told)
    except Fault as fault:
        return Dropped(json.dumps(line, ensure_ascii=False), str(fault), told)


def is_parsed(line: Mapping[str, object]) -> bool:
    """Whether `parse` printed this line."""
    return line.keys() >= PARSED_KEYS or (line.get("kind") == "dropped" and line.keys() >= _DROPPED_KEYS)


def _parsed_item(line: Mapping[str, object], source: Source) -> Item:
    kind = next((each for each in _KINDS if each == line.get("kind")), None)
    if kind is None:
        raise Fault(f"kind {line.get('kind')!r} is none of {', '.join(_KINDS)}")
    question = _text(line, "question") or ""
    confidence = line.get("confidence")
    reactions = line.get("reactions")
    return Item(
        kind=kind,
        question=question,
        lang=_one_of(line, "lang", LANGUAGES) or language(question),
        source=source,
        title=_text(line, "title"),
        context=_text(line, "context"),
        answer=_text(line, "answer"),
        short_answer=_text(line, "short_answer"),
        topic=_text(line, "topic"),
        tags=_tags(line),
        difficulty=_one_of(line, "difficulty", LEVELS),
        reactions={str(k): v for k, v in reactions.items() if isinstance(v, int)}
        if isinstance(reactions, dict)
        else {},
        likes=_count(line, "likes"),
        heat=_count(line, "heat"),
        code_blocks=_count(line, "code_blocks") or 0,
        repeats=_count(line, "repeats") or 1,
        confidence=float(confidence) if isinstance(confidence, int | float) and 0 <= confidence <= 1 else 0.0,
        reasons=_lines(line, "reasons"),
        outline=_text(line, "outline"),
        chapters=_chapters(line),
        options=_options(line),
    )


def unknown_field(name: str, known: Sequence[str] = FIELDS) -> str:
    """What to say of a field that nothing has, with the one that may be meant."""
    close = get_close_matches(name, known, n=1)
    return f"unknown field {name!r}{f'; is {close[0]} meant?' if close else ''}"


def _text(fields: Mapping[str, object], name: str) -> str | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise Fault(f"{name} must be a text", name)
    return value


def _one_of(fields: Mapping[str, object], name: str, words: tuple[_Word, ...]) -> _Word | None:
    value = _text(fields, name)
    if value is None:
        return None
    found = next((word for word in words if word == value), None)
    if found is None:
        raise Fault(f"{name} {value!r} is none of {', '.join(words)}", name)
    return found


def _flag(fields: Mapping[str, object], name: str) -> bool:
    value = fields.get(name)
    if value in (None, "", False, "no", "false"):
        return False
    if value in (True, "yes", "true"):
        return True
    raise Fault(f"{name} must be true or false", name)


def _count(fields: Mapping[str, object], name: str) -> int | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, str) and value.isdecimal() and len(value) <= DIGITS:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**DIGITS:
        raise Fault(f"{name} must be a whole number from 0, of at most {DIGITS} digits", name)
    return value


def _listed(fields: Mapping[str, object], name: str) -> list[object]:
    """A list as it is; of a cell its lines, or the list that it holds as JSON."""
    value = fields.get(name)
    if value is None or value == "":
        return []
    if isinstance(value, str):
        if value.startswith("["):
            value = _json(value, name)
        else:
            return list(split_tags(value)) if name == "tags" else [line for line in value.split("\n") if line.strip()]
    if not isinstance(value, list):
        raise Fault(f"{name} must be a list", name)
    return value


def _lines(fields: Mapping[str, object], name: str) -> tuple[str, ...]:
    values = _listed(fields, name)
    if not all(isinstance(value, str) for value in values):
        raise Fault(f"{name} must be a list of texts", name)
    return tuple(str(value) for value in values)


def _tags(fields: Mapping[str, object]) -> tuple[str, ...]:
    return _lines(fields, "tags")


def _key_points(fields: Mapping[str, object]) -> tuple[KeyPoint, ...]:
    is_cell = isinstance(fields.get("key_points"), str)
    points = []
    for value in _listed(fields, "key_points"):
        if isinstance(value, str):
            points.append(key_point_of(value) if is_cell else KeyPoint(value))
        elif isinstance(value, dict) and isinstance(value.get("text"), str) and not value.keys() - {"text", "synonyms"}:
            points.append(KeyPoint(value["text"], _lines(value, "synonyms")))
        else:
            raise Fault("each of key_points must be a text, or a table with text and synonyms", "key_points")
    return tuple(points)


def _misconceptions(fields: Mapping[str, object]) -> tuple[Misconception, ...]:
    is_cell = isinstance(fields.get("misconceptions"), str)
    found = []
    for value in _listed(fields, "misconceptions"):
        try:
            found.append(misconception_of(value) if is_cell and isinstance(value, str) else misconception_told(value))
        except ValueError:
            raise Fault(
                "each of misconceptions must be a text, or a table with text and why", "misconceptions"
            ) from None
    return tuple(found)


def _choice(fields: Mapping[str, object]) -> Choice | None:
    value = fields.get("choice")
    if value is None or value == "":
        return None
    if isinstance(value, str):
        value = _json(value, "choice")
    if not isinstance(value, dict) or value.keys() - {"right", "others", "why"}:
        raise Fault("choice must have right, others and why", "choice")
    right, others = value.get("right"), _lines(value, "others")
    if not isinstance(right, str) or not right or not others:
        raise Fault("choice must have a right option and others", "choice")
    return Choice(right, others, _text(value, "why") or "")


def _source(fields: Mapping[str, object]) -> Source:
    value = fields.get("source")
    if value is None or value == "":
        return Source()
    if isinstance(value, str):
        value = _json(value, "source")
    if not isinstance(value, dict):
        return Source()
    return Source(
        file=_text(value, "file"),
        line=_count(value, "line"),
        channel=_text(value, "channel"),
        post=_text(value, "post"),
        url=_text(value, "url"),
    )


def _options(fields: Mapping[str, object]) -> Options | None:
    value = fields.get("options")
    if not isinstance(value, dict):
        return None
    right = value.get("right")
    places = tuple(place for place in right if isinstance(place, int)) if isinstance(right, list) else ()
    return Options(_lines(value, "offered"), places, value.get("sure") is True, _text(value, "why"))


def _chapters(fields: Mapping[str, object]) -> tuple[Chapter, ...]:
    value = fields.get("chapters")
    told = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    return tuple(Chapter(_text(each, "title") or "", _lines(each, "headings")) for each in told)


def _json(text: str, name: str) -> object:
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        raise Fault(f"{name} is no valid JSON", name) from None
    return value
