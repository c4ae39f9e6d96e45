"""Rule Q13: which cards slip away."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.leeches import is_leech, lapses, leech_event
from bot.domain.memory import Rating
from bot.domain.replay import Logged, replay

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
AGAIN, GOOD = Rating.AGAIN, Rating.GOOD


def log(*answers: tuple[int, Rating]) -> list[Logged]:
    """Answers on days."""
    return [Logged(NOW + timedelta(days=day), 20000 + day, rating, 20001 + day) for day, rating in answers]


def forgotten(times: int) -> list[Logged]:
    return log((0, GOOD), *((day, rating) for day in range(1, times + 1) for rating in (AGAIN, GOOD)))


def test_q13_there_is_an_event_at_8_12_and_16_lapses() -> None:
    counts = [lapses(forgotten(times)) for times in range(20)]
    assert counts == list(range(20))
    assert [after for after in counts if leech_event(after - 1, after)] == [8, 12, 16]
    assert not leech_event(8, 8)
    assert [count for count in (7, 8, 9) if is_leech(count)] == [8, 9]


def test_q13_a_card_that_was_never_recalled_does_not_lapse() -> None:
    assert lapses(log(*((day, AGAIN) for day in range(12)))) == 0


def test_q13_a_day_counts_once() -> None:
    assert lapses(log((0, GOOD), (1, AGAIN), (1, GOOD), (1, AGAIN))) == 1


def test_q13_an_honest_guess_does_not_count_but_what_comes_after_is_relearnt() -> None:
    guessed = log((0, GOOD), (1, AGAIN), (2, AGAIN), (3, GOOD), (4, AGAIN))
    guessed[1] = replace(guessed[1], guessed=True)
    assert lapses(guessed) == 1


def test_q13_practice_neither_counts_nor_hides_the_next_lapse() -> None:
    practised = log((0, GOOD), (0, GOOD), (0, GOOD), (0, AGAIN), (1, AGAIN))
    assert lapses(practised[:4]) == 0
    assert lapses(practised) == 1
    memory = replay(practised)
    assert memory is not None
    assert memory.lapses == 1
