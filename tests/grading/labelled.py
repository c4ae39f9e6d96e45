"""Answers that a person labelled without seeing the grader, and how far the grader agrees."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.domain.cards import CardContent, Language
from bot.domain.grading import Band, Grade, grade

Label = Literal["good", "partial", "poor"]

ANSWERS = Path(__file__).with_name("answers.jsonl")
DEVELOPMENT = Path(__file__).with_name("dev.jsonl")
"""The few on which the grader was tuned; the others it had not seen."""

TARGET = 0.88


@dataclass(frozen=True, slots=True)
class Labelled:
    """An answer, what a person thinks of it, and what the grader does."""

    card: str
    lang: Language
    answer: str
    label: Label
    kind: str
    grade: Grade

    def __str__(self) -> str:
        given = " ".join(each.credit.name.lower() for each in self.grade.points)
        graded = f"{self.grade.band} {self.grade.score:.2f} [{given}]"
        return f"{self.card}: {self.kind}, {self.label}: {graded} {self.answer[:60]}"


def read(path: Path, cards: Mapping[str, CardContent]) -> list[Labelled]:
    """The answers of a file, graded; raises KeyError for a card that no deck has."""
    told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for each in told:
        each["card"] = f"{each['card'].removesuffix('-' + each['lang'])}-{each['lang']}"
    return [Labelled(**each, grade=grade(each["answer"], cards[each["card"]])) for each in told]


def auc(answers: Iterable[Labelled]) -> float:
    """How often a good answer scores above a poor one, ties counting half; 1 is perfect, .5 is chance."""
    scores: dict[str, list[float]] = {"good": [], "partial": [], "poor": []}
    for each in answers:
        scores[each.label].append(each.grade.score)
    pairs = [(good > poor) + (good == poor) / 2 for good in scores["good"] for poor in scores["poor"]]
    return sum(pairs) / len(pairs) if pairs else float("nan")


def confusion(answers: Iterable[Labelled]) -> Counter[tuple[Label, Band]]:
    """How often each label met each band."""
    return Counter((each.label, each.grade.band) for each in answers)


def echoes_above_unclear(answers: Sequence[Labelled]) -> list[Labelled]:
    """Repeated questions that passed for an answer: there must be none."""
    return [each for each in answers if each.kind == "echo" and each.grade.band != "unclear"]


def negated_that_are_good(answers: Sequence[Labelled]) -> list[Labelled]:
    """Denied key claims that passed for a good answer: there must be none."""
    return [each for each in answers if each.kind == "negated" and each.label != "good" and each.grade.band == "good"]
