"""The plan of a day, rule by rule."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import memory
from bot.domain.catching_up import CatchUp, catch_up, choices
from bot.domain.forgetting import PASS_RATINGS, Seconds, forgetting
from bot.domain.ids import ConceptId
from bot.domain.interview_date import InterviewDate
from bot.domain.memory import Rating
from bot.domain.ordering import spread
from bot.domain.planning import plan_day, remainder
from bot.domain.plans import Candidate, DaySettings, Entry, Kind, Plan, Seen, SoFar
from bot.domain.weighing import GUARDED, STARVING_AFTER

DAY = 20_000
small = settings(derandomize=True, max_examples=60, deadline=None)


def card(concept: int, *, topic: str | None = None, family: int | None = None, seen: Seen | None = None) -> Candidate:
    """A concept, each of a topic of its own unless told."""
    return Candidate(ConceptId(concept), topic or f"topic {concept}", family, seen)


def due(concept: int, *, overdue: int = 0, stability: float = 9.0, topic: str | None = None) -> Candidate:
    """A concept asked ten days before it fell due."""
    return card(concept, topic=topic, seen=Seen(stability, 5.0, DAY - overdue - 10, DAY - overdue))


def unseen(count: int, start: int = 1000) -> list[Candidate]:
    return [card(start + number) for number in range(count)]


def kinds(plan: Plan) -> str:
    return "".join(entry.kind.name[0] for entry in plan.entries)


def concepts(plan: Plan) -> list[int]:
    return [entry.concept for entry in plan.entries]


def answer(plan: Plan, so_far: SoFar, answers: int = 1, seconds: float = 15.0) -> SoFar:
    """The first cards of a plan are answered."""
    answered = tuple(replace(entry, seconds=seconds) for entry in plan.entries[:answers])
    return replace(so_far, answered=so_far.answered + answered)


@st.composite
def states(draw: st.DrawFn) -> tuple[list[Candidate], DaySettings]:
    """Any bank and any settings, dates among them."""
    numbers = st.integers(0, 60)
    topics = st.sampled_from("abcd")
    families = st.one_of(st.none(), st.integers(0, 5))
    seen = st.builds(
        Seen,
        stability=st.floats(0.001, 5000),
        difficulty=st.floats(1, 10),
        last_day=st.integers(DAY - 500, DAY + 1),
        due_day=st.integers(DAY - 400, DAY + 40),
    )
    candidate = st.builds(Candidate, numbers, topics, families, st.one_of(st.none(), seen))
    date = st.builds(
        lambda since, ahead, scope: InterviewDate(since + ahead, since, scope),
        st.integers(DAY - 40, DAY),
        st.integers(0, 60),
        st.one_of(st.none(), st.frozensets(topics, min_size=1)),
    )
    return draw(st.lists(candidate, max_size=80)), DaySettings(
        questions=draw(st.integers(1, 30)),
        minutes=draw(st.one_of(st.none(), st.floats(0.5, 20))),
        new_a_day=draw(st.integers(0, 30)),
        dates=tuple(draw(st.lists(date, max_size=2))),
    )


@small
@given(states(), st.integers(0, 12), st.integers(0, 8))
def test_Q1_no_plan_breaks_its_caps_whatever_the_state(
    state: tuple[list[Candidate], DaySettings], answers: int, more: int
) -> None:
    candidates, chosen = state
    first = plan_day(candidates, DAY, chosen)
    so_far = answer(first, SoFar(until=answers + more if more else 0), answers)
    rest = plan_day(candidates, DAY, chosen, so_far)
    for plan, done in ((first, SoFar()), (rest, so_far), (remainder(first, so_far), so_far)):
        asked = [*done.answered, *plan.entries]
        assert len(asked) <= max(chosen.questions, done.until)
        assert len({entry.concept for entry in asked}) == len(asked)
        spent = sum(entry.seconds for entry in done.answered)
        if chosen.minutes is not None and plan.entries:
            longest = max(chosen.seconds.new, chosen.seconds.failed)
            assert plan.seconds <= max(chosen.minutes * 60 - spent, done.more * longest) + 1e-6
        families = [entry.family for entry in asked if entry.family is not None]
        assert len(set(families)) == len(families)


def test_Q1_the_answer_to_a_step_takes_a_place_under_the_cap() -> None:
    candidates = [due(number) for number in range(30)]
    step = Entry(ConceptId(99), Kind.STEP, 20.0, "steps")
    assert len(plan_day(candidates, DAY, DaySettings(), SoFar(answered=(step,) * 5)).entries) == 15


def test_Q1_what_is_left_out_is_counted_by_its_reason() -> None:
    candidates = [*(due(number) for number in range(30)), *unseen(40)]
    plan = plan_day(candidates, DAY, DaySettings(questions=20))
    assert (plan.due, plan.new, plan.new_quota) == (30, 10, 10)
    assert (plan.left_out.cap, plan.left_out.minutes, plan.left_out.new) == (20, 0, 30)
    short = plan_day(candidates[:30], DAY, DaySettings(minutes=1))
    assert short.seconds <= 60
    assert short.left_out.minutes == 30 - len(short.entries)
    twins = [replace(due(1), family=7), replace(due(2), family=7)]
    assert plan_day(twins, DAY, DaySettings()).left_out.family == 1


def gain_per_second(candidate: Candidate, horizon: int, seconds: Seconds) -> float:
    """Q2 by the book, with the library's own formulas."""
    seen = candidate.seen
    assert seen is not None
    elapsed = DAY - seen.last_day
    recall = memory.recall(seen.stability, elapsed)
    after = {
        rating: memory.step((seen.stability, seen.difficulty), rating, elapsed)[0]
        for rating in (Rating.AGAIN, Rating.GOOD)
    }
    later = recall * memory.recall(after[Rating.GOOD], horizon) + (1 - recall) * memory.recall(
        after[Rating.AGAIN], horizon
    )
    gain = later - memory.recall(seen.stability, elapsed + horizon)
    return gain / (recall * seconds.passed + (1 - recall) * seconds.failed)


@small
@given(st.lists(st.tuples(st.floats(3, 300), st.integers(1, 90), st.floats(1, 10)), max_size=25))
def test_Q2_reviews_come_by_gain_per_second_at_the_horizon(cards: list[tuple[float, int, float]]) -> None:
    candidates = [
        card(number, seen=Seen(stability, difficulty, DAY - elapsed, DAY))
        for number, (stability, elapsed, difficulty) in enumerate(cards)
    ]
    chosen = DaySettings(questions=50)
    plan = plan_day(candidates, DAY, chosen)
    rates = [gain_per_second(candidates[entry.concept], 30, chosen.seconds) for entry in plan.entries]
    assert len(rates) == len(candidates)
    assert all(before >= after - 1e-12 for before, after in pairwise(rates))


def test_Q2_the_formulas_are_those_of_the_scheduler() -> None:
    curve = forgetting()
    for rating in Rating:
        assert curve.first(rating) == pytest.approx(memory.step(None, rating, 0), rel=1e-9)
        for strength, elapsed in (((0.02, 10.0), 3), ((4.5, 5.0), 6), ((900.0, 1.0), 2000)):
            by_hand = curve.after(*strength, elapsed, rating)
            assert by_hand == pytest.approx(memory.step(strength, rating, elapsed), rel=1e-9)
    assert curve.nominal(4.5, 6) == pytest.approx(memory.recall(4.5, 6), rel=1e-12)
    assert sum(PASS_RATINGS) == pytest.approx(1)


def test_Q2_own_seconds_count_and_few_of_them_change_little() -> None:
    own = Seconds.of(new=[60.0] * 500, passed=[5.0], failed=[999.0])
    assert own.new == pytest.approx(60, abs=2)
    assert own.passed == pytest.approx(Seconds().passed, abs=0.5)
    assert own.failed == Seconds().failed


def test_Q3_no_card_starves_in_a_permanent_overload() -> None:
    cap, bank = 5, {number: due(number, stability=3.0 + number % 7) for number in range(60)}
    worst = 0
    for day in range(DAY, DAY + 120):
        for each in list(bank.values()):
            assert each.seen is not None
            worst = max(worst, day - each.seen.due_day)
        for entry in plan_day(bank.values(), day, DaySettings(questions=cap)).entries:
            # Answered, it falls due again at once: there is always more than can be asked.
            bank[entry.concept] = card(entry.concept, seen=Seen(3.0 + entry.concept % 7, 5.0, day, day + 1))
    assert worst <= STARVING_AFTER + len(bank) / (cap / GUARDED)


def test_Q3_one_of_five_reviews_is_the_longest_overdue_also_when_the_day_goes_on() -> None:
    strong = [due(number, overdue=STARVING_AFTER + 1 + number, stability=20_000.0) for number in range(10)]
    candidates = [*strong, *(due(100 + number, stability=4.0) for number in range(40))]
    whole = plan_day(candidates, DAY, DaySettings())
    asked: list[int] = []
    so_far = SoFar()
    for _ in range(20):
        plan = plan_day(candidates, DAY, DaySettings(), so_far)
        asked.append(plan.entries[0].concept)
        so_far = answer(plan, so_far)
    assert asked == concepts(whole)
    assert [(place, concept) for place, concept in enumerate(asked) if concept < 100] == [
        (0, 9),
        (5, 8),
        (10, 7),
        (15, 6),
    ]


def test_Q4_with_a_date_all_cards_are_met_before_its_last_days() -> None:
    date = InterviewDate(DAY + 60, DAY)
    bank = {each.concept: each for each in unseen(300)}
    for day in range(DAY, DAY + 50):
        for entry in plan_day(bank.values(), day, DaySettings(questions=10, dates=(date,))).entries:
            bank[entry.concept] = card(entry.concept, seen=Seen(2.3, 5.0, day, day + 6))
    assert all(each.seen for each in bank.values())


def test_Q4_new_cards_are_taken_before_reviews() -> None:
    candidates = [*(due(number) for number in range(200)), *unseen(300)]
    dated = DaySettings(questions=10, dates=(InterviewDate(DAY + 60, DAY),))
    assert plan_day(candidates, DAY, dated).new == 8
    assert plan_day([*candidates[:30], *unseen(300)], DAY, DaySettings()).new == 10


def test_Q4_a_great_backlog_without_a_date_stops_new_cards() -> None:
    at_limit = [*(due(number) for number in range(40)), *unseen(50)]
    assert plan_day(at_limit, DAY, DaySettings(questions=20)).new == 10
    assert plan_day([due(999), *at_limit], DAY, DaySettings(questions=20)).new == 0


def test_Q4_the_quota_does_not_move_while_the_day_goes_on() -> None:
    chosen = DaySettings(questions=20, dates=(InterviewDate(DAY + 60, DAY),))
    bank = {each.concept: each for each in [*(due(number) for number in range(30)), *unseen(300)]}
    so_far = SoFar()
    plan = plan_day(bank.values(), DAY, chosen)
    quota = plan.new_quota
    while plan.entries:
        asked = plan.entries[0]
        so_far = answer(plan, so_far)
        bank[asked.concept] = card(asked.concept, topic=asked.topic, seen=Seen(5.0, 5.0, DAY, DAY + 5))
        plan = plan_day(bank.values(), DAY, chosen, so_far)
        assert plan.new_quota == quota
    assert (so_far.count(Kind.NEW), len(so_far.answered)) == (quota, 20)


def test_Q5_the_first_new_cards_are_those_of_highest_priority() -> None:
    plan = plan_day(unseen(300), DAY, DaySettings(questions=10, dates=(InterviewDate(DAY + 20, DAY),)))
    assert concepts(plan) == list(range(1000, 1010))


def test_Q6_one_of_a_family_a_day_and_the_best_gain_wins() -> None:
    family = [replace(due(number, stability=4.0 * 3**number), family=1) for number in range(4)]
    best = max(family, key=lambda each: gain_per_second(each, 30, Seconds()))
    plan = plan_day(family, DAY, DaySettings())
    assert concepts(plan) == [best.concept]
    others = [each for each in family if each is not best]
    assert plan_day(others, DAY, DaySettings(), answer(plan, SoFar())).entries == ()
    stored = plan_day([family[0], due(50)], DAY, DaySettings())
    assert concepts(remainder(stored, answer(plan_day([family[1]], DAY, DaySettings()), SoFar()))) == [50]


def test_Q6_a_review_of_the_family_keeps_its_place_if_it_gains_more_than_the_new_card() -> None:
    gaining = card(1, family=1, seen=Seen(0.05, 1.0, DAY - 1, DAY))
    curve, seconds = forgetting(), Seconds()
    worth = gain_per_second(gaining, 30, seconds)
    dear = replace(seconds, new=2 * curve.gain_of_new(30) / worth)
    for costs, kept in ((seconds, 2), (dear, 1)):
        plan = plan_day([gaining, card(2, family=1)], DAY, DaySettings(seconds=costs))
        assert concepts(plan) == [kept]


def test_Q6_a_concept_in_three_languages_is_asked_once() -> None:
    plan = plan_day([due(1), due(1), due(1), card(2), card(2)], DAY, DaySettings())
    assert concepts(plan) == [1, 2]


@small
@given(
    st.lists(st.sampled_from("abc"), max_size=14),
    st.lists(st.sampled_from("abc"), max_size=14),
    st.lists(st.sampled_from("abc"), max_size=2),
)
def test_Q7_a_topic_comes_twice_in_a_row_at_most(reviews: list[str], new: list[str], before: list[str]) -> None:
    ordered = spread([(t, t) for t in reviews], [(t, t) for t in new], last_topics=before)
    assert Counter(ordered) == Counter(reviews + new)
    run = [*before, *ordered]
    for place in range(max(2, len(before)), len(run)):
        if run[place] == run[place - 1] == run[place - 2]:
            # Only where nothing else was left, or where the first card has to be a review.
            later = set(run[place + 1 :]) - {run[place]}
            assert not later or (place == len(before) and set(reviews) == {run[place]})


@small
@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=30))
def test_Q7_no_topic_is_left_over_at_the_end_where_any_order_can_help_it(topics: list[str]) -> None:
    ordered = spread([(topic, topic) for topic in sorted(topics)], [])
    commonest = Counter(topics).most_common(1)[0][1]
    longest = max(len(list(group)) for _, group in groupby(ordered))
    assert longest <= 2 or commonest > 2 * (len(topics) - commonest + 1)


@small
@given(st.integers(0, 40), st.integers(0, 30))
def test_Q8_new_cards_stand_evenly_between_reviews_and_never_first(reviews: int, new: int) -> None:
    ordered = spread([(f"r{n}", "R") for n in range(reviews)], [(f"n{n}", "N") for n in range(new)])
    assert (ordered.count("R"), ordered.count("N")) == (reviews, new)
    assert not (reviews and new) or ordered[0] == "R"
    places = [place for place, kind in enumerate(ordered) if kind == "N"]
    for number, place in enumerate(places, start=1):
        assert abs(place - (number - 1) - number * reviews / (new + 1)) <= 1
    if reviews >= 2 and reviews >= new + 1:
        assert ordered[:2] == ["R", "R"]


def test_Q8_the_spacing_goes_on_where_the_day_was_left() -> None:
    candidates = [*(due(number) for number in range(12)), *unseen(6)]
    chosen = DaySettings(questions=18, new_a_day=6)
    whole = plan_day(candidates, DAY, chosen)
    so_far, asked = SoFar(), ""
    for _ in range(18):
        plan = plan_day(candidates, DAY, chosen, so_far)
        assert kinds(plan) == kinds(remainder(whole, so_far))
        asked += kinds(plan)[0]
        so_far = answer(plan, so_far)
    assert asked == kinds(whole)


def test_Q9_a_session_stops_and_goes_on_without_loss() -> None:
    candidates = [*(due(number) for number in range(25)), *unseen(20)]
    whole = plan_day(candidates, DAY, DaySettings())
    later = plan_day(candidates, DAY, DaySettings(), answer(whole, SoFar(), 7))
    assert concepts(later) == concepts(whole)[7:]


def test_Q9_more_brings_due_cards_first_and_new_ones_then() -> None:
    candidates = [*(due(number) for number in range(13)), *unseen(30)]
    chosen = DaySettings(questions=20)
    done = answer(plan_day(candidates, DAY, chosen), SoFar(), 20)
    assert plan_day(candidates, DAY, chosen, done).entries == ()
    more = plan_day(candidates, DAY, chosen, replace(done, until=25))
    assert sorted(kinds(more)) == ["N", "N", "R", "R", "R"]


def test_Q9_what_is_skipped_comes_last_and_what_is_put_aside_does_not_come() -> None:
    candidates = [due(number) for number in range(5)]
    first = concepts(plan_day(candidates, DAY, DaySettings()))
    so_far = SoFar(aside=frozenset({ConceptId(first[1])}), skipped=frozenset({ConceptId(first[0])}))
    assert concepts(plan_day(candidates, DAY, DaySettings(), so_far)) == [*first[2:], first[0]]
    assert concepts(remainder(plan_day(candidates, DAY, DaySettings()), so_far)) == [*first[2:], first[0]]


def test_Q10_after_a_month_off_the_first_plan_keeps_the_cap_and_nothing_is_reset() -> None:
    bank = [*(due(number, overdue=number % 30) for number in range(180)), *unseen(50)]
    plan = plan_day(bank, DAY, DaySettings(questions=25))
    assert (len(plan.entries), plan.new, plan.due) == (25, 0, 180)
    dated = DaySettings(questions=25, dates=(InterviewDate(DAY + 60, DAY - 30),))
    assert plan_day(bank, DAY, dated).new > 0


@pytest.mark.parametrize(
    ("backlog", "a_day", "inflow", "days"),
    [(45, 15, 3.0, 4), (45, 10, 10.0, None), (1, 10, 0.0, 1), (0, 10, 0.0, None)],
)
def test_Q10_a_backlog_is_cleared_in_so_many_days(backlog: int, a_day: int, inflow: float, days: int | None) -> None:
    assert catch_up(backlog, a_day, inflow) == (CatchUp(a_day, days) if days else None)


def test_Q10_the_choices_are_few_and_finite() -> None:
    assert choices(45, 3.0) == (CatchUp(10, 7), CatchUp(15, 4), CatchUp(20, 3))
    assert choices(5, 0.0) == (CatchUp(10, 1),)
    assert choices(10_000, 49.0) == (CatchUp(50, 10_000),)


@pytest.mark.parametrize("ahead", [None, 60, 5])
def test_ten_thousand_cards_are_planned_at_once(ahead: int | None) -> None:
    candidates = [due(number, overdue=number % 9, topic=f"topic {number % 30}") for number in range(10_000)]
    dates = (InterviewDate(DAY + ahead, DAY - 55),) if ahead else ()
    chosen = DaySettings(dates=dates)
    least = min(_processor_time(candidates, chosen) for _ in range(2))
    assert least < 0.1


def _processor_time(candidates: Sequence[Candidate], chosen: DaySettings) -> float:
    before = time.process_time()
    plan_day(candidates, DAY, chosen)
    return time.process_time() - before


def test_a_plan_is_made_from_a_stored_memory() -> None:
    now = datetime(2026, 5, 5, 12, tzinfo=UTC)
    stored = memory.rate(None, Rating.GOOD, now=now, day=DAY, seed=(1, 1))
    plan = plan_day([card(1, seen=Seen.of(stored))], stored.due_day, DaySettings())
    assert kinds(plan) == "R"
    assert plan_day([card(1, seen=Seen.of(stored))], stored.due_day - 1, DaySettings()).entries == ()
