"""A typed answer graded by the key points of its card, without a network and without a model.

The score is .6 key points, .2 words of the reference and .2 letters of it (shared notes, section 5: r = .67 and
AUC .90 on 1,337 answers of students, where two graders agree with each other at r = .60).

What it cannot see: who does what. "A blocks and B waits" has the words of "B blocks and A waits".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.domain.cards import CardContent, KeyPoint, Language, Misconception
from bot.domain.grading.guards import Belief, belief, is_echo, is_foreign, is_heard, is_stuffed
from bot.domain.grading.likeness import Grams, cosine, coverage, grams
from bot.domain.grading.points import Credit, credit, wordings
from bot.domain.grading.said import Said
from bot.domain.memory import Rating

Band = Literal["good", "partial", "unclear"]
Flag = Literal["empty", "repeats the question", "keywords only"]

REMEMBERED = 64
"""Cards that stay prepared: about 200 kB each."""


@dataclass(frozen=True, slots=True)
class Bands:
    """From which score an answer is good, and from which it is partial."""

    good: float
    partial: float


BANDS = Bands(good=0.75, partial=0.35)
BANDS_WITHOUT_POINTS = Bands(good=0.90, partial=0.30)
"""Likeness alone says less: more is left to the learner."""

WEIGHTS = (0.6, 0.2, 0.2)
FULLY_MET = 0.75
FULLY_COVERED: dict[Language, float] = {"en": 0.4, "ru": 0.4, "zh": 0.3}
FULLY_ALIKE = 0.5
"""From such shares of the key points, the words and the letters on nothing more is gained: nobody repeats a reference
word by word, and of what good answers say in own words about a quarter is not recognised (measured). Chinese words
are counted by pairs of characters, of which a paraphrase keeps fewer."""

LEAST_MET = 0.5
"""With fewer of the key points no likeness to the reference makes an answer good; with as many only one that says as
much of the reference as good answers do."""

_BELOW = 0.01
_SUGGESTED: dict[Band, Rating | None] = {"good": Rating.GOOD, "partial": Rating.HARD, "unclear": None}


@dataclass(frozen=True, slots=True)
class PointGrade:
    """A key point, and what the answer has of it."""

    point: KeyPoint
    credit: Credit


@dataclass(frozen=True, slots=True)
class Grade:
    """What the program makes of an answer; the learner's own word wins.

    `score` is between 0 and 1. `unclear` means not recognised, not wrong: 22 of 100 such answers of students were good
    (shared notes), so the learner compares and rates alone.
    """

    score: float
    band: Band
    points: tuple[PointGrade, ...] = ()
    heard: tuple[Misconception, ...] = ()
    flags: frozenset[Flag] = frozenset()

    @property
    def met(self) -> tuple[KeyPoint, ...]:
        """The key points that the answer has."""
        return self._with(Credit.MET)

    @property
    def half_met(self) -> tuple[KeyPoint, ...]:
        """Those of which it has a part."""
        return self._with(Credit.HALF)

    @property
    def missing(self) -> tuple[KeyPoint, ...]:
        """Those that it has not, or says the opposite of."""
        return self._with(Credit.MISSING, Credit.CONTRADICTED)

    @property
    def rating(self) -> Rating | None:
        """The rating to suggest; None leaves it to the learner. Never Again: the program may have misread."""
        return _SUGGESTED[self.band]

    def _with(self, *kinds: Credit) -> tuple[KeyPoint, ...]:
        return tuple(each.point for each in self.points if each.credit in kinds)


@dataclass(frozen=True, slots=True)
class _Reference:
    words: tuple[tuple[str, ...], ...]
    grams: Grams


class _Prepared:
    """A card as answers are compared with it."""

    def __init__(
        self, question: str, references: Sequence[str], points: Sequence[KeyPoint], wrong: Sequence[str]
    ) -> None:
        self.asked = Said(question)
        said = [Said(text) for text in references]
        self.references = [self._reference(each) for each in said]
        told = [*said, *(Said(text) for point in points for text in (point.text, *point.synonyms))]
        self.told = frozenset(
            key for each in told for word in each.units if not self.asked.has(word.keys) for key in word.keys
        )
        self.wordings = [wordings(point, self.asked, said) for point in points]
        needs = (need for ways in self.wordings for wording in ways for need in wording.needs)
        self.wanted = frozenset(key for need in needs for key in need.keys)
        self.beliefs: list[Belief] = [belief(text, self.asked, self.told) for text in wrong]

    def _reference(self, said: Said) -> _Reference:
        found = said.units
        words = dict.fromkeys(word.keys for word in found if not self.asked.has(word.keys))
        return _Reference(tuple(words), grams(found, self.asked))


_prepared = lru_cache(maxsize=REMEMBERED)(_Prepared)


def grade(answer: str, card: CardContent) -> Grade:
    """Grade an answer that was typed for a card; any text is an answer."""
    prepared = _prepared_for(card)
    said = Said(answer, prepared.told)
    given = [credit(each, said) for each in prepared.wordings]
    points = tuple(map(PointGrade, card.key_points, given))
    if not any(each.words or each.han for each in said.sentences):
        return Grade(0.0, "unclear", points, flags=frozenset({"empty"}))
    bands = BANDS if points else BANDS_WITHOUT_POINTS
    covered, alike = _likeness(prepared, said, card.lang)
    share = _met_share(given)
    score = _score(share, covered, alike)
    if Credit.MET not in given and is_echo(said, prepared.asked, prepared.told):
        return Grade(min(score, bands.partial / 2), "unclear", points, flags=frozenset({"repeats the question"}))
    heard = tuple(
        each for each, told in zip(card.misconceptions, prepared.beliefs, strict=True) if is_heard(told, said)
    )
    stuffed = is_stuffed(said, prepared.wanted)
    if (points and Credit.MET not in given) or is_foreign(said, prepared.asked, prepared.told):
        score = min(score, bands.partial - _BELOW)
    elif heard or stuffed or Credit.CONTRADICTED in given or _is_too_little(share, covered):
        score = min(score, bands.good - _BELOW)
    elif points and min(given) is Credit.MET:
        score = max(score, bands.good)
    return Grade(score, _band(score, bands), points, heard, frozenset({"keywords only"}) if stuffed else frozenset())


def credit_points(text: str, card: CardContent) -> tuple[PointGrade, ...]:
    """What a text has of each key point of a card, nothing else looked at."""
    prepared = _prepared_for(card)
    said = Said(text, prepared.told)
    return tuple(map(PointGrade, card.key_points, (credit(each, said) for each in prepared.wordings)))


def _prepared_for(card: CardContent) -> _Prepared:
    references = tuple(text for text in (card.short_answer, card.answer) if text and text.strip())
    return _prepared(card.question, references, card.key_points, tuple(each.text for each in card.misconceptions))


def _likeness(prepared: _Prepared, said: Said, lang: Language) -> tuple[float, float]:
    """How much of the reference's words and letters was said; 1 is as much as good answers have."""
    found = grams(said.units, prepared.asked)
    covered = max((coverage(each.words, said) for each in prepared.references), default=0.0)
    alike = max((cosine(each.grams, found) for each in prepared.references), default=0.0)
    return min(1.0, covered / FULLY_COVERED[lang]), min(1.0, alike / FULLY_ALIKE)


def _met_share(given: Sequence[Credit]) -> float | None:
    """How much of the key points was said, from 0 to 1; None where there are none."""
    return sum(max(0, each) for each in given) / (Credit.MET * len(given)) if given else None


def _score(share: float | None, covered: float, alike: float) -> float:
    if share is None:
        return (covered + alike) / 2
    by_points, by_words, by_letters = WEIGHTS
    return by_points * min(1.0, share / FULLY_MET) + by_words * covered + by_letters * alike


def _is_too_little(share: float | None, covered: float) -> bool:
    return share is not None and (share < LEAST_MET or (share == LEAST_MET and covered < 1))


def _band(score: float, bands: Bands) -> Band:
    if score >= bands.good:
        return "good"
    return "partial" if score >= bands.partial else "unclear"
