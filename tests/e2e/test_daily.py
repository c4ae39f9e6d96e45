"""The daily quiz, from the three taps to the card that comes at the right hour, through everything that goes wrong."""

import asyncio
from datetime import UTC, datetime, time

import pytest

from bot.domain.ids import LearnerId
from bot.domain.learners import Learner
from bot.domain.moments import EVERY_DAY
from bot.jobs import workers
from bot.playground.person import Person
from bot.services.daily import Outbox
from bot.storage import deliveries, learners
from bot.storage.database import Transaction
from bot.storage.deliveries import Subscription
from bot.storage.opening import open_database
from bot.telegram import pace
from bot.telegram.handlers.daily import read_time
from tests.conftest import START, World, card


@pytest.fixture(autouse=True)
def impatient(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker looks again at once, and nobody waits a second for the next message: stories move days at a time."""
    monkeypatch.setattr(workers, "IDLE_SECONDS", 0.05)
    monkeypatch.setattr(pace, "_PRIVATE", (0.01, 3))
    world.server.limit(None)


@pytest.fixture
async def alice(world: World) -> Person:
    """Alice has started the bot; twenty cards can be asked."""
    await world.publish(*(card(number) for number in range(20)), *(card(number, "ru") for number in range(20)))
    await world.start()
    alice = world.person("Alice", "en")
    await alice.send("/start")
    return alice


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def subscribe(person: Person, hour: str = "09:00", clock: str = "10:00", city: str = "Berlin") -> None:
    await person.send("/daily")
    await person.press(hour)
    await person.press(clock)
    await person.press(city)


def reminders(person: Person) -> list[str]:
    """What came by itself, as it stands in the chat."""
    return [screen.text for screen in person.screens if "Your cards for today" in screen.text]


async def settled(world: World, state: str, count: int = 1) -> None:
    """Until that many deliveries are in that state."""
    sql = "SELECT id FROM deliveries WHERE state = ?"
    await world.server.wait_for(lambda: len(world.rows(sql, state)) == count)


async def quiet(world: World, looks: int = 3) -> None:
    """Long enough for the planner and the worker to have looked a few times."""
    done = 0
    plan = Outbox.plan

    async def counted(self: Outbox, now: datetime) -> int:
        nonlocal done
        planned = await plan(self, now)
        done += 1
        return planned

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Outbox, "plan", counted)
        await world.server.wait_for(lambda: done >= looks)
    await asyncio.sleep(2 * workers.IDLE_SECONDS)
    await world.server.settle()


def sends(world: World, person: Person) -> int:
    return len(world.server.ledger.calls("sendMessage", person.id))


async def test_three_taps_set_the_reminder(world: World, alice: Person) -> None:
    await alice.send("/daily")
    assert "At what time" in alice.screen.text
    await alice.press("09:00")
    assert "What time is it where you are" in alice.screen.text
    await alice.press("14:45")
    assert alice.screen.buttons[0] == ["Kathmandu"]
    await alice.press("Kathmandu")
    assert "09:00, Kathmandu" in alice.screen.text
    assert "Next: Tue 09:00" in alice.screen.text
    assert world.rows("SELECT zone FROM learners") == [{"zone": "Asia/Kathmandu"}]
    assert world.rows("SELECT next_at FROM subscriptions") == [{"next_at": ms("2026-03-03 03:15")}]


def ms(text: str) -> int:
    return int(at(text).timestamp() * 1000)


async def test_every_local_time_on_earth_is_offered_once_and_leads_to_cities(alice: Person) -> None:
    await alice.send("/daily")
    await alice.press("09:00")
    labels = [label for row in alice.screen.buttons for label in row]
    assert labels == sorted(set(labels))
    assert {"09:00", "14:30", "14:45", "22:45", "23:00"} <= set(labels)
    await alice.press("23:00")
    cities = [label for row in alice.screen.buttons for label in row]
    assert "Auckland" not in cities, "in March it is 22:00 there"
    assert len(cities) > 1


@pytest.mark.parametrize(
    ("typed", "minute"),
    [
        ("7:45", 465),
        ("07.45", 465),
        (" 7 : 45 ", 465),
        ("7h45", 465),
        ("19", 1140),
        ("0:00", 0),
        ("23:59", 1439),
        ("7:45 pm", 1185),
        ("12 am", 0),
        ("12:05 P.M.", 725),
        ("８：３０", 510),
        ("8点30分", 510),
        ("8点", 480),
        ("7 45", None),
        ("24:00", None),
        ("12:60", None),
        ("13 pm", None),
        ("noon", None),
        ("", None),
    ],
)
def test_times_are_read_as_people_write_them(typed: str, minute: int | None) -> None:
    assert read_time(typed) == minute


async def test_a_time_and_a_city_can_be_typed(world: World, alice: Person) -> None:
    await alice.send("/daily")
    await alice.press("Another time")
    await alice.send("noon")
    assert "cannot read that as a time" in alice.screen.text
    await alice.send("7:45")
    await alice.press("10:00")
    await alice.press("Another city")
    await alice.send("Gotham City")
    assert "do not know that city" in alice.screen.text
    await alice.send("  берлин ")
    assert "07:45, Berlin" in alice.screen.text
    assert world.rows("SELECT zone FROM learners") == [{"zone": "Europe/Berlin"}]


async def test_a_typed_time_survives_a_restart(world: World, alice: Person) -> None:
    await alice.send("/daily")
    await alice.press("Another time")
    await world.restart()
    await alice.send("6:30")
    await world.restart()
    await alice.press("10:00")
    await world.restart()
    await alice.press("Another city")
    await world.restart()
    await alice.send("Berlin")
    assert "06:30, Berlin" in alice.screen.text


async def test_settings_change_what_comes_next(world: World, alice: Person) -> None:
    await subscribe(alice)
    await alice.press("Time")
    await alice.press("08:00")
    assert "Next: Tue 08:00" in alice.screen.text
    await alice.press("Number of cards")
    await alice.press("5")
    assert "Cards: 5" in alice.screen.text
    await alice.press("Days")
    for day in ("Tue", "Wed", "Thu", "Fri", "Sat", "Sun"):
        await alice.press(day)
    await alice.press("Mon")
    assert "One day has to stay" in alice.toast
    await alice.press("Back")
    assert "Days: Mon\n" in alice.screen.text
    assert "Next: Mon 08:00" in alice.screen.text
    await alice.press("Time zone")
    await alice.press("17:00")
    await alice.press("Shanghai")
    assert "08:00, Shanghai" in alice.screen.text
    await alice.press("Pause")
    assert "Paused" in alice.screen.text
    await alice.press("Resume")
    assert world.rows("SELECT minute, weekdays, size, paused, next_at FROM subscriptions") == [
        {"minute": 480, "weekdays": 1, "size": 5, "paused": 0, "next_at": ms("2026-03-09 00:00")}
    ]


async def test_the_cards_come_at_the_local_time_in_the_readers_language(world: World, alice: Person) -> None:
    await subscribe(alice)
    boris = world.person("Boris", "ru")
    await boris.send("/start")
    await boris.send("/daily")
    await boris.press("09:00")
    await boris.press("12:00")
    await boris.press("Москва")
    world.clock.now = at("2026-03-03 05:59:59")
    await quiet(world)
    assert world.rows("SELECT id FROM deliveries") == []
    world.clock.now = at("2026-03-03 06:00")
    await settled(world, "sent")
    assert "number 0 (ru)" in boris.screen.text
    assert boris.screen.buttons[0] == ["Показать ответ"]
    assert reminders(alice) == []
    world.clock.now = at("2026-03-03 08:00")
    await settled(world, "sent", 2)
    assert alice.screen.text.startswith("Your cards for today: 10. In all: 0 due, 10 new.")
    assert "number 0 (en)" in alice.screen.text
    assert alice.screen.buttons[0] == ["Show answer"]


async def test_the_reminder_says_how_many_are_due_and_ends_after_its_number_of_cards(
    world: World, alice: Person
) -> None:
    for _ in range(3):
        await alice.press("Show answer")
        await alice.press("Good")
    await subscribe(alice)
    await alice.press("Number of cards")
    await alice.press("5")
    world.clock.now = at("2026-03-06 08:00")
    await settled(world, "sent")
    assert alice.screen.text.startswith("Your cards for today: 5. In all: 3 due, 10 new.")
    for left in (5, 4, 3, 2, 1):
        assert alice.screen.text.endswith(f"Left in your daily set: {left}")
        await alice.press("Show answer")
        await alice.press("Good")
    assert "Show answer" not in str(alice.screen.buttons)
    assert "5" in alice.screen.text
    assert len(world.rows("SELECT id FROM reviews WHERE undone_at IS NULL")) == 8


async def test_nothing_is_sent_when_nothing_is_due_and_nothing_is_new(world: World) -> None:
    await world.publish(card(1))
    await world.start()
    alice = world.person("Alice", "en")
    await alice.send("/start")
    await alice.press("⋯ More")
    await alice.press("Suspend")
    await subscribe(alice)
    before = sends(world, alice)
    world.clock.now = at("2026-03-03 08:00")
    await settled(world, "cancelled")
    assert sends(world, alice) == before
    assert world.rows("SELECT next_at FROM subscriptions") == [{"next_at": ms("2026-03-04 08:00")}]


@pytest.mark.parametrize(
    ("day_before", "moments"),
    [
        # 02:30 does not exist in Berlin on 29 March 2026: the first minute after the gap is 03:00 CEST.
        ("2026-03-28 12:00", ["2026-03-29 01:00", "2026-03-30 00:30"]),
        # On 25 October 2026 02:30 comes twice: the first one counts.
        ("2026-10-24 12:00", ["2026-10-25 00:30", "2026-10-26 01:30"]),
    ],
)
async def test_a_change_of_clocks_neither_skips_nor_doubles_the_cards(
    world: World, alice: Person, day_before: str, moments: list[str]
) -> None:
    world.clock.now = at(day_before)
    hour = "13:00" if "03-28" in day_before else "14:00"
    await alice.send("/daily")
    await alice.press("Another time")
    await alice.send("2:30")
    await alice.press(hour)
    await alice.press("Berlin")
    for number, moment in enumerate(moments, 1):
        assert world.rows("SELECT next_at FROM subscriptions") == [{"next_at": ms(moment)}]
        world.clock.now = at(moment)
        await settled(world, "sent", number)
        world.clock.forward(hours=1, seconds=1)
        await quiet(world)
        assert len(reminders(alice)) == number


async def test_a_zone_changed_after_the_cards_came_brings_no_second_one_that_day(world: World, alice: Person) -> None:
    await subscribe(alice)
    world.clock.now = at("2026-03-03 08:00")
    await settled(world, "sent")
    await alice.send("/daily")
    await alice.press("Time zone")
    await alice.press("03:00")
    await alice.press("New York")
    assert "Next: Wed 09:00" in alice.screen.text
    world.clock.now = at("2026-03-03 23:59")
    await quiet(world)
    assert len(reminders(alice)) == 1


async def test_a_paused_reminder_sends_nothing(world: World, alice: Person) -> None:
    await subscribe(alice)
    await alice.press("Pause")
    world.clock.now = at("2026-03-05 08:00")
    await quiet(world)
    assert reminders(alice) == []


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
        patch.setattr(Outbox, step, never)
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
    opening = Outbox.opening

    async def failing(self: Outbox, delivery: object, now: datetime) -> object:
        if getattr(delivery, "learner_id", None) == alice.id:
            raise LookupError("a bug")
        return await opening(self, delivery, now)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(Outbox, "opening", failing)
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
