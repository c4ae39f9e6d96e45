"""Cards as files that other programs open and that Sobes reads again without losing anything.

Each writer takes cards one by one and gives text piece by piece, so that a library of any size goes out.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from bot.domain.cards import CardContent, KeyPoint, Language, Misconception

JSON_FORMAT = "sobes cards"
"""The value of `format` that tells our JSON from other people's."""

VERSION = 1
MARKDOWN_FIRST = f"<!-- {JSON_FORMAT} {VERSION} -->"
"""The first line of our Markdown."""

MARK = "<!-- sobes "
"""How a line begins that parts the fields of a card in Markdown."""

FIELDS = (
    "key",
    "lang",
    "topic",
    "level",
    "tags",
    "question",
    "short_answer",
    "answer",
    "key_points",
    "misconceptions",
    "hint",
    "follow_up",
    "choice",
    "references",
    "likes",
    "heat",
    "asked",
    "verified",
    "concept",
    "variant_group",
    "source",
)
"""The columns of CSV and the keys of JSON and TOML, in their order."""

TEXTS = ("question", "short_answer", "answer", "hint", "follow_up")
LISTS = ("key_points", "misconceptions", "references")
PARTS = " | "
"""Between a key point and its synonyms, or a misconception and why it is wrong, on one line."""

_LABELS: dict[Language, Mapping[str, str]] = {
    "en": {
        "short_answer": "In short",
        "answer": "Answer",
        "key_points": "Key points",
        "misconceptions": "Common mistakes",
        "hint": "Hint",
        "follow_up": "Follow-up question",
        "references": "Further reading",
    },
    "ru": {
        "short_answer": "Коротко",
        "answer": "Ответ",
        "key_points": "Главное",
        "misconceptions": "Частые ошибки",
        "hint": "Подсказка",
        "follow_up": "Следующий вопрос",
        "references": "Что почитать",
    },
    "zh": {
        "short_answer": "简要回答",
        "answer": "答案",
        "key_points": "要点",
        "misconceptions": "常见误区",
        "hint": "提示",
        "follow_up": "追问",
        "references": "延伸阅读",
    },
}


def fields_of(card: CardContent) -> dict[str, object]:
    """Everything that a card says, as values of JSON under the names of FIELDS."""
    told = asdict(card)
    told["source"] = {name: value for name, value in told["source"].items() if value is not None}
    return {name: told[name] for name in FIELDS}


def write_json(cards: Iterable[CardContent]) -> Iterator[str]:
    """One object with a list of cards, a card to a line."""
    yield f'{{"format": "{JSON_FORMAT}", "version": {VERSION}, "cards": ['
    before = "\n"
    for card in cards:
        yield before + json.dumps(fields_of(card), ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


def write_csv(cards: Iterable[CardContent]) -> Iterator[str]:
    """A table with a header, as spreadsheets read it; begins with a byte-order mark, by which they know UTF-8.

    Lists stand one entry to a line, tags apart by commas; what cannot stand so is JSON, as are `choice` and `source`.
    """
    yield "\ufeff" + _row(FIELDS)
    for card in cards:
        told = fields_of(card)
        yield _row([cell_of(name, told[name]) for name in FIELDS])


def cell_of(name: str, value: object) -> str:
    """A field of `fields_of` as a cell of a table."""
    if value is None or value in ([], (), {}):
        return ""
    if isinstance(value, str):
        return value
    if name == "verified":
        return "yes" if value else ""
    if name == "tags":
        tags = [str(tag) for tag in value] if isinstance(value, Sequence) else []
        plain = ", ".join(tags)
        return plain if split_tags(plain) == tags else json.dumps(tags, ensure_ascii=False)
    if name in LISTS and isinstance(value, Sequence):
        lines = [_line_of(each) for each in value]
        return "\n".join(lines) if lines_fit(name, lines, value) else json.dumps(value, ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False)


def write_markdown_cards(cards: Iterable[CardContent], title: str) -> Iterator[str]:
    """A page to read on GitHub. Comments that a reader does not see part the fields, and hold what is no text."""
    yield f"{MARKDOWN_FIRST}\n\n# {title}\n"
    for number, card in enumerate(cards, 1):
        yield _markdown_card(card, number)


def hidden(text: str) -> str:
    """A text of a field in which no line begins like one of our marks."""
    return "\n".join(_hidden_line(line) for line in text.split("\n"))


def shown(text: str) -> str:
    """The text that `hidden` was given."""
    return "\n".join(_shown_line(line) for line in text.split("\n"))


def split_tags(text: str) -> list[str]:
    """Tags apart by commas."""
    return [tag.strip() for tag in text.split(",") if tag.strip()] if not text.startswith("[") else []


def key_point_of(line: str) -> KeyPoint:
    """A key point and its synonyms, apart by bars."""
    text, *synonyms = line.split(PARTS)
    return KeyPoint(text, tuple(synonyms))


def misconception_of(line: str) -> Misconception:
    """A misconception and why it is wrong, apart by a bar."""
    text, _, why = line.partition(PARTS)
    return Misconception(text, why)


def lines_fit(name: str, lines: Sequence[str], value: Sequence[object]) -> bool:
    """Whether entries can stand one to a line: reading the lines gives the same entries."""
    if any(not line.strip() or line.strip() != line or "\n" in line or "\r" in line for line in lines):
        return False
    if lines and lines[0].startswith("["):
        return False
    if name == "key_points":
        return [asdict(key_point_of(line)) for line in lines] == [_as_json(each) for each in value]
    if name == "misconceptions":
        return [asdict(misconception_of(line)) for line in lines] == list(value)
    return True


def _as_json(value: object) -> object:
    return {**value, "synonyms": tuple(value["synonyms"])} if isinstance(value, dict) else value


def _line_of(value: object) -> str:
    match value:
        case {"text": text, "synonyms": synonyms}:
            return PARTS.join((text, *synonyms))
        case {"text": text, "why": why}:
            return PARTS.join((text, why)) if why else str(text)
    return str(value)


def _row(cells: Sequence[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerow(cells)
    return text.getvalue()


def _markdown_card(card: CardContent, number: int) -> str:
    told = fields_of(card)
    labels = _LABELS[card.lang]
    parts = [f"\n---\n\n## {number}\n", _field("question", card.question)]
    for name in TEXTS[1:]:
        value = told.pop(name)
        if isinstance(value, str):
            parts += [f"\n**{labels[name]}**\n", _field(name, value)]
    del told["question"]
    for name in LISTS:
        value = told[name]
        lines = [_line_of(each) for each in value] if isinstance(value, Sequence) else []
        if lines and isinstance(value, Sequence) and lines_fit(name, lines, value):
            del told[name]
            parts += [f"\n**{labels[name]}**\n", _field(name, "\n".join(f"- {line}" for line in lines))]
    rest = {name: value for name, value in told.items() if not _says_nothing(name, value)}
    # A comment ends at its first arrow, wherever that stands.
    data = json.dumps(rest, ensure_ascii=False).replace(">", "\\u003e")
    return f"{parts[0]}{MARK}card {data} -->\n{''.join(parts[1:])}"


def _says_nothing(name: str, value: object) -> bool:
    """Whether a field is left out where it is; zero is a count."""
    return value is None or value is False or value in ((), [], {}) or (name == "asked" and value == 0)


def _field(name: str, text: str) -> str:
    return f"{MARK}{name} -->\n{hidden(text)}\n{MARK}end -->\n"


def _hidden_line(line: str) -> str:
    start = len(MARK) - len("sobes ")
    if line.startswith(MARK[:start]) and line[start:].lstrip("\\").startswith("sobes "):
        return f"{line[:start]}\\{line[start:]}"
    return line


def _shown_line(line: str) -> str:
    start = len(MARK) - len("sobes ")
    if line.startswith(MARK[:start] + "\\") and line[start:].lstrip("\\").startswith("sobes "):
        return line[:start] + line[start + 1 :]
    return line
