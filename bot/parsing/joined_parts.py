"""Joins questions with answers that stand apart where a paper has several parts, each counted from one: all answers
at the end, part by part, or the answers of each part below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.parsing.blocks import LABEL_LINE, Line
from bot.parsing.question_heads import ANSWERS_BELOW

FEWEST = 3
ENOUGH = 0.8
LONGEST_LABEL = 48
NEAR = 4
"""Lines between the heading of a part and its first number."""

_PART = re.compile(
    r"^\W{0,3}(?:[一二三四五六七八九十]{1,3}\s?[、.．]|第[一二三四五六七八九十]{1,3}部分|(?:part|section|часть"
    r"|раздел)\s[\divx]{1,3}\b|[IVX]{1,4}\.)"
    r"\W*(?P<name>[^(（:：]*)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\s*(\d{1,3})\s?[.、．)）:：]\s*")
_LABEL_ALONE = re.compile(r"^\W*(?:(?:参考|正确|标准)?答案(?:[及与]?解析)?|answers?|ответы)\W*$", re.IGNORECASE)


@dataclass(slots=True)
class _Run:
    """Numbered lines that count on from one: where each begins, and where the last one ends."""

    name: str
    answers: bool
    starts: list[int] = field(default_factory=list)
    end: int = 0

    def bounds(self) -> list[tuple[int, int]]:
        return list(zip(self.starts, [*self.starts[1:], self.end], strict=True))


def with_joined_parts(lines: list[Line]) -> list[Line]:
    """The lines with each answer below its question; the same lines where no two counts belong together."""
    if not any(_opens_answers(line.text) for line in lines):
        return lines
    runs, edges = _runs(lines)
    questions = [run for run in runs if not run.answers]
    if len(questions) < 2:
        return lines
    answers = _answers_of(questions, [run for run in runs if run.answers])
    wanted = sum(len(questions[place].starts) for place in answers)
    met = sum(min(len(questions[place].starts), len(run.starts)) for place, run in answers.items())
    if wanted < FEWEST or met < ENOUGH * wanted:
        return lines
    joined: list[Line] = list(lines[: questions[0].starts[0]])
    taken = {index for run in answers.values() for index in range(run.starts[0], run.end)} | edges
    at = len(joined)
    for place, run in enumerate(questions):
        joined += [lines[index] for index in range(at, run.starts[0]) if index not in taken]
        told = answers[place].bounds() if place in answers else []
        for number, (start, end) in enumerate(run.bounds()):
            joined += [lines[index] for index in range(start, end) if index not in taken]
            if number < len(told):
                joined += _as_answer(lines[told[number][0] : told[number][1]])
        at = run.end
    return [*joined, *(lines[index] for index in range(at, len(lines)) if index not in taken)]


def _as_answer(lines: Sequence[Line]) -> list[Line]:
    first, *others = lines
    rest = _NUMBER.sub("", first.text, count=1)
    return [Line(first.number, f"Answer: {rest}"), *others, Line(first.number, "")]


def _opens_answers(text: str) -> bool:
    if not text or len(text) > LONGEST_LABEL:
        return False
    said = text.lower()
    named = "答" in said or "answer" in said or "ответ" in said or "ключ" in said or "решени" in said
    return named and bool(ANSWERS_BELOW.match(text) or _LABEL_ALONE.match(text))


def _runs(lines: Sequence[Line]) -> tuple[list[_Run], set[int]]:
    """The counts of a paper, and the lines that only head its parts and its answers."""
    runs: list[_Run] = []
    edges: set[int] = set()
    name, answers, gap = "", False, 0
    names: set[str] = set()
    for index, line in enumerate(lines):
        text = line.text
        if not text.strip():
            continue
        gap += 1
        part = _PART.match(text) if len(text) <= LABEL_LINE else None
        if _opens_answers(text):
            name, answers, gap = (name if not answers else ""), True, 0
        elif part and not _NUMBER.match(text):
            name, gap = part["name"].strip(), 0
            # A part that was met before stands among the answers; a new one is of questions again.
            answers = answers and name in names
            names.add(name)
        elif number := _NUMBER.match(text):
            run = runs[-1] if runs and not runs[-1].end else None
            if run and int(number[1]) == len(run.starts) + 1:
                run.starts.append(index)
            elif int(number[1]) == 1 and gap <= NEAR and run is None:
                runs.append(_Run(name, answers, [index]))
            continue
        else:
            continue
        edges.add(index)
        if runs and not runs[-1].end:
            runs[-1].end = index
    if runs and not runs[-1].end:
        runs[-1].end = len(lines)
    return runs, edges


def _answers_of(questions: Sequence[_Run], answers: Sequence[_Run]) -> dict[int, _Run]:
    """The answers of each part: those of its name, else the first that no part has yet."""
    found: dict[int, _Run] = {}
    for place, run in enumerate(questions):
        free = [each for each in answers if each not in found.values()]
        named = [each for each in free if run.name and each.name == run.name]
        below = [each for each in free if each.starts[0] > run.starts[0]]
        if named or (below and not any(each.name for each in below)):
            found[place] = (named or below)[0]
    return found
