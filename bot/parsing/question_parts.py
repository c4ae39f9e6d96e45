"""Takes a question of a page apart: what it asks, its short answer, its answer, and the labels that said so."""

import re
from collections.abc import Sequence

from bot.parsing import lexicon
from bot.parsing.blocks import LABEL_LINE, Line, asks, content, is_short, matches_label, trimmed
from bot.parsing.choices import Choice
from bot.parsing.code import find_code
from bot.parsing.question_heads import CANDIDATE_SAID, GLUED_ANSWER, answer_label, opens_answer, puts_a_question

QUESTION_HEAD = 400
LONGEST_KEY = 3
FEWEST_SAID = 2

_SAID_AT_ONCE = re.compile(r"^(.{6,}[?？])\s*(?:[-–—:：]\s*)?((?:[^\s?？]+\s+\S|[\u4e00-\u9fff]{6})[^?？]*)$")
_PARTED_BY_DASH = re.compile(r"^([^–—]{12,160}?)\s[-–—]\s(\S.{7,})$")
"""A question and its answer on one line."""
LINK = re.compile(r"https?://|\]\(")


def take_apart(
    head: Line, body: list[Line], choice: Choice | None
) -> tuple[list[Line], list[Line], list[Line], tuple[str, ...]]:
    """Question, short answer, answer, and the labels that stood before the answers."""
    if choice:
        return [head, *choice.above], [], list(choice.explanation), ()
    glued = GLUED_ANSWER.search(head.text)
    if glued and glued.start() > 3:
        below = Line(head.number, f"Answer: {head.text[glued.end() :]}")
        head, body = Line(head.number, head.text[: glued.start()].rstrip()), [below, *body]
    first = next((at for at, line in enumerate(body) if line.text and opens_answer(line.text)), None)
    if first is None:
        said = (
            (_SAID_AT_ONCE.match(head.text) or _PARTED_BY_DASH.match(head.text))
            if not content(body) and not LINK.search(head.text)
            else None
        )
        if said and not puts_a_question(said[2]):
            return [Line(head.number, said[1])], [], [Line(head.number, said[2]), *body], ()
        shown = 0
        if head.text and lexicon.OUTPUT_QUESTION.search(head.text[:QUESTION_HEAD]):
            code = next(iter(find_code(body)), None)
            shown = code.end if code and code.start == 0 and content(body[code.end :]) else 0
        if not head.text:
            shown = _asked_below(body)
        elif not shown and asks(head.text):
            shown = _asked_further(body)
        return [head, *body[:shown]], [], body[shown:], ()
    question = [head, *body[:first]]
    return question, *_labelled_answer(body[first:])


def _asked_further(body: Sequence[Line]) -> int:
    """Where a question ends that a second one right below it belongs to, as long as an answer is left."""
    said = content(body)
    if len(said) < FEWEST_SAID or not asks(said[0].text) or not is_short(said[0].text) or asks(said[1].text):
        return 0
    return next(at for at, line in enumerate(body) if line.text.strip()) + 1


def _asked_below(body: Sequence[Line]) -> int:
    """Where a question ends that stands below its number or label: behind its first line where that asks, or where a
    blank line follows."""
    start = next((at for at, line in enumerate(body) if line.text.strip()), len(body))
    if start < len(body) and puts_a_question(body[start].bare):
        return start + 1
    return next((at for at, line in enumerate(body[start:], start) if not line.text.strip()), len(body))


def _labelled_answer(lines: Sequence[Line]) -> tuple[list[Line], list[Line], tuple[str, ...]]:
    """Short answer and answer below their labels. What a candidate said is no answer."""
    short: list[Line] = []
    full: list[Line] = []
    labels: list[str] = []
    part = full
    for line in lines:
        text = line.text
        if CANDIDATE_SAID.match(text):
            part = []
            continue
        if brief := lexicon.SHORT_LABEL.match(text[:LABEL_LINE]):
            part, taken, named = short, text[brief.end() :], brief.group()
        elif not labels or part is not full:
            label = answer_label(text) if text else None
            alone = matches_label(lexicon.ANSWER_HEADING, text)
            if not label and not alone:
                part.append(line)
                continue
            taken, named = (text[label.end() :], label.group()) if label else ("", text)
            part = full
        elif len(content(full)) == 1 and len(content(full)[0].bare) <= LONGEST_KEY and (label := answer_label(text)):
            # "Answer: C", then "Explanation: …".
            taken, named = text[label.end() :], label.group()
        else:
            part.append(_unlabelled(line))
            continue
        labels.append(named.strip(" \t:：*_"))
        part.append(Line(line.number, taken.strip(" *_") if taken.startswith("*") else taken))
    return trimmed(short), trimmed(full), tuple(labels)


def _unlabelled(line: Line) -> Line:
    """A line without the label of another part of the same answer, where nothing else stands on it."""
    return Line(line.number, "") if matches_label(lexicon.ANSWER_HEADING, line.text) else line
