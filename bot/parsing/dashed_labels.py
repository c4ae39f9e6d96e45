"""Puts colons behind the labels of a text that writes "Q - …" and "A - …", "В - …" and "О - …" or "Q) …" and "A) …", or
no sign at all behind some of its answers' labels."""

import re
from collections.abc import Sequence

from bot.parsing.blocks import Line

FEWEST = 3
MOST_BARE = 0.34
"""Of the answers: a label without a dash is a slip, else it is a word."""

_QUESTION = re.compile(r"\s*[QВ](?:\s?\d{1,3})?\s?[-–—)]\s?(?=\w)")
_ANSWER = re.compile(r"\s*(?:A(?:ns)?|О)\s?[-–—)]\s?(?=\S)")
_OPTION = re.compile(r"\s*[BБ]\s?\)")
"""What stands below "A)" where that is an option."""
_BARE = re.compile(r"\s*A\s(?=[A-Z])")
_CHAPTER = re.compile(r"\s*([#=*~-])\1{2,} ?\w[^\n]{0,60}?\1{3,}\s*$")
_QUESTION_BEGINS = frozenset("QВ ")


def with_colons(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, with "Q: " and "A: " where the text has these labels with a dash, again and again; names of chapters
    between rows of signs are left out there. Any other text comes back as it is."""
    questions = [
        at for at, line in enumerate(lines) if line.text[:1] in _QUESTION_BEGINS and _QUESTION.match(line.text)
    ]
    if len(questions) < FEWEST or any(_OPTION.match(line.text) for line in lines):
        return lines
    answers = _answers_below(lines, questions)
    if answers is None:
        return lines
    asked = frozenset(questions)
    found = []
    for at, line in enumerate(lines):
        text = line.text
        if at in asked:
            found.append(Line(line.number, f"Q: {_QUESTION.sub('', text, count=1)}"))
        elif at in answers:
            found.append(Line(line.number, f"A: {text[answers[at] :]}"))
        elif not _CHAPTER.match(text):
            found.append(line)
    return found


def _answers_below(lines: Sequence[Line], questions: Sequence[int]) -> dict[int, int] | None:
    """Which lines answer, and how long their labels are; None where that is no habit of the text."""
    answers: dict[int, int] = {}
    bare = 0
    for at in questions:
        below = next((place for place in range(at + 1, min(at + 4, len(lines))) if lines[place].text.strip()), at)
        if match := _ANSWER.match(lines[below].text):
            answers[below] = match.end()
        elif match := _BARE.match(lines[below].text):
            answers[below] = match.end()
            bare += 1
    return answers if len(answers) >= FEWEST and bare <= MOST_BARE * len(answers) else None
