"""Subscriptions and the outbox, as tables."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest

from bot.domain.delivery import Kind, State
from bot.domain.ids import LearnerId
from bot.domain.learners import Learner
from bot.domain.moments import EVERY_DAY
from bot.storage import deliveries, learners
from bot.storage.database import Transaction
from bot.storage.deliveries import Delivery, Subscription
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START

ALICE = LearnerId(101)
LEASE = START + timedelta(minutes=5)


@pytest.fixture(autouse=True)
async def alice(db: SqliteDatabase) -> None:
    learner = Learner(ALICE, "en", ("en",), "UTC", 2, 10, 0.9, None, START)
    await db.write(partial(learners.store, learner=learner))


async def plan(db: SqliteDatabase, day: int, *, not_before: datetime = START, now: datetime = START) -> bool:
    key = f"daily:{ALICE}:{date(2026, 3, day).isoformat()}"
    return await db.write(
        partial(deliveries.plan, key=key, kind=Kind.DAILY, learner_id=ALICE, not_before=not_before, now=now)
    )


async def claim(db: SqliteDatabase, now: datetime = START, limit: int = 10) -> list[Delivery]:
    return await db.write(partial(deliveries.claim, now=now, lease_until=LEASE, limit=limit))


async def state(db: SqliteDatabase, delivery: Delivery) -> str:
    row = await db.one("SELECT state FROM deliveries WHERE id = ?", delivery.id)
    assert row is not None
    return str(row["state"])


async def test_a_subscription_comes_back_as_it_was_stored(db: SqliteDatabase) -> None:
    stored = Subscription(ALICE, time(7, 45), frozenset({0, 4, 6}), 20, paused=False, next_at=START)
    await db.write(partial(deliveries.store_subscription, subscription=stored))
    assert await deliveries.load_subscription(db, ALICE) == stored
    paused = Subscription(ALICE, time(23, 59), EVERY_DAY, 5, paused=True)
    await db.write(partial(deliveries.store_subscription, subscription=paused))
    assert await deliveries.load_subscription(db, ALICE) == paused


async def test_only_moments_that_have_come_are_due(db: SqliteDatabase) -> None:
    stored = Subscription(ALICE, time(9), EVERY_DAY, 10, next_at=START)
    await db.write(partial(deliveries.store_subscription, subscription=stored))
    assert await deliveries.due_subscriptions(db, START - timedelta(milliseconds=1), 10) == []
    assert await deliveries.due_subscriptions(db, START, 10) == [stored]
    await db.write(partial(deliveries.set_next, learner_id=ALICE, next_at=None))
    assert await deliveries.due_subscriptions(db, START, 10) == []


async def test_an_occurrence_is_planned_once(db: SqliteDatabase) -> None:
    assert await plan(db, 2)
    assert not await plan(db, 2)
    assert len(await claim(db)) == 1


async def test_a_claim_takes_what_is_due_once_and_counts_the_attempt(db: SqliteDatabase) -> None:
    await plan(db, 2)
    await plan(db, 3, not_before=START + timedelta(hours=1))
    (claimed,) = await claim(db)
    assert (int(claimed.chat_id), claimed.learner_id) == (ALICE, ALICE)
    assert (claimed.attempts, claimed.unknowns) == (1, 0)
    assert claimed.planned_at == START
    assert await claim(db) == []
    assert await deliveries.leased(db) == [claimed]


async def test_a_claim_takes_the_longest_waiting_first_and_no_more_than_asked(db: SqliteDatabase) -> None:
    for day, minutes in ((2, 30), (3, 10), (4, 20)):
        await plan(db, day, not_before=START - timedelta(minutes=minutes))
    taken = [*await claim(db, limit=2), *await claim(db, limit=2)]
    assert [delivery.id for delivery in taken] == [1, 3, 2]


async def test_an_attempt_put_off_comes_back_at_its_moment(db: SqliteDatabase) -> None:
    await plan(db, 2)
    (claimed,) = await claim(db)
    later = START + timedelta(seconds=35)
    await db.write(
        partial(deliveries.settle, delivery_id=claimed.id, state=State.DUE, now=START, not_before=later, unknown=True)
    )
    assert await claim(db, later - timedelta(milliseconds=1)) == []
    (again,) = await claim(db, later)
    assert (again.id, again.attempts, again.unknowns) == (claimed.id, 2, 1)


async def test_what_is_settled_stays_settled(db: SqliteDatabase) -> None:
    await plan(db, 2)
    (claimed,) = await claim(db)
    sent = partial(deliveries.settle, delivery_id=claimed.id, state=State.SENT, now=START, message_id=5)
    await db.write(sent)
    await db.write(partial(deliveries.settle, delivery_id=claimed.id, state=State.DUE, now=START))
    assert await state(db, claimed) == "sent"
    assert await claim(db, START + timedelta(days=1)) == []


async def test_the_last_planned_occurrence_is_known_by_its_date(db: SqliteDatabase) -> None:
    assert await deliveries.last_daily(db, ALICE, START) is None
    await plan(db, 2)
    await plan(db, 3, now=START + timedelta(days=1))
    last = await deliveries.last_daily(db, ALICE, START + timedelta(days=1))
    assert last is not None
    assert (last.local_date, last.instant) == (date(2026, 3, 3), START + timedelta(days=1))


async def test_what_a_clock_that_ran_ahead_planned_does_not_count_as_last(db: SqliteDatabase) -> None:
    await plan(db, 2)
    await plan(db, 30, now=datetime(2036, 3, 30, tzinfo=UTC))
    last = await deliveries.last_daily(db, ALICE, START)
    assert last is not None
    assert last.local_date == date(2026, 3, 2)


async def test_a_newer_plan_is_seen_by_the_older_delivery_alone(db: SqliteDatabase) -> None:
    await plan(db, 2)
    await plan(db, 3)
    older, newer = await claim(db)
    assert await deliveries.newer_daily(db, older)
    assert not await deliveries.newer_daily(db, newer)


async def test_finished_deliveries_are_forgotten_and_others_kept(db: SqliteDatabase) -> None:
    await plan(db, 2)
    await plan(db, 3)
    first, _ = await claim(db)
    await db.write(partial(deliveries.settle, delivery_id=first.id, state=State.SENT, now=START))
    assert await db.write(partial(deliveries.forget_finished, before=START + timedelta(days=90), limit=10)) == 1
    assert len(await deliveries.leased(db)) == 1


async def test_deliveries_of_a_learner_go_with_the_learner(db: SqliteDatabase) -> None:
    await plan(db, 2)

    async def forget(tx: Transaction) -> None:
        await tx.run("DELETE FROM learners WHERE id = ?", ALICE)

    await db.write(forget)
    assert await db.all("SELECT id FROM deliveries") == []


async def test_a_chat_that_moved_is_written_to_at_its_new_number(db: SqliteDatabase) -> None:
    await plan(db, 2)
    (claimed,) = await claim(db)
    await db.write(partial(deliveries.move_chat, delivery_id=claimed.id, chat_id=-100500))
    await db.write(partial(deliveries.settle, delivery_id=claimed.id, state=State.DUE, now=START))
    (again,) = await claim(db)
    assert again.chat_id == -100500
