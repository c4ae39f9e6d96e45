"""An editor's role is asked for again in the transaction of what they do about complaints."""

from collections.abc import Awaitable, Callable

import pytest

from bot.domain.errors import Refused
from bot.domain.ids import CardId, LearnerId
from bot.domain.learners import Person, Role
from bot.services.reports import NEWEST, Reports
from bot.services.work import Work
from bot.storage import staff
from bot.storage.database import Transaction
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, add_cards, card

EDITH, ALICE = LearnerId(1), LearnerId(2)
REPORTS = Reports()


async def complaints(db: SqliteDatabase) -> list[int | None]:
    return [row["dismissal"] for row in await db.all("SELECT dismissal FROM reports ORDER BY id")]


@pytest.mark.parametrize(
    "late",
    [lambda work, number: REPORTS.dismiss(work, number, NEWEST), lambda work, _: REPORTS.reopen(work, 1)],
    ids=["dismiss", "reopen"],
)
async def test_who_lost_the_role_a_moment_ago_changes_nothing(
    db: SqliteDatabase, late: Callable[[Work, CardId], Awaitable[bool]]
) -> None:
    reported, dismissed = (CardId(row) for row in await add_cards(db, [card(1), card(2)]))

    async def unit(tx: Transaction) -> None:
        await tx.run(
            "INSERT INTO learners (id, language, card_languages, zone, started_at) VALUES (?, 'en', 'en', 'UTC', 0)",
            ALICE,
        )
        for card_id, entry in ((reported, None), (dismissed, 1)):
            await tx.run(
                "INSERT INTO reports (learner_id, card_id, reason, at, dismissal) VALUES (?, ?, 'spam', 0, ?)",
                ALICE,
                card_id,
                entry,
            )
        await staff.appoint(tx, EDITH, Role.EDITOR, START)

    await db.write(unit)
    edith = Work(db, Person(EDITH, role=Role.EDITOR), START)

    async def remove(tx: Transaction) -> None:
        await staff.remove(tx, EDITH, START)

    await db.write(remove)
    with pytest.raises(Refused, match="refused-old-button"):
        await late(edith, reported)
    assert await complaints(db) == [None, 1]
    assert await db.all("SELECT * FROM audit") == []
