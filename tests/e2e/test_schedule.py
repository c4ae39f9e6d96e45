"""/schedule: a schedule from its first tap to its end, each change once, and with what the person saw."""

import json
from datetime import timedelta

import pytest

from bot.jobs import workers
from bot.services.schedule_settings import MOST_TIMES
from bot.telegram.callbacks.owner import SchedulePage, SchedulePost, ScheduleSet
from tests.conftest import Clock, World, card
from tests.e2e.scheduling import CHANGED, OLD_BUTTON, owner, raw_press, schedules, seat, settled, with_schedule


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Posts wait for the worker's next look."""
    monkeypatch.setattr(workers, "IDLE_SECONDS", 0.05)


async def ended(world: World, count: int) -> None:
    """So many moments of schedules have come, and what is to be sent of them is sent."""

    def done() -> bool:
        states = [row["state"] for row in world.rows("SELECT state FROM publications")]
        return len(states) == count and "planned" not in states

    await world.server.wait_for(done)


async def test_a_schedule_is_made_in_one_tap_and_says_what_comes_when(world: World) -> None:
    await world.publish(*(card(number, likes=number) for number in range(1, 4)))
    olga = await owner(world, default_timezone="Europe/Berlin")
    channel = await with_schedule(world, olga)
    assert olga.screen.text == (
        "Schedule for Daily Python\n"
        "Times: 10:00 (Berlin)\n"
        "Days: every day\n"
        "Cards: English, all topics, and all levels\n"
        "Order: the most popular first\n"
        "Form: a quiz where the card has choices, else the answer hidden until it is tapped\n"
        "Old posts: stay\n\n"
        "Cards not posted here yet: 3. After them the first ones come again.\n"
        # It is 10:00 in Berlin now: that moment has passed.
        "Next: Tue 2026-03-03 10:00 – What is the answer to question number 3 (en)?"
    )
    world.clock.forward(days=1)
    await ended(world, 1)
    assert "question number 3" in channel.visible()[-1].text
    assert len(channel.visible()) == 1


async def test_every_setting_can_be_changed_and_is_kept(world: World) -> None:
    await world.publish(*(card(number, likes=number, level="senior") for number in range(1, 4)))
    olga = await owner(world)
    await with_schedule(world, olga)
    for page, *choices in (
        ("Times", "18:00", "10:00"),
        ("Days", "Sat", "Sun"),
        ("Language", "English"),
        ("Topic", "asyncio and"),
        ("Level", "senior"),
        ("Order", "The oldest"),
        ("Form of the answer", "A reply after 3"),
        ("Old posts", "Remove them"),
    ):
        await olga.press(page)
        for choice in choices:
            await olga.press(choice)
        if page in ("Times", "Days"):
            await olga.press("Back")
    await olga.press("Time zone")
    await olga.press("17:00")
    await olga.press("Beijing" if "Beijing" in str(olga.screen.buttons) else "Shanghai")
    await world.restart()
    await olga.press("Next posts")
    await olga.press("Back")
    assert olga.screen.text.splitlines()[1:7] == [
        "Times: 18:00 (Shanghai)",
        "Days: Mon, Tue, Wed, Thu, and Fri",
        "Cards: English, asyncio and event loops, and senior",
        "Order: the oldest first",
        "Form: a quiz where the card has choices, else the answer as a reply after 3 hours",
        "Old posts: removed after a day",
    ]
    (stored,) = schedules(world)
    # 18:00 in Shanghai is 10:00 UTC, an hour from now.
    assert stored["next_at"] == int((world.clock.now + timedelta(hours=1)).timestamp() * 1000)
    lines = world.rows("SELECT action, after FROM audit ORDER BY id")
    assert [row["action"] for row in lines[:3]] == ["chat-connected", "schedule-made", "schedule-changed"]
    assert json.loads(lines[2]["after"]) == {"title": "Daily Python", "field": "time", "value": "1080"}


async def test_what_is_typed_is_a_time_or_a_zone_or_told_not_to_be(world: World) -> None:
    olga = await owner(world)
    await with_schedule(world, olga)
    await olga.press("Times")
    await olga.press("Another time")
    await olga.send("half past")
    assert olga.screen.text == "I cannot read that as a time. Send it as hours and minutes, such as 7:45."
    await world.restart()
    await olga.send("7:45")
    assert "07:45 ✓" in str(olga.screen.buttons)
    await olga.press("Back")
    await olga.press("Time zone")
    await olga.press("Another city")
    await olga.send("Mars/Olympus Mons")
    assert olga.screen.text.startswith("I do not know that city.")
    await olga.send("europe/berlin")
    assert "Times: 07:45 and 10:00 (Berlin)" in olga.screen.text
    (stored,) = schedules(world)
    assert (stored["zone"], json.loads(str(stored["minutes"]))) == ("Europe/Berlin", [465, 600])


async def test_times_are_bounded_and_one_time_and_day_stay(world: World) -> None:
    olga = await owner(world)
    await with_schedule(world, olga)
    await olga.press("Times")
    await olga.press("10:00")
    assert olga.toast == "One time has to stay. Pause the schedule instead."
    for hour in (7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18):
        await olga.press(f"{hour:02}:00")
    await olga.press("19:00")
    assert olga.toast == f"{MOST_TIMES} times a day are the most. Take one out first."
    await olga.press("Another time")
    await olga.send("23:10")
    assert olga.screen.text == f"{MOST_TIMES} times a day are the most. Take one out first."
    await olga.press("Back")
    await olga.press("Days")
    for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat"):
        await olga.press(day)
    await olga.press("Sun")
    assert olga.toast == "One day has to stay. Pause the schedule instead."
    (stored,) = schedules(world)
    assert (len(json.loads(str(stored["minutes"]))), stored["weekdays"]) == (MOST_TIMES, 1 << 6)


async def test_posts_to_come_are_skipped_changed_and_put_back(world: World) -> None:
    await world.publish(*(card(number, likes=number) for number in range(1, 8)))
    olga = await owner(world)
    channel = await with_schedule(world, olga)
    await olga.press("Next posts")
    before = olga.screen.text
    await olga.press("Skip 1")
    await olga.tap_twice("Another card for 2")
    assert [line.rpartition("– ")[2] for line in olga.screen.text.splitlines()[1:4]] == [
        "skipped",
        "What is the answer to question number 6 (en)? (chosen by hand)",
        "What is the answer to question number 7 (en)?",
    ]
    await olga.press("Undo 2")
    await olga.press("Undo 1")
    assert olga.screen.text == before
    await olga.press("Skip 1")
    await world.restart()
    await olga.press("Another card for 2")
    shown = olga.screen.text.splitlines()[2:4]
    for number, hours in enumerate((1, 24, 24), 1):
        world.clock.forward(hours=hours)
        await ended(world, number)
    posted = [post.text.splitlines()[0] for post in channel.visible()]
    assert len(posted) == 2, "the first one was skipped"
    assert all(question in line for question, line in zip(posted, shown, strict=True))


async def test_an_old_screen_changes_nothing_and_is_drawn_anew(world: World) -> None:
    olga = await owner(world)
    await with_schedule(world, olga)
    await olga.press("Level")
    old = olga.screen
    (stored,) = schedules(world)
    stale = ScheduleSet(schedule=1, version=1, field="level", value="senior").pack()
    await olga.press("junior")
    answer = await raw_press(world, olga, stale)
    assert answer.text == CHANGED
    assert stored["version"] == 1
    assert [(row["level"], row["version"]) for row in schedules(world)] == [("junior", 2)]
    assert old.message_id == olga.screen.message_id
    for made_up in (
        ScheduleSet(schedule=1, version=2, field="level", value="expert"),
        ScheduleSet(schedule=1, version=2, field="colour", value="red"),
        ScheduleSet(schedule=1, version=2, field="time", value="1440"),
        ScheduleSet(schedule=1, version=2, field="keep", value="30"),
        ScheduleSet(schedule=1, version=2, field="deck", value="7"),
        ScheduleSet(schedule=99, version=1, field="level"),
        SchedulePage(schedule=99),
        SchedulePost(schedule=1, version=2, slot="202613010000", act="skip"),
        SchedulePost(schedule=1, version=2, slot="1", act="skip"),
    ):
        answer = await raw_press(world, olga, made_up.pack())
        assert answer.alert, made_up
        assert answer.text in (
            OLD_BUTTON,
            "This deck no longer exists. Choose another one.",
            "There is no such post to come any more.",
        )
    assert [row["version"] for row in schedules(world)] == [2]


async def test_post_now_asks_once_and_posts_once(world: World) -> None:
    await world.publish(card(1))
    olga = await owner(world)
    channel = await with_schedule(world, olga)
    await olga.press("Pause")
    assert "Paused: nothing is posted." in olga.screen.text
    await olga.press("Post now")
    assert channel.visible() == []
    await olga.tap_twice("Yes, post it")
    await ended(world, 1)
    assert [row["state"] for row in world.rows("SELECT state FROM publications")] == ["sent"]
    assert len(channel.visible()) == 1
    await olga.press("Topic")
    await olga.press("Git and")
    assert "No card fits: nothing will be posted." in olga.screen.text
    await olga.press("Post now")
    await olga.press("Yes, post it")
    assert olga.toast == "No card fits this schedule. Choose another topic, level, language or deck."
    assert len(world.rows("SELECT * FROM publications")) == 1


async def test_stopping_and_disconnecting_are_undone_with_one_tap(world: World, clock: Clock) -> None:
    await world.publish(card(1), card(2))
    olga = await owner(world)
    channel = await with_schedule(world, olga)
    before = schedules(world)
    await olga.press("Stop")
    assert schedules(world)[0]["next_at"] is None
    await raw_press(world, olga, SchedulePage(schedule=1, page="days").pack())
    assert olga.toast == "This schedule is stopped. Make a new one with /schedule."
    await world.restart()
    await olga.tap_twice("Undo")
    restored = {**schedules(world)[0], "version": before[0]["version"]}
    assert [restored] == before
    await olga.press("Pause")
    await olga.press("Stop")
    await olga.press("Undo")
    assert "Paused" in olga.screen.text, "it is as it was before it was stopped"
    await olga.press("Resume")
    await olga.press("Back")
    await olga.press("Disconnect")
    assert schedules(world)[0]["next_at"] is None
    clock.forward(days=2)
    await settled(world)
    await raw_press(world, olga, SchedulePage(schedule=1, page="days").pack())
    assert olga.toast == "This chat is disconnected. Connect it again with /schedule."
    await olga.tap_twice("Undo")
    assert olga.screen.text == "Daily Python\n1. 10:00, every day (UTC)"
    assert channel.visible() == []
    assert world.rows("SELECT state FROM publications") == [], "nobody wanted what was due meanwhile"


async def test_a_moment_that_has_come_is_posted_though_the_schedule_is_changed_first(world: World) -> None:
    """The planner looks every few seconds: a change in between must not swallow a moment."""
    await world.publish(card(1))
    olga = await owner(world)
    channel = await with_schedule(world, olga)
    await olga.press("Times")
    world.clock.forward(hours=1)
    olga.tap("18:00")
    await settled(world)
    await ended(world, 1)
    assert len(channel.visible()) == 1
    assert [row["slot"] for row in world.rows("SELECT slot FROM publications")] == ["2026-03-02T10:00"]


async def test_a_doubled_tap_makes_one_schedule_and_each_tells_of_lost_rights(world: World) -> None:
    olga = await owner(world)
    channel = await with_schedule(world, olga)
    await olga.press("Back")
    await olga.tap_twice("New schedule")
    assert len(schedules(world)) == 2
    assert olga.screen.text.startswith("Schedule for Daily Python")
    await seat(world, olga, channel, "left")
    await olga.send("/schedule")
    await olga.press("Open Daily Python")
    await olga.press("Schedule 1")
    waits = "I am not there any more, or the chat is gone. Everything waits until I am added again."
    assert any(waits in each.text for each in olga.screens), "the word itself may come after it"
    await olga.press("Post now")
    await olga.press("Yes, post it")
    assert olga.toast == "I cannot post there now. The page of the chat says why."
