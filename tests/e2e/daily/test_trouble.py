"""The daily quiz through everything that goes wrong: blocks, downtime, lost answers, floods, stops."""

import asyncio
from datetime import datetime, time

import pytest

from bot.domain.ids import LearnerId
from bot.domain.learners import Learner
from bot.domain.moments import EVERY_DAY
from bot.playground.person import Person
from bot.services.daily import DailyPlanner
from bot.services.outbox import Outbox
from bot.storage import deliveries, learners
from bot.storage.database import Transaction
from bot.storage.deliveries import Subscription
from bot.storage.opening import open_database
from tests.conftest import START, World
from tests.e2e.daily.reminding import at, ms, reminders, sends, settled, subscribe
from tests.e2e.planning import quiet


async def test_whoever_blocked_the_bot_is_tried_once_and_revived_by_start(world: World, alice: Person) -> None:
    await subscribe(alice)
    await world.stop()
    alice.block()
    world.server.telegram.updates.drop_all()  # the bot never hears of it: only the first try tells
    world.refusals_expected = True
    await world.start()
    world.clock.now = at("2026-03-03 08:00")
    await settled(world, "gone")
    calls = len(world.server.ledger.calls(chat_id=alice.id))
    world.clock.now = at("2026-03-06 08:00")
    await quiet(world)
    assert len(world.server.ledger.calls(chat_id=alice.id)) == calls
    assert [call.refusal.code for call in world.server.ledger.refusals() if call.refusal] == [403]
    assert world.rows("SELECT blocked_at FROM learners") == [{"blocked_at": ms("2026-03-03 08:00")}]
    alice.unblock()
    await alice.send("/start")
    assert world.rows("SELECT blocked_at FROM learners") == [{"blocked_at": None}]
    world.clock.now = at("2026-03-07 08:00")
    await settled(world, "sent")
    assert len(reminders(alice)) == 1


async def test_whoever_blocked_the_bot_and_it_was_told_is_not_tried_at_all(world: World, alice: Person) -> None:
    await subscribe(alice)
    alice.block()
    await world.server.wait_for(lambda: world.rows("SELECT next_at FROM subscriptions") == [{"next_at": None}])
    world.clock.now = at("2026-03-03 08:00")
    await quiet(world)
    assert world.rows("SELECT id FROM deliveries") == []


async def test_twenty_days_of_downtime_are_one_delivery(world: World, alice: Person) -> None:
    await subscribe(alice)
    await world.stop()
    world.clock.now = at("2026-03-23 10:00")
    await world.start()
    await settled(world, "sent")
    await quiet(world)
    assert len(reminders(alice)) == 1
    world.clock.now = at("2026-03-24 08:00")
    await settled(world, "sent", 2)


async def test_downtime_that_ends_at_night_is_made_up_for_in_the_morning(world: World, alice: Person) -> None:
    await subscribe(alice, hour="18:00")
    await world.stop()
    world.clock.now = at("2026-03-04 01:00")
    await world.start()
    await quiet(world)
    assert reminders(alice) == []
    world.clock.now = at("2026-03-04 07:00")
    await settled(world, "sent")
    assert len(reminders(alice)) == 1


async def restart_in(world: World, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Stop dead at a step, as a kill does: nothing after it happens, nothing is tidied up."""
    reached = asyncio.Event()

    async def never(*_: object) -> None:
        reached.set()
        await asyncio.Event().wait()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DailyPlanner if step == "opening" else Outbox, step, never)
        patch.setattr("bot.app.GRACE", 0.0)
        world.clock.now = at("2026-03-03 08:00")
        await asyncio.wait_for(reached.wait(), 5)
        await world.stop()


@pytest.mark.parametrize(
    ("step", "messages"),
    [("claim", 1), ("opening", 1), ("settle", 2)],
    ids=["planned, not claimed", "claimed, not sent", "sent, not settled"],
)
async def test_a_stop_at_any_step_of_a_delivery_loses_nothing_and_repeats_once_at_most(
    world: World, alice: Person, monkeypatch: pytest.MonkeyPatch, step: str, messages: int
) -> None:
    await subscribe(alice)
    await restart_in(world, monkeypatch, step)
    await world.start()
    await settled(world, "sent")
    await quiet(world)
    assert len(reminders(alice)) == messages
    assert len(world.rows("SELECT id FROM deliveries")) == 1


async def test_stops_again_and_again_after_sending_repeat_it_once_and_no_more(
    world: World, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribe(alice)
    await restart_in(world, monkeypatch, "settle")
    with pytest.MonkeyPatch.context() as patch:
        reached = asyncio.Event()

        async def never(*_: object) -> None:
            reached.set()
            await asyncio.Event().wait()

        patch.setattr(Outbox, "settle", never)
        patch.setattr("bot.app.GRACE", 0.0)
        await world.start()
        await asyncio.wait_for(reached.wait(), 5)
        await world.stop()
    await world.start()
    await settled(world, "unknown")
    await quiet(world)
    assert len(reminders(alice)) == 2


async def test_an_answer_lost_after_the_message_was_shown_repeats_it_once_at_most(world: World, alice: Person) -> None:
    await subscribe(alice)
    world.server.faults.close(method="sendMessage", execute=True)
    world.clock.now = at("2026-03-03 08:00")
    await settled(world, "sent")
    assert len(reminders(alice)) == 2
    assert world.rows("SELECT unknowns, attempts FROM deliveries") == [{"unknowns": 1, "attempts": 2}]


async def test_two_lost_answers_are_given_up_quietly(world: World, alice: Person) -> None:
    await subscribe(alice)
    world.server.faults.close(method="sendMessage", times=2, execute=True)
    world.clock.now = at("2026-03-03 08:00")
    await settled(world, "unknown")
    await quiet(world)
    assert len(reminders(alice)) == 2
    world.clock.now = at("2026-03-04 08:00")
    await settled(world, "sent")
    assert len(reminders(alice)) == 3, "the next day is another delivery"


async def test_a_flood_wait_is_obeyed(world: World, alice: Person) -> None:
    await subscribe(alice)
    before = sends(world, alice)
    world.server.faults.flood(1, method="sendMessage")
    world.clock.now = at("2026-03-03 08:00")
    await world.server.wait_for(lambda: sends(world, alice) == before + 1)
    await quiet(world, looks=8)
    assert sends(world, alice) == before + 1, "the clock stands still: the wait is not over"
    world.clock.forward(seconds=1)
    await settled(world, "sent")
    assert sends(world, alice) == before + 2
    assert len(reminders(alice)) == 1


async def test_a_long_flood_wait_makes_no_calls_in_between(world: World, alice: Person) -> None:
    await subscribe(alice)
    before = sends(world, alice)
    world.server.faults.flood(3600, method="sendMessage")
    world.clock.now = at("2026-03-03 08:00")
    await world.server.wait_for(lambda: sends(world, alice) == before + 1)
    world.clock.forward(minutes=30)
    await quiet(world)
    world.clock.forward(minutes=29)
    await quiet(world)
    assert sends(world, alice) == before + 1
    assert world.rows("SELECT state, reason FROM deliveries") == [{"state": "due", "reason": "flood wait"}]


@pytest.mark.parametrize(("status", "failures"), [(502, 2), (500, 1), (504, 1)])
async def test_what_telegram_did_not_do_is_tried_again(world: World, alice: Person, status: int, failures: int) -> None:
    await subscribe(alice)
    world.server.faults.gateway(status, method="sendMessage", times=failures)
    before = sends(world, alice)
    world.clock.now = at("2026-03-03 08:00")
    for failed in range(1, failures + 1):
        await world.server.wait_for(lambda: sends(world, alice) == before + failed)  # noqa: B023 - used at once
        await settled(world, "due")
        world.clock.forward(seconds=10)
    await settled(world, "sent")
    assert sends(world, alice) == before + failures + 1
    assert len(reminders(alice)) == 1


async def test_one_chat_that_answers_slowly_holds_up_nobody(world: World, alice: Person) -> None:
    await subscribe(alice)
    bob = world.person("Bob", "en")
    await bob.send("/start")
    await subscribe(bob, hour="10:00")
    world.server.faults.slow(3.0, method="sendMessage", chat_id=alice.id)
    world.clock.now = at("2026-03-03 08:00")
    await world.server.wait_for(lambda: world.server.ledger.in_flight == 1)
    world.clock.now = at("2026-03-03 09:00")
    await settled(world, "sent")
    assert len(reminders(bob)) == 1
    assert reminders(alice) == []


async def test_a_clock_that_ran_ahead_is_put_right_by_the_next_start(world: World, alice: Person) -> None:
    await subscribe(alice)
    world.clock.now = at("2036-03-03 08:00")
    await settled(world, "sent")
    world.clock.now = at("2026-03-02 12:00")
    await world.restart()
    world.clock.now = at("2026-03-03 08:00")
    await settled(world, "sent", 2)


async def test_a_reminder_whose_screen_cannot_be_drawn_is_put_aside_and_the_others_come(
    world: World, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribe(alice)
    bob = world.person("Bob", "en")
    await bob.send("/start")
    await subscribe(bob)
    opening = DailyPlanner.opening

    async def failing(self: DailyPlanner, delivery: object, now: datetime) -> object:
        if getattr(delivery, "learner_id", None) == alice.id:
            raise LookupError("a bug")
        return await opening(self, delivery, now)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(DailyPlanner, "opening", failing)
    world.errors_expected = True
    world.clock.now = at("2026-03-03 08:00")
    await settled(world, "sent")
    await settled(world, "cancelled")
    assert len(reminders(bob)) == 1


async def test_everybody_whose_minute_it_is_gets_one(world: World, alice: Person) -> None:
    people = [world.person(f"P{number}", "en") for number in range(40)]
    await world.stop()

    async def subscribe_all(tx: Transaction) -> None:
        for person in people:
            person.chat.opened = True
            await learners.store(tx, Learner(LearnerId(person.id), "en", ("en",), "UTC", 2, 10, 0.9, None, START))
            at_nine = Subscription(LearnerId(person.id), time(9), EVERY_DAY, 10, next_at=at("2026-03-03 09:00"))
            await deliveries.store_subscription(tx, at_nine)

    settings = world.settings
    async with open_database(settings.database_path, backups=settings.backup_dir, now=START) as db:
        await db.write(subscribe_all)
    await world.start()
    world.clock.now = at("2026-03-03 09:00")
    await world.server.wait_for(lambda: len(world.rows("SELECT id FROM deliveries WHERE state = 'sent'")) == 40, 20)
    assert {len(reminders(person)) for person in people} == {1}
