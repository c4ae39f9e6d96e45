"""Memories: replaced only where they are what was seen, undone exactly, and every answer logged."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.ids import CardId, ConceptId, LearnerId
from bot.domain.learners import Learner
from bot.domain.memory import Memory, Phase, Rating, rate
from bot.storage import learners, memories, steps
from bot.storage.database import Transaction
from bot.storage.memories import Aside, Review
from bot.storage.sqlite import SqliteDatabase
from bot.storage.steps import Undone
from tests.conftest import START, add_cards, card

ALICE, BOB = LearnerId(1), LearnerId(2)
DAY = 20_514


class Practice:
    """Two learners and three cards."""

    def __init__(self, db: SqliteDatabase, concepts: list[ConceptId]) -> None:
        self.db = db
        self.concepts = concepts
        self.now = START

    async def memory(self, number: int = 0, learner: LearnerId = ALICE) -> Memory | None:
        return await memories.load(self.db, learner, self.concepts[number])

    async def replace(self, before: Memory | None, after: Memory, number: int = 0) -> bool:
        async def unit(tx: Transaction) -> bool:
            return await memories.replace(tx, ALICE, self.concepts[number], before, after)

        return await self.db.write(unit)

    async def answer(self, rating: Rating, number: int = 0, day: int = DAY, learner: LearnerId = ALICE) -> Memory:
        """As the drill does."""
        self.now += timedelta(minutes=1)
        concept = self.concepts[number]
        before = await self.memory(number, learner)
        after = rate(before, rating, now=self.now, day=day, seed=(learner, concept))
        review = Review(
            learner_id=learner,
            concept_id=concept,
            card_id=CardId(number + 1),
            at=self.now,
            day=day,
            rating=rating,
            mode="self",
            latency_ms=4000,
            predicted=0.9 if before else None,
            before=before,
            parameters=1,
            due_day=after.due_day,
        )

        async def unit(tx: Transaction) -> None:
            assert await memories.replace(tx, learner, concept, before, after)
            await memories.log(tx, review)

        await self.db.write(unit)
        return after

    async def put_aside(self, how: Aside, until: int | None, number: int = 0) -> None:
        self.now += timedelta(minutes=1)

        async def unit(tx: Transaction) -> None:
            concept = self.concepts[number]
            if how != "skipped":
                await steps.note(tx, ALICE, concept, "aside", card_id=CardId(number + 1), day=DAY, now=self.now)
            await memories.put_aside(tx, ALICE, concept, how, until, self.now)

        await self.db.write(unit)

    async def undo(self, step: int | None = None) -> Undone | str | None:
        async def unit(tx: Transaction) -> Undone | str | None:
            return await steps.undo_last(tx, ALICE, DAY, self.now, step)

        return await self.db.write(unit)

    async def last_step(self) -> int:
        return await steps.last_step(self.db, ALICE, DAY)


@pytest.fixture
async def practice(db: SqliteDatabase) -> Practice:
    await add_cards(db, [card(number) for number in range(3)])

    async def unit(tx: Transaction) -> None:
        for learner_id in (ALICE, BOB):
            await learners.store(tx, Learner(learner_id, "en", ("en",), "UTC", 2, 10, 0.9, None, START))

    await db.write(unit)
    rows = await db.all("SELECT concept_id FROM cards ORDER BY id")
    return Practice(db, [ConceptId(row["concept_id"]) for row in rows])


async def test_a_memory_comes_back_as_it_was_stored(practice: Practice) -> None:
    assert await practice.memory() is None
    for rating in Rating:
        after = await practice.answer(rating, day=DAY + rating.value)
        assert await practice.memory() == after
    assert await practice.memory(learner=BOB) is None


async def test_a_failed_card_keeps_the_instant_of_its_step(practice: Practice) -> None:
    after = await practice.answer(Rating.AGAIN)
    assert after.due_at == practice.now + timedelta(minutes=10)
    stored = await practice.memory()
    assert stored is not None
    assert (stored.due_at, stored.phase) == (after.due_at, Phase.LEARNING)


async def test_only_the_memory_that_was_seen_is_replaced(practice: Practice) -> None:
    first = await practice.answer(Rating.GOOD)
    second = await practice.answer(Rating.GOOD, day=DAY + 5)
    assert not await practice.replace(first, replace(first, stability=99.0, version=first.version + 1))
    assert await practice.memory() == second
    third = replace(second, stability=99.0, version=second.version + 1)
    assert await practice.replace(second, third)
    assert await practice.memory() == third


async def test_a_first_answer_is_stored_once(practice: Practice) -> None:
    first = await practice.answer(Rating.GOOD)
    assert not await practice.replace(None, replace(first, stability=99.0))
    assert await practice.memory() == first


async def test_each_answer_is_logged_with_the_state_before_it(practice: Practice) -> None:
    await practice.answer(Rating.GOOD)
    await practice.answer(Rating.HARD, day=DAY + 3)
    rows = await practice.db.all("SELECT * FROM reviews ORDER BY id")
    assert [(row["rating"], row["day"], row["latency"], row["mode"]) for row in rows] == [
        (3, DAY, 4000, "self"),
        (2, DAY + 3, 4000, "self"),
    ]
    assert rows[0]["before"] is None
    assert '"version": 1' in rows[1]["before"]


async def test_undo_brings_back_the_exact_memory_one_answer_at_a_time(practice: Practice) -> None:
    states = [None, *[await practice.answer(rating) for rating in (Rating.AGAIN, Rating.HARD, Rating.GOOD)]]
    for before, rating in ((states[2], Rating.GOOD), (states[1], Rating.HARD), (None, Rating.AGAIN)):
        version = 1 if before is not None else None
        assert await practice.undo() == Undone(CardId(1), practice.concepts[0], rating, None, version)
        assert await practice.memory() == before
    assert await practice.undo() is None
    rows = await practice.db.all("SELECT undone_at FROM reviews")
    assert [row["undone_at"] is None for row in rows] == [False] * 3


async def test_what_was_undone_counts_nowhere(practice: Practice) -> None:
    await practice.answer(Rating.GOOD)
    await practice.undo()
    assert await memories.count_answers(practice.db, ALICE, 10) == 0


async def test_undo_leaves_other_days_and_other_people_alone(practice: Practice) -> None:
    await practice.answer(Rating.GOOD, day=DAY - 1)
    theirs = await practice.answer(Rating.GOOD, learner=BOB)
    assert await practice.undo() is None
    assert await practice.memory(learner=BOB) == theirs


async def test_undo_takes_back_the_last_thing_done_whatever_it_was(practice: Practice) -> None:
    await practice.answer(Rating.GOOD)
    await practice.put_aside("known", None, number=1)
    assert await practice.undo() == Undone(CardId(2), practice.concepts[1], None, "aside", None)
    assert await practice.undo() == Undone(CardId(1), practice.concepts[0], Rating.GOOD, None, None)
    await practice.put_aside("buried", DAY + 1, number=1)
    await practice.answer(Rating.GOOD, number=2)
    assert await practice.undo() == Undone(CardId(3), practice.concepts[2], Rating.GOOD, None, None)


async def test_a_skip_is_nothing_to_undo(practice: Practice) -> None:
    await practice.put_aside("skipped", DAY + 1)
    assert await practice.undo() is None
    assert await practice.last_step() == 0


async def test_an_undo_button_takes_back_what_it_was_shown_for(practice: Practice) -> None:
    await practice.answer(Rating.GOOD)
    seen = await practice.last_step()
    await practice.answer(Rating.GOOD, number=1)
    assert await practice.undo(step=seen) is None
    assert await practice.undo(step=await practice.last_step()) == Undone(
        CardId(2), practice.concepts[1], Rating.GOOD, None, None
    )
    assert await practice.undo(step=seen) == Undone(CardId(1), practice.concepts[0], Rating.GOOD, None, None)
    assert await practice.undo(step=seen) is None


async def test_a_card_put_aside_says_how_and_comes_back(practice: Practice) -> None:
    await practice.put_aside("suspended", None)
    await practice.put_aside("buried", DAY + 1, number=1)
    await practice.put_aside("skipped", DAY + 1, number=2)

    async def asides(day: int) -> list[Aside | None]:
        return [await memories.aside(practice.db, ALICE, concept, day) for concept in practice.concepts]

    assert await asides(DAY) == ["suspended", "buried", None]
    assert await asides(DAY + 1) == ["suspended", None, None]
    await practice.put_aside("skipped", DAY + 1)
    assert (await asides(DAY))[0] == "suspended"

    async def unit(tx: Transaction) -> list[bool]:
        return [await memories.return_aside(tx, ALICE, practice.concepts[0]) for _ in range(2)]

    assert await practice.db.write(unit) == [True, False]
    assert (await asides(DAY))[0] is None


async def test_answers_are_counted_no_further_than_asked(practice: Practice) -> None:
    for day in (DAY, DAY + 1, DAY + 1, DAY + 4):
        await practice.answer(Rating.GOOD, day=day)
    await practice.answer(Rating.AGAIN, number=1, day=DAY + 4)
    assert await memories.count_answers(practice.db, ALICE, 3) == 3
    assert await memories.count_answers(practice.db, ALICE, 100) == 5
