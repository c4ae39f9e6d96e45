"""S1 in the chat: pauses set and ended in /daily, the late reminder and its setting, through stops and kills."""

import asyncio

import pytest

from bot.playground.person import Person
from bot.services.late_reminders import LateReminders
from bot.services.outbox import Outbox
from bot.storage.deliveries import Delivery
from tests.conftest import World
from tests.e2e.daily.reminding import at, reminders, settled, subscribe
from tests.e2e.drilling import labels
from tests.e2e.planning import quiet


def late_ones(person: Person) -> list[str]:
    return [screen.text for screen in person.screens if "One card is enough for today" in screen.text]


async def practise(world: World, person: Person, *days: str) -> None:
    """One card on each of these days, at eight in the evening in Berlin; the reminder of the day came before."""
    for day in days:
        world.clock.now = at(f"{day} 19:00")
        await quiet(world, looks=2)
        await person.send("/quiz")
        await person.press("Show answer")
        await person.press("Good")


async def with_a_streak(world: World, person: Person) -> None:
    """Three days in a row, and the reminder of the fourth."""
    await subscribe(person)
    await practise(world, person, "2026-03-02", "2026-03-03", "2026-03-04")
    world.clock.now = at("2026-03-05 08:00")
    await world.server.wait_for(lambda: "Your cards for today" in person.screen.text)


async def test_S1_a_late_reminder_comes_once_without_threats_and_not_after_an_answer(
    world: World, alice: Person
) -> None:
    await with_a_streak(world, alice)
    world.clock.now = at("2026-03-05 19:59")
    await quiet(world)
    assert late_ones(alice) == []
    world.clock.now = at("2026-03-05 20:00")
    await world.server.wait_for(lambda: bool(late_ones(alice)))
    assert alice.screen.text.startswith(
        "3 days in a row. One card is enough for today. If today is too full, a freeze covers it by itself."
    )
    assert alice.screen.buttons[0] == ["Show answer"]
    await world.restart()
    world.clock.now = at("2026-03-05 21:30")
    await quiet(world)
    assert len(late_ones(alice)) == 1
    await alice.press("Show answer")
    await alice.press("Good")
    world.clock.now = at("2026-03-06 08:00")
    await world.server.wait_for(lambda: "Your cards for today" in alice.screen.text)
    await alice.press("Show answer")
    await alice.press("Good")
    world.clock.now = at("2026-03-06 20:00")
    await quiet(world)
    assert late_ones(alice) == [], "the one of yesterday is answered, and today is done"
    states = world.rows("SELECT state FROM deliveries WHERE kind = 'late' ORDER BY id")
    assert states == [{"state": "sent"}, {"state": "cancelled"}]


@pytest.mark.parametrize(("step", "messages"), [("opening", 1), ("settle", 2)])
async def test_S1_a_kill_at_any_step_repeats_a_late_reminder_once_at_most(
    world: World, alice: Person, step: str, messages: int
) -> None:
    await with_a_streak(world, alice)
    reached = asyncio.Event()
    owner = LateReminders if step == "opening" else Outbox
    original = getattr(owner, step)

    async def never(self: object, *rest: object, **named: object) -> object:
        if any(isinstance(each, Delivery) and each.kind == "late" for each in rest):
            reached.set()
            await asyncio.Event().wait()
        return await original(self, *rest, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, step, never)
        patch.setattr("bot.app.GRACE", 0.0)
        world.clock.now = at("2026-03-05 20:00")
        await asyncio.wait_for(reached.wait(), 5)
        await world.stop()
    await world.start()
    await world.server.wait_for(
        lambda: world.rows("SELECT state FROM deliveries WHERE kind = 'late'") == [{"state": "sent"}]
    )
    await quiet(world)
    assert len(late_ones(alice)) == messages


async def test_S1_the_late_reminder_has_a_setting(world: World, alice: Person) -> None:
    await subscribe(alice)
    assert "Late reminder: on\n" in alice.screen.text
    await alice.press("Late reminder")
    assert "At 21:00" in alice.screen.text
    assert labels(alice) == ["on ✓", "off", "Back"]
    await alice.press("off")
    assert "Late reminder: off\n" in alice.screen.text
    await practise(world, alice, "2026-03-02", "2026-03-03", "2026-03-04")
    world.clock.now = at("2026-03-05 08:00")
    await world.server.wait_for(lambda: "Your cards for today" in alice.screen.text)
    world.clock.now = at("2026-03-05 20:00")
    await quiet(world)
    assert late_ones(alice) == []


async def test_S1_a_pause_is_set_and_ended_in_the_chat(world: World, alice: Person) -> None:
    await subscribe(alice)
    await alice.press("Pause")
    assert labels(alice) == ["3 days", "7 days", "14 days", "Only reminders off", "Back"]
    await alice.press("3 days")
    assert "Paused until Thu, Mar 5. Your streak waits." in alice.screen.text
    world.clock.now = at("2026-03-04 12:00")
    await quiet(world)
    assert reminders(alice) == []
    await alice.send("/daily")
    await alice.press("End the pause")
    assert "Next: Thu 09:00" in alice.screen.text
    assert labels(alice)[-1] == "Pause"
    world.clock.now = at("2026-03-05 08:00")
    await settled(world, "sent")
    assert len(reminders(alice)) == 1


async def test_S1_who_has_no_reminder_can_pause_a_streak(world: World, alice: Person) -> None:
    await alice.send("/daily")
    await alice.press("Pause")
    assert labels(alice) == ["3 days", "7 days", "14 days", "Back"]
    await alice.press("14 days")
    assert alice.screen.text.startswith("Paused until Mon, Mar 16. Your streak waits.")
    await alice.send("/daily")
    await alice.press("End the pause")
    assert "Paused" not in alice.screen.text
    assert world.rows("SELECT * FROM pauses") == []
