"""What is planned when: every moment of a schedule leaves a trace, and what is shown beforehand is what comes."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeVar

import pytest

from bot.domain.ids import CardId, ChatId, ChatRow, LearnerId, ScheduleId
from bot.domain.learners import Learner, Role
from bot.domain.moments import EVERY_DAY
from bot.services import programme
from bot.services.publishing import MOST_REPORTED, NO_ACCESS, REFUSED, TOO_LONG, PostPlanner, post_now
from bot.storage import chats, learners, publications, schedules, staff
from bot.storage.database import Transaction
from bot.storage.schedules import Schedule
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, add_cards, card

T = TypeVar("T")

OWNER = LearnerId(7)
HOUR = timedelta(hours=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


class Studio:
    """A database with a channel, and an owner who made its schedules."""

    def __init__(self, db: SqliteDatabase) -> None:
        self.db = db
        self.planner = PostPlanner(db)
        self.chat = ChatRow(1)

    async def do(self, unit: Callable[[Transaction], Awaitable[T]]) -> T:
        return await self.db.write(unit)

    async def open(self) -> None:
        learner = Learner(OWNER, "en", ("en",), "UTC", 2, 10, 0.9, None, START)

        async def unit(tx: Transaction) -> None:
            await learners.store(tx, learner)
            await staff.appoint(tx, OWNER, Role.OWNER, START)
            self.chat = await chats.connect(
                tx,
                chat_id=ChatId(-1001),
                kind="channel",
                title="Go daily",
                username=None,
                forum=False,
                by_staff=True,
                by=OWNER,
                now=START,
            )

        await self.do(unit)

    async def schedule(self, next_at: datetime | None = None, **fields: Any) -> Schedule:
        """At ten every day in UTC, from the day after START on, unless told otherwise."""
        wanted: dict[str, Any] = {
            "id": ScheduleId(0),
            "chat": self.chat,
            "zone": "UTC",
            "minutes": (600,),
            "weekdays": EVERY_DAY,
            "lang": "en",
            "made_by": OWNER,
            "next_at": next_at or at("2026-03-03 10:00"),
        }
        made = Schedule(**(wanted | fields))
        return replace(made, id=await self.do(lambda tx: schedules.insert(tx, made, START)))

    async def rows(self, columns: str = "slot, state, card_id") -> list[tuple[Any, ...]]:
        found = await self.db.all(f"SELECT {columns} FROM publications ORDER BY due_at, id")  # noqa: S608
        return [tuple(dict(row).values()) for row in found]  # type: ignore[call-overload]  # a mapping

    async def keys(self, kind: str) -> list[str]:
        return [row["key"] for row in await self.db.all("SELECT key FROM deliveries WHERE kind = ? ORDER BY id", kind)]

    async def load(self, schedule: Schedule) -> Schedule:
        found = await schedules.load(self.db, schedule.id)
        assert found is not None
        return found

    async def post(self, now: datetime) -> None:
        """Plan what is due, and take it for sent."""
        await self.planner.plan(now)

        async def unit(tx: Transaction) -> None:
            for row in await tx.all("SELECT id FROM publications WHERE state = 'planned'"):
                await publications.settle_sent(tx, row["id"], now, row["id"])

        await self.do(unit)


@pytest.fixture
async def studio(db: SqliteDatabase) -> Studio:
    made = Studio(db)
    await made.open()
    await add_cards(db, [card(number, likes=100 - number) for number in range(10)])
    return made


async def test_a_moment_that_has_come_is_planned_once_and_the_schedule_moves_on(studio: Studio) -> None:
    schedule = await studio.schedule()
    assert await studio.planner.plan(at("2026-03-03 09:59:59")) == 0
    assert await studio.planner.plan(at("2026-03-03 10:00")) == 1
    assert await studio.planner.plan(at("2026-03-03 10:00:05")) == 0
    assert await studio.rows() == [("2026-03-03T10:00", "planned", 1)]
    assert await studio.keys("public") == ["public:1:1"]
    assert (await studio.load(schedule)).next_at == at("2026-03-04 10:00")


async def test_what_was_missed_is_told_in_one_word_and_only_the_newest_fresh_moment_is_posted(studio: Studio) -> None:
    schedule = await studio.schedule(minutes=(600, 615, 625))
    await studio.planner.plan(at("2026-03-05 10:29"))
    assert await studio.rows("slot, state") == [
        ("2026-03-03T10:00", "expired"),
        ("2026-03-03T10:15", "expired"),
        ("2026-03-03T10:25", "expired"),
        ("2026-03-04T10:00", "expired"),
        ("2026-03-04T10:15", "expired"),
        ("2026-03-04T10:25", "expired"),
        ("2026-03-05T10:00", "expired"),
        ("2026-03-05T10:15", "expired"),
        ("2026-03-05T10:25", "planned"),
    ]
    assert len(await studio.keys("word")) == 1
    assert (await studio.keys("word"))[0].startswith(f"word:missed:{schedule.id}:")
    await studio.planner.plan(at("2026-03-05 10:30"))
    assert len(await studio.keys("word")) == 1


async def test_a_clock_that_jumps_by_years_freezes_nothing_and_is_forgiven_once_it_is_right_again(
    studio: Studio,
) -> None:
    schedule = await studio.schedule(minutes=tuple(range(0, 1440, 60)))
    await studio.planner.plan(at("2036-03-03 10:00"))
    assert len(await studio.rows()) <= 24 * 36
    assert len(await studio.keys("word")) <= 24 * 36 // MOST_REPORTED + 1
    assert await studio.planner.correct(at("2026-03-03 12:30")) == 1
    assert (await studio.load(schedule)).next_at == at("2026-03-03 13:00")
    assert await studio.rows("state") == [("planned",)]
    await studio.planner.plan(at("2026-03-03 13:00"))
    assert ("2026-03-03T13:00", "planned") in await studio.rows("slot, state")


async def test_nothing_is_planned_where_nothing_can_be_posted(studio: Studio) -> None:
    schedule = await studio.schedule()
    await studio.do(lambda tx: chats.set_trouble(tx, studio.chat, "rights", START))
    await studio.planner.plan(at("2026-03-05 10:00"))
    assert await studio.rows() == []
    assert (await studio.load(schedule)).next_at == at("2026-03-06 10:00")
    await studio.do(lambda tx: chats.set_trouble(tx, studio.chat, None, START))
    await studio.do(lambda tx: chats.disconnect(tx, studio.chat, START))
    await studio.planner.plan(at("2026-03-06 10:00"))
    assert await studio.rows() == []


async def test_no_card_left_is_told_once(studio: Studio) -> None:
    await studio.schedule(topic="databases")
    for day in range(3, 8):
        await studio.planner.plan(at(f"2026-03-0{day} 10:00"))
    assert [state for _, state, _ in await studio.rows()] == ["empty"] * 5
    assert len(await studio.keys("word")) == 1
    await add_cards(studio.db, [card(50, topic="databases")])
    await studio.post(at("2026-03-08 10:00"))
    assert (await studio.rows())[-1] == ("2026-03-08T10:00", "sent", 11)


@pytest.mark.parametrize("near", [1, 3, programme.NEAR])
async def test_what_is_shown_beforehand_is_what_comes(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, near: int
) -> None:
    """Two schedules in one chat, variants among the cards, a skipped post and one with another card.

    However few of the cards are looked at first.
    """
    monkeypatch.setattr(programme, "NEAR", near)
    await add_cards(studio.db, [card(60 + number, likes=200, variant_group="gil") for number in range(3)])
    daily = await studio.schedule(minutes=(600, 720))
    weekly = await studio.schedule(weekdays=frozenset({2, 4}), minutes=(660,), first="oldest")
    await studio.do(lambda tx: programme.skip(tx, daily, "2026-03-04T10:00", START))
    other = await studio.do(lambda tx: programme.another(tx, daily, "2026-03-05T12:00", START))
    shown = {
        (schedule.id, coming.slot.name): coming.card.id if coming.card else None
        for schedule, count in ((daily, 12), (weekly, 2))
        for coming in await programme.preview(studio.db, schedule, START, count)
    }
    assert shown[daily.id, "2026-03-05T12:00"] == other
    assert shown[daily.id, "2026-03-04T10:00"] is None
    now = START
    while len(await studio.rows()) < 14:
        now += HOUR
        await studio.post(now)
    came = await studio.rows("schedule_id, slot, card_id")
    assert {(schedule, slot): card_id for schedule, slot, card_id in came} == shown
    cards = [card_id for *_, card_id in came if card_id is not None]
    assert len(set(cards[:11])) == 11, "ten cards and one variant, each once before any comes again"
    assert len({11, 12, 13} & set(cards)) == 1
    assert await studio.db.all("SELECT * FROM slot_changes") == []


async def test_another_card_goes_round_through_all_and_back(studio: Studio) -> None:
    schedule = await studio.schedule()
    slot = "2026-03-04T10:00"
    found = [await studio.do(lambda tx: programme.another(tx, schedule, slot, START)) for _ in range(10)]
    assert found == [3, 4, 5, 6, 7, 8, 9, 10, 2, 3]
    assert await studio.do(lambda tx: programme.unskip(tx, schedule, slot, START))
    assert [coming.card.id for coming in await programme.preview(studio.db, schedule, START) if coming.card] == [
        *range(1, 6)
    ]


async def test_a_moment_that_is_over_or_was_never_there_cannot_be_changed(studio: Studio) -> None:
    schedule = await studio.schedule()
    for slot in ("2026-03-02T08:00", "2026-03-01T10:00", "2026-03-03T10:01", "hand-1", "tomorrow"):
        assert not await studio.do(partial(programme.skip, schedule=schedule, slot=slot, now=START))
        assert not await studio.do(partial(programme.unskip, schedule=schedule, slot=slot, now=START))
        assert await studio.do(partial(programme.another, schedule=schedule, slot=slot, now=START)) is None


async def test_only_cards_that_all_may_see_or_that_are_the_chats_own_are_posted(studio: Studio) -> None:
    mine, learners_own, other_chats = await add_cards(studio.db, [card(n, lang="ru", likes=n) for n in (70, 71, 72)])

    async def unit(tx: Transaction) -> None:
        for card_id, owner in ((mine, -1001), (learners_own, OWNER), (other_chats, -1002)):
            await tx.run("UPDATE cards SET owner = ? WHERE id = ?", owner, card_id)

    await studio.do(unit)
    schedule = await studio.schedule(lang="ru")
    assert await programme.stock(studio.db, schedule) == programme.Stock(1, 1)
    await studio.do(lambda tx: schedules.change_slot(tx, schedule.id, "2026-03-03T10:00", CardId(other_chats)))
    await studio.post(at("2026-03-03 10:00"))
    assert await studio.rows() == [("2026-03-03T10:00", "sent", mine)]
    assert await programme.stock(studio.db, schedule) == programme.Stock(1, 0)


async def test_topic_level_and_deck_bound_what_is_posted(studio: Studio) -> None:
    _, second, third = await add_cards(
        studio.db, [card(80, level="senior"), card(81, level="senior"), card(82, level="junior")]
    )

    async def unit(tx: Transaction) -> None:
        await tx.run("INSERT INTO decks (id, key, title, created_at) VALUES (1, 'd', 'D', 0)")
        for card_id in (second, third):
            await tx.run("INSERT INTO deck_cards (deck_id, card_id, position) VALUES (1, ?, 0)", card_id)

    await studio.do(unit)
    for bounds, fitting in (
        ({"level": "senior"}, 2),
        ({"deck": 1}, 2),
        ({"deck": 1, "level": "senior"}, 1),
        ({"deck": 1, "topic": "databases"}, 0),
    ):
        schedule = await studio.schedule(**bounds)
        assert (await programme.stock(studio.db, schedule)).cards == fitting
    await studio.do(lambda tx: tx.run("UPDATE decks SET removed_at = 1"))
    assert (await programme.stock(studio.db, await studio.schedule(deck=1))).cards == 0


@pytest.mark.parametrize(("reason", "following"), [(f"{REFUSED}: {TOO_LONG}", 2), (NO_ACCESS, 1)])
async def test_a_card_that_cannot_be_posted_has_had_its_turn(studio: Studio, reason: str, following: int) -> None:
    """Else it would come at every moment, and no other one ever; a chat without access says nothing about a card."""
    schedule = await studio.schedule()
    await studio.planner.plan(at("2026-03-03 10:00"))
    ((first,),) = await studio.rows("id")
    await studio.do(lambda tx: publications.settle(tx, first, "failed", reason))
    (shown,) = await programme.preview(studio.db, await studio.load(schedule), at("2026-03-03 11:00"), 1)
    await studio.post(at("2026-03-04 10:00"))
    assert await studio.rows("state, card_id") == [("failed", 1), ("sent", following)]
    assert shown.card is not None
    assert shown.card.id == following


async def test_post_now_posts_once_for_one_press_and_takes_the_next_card(studio: Studio) -> None:
    schedule = await studio.schedule()
    assert await studio.do(lambda tx: post_now(tx, schedule, 5, START)) == "planned"
    assert await studio.do(lambda tx: post_now(tx, schedule, 5, START)) == "already"
    assert await studio.rows() == [("hand-5", "planned", 1)]
    assert await studio.do(lambda tx: post_now(tx, schedule, 6, START)) == "planned"
    assert await studio.rows() == [("hand-5", "planned", 1), ("hand-6", "planned", 2)]
    nothing = await studio.schedule(topic="databases")
    assert await studio.do(lambda tx: post_now(tx, nothing, 1, START)) == "empty"
    await studio.planner.plan(at("2026-03-03 10:00"))
    assert (await studio.rows())[-2:] == [("2026-03-03T10:00", "planned", 3), ("2026-03-03T10:00", "empty", None)]
