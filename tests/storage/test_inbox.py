"""Updates between Telegram's hands and ours."""

from datetime import timedelta
from functools import partial

import pytest

from bot.domain.ids import UpdateId
from bot.storage import inbox
from bot.storage.database import Transaction
from bot.storage.inbox import AlreadyFinished, StoredUpdate
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START

FIRST = UpdateId(7)


async def store(db: SqliteDatabase, *ids: int) -> list[int]:
    rows = [(update_id, f'{{"update_id": {update_id}}}') for update_id in ids]
    return [stored.id for stored in await db.write(partial(inbox.store, updates=rows, now=START))]


async def state(db: SqliteDatabase, update_id: int) -> tuple[str, str, int]:
    row = await db.one("SELECT state, raw, attempts FROM inbox WHERE update_id = ?", update_id)
    assert row is not None
    return row["state"], row["raw"], row["attempts"]


async def test_an_update_is_new_once(db: SqliteDatabase) -> None:
    assert await store(db, 7, 8) == [7, 8]
    assert await store(db, 8, 7, 9) == [9]
    assert [stored.id for stored in await inbox.waiting(db)] == [7, 8, 9]


async def test_a_lower_id_than_stored_is_not_refused(db: SqliteDatabase) -> None:
    await store(db, 700)
    assert await store(db, 3) == [3], "after a silent week Telegram counts from anywhere"


async def test_a_finished_update_keeps_no_text(db: SqliteDatabase) -> None:
    await store(db, 7)
    await db.write(partial(inbox.finish, update_id=FIRST, now=START))
    assert await state(db, 7) == ("done", "", 0)
    assert await inbox.waiting(db) == []


async def test_finishing_twice_undoes_the_second_run(db: SqliteDatabase) -> None:
    await store(db, 7)

    async def effects(tx: Transaction) -> None:
        counted = (
            "INSERT INTO facts (name, value) VALUES ('runs', '1') ON CONFLICT (name) DO UPDATE SET value = value + 1"
        )
        await tx.run(counted)
        await inbox.finish(tx, FIRST, START)

    await db.write(effects)
    with pytest.raises(AlreadyFinished):
        await db.write(effects)
    (row,) = await db.all("SELECT value FROM facts")
    assert row["value"] == "1"


async def test_an_update_put_aside_is_kept_and_not_taken_up_again(db: SqliteDatabase) -> None:
    await store(db, 7, 8)
    await db.write(partial(inbox.put_aside, update_id=FIRST, reason="strange", now=START))
    assert await state(db, 7) == ("poison", '{"update_id": 7}', 0)
    assert [stored.id for stored in await inbox.waiting(db)] == [8]
    with pytest.raises(AlreadyFinished):
        await db.write(partial(inbox.finish, update_id=FIRST, now=START))


async def test_a_finished_update_cannot_be_put_aside(db: SqliteDatabase) -> None:
    await store(db, 7)
    await db.write(partial(inbox.finish, update_id=FIRST, now=START))
    await db.write(partial(inbox.put_aside, update_id=FIRST, reason="too late", now=START))
    assert (await state(db, 7))[0] == "done"


async def test_attempts_are_counted(db: SqliteDatabase) -> None:
    await store(db, 7)
    for _ in range(2):
        await db.write(partial(inbox.count_attempt, update_id=FIRST))
    assert await inbox.waiting(db) == [StoredUpdate(FIRST, '{"update_id": 7}', 2)]


async def test_what_is_finished_is_forgotten_after_a_while_and_what_waits_never(db: SqliteDatabase) -> None:
    await store(db, 7, 8)
    await db.write(partial(inbox.finish, update_id=FIRST, now=START))
    week = timedelta(days=7)
    assert await db.write(partial(inbox.forget_finished, before=START)) == 0
    assert await db.write(partial(inbox.forget_finished, before=START + week)) == 1
    assert [stored.id for stored in await inbox.waiting(db)] == [8]
    assert await store(db, 7) == [7], "the id may come again"
