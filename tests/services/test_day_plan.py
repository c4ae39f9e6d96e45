"""The plan of a day through the real service and a real database: made once, kept, gone on with."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.catching_up import Backlog
from bot.domain.ids import CardId, ConceptId, LearnerId
from bot.domain.interview_date import InterviewDate
from bot.domain.learners import Learner, Person
from bot.domain.memory import Memory, Phase, Rating
from bot.services.answers import Given
from bot.services.choosing import DailyDone, Done, Next, Question, Where, choose
from bot.services.drill import Drill, Rated
from bot.services.work import Work
from bot.storage import cards, interview_dates, learners, memories, terms
from bot.storage.database import Transaction
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, add_cards, card

ALICE = LearnerId(1)
ALL = Where()


class Practice:
    """A learner who answers what she is asked."""

    def __init__(self, db: SqliteDatabase) -> None:
        self.db = db
        self.drill = Drill()
        self.now = START
        self.learner = Learner(ALICE, "en", ("en",), "UTC", 2, 10, 0.9, START, START)
        self.day = self.learner.day(START)

    @property
    def work(self) -> Work:
        return Work(self.db, Person(ALICE, self.learner), self.now)

    async def begin(self, new: int, due: int = 0, **settings: int) -> None:
        """So many new cards, and before them in number so many that fell due ten days ago."""
        await self.change(**settings)
        await add_cards(self.db, [card(number, topic=f"t{number % 5}") for number in range(due + new)])
        last = self.day - 20
        memory = Memory(Phase.REVIEW, 10.0, 5.0, self.day - 10, None, last, START - timedelta(days=20), 2, 0, 1, 2)

        async def unit(tx: Transaction) -> None:
            for concept in range(1, due + 1):
                await memories.replace(tx, ALICE, ConceptId(concept), None, memory)

        await self.db.write(unit)

    async def change(self, **settings: int) -> None:
        self.learner = replace(self.learner, **settings)  # type: ignore[arg-type]  # fields by name

        async def unit(tx: Transaction) -> None:
            await learners.store(tx, self.learner)

        await self.db.write(unit)

    async def open(self, where: Where = ALL) -> Next:
        return await self.drill.next(self.work, where)

    async def rate(self, card_id: CardId, rating: Rating = Rating.GOOD, where: Where = ALL) -> Next:
        self.now += timedelta(seconds=5)
        shown = await self.drill.reveal(self.work, card_id, where)
        given = Given(rating, "self", interval=shown.futures[rating].due_day - shown.day)
        rated = await self.drill.rate(
            self.work, card_id, given, seen_version=shown.version, seen_day=shown.day, where=where
        )
        assert isinstance(rated, Rated)
        return rated.then

    async def go_on(
        self, answers: int = 1000, rating: Rating = Rating.GOOD, where: Where = ALL
    ) -> tuple[list[int], Next]:
        """Answer what comes; the cards, and what came after."""
        asked: list[int] = []
        shown = await self.open(where)
        while isinstance(shown, Question) and len(asked) < answers:
            asked.append(shown.card.id)
            shown = await self.rate(shown.card.id, where=where)
        return asked, shown

    async def answered_long_ago(self, tx: Transaction) -> None:
        """A line of the log from before a break."""
        await tx.run(
            "INSERT INTO reviews (learner_id, concept_id, card_id, at, day, rating, mode, parameters, due_day) "
            "VALUES (?, 1, 1, 0, ?, 3, 'self', 1, ?)",
            ALICE,
            self.day - 20,
            self.day - 10,
        )

    async def stored(self) -> Learner:
        learner = await learners.load(self.db, ALICE)
        assert learner is not None
        return learner

    async def plans(self) -> list[tuple[str, int]]:
        rows = await self.db.all("SELECT scope, day FROM day_plans ORDER BY scope")
        return [(row["scope"], row["day"]) for row in rows]

    async def interview(self, in_days: int, *topics: str) -> None:
        date = InterviewDate(self.day + in_days, self.day, frozenset(topics) if topics else None)

        async def unit(tx: Transaction) -> None:
            await interview_dates.add(tx, ALICE, date)

        await self.db.write(unit)


@pytest.fixture
async def practice(db: SqliteDatabase) -> Practice:
    return Practice(db)


async def test_q1_a_day_ends_at_its_cap_and_says_what_had_no_place(practice: Practice) -> None:
    await practice.begin(new=30, due=40)
    asked, then = await practice.go_on()
    assert len(asked) == 20
    assert isinstance(then, Done)
    assert then.left_out.due == 40 - len([number for number in asked if number <= 40])
    assert then.more == 10
    more = await practice.drill.more(practice.work, ALL, then.asked_for)
    assert isinstance(more, Question)
    again, then = await practice.go_on()
    assert len(again) == 10
    assert not set(again) & set(asked)
    assert isinstance(then, Done)
    assert then.more == 10
    await practice.drill.more(practice.work, ALL, then.asked_for)
    twice = await practice.drill.more(practice.work, ALL, then.asked_for)
    assert isinstance(twice, Question)
    assert len((await practice.go_on())[0]) == 10, "a doubled tap adds once"


async def test_q4_new_cards_keep_their_places_beside_due_ones(practice: Practice) -> None:
    await practice.begin(new=30, due=20)
    asked, _ = await practice.go_on()
    assert len([number for number in asked if number > 20]) == 10
    assert asked[0] <= 20, "Q8: never a new one first"


async def test_a_plan_is_made_once_and_gone_on_with(practice: Practice) -> None:
    await practice.begin(new=30, due=20)
    first = await practice.open()
    assert await practice.plans() == [("//en", practice.day)]
    whole, _ = await practice.go_on(5)
    assert isinstance(first, Question)
    assert whole[0] == first.card.id
    rest, _ = await practice.go_on()
    for _ in range(5):
        await practice.drill.undo(practice.work)
    again, _ = await practice.go_on()
    assert again == rest[-5:], "what was taken back comes again, in its order"


async def test_a_card_answered_beside_the_plan_takes_a_place_of_it(practice: Practice) -> None:
    await practice.begin(new=60)
    await practice.open()
    await practice.rate(CardId(60))
    asked, _ = await practice.go_on()
    assert len(asked) == 9
    assert 60 not in asked


async def test_what_is_set_anew_holds_at_once(practice: Practice) -> None:
    await practice.begin(new=60)
    await practice.go_on(3)
    await practice.change(new_a_day=5)
    asked, _ = await practice.go_on()
    assert len(asked) == 2


async def test_a_card_that_was_withdrawn_falls_out_of_the_plan(practice: Practice) -> None:
    await practice.begin(new=10)
    first = await practice.open()
    assert isinstance(first, Question)

    async def unit(tx: Transaction) -> None:
        await cards.retire(tx, first.card, practice.now, by=None)

    await practice.db.write(unit)
    asked, _ = await practice.go_on()
    assert len(asked) == 9
    assert first.card.id not in asked


async def test_cards_that_come_later_in_the_day_are_asked_too(practice: Practice) -> None:
    await practice.begin(new=3)
    await practice.go_on()
    await add_cards(practice.db, [card(90)])
    asked, _ = await practice.go_on()
    assert asked == [4]


async def test_the_next_day_has_a_plan_of_its_own(practice: Practice) -> None:
    await practice.begin(new=30)
    asked, _ = await practice.go_on()
    practice.now += timedelta(days=1)
    again, _ = await practice.go_on()
    assert len(again) == 10
    assert not set(asked) & set(again)
    assert await practice.plans() == [("//en", practice.day + 1)]


async def test_a_topic_has_a_plan_under_the_same_cap(practice: Practice) -> None:
    await practice.begin(new=60)
    asked, _ = await practice.go_on(7)
    topic, then = await practice.go_on(where=Where(topic="t1"))
    assert len(topic) == 3
    assert {number % 5 for number in topic} == {2}
    assert isinstance(then, Done)
    assert len(asked) + len(topic) == practice.learner.new_a_day


async def test_what_is_skipped_comes_last(practice: Practice) -> None:
    await practice.begin(new=5)
    first = await practice.open()
    assert isinstance(first, Question)
    await practice.drill.put_aside(practice.work, first.card.id, "skipped", ALL)
    asked, _ = await practice.go_on()
    assert asked[-1] == first.card.id
    assert len(asked) == 5


async def test_t6_a_failed_card_comes_back_after_three_others(practice: Practice) -> None:
    await practice.begin(new=10)
    first = await practice.open()
    assert isinstance(first, Question)
    await practice.rate(first.card.id, Rating.AGAIN)
    asked, _ = await practice.go_on(4)
    assert asked.index(first.card.id) == 3


async def test_looking_stores_nothing(practice: Practice) -> None:
    await practice.begin(new=10)
    seen = await choose(practice.db, practice.learner, ALL, practice.now)
    assert isinstance(seen, Question)
    assert await practice.plans() == []
    opened = await practice.open()
    assert isinstance(opened, Question)
    assert opened.card.id == seen.card.id, "what a reminder showed is what /quiz begins with"


async def test_e1_with_a_date_new_cards_come_by_what_is_left_to_see(practice: Practice) -> None:
    await practice.begin(new=120)
    await practice.interview(20)
    asked, _ = await practice.go_on()
    assert len(asked) == 9, "120 cards in 14 days"


async def test_e2_no_answer_is_due_after_the_date(practice: Practice) -> None:
    await practice.begin(new=0, due=5, questions_a_day=100)
    await practice.interview(25, "t0")
    await practice.go_on()
    dues = await practice.db.all("SELECT concept_id, due_day FROM memories ORDER BY concept_id")
    within = {row["concept_id"]: row["due_day"] <= practice.day + 25 for row in dues}
    assert within[1], "of its topics"
    assert not all(within.values()), "others have nothing to do with it"


async def test_the_own_curve_is_learned_from_first_answers_and_taken_back_exactly(practice: Practice) -> None:
    await practice.begin(new=2, due=10)
    before = await terms.load(practice.db, ALICE)
    curves = [before.own]
    shown = await practice.open()
    while isinstance(shown, Question) and len(curves) < 6:
        shown = await practice.rate(shown.card.id, Rating.AGAIN if len(curves) % 2 else Rating.GOOD)
        curves.append((await terms.load(practice.db, ALICE)).own)
    assert len(set(curves)) > 3
    for curve in reversed(curves[:-1]):
        await practice.drill.undo(practice.work)
        assert (await terms.load(practice.db, ALICE)).own == curve


async def test_a_daily_set_ends_before_the_day(practice: Practice) -> None:
    await practice.begin(new=30)

    async def unit(tx: Transaction) -> None:
        await tx.run("INSERT INTO subscriptions (learner_id, minute, weekdays, size) VALUES (?, 540, 127, 4)", ALICE)

    await practice.db.write(unit)
    asked, then = await practice.go_on(where=Where(daily=0))
    assert len(asked) == 4
    assert isinstance(then, DailyDone)
    assert then.left == 6


async def test_q10_catching_up_takes_as_long_as_was_promised_and_begins_nothing_new(practice: Practice) -> None:
    await practice.begin(new=60, due=45)
    practice.now += timedelta(days=1)
    offered = await practice.open()
    assert isinstance(offered, Question), "nothing was ever answered: no break"
    await practice.db.write(practice.answered_long_ago)
    offered = await practice.open()
    assert isinstance(offered, Backlog)
    slow = next(each for each in offered.choices if each.questions == 15)
    await practice.drill.catch_up(practice.work, slow.questions)
    practice.learner = await practice.stored()
    left = []
    for _ in range(slow.days):
        asked, then = await practice.go_on()
        assert all(number <= 45 for number in asked), "nothing new"
        assert isinstance(then, Done)
        left.append(then.left_out.due)
        practice.now += timedelta(days=1)
    assert left[-1] == 0
    asked, _ = await practice.go_on()
    assert any(number > 45 for number in asked)
