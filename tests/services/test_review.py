"""Decisions on drafts: each has its line in the audit log, and none is made by who is no editor any more."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.domain.errors import Refused
from bot.domain.ids import CardId, DecisionId, DraftId, LearnerId
from bot.domain.learners import Person, Role
from bot.parsing.topics import read_topics
from bot.services.review import ReviewQueue
from bot.services.work import Work
from bot.settings import ROOT
from bot.storage import staff
from bot.storage.database import Transaction
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, add_cards, card
from tests.taking import take_texts

OLGA = LearnerId(1)
REVIEW = ReviewQueue()
QUESTIONS = (
    "Why does an asyncio task that nobody keeps a reference to sometimes never finish?",
    "How does a database index make a query of one row faster?",
    "What does a circuit breaker do between two services?",
    "When does a Kubernetes pod get evicted from its node?",
)
STORED = "What happens to an asyncio task without any reference to it?"


def work(db: SqliteDatabase) -> Work:
    return Work(db, Person(OLGA, role=Role.EDITOR), START)


@pytest.fixture
async def queue(db: SqliteDatabase) -> SqliteDatabase:
    """An editor, a card and four drafts, the last of which asks what the card asks."""

    async def unit(tx: Transaction) -> None:
        await staff.appoint(tx, OLGA, Role.EDITOR, START, name="Olga")

    await db.write(unit)
    await add_cards(db, [card(1, question=STORED)])
    posts = [
        f"{question}\n\nShort answer:\nIn short.\n\nFull answer:\nAt length, and in words.\n" for question in QUESTIONS
    ]
    texts = {f"{number}.txt": text for number, text in enumerate(posts)}
    await take_texts(db, read_topics(ROOT / "content" / "topics.toml"), texts, publish=False, now=START)
    return db


async def rows(db: SqliteDatabase, sql: str) -> list[dict[str, Any]]:
    return [dict(row) for row in await db.all(sql)]  # type: ignore[call-overload]  # sqlite3's rows are mappings


async def everything(db: SqliteDatabase) -> list[list[dict[str, Any]]]:
    tables = ("cards", "card_revisions", "concepts", "drafts", "decisions", "audit")
    return [await rows(db, f"SELECT * FROM {table}") for table in tables]  # noqa: S608 - named above


async def version(db: SqliteDatabase, draft_id: int) -> int:
    (row,) = await rows(db, f"SELECT version FROM drafts WHERE id = {draft_id}")  # noqa: S608 - a number
    return int(row["version"])


async def log(db: SqliteDatabase) -> list[tuple[Any, ...]]:
    found = await rows(db, "SELECT * FROM audit ORDER BY id")
    return [(row["action"], row["actor_id"], row["subject_kind"], row["subject_id"]) for row in found]


async def test_every_decision_and_its_undoing_is_in_the_log(queue: SqliteDatabase) -> None:
    async def decide(draft: int, act: Callable[[DraftId, int], Awaitable[Any]], said: str) -> None:
        turn = await act(DraftId(draft), await version(queue, draft))
        assert turn.said == said
        undone = await REVIEW.undo(work(queue), turn.seat.undo)
        assert undone.said == "undone"

    await decide(1, lambda draft, seen: REVIEW.accept(work(queue), draft, seen), "accepted")
    await decide(2, lambda draft, seen: REVIEW.reject(work(queue), draft, seen), "rejected")
    await decide(3, lambda draft, seen: REVIEW.merge(work(queue), draft, seen, CardId(1)), "variant")
    await REVIEW.edit(work(queue), DraftId(4), await version(queue, 4), {"question": STORED})
    await decide(4, lambda draft, seen: REVIEW.merge(work(queue), draft, seen, CardId(1)), "source")
    told = [
        (f"draft-{what}", OLGA, "draft", number)
        for number, decided in enumerate(("accepted", "rejected", "variant", "source"), 1)
        for what in (decided, "undone")
    ]
    assert await log(queue) == told
    titles = await rows(queue, "SELECT after FROM audit ORDER BY id")
    assert QUESTIONS[0] in titles[0]["after"]
    kept = await rows(queue, "SELECT card_id, how, changed_by FROM card_revisions ORDER BY id")
    assert [(row["how"], row["changed_by"]) for row in kept] == [
        ("retired", OLGA),
        ("retired", OLGA),
        ("merged", OLGA),
        ("merged", OLGA),
    ]


@pytest.mark.parametrize(("before", "after"), [(9, 10), (10, 10)])
async def test_a_card_lists_no_more_sources_than_it_can_have(queue: SqliteDatabase, before: int, after: int) -> None:
    sources = json.dumps([f"Source {number}" for number in range(before)])

    async def name(tx: Transaction) -> None:
        await tx.run("UPDATE cards SET reference_list = ? WHERE id = 1", sources)

    await queue.write(name)
    await REVIEW.edit(work(queue), DraftId(4), await version(queue, 4), {"question": STORED})
    turn = await REVIEW.merge(work(queue), DraftId(4), await version(queue, 4), CardId(1))
    assert turn.said == "source"
    (row,) = await rows(queue, "SELECT reference_list FROM cards WHERE id = 1")
    assert len(json.loads(row["reference_list"])) == after


async def test_a_refused_decision_leaves_no_line(queue: SqliteDatabase) -> None:
    await REVIEW.edit(work(queue), DraftId(1), await version(queue, 1), {"question": f"{STORED[:-1]} ?"})
    with pytest.raises(Refused) as caught:
        await REVIEW.accept(work(queue), DraftId(1), await version(queue, 1))
    assert caught.value.key == "review-exists"
    assert await log(queue) == []


LATE: dict[str, Callable[[Work], Awaitable[object]]] = {
    "next": REVIEW.next,
    "look": lambda work: REVIEW.look(work, DraftId(1), 0),
    "edit": lambda work: REVIEW.edit(work, DraftId(1), 0, {"topic": None}),
    "accept": lambda work: REVIEW.accept(work, DraftId(1), 0),
    "reject": lambda work: REVIEW.reject(work, DraftId(1), 0),
    "skip": lambda work: REVIEW.skip(work, DraftId(1), 0),
    "merge": lambda work: REVIEW.merge(work, DraftId(1), 0, CardId(1)),
    "undo": lambda work: REVIEW.undo(work, DecisionId(1)),
}


@pytest.mark.parametrize("late", LATE.values(), ids=LATE.keys())
async def test_whoever_was_removed_a_moment_ago_decides_nothing(
    queue: SqliteDatabase, late: Callable[[Work], Awaitable[object]]
) -> None:
    await REVIEW.reject(work(queue), DraftId(4), await version(queue, 4))
    stale = work(queue)

    async def unit(tx: Transaction) -> None:
        await staff.remove(tx, OLGA, START)

    await queue.write(unit)
    before = await everything(queue)
    with pytest.raises(Refused) as caught:
        await late(stale)
    assert caught.value.key == "refused-old-button"
    assert await everything(queue) == before
