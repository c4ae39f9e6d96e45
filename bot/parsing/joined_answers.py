"""Joins questions that stand first with their answers that stand after all of them, by number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.parsing.blocks import LABEL_LINE, Line, trimmed
from bot.parsing.choices import keyed
from bot.parsing.question_heads import ANSWERS_BELOW, Head, answer_label, opens_answer

FEWEST = 2

_KEYS = re.compile(r"(?<![\w.])(\d{1,3})\s?[.、:：)-]?\s?([A-Ja-jА-Ж]{1,4})(?![\w])")
_NUMBER = re.compile(r"^\s*(\d{1,3})\s?[.)、．:：]\s*(?=\S)")


@dataclass(slots=True)
class Asked:
    """A question of the page: its own lines, and the lines below it up to the next one."""

    head: Head
    line: Line
    body: list[Line]


def answers_after(asked: list[Asked]) -> dict[int, list[Line]]:
    """Where all questions stand first and all answers after them: the answer's lines by the question's index. The
    numbered answers among `asked` are taken out of it."""
    split = _answers_start(asked)
    if split is None:
        return {}
    place, at = split
    tail = asked[place].body[at:]
    answers = [(each.head.number, [Line(each.line.number, each.head.text), *each.body]) for each in asked[place + 1 :]]
    questions = asked[: place + 1]
    if not answers:
        answers = _numbered_answers(tail)
    found: dict[int, list[Line]] = {}
    by_number = {each.head.number: each for each in questions}
    keys = {int(number): letters for line in tail for number, letters in _KEYS.findall(line.text)}
    for number, lines in answers:
        each = by_number.get(number)
        if each is not None:
            found[each.head.index] = [*trimmed(each.body if each is not questions[-1] else each.body[:at]), *lines]
    if not found and len(keys) * 2 >= len(questions):
        for each in questions:
            letters = keys.get(each.head.number or 0)
            body = each.body[:at] if each is questions[-1] else each.body
            if letters and keyed(body, letters):
                found[each.head.index] = [*body, Line(each.line.number, f"Answer: {letters}")]
    if len(found) < FEWEST:
        return {}
    del asked[place + 1 :]
    asked[place].body = asked[place].body[:at]
    _mark_answers(found, answers)
    return found


def _mark_answers(found: dict[int, list[Line]], answers: Sequence[tuple[int | None, list[Line]]]) -> None:
    """Puts a label before each answer that came from the list of answers, so that it is read as one."""
    starts = {id(lines[0]): lines for _, lines in answers if lines}
    for lines in found.values():
        for at, line in enumerate(lines):
            if id(line) in starts and not opens_answer(line.text):
                lines[at] = Line(line.number, f"Answer: {line.text}")
                break


def _answers_start(asked: Sequence[Asked]) -> tuple[int, int] | None:
    """The question below which the list of answers begins, and the line of its body where it does."""
    for place, each in enumerate(asked):
        if place + 1 < FEWEST:
            continue
        for at, line in enumerate(each.body):
            if len(line.text) <= LABEL_LINE and ANSWERS_BELOW.match(line.text) and _no_answers(asked[:place]):
                return place, at
            label = answer_label(line.text) if line.text else None
            if label and label[1] == "1" and place and _no_answers(asked[:place]):
                return place, at
    return None


def _no_answers(asked: Sequence[Asked]) -> bool:
    return not any(opens_answer(line.text) for each in asked for line in each.body if line.text)


def _numbered_answers(tail: Sequence[Line]) -> list[tuple[int | None, list[Line]]]:
    """Answers that are numbered by their labels ("Ответ 2. …", "答案3：…") or by numbers alone."""
    found: list[tuple[int | None, list[Line]]] = []
    wanted = 1
    for line in tail:
        label = answer_label(line.text) if line.text else None
        if label and label[1]:
            found.append((int(label[1]), [Line(line.number, line.text[label.end() :])]))
            wanted = int(label[1]) + 1
            continue
        number = _NUMBER.match(line.text)
        if number and int(number[1]) == wanted and len(line.text) > number.end():
            found.append((wanted, [Line(line.number, line.text[number.end() :])]))
            wanted += 1
        elif found:
            found[-1][1].append(line)
    return found
