"""The daily reminder: when it is planned, what may become of it, what it says."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import partial

import pytest

from bot.domain.delivery import Gone, Later, Moved, Outcome, Rejected, Sent, Unknown
from bot.domain.errors import Refused
from bot.domain.ids import LearnerId
from bot.domain.learners import Learner, Person
from bot.services.choosing import Question, Where, choose
from bot.services.daily import Daily, DailyPlanner, Opening
from bot.services.outbox import Outbox
from bot.services.welcome import Welcome
from bot.services.work import Work
from bot.storage import deliveries, learners
from bot.storage.deliveries import Delivery, Subscription
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, add_cards, card

ALICE = LearnerId(101)
NINE = time(9)
DAY = timedelta(days=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


class Story:
    """Alice, her subscription, and the outbox, at a time that each call names."""

    def __init__(self, db: SqliteDatabase) -> None:
        self.db = db
        self.outbox = Outbox(db)
        self.planner = DailyPlanner(db)
        self.learner = Learner(ALICE, "en", ("en",), "UTC", 2, 10, 0.9, None, START)

    def work(self, now: datetime) -> Work:
        return Work(self.db, Person(ALICE, self.learner), now)

    async def subscribe(self, now: datetime, at_time: time = NINE, zone: str = "UTC") -> Subscription:
        await self.db.write(partial(learners.store, learner=self.learner))
        self.learner, subscription = await Daily().subscribe(self.work(now), at_time, zone)
        return subscription

    async def change(self, now: datetime, **fields: object) -> Subscription:
        return await Daily().change(self.work(now), lambda old: replace(old, **fields))  # type: ignore[arg-type]  # any field of it

    async def move_to(self, now: datetime, zone: str) -> None:
        self.learner = await Welcome("en", "UTC").change(self.work(now), lambda old: replace(old, zone=zone))

    async def block(self, now: datetime) -> None:
        await self.db.write(partial(learners.mark_blocked, learner_id=ALICE, now=now))
        self.learner = replace(self.learner, blocked_at=now)

    async def come_back(self, now: datetime) -> None:
        self.learner = await Welcome("en", "UTC").start(self.work(now), "en")

    async def next_at(self) -> datetime | None:
        subscription = await deliveries.load_subscription(self.db, ALICE)
        assert subscription is not None
        return subscription.next_at

    async def claim_one(self, now: datetime) -> Delivery:
        (claimed,) = await self.outbox.claim(now, 10)
        return claimed

    async def deliver(self, now: datetime, outcome: Outcome | None = None) -> list[str]:
        """Plan, claim and settle as the program would; the keys of what was sent."""
        await self.planner.plan(now)
        for claimed in await self.outbox.claim(now, 10):
            opening = await self.planner.opening(claimed, now)
            result = (outcome or Sent(1)) if isinstance(opening, Opening) else opening
            await self.outbox.settle(claimed, result, now)
        return await self.keys("sent")

    async def keys(self, *states: str) -> list[str]:
        rows = await self.db.all("SELECT key, state FROM deliveries ORDER BY id")
        return [row["key"].rpartition(":")[2] for row in rows if row["state"] in states]

    async def states(self) -> list[str]:
        return [row["state"] for row in await self.db.all("SELECT state FROM deliveries ORDER BY id")]


@pytest.fixture
async def story(db: SqliteDatabase) -> Story:
    await add_cards(db, [card(number) for number in range(40)])
    return Story(db)


async def test_a_reminder_comes_at_its_local_time_every_day(story: Story) -> None:
    await story.subscribe(at("2026-03-02 10:00"), zone="Asia/Shanghai")
    assert await story.next_at() == at("2026-03-03 01:00")
    assert await story.deliver(at("2026-03-03 00:59:59")) == []
    assert await story.deliver(at("2026-03-03 01:00:00")) == ["2026-03-03"]
    assert await story.deliver(at("2026-03-03 01:00:05")) == ["2026-03-03"]
    assert await story.next_at() == at("2026-03-04 01:00")


async def test_an_unknown_zone_is_refused_and_nothing_stored(story: Story) -> None:
    with pytest.raises(Refused, match="daily-zone-unknown"):
        await story.subscribe(START, zone="Atlantis/Capital")
    assert await deliveries.load_subscription(story.db, ALICE) is None


async def test_settings_of_a_reminder_nobody_has_are_refused(story: Story) -> None:
    await story.db.write(partial(learners.store, learner=story.learner))
    with pytest.raises(Refused, match="daily-none"):
        await story.change(START, size=5)


async def test_a_pause_plans_nothing_and_a_return_plans_the_next(story: Story) -> None:
    await story.subscribe(at("2026-03-02 10:00"))
    await story.change(at("2026-03-02 11:00"), paused=True)
    assert await story.next_at() is None
    assert await story.deliver(at("2026-03-09 09:00")) == []
    await story.change(at("2026-03-09 10:00"), paused=False)
    assert await story.next_at() == at("2026-03-10 09:00")


async def test_a_pause_stops_what_was_planned_already(story: Story) -> None:
    await story.subscribe(at("2026-03-02 10:00"))
    now = at("2026-03-03 09:00")
    await story.planner.plan(now)
    await story.change(now, paused=True)
    assert await story.deliver(now) == []
    assert await story.states() == ["cancelled"]


async def test_only_the_chosen_days_count(story: Story) -> None:
    await story.subscribe(at("2026-03-02 10:00"))
    await story.change(at("2026-03-02 10:00"), weekdays=frozenset({2}))
    for day in range(3, 12):
        await story.deliver(at(f"2026-03-{day:02} 09:00"))
    assert await story.keys("sent") == ["2026-03-04", "2026-03-11"]


async def test_a_zone_changed_after_the_cards_came_brings_no_second_delivery_that_day(story: Story) -> None:
    await story.subscribe(at("2026-03-02 00:00"), zone="Asia/Tokyo", at_time=NINE)
    assert await story.deliver(at("2026-03-03 00:00")) == ["2026-03-03"]
    await story.move_to(at("2026-03-03 01:00"), "America/Los_Angeles")
    for hour in range(40):
        await story.deliver(at("2026-03-03 02:00") + timedelta(hours=hour))
    assert await story.keys("sent") == ["2026-03-03", "2026-03-04"]


async def test_a_new_time_on_a_day_already_served_counts_from_tomorrow(story: Story) -> None:
    await story.subscribe(at("2026-03-02 08:00"))
    await story.deliver(at("2026-03-02 09:00"))
    await story.change(at("2026-03-02 10:00"), at=time(18))
    await story.deliver(at("2026-03-02 18:00"))
    assert await story.keys("sent") == ["2026-03-02"]
    assert await story.next_at() == at("2026-03-03 18:00")


async def test_a_time_that_does_not_exist_comes_right_after_the_gap(story: Story) -> None:
    await story.subscribe(at("2026-03-28 12:00"), at_time=time(2, 30), zone="Europe/Berlin")
    assert await story.next_at() == at("2026-03-29 01:00")
    assert await story.deliver(at("2026-03-29 01:00")) == ["2026-03-29"]
    assert await story.next_at() == at("2026-03-30 00:30")


async def test_a_time_that_comes_twice_is_used_once(story: Story) -> None:
    await story.subscribe(at("2026-10-24 12:00"), at_time=time(2, 30), zone="Europe/Berlin")
    for half_hour in range(96):
        await story.deliver(at("2026-10-24 22:00") + timedelta(minutes=30 * half_hour))
    assert await story.keys("sent") == ["2026-10-25", "2026-10-26"]


async def test_twenty_days_of_downtime_are_one_delivery(story: Story) -> None:
    await story.subscribe(at("2026-03-02 10:00"))
    assert await story.deliver(at("2026-03-22 12:00")) == ["2026-03-22"]
    assert await story.next_at() == at("2026-03-23 09:00")


async def test_what_was_planned_before_a_long_stop_and_what_was_missed_in_it_are_one_delivery(story: Story) -> None:
    await story.subscribe(at("2026-03-02 08:00"))
    await story.planner.plan(at("2026-03-02 09:00"))
    assert await story.deliver(at("2026-03-22 12:00")) == ["2026-03-22"]
    assert sorted(await story.states()) == ["cancelled", "sent"]


async def test_what_was_planned_before_a_stop_is_not_sent_at_night(story: Story) -> None:
    await story.subscribe(at("2026-03-02 08:00"))
    await story.change(at("2026-03-02 08:00"), weekdays=frozenset({0}))
    await story.planner.plan(at("2026-03-02 09:00"))
    assert await story.deliver(at("2026-03-03 02:00")) == []
    assert await story.deliver(at("2026-03-03 07:59")) == []
    assert await story.deliver(at("2026-03-03 08:00")) == ["2026-03-02"]


async def test_what_was_planned_before_a_stop_gives_way_to_the_next_when_that_is_near(story: Story) -> None:
    await story.subscribe(at("2026-03-02 08:00"))
    await story.planner.plan(at("2026-03-02 09:00"))
    assert await story.deliver(at("2026-03-03 06:00")) == []
    assert await story.deliver(at("2026-03-03 09:00")) == ["2026-03-03"]


async def test_a_late_evening_that_the_learner_chose_is_no_reason_to_wait(story: Story) -> None:
    await story.subscribe(at("2026-03-02 08:00"), at_time=time(23, 30))
    assert await story.deliver(at("2026-03-02 23:30")) == ["2026-03-02"]


async def test_moments_planned_by_a_clock_that_ran_ahead_are_planned_anew(story: Story) -> None:
    await story.subscribe(at("2026-03-02 10:00"))
    assert await story.deliver(at("2036-05-05 12:00")) == ["2036-05-05"]
    now = at("2026-03-02 12:00")
    assert await story.planner.plan(now) == 0
    assert await story.planner.correct(now) == 1
    assert await story.next_at() == at("2026-03-03 09:00")
    assert await story.planner.correct(now) == 0
    assert await story.deliver(at("2026-03-03 09:00")) == ["2036-05-05", "2026-03-03"]


async def test_a_weekly_rule_is_not_taken_for_a_wrong_clock(story: Story) -> None:
    await story.subscribe(at("2026-03-02 10:00"))
    subscription = await story.change(at("2026-03-02 10:00"), weekdays=frozenset({0}))
    assert subscription.next_at == at("2026-03-09 09:00")
    assert await story.planner.correct(at("2026-03-02 10:00")) == 0


async def test_a_claim_of_an_earlier_run_is_tried_once_more_and_then_given_up(story: Story) -> None:
    await story.subscribe(at("2026-03-02 08:00"))
    now = at("2026-03-02 09:00")
    await story.planner.plan(now)
    await story.claim_one(now)
    assert await story.outbox.recover(now) == 1
    again = await story.claim_one(now)
    assert (again.attempts, again.unknowns) == (2, 1)
    assert await story.outbox.recover(now) == 1
    assert await story.states() == ["unknown"]
    assert await story.outbox.claim(now + DAY, 10) == []


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Sent(5), "sent"),
        (Later(at("2026-03-02 09:01"), "flood wait"), "due"),
        (Moved(-5), "due"),
        (Unknown("TimeoutError"), "due"),
        (Rejected("text is too long"), "cancelled"),
        (Gone("bot was blocked by the user"), "gone"),
    ],
)
async def test_every_outcome_leaves_its_state(story: Story, outcome: Outcome, state: str) -> None:
    await story.subscribe(at("2026-03-02 08:00"))
    await story.deliver(at("2026-03-02 09:00"), outcome)
    assert await story.states() == [state]


async def test_whoever_blocked_the_bot_is_marked_and_revived_by_their_start(story: Story) -> None:
    await story.subscribe(at("2026-03-02 08:00"))
    await story.deliver(at("2026-03-02 09:00"), Gone("bot was blocked by the user"))
    assert await story.next_at() is None
    learner = await learners.load(story.db, ALICE)
    assert learner is not None
    assert learner.blocked_at == at("2026-03-02 09:00")
    assert await story.deliver(at("2026-03-05 09:00")) == []
    story.learner = learner
    await story.come_back(at("2026-03-05 10:00"))
    assert await story.next_at() == at("2026-03-06 09:00")
    assert await story.deliver(at("2026-03-06 09:00")) == ["2026-03-06"]


async def test_who_blocked_the_bot_between_plan_and_claim_is_not_written_to(story: Story) -> None:
    await story.subscribe(at("2026-03-02 08:00"))
    await story.planner.plan(at("2026-03-02 09:00"))
    await story.block(at("2026-03-02 09:00"))
    assert await story.deliver(at("2026-03-02 09:00")) == []
    assert await story.states() == ["cancelled"]


async def test_nothing_is_said_when_nothing_is_due_and_nothing_is_new(db: SqliteDatabase) -> None:
    story = Story(db)
    await story.subscribe(at("2026-03-02 08:00"))
    assert await story.deliver(at("2026-03-02 09:00")) == []
    assert await story.states() == ["cancelled"]
    assert await story.next_at() == at("2026-03-03 09:00")


async def test_many_moments_are_planned_in_batches(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.services.daily.PLAN_BATCH", 3)
    for number in range(10):
        learner = replace(story.learner, id=LearnerId(500 + number))
        await story.db.write(partial(learners.store, learner=learner))
        await Daily().subscribe(Work(story.db, Person(learner.id, learner), START), NINE, "UTC")
    assert await story.planner.plan(START + DAY) == 10
    assert await story.planner.plan(START + DAY) == 0


@pytest.mark.parametrize(("size", "left"), [(5, 5), (10, 10), (20, 10)])
async def test_a_reminder_counts_the_cards_of_its_set_and_no_more_than_there_are(
    story: Story, size: int, left: int
) -> None:
    await story.subscribe(at("2026-03-02 10:00"))
    await story.change(at("2026-03-02 10:00"), size=size)
    now = at("2026-03-03 09:00")
    await story.planner.plan(now)
    opening = await story.planner.opening(await story.claim_one(now), now)
    assert isinstance(opening, Opening)
    assert (opening.first.left, opening.first.due_left, opening.first.new_left) == (left, 0, 10)


async def test_a_set_of_yesterday_is_no_larger_than_a_set(story: Story) -> None:
    await story.subscribe(at("2026-03-02 10:00"))
    await story.change(at("2026-03-02 10:00"), size=5)
    asked = await choose(story.db, story.learner, Where(daily=7), at("2026-03-04 09:00"))
    assert isinstance(asked, Question)
    assert asked.left == 5
