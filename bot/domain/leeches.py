"""Rule Q13: cards that slip away again and again, on which more repetitions are wasted."""

from collections.abc import Iterable

from bot.domain.memory import SAME_DAY_CHANGES, Rating
from bot.domain.replay import Logged

FIRST_LAPSES = 8
EVERY_LAPSES = 4
"""A card is a leech at FIRST_LAPSES lapses, and the learner is asked again at every EVERY_LAPSES more."""


def lapses(log: Iterable[Logged]) -> int:
    """On how many days of this log of one card what had been recalled was forgotten.

    Honest guesses do not count, nor does what is practice only (G10).
    """
    days: set[int] = set()
    recalled = False
    last_day: int | None = None
    tries = 0
    for each in log:
        tries = tries + 1 if last_day is not None and each.day <= last_day else 1
        last_day = each.day
        if tries > 1 + SAME_DAY_CHANGES:
            continue
        failed = each.rating is Rating.AGAIN
        if failed and recalled and not each.guessed:
            days.add(each.day)
        recalled = not failed
    return len(days)


def is_leech(count: int) -> bool:
    """Whether a card with so many lapses is one."""
    return count >= FIRST_LAPSES


def leech_event(before: int, after: int) -> bool:
    """Whether the learner is to be asked now: an answer raised the lapses to 8, 12, 16, …"""
    return after > before and is_leech(after) and (after - FIRST_LAPSES) % EVERY_LAPSES == 0
