"""Cards copied from a page that sets Q and A on lines of their own, with the page's buttons below each card."""

import re
from collections.abc import Sequence

from bot.parsing.note_blocks import HEADING, NoteLine

FEWEST = 3
"""Cards."""
MOST_BEFORE = 0.2
"""Share of the lines of a text that may stand above its first card."""

_QUESTION = frozenset(("q", "question", "front", "term", "вопрос", "问", "问题", "正面"))
_ANSWER = frozenset(("a", "answer", "back", "definition", "ответ", "答", "答案", "背面"))
_LONGEST_LABEL = 12
_NUMBERS = re.compile(r"\d+")


def lone_label_cards(lines: Sequence[NoteLine]) -> list[tuple[int, str, str]]:
    """The line, the question and the answer of each card; none where the labels do not take turns through the text, or
    headings part it."""
    labels = [(at, is_question) for at, line in enumerate(lines) if (is_question := _label(line)) is not None]
    count = len(labels) // 2
    if count < FEWEST or len(labels) % 2 or labels[0][0] > MOST_BEFORE * len(lines):
        return []
    if any("#" in line.text and not line.is_code and HEADING.match(line.text) for line in lines):
        return []
    if any(is_question != (place % 2 == 0) for place, (_, is_question) in enumerate(labels)):
        return []
    ends = [at for at, _ in labels[2::2]] + [len(lines)]
    told = [lines[labels[2 * card + 1][0] + 1 : ends[card]] for card in range(count)]
    foot = _common_end(told[:-1])
    cards: list[tuple[int, str, str]] = []
    for card, answer in enumerate(told):
        begin, border = labels[2 * card][0] + 1, labels[2 * card + 1][0]
        question = _joined(lines[begin:border])
        if question:
            cards.append((lines[begin].number, question, _joined(_above(answer, foot))))
    return cards


def _label(line: NoteLine) -> bool | None:
    """Whether a line is a label of a question, or of an answer; None for any other."""
    if line.is_code or len(line.text) > _LONGEST_LABEL:
        return None
    name = line.text.strip().rstrip(":：.").casefold()
    return True if name in _QUESTION else False if name in _ANSWER else None


def _common_end(texts: Sequence[Sequence[NoteLine]]) -> list[str]:
    """The last lines that all these texts share, but for their numbers and blank lines."""
    filled = [[form for line in reversed(text) if (form := _form(line))] for text in texts]
    common: list[str] = []
    for forms in zip(*filled, strict=False):
        if len(set(forms)) > 1:
            break
        common.append(forms[0])
    return common[::-1]


def _above(text: Sequence[NoteLine], foot: Sequence[str]) -> Sequence[NoteLine]:
    """The lines above those of the foot; the last card of a page has other lines below them."""
    shown = [(at, form) for at, line in enumerate(text) if (form := _form(line))]
    forms = [form for _, form in shown]
    for kept in (foot, foot[:-1]):
        starts = range(len(forms) - len(kept), -1, -1) if kept else ()
        begin = next((start for start in starts if forms[start : start + len(kept)] == list(kept)), None)
        if begin is not None:
            return text[: shown[begin][0]]
    return text


def _form(line: NoteLine) -> str:
    return _NUMBERS.sub("#", line.text.strip())


def _joined(lines: Sequence[NoteLine]) -> str:
    return "\n".join(line.text for line in lines).strip()
