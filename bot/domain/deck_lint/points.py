"""Key points as the grader hears them: in the answers, and nowhere else."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from bot.domain.cards import CardContent, KeyPoint
from bot.domain.deck_lint.placed import Fault
from bot.domain.grading.points import Credit, Wording, credit, wordings
from bot.domain.grading.said import Said


def faults(card: CardContent) -> Iterator[Fault]:
    """All faults of this kind."""
    points = card.key_points
    asked = Said(card.question)
    answers = [Said(text) for text in (card.answer, card.short_answer) if text]
    heard = [(point, wordings(point, asked, answers)) for point in points]
    in_answer, in_short = _met(heard, card.answer), _met(heard, card.short_answer or "")
    for point, ways in heard:
        if not ways:
            yield "key_points", f"{point.text[:60]!r} is said by the question itself, in whatever wording"
        elif point not in in_answer:
            yield "key_points", f"{point.text[:60]!r} does not occur in the answer"
    for each in card.misconceptions:
        for point in _met(heard, each.text):
            yield "key_points", f"{point.text[:60]!r} is met by the misconception {each.text[:40]!r}"
    if points and 2 * len(in_short) <= len(points):
        yield "short_answer", f"says {len(in_short)} of {len(points)} key points, more than half are expected"
    for one, other in combinations(points, 2):
        if shared := _wordings(one) & _wordings(other):
            yield "key_points", f"{one.text[:40]!r} and {other.text[:40]!r} share {min(shared)!r}"


def _met(heard: Sequence[tuple[KeyPoint, tuple[Wording, ...]]], text: str) -> list[KeyPoint]:
    said = Said(text)
    return [point for point, ways in heard if credit(ways, said) is Credit.MET]


def _wordings(point: KeyPoint) -> set[str]:
    return {text.casefold().replace("ё", "е").strip() for text in (point.text, *point.synonyms)}
