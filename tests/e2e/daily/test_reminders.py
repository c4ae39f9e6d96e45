"""The daily quiz, from the three taps to the card that comes at the right hour."""

import pytest

from bot.playground.person import Person
from bot.telegram.handlers.daily import read_time
from tests.conftest import World, card
from tests.e2e.daily.reminding import at, ms, reminders, sends, settled, subscribe
from tests.e2e.planning import quiet


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
    await alice.press("Only reminders off")
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
    await alice.press("Only reminders off")
    world.clock.now = at("2026-03-05 08:00")
    await quiet(world)
    assert reminders(alice) == []
