"""The queue: what a learner could be asked on a user day, and what stays out of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cards import CardContent, Language
from bot.domain.ids import CardId, ConceptId, LearnerId
from bot.domain.learners import Learner
from bot.domain.memory import Memory, Phase, Rating
from bot.domain.plans import Candidate
from bot.storage import cards, learners, memories, queue
from bot.storage.database import Transaction
from bot.storage.memories import Aside, Review
from bot.storage.queue import Done, Scope
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, add_cards, card

ALICE, BOB = LearnerId(1), LearnerId(2)
DAY = 20_514
REVIEWED = Memory(Phase.REVIEW, 5.0, 5.0, DAY, None, DAY - 5, START - timedelta(days=5), 1, 0, 1, 1)


class Plan:
    """What two learners have before them."""

    def __init__(self, db: SqliteDatabase) -> None:
        self.db = db
        self.now = START

    async def add(self, *contents: CardContent) -> list[ConceptId]:
        ids = await add_cards(self.db, contents)
        loaded = [await cards.load(self.db, CardId(card_id)) for card_id in ids]
        return [each.concept_id for each in loaded if each is not None]

    async def remember(self, concept: ConceptId, learner: LearnerId = ALICE, **fields: object) -> None:
        memory = replace(REVIEWED, **fields)  # type: ignore[arg-type]  # fields by name

        async def unit(tx: Transaction) -> None:
            assert await memories.replace(tx, learner, concept, None, memory)

        await self.db.write(unit)

    async def answered(self, concept: ConceptId, day: int = DAY, before: Memory | None = None) -> None:
        self.now += timedelta(minutes=1)
        review = Review(ALICE, concept, CardId(1), self.now, day, Rating.GOOD, "self", None, None, before, 1, day)

        async def unit(tx: Transaction) -> None:
            await memories.log(tx, review)

        await self.db.write(unit)

    async def put_aside(self, concept: ConceptId, how: Aside, until: int | None = None) -> None:
        async def unit(tx: Transaction) -> None:
            await memories.put_aside(tx, ALICE, concept, how, until, self.now)

        await self.db.write(unit)

    async def execute(self, sql: str, *values: int) -> None:
        async def unit(tx: Transaction) -> None:
            await tx.run(sql, *values)

        await self.db.write(unit)

    def scope(self, *languages: Language, topic: str | None = None, day: int = DAY) -> Scope:
        return Scope(ALICE, day, languages or ("en",), topic)

    async def due(self, *languages: Language, **where: object) -> list[ConceptId]:
        scope = self.scope(*languages, **where)  # type: ignore[arg-type]  # topic and day, by name
        return [each.concept for each in await queue.seen(self.db, scope, scope.day)]

    async def new(self, *languages: Language, limit: int = 10, **where: object) -> list[ConceptId]:
        scope = self.scope(*languages, **where)  # type: ignore[arg-type]  # topic and day, by name
        return [each.concept for each in await queue.unseen(self.db, scope, limit)]


@pytest.fixture
async def plan(db: SqliteDatabase) -> Plan:
    async def unit(tx: Transaction) -> None:
        for learner_id in (ALICE, BOB):
            await learners.store(tx, Learner(learner_id, "en", ("en",), "UTC", 2, 10, 0.9, None, START))

    await db.write(unit)
    return Plan(db)


async def test_new_cards_come_hottest_first_and_no_more_than_asked(plan: Plan) -> None:
    cold, liked, hot, plain = await plan.add(card(1, heat=3), card(2, likes=2), card(3, heat=9000), card(4))
    assert await plan.new() == [hot, liked, cold, plain]
    assert await plan.new(limit=2) == [hot, liked]


async def test_new_cards_of_all_the_learners_languages_are_one_list(plan: Plan) -> None:
    ru, en, zh = await plan.add(card(1, "ru", heat=1), card(1, "en", heat=3), card(1, "zh", heat=2))
    assert await plan.new("ru", "en", "zh") == [en, zh, ru]
    assert await plan.new("ru", "en", "zh", limit=1) == [en]
    assert await plan.new("ru") == [ru]


async def test_a_translated_concept_is_new_once(plan: Plan) -> None:
    one, same = await plan.add(card(1, "en", concept="same", heat=9), card(1, "ru", concept="same", heat=5))
    assert one == same
    assert await plan.new("en", "ru") == [one]
    await plan.remember(one)
    assert await plan.new("en", "ru") == []


async def test_what_another_learner_knows_is_new_to_this_one(plan: Plan) -> None:
    (concept,) = await plan.add(card(1))
    await plan.remember(concept, BOB)
    assert await plan.new() == [concept]
    assert await plan.due() == []


async def test_retired_and_private_cards_are_not_new(plan: Plan) -> None:
    _, private, public = await plan.add(card(1), card(2), card(3))
    await plan.execute("UPDATE cards SET retired_at = 1 WHERE id = 1")
    await plan.execute("UPDATE cards SET owner = ? WHERE id = 2", BOB)
    assert await plan.new() == [public]
    await plan.remember(private)
    assert await plan.due() == []


async def test_the_longest_overdue_comes_first_then_the_shakiest(plan: Plan) -> None:
    today, shaky, overdue, tomorrow = await plan.add(*(card(number) for number in range(4)))
    await plan.remember(today, stability=9.0)
    await plan.remember(shaky, stability=2.0)
    await plan.remember(overdue, due_day=DAY - 3, stability=30.0)
    await plan.remember(tomorrow, due_day=DAY + 1)
    assert await plan.due() == [overdue, shaky, today]
    assert await plan.due(day=DAY + 1) == [overdue, shaky, today, tomorrow]


async def test_a_learned_card_that_is_retired_or_in_another_language_is_not_due(plan: Plan) -> None:
    retired, russian, both = await plan.add(card(1), card(2, "ru"), card(3, "en", concept="both"))
    await plan.add(card(3, "ru", concept="both"))
    for concept in (retired, russian, both):
        await plan.remember(concept)
    await plan.execute("UPDATE cards SET retired_at = 1 WHERE id = 1")
    assert await plan.due("en") == [both]
    assert set(await plan.due("ru")) == {russian, both}


async def test_a_topic_bounds_all_parts_of_the_queue(plan: Plan) -> None:
    ours, theirs, step, _ = await plan.add(
        card(1, topic="docker"), card(2, topic="git"), card(3, topic="docker"), card(4, topic="git")
    )
    (new,) = await plan.add(card(5, topic="docker"))
    await plan.remember(ours)
    await plan.remember(theirs)
    await plan.remember(step, due_at=START)
    assert await plan.due(topic="docker") == [ours]
    assert await plan.new(topic="docker") == [new]
    assert [each.concept_id for each in await queue.steps(plan.db, plan.scope(topic="docker"))] == [step]
    assert await queue.steps(plan.db, plan.scope(topic="git")) == []


async def test_steps_count_the_answers_given_since(plan: Plan) -> None:
    failed, sooner, other = await plan.add(card(1), card(2), card(3))
    await plan.remember(failed, due_at=START + timedelta(minutes=10), last_at=START)
    await plan.remember(sooner, due_at=START + timedelta(minutes=5), last_at=START - timedelta(minutes=5))
    await plan.answered(other)
    await plan.answered(other, day=DAY - 1)
    await plan.answered(other)
    steps = await queue.steps(plan.db, plan.scope())
    assert [(step.concept_id, step.due_at, step.failed_after) for step in steps] == [
        (sooner, START + timedelta(minutes=5), 2),
        (failed, START + timedelta(minutes=10), 2),
    ]
    await plan.execute("UPDATE reviews SET undone_at = 1 WHERE id = 1")
    assert [step.failed_after for step in await queue.steps(plan.db, plan.scope())] == [1, 1]


async def test_a_card_with_a_pending_step_is_not_due_besides(plan: Plan) -> None:
    (failed,) = await plan.add(card(1))
    await plan.remember(failed, due_at=START)
    assert await plan.due() == []


@pytest.mark.parametrize("how", ["known", "suspended"])
async def test_q11_what_is_known_or_suspended_stays_out_for_good(plan: Plan, how: Aside) -> None:
    learned, step, new = await plan.add(card(1), card(2), card(3))
    await plan.remember(learned)
    await plan.remember(step, due_at=START)
    for concept in (learned, step, new):
        await plan.put_aside(concept, how)
    for day in (DAY, DAY + 100):
        scope = plan.scope(day=day)
        assert await queue.steps(plan.db, scope) == []
        assert await plan.due(day=day) == []
        assert await plan.new(day=day) == []
        assert await queue.next_due(plan.db, scope) is None
        assert await queue.due_per_day(plan.db, scope, day + 7) == {}


async def test_q11_what_is_buried_comes_back_tomorrow(plan: Plan) -> None:
    learned, new = await plan.add(card(1), card(2))
    await plan.remember(learned)
    for concept in (learned, new):
        await plan.put_aside(concept, "buried", DAY + 1)
    assert (await plan.due(), await plan.new()) == ([], [])
    assert await queue.next_due(plan.db, plan.scope()) == DAY + 1
    assert (await plan.due(day=DAY + 1), await plan.new(day=DAY + 1)) == ([learned], [new])


async def test_what_is_skipped_can_still_be_asked(plan: Plan) -> None:
    learned, new, step = await plan.add(card(1), card(2), card(3))
    await plan.remember(learned)
    await plan.remember(step, due_at=START)
    for concept in (learned, new, step):
        await plan.put_aside(concept, "skipped", DAY + 1)
    assert (await plan.due(), await plan.new()) == ([learned], [new])
    assert [each.concept_id for each in await queue.steps(plan.db, plan.scope())] == [step]


async def test_a_candidate_carries_its_topic_its_family_and_its_memory(plan: Plan) -> None:
    first, second, alone = await plan.add(
        card(1, topic="docker", variant_group="v-1"), card(2, topic=None, variant_group="v-1"), card(3, topic="git")
    )
    await plan.remember(second, due_day=DAY - 3)
    (seen,) = await queue.seen(plan.db, plan.scope(), DAY)
    assert (seen.concept, seen.topic, seen.family) == (second, "", first)
    assert seen.seen is not None
    assert seen.seen.due_day == DAY - 3
    unseen = {each.concept: each for each in await queue.unseen(plan.db, plan.scope(), 10)}
    assert (unseen[first].topic, unseen[first].family) == ("docker", first)
    assert unseen[alone] == Candidate(alone, "git")


async def test_after_one_variant_the_others_wait_for_tomorrow(plan: Plan) -> None:
    asked, learned, new, other = await plan.add(
        *(card(number, variant_group="v-1") for number in range(3)), card(9, variant_group="v-2")
    )
    await plan.remember(asked, due_day=DAY + 9)
    await plan.remember(learned)
    assert (await plan.due(), await plan.new()) == ([learned], [new, other])
    await plan.answered(asked)
    assert (await plan.due(), await plan.new()) == ([], [other])
    assert (await plan.due(day=DAY + 1), await plan.new(day=DAY + 1)) == ([learned], [new, other])


async def test_an_answer_taken_back_frees_the_variants(plan: Plan) -> None:
    asked, other = await plan.add(card(1, variant_group="v-1"), card(2, variant_group="v-1"))
    await plan.answered(asked)
    await plan.execute("UPDATE reviews SET undone_at = 1")
    assert await plan.new() == [asked, other]


async def test_a_variant_does_not_hold_itself_back(plan: Plan) -> None:
    (failed,) = await plan.add(card(1, variant_group="v-1"))
    await plan.remember(failed, due_at=START)
    await plan.answered(failed)
    assert [each.concept_id for each in await queue.steps(plan.db, plan.scope())] == [failed]


async def test_the_counts_of_a_day(plan: Plan) -> None:
    new, learned, undone, yesterday = await plan.add(*(card(number) for number in range(4)))
    await plan.answered(undone)
    await plan.execute("UPDATE reviews SET undone_at = 1")
    await plan.answered(new)
    await plan.answered(new, before=REVIEWED)
    await plan.answered(learned, before=REVIEWED)
    await plan.answered(yesterday, day=DAY - 1)
    assert await queue.done_today(plan.db, ALICE, DAY) == Done(new=1, reviewed=1, answers=3, until=0)
    assert await queue.done_today(plan.db, BOB, DAY) == Done(0, 0, 0, 0)


async def test_a_day_goes_on_by_itself(plan: Plan) -> None:
    async def unit(tx: Transaction) -> None:
        await queue.go_on_until(tx, ALICE, DAY, 10)
        await queue.go_on_until(tx, ALICE, DAY, 15)

    await plan.db.write(unit)
    assert (await queue.done_today(plan.db, ALICE, DAY)).until == 15
    assert (await queue.done_today(plan.db, ALICE, DAY + 1)).until == 0
    assert (await queue.done_today(plan.db, BOB, DAY)).until == 0


async def test_the_next_day_with_something_due(plan: Plan) -> None:
    assert await queue.next_due(plan.db, plan.scope()) is None
    later, sooner, russian = await plan.add(card(1), card(2), card(3, "ru"))
    await plan.remember(later, due_day=DAY + 9)
    await plan.remember(sooner, due_day=DAY + 4)
    await plan.remember(russian, due_day=DAY + 2)
    assert await queue.next_due(plan.db, plan.scope()) == DAY + 4
    assert await queue.next_due(plan.db, plan.scope("en", "ru")) == DAY + 2


async def test_a_buried_step_does_not_come_before_it_returns(plan: Plan) -> None:
    failed, later = await plan.add(card(1), card(2))
    await plan.remember(failed, due_at=START)
    await plan.remember(later, due_day=DAY + 4)
    await plan.put_aside(failed, "buried", DAY + 1)
    assert await queue.next_due(plan.db, plan.scope()) == DAY + 1


async def test_what_falls_due_is_counted_by_day_and_arrears_are_todays(plan: Plan) -> None:
    concepts = await plan.add(*(card(number) for number in range(5)))
    for concept, day in zip(concepts, (DAY - 7, DAY, DAY + 2, DAY + 2, DAY + 8), strict=True):
        await plan.remember(concept, due_day=day)
    assert await queue.due_per_day(plan.db, plan.scope(), DAY + 6) == {DAY: 2, DAY + 2: 2}


async def test_a_complaint_counts_once_for_each_reason(plan: Plan) -> None:
    await plan.add(card(1))

    async def unit(tx: Transaction) -> None:
        for learner, reason in ((ALICE, "typo"), (ALICE, "typo"), (ALICE, "wrong"), (BOB, "typo")):
            await queue.report(tx, learner, CardId(1), reason, START)

    await plan.db.write(unit)
    rows = await plan.db.all("SELECT learner_id, reason FROM reports ORDER BY id")
    assert [(row["learner_id"], row["reason"]) for row in rows] == [(ALICE, "typo"), (ALICE, "wrong"), (BOB, "typo")]


@pytest.mark.parametrize("topic", [None, "asyncio"])
async def test_no_query_of_the_queue_reads_a_whole_table(plan: Plan, topic: str | None) -> None:
    asked: list[tuple[str, tuple[object, ...]]] = []

    class Watching:
        """Notes what is asked, so that its plan can be looked at."""

        async def one(self, sql: str, *values: int | str | None) -> object:
            asked.append((sql, values))
            return await plan.db.one(sql, *values)

        async def all(self, sql: str, *values: int | str | None) -> object:
            asked.append((sql, values))
            return await plan.db.all(sql, *values)

    reader, scope = Watching(), plan.scope("en", "ru", topic=topic)
    await queue.done_today(reader, ALICE, DAY)  # type: ignore[arg-type]  # a Reader that also takes notes
    await queue.steps(reader, scope)  # type: ignore[arg-type]  # the same
    await queue.seen(reader, scope, DAY)  # type: ignore[arg-type]  # the same
    await queue.unseen(reader, scope, 10)  # type: ignore[arg-type]  # the same
    await queue.next_due(reader, scope)  # type: ignore[arg-type]  # the same
    assert len(asked) == 6
    for sql, values in asked:
        steps = await plan.db.all(f"EXPLAIN QUERY PLAN {sql}", *values)  # type: ignore[arg-type]  # what was bound
        for step in steps:
            assert not step["detail"].startswith("SCAN") or "CONSTANT ROW" in step["detail"], f"{step['detail']}\n{sql}"
        if "hotness" in sql:
            assert not any("TEMP B-TREE" in step["detail"] for step in steps), sql
