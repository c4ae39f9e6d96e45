"""Interview dates through the service and a real database: what is counted, estimated and planned for them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.interview_date import InterviewDate
from bot.domain.memory import Rating
from bot.services import day_plan
from bot.services.interview_dates import InterviewDates, Outlook
from bot.storage import interview_dates, learners, terms
from bot.storage.database import Transaction
from bot.storage.queue import Scope
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, add_cards, card
from tests.services.practising import ALICE, Practice

DATES = InterviewDates()


async def practice(db: SqliteDatabase, topics: Sequence[str]) -> Practice:
    made = Practice(db, await add_cards(db, [card(number, topic=topic) for number, topic in enumerate(topics)]))
    await made.begin()
    return made


async def proposed(alice: Practice, days: int, *topics: str) -> Outlook:
    work = alice.work(START)
    return await DATES.proposed(work, alice.learner.day(START) + days, frozenset(topics) or None)


async def test_counts_are_of_the_scope_whether_met_or_not(db: SqliteDatabase) -> None:
    alice = await practice(db, ["git", "asyncio", "asyncio", "gil"])
    await alice.answer(START, 0)
    await alice.answer(START, 1, Rating.AGAIN)
    everything, some = await proposed(alice, 30), await proposed(alice, 30, "asyncio", "gil")
    assert (everything.pacing.cards, everything.pacing.unseen) == (4, 2)
    assert (some.pacing.cards, some.pacing.unseen) == (3, 2)
    assert some.stopped.cards == 3
    assert 0 < some.stopped.known < everything.stopped.known < 4


async def test_e3_the_band_holds_the_estimate_and_going_on_knows_more_than_stopping(db: SqliteDatabase) -> None:
    alice = await practice(db, ["git"] * 20)
    for number in range(5):
        await alice.answer(START, number)
    work = alice.work(START + timedelta(days=1))
    found = await DATES.proposed(work, alice.learner.day(START) + 40, None)
    assert found.pace == 5
    assert found.present is not None
    for estimate in (found.stopped, found.present.estimate):
        assert estimate.low <= estimate.known <= estimate.high
    assert found.stopped.known < found.present.estimate.known


@pytest.mark.parametrize(
    ("questions", "short_of", "will_see", "raise_to"), [(10, "questions", 20, 30), (30, None, 60, 50)]
)
async def test_q5_what_does_not_fit_under_the_cap_is_said(
    db: SqliteDatabase, questions: int, short_of: str | None, will_see: int, raise_to: int
) -> None:
    alice = await practice(db, ["git"] * 60)
    alice.learner = replace(alice.learner, questions_a_day=questions)
    found = await proposed(alice, 3)
    assert (found.short_of, found.will_see, found.raise_to) == (short_of, will_see, raise_to)


async def test_q5_minutes_can_be_what_is_short(db: SqliteDatabase) -> None:
    alice = await practice(db, ["git"] * 100)
    alice.learner = replace(alice.learner, minutes_a_day=1, questions_a_day=100)
    found = await proposed(alice, 5)
    assert found.short_of == "minutes"
    assert found.will_see < 50


async def test_farther_than_a_year_nothing_is_lived_through(db: SqliteDatabase) -> None:
    alice = await practice(db, ["git"])
    assert (await proposed(alice, 367)).planned is None
    assert (await proposed(alice, 366)).planned is not None


async def test_e5_the_plan_finds_the_topics_of_a_date_behind_hotter_cards(db: SqliteDatabase) -> None:
    alice = await practice(db, ["gil"] * 250 + ["git"] * 5)
    day = alice.learner.day(START)

    async def hotter(tx: Transaction) -> None:
        await tx.run("UPDATE cards SET hotness = 100 WHERE topic = 'gil'")
        await interview_dates.add(tx, ALICE, InterviewDate(day + 5, day, frozenset({"git"})))
        await learners.store(tx, alice.learner)

    await db.write(hotter)
    settings = await day_plan.settings_of(db, alice.learner, await terms.load(db, ALICE), day)
    found = await day_plan.candidates(db, Scope(ALICE, day, ("en",)), settings)
    assert {each.topic for each in found} == {"gil", "git"}
    assert sum(each.topic == "git" for each in found) == 5


async def test_the_numbers_look_at_the_nearest_date(db: SqliteDatabase) -> None:
    alice = await practice(db, ["git"] * 30)
    for number in range(12):
        await alice.answer(START, number)
    work, day = alice.work(START), alice.learner.day(START)
    assert (await DATES.numbers(work)).on_date is None
    await DATES.keep(work, day + 60, None)
    await DATES.keep(alice.work(START), day + 30, None)
    found = await DATES.numbers(alice.work(START))
    assert found.date == day + 30
    assert found.on_date is not None
    assert max(found.ahead) <= alice.learner.questions_a_day + 0.01


async def test_before_a_date_the_days_ahead_bring_new_cards_at_its_pace(db: SqliteDatabase) -> None:
    alice = await practice(db, ["git"] * 60)
    day = alice.learner.day(START)
    await DATES.keep(alice.work(START), day + 41, None)
    found = await DATES.numbers(alice.work(START))
    assert found.ahead[0] == pytest.approx(2, abs=1), "60 cards in 31 days"
