"""The day of an interview: phases, quotas, intervals, words' numbers and estimates."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import memory
from bot.domain.forecasting import first_ratings, if_going_on, if_stopped
from bot.domain.forgetting import FIRST_RATINGS, forgetting
from bot.domain.ids import ConceptId
from bot.domain.interview_date import (
    FARTHEST,
    PACED_RETENTION,
    SURE,
    InterviewDate,
    Phase,
    aimed_retention,
    coming,
    governing,
    haste,
    held_before,
    pacing,
    surely_hasty,
)
from bot.domain.memory import RETENTION_MAX, RETENTION_MIN, Rating
from bot.domain.own_curve import EVERYBODY, OwnCurve
from bot.domain.planning import plan_day
from bot.domain.plans import Candidate, DaySettings, Kind, Seen

TODAY = 20_000
NOW = datetime(2026, 5, 5, 12, tzinfo=UTC)
small = settings(derandomize=True, max_examples=80, deadline=None)


def bank(unseen: int, seen: int = 0, topic: str = "sql") -> list[Candidate]:
    """Cards never asked, and cards asked five days ago that are not due for a long time."""
    asked = [
        Candidate(ConceptId(number), f"{topic} {number}", None, Seen(1.0 + number, 5.0, TODAY - 5, TODAY + 300))
        for number in range(seen)
    ]
    return asked + [Candidate(ConceptId(1000 + number), f"{topic} new {number}") for number in range(unseen)]


@pytest.mark.parametrize(
    ("ahead", "phases"),
    [
        (60, {0: Phase.PACED, 39: Phase.PACED, 40: Phase.FINAL, 58: Phase.FINAL, 59: Phase.WARM_UP, 60: Phase.WARM_UP}),
        (12, {0: Phase.PACED, 7: Phase.PACED, 8: Phase.FINAL, 10: Phase.FINAL, 11: Phase.WARM_UP, 13: Phase.OVER}),
        (2, {0: Phase.PACED, 1: Phase.WARM_UP, 2: Phase.WARM_UP}),
        (1, {0: Phase.FINAL, 1: Phase.FINAL, 2: Phase.OVER}),
        (0, {0: Phase.FINAL}),
    ],
)
def test_E1_paced_then_final_then_a_warm_up(ahead: int, phases: dict[int, Phase]) -> None:
    date = InterviewDate(TODAY + ahead, TODAY)
    assert {day: date.phase(TODAY + day) for day in phases} == phases


def test_E1_in_the_last_days_everything_is_ranked_due_or_not() -> None:
    date = InterviewDate(TODAY + 8, TODAY - 40)
    plan = plan_day(bank(3, 30), TODAY, DaySettings(questions=12, dates=(date,)))
    assert len(plan.entries) == 12
    assert plan.new == 3
    assert {entry.kind for entry in plan.entries} == {Kind.NEW, Kind.REVIEW}


@pytest.mark.parametrize("left", [0, 1])
def test_E1_on_the_last_two_days_ten_questions_and_nothing_new(left: int) -> None:
    date = InterviewDate(TODAY + left, TODAY - 40)
    chosen = DaySettings(questions=30, dates=(date,))
    plan = plan_day(bank(50, 40), TODAY, chosen)
    assert (len(plan.entries), plan.new, plan.new_quota) == (10, 0, 0)
    curve = forgetting()
    gains = {number: curve.gain(1.0 + number, 5.0, 5, 1)[0] for number in range(40)}
    best = sorted(gains, key=gains.__getitem__, reverse=True)[:14]
    # By gain for each second: shaky cards take a little longer, so the order is not quite that of the gains.
    assert {entry.concept for entry in plan.entries} <= set(best)


def test_E1_before_a_date_less_firmness_is_aimed_at_and_more_for_who_forgets_fast() -> None:
    date = InterviewDate(TODAY + 60, TODAY)
    assert aimed_retention(date, TODAY, 0.9) == pytest.approx(PACED_RETENTION)
    assert aimed_retention(date, TODAY, 0.75) == pytest.approx(0.75)
    assert aimed_retention(None, TODAY, 0.9) == pytest.approx(0.9)
    fast = replace(EVERYBODY, level=0.5)
    assert haste(fast) == 1
    assert aimed_retention(date, TODAY, 0.9, fast) > 0.9
    assert not surely_hasty(fast)
    assert surely_hasty(replace(fast, level_variance=0.01))


def test_E1_yesterdays_failures_come_first_before_a_date_and_in_the_last_days_for_fast_forgetters() -> None:
    cards = [Candidate(ConceptId(1), "sql", None, Seen(0.3, 9.0, TODAY - 1, TODAY)), *bank(0, 12)]
    cards += [
        replace(each, concept=ConceptId(50 + each.concept), seen=Seen(4.0, 4.0, TODAY - 9, TODAY)) for each in cards
    ]
    hasty = replace(EVERYBODY, level=0.8, level_variance=0.01)
    for ahead, own, first in ((60, EVERYBODY, True), (8, EVERYBODY, False), (8, hasty, True)):
        date = InterviewDate(TODAY + ahead, TODAY - 40)
        plan = plan_day(cards, TODAY, DaySettings(questions=3, new_a_day=0, dates=(date,), own=own))
        assert (plan.entries[0].concept == 1) is first


def test_E1_a_warm_up_is_of_its_scope_alone() -> None:
    date = InterviewDate(TODAY + 1, TODAY - 40, frozenset({"go"}))
    overdue = [replace(each, seen=Seen(3.0, 5.0, TODAY - 9, TODAY - 4)) for each in bank(0, 5)]
    plan = plan_day(
        [*overdue, Candidate(ConceptId(99), "go", None, Seen(3.0, 5.0, TODAY - 2, TODAY + 9))],
        TODAY,
        DaySettings(dates=(date,)),
    )
    assert [entry.concept for entry in plan.entries] == [99]


@small
@given(st.floats(-3, 3), st.floats(-1, 1), st.floats(RETENTION_MIN, RETENTION_MAX), st.integers(0, 70))
def test_E1_what_is_aimed_at_is_always_allowed(level: float, slope: float, usual: float, day: int) -> None:
    own = OwnCurve(level=level, slope=slope)
    for date in (None, InterviewDate(TODAY + 60, TODAY)):
        assert RETENTION_MIN <= aimed_retention(date, TODAY + day, usual, own) <= RETENTION_MAX


@small
@given(st.lists(st.sampled_from(Rating), min_size=1, max_size=12), st.integers(1, 200))
def test_E2_no_review_is_due_after_the_date_unless_it_is_sure(ratings: list[Rating], ahead: int) -> None:
    date = InterviewDate(TODAY + ahead, TODAY)
    state, day = None, TODAY
    for rating in ratings:
        plain = memory.rate(state, rating, now=NOW, day=day, seed=(1, 1), retention=0.8)
        state = held_before(plain, date)
        if day < date.day < state.due_day:
            assert memory.recall(state.stability, date.day - day) >= SURE
        assert state.due_day <= plain.due_day
        assert replace(state, due_day=plain.due_day) == plain
        day = max(day + 1, state.due_day)


def test_E2_a_due_day_before_the_date_or_without_one_stays() -> None:
    after = memory.rate(None, Rating.EASY, now=NOW, day=TODAY, seed=(1, 1))
    assert held_before(after, None) == after
    assert held_before(after, InterviewDate(after.due_day, TODAY)) == after
    assert held_before(after, InterviewDate(after.due_day - 2, TODAY)).due_day == after.due_day - 2
    assert held_before(after, InterviewDate(TODAY, TODAY - 9)) == after


def test_Q4_Q5_the_words_before_it_starts() -> None:
    comfortable = pacing(InterviewDate(TODAY + 40, TODAY), cards=300, unseen=300, today=TODAY, questions=20)
    assert (comfortable.days, comfortable.new_a_day, comfortable.will_see) == (40, 12, 300)
    assert comfortable.works
    hopeless = pacing(InterviewDate(TODAY + 19, TODAY), cards=300, unseen=300, today=TODAY, questions=10)
    assert (hopeless.wanted, hopeless.new_a_day, hopeless.will_see, hopeless.works) == (24, 10, 180, False)
    tomorrow = pacing(InterviewDate(TODAY + 1, TODAY), cards=9, unseen=9, today=TODAY, questions=5)
    assert (tomorrow.will_see, tomorrow.works) == (10 - 1, True)


@settings(derandomize=True, max_examples=30, deadline=None)
@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 200), st.integers(1, 30))
def test_Q5_as_many_are_seen_as_was_said(ahead: int, gone: int, unseen: int, questions: int) -> None:
    date = InterviewDate(TODAY + ahead, TODAY - gone)
    said = pacing(date, cards=unseen, unseen=unseen, today=TODAY, questions=questions)
    left = unseen
    for day in range(TODAY, date.day + 1):
        left -= plan_day(bank(left), day, DaySettings(questions=questions, dates=(date,))).new
    assert unseen - left == said.will_see


def test_E3_an_estimate_has_a_band_and_comes_out_the_same_each_time() -> None:
    date = InterviewDate(TODAY + 40, TODAY)
    chosen = DaySettings(dates=(date,))
    cards = bank(120, 60)
    stopped = if_stopped(cards, date, chosen)
    going_on = if_going_on(cards, TODAY, date, chosen)
    assert going_on == if_going_on(cards, TODAY, date, chosen)
    for estimate in (stopped, going_on.estimate):
        assert 0 <= estimate.low < estimate.known < estimate.high <= estimate.cards == 180
    assert going_on.estimate.known > stopped.known + 60
    assert going_on.seen == 180
    assert 0 < going_on.questions_a_day <= 20
    expected = sum(memory.recall(1.0 + number, 45) for number in range(60))
    assert stopped.known == pytest.approx(expected)


def test_E3_a_slower_pace_knows_less() -> None:
    date = InterviewDate(TODAY + 40, TODAY)
    known = [
        if_going_on(bank(200), TODAY, date, DaySettings(dates=(date,)), questions=pace).estimate.known
        for pace in (0, 3, 10, 20)
    ]
    assert known[0] == 0
    assert known == sorted(known)


def test_E3_who_often_knows_nothing_at_first_sight_is_told_less() -> None:
    date = InterviewDate(TODAY + 40, TODAY)
    novice = first_ratings((60, 10, 25, 5))
    assert sum(novice) == pytest.approx(1)
    assert first_ratings((0, 0, 0, 0)) == pytest.approx(FIRST_RATINGS)
    told = [
        if_going_on(bank(200), TODAY, date, DaySettings(), first=first).estimate.known
        for first in (novice, FIRST_RATINGS)
    ]
    assert told[0] < told[1]


def test_E3_thousands_of_cards_are_thinned_out() -> None:
    date = InterviewDate(TODAY + 30, TODAY)
    whole = if_going_on(bank(0, 2000), TODAY, date, DaySettings())
    assert whole.estimate.cards == 2000
    assert whole.seen == 2000
    assert whole.questions_a_day <= 20
    stopped = if_stopped(bank(0, 2000), date, DaySettings())
    assert whole.estimate.known == pytest.approx(stopped.known, rel=0.05)


def test_E4_a_moved_date_counts_anew() -> None:
    date = InterviewDate(TODAY + 60, TODAY)
    later = date.moved(TODAY + 90, TODAY + 45)
    assert (date.phase(TODAY + 45), later.phase(TODAY + 45)) == (Phase.FINAL, Phase.PACED)
    assert later.final_days == 15
    assert later.new_a_day(60, TODAY + 45) == 2


def test_E4_after_the_date_everything_is_as_before_it() -> None:
    date = InterviewDate(TODAY - 1, TODAY - 40)
    assert date.phase(TODAY) is Phase.OVER
    assert aimed_retention(date, TODAY, 0.9) == pytest.approx(0.9)
    assert coming([date], TODAY) == ()
    plan = plan_day(bank(50, 30), TODAY, DaySettings(dates=(date,)))
    assert plan == plan_day(bank(50, 30), TODAY, DaySettings())
    assert (plan.date, plan.new) == (None, 10)


@pytest.mark.parametrize("ahead", [-1, FARTHEST + 1])
def test_E4_a_date_that_cannot_be_is_refused(ahead: int) -> None:
    with pytest.raises(ValueError, match="days ahead"):
        InterviewDate(TODAY + ahead, TODAY)


def test_E5_the_nearest_date_of_a_topic_governs() -> None:
    near = InterviewDate(TODAY + 5, TODAY, frozenset({"sql", "go"}))
    far = InterviewDate(TODAY + 50, TODAY)
    dates = (far, near)
    assert coming(dates, TODAY) == (near, far)
    assert governing(dates, "go", TODAY) == near
    assert governing(dates, "rust", TODAY) == far
    assert governing(dates, "go", TODAY + 6) == far
    assert governing((near,), "rust", TODAY) is None


def test_E5_the_nearest_date_comes_first_and_the_other_is_not_forgotten() -> None:
    near = InterviewDate(TODAY + 12, TODAY, frozenset({"sql"}))
    far = InterviewDate(TODAY + 60, TODAY)
    cards = [Candidate(ConceptId(number), "sql" if number < 40 else "go") for number in range(200)]
    plan = plan_day(cards, TODAY, DaySettings(questions=20, dates=(far, near)))
    topics = [entry.topic for entry in plan.entries]
    assert (topics.count("sql"), topics.count("go")) == (5, 4)
    assert plan.date == near


def test_E5_what_belongs_to_a_later_date_goes_on_in_the_last_days_of_a_nearer_one() -> None:
    near = InterviewDate(TODAY + 5, TODAY - 40, frozenset({"sql"}))
    far = InterviewDate(TODAY + 60, TODAY)
    cards = [Candidate(ConceptId(number), "sql" if number < 6 else "go") for number in range(206)]
    topics = [entry.topic for entry in plan_day(cards, TODAY, DaySettings(questions=20, dates=(far, near))).entries]
    assert (topics.count("sql"), topics.count("go")) == (6, 5)


def test_E5_a_date_for_one_topic_leaves_the_usual_new_cards_of_others() -> None:
    date = InterviewDate(TODAY + 60, TODAY, frozenset({"sql"}))
    cards = [Candidate(ConceptId(number), "sql" if number < 40 else "go") for number in range(200)]
    plan = plan_day(cards, TODAY, DaySettings(questions=20, dates=(date,)))
    topics = [entry.topic for entry in plan.entries]
    assert (topics.count("sql"), topics.count("go")) == (1, 9)


def test_the_own_curve_learns_how_fast_somebody_forgets() -> None:
    own, curve = EVERYBODY, forgetting()
    for number in range(400):
        recall = curve.nominal(5.0 + number % 30, 10)
        # Answers as they come from somebody whose chance of recall is the square of what FSRS thinks.
        own = own.learned(5.0 + number % 30, recall, passed=number % 100 < 100 * recall**2)
    assert own.power(20) == pytest.approx(2, rel=0.2)
    assert forgetting(own=own).recall(20.0, 10) < curve.recall(20.0, 10)
    assert own.level_variance < EVERYBODY.level_variance


@small
@given(st.lists(st.tuples(st.floats(0.001, 36500), st.floats(0, 1), st.booleans()), max_size=60))
def test_the_own_curve_survives_any_answers(answers: list[tuple[float, float, bool]]) -> None:
    own = EVERYBODY
    for stability, recall, passed in answers:
        own = own.learned(stability, max(recall, 0.01), passed=passed)
    assert 0.2 <= own.power(10) <= 6
    assert own.level_variance > 0
    assert own.slope_variance > 0
    assert 0 <= forgetting(own=own).recall(5.0, 8) <= 1
