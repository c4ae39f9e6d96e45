"""Posts are kept as they came, drafts once; a study path opens when all its questions have answers."""

from datetime import timedelta

import pytest

from bot.domain.cards import Language
from bot.domain.ids import CardId
from bot.storage import posts
from bot.storage.database import Transaction
from bot.storage.posts import Chapter, NewDraft, Newest, StudyPath
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, add_cards, card

CHAPTERS = [{"title": "First steps", "headings": ["One?", "Two?"]}, {"title": "Then", "headings": ["Three?"]}]


class Kept:
    """Posts, drafts and outlines, by one call each."""

    def __init__(self, db: SqliteDatabase) -> None:
        self.db = db

    async def post(self, source: str = "file:a.txt", body: str = "text", version: int = 1) -> int:
        async def unit(tx: Transaction) -> int:
            return await posts.store(
                tx, source_key=source, digest=f"#{body}", body=body, parser_version=version, now=START
            )

        return await self.db.write(unit)

    async def draft(self, post_id: int, key: str, answer: str = "", **fields: object) -> str:
        values: dict[str, object] = {"kind": "draft", "lang": "en", "question": f"{key}?", "context": None} | fields
        draft = NewDraft(key, post_id, proposal={"answer": answer}, **values)  # type: ignore[arg-type]  # by name

        async def unit(tx: Transaction) -> str:
            return await posts.store_draft(tx, draft, START + timedelta(days=1))

        return await self.db.write(unit)

    async def outline(self, post_id: int, key: str = "plan", lang: Language = "en") -> int:
        async def unit(tx: Transaction) -> int:
            return await posts.store_outline(
                tx, key=key, post_id=post_id, lang=lang, title="The plan", chapters=CHAPTERS, now=START
            )

        return await self.db.write(unit)

    async def settle(self, key: str, card_id: int) -> bool:
        async def unit(tx: Transaction) -> bool:
            return await posts.settle_draft(tx, key, CardId(card_id), START)

        return await self.db.write(unit)

    async def reject(self, key: str) -> None:
        async def unit(tx: Transaction) -> None:
            await tx.run("UPDATE drafts SET state = 'rejected' WHERE key = ?", key)

        await self.db.write(unit)

    async def paths(self, *languages: Language) -> list[StudyPath]:
        return await posts.study_paths(self.db, languages or ("en",))


@pytest.fixture
def kept(db: SqliteDatabase) -> Kept:
    return Kept(db)


async def test_a_changed_text_is_the_next_revision_of_its_source(kept: Kept) -> None:
    for body in ("one", "two", "one"):
        await kept.post(body=body)
    await kept.post("file:b.txt", "one")
    rows = await kept.db.all("SELECT source_key, revision, body FROM posts ORDER BY id")
    assert [(row["source_key"], row["revision"], row["body"]) for row in rows] == [
        ("file:a.txt", 1, "one"),
        ("file:a.txt", 2, "two"),
        ("file:a.txt", 3, "one"),
        ("file:b.txt", 1, "one"),
    ]


async def test_the_same_text_read_by_a_better_parser_is_no_new_revision(kept: Kept) -> None:
    post_id = await kept.post()
    assert await kept.post(version=2) == post_id
    assert await posts.newest(kept.db, "file:a.txt") == Newest(post_id, 1, "#text", 2)


async def test_a_source_remembers_every_text_it_had(kept: Kept) -> None:
    await kept.post(body="one")
    await kept.post(body="two")
    assert [await posts.had_text(kept.db, "file:a.txt", f"#{body}") for body in ("one", "two", "three")] == [
        True,
        True,
        False,
    ]
    assert await posts.newest(kept.db, "file:b.txt") is None


async def test_a_post_is_not_done_with_while_a_complete_card_of_it_waits(kept: Kept) -> None:
    post_id = await kept.post()
    await kept.draft(post_id, "open")
    assert not await posts.any_waits(kept.db, post_id)
    await kept.draft(post_id, "complete", kind="qa")
    assert await posts.any_waits(kept.db, post_id)
    await add_cards(kept.db, [card(1)])
    await kept.settle("complete", 1)
    assert not await posts.any_waits(kept.db, post_id)


async def test_a_draft_waits_once_and_follows_its_own_source(kept: Kept) -> None:
    first = await kept.post()
    assert await kept.draft(first, "one", "old") == "drafted"
    assert await kept.draft(first, "one", "old") == "repeated"
    assert await kept.draft(await kept.post(body="changed"), "one", "new") == "updated"
    assert await kept.draft(await kept.post("file:b.txt", "other"), "one", "theirs") == "repeated"
    (row,) = await kept.db.all("SELECT proposal FROM drafts")
    assert row["proposal"] == '{"answer": "new"}'
    assert await posts.count_waiting(kept.db) == 1


async def test_a_settled_draft_is_left_alone(kept: Kept) -> None:
    post_id = await kept.post()
    await add_cards(kept.db, [card(1)])
    for key in ("published", "rejected"):
        await kept.draft(post_id, key, "old")
    assert await kept.settle("published", 1)
    assert not await kept.settle("published", 1)
    await kept.reject("rejected")
    for key in ("published", "rejected"):
        assert await kept.draft(post_id, key, "new") == "repeated"
    assert await posts.count_waiting(kept.db) == 0


async def test_a_study_path_is_shown_once_all_its_questions_are_answered(kept: Kept) -> None:
    post_id = await kept.post()
    outline = await kept.outline(post_id)
    await add_cards(kept.db, [card(number) for number in range(3)])
    contexts = ("First steps", "First steps", "Then")
    for number, context in enumerate(contexts):
        await kept.draft(post_id, f"q{number}", context=context, outline_id=outline)
    await kept.draft(post_id, "plan", kind="outline")
    for number in (0, 1):
        await kept.settle(f"q{number}", number + 1)
        assert await kept.paths() == []
    await kept.settle("q2", 3)
    chapters = (
        Chapter("First steps", ((CardId(1), "q0?"), (CardId(2), "q1?"))),
        Chapter("Then", ((CardId(3), "q2?"),)),
    )
    assert await kept.paths() == [StudyPath(outline, "The plan", chapters)]
    assert await kept.paths("ru", "zh") == []


async def test_a_rejected_question_does_not_hold_a_path_back(kept: Kept) -> None:
    post_id = await kept.post()
    outline = await kept.outline(post_id)
    await add_cards(kept.db, [card(1)])
    await kept.draft(post_id, "good", context="Then", outline_id=outline)
    await kept.draft(post_id, "bad", context="Then", outline_id=outline)
    await kept.reject("bad")
    assert await kept.paths() == []
    await kept.settle("good", 1)
    (path,) = await kept.paths()
    assert [len(chapter.cards) for chapter in path.chapters] == [0, 1]


async def test_an_outline_without_questions_is_no_path(kept: Kept) -> None:
    await kept.outline(await kept.post())
    assert await kept.paths() == []


async def test_an_outline_is_kept_once(kept: Kept) -> None:
    post_id = await kept.post()
    assert await kept.outline(post_id) == await kept.outline(post_id)
    assert await kept.outline(post_id, "another") != await kept.outline(post_id)
