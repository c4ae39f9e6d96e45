"""Roles are asked for again in the transaction: an update may come in just before its sender loses theirs."""

from collections.abc import Awaitable, Callable

import pytest

from bot.domain.errors import Refused
from bot.domain.ids import InvitationId, LearnerId
from bot.domain.learners import Person, Role
from bot.services.admins import Admins
from bot.services.editing import Editing, NewCard
from bot.services.work import Work
from bot.storage import staff
from bot.storage.database import Transaction
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START
from tests.services.no_chats import NO_CHATS

OLGA, EDITH = LearnerId(1), LearnerId(2)
ADMINS = Admins((), "sobes_bot", lambda: "code")

LATE: dict[str, Callable[[Work], Awaitable[object]]] = {
    "invite": lambda work: ADMINS.invite(work, 0),
    "withdraw": lambda work: ADMINS.withdraw(work, InvitationId(1)),
    "remove": lambda work: ADMINS.remove(work, EDITH, 0),
    "restore": lambda work: ADMINS.restore(work, 1),
}


@pytest.fixture
async def team(db: SqliteDatabase) -> SqliteDatabase:
    """Olga owned the bot until a moment ago and had an invitation open; Edith edits."""

    async def unit(tx: Transaction) -> None:
        await staff.appoint(tx, OLGA, Role.OWNER, START)
        await staff.appoint(tx, EDITH, Role.EDITOR, START, invited_by=OLGA)
        await staff.invite(tx, "open", OLGA, START, START.replace(year=2027))

    await db.write(unit)
    return db


async def take_role(db: SqliteDatabase, person_id: LearnerId) -> None:
    async def unit(tx: Transaction) -> None:
        await staff.remove(tx, person_id, START)

    await db.write(unit)


async def stored(db: SqliteDatabase) -> list[int]:
    row = await db.one(
        """
        SELECT (SELECT COUNT(*) FROM invitations) AS invitations, (SELECT COUNT(*) FROM audit) AS lines,
               (SELECT COUNT(*) FROM cards) AS cards, (SELECT COUNT(*) FROM staff WHERE removed_at IS NULL) AS staff
        """
    )
    assert row is not None
    return [row[name] for name in ("invitations", "lines", "cards", "staff")]


@pytest.mark.parametrize("late", LATE.values(), ids=LATE.keys())
async def test_an_owner_who_is_one_no_more_changes_nothing(
    team: SqliteDatabase, late: Callable[[Work], Awaitable[object]]
) -> None:
    await take_role(team, OLGA)
    before = await stored(team)
    with pytest.raises(Refused, match="refused-old-button"):
        await late(Work(team, Person(OLGA, role=Role.OWNER), START))
    assert await stored(team) == before


async def test_an_editor_who_is_one_no_more_adds_nothing(team: SqliteDatabase) -> None:
    await take_role(team, EDITH)
    before = await stored(team)
    with pytest.raises(Refused, match="add-no-editor"):
        await Editing(NO_CHATS).add(
            Work(team, Person(EDITH, role=Role.EDITOR), START), NewCard("Question?", "Answer.", "en")
        )
    assert await stored(team) == before


async def test_nobody_is_removed_or_brought_back_twice(team: SqliteDatabase) -> None:
    work = Work(team, Person(OLGA, role=Role.OWNER), START)
    assert await ADMINS.remove(work, EDITH, 0)
    undoable = (await ADMINS.team(work)).undoable
    assert undoable is not None
    assert not await ADMINS.remove(work, EDITH, undoable.id)
    assert await ADMINS.restore(work, undoable.id) is not None
    assert await ADMINS.restore(work, undoable.id) is None


async def test_a_removal_that_the_operator_took_back_cannot_be_undone(team: SqliteDatabase) -> None:
    work = Work(team, Person(OLGA, role=Role.OWNER), START)
    assert await ADMINS.remove(work, EDITH, 0)
    undoable = (await ADMINS.team(work)).undoable
    assert undoable is not None

    async def unit(tx: Transaction) -> None:
        await staff.set_owners(tx, (OLGA, EDITH), START)

    await team.write(unit)
    assert (await ADMINS.team(work)).undoable is None
    assert await ADMINS.restore(work, undoable.id) is None
    assert await staff.role_of(team, EDITH) is Role.OWNER


async def test_a_button_of_an_earlier_removal_does_not_undo_a_later_one(team: SqliteDatabase) -> None:
    work = Work(team, Person(OLGA, role=Role.OWNER), START)
    assert await ADMINS.remove(work, EDITH, 0)
    earlier = (await ADMINS.team(work)).seen
    assert await ADMINS.restore(work, earlier) is not None
    assert await ADMINS.remove(work, EDITH, (await ADMINS.team(work)).seen)
    assert await ADMINS.restore(work, earlier) is None
    assert await staff.role_of(team, EDITH) is None
