"""The metronome, the worker and the housekeeping, each alone."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.domain.delivery import Outcome, Sent
from bot.domain.errors import TokenRefused
from bot.domain.ids import ChatId, DeliveryId, LearnerId, UpdateId
from bot.jobs import ticker, workers
from bot.jobs.ticker import ticking
from bot.jobs.upkeep import Upkeep
from bot.jobs.workers import DeliveryWorker, Failed, guarded
from bot.services.outbox import Outbox
from bot.storage import inbox
from bot.storage.database import Unavailable
from bot.storage.deliveries import Delivery
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, Clock


async def nothing() -> None:
    pass


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not happened():  # noqa: ASYNC110 - what is waited for has no event of its own
            await asyncio.sleep(0.005)


async def test_a_guarded_call_logs_what_it_raises_and_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    async def failing() -> None:
        raise LookupError

    assert isinstance(await guarded(failing, "counting sheep")(), Failed)
    assert "counting sheep failed" in caplog.text


async def test_what_must_end_the_program_is_not_guarded_against() -> None:
    async def fatal() -> None:
        raise TokenRefused("401")

    with pytest.raises(TokenRefused):
        await guarded(fatal, "asking")()


async def test_upkeep_runs_soon_after_the_start_and_planning_again_and_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ticker, "PLAN_EVERY_SECONDS", 0.02)
    monkeypatch.setattr(ticker, "FIRST_UPKEEP_AFTER", timedelta(seconds=0.02))
    planned, kept = [0], asyncio.Event()

    async def plan() -> None:
        planned[0] += 1

    async def upkeep() -> None:
        kept.set()

    async with asyncio.timeout(5), ticking(plan, upkeep):
        await kept.wait()
        await until(lambda: planned[0] >= 3)


async def test_upkeep_does_not_run_in_the_first_moments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticker, "PLAN_EVERY_SECONDS", 0.02)
    planned, kept = asyncio.Event(), asyncio.Event()

    async def plan() -> None:
        planned.set()

    async def upkeep() -> None:
        kept.set()

    async with asyncio.timeout(5), ticking(plan, upkeep):
        await planned.wait()
    assert not kept.is_set()


async def test_a_job_that_fails_comes_round_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(ticker, "PLAN_EVERY_SECONDS", 0.02)
    again = asyncio.Event()
    rounds = [0]

    async def plan() -> None:
        rounds[0] += 1
        if rounds[0] == 2:
            again.set()
        raise LookupError

    async with asyncio.timeout(5), ticking(plan, nothing):
        await again.wait()
    assert "planning failed" in caplog.text


async def test_a_job_under_way_at_the_end_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(ticker, "PLAN_EVERY_SECONDS", 0.02)
    begun, done = asyncio.Event(), asyncio.Event()

    async def plan() -> None:
        begun.set()
        await asyncio.sleep(0.1)
        done.set()

    async with asyncio.timeout(5):
        async with ticking(plan, nothing):
            await begun.wait()
        assert done.is_set()
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


class Post(Outbox):
    """An outbox with `waiting` deliveries, in memory."""

    def __init__(self, waiting: int) -> None:
        self.waiting = [
            Delivery(DeliveryId(number), "daily", ChatId(number), LearnerId(number), 1, 0, START, f"daily:{number}")
            for number in range(waiting)
        ]
        self.settled: list[tuple[int, Outcome | None]] = []
        self.trouble = 0
        self.bug = False

    async def claim(self, now: datetime, limit: int, bulk: int | None = None) -> list[Delivery]:
        urgent = [each for each in self.waiting if not each.bulk][:limit]
        many = [each for each in self.waiting if each.bulk][: min(limit - len(urgent), limit if bulk is None else bulk)]
        self.waiting = [each for each in self.waiting if each not in [*urgent, *many]]
        return [*urgent, *many]

    async def settle(self, delivery: Delivery, outcome: Outcome | None, now: datetime, *, alone: bool = False) -> None:
        if self.bug and not alone:
            raise LookupError("in what follows")
        if self.trouble:
            self.trouble -= 1
            raise Unavailable("database or disk is full")
        self.settled.append((delivery.id, outcome))


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "IDLE_SECONDS", 0.01)
    monkeypatch.setattr(workers, "RETRY_SECONDS", 0.01)


async def until_settled(post: Post, number: int) -> None:
    await until(lambda: len(post.settled) >= number)


async def test_a_hundred_are_under_way_at_a_time_and_no_more(fast: None) -> None:
    post, gate, under_way = Post(250), asyncio.Event(), [0, 0]

    async def send(_: Delivery) -> Outcome:
        under_way[0] += 1
        under_way[1] = max(under_way)
        await gate.wait()
        under_way[0] -= 1
        return Sent(1)

    worker = DeliveryWorker(post, (), send, Clock())
    async with asyncio.TaskGroup() as group:
        group.create_task(worker.run())
        await until(lambda: under_way[0] == workers.AT_ONCE)
        gate.set()
        await until_settled(post, 250)
        worker.stop()
    assert under_way[1] == workers.AT_ONCE


async def test_many_that_hang_hold_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "IDLE_SECONDS", 600)
    post, gate = Post(300), asyncio.Event()

    async def send(delivery: Delivery) -> Outcome:
        if delivery.id < 60:
            await gate.wait()
        return Sent(1)

    worker = DeliveryWorker(post, (), send, Clock())
    async with asyncio.TaskGroup() as group:
        group.create_task(worker.run())
        await until_settled(post, 240)
        gate.set()
        worker.stop()


async def test_what_tells_many_the_same_leaves_half_the_room_to_all_else(fast: None) -> None:
    post, gate = Post(200), asyncio.Event()
    post.waiting = [replace(each, bulk=True) for each in post.waiting]
    begun: list[int] = []

    async def send(delivery: Delivery) -> Outcome:
        begun.append(delivery.id)
        await gate.wait()
        return Sent(1)

    worker = DeliveryWorker(post, (), send, Clock())
    async with asyncio.TaskGroup() as group:
        group.create_task(worker.run())
        await until(lambda: len(begun) >= workers.BULK_AT_ONCE)
        post.waiting.append(Delivery(DeliveryId(1000), "daily", ChatId(1), LearnerId(1), 1, 0, START, "daily:1"))
        await until(lambda: 1000 in begun)
        assert len(begun) == workers.BULK_AT_ONCE + 1
        gate.set()
        await until_settled(post, 201)
        worker.stop()


async def test_one_that_hangs_holds_up_nobody(fast: None) -> None:
    post, gate = Post(300), asyncio.Event()

    async def send(delivery: Delivery) -> Outcome:
        if delivery.id == 7:
            await gate.wait()
        return Sent(1)

    worker = DeliveryWorker(post, (), send, Clock())
    async with asyncio.TaskGroup() as group:
        group.create_task(worker.run())
        await until_settled(post, 299)
        gate.set()
        worker.stop()
    assert post.settled[-1] == (7, Sent(1))


async def test_a_stop_finishes_what_was_claimed_and_claims_no_more(fast: None) -> None:
    post, gate, begun = Post(150), asyncio.Event(), asyncio.Event()

    async def send(_: Delivery) -> Outcome:
        begun.set()
        await gate.wait()
        return Sent(1)

    worker = DeliveryWorker(post, (), send, Clock())
    async with asyncio.TaskGroup() as group:
        group.create_task(worker.run())
        await begun.wait()
        worker.stop()
        gate.set()
    assert (len(post.settled), len(post.waiting)) == (100, 50)


async def test_a_bug_in_one_delivery_puts_it_aside_and_the_others_go_out(
    fast: None, caplog: pytest.LogCaptureFixture
) -> None:
    post = Post(3)

    async def send(delivery: Delivery) -> Outcome:
        if delivery.id == 1:
            raise LookupError
        return Sent(1)

    worker = DeliveryWorker(post, (), send, Clock())
    async with asyncio.TaskGroup() as group:
        group.create_task(worker.run())
        await until_settled(post, 3)
        worker.stop()
    assert {number: type(outcome).__name__ for number, outcome in post.settled} == {
        0: "Sent",
        1: "Rejected",
        2: "Sent",
    }
    assert "delivery 1 failed" in caplog.text


async def test_a_bug_in_what_follows_from_a_delivery_does_not_leave_it_unsettled(
    fast: None, caplog: pytest.LogCaptureFixture
) -> None:
    post = Post(1)
    post.bug, post.trouble = True, 1

    async def send(_: Delivery) -> Outcome:
        return Sent(1)

    worker = DeliveryWorker(post, (), send, Clock())
    async with asyncio.TaskGroup() as group:
        group.create_task(worker.run())
        await until_settled(post, 1)
        worker.stop()
    assert "what follows from delivery 0 failed" in caplog.text


async def test_what_was_sent_is_settled_once_it_can_be_stored(fast: None) -> None:
    post, sent = Post(1), [0]
    post.trouble = 3

    async def send(_: Delivery) -> Outcome:
        sent[0] += 1
        return Sent(1)

    worker = DeliveryWorker(post, (), send, Clock())
    async with asyncio.TaskGroup() as group:
        group.create_task(worker.run())
        await until_settled(post, 1)
        worker.stop()
    assert sent == [1]


@pytest.fixture
async def upkeep(db: SqliteDatabase, clock: Clock, tmp_path: Path) -> Upkeep:
    return Upkeep(db, clock, tmp_path / "backups", keep=3)


def copies(folder: Path) -> list[str]:
    return sorted(file.name for file in (folder / "backups").iterdir())


async def test_the_database_is_copied_once_a_day_and_the_newest_copies_are_kept(
    upkeep: Upkeep, clock: Clock, tmp_path: Path
) -> None:
    await upkeep.run()
    (tmp_path / "backups" / "sobes-before-0002-1.db").write_text("made before a migration")
    for _ in range(5):
        clock.forward(hours=12)
        await upkeep.run()
        await upkeep.run()
    assert copies(tmp_path) == [
        "daily-2026-03-02.db",
        "daily-2026-03-03.db",
        "daily-2026-03-04.db",
        "sobes-before-0002-1.db",
    ]
    clock.forward(days=1)
    await upkeep.run()
    assert copies(tmp_path)[0] == "daily-2026-03-03.db"
    assert copies(tmp_path)[-1] == "sobes-before-0002-1.db"


async def test_what_is_done_is_let_go_of_and_what_waits_is_kept(
    upkeep: Upkeep, db: SqliteDatabase, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.jobs.upkeep.DROPPED_AT_ONCE", 2)
    rows = [(number, "{}") for number in (1, 2)]
    await db.write(partial(inbox.store, updates=rows, now=START))
    await db.write(partial(inbox.finish, update_id=UpdateId(1), now=START))

    async def old_delivery(tx: object) -> None:
        await db._writer.execute(
            "INSERT INTO deliveries (key, kind, chat_id, state, not_before, created_at, finished_at)"
            " SELECT 'old' || value, 'daily', 1, 'sent', 0, 0, ? FROM json_each('[1, 2, 3, 4, 5]')"
            " UNION ALL SELECT 'waiting', 'daily', 1, 'due', 0, 0, NULL",
            (int(START.timestamp() * 1000),),
        )

    await db.write(old_delivery)
    clock.forward(days=7, seconds=1)
    await upkeep.run()
    assert [row["update_id"] for row in await db.all("SELECT update_id FROM inbox")] == [2]
    assert len(await db.all("SELECT id FROM deliveries")) == 6
    clock.forward(days=84)
    await upkeep.run()
    assert [row["key"] for row in await db.all("SELECT key FROM deliveries")] == ["waiting"]
