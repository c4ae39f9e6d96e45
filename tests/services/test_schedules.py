"""Rights over chats in the transaction itself, and what connecting and leaving do to schedules."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.chats import Lack, SeenChat
from bot.domain.errors import Refused
from bot.domain.ids import ChatId, ChatRow, LearnerId, ScheduleId
from bot.domain.learners import Learner, Person, Role
from bot.parsing.topics import read_topics
from bot.services.chats import MOST_CHATS, Chats
from bot.services.schedules import MOST_SCHEDULES, Schedules
from bot.services.work import Work
from bot.settings import ROOT
from bot.storage import chats as stored_chats
from bot.storage import decks, learners, schedules, staff
from bot.storage.database import Transaction
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, add_cards, card

OLGA, EDITH, BOB = LearnerId(77_001), LearnerId(77_002), LearnerId(77_003)
TOPICS = read_topics(ROOT / "content" / "topics.toml")


class Telegram:
    """Says who runs which chat, and counts how often it is asked."""

    def __init__(self) -> None:
        self.running: set[tuple[int, int]] = set()
        self.asked = 0

    async def runs(self, chat_id: ChatId, person_id: LearnerId) -> bool:
        self.asked += 1
        return (chat_id, person_id) in self.running


class Office:
    """The services over one database, and people who ask them for something."""

    def __init__(self, db: SqliteDatabase, *, open_to_all: bool = True) -> None:
        self.db = db
        self.telegram = Telegram()
        self.chats = Chats(self.telegram.runs, open_to_all=open_to_all)
        self.schedules = Schedules(self.chats, TOPICS)

    async def person(self, person_id: LearnerId, role: Role | None = None, *, later: timedelta = timedelta()) -> Work:
        """Somebody's update; the role is stored too."""
        learner = Learner(person_id, "en", ("en",), "UTC", 2, 10, 0.9, None, START)

        async def unit(tx: Transaction) -> None:
            await learners.store(tx, learner)
            if role is not None:
                await staff.appoint(tx, person_id, role, START)

        await self.db.write(unit)
        return Work(self.db, Person(person_id, learner, role), START + later)

    async def remove(self, person_id: LearnerId) -> None:
        """Take a role while an update of that person is being handled."""

        async def unit(tx: Transaction) -> None:
            await staff.remove(tx, person_id, START)

        await self.db.write(unit)

    async def connected(self, work: Work, number: int = -1001) -> ChatRow:
        """A channel that this person runs and has connected."""
        self.telegram.running.add((number, work.person.id))
        chat, _ = await self.chats.connect(work, seen(number))
        return chat.row


def seen(number: int = -1001) -> SeenChat:
    return SeenChat(ChatId(number), "channel", f"Channel {number}", None, forum=False)


@pytest.fixture
def office(db: SqliteDatabase) -> Office:
    return Office(db)


async def test_a_role_that_is_taken_meanwhile_does_nothing_any_more(db: SqliteDatabase) -> None:
    office = Office(db, open_to_all=False)
    edith = await office.person(EDITH, Role.EDITOR)
    row = await office.connected(edith)
    made = await office.schedules.make(edith, row, seen=0)
    assert made is not None
    number, version = made.schedule.id, made.schedule.version
    await office.remove(EDITH)
    for act in (
        lambda: office.schedules.make(edith, row, seen=number),
        lambda: office.schedules.set(edith, number, version, "level", "junior"),
        lambda: office.schedules.turn(edith, number, version, "stopped"),
        lambda: office.schedules.post_now(edith, number, version),
        lambda: office.chats.disconnect(edith, row),
        lambda: office.chats.connect(edith, seen(-1002)),
    ):
        office.telegram.running.add((-1002, EDITH))
        with pytest.raises(Refused, match="refused-old-button"):
            await act()
    assert await schedules.load(db, number) == made.schedule
    assert [each.row for each in await stored_chats.connected(db)] == [row]


async def test_an_editor_connects_only_what_they_run_an_owner_anything(office: Office) -> None:
    edith, olga = await office.person(EDITH, Role.EDITOR), await office.person(OLGA, Role.OWNER)
    with pytest.raises(Refused, match="schedule-not-admin"):
        await office.chats.connect(edith, seen())
    asked = office.telegram.asked
    chat, again = await office.chats.connect(olga, seen())
    assert (chat.by_staff, again, office.telegram.asked) == (True, False, asked)
    assert (await office.chats.enter(edith, chat.row)).chat.row == chat.row, "it is the staff's now"


async def test_telegram_is_asked_again_at_every_change(office: Office) -> None:
    bob = await office.person(BOB)
    row = await office.connected(bob)
    made = await office.schedules.make(bob, row, seen=0)
    assert made is not None
    asked = office.telegram.asked
    for level in ("junior", "senior"):
        made = (await office.schedules.set(bob, made.schedule.id, made.schedule.version, "level", level)).view
    assert office.telegram.asked == asked + 2
    office.telegram.running.clear()
    with pytest.raises(Refused, match="schedule-not-admin"):
        await office.schedules.set(bob, made.schedule.id, made.schedule.version, "level", "")
    assert await office.chats.mine(bob) == []


async def test_chats_and_schedules_have_bounds(office: Office) -> None:
    bob = await office.person(BOB)
    rows = [await office.connected(bob, -1000 - number) for number in range(MOST_CHATS)]
    with pytest.raises(Refused, match="schedule-too-many-chats"):
        await office.connected(bob, -2000)
    assert await office.connected(bob, -1000) == rows[0], "one that is connected already is none too many"
    newest = 0
    for _ in range(MOST_SCHEDULES):
        made = await office.schedules.make(bob, rows[0], seen=newest)
        assert made is not None
        newest = made.schedule.id
    with pytest.raises(Refused, match="schedule-too-many"):
        await office.schedules.make(bob, rows[0], seen=newest)


async def test_what_comes_back_with_a_chat_is_paused_unless_it_is_undone_at_once(office: Office) -> None:
    olga = await office.person(OLGA, Role.OWNER)
    row = await office.connected(olga)
    made = await office.schedules.make(olga, row, seen=0)
    assert made is not None
    await office.chats.disconnect(olga, row)
    stored = await schedules.load(office.db, made.schedule.id)
    assert stored is not None
    assert (stored.state, stored.next_at) == ("on", None)
    await office.chats.reconnect(olga, row)
    assert await schedules.load(office.db, made.schedule.id) == made.schedule
    await office.chats.disconnect(olga, row)
    chat, again = await office.chats.connect(olga, seen())
    back = await schedules.load(office.db, made.schedule.id)
    assert back is not None
    assert (chat.row, again, back.state, back.next_at) == (row, False, "paused", None)
    # It belongs to who brings it back; while it is connected, to who connected it.
    bob = await office.person(BOB)
    office.telegram.running.add((-1001, BOB))
    chat, again = await office.chats.connect(bob, seen())
    assert (chat.by_staff, chat.connected_by, again) == (True, OLGA, True)
    await office.chats.disconnect(olga, row)
    chat, again = await office.chats.connect(bob, seen())
    assert (chat.by_staff, chat.connected_by, again) == (False, BOB, False)


async def test_what_lacks_later_stops_all_and_comes_back_with_the_next_moment(office: Office) -> None:
    olga = await office.person(OLGA, Role.OWNER)
    row = await office.connected(olga)
    made = await office.schedules.make(olga, row, seen=0)
    assert made is not None
    assert not await office.chats.noticed(olga, seen(-5)), "a chat of nobody's"
    steps: tuple[tuple[tuple[Lack, ...], str | None, bool], ...] = (
        (("post",), "rights", True),
        (("post",), "rights", True),
        (("absent",), "gone", True),
        ((), None, False),
    )
    for minutes, (lacks, trouble, waiting) in enumerate(steps):
        later = await office.person(OLGA, later=timedelta(days=2, minutes=minutes))
        assert await office.chats.noticed(later, replace(seen(), title="New name", lacks=lacks))
        chat, schedule = await stored_chats.load(office.db, row), await schedules.load(office.db, made.schedule.id)
        assert chat is not None
        assert schedule is not None
        assert (chat.trouble, chat.title, schedule.next_at is None) == (trouble, "New name", waiting)
    words = await office.db.all("SELECT key FROM deliveries WHERE kind = 'word' ORDER BY id")
    assert [row["key"].split(":")[1] for row in words] == ["trouble", "trouble", "mended"]


async def test_a_deck_is_one_that_all_may_see_or_the_chats_own(office: Office) -> None:
    olga = await office.person(OLGA, Role.OWNER)
    row, other = await office.connected(olga), await office.connected(olga, -1002)
    made = await office.schedules.make(olga, row, seen=0)
    assert made is not None
    (card_id,) = await add_cards(office.db, [card(1)])

    async def unit(tx: Transaction) -> list[str]:
        ids = [
            await decks.insert(tx, key=f"{number:010x}", title="Deck", chat=chat, by=OLGA, now=START)
            for number, chat in enumerate((None, row, other))
        ]
        await tx.run("INSERT INTO deck_cards (deck_id, card_id, position) VALUES (?, ?, 1)", ids[0], card_id)
        return [str(each) for each in ids]

    public, own, foreign = await office.db.write(unit)
    view = made
    for deck in (public, own):
        view = (await office.schedules.set(olga, view.schedule.id, view.schedule.version, "deck", deck)).view
        assert view.deck is not None
    assert view.stock.cards == 0
    assert [str(each.id) for each in await office.schedules.decks_for(olga, view)] == [public, own]
    for deck in (foreign, "99"):
        with pytest.raises(Refused, match="schedule-deck-gone"):
            await office.schedules.set(olga, view.schedule.id, view.schedule.version, "deck", deck)
    assert view.schedule.id == ScheduleId(made.schedule.id)
