"""Fingerprints follow their cards and drafts, whoever changes these, and find what asks the same."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.cards import CardContent, Source
from bot.domain.ids import LearnerId
from bot.domain.topics import Topics
from bot.parsing import Item, Piece, read_topics
from bot.parsing.fingerprints import FINGERPRINT_VERSION, fingerprint, unpacked
from bot.services import comparing
from bot.services.importing import Importer
from bot.settings import ROOT
from bot.storage import cards, decisions, drafts, fingerprints
from bot.storage.database import Transaction
from bot.storage.fingerprints import ALL
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, add_cards, card

QUESTION = "How does a B-tree index answer a range query?"
ANSWER = "It finds the first leaf and walks along the leaves, which are linked in order."


@pytest.fixture(scope="module")
def topics() -> Topics:
    return read_topics(ROOT / "content" / "topics.toml")


async def prints(db: SqliteDatabase) -> dict[str, list[Any]]:
    """Everything that is kept for comparing."""
    tables = ("fingerprints", "fingerprint_stems", "stem_counts")
    return {table: [tuple(row) for row in await db.all(f"SELECT * FROM {table}")] for table in tables}  # type: ignore[arg-type]  # noqa: S608 - named here; sqlite3's rows are sequences


async def change(db: SqliteDatabase, key: str, **fields: Any) -> CardContent:
    async def unit(tx: Transaction) -> CardContent:
        found = await cards.by_key(tx, key)
        assert found is not None
        content = replace(found.content, **fields)
        await cards.update(tx, found, content, START, how="changed")
        return content

    return await db.write(unit)


async def test_cards_stored_without_fingerprints_get_them_once(
    db: SqliteDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "AT_ONCE", 2)
    await add_cards(db, [card(number) for number in range(5)])
    assert await comparing.catch_up(db) == 5
    before = await prints(db)
    assert len(before["fingerprints"]) == 5
    assert dict(before["stem_counts"])[ALL] == 5
    assert await comparing.catch_up(db) == 0
    assert await prints(db) == before


async def test_a_changed_card_is_compared_as_it_is_now(db: SqliteDatabase) -> None:
    content = card(1, question=QUESTION, answer=ANSWER)
    (card_id,) = await add_cards(db, [content])
    await comparing.catch_up(db)
    assert await comparing.same_card(db, "en", f"  {QUESTION.upper()} ") == card_id
    await change(db, content.key, question="What does a hash index answer?")
    assert await comparing.catch_up(db) == 1
    assert await comparing.same_card(db, "en", QUESTION) is None
    assert await comparing.same_card(db, "en", "What does a hash index answer") == card_id
    counts = dict((await prints(db))["stem_counts"])
    assert counts[ALL] == 1
    told = fingerprint("en", "What does a hash index answer?", ANSWER)
    expected = {ALL, *told.question, *told.answer}
    assert {stem for stem, seen in counts.items() if seen} == expected


async def test_other_rules_make_all_fingerprints_anew(db: SqliteDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    await add_cards(db, [card(number) for number in range(3)])
    await comparing.catch_up(db)
    before = await prints(db)
    monkeypatch.setattr(comparing, "FINGERPRINT_VERSION", FINGERPRINT_VERSION + 1)
    assert await comparing.catch_up(db) == 3
    assert sorted((await prints(db))["stem_counts"]) == sorted(before["stem_counts"])


async def test_retired_and_private_cards_are_not_looked_at(db: SqliteDatabase) -> None:
    gone, own = card(1, question=QUESTION, answer=ANSWER), card(2, question=QUESTION, answer=ANSWER)

    async def unit(tx: Transaction) -> None:
        await cards.insert(tx, own, None, START, owner=LearnerId(5))
        await cards.insert(tx, replace(gone, key="gone", concept="gone"), None, START)
        found = await cards.by_key(tx, "gone")
        assert found is not None
        await cards.retire(tx, found, START)

    await db.write(unit)
    await comparing.catch_up(db)
    assert await comparing.same_card(db, "en", QUESTION) is None
    assert await comparing.alike(db, fingerprint("en", QUESTION, ANSWER)) == []


async def test_a_draft_is_compared_until_it_is_settled(db: SqliteDatabase, topics: Topics) -> None:
    found = Item("qa", QUESTION, "en", Source("a.txt"), answer=ANSWER)
    await Importer(db, topics).take([Piece("text", (found,))], publish=False, now=START, name="a.txt")
    told = fingerprint("en", f"So {QUESTION}", ANSWER)
    ((near,), draft_id) = await comparing.alike(db, told), (await db.all("SELECT id FROM drafts"))[0]["id"]
    assert (near.printed.draft_id, near.likeness.variant) == (draft_id, True)
    assert await comparing.alike(db, told, besides=draft_id) == []

    async def edit(tx: Transaction) -> None:
        await drafts.edit(tx, draft_id, {"question": "What is a tombstone?"})

    await db.write(edit)
    await comparing.catch_up(db)
    assert await comparing.alike(db, told) == []
    assert await comparing.alike(db, fingerprint("en", "What is a tombstone?", ANSWER)) != []

    async def accept(tx: Transaction) -> None:
        draft = await drafts.load(tx, draft_id)
        assert draft is not None
        card_id = await cards.publish(tx, draft.content, draft.post_id, START)
        await decisions.decide(tx, draft, LearnerId(5), "accepted", START, card_id=card_id)

    await db.write(accept)
    await comparing.catch_up(db)
    (kept,) = (await prints(db))["fingerprints"]
    assert await fingerprints.of_draft(db, draft_id) is None
    assert dict((await prints(db))["stem_counts"])[ALL] == 1
    assert len({stem for stem, *_ in (await prints(db))["fingerprint_stems"]}) == len(unpacked(0, kept[4]).question)


async def test_a_question_is_found_among_many_that_share_its_common_words(db: SqliteDatabase) -> None:
    nouns = ("tree", "hash", "bitmap", "list", "heap", "graph", "trie", "ring", "queue", "stack")
    many = [
        card(number, question=f"How does a {noun}-{number} index answer a query on column {number}?", answer=ANSWER)
        for number, noun in enumerate(nouns * 30)
    ]
    wanted = card(999, question=QUESTION, answer=ANSWER)
    *_, card_id = await add_cards(db, [*many, wanted])
    await comparing.catch_up(db)
    near = await comparing.alike(db, fingerprint("en", "How is a range query answered by a B-tree index?", ANSWER))
    assert near[0].printed.card_id == card_id
    assert near[0].likeness.variant
