"""Rule G5: what an answer to a multiple-choice question says about memory, luck taken into account."""

from dataclasses import dataclass

from bot.domain.memory import Rating

KNOWN_FROM = 0.90
"""G5: from this chance of having known, and not only guessed, a right choice counts as recalled without doubt."""

FIRST_RECALL = 0.5
"""G5: the chance of recall taken for somebody who never answered the card before."""


@dataclass(frozen=True, slots=True)
class ChoiceGrade:
    """The rating, and whether a failure may count towards a leech: an honest guess does not."""

    rating: Rating
    counts_for_leech: bool


def knew(recall: float, options: int) -> float:
    """The chance that somebody who chose right knew it: R / (R + (1 - R) / k), who does not know hits one in k."""
    # Multiplied by k: nine options and one half make nine tenths exactly, without a rounding error below.
    return recall * options / (recall * options + 1 - recall)


def grade_choice(*, right: bool, guessed: bool, recall: float | None, options: int) -> ChoiceGrade:
    """G5: wrong or guessed is Again, right is Good where it was surely known, else Hard; never Easy.

    `recall` is the chance of recall on that user day, None at the first exposure; `options` is how many were
    offered. Raises ValueError for a `recall` outside 0 to 1, or fewer than two options.
    """
    expected = FIRST_RECALL if recall is None else recall
    if not 0 <= expected <= 1:
        raise ValueError(f"a chance of recall is from 0 to 1, not {expected}")
    if options < 2:
        raise ValueError(f"a choice has at least two options, not {options}")
    if not right:
        return ChoiceGrade(Rating.AGAIN, counts_for_leech=True)
    if guessed:
        return ChoiceGrade(Rating.AGAIN, counts_for_leech=False)
    sure = knew(expected, options) >= KNOWN_FROM
    return ChoiceGrade(Rating.GOOD if sure else Rating.HARD, counts_for_leech=True)
