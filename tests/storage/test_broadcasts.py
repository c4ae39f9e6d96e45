"""Broadcasts as tables: who is planned for, and what goes before them."""

from datetime import timedelta
from functools import partial

import pytest

from bot.domain.cards import Language
from bot.domain.delivery import Kind
from bot.domain.ids import LearnerId
from bot.domain.learners import Learner
from bot.storage import broadcasts, deliveries, learners
from bot.storage.broadcasts import Broadcast
from bot.storage.database import Transaction
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START

OWNER = LearnerId(1)
LATER = START + timedelta(hours=1)


def learner(number: int, language: Language = "en", *, muted: bool = False, blocked: bool = False) -> Learner:
    zone, gone = "UTC", START if blocked else None
    return Learner(LearnerId(number), language, (language,), zone, 2, 10, 0.9, None, START, gone, news=not muted)


async def begun(db: SqliteDatabase, language: Language | None = None) -> Broadcast:
    """A broadcast that has just been sent off."""
    add = partial(broadcasts.add, made_by=OWNER, recipients=9, send_at=START, now=START)
    found = await broadcasts.load(db, await db.write(lambda tx: add(tx, "Words", language)))
    assert found is not None
    return found


async def planned_for(db: SqliteDatabase, broadcast: Broadcast, limit: int) -> list[list[int]]:
    """Whom each step of the planning adds, up to the end."""
    steps: list[list[int]] = []
    current: Broadcast | None = broadcast
    while current is not None and not current.all_planned:
        before = {row["learner_id"] for row in await db.all("SELECT learner_id FROM deliveries")}
        await db.write(partial(broadcasts.plan_next, broadcast=current, limit=limit, now=START))
        rows = await db.all("SELECT learner_id FROM deliveries ORDER BY learner_id")
        steps.append([row["learner_id"] for row in rows if row["learner_id"] not in before])
        current = await broadcasts.load(db, broadcast.id)
    return steps


@pytest.mark.parametrize(("language", "steps"), [(None, [[1, 2], [6, 7], []]), ("ru", [[2, 7], []]), ("zh", [[]])])
async def test_each_reachable_learner_is_planned_for_once(
    db: SqliteDatabase, language: Language | None, steps: list[list[int]]
) -> None:
    async def unit(tx: Transaction) -> None:
        for each in (learner(1), learner(2, "ru"), learner(3, muted=True), learner(4, "zh", blocked=True)):
            await learners.store(tx, each)
        for each in (learner(6), learner(7, "ru")):
            await learners.store(tx, each)

    await db.write(unit)
    assert await planned_for(db, await begun(db, language), 2) == steps


async def test_who_comes_after_it_was_sent_off_does_not_get_it(db: SqliteDatabase) -> None:
    broadcast = await begun(db)
    await db.write(partial(learners.store, learner=learner(1)))
    await db.write(lambda tx: tx.run("UPDATE learners SET started_at = started_at + 1"))
    assert await planned_for(db, broadcast, 2) == [[]]


async def test_a_claim_takes_everything_else_before_it_however_long_it_has_waited(db: SqliteDatabase) -> None:
    for number in range(1, 6):
        await db.write(partial(learners.store, learner=learner(number)))
    await planned_for(db, await begun(db), 10)
    daily = partial(deliveries.plan, kind=Kind.DAILY, not_before=LATER, now=LATER)
    for number in (4, 5):
        await db.write(partial(daily, key=f"daily:{number}:2026-03-02", learner_id=LearnerId(number)))

    async def claim(limit: int, bulk: int | None = None) -> list[str]:
        unit = partial(deliveries.claim, now=LATER, lease_until=LATER, limit=limit, bulk=bulk)
        return [each.key.rpartition(":")[0] for each in await db.write(unit)]

    assert await claim(1) == ["daily:4"]
    assert await claim(4, bulk=1) == ["daily:5", "broadcast:1"]
    assert await claim(4, bulk=0) == []
    assert await claim(9) == ["broadcast:1"] * 4
