"""S1: reminders that keep quiet once the day is done, the one late reminder, and pauses, by the clock."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.delivery import Later, Sent
from bot.domain.errors import Refused
from bot.services.choosing import Done, Where
from bot.services.daily import Daily, DailyPlanner, Opening
from bot.services.drill import Drill
from bot.services.habit import Habit
from bot.services.late_reminders import LateOpening, LateReminders
from bot.services.outbox import Outbox
from bot.services.welcome import Welcome
from bot.services.work import Work
from bot.storage import habit
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import add_cards, card
from tests.services.practising import ALICE, Practice


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


class Story(Practice):
    """Alice with her subscription and the outbox."""

    def __init__(self, db: SqliteDatabase, cards: Sequence[int]) -> None:
        super().__init__(db, cards)
        self.outbox = Outbox(db)
        self.planner = DailyPlanner(db)
        self.late = LateReminders(db)

    async def subscribe(self, now: datetime, at_time: time = time(9), zone: str = "UTC") -> None:
        await self.begin()
        self.learner, _ = await Daily().subscribe(self.work(now), at_time, zone)

    async def practise(self, *days: str, hour: int = 12) -> None:
        for number, day in enumerate(days):
            await self.answer(at(f"{day} {hour:02}:00"), number)

    async def pass_by(self, now: datetime) -> list[str]:
        """Plan, claim and settle as the program would; the kinds of what was sent just now."""
        sent = []
        await self.planner.plan(now)
        for claimed in await self.outbox.claim(now, 10):
            opening = await (self.planner if claimed.kind == "daily" else self.late).opening(claimed, now)
            told = isinstance(opening, Opening | LateOpening)
            sent += [claimed.kind] if told else []
            await self.outbox.settle(claimed, opening if isinstance(opening, Later) else Sent(1) if told else None, now)
        return sent

    async def live(self, begin: str, hours: int) -> list[str]:
        """Every quarter of an hour that the program looks; what was sent, by kind and UTC time."""
        moments = [at(begin) + timedelta(minutes=15 * number) for number in range(4 * hours + 1)]
        return [f"{kind} {now:%d %H:%M}" for now in moments for kind in await self.pass_by(now)]


THREE_DAYS = ("2026-03-02", "2026-03-03", "2026-03-04")


@pytest.fixture
async def story(db: SqliteDatabase) -> Story:
    return Story(db, await add_cards(db, [card(number) for number in range(60)]))


async def test_S1_one_reminder_a_day_and_one_late_one_where_a_streak_is_worth_it(story: Story) -> None:
    await story.subscribe(at("2026-03-01 10:00"))
    await story.practise(*THREE_DAYS)
    assert await story.live("2026-03-05 06:00", 47) == [
        "daily 05 09:00",
        "late 05 21:00",
        "daily 06 09:00",
        "late 06 21:00",
    ]


async def test_S1_no_reminder_comes_once_the_day_is_done(story: Story) -> None:
    await story.subscribe(at("2026-03-01 10:00"))
    await story.practise(*THREE_DAYS, "2026-03-05", hour=8)
    assert await story.live("2026-03-05 08:00", 19) == []
    await story.practise("2026-03-06", hour=12)
    assert await story.live("2026-03-06 06:00", 1) == []
    assert await story.pass_by(at("2026-03-06 21:00")) == []


async def test_S1_an_answer_after_the_reminder_keeps_the_late_one_away(story: Story) -> None:
    await story.subscribe(at("2026-03-01 10:00"))
    await story.practise(*THREE_DAYS)
    assert await story.pass_by(at("2026-03-05 09:00")) == ["daily"]
    await story.answer(at("2026-03-05 20:59"), 9)
    assert await story.live("2026-03-05 20:59", 6) == []


async def test_S1_a_short_streak_is_no_reason_for_a_late_reminder(story: Story) -> None:
    await story.subscribe(at("2026-03-01 10:00"))
    await story.practise("2026-03-03", "2026-03-04")
    assert await story.live("2026-03-05 06:00", 22) == ["daily 05 09:00"]


async def test_S1_the_late_reminder_can_be_switched_off_also_after_it_was_planned(story: Story) -> None:
    await story.subscribe(at("2026-03-01 10:00"))
    await story.practise(*THREE_DAYS)
    assert await story.pass_by(at("2026-03-05 09:00")) == ["daily"]
    await Daily().change(story.work(at("2026-03-05 10:00")), lambda old: replace(old, late_reminder=False))
    assert await story.live("2026-03-05 20:00", 16) == ["daily 06 09:00"]
    assert await story.db.all("SELECT key FROM deliveries WHERE kind = 'late' AND state = 'due'") == []


@pytest.mark.parametrize(
    ("hour", "late"),
    [(time(18), True), (time(18, 1), False), (time(21), False), (time(23), False), (time(2), False)],
)
async def test_S1_the_late_reminder_keeps_its_distance(story: Story, hour: time, late: bool) -> None:
    await story.subscribe(at("2026-03-01 03:00"), hour)
    await story.practise(*THREE_DAYS)
    kinds = {each.split()[0] for each in await story.live("2026-03-05 01:30", 24)}
    assert ("late" in kinds) == late


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
async def test_S1_clocks_that_change_neither_skip_nor_double_the_late_reminder(story: Story, day: str) -> None:
    await story.subscribe(at("2026-03-01 10:00"), zone="Europe/Berlin")
    await story.practise(*((at(f"{day} 12:00") - timedelta(days=back)).date().isoformat() for back in (3, 2, 1)))
    utc = "19:00" if day == "2026-03-29" else "20:00"
    date = day[-2:]
    sent = await story.live(f"{day} 00:00", 23)
    assert [each for each in sent if each.startswith("late")] == [f"late {date} {utc}"]


async def test_S1_it_is_the_evening_of_the_new_zone_that_counts(story: Story) -> None:
    await story.subscribe(at("2026-03-01 10:00"), zone="Europe/Berlin")
    await story.practise(*THREE_DAYS)
    assert await story.pass_by(at("2026-03-05 08:00")) == ["daily"]
    story.learner = await Welcome("en", "UTC").change(
        story.work(at("2026-03-05 12:00")), lambda old: old.living_by(at("2026-03-05 12:00"), zone="America/New_York")
    )
    assert await story.live("2026-03-05 19:00", 8) == ["late 06 02:00"], "nine in the evening, there"


async def test_S1_an_evening_that_is_over_brings_nothing(story: Story) -> None:
    await story.subscribe(at("2026-03-01 10:00"), zone="Europe/Berlin")
    await story.practise(*THREE_DAYS)
    assert await story.pass_by(at("2026-03-05 08:00")) == ["daily"]
    assert await story.pass_by(at("2026-03-05 21:00")) == [], "ten in the evening: quiet hours, after a stop"
    assert await story.db.all("SELECT key FROM deliveries WHERE kind = 'late' AND state = 'due'") == []


async def test_S1_a_pause_keeps_reminders_away_and_the_streak_alive(story: Story) -> None:
    await story.subscribe(at("2026-03-01 10:00"))
    await story.practise(*THREE_DAYS)
    await Habit().pause(story.work(at("2026-03-05 08:00")), 14)
    assert await story.live("2026-03-05 08:00", 24 * 14) == []
    found = await habit.load_streak(story.db, ALICE, story.learner.day(at("2026-03-19 12:00")))
    assert (found.days, found.freezes) == (3, 2)


async def test_S1_reminders_come_again_on_the_day_the_pause_is_over(story: Story) -> None:
    await story.subscribe(at("2026-03-01 10:00"), time(4))
    await Habit().pause(story.work(at("2026-03-02 08:00")), 7)
    assert await story.live("2026-03-02 08:00", 24 * 8) == ["daily 09 04:00", "daily 10 04:00"]


async def test_S1_a_pause_ends_at_any_time(story: Story) -> None:
    await story.subscribe(at("2026-03-01 10:00"))
    await story.practise(*THREE_DAYS)
    habits = Habit()
    await habits.pause(story.work(at("2026-03-05 08:00")), 14)
    assert await habits.paused(story.work(at("2026-03-06 08:00"))) is not None
    await habits.resume(story.work(at("2026-03-07 08:00")))
    assert await habits.paused(story.work(at("2026-03-07 08:00"))) is None
    assert await story.live("2026-03-07 08:00", 2) == ["daily 07 09:00"]
    found = await habit.load_streak(story.db, ALICE, story.learner.day(at("2026-03-07 12:00")))
    assert (found.days, found.freezes) == (3, 2), "the days before stay paused"


async def test_S1_a_pause_survives_a_start_of_the_program(story: Story) -> None:
    await story.subscribe(at("2026-03-01 10:00"))
    await Habit().pause(story.work(at("2026-03-02 08:00")), 14)
    assert await story.planner.correct(at("2026-03-02 09:00")) == 0, "no clock ran ahead"
    assert await story.live("2026-03-15 08:00", 26) == ["daily 16 09:00"]


@pytest.mark.parametrize("days", [0, -1, 15, 10**9])
async def test_S1_no_pause_is_longer_than_fourteen_days(story: Story, days: int) -> None:
    await story.subscribe(at("2026-03-01 10:00"))
    with pytest.raises(Refused, match="daily-pause-too-long"):
        await Habit().pause(story.work(at("2026-03-02 08:00")), days)


async def test_S1_a_pause_does_not_need_a_reminder(story: Story) -> None:
    await story.begin()
    await story.practise(*THREE_DAYS)
    await Habit().pause(story.work(at("2026-03-05 08:00")), 3)
    found = await habit.load_streak(story.db, ALICE, story.learner.day(at("2026-03-08 08:00")))
    assert (found.days, found.freezes) == (3, 2)


async def test_S1_the_plan_of_a_day_without_cards_makes_the_day(db: SqliteDatabase) -> None:
    story = Story(db, await add_cards(db, [card(1)]))
    await story.begin()
    await story.practise("2026-03-02")
    now = at("2026-03-03 12:00")
    for _ in range(2):
        assert isinstance(await Drill().next(story.work(now), Where()), Done)
    found = await habit.load_streak(db, ALICE, story.learner.day(now))
    assert (found.days, found.done) == (2, True)


async def test_S1_an_opened_plan_with_cards_in_it_makes_no_day(story: Story) -> None:
    await story.begin()
    work: Work = story.work(at("2026-03-03 12:00"))
    await Drill().next(work, Where())
    assert await story.db.all("SELECT * FROM plan_openings") == []
