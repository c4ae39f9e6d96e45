"""The audit log: newest first, in the transaction of the change, and able to forget who it was."""

import json
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.ids import CardId, InvitationId, LearnerId
from bot.domain.learners import Role
from bot.storage import audit, staff
from bot.storage.audit import Action
from bot.storage.database import Transaction
from bot.storage.migrate import read_migrations, split_statements
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, add_cards, card

OLGA, EDITH = LearnerId(1), LearnerId(2)


@pytest.fixture
async def told(db: SqliteDatabase) -> SqliteDatabase:
    """A card, and a card and a person with the same number in the log."""
    await add_cards(db, [card(1), card(2, question="What is a mutex?")])

    async def unit(tx: Transaction) -> None:
        await staff.appoint(tx, OLGA, Role.OWNER, START, name="Olga")
        await staff.appoint(tx, EDITH, Role.EDITOR, START, name="Edith", invited_by=OLGA)
        await audit.write(tx, Action.INVITED, actor=OLGA, subject=InvitationId(2), now=START)
        await audit.write(tx, Action.REMOVED, actor=OLGA, subject=EDITH, now=START, before={"role": "editor"})
        await audit.write(tx, Action.ADDED, actor=EDITH, subject=CardId(2), now=START, after={"key": "mutex"})

    await db.write(unit)
    return db


async def test_a_page_is_newest_first_and_goes_on_below_the_last_line(told: SqliteDatabase) -> None:
    first = await audit.page(told, 10**9, 2)
    assert [(each.action, each.actor_name) for each in first] == [(Action.ADDED, "Edith"), (Action.REMOVED, "Olga")]
    assert [(each.question, each.person_name) for each in first] == [("What is a mutex?", None), (None, "Edith")]
    assert [each.action for each in await audit.page(told, first[-1].id, 2)] == [Action.INVITED]


async def test_before_and_after_are_kept_as_json(told: SqliteDatabase) -> None:
    rows = await told.all("SELECT before, after FROM audit ORDER BY id")
    found = [tuple(json.loads(row[name]) if row[name] else None for name in ("before", "after")) for row in rows]
    assert found == [(None, None), ({"role": "editor"}, None), (None, {"key": "mutex"})]


async def test_a_card_is_no_change_of_staff(told: SqliteDatabase) -> None:
    last = await audit.last_about_staff(told)
    assert last is not None
    assert (last.action, last.person_id) == (Action.REMOVED, EDITH)


async def test_a_change_that_fails_leaves_no_line(told: SqliteDatabase) -> None:
    async def unit(tx: Transaction) -> None:
        await audit.write(tx, Action.REMOVED, actor=OLGA, subject=EDITH, now=START)
        raise KeyError

    with pytest.raises(KeyError):
        await told.write(unit)
    assert len(await audit.page(told, 10**9, 10)) == 3


async def test_forgetting_takes_the_person_out_and_leaves_cards_and_invitations(told: SqliteDatabase) -> None:
    async def unit(tx: Transaction) -> None:
        await audit.anonymise(tx, EDITH)

    await told.write(unit)
    rows = await told.all("SELECT action, actor_id, subject_id FROM audit ORDER BY id")
    assert [tuple(row[name] for name in ("action", "actor_id", "subject_id")) for row in rows] == [
        ("invited", OLGA, 2),
        ("removed", OLGA, None),
        ("added", None, 2),
    ]


async def test_what_concerns_somebody_names_nobody_else(told: SqliteDatabase) -> None:
    found = await audit.gather(told, EDITH)
    assert [(row["action"], row["actor_id"], row["subject_id"]) for row in found] == [
        ("removed", None, EDITH),
        ("added", EDITH, 2),
    ]
    assert [(row["action"], row["actor_id"], row["subject_id"]) for row in await audit.gather(told, OLGA)] == [
        ("invited", OLGA, 2),
        ("removed", OLGA, None),
    ]


async def test_the_number_of_an_invitation_is_never_used_again(db: SqliteDatabase) -> None:
    async def unit(tx: Transaction) -> list[InvitationId]:
        await staff.appoint(tx, OLGA, Role.OWNER, START)
        first = await staff.invite(tx, "one", OLGA, START, START + timedelta(hours=48))
        await staff.close_invitation(tx, first, Role.EDITOR)
        return [first, await staff.invite(tx, "two", OLGA, START, START + timedelta(hours=48))]

    first, second = await db.write(unit)
    assert second > first


async def test_a_withdrawal_of_editors_does_not_reach_the_link_that_makes_an_owner(db: SqliteDatabase) -> None:
    async def unit(tx: Transaction) -> bool:
        await staff.claim(tx, "code", START + timedelta(days=7))
        return await staff.close_invitation(tx, InvitationId(1), Role.EDITOR)

    assert not await db.write(unit)
    found = await staff.find_invitation(db, "code", START)
    assert found is not None
    assert found.role is Role.OWNER


def test_a_claim_link_that_was_printed_before_the_upgrade_still_works(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "old.db")
    *old, new = read_migrations()[:3]
    for step in old:
        for statement in split_statements(step.sql):
            connection.execute(statement)
    connection.execute("INSERT INTO invitations VALUES ('hash', 'owner', 5)")
    for statement in split_statements(new.sql):
        connection.execute(statement)
    assert connection.execute("SELECT * FROM invitations").fetchall() == [(1, "hash", "owner", None, 5)]
    connection.close()
