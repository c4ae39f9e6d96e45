"""Which card a chat gets next."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.ids import CardId, ConceptId
from bot.domain.programme import APART, Candidate, History, Use, choose, ranked

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def candidate(number: int, group: str | None = None) -> Candidate:
    return Candidate(CardId(number), group or ConceptId(number))


def run(candidates: list[Candidate], days: int, history: History | None = None) -> list[int | None]:
    """What comes on so many days, one card a day."""
    seen = (history or History()).copy()
    found: list[int | None] = []
    for number in range(days):
        chosen = choose(candidates, seen, NOW + number * DAY)
        found.append(chosen.card_id if chosen else None)
        if chosen:
            seen.record(chosen, NOW + number * DAY)
    return found


def test_cards_come_in_the_order_given_and_again_only_when_all_were_used() -> None:
    assert run([candidate(3), candidate(1), candidate(2)], 7) == [3, 1, 2, 3, 1, 2, 3]


def test_what_another_schedule_of_the_chat_has_posted_counts() -> None:
    history = History([Use(CardId(3), ConceptId(3), 2, NOW - DAY)])
    assert run([candidate(3), candidate(1), candidate(2)], 5, history) == [1, 2, 1, 2, 3]


def test_no_variant_comes_within_thirty_days_of_another() -> None:
    cards = [candidate(1, "gil"), candidate(2, "gil"), *map(candidate, range(10, 60))]
    assert run(cards, 32)[0] == 1
    assert run(cards, 32)[1:30] == list(range(10, 39))
    assert run(cards, 32)[30] == 2


def test_a_card_whose_less_used_variant_waits_is_taken_last() -> None:
    cards = [candidate(1, "gil"), candidate(2, "gil"), candidate(5)]
    assert run(cards, 4) == [1, 5, 5, 5]
    assert run(cards, 31)[30] == 2
    assert run(cards[:2], 3) == [1, 1, 1]


def test_nothing_comes_where_all_that_is_left_waits_for_its_variant() -> None:
    history = History([Use(CardId(9), "gil", 1, NOW - DAY)])
    assert run([candidate(1, "gil")], 1, history) == [None]
    assert run([], 1) == [None]


def test_a_variant_that_is_fixed_for_a_day_to_come_keeps_the_other_away() -> None:
    history = History([Use(CardId(9), "gil", 1, NOW + 3 * DAY)])
    assert run([candidate(1, "gil"), candidate(2)], 2, history) == [2, 2]


decks = st.lists(st.tuples(st.integers(1, 30), st.sampled_from((None, "a", "b"))), min_size=1, unique_by=lambda p: p[0])


@settings(max_examples=100, deadline=None)
@given(decks, st.integers(1, 60), st.sampled_from((0.5, 1.0, 7.0)))
def test_the_rules_hold_for_any_deck(deck: list[tuple[int, str | None]], posts: int, every: float) -> None:
    candidates = [candidate(number, group) for number, group in deck]
    history, seen = History(), []
    for number in range(posts):
        at = NOW + number * every * DAY
        chosen = choose(candidates, history, at)
        if chosen is None:
            break
        assert ranked(candidates, history, at)[0] == chosen
        alone = [each for each in candidates if sum(other.group == each.group for other in candidates) == 1]
        if chosen in alone:
            assert all(history.times(chosen.card_id) <= history.times(each.card_id) for each in alone)
        history.record(chosen, at)
        seen.append((chosen, at))
    assert seen
    assert not any(
        one.group == other.group and one != other and later - earlier < APART
        for (one, earlier), (other, later) in pairwise(sorted(seen, key=lambda each: (str(each[0].group), each[1])))
    )
