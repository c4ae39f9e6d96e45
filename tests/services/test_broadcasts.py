"""What the planner and the sender make of a broadcast, step by step."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from bot.domain.delivery import Kind, Later, Sent
from bot.domain.ids import BroadcastId, LearnerId
from bot.domain.learners import Learner, Person, Role
from bot.services.broadcasts import BroadcastPlanner, Broadcasts, Wording
from bot.services.outbox import Outbox
from bot.services.work import Work
from bot.storage import broadcasts, learners, staff
from bot.storage.broadcasts import Broadcast
from bot.storage.database import Transaction
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START

OLGA = Learner(LearnerId(1), "en", ("en",), "UTC", 2, 10, 0.9, None, START)
BEGIN = START + timedelta(seconds=30)
FIRST = BroadcastId(1)


@pytest.fixture
def work(db: SqliteDatabase) -> Work:
    return Work(db, Person(OLGA.id, OLGA, Role.OWNER), START)


@pytest.fixture
async def planner(db: SqliteDatabase, work: Work) -> BroadcastPlanner:
    """A broadcast of Olga's is planned for two learners, herself and another."""

    async def unit(tx: Transaction) -> None:
        await learners.store(tx, OLGA)
        await learners.store(tx, replace(OLGA, id=LearnerId(2)))
        await staff.appoint(tx, OLGA.id, Role.OWNER, START)

    await db.write(unit)
    await Broadcasts().send(work, Wording(7, "Words"))
    planner = BroadcastPlanner(db)
    assert await planner.plan(BEGIN - timedelta(milliseconds=1)) == 0
    assert await planner.plan(BEGIN) == 2
    return planner


async def now(db: SqliteDatabase) -> Broadcast:
    found = await broadcasts.load(db, FIRST)
    assert found is not None
    return found


async def test_who_mutes_news_after_it_was_planned_is_not_told(db: SqliteDatabase, planner: BroadcastPlanner) -> None:
    first, second = await Outbox(db).claim(BEGIN, 10)
    await db.write(partial(learners.store, learner=replace(OLGA, news=False)))
    assert await planner.letter(first) is None
    told = await planner.letter(second)
    assert told is not None
    assert (told[0].id, told[1]) == (2, "Words")


async def test_a_stop_also_holds_back_what_a_worker_has_claimed_or_put_off(
    db: SqliteDatabase, planner: BroadcastPlanner, work: Work
) -> None:
    outbox = Outbox(db, {Kind.BROADCAST: planner.settled})
    first, second = await outbox.claim(BEGIN, 10)
    assert (await Broadcasts().stop(work, FIRST)).stage == "stopping"
    assert [await planner.letter(each) for each in (first, second)] == [None, None]
    await outbox.settle(first, Later(BEGIN, "flood wait"), BEGIN)
    await planner.plan(BEGIN)
    assert (await now(db)).stage == "stopping", "one is still under way"
    await outbox.settle(second, Sent(5), BEGIN)
    await planner.plan(BEGIN)
    ended = await now(db)
    assert (ended.stage, ended.sent, ended.left) == ("stopped", 1, 1)
    (report,) = await outbox.claim(BEGIN, 10)
    assert report.kind == Kind.BROADCAST_DONE
    assert await planner.report(report) == (OLGA, ended)
    await db.write(partial(staff.remove, person_id=OLGA.id, now=BEGIN))
    assert await planner.report(report) is None
