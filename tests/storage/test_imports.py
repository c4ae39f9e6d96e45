"""Imports and their files: what was read to its end is known, until another text takes the name."""

from datetime import timedelta

from bot.domain.ids import ImportId, LearnerId
from bot.storage import imports
from bot.storage.database import Transaction
from bot.storage.imports import Import
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START


async def begun(db: SqliteDatabase, name: str = "posts") -> ImportId:
    return await db.write(lambda tx: imports.begin(tx, "file", name, LearnerId(5), START))


async def read(db: SqliteDatabase, name: str, digest: str, version: int = 1, import_id: ImportId | None = None) -> None:
    await db.write(lambda tx: imports.note_file(tx, import_id, name, digest, version, {"drafted": 1}))


async def test_counts_add_up_over_the_parts_of_an_import(db: SqliteDatabase) -> None:
    first, second = await begun(db), await begun(db, "more")
    later = START + timedelta(minutes=1)
    for counts in ({"drafted": 2}, {"drafted": 1, "dropped": 4}):

        async def finish(tx: Transaction, counts: dict[str, int] = counts) -> None:
            await imports.finish(tx, first, counts, later)

        await db.write(finish)
    done = Import(first, "file", "posts", LearnerId(5), START, later, {"drafted": 3, "dropped": 4})
    open_ = Import(second, "file", "more", LearnerId(5), START, None, {})
    assert await imports.load(db, first) == done
    assert await imports.latest(db, 5) == [open_, done]
    assert await imports.latest(db, 1) == [open_]
    assert await imports.load(db, ImportId(99)) is None


async def test_a_file_is_known_by_its_bytes_while_they_are_the_newest_of_some_name(db: SqliteDatabase) -> None:
    await read(db, "a.txt", "#one")
    assert await imports.is_known(db, "#one", 1)
    assert not await imports.is_known(db, "#one", 2)
    assert not await imports.is_known(db, "#two", 1)
    await read(db, "a.txt", "#two")
    assert not await imports.is_known(db, "#one", 1)
    await read(db, "b.txt", "#one")
    assert await imports.is_known(db, "#one", 1)


async def test_a_file_is_not_done_with_while_a_complete_draft_of_its_import_waits(db: SqliteDatabase) -> None:
    import_id = await begun(db)
    await read(db, "a.txt", "#one", import_id=import_id)
    assert not await imports.any_waits(db, "#one")

    async def queue(tx: Transaction) -> None:
        await tx.run(
            "INSERT INTO posts (id, source_key, revision, digest, body, parser_version, taken_at) "
            "VALUES (1, 'file:a.txt', 1, '#', 'text', 1, 1)"
        )
        for number, kind in enumerate(("draft", "qa")):
            await tx.run(
                "INSERT INTO drafts (key, post_id, kind, lang, question, proposal, created_at, import_id) "
                "VALUES (?, 1, ?, 'en', 'Why?', '{}', 1, ?)",
                f"key-{number}",
                kind,
                import_id,
            )

    await db.write(queue)
    assert await imports.any_waits(db, "#one")

    async def settle(tx: Transaction) -> None:
        await tx.run("UPDATE drafts SET state = 'rejected' WHERE kind = 'qa'")

    await db.write(settle)
    assert not await imports.any_waits(db, "#one")
