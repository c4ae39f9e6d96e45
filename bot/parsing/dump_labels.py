"""Puts the usual labels in place of a channel's own ones, in a text that was copied out of it."""

from collections.abc import Sequence

from bot.parsing import lexicon
from bot.parsing.blocks import Line, asks, is_fence
from bot.parsing.glued_answers import are_dashed, line_apart
from bot.parsing.own_labels import LABEL_HEAD, LabelsMet, ends_with_a_mark

_QUESTION, _ANSWER = "Q: ", "A: "


def with_usual_labels(lines: Sequence[Line]) -> list[Line]:
    """The lines, with "Q:" and "A:" where the text has labels of its own, such as "Day 12/100:", and a line for each
    answer that stands behind its question."""
    said = _outside_fences(lines)
    dashed = are_dashed([line.text for line in said])
    parted = {line.number: parts for line in said if (parts := line_apart(line.text, dashed=dashed)) != [line.text]}
    if parted:
        lines = [Line(line.number, part) for line in lines for part in parted.get(line.number, [line.text])]
        said = _outside_fences(lines)
    asking = [ends_with_a_mark(line.text) for line in said]
    met = LabelsMet()
    met.learn([line.bare for line in said], asking)
    own = met.labels()
    if not (own.questions or own.answers):
        return list(lines)
    changed: dict[Line, Line] = {}
    for place, line in enumerate(said):
        cut = own.of_question(line.bare)
        opens = asks(line.text) or 0 < cut < len(line.bare)
        if 0 < cut < len(line.bare) and not _is_usual(line.bare):
            changed[line] = Line(line.number, _QUESTION + line.bare[cut:])
        below = said[place + 1] if opens and place + 1 < len(said) else None
        cut = own.of_answer(below.bare) if below else 0
        if below and cut and not _is_usual(below.bare):
            changed[below] = Line(below.number, _ANSWER + below.bare[cut:])
    return [changed.get(line, line) for line in lines]


def _is_usual(bare: str) -> bool:
    head = bare[:LABEL_HEAD]
    return any(label.match(head) for label in (lexicon.QUESTION_LABEL, lexicon.SHORT_LABEL, lexicon.FULL_LABEL))


def _outside_fences(lines: Sequence[Line]) -> list[Line]:
    """The lines that are neither blank nor in a fence."""
    said, fenced = [], False
    for line in lines:
        text = line.text
        if ("```" in text or "~~~" in text) and is_fence(text):
            fenced = not fenced
        elif text and not fenced and not text.isspace():
            said.append(line)
    return said
