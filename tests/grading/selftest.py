"""Each card of the deck against its own texts and those of others: what a grader must get right without any label."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.cards import CardContent
from bot.domain.grading import Band, Grade, grade

_RANK: dict[Band, int] = {"unclear": 0, "partial": 1, "good": 2}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One text typed as an answer to a card."""

    card: CardContent
    what: str
    text: str
    grade: Grade
    passed: bool

    def __str__(self) -> str:
        marks = ", ".join((*self.grade.flags, *(f"heard: {each.text[:40]}" for each in self.grade.heard)))
        given = " ".join(each.credit.name.lower() for each in self.grade.points)
        return (
            f"{self.card.key}: {self.what}: {self.grade.band} {self.grade.score:.2f}"
            f"{f' ({marks})' if marks else ''} [{given}]"
        )


def outcomes(deck: Sequence[CardContent], everything: Sequence[CardContent]) -> Iterator[Outcome]:
    """Every case of the cards of one deck; `everything` are the cards of all of them, for answers from far away."""
    for card in deck:
        yield from _own(card)
        yield from _others(card, deck, [each for each in everything if each.lang == card.lang])


def _own(card: CardContent) -> Iterator[Outcome]:
    yield _outcome(card, "own answer", card.answer, least="good")
    if card.short_answer:
        yield _outcome(card, "short answer", card.short_answer, least="partial")
    for number, each in enumerate(card.misconceptions, 1):
        yield _outcome(card, f"misconception {number}", each.text, most="partial")
    asked = grade(card.question, card)
    yield Outcome(card, "question", card.question, asked, "repeats the question" in asked.flags)


def _others(card: CardContent, deck: Sequence[CardContent], everything: Sequence[CardContent]) -> Iterator[Outcome]:
    siblings = [each for each in deck if each.lang == card.lang]
    strangers = [each for each in everything if each.topic != card.topic]
    at = siblings.index(card)
    if len(siblings) > 1:
        near = siblings[(at + 1) % len(siblings)]
        yield _outcome(card, f"answer of {near.concept}", near.answer, most="unclear")
    if strangers:
        far = strangers[(at * 7 + len(siblings)) % len(strangers)]
        yield _outcome(card, f"answer of {far.concept}", far.answer, most="unclear")


def _outcome(card: CardContent, what: str, text: str, *, least: Band = "unclear", most: Band = "good") -> Outcome:
    found = grade(text, card)
    return Outcome(card, what, text, found, _RANK[least] <= _RANK[found.band] <= _RANK[most])


def kind(outcome: Outcome) -> str:
    """The column of the table."""
    return "another card's answer" if outcome.what.startswith("answer of ") else outcome.what.rstrip(" 0123456789")
