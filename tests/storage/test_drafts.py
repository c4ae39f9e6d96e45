"""The review queue in the database: order, claims, edits, decisions; and which cards come near a question."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.cards import Misconception
from bot.domain.ids import CardId, DraftId, LearnerId
from bot.storage import cards, drafts, posts, search
from bot.storage.database import Transaction
from bot.storage.drafts import Draft
from bot.storage.posts import NewDraft
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, add_cards, card

OLGA, OTTO = LearnerId(1001), LearnerId(1002)
HALF_AN_HOUR = timedelta(minutes=30)


class Queue:
    """Drafts, by one call each."""

    def __init__(self, db: SqliteDatabase) -> None:
        self.db = db

    async def add(self, key: str, source: str = "a", *, at: datetime = START, **proposal: Any) -> DraftId:
        async def unit(tx: Transaction) -> int:
            post_id = await posts.store(tx, source_key=source, digest=source, body="text", parser_version=1, now=START)
            kind = proposal.pop("kind", "qa")
            line = {"answer": "An answer.", "confidence": 0.8, "reasons": ["answer follows"], **proposal}
            await posts.store_draft(tx, NewDraft(key, post_id, kind, "en", f"{key}?", None, line), at)
            row = await tx.one("SELECT id FROM drafts WHERE key = ?", key)
            assert row is not None
            return int(row["id"])

        return DraftId(await self.db.write(unit))

    async def claim(self, draft_id: DraftId, person_id: LearnerId, until: datetime) -> None:
        async def unit(tx: Transaction) -> None:
            await drafts.claim(tx, draft_id, person_id, until)

        await self.db.write(unit)

    async def skip(self, draft_id: DraftId) -> None:
        async def unit(tx: Transaction) -> None:
            await drafts.skip(tx, draft_id)

        await self.db.write(unit)

    async def edit(self, draft_id: DraftId, **changes: object) -> Draft:
        async def unit(tx: Transaction) -> None:
            await drafts.edit(tx, draft_id, changes)

        await self.db.write(unit)
        return await self.get(draft_id)

    async def get(self, draft_id: DraftId) -> Draft:
        draft = await drafts.load(self.db, draft_id)
        assert draft is not None
        return draft

    async def first(self, person_id: LearnerId = OLGA, at: datetime = START) -> int | None:
        draft = await drafts.first(self.db, person_id, at)
        return draft.id if draft is not None else None


@pytest.fixture
def queue(db: SqliteDatabase) -> Queue:
    return Queue(db)


async def test_the_oldest_come_first_and_those_of_one_post_together(queue: Queue) -> None:
    later = await queue.add("later", at=START + timedelta(days=1))
    mine = [await queue.add(f"one-{number}", "b") for number in range(2)]
    other = await queue.add("two", "c")
    mine.append(await queue.add("one-again", "b"))
    order = []
    for _ in range(5):
        order.append(await queue.first())
        await queue.skip(DraftId(order[-1] or 0))
    assert order == [*mine, other, later]
    assert await queue.first() == mine[0]


async def test_what_is_new_goes_before_what_was_skipped(queue: Queue) -> None:
    skipped = await queue.add("one")
    await queue.skip(skipped)
    new = await queue.add("two", at=START + timedelta(days=1))
    assert await queue.first() == new


async def test_misconceptions_of_old_drafts_have_no_reason(queue: Queue) -> None:
    told = ["It is a list.", {"text": "It is a queue.", "why": "It has no order."}]
    draft = await queue.get(await queue.add("x", authored={"misconceptions": told}))
    assert draft.content.misconceptions == (
        Misconception("It is a list."),
        Misconception("It is a queue.", "It has no order."),
    )


async def test_outlines_do_not_wait_for_anybody(queue: Queue) -> None:
    await queue.add("plan", kind="outline")
    assert await queue.first() is None
    assert await posts.count_waiting(queue.db) == 0


async def test_a_claim_holds_until_its_moment_and_a_person_has_one(queue: Queue) -> None:
    one, two = await queue.add("one"), await queue.add("two")
    await queue.claim(one, OLGA, START + HALF_AN_HOUR)
    assert await queue.first(OTTO) == two
    assert await queue.first(OTTO, START + HALF_AN_HOUR - timedelta(milliseconds=1)) == two
    assert await queue.first(OTTO, START + HALF_AN_HOUR) == one
    await queue.claim(two, OLGA, START + HALF_AN_HOUR)
    assert await queue.first(OLGA) == two
    assert await queue.first(OTTO) == one


async def test_an_editors_changes_go_before_the_proposal_and_raise_the_version(queue: Queue) -> None:
    draft_id = await queue.add("one", topic="git", difficulty="junior", short_answer="Short.", tags=["a"])
    before = await queue.get(draft_id)
    assert (before.edited, before.confidence, before.reasons) == (False, 0.8, ("answer follows",))
    changed = await queue.edit(draft_id, question="Another?", topic=None)
    assert (changed.content.question, changed.content.topic, changed.content.level) == ("Another?", None, "junior")
    assert changed.content.short_answer == "Short."
    assert changed.content.key != before.content.key
    again = await queue.edit(draft_id, answer="Mine.")
    assert (again.content.question, again.content.answer) == ("Another?", "Mine.")
    assert again.content.short_answer is None
    assert (again.edited, again.version) == (True, before.version + 2)
    back = await queue.edit(draft_id)
    assert (back.content, back.edited, back.version) == (before.content, False, before.version + 3)


@pytest.mark.parametrize("answer", [None, "", "  ", "\u200b"])
async def test_a_draft_in_whose_answer_nothing_can_be_seen_is_incomplete(queue: Queue, answer: str | None) -> None:
    assert not (await queue.get(await queue.add("one", answer=answer))).complete


async def test_a_draft_that_its_source_changed_has_another_version(queue: Queue) -> None:
    draft_id = await queue.add("one")
    await queue.add("one", answer="Better.")
    draft = await queue.get(draft_id)
    assert (draft.version, draft.content.answer) == (1, "Better.")


async def test_a_retired_card_comes_back_in_its_own_row(db: SqliteDatabase) -> None:
    (card_id,) = await add_cards(db, [card(1, variant_group="g")])

    async def unit(tx: Transaction) -> CardId:
        found = await cards.load(tx, CardId(card_id))
        assert found is not None
        await cards.retire(tx, found, START)
        assert await cards.by_key(tx, found.content.key) is None
        return await cards.publish(tx, card(1, answer="Anew."), None, START)

    assert await db.write(unit) == card_id
    found = await cards.load(db, CardId(card_id))
    assert found is not None
    assert (found.content.answer, found.content.variant_group, found.revision) == ("Anew.", None, 3)


async def test_cards_that_share_the_rarest_words_come_nearest(db: SqliteDatabase) -> None:
    common = [card(number, question=f"What is the purpose of thing number {number}?") for number in range(20)]
    near, zh = card(50, question="What is the purpose of a semaphore?"), card(51, "zh", question="信号量有什么用？")
    ids = await add_cards(db, [*common, near, zh])
    assert (await search.nearest(db, "What is a semaphore for?", "en", 5))[0] == ids[-2]
    assert await search.nearest(db, "什么是信号量", "zh", 5) == [ids[-1]]
    assert await search.nearest(db, "?! …", "en", 5) == []
    assert len(await search.nearest(db, "purpose of things", "en", 5)) == 5


async def test_the_queue_reads_by_index(queue: Queue) -> None:
    await queue.add("one")
    with closing(sqlite3.connect(queue.db.path)) as connection:
        for sql in (
            (
                "SELECT * FROM drafts WHERE state = 'waiting' AND kind <> 'outline' AND (claimed_by IS NULL OR "
                "claimed_until <= 1) ORDER BY passed, worth DESC, created_at, post_id, id LIMIT 1"
            ),
            "SELECT * FROM drafts WHERE claimed_by = 1 AND state = 'waiting' AND kind <> 'outline' LIMIT 1",
            "SELECT 1 FROM reviews WHERE card_id = 1 AND undone_at IS NULL LIMIT 1",
            "SELECT * FROM decisions WHERE person_id = 1 AND undone_at IS NULL ORDER BY id DESC LIMIT 1",
        ):
            plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
            assert all("USING INDEX" in step for step in plan), (sql, plan)
