"""Publications: one row for each slot, whatever becomes of it."""

from datetime import timedelta

import pytest

from bot.domain.delivery import Kind, State
from bot.domain.ids import CardId, ChatId, ChatRow, LearnerId, PublicationId, ScheduleId
from bot.domain.moments import EVERY_DAY
from bot.storage import chats, deliveries, publications, schedules
from bot.storage.database import Transaction
from bot.storage.publications import PublicationState
from bot.storage.schedules import Schedule
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, add_cards, card


@pytest.fixture
async def chat(db: SqliteDatabase) -> ChatRow:
    """A channel with a schedule and three cards, each of them number one."""
    await add_cards(db, [card(number) for number in range(3)])

    async def unit(tx: Transaction) -> ChatRow:
        row = await chats.connect(
            tx,
            chat_id=ChatId(-1001),
            kind="channel",
            title="Go daily",
            username=None,
            forum=False,
            by_staff=True,
            by=LearnerId(7),
            now=START,
        )
        made = Schedule(ScheduleId(0), row, "UTC", (600,), EVERY_DAY, "en")
        await schedules.insert(tx, made, START)
        return row

    return await db.write(unit)


async def add(
    db: SqliteDatabase, chat: ChatRow, slot: str, state: PublicationState = "planned", days: int = 0
) -> PublicationId | None:
    async def unit(tx: Transaction) -> PublicationId | None:
        return await publications.insert(
            tx,
            key=f"key {slot}",
            schedule_id=ScheduleId(1),
            chat=chat,
            slot=slot,
            due_at=START + timedelta(days=days),
            state=state,
            card_id=CardId(1),
        )

    return await db.write(unit)


async def test_a_slot_has_one_publication(db: SqliteDatabase, chat: ChatRow) -> None:
    assert await add(db, chat, "a") == 1
    assert await add(db, chat, "a", "expired") is None
    found = await publications.of_slot(db, ScheduleId(1), "a")
    assert found is not None
    assert (found.state, found.key) == ("planned", "key a")


async def test_what_was_posted_is_found_by_its_link_and_by_its_poll(db: SqliteDatabase, chat: ChatRow) -> None:
    made = await add(db, chat, "a")
    assert made is not None

    async def unit(tx: Transaction) -> None:
        await publications.note_attempt(
            tx, made, card_id=CardId(2), revision=3, form="quiz", options=("Да", "<b>", "3"), right=1
        )
        await publications.settle_sent(tx, made, START, 55, "poll 1")
        await publications.set_totals(tx, made, (4, 0, 2))

    await db.write(unit)
    found = await publications.by_poll(db, "poll 1")
    assert found == await publications.by_key(db, "key a") == await publications.load(db, made)
    assert found is not None
    assert (found.card_id, found.revision, found.form, found.state) == (2, 3, "quiz", "sent")
    assert (found.options, found.right, found.totals) == (("Да", "<b>", "3"), 1, (4, 0, 2))
    assert (found.message_id, found.sent_at) == (55, START)
    assert await publications.by_poll(db, "poll 2") is None


async def test_a_chats_publications_come_latest_first(db: SqliteDatabase, chat: ChatRow) -> None:
    for days, slot in enumerate("abcd"):
        await add(db, chat, slot, days=days)
    found = await publications.of_chat(db, chat, START + timedelta(days=1), 2)
    assert [each.slot for each in found] == ["d", "c"]
    assert await publications.of_chat(db, ChatRow(99), START, 10) == []


async def test_what_was_missed_is_reported_once(db: SqliteDatabase, chat: ChatRow) -> None:
    made = [await add(db, chat, state, state) for state in ("expired", "skipped", "empty", "failed", "sent")]
    waiting = await publications.unreported(db, 10)
    assert [each.id for each in waiting] == [made[0], made[2], made[3]]
    before = await publications.before(db, waiting[1])
    assert before is not None
    assert before.state == "skipped"
    for each in waiting:
        await db.write(lambda tx, number=each.id: publications.set_reported(tx, number, START))  # type: ignore[misc]  # bound at once
    assert await publications.unreported(db, 10) == []
    assert [each.id for each in await publications.reported(db, ScheduleId(1), START)] == [made[0], made[2], made[3]]


async def test_a_changed_card_corrects_what_can_be_edited(db: SqliteDatabase, chat: ChatRow) -> None:
    forms = {"a": "quiz", "b": "spoiler", "c": "question", "d": "question"}
    for slot, form in forms.items():
        await add(db, chat, slot, "sent")
        await db.write(
            lambda tx, slot=slot, form=form: tx.run(  # type: ignore[misc]  # bound at once
                "UPDATE publications SET form = ?, revision = ?, message_id = ? WHERE slot = ?",
                form,
                2 if slot == "d" else 1,
                5,
                slot,
            )
        )
    for _ in range(2):
        await db.write(lambda tx: publications.plan_corrections(tx, CardId(1), 2, START))
    planned = await db.all("SELECT key FROM deliveries ORDER BY key")
    assert [row["key"] for row in planned] == ["correction:2:2", "correction:3:2"], "the fourth shows it already"


async def test_the_parts_of_an_answer_are_found_in_their_order(db: SqliteDatabase, chat: ChatRow) -> None:
    made = await add(db, chat, "a", "sent")
    assert made is not None
    for key, message_id in (
        (f"reveal:{made}:2:1", 12),
        (f"reveal:{made}:1:1", None),
        (f"reveal:{made}:1:2", 11),
        (f"reveal:{made}0:1:1", 99),
    ):

        async def unit(tx: Transaction, key: str = key, message_id: int | None = message_id) -> None:
            await deliveries.plan(tx, key=key, kind=Kind.REVEAL, chat_id=ChatId(-1001), not_before=START, now=START)
            (claimed,) = await deliveries.claim(tx, START, START, 1)
            await deliveries.settle(tx, claimed.id, State.SENT, START, message_id=message_id)

        await db.write(unit)
    assert await publications.revealed_in(db, made) == [11, 12]
