"""Texts of cards known by how they repeat themselves: labels, signs between the sides, blank lines, stamps below."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.parsing.cells import asks_something
from bot.parsing.columns import Column, hinted
from bot.parsing.field_texts import FieldTexts
from bot.parsing.note_blocks import HEADING, NoteLine
from bot.parsing.note_lone_labels import lone_label_cards

FEWEST = 3
"""Cards of a form."""
MOST_FIT = 0.8
LONGEST_QUESTION = 400
"""Characters of a question that only its place shows to be one."""
WIDE_GAP = 2
"""Blank lines between cards, where one parts their sides."""

_RULE = re.compile(r"[=*_~-]{3,}")
LONGEST_BORDER, LONGEST_HEAD = 8, 400
"""Characters."""
_BORDER = re.compile(r"[^\w\s`]{1,8}")
_LABEL = re.compile(
    r"\s{0,3}(?:[-*+•]\s+|\d{1,3}[.)]\s+|#{1,6}\s+|>\s*)?(?:\*\*|__)?([^\W\d_][^\W_]*(?: [^\W\d_]+){0,2})"
    r"(?:\s?\d{1,3})?(?:\*\*|__)?\s{0,2}[:：](?:\*\*|__)?(?:\s+|$|(?<=：))(.*)$"
)
_SIDES: dict[str, Column] = {
    **dict.fromkeys(("front", "front side", "term", "prompt", "лицевая сторона", "лицо", "термин"), "question"),
    **dict.fromkeys(("正面", "术语"), "question"),
    **dict.fromkeys(("back", "back side", "definition", "response", "обратная сторона", "оборот"), "answer"),
    **dict.fromkeys(("определение", "背面", "反面", "定义", "释义"), "answer"),
}
_USUAL_SIDES: dict[str, Column] = {
    **dict.fromkeys(("q", "question", "вопрос", "问", "问题"), "question"),
    **dict.fromkeys(("a", "answer", "ответ", "答", "答案"), "answer"),
}
"""Labels of any text with questions: known here only below heads such as "Card 3"."""
_CARD_HEAD = re.compile(
    r"\W{0,6}(?:(?:flash ?)?card|карточка|卡片|第)\s{0,2}[№#]?\s?\d{1,4}\s?(?:张|题)?(?:/\d+)?\W{0,6}", re.IGNORECASE
)
_GAP = re.compile(r"\[(?:\.\.\.|…|[^\[\]]{2,60}\?)\]|_{3,}")
_STAMP = re.compile(r"\s*<!--\s*ID:\s*\d+\s*-->\s*$")
_STAMPS = re.compile("START|END|<!--")
_BEGIN, _END = re.compile(r"\s*START\s*$"), re.compile(r"\s*END\s*$")
_BACK = re.compile(r"\s*(?:\*\*)?(?:Back|背面|Оборот)(?:\*\*)?\s?[:：]\s*(.*)$")
_FRONT = re.compile(r"\s*(?:\*\*)?(?:Front|正面|Лицо)(?:\*\*)?\s?[:：]\s*(?=\S)")
_NOTE_TYPE = re.compile(r"\s*(?:Basic|Cloze)(?: \([^()]*\))?\s*$")
_LAST_FIELD = re.compile(r"\s*(?:Tags|Context|Deck|TARGET DECK|[^\w\s<`*>#\[(-]{1,3})\s?:\s*\S.*$")


@dataclass(frozen=True, slots=True)
class RhythmCard:
    """A card, the number of its first line, and by what it is known."""

    line: int
    question: str
    answer: str
    why: str


def rhythm_cards(lines: Sequence[NoteLine]) -> list[RhythmCard]:
    """The cards of the first form that fits most of the text; none where it repeats none of them."""
    alone = [RhythmCard(*card, "labels of both sides") for card in lone_label_cards(lines)]
    return alone or _stamped(lines) or _labelled(lines) or _bordered(lines) or _spaced(lines)


def _labelled(lines: Sequence[NoteLine]) -> list[RhythmCard]:
    """`Front: …` and `Back: …` again and again, whatever other fields a card has."""
    fields: list[tuple[int, str, Column | None, list[str]]] = []
    left = 0
    for line in lines:
        has_colon = not line.is_code and (":" in line.text or "：" in line.text)
        found = _LABEL.match(line.text) if has_colon else None
        column = _side_of(found[1]) if found else None
        if found and column is not None:
            fields.append((line.number, found[1].casefold(), column, [found[2]]))
        elif not line.is_code and _parts(line.text):
            fields.append((line.number, "", None, []))
        elif fields and fields[-1][2] is not None:
            fields[-1][3].append(line.text)
        elif line.text.strip():
            left += 1
    heads = sum(_CARD_HEAD.fullmatch(line.text.strip()) is not None for line in lines)
    usual = _SIDES.keys() | _USUAL_SIDES.keys() if heads >= FEWEST - 1 else _SIDES.keys()
    sides = {name for _, name, _, _ in fields} & usual
    if len(sides) < 2 or left > len(fields):
        return []
    cards: list[RhythmCard] = []
    for at, (number, name, column, said) in enumerate(fields[:-1]):
        _, next_name, next_column, told = fields[at + 1]
        if column == "question" and next_column == "answer" and name in sides and next_name in sides:
            cards.append(RhythmCard(number, "\n".join(said).strip(), "\n".join(told).strip(), "labels of both sides"))
    asked = sum(name in sides and column == "question" for _, name, column, _ in fields)
    return cards if len(cards) >= max(2, MOST_FIT * asked) else []


def _side_of(label: str) -> Column | None:
    name = label.casefold()
    return _SIDES.get(name) or _USUAL_SIDES.get(name) or hinted(label)


def _parts(text: str) -> bool:
    """Whether a line stands between cards: a rule, a heading, "Card 3"."""
    bare = text.strip()
    if not bare or len(bare) > LONGEST_HEAD:
        return False
    return (
        _RULE.fullmatch(bare) is not None or HEADING.match(text) is not None or _CARD_HEAD.fullmatch(bare) is not None
    )


def _bordered(lines: Sequence[NoteLine]) -> list[RhythmCard]:
    """Cards apart by one line of signs, their sides by another."""
    short = (mark for line in lines if not line.is_code and 0 < len(mark := line.text.strip()) <= LONGEST_BORDER)
    marks = Counter(mark for mark in short if not mark[0].isalnum() and _BORDER.fullmatch(mark))
    for between, count in marks.most_common(4):
        if count < FEWEST - 1:
            continue
        blocks = _split(lines, between)
        for border in marks:
            if border == between or len(blocks) < FEWEST or marks[border] < MOST_FIT * len(blocks):
                continue
            sides = [_sides(block, border) for block in blocks]
            cards = [card for card in sides if card is not None]
            if len(cards) >= MOST_FIT * len(blocks):
                return cards
    return []


def _split(lines: Sequence[NoteLine], between: str) -> list[list[NoteLine]]:
    blocks: list[list[NoteLine]] = [[]]
    for line in lines:
        if not line.is_code and line.text.strip() == between:
            blocks.append([])
        else:
            blocks[-1].append(line)
    return [block for block in blocks if any(line.text.strip() for line in block)]


def _sides(block: Sequence[NoteLine], border: str) -> RhythmCard | None:
    places = [at for at, line in enumerate(block) if not line.is_code and line.text.strip() == border]
    if len(places) != 1:
        return None
    asked, told = _joined(block[: places[0]]), _joined(block[places[0] + 1 :])
    if not asked or not told or len(asked) > 4 * LONGEST_QUESTION:
        return None
    return RhythmCard(block[0].number, asked, told, "signs between the sides")


def _spaced(lines: Sequence[NoteLine]) -> list[RhythmCard]:
    """Wide gaps between cards and a narrow one between question and answer."""
    blocks: list[list[list[NoteLine]]] = [[[]]]
    blank = 0
    for line in lines:
        if not line.text.strip() and not line.is_code:
            blank += 1
            continue
        if blank >= WIDE_GAP:
            blocks.append([[]])
        elif blank:
            blocks[-1].append([])
        blank = 0
        blocks[-1][-1].append(line)
    if len(blocks) <= FEWEST or any(HEADING.match(block[0][0].text) for block in blocks if block[0]):
        return []
    cards: list[RhythmCard] = []
    for number, block in enumerate(blocks, 1):
        card = _spaced_card(block)
        if card is not None:
            cards.append(card)
        elif number - len(cards) > (1 - MOST_FIT) * len(blocks):
            return []
    return cards


def _spaced_card(parts: Sequence[Sequence[NoteLine]]) -> RhythmCard | None:
    first = parts[0]
    if not first or len(first[0].text) > LONGEST_QUESTION:
        return None
    asked = first[0].text.strip()
    rest = [*first[1:], *(line for part in parts[1:] for line in (NoteLine(part[0].number, "", is_code=False), *part))]
    is_question = asks_something(asked) or _GAP.search(asked) or (asked.endswith((":", "：")) and len(parts) > 1)
    told = FieldTexts().of(_joined(rest))
    if not is_question or not told or sum(asks_something(line.text) for line in rest) > 1:
        return None
    return RhythmCard(first[0].number, asked, told, "blank lines between question and answer")


def _stamped(lines: Sequence[NoteLine]) -> list[RhythmCard]:
    """Cards between START and END, on one line of STARTI, or above the number that a plugin wrote below them."""
    cards: list[RhythmCard] = []
    begin = 0
    for at, line in enumerate(lines):
        if line.is_code or not _STAMPS.search(line.text):
            continue
        one = _one_line_card(line)
        if one:
            cards.append(one)
            begin = at + 1
        elif _BEGIN.match(line.text):
            begin = at + 1
        elif _END.match(line.text) or _STAMP.match(line.text):
            card = _stamped_card(lines[begin:at])
            if card is not None:
                cards.append(card)
            begin = at + 1
    return cards


def _one_line_card(line: NoteLine) -> RhythmCard | None:
    """`STARTI [Basic] question Back: answer ENDI`."""
    bare = line.text.strip()
    if not (bare.startswith("STARTI [") and bare.endswith("ENDI")):
        return None
    asked, _, told = bare[: -len("ENDI")].partition("]")[2].partition("Back:")
    asked, told = asked.strip(), told.partition("<!--")[0].strip()
    return RhythmCard(line.number, asked, told, "a card on one line of STARTI") if asked and told else None


def _stamped_card(lines: Sequence[NoteLine]) -> RhythmCard | None:
    end = len(lines)
    while end and (not lines[end - 1].text.strip() or _LAST_FIELD.match(lines[end - 1].text)):
        end -= 1
    lines = lines[:end]
    back = next((at for at, line in enumerate(lines) if not line.is_code and _BACK.match(line.text)), None)
    heads = [at for at, line in enumerate(lines[:back]) if not line.is_code and HEADING.match(line.text)]
    begin = heads[-1] if heads else _paragraph(lines[:back])
    if back is None:
        back = begin + 1
        told = _joined(lines[back:])
    else:
        first = _BACK.match(lines[back].text)
        told = _joined([NoteLine(0, first[1] if first else "", is_code=False), *lines[back + 1 :]])
    asked = "\n".join(line.text for line in lines[begin:back] if not _NOTE_TYPE.match(line.text)).strip()
    asked = re.sub(r"\A#{1,6}\s+", "", _FRONT.sub("", asked, count=1))
    return RhythmCard(lines[begin].number, asked, told, "a card that a plugin has numbered") if asked and told else None


def _paragraph(lines: Sequence[NoteLine]) -> int:
    """Where the last paragraph begins, or the first line behind a border."""
    begin = 0
    for at, line in enumerate(lines):
        if line.text.strip() in ("---", "***"):
            begin = at + 1
    while begin + 1 < len(lines) and not lines[begin].text.strip():
        begin += 1
    return begin


def _joined(lines: Sequence[NoteLine]) -> str:
    return "\n".join(line.text for line in lines).strip()
