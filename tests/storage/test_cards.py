"""Cards: everything an author says is kept, revisions rise, private and retired ones stay out of sight."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cards import CardContent, Choice, KeyPoint, Misconception, Source, key_of_question
from bot.domain.ids import CardId, LearnerId
from bot.storage import cards, revisions
from bot.storage.cards import Standing
from bot.storage.database import Transaction
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, add_cards, card

ALICE, BOB = LearnerId(1), LearnerId(2)

FULL = CardContent(
    key="en-everything",
    concept="everything",
    lang="en",
    question="What is kept?",
    answer="```python\nall()\n```",
    short_answer="All.",
    topic="asyncio",
    tags=("память", "内存"),
    level="senior",
    key_points=(KeyPoint("one", ("1", "uno")), KeyPoint("two")),
    misconceptions=(Misconception("Nothing is kept.", "All is."), Misconception("Some is.")),
    follow_up="Why?",
    hint="Look around.",
    choice=Choice("all", ("none", "some", "most"), "because"),
    references=("https://docs.python.org/3/",),
    likes=0,
    heat=None,
    asked=3,
    verified=True,
    variant_group="v-1",
    source=Source("posts/a.txt", 7, "@channel", "12", "https://example.org/12"),
)


async def loaded(db: SqliteDatabase, card_id: int) -> CardContent:
    found = await cards.load(db, CardId(card_id))
    assert found is not None
    return found.content


async def execute(db: SqliteDatabase, sql: str, *values: int | str) -> None:
    async def unit(tx: Transaction) -> None:
        await tx.run(sql, *values)

    await db.write(unit)


async def test_all_that_an_author_says_comes_back(db: SqliteDatabase) -> None:
    (full, bare) = await add_cards(db, [FULL, CardContent("en-bare", "bare", "en", "Why?", "So.")])
    assert await loaded(db, full) == FULL
    assert await loaded(db, bare) == CardContent("en-bare", "bare", "en", "Why?", "So.")


async def test_misconceptions_of_old_rows_have_no_reason(db: SqliteDatabase) -> None:
    (card_id,) = await add_cards(db, [FULL])
    card = await cards.load(db, CardId(card_id))
    assert card is not None

    async def change(tx: Transaction) -> None:
        await cards.update(tx, card, replace(FULL, hint=None), START)

    await db.write(change)
    await execute(db, "UPDATE cards SET misconceptions = ?", '["It is a list."]')
    await execute(db, "UPDATE card_revisions SET content = json_set(content, '$.misconceptions', json('[\"Old.\"]'))")
    assert (await loaded(db, card_id)).misconceptions == (Misconception("It is a list."),)
    (revision,) = await revisions.page(db, CardId(card_id), 10, 10)
    assert revision.content.misconceptions == (Misconception("Old."),)


async def test_an_update_raises_the_revision_and_keeps_the_row(db: SqliteDatabase) -> None:
    (card_id,) = await add_cards(db, [FULL])
    before = await cards.load(db, CardId(card_id))
    assert before is not None
    changed = CardContent(FULL.key, FULL.concept, "en", "What is kept now?", "Less.", variant_group="v-1")

    async def unit(tx: Transaction) -> None:
        await cards.update(tx, before, changed, START + timedelta(days=1))

    await db.write(unit)
    after = await cards.load(db, CardId(card_id))
    assert after is not None
    assert (after.id, after.concept_id, after.revision) == (before.id, before.concept_id, before.revision + 1)
    assert after.content == changed


async def test_a_key_is_given_once(db: SqliteDatabase) -> None:
    await add_cards(db, [card(1)])
    with pytest.raises(sqlite3.IntegrityError):
        await add_cards(db, [card(1)])
    assert len(await cards.public(db)) == 1


async def test_translations_share_a_concept_and_the_first_language_wins(db: SqliteDatabase) -> None:
    await add_cards(db, [card(1, "en", concept="same"), card(1, "ru", concept="same"), card(2, "zh")])
    (concept,) = {each.concept_id for each in await cards.public(db, ("en", "ru"))}
    for languages, shown in ((("ru", "en"), "ru"), (("en", "ru"), "en"), (("zh", "ru"), "ru")):
        found = await cards.of_concept(db, concept, languages, ALICE)  # type: ignore[arg-type]  # literals in tuples
        assert found is not None
        assert found.content.lang == shown
    assert await cards.of_concept(db, concept, ("zh",), ALICE) is None


async def test_a_retired_card_is_shown_by_an_old_button_only(db: SqliteDatabase) -> None:
    (card_id,) = await add_cards(db, [card(1)])
    found = await cards.load(db, CardId(card_id))
    assert found is not None
    await execute(db, "UPDATE cards SET retired_at = 1")
    assert await cards.load(db, CardId(card_id)) == found
    assert await cards.by_key(db, card(1).key) is None
    assert await cards.of_concept(db, found.concept_id, ("en",), ALICE) is None
    assert await cards.public(db) == []
    assert await cards.of_key(db, card(1).key) == Standing(found, retired=True)
    assert await cards.of_key(db, card(2).key) is None


async def test_a_private_card_is_its_owners(db: SqliteDatabase) -> None:
    (card_id,) = await add_cards(db, [card(1)])
    await execute(db, "UPDATE cards SET owner = ?", ALICE)
    found = await cards.load(db, CardId(card_id))
    assert found is not None
    assert await cards.of_concept(db, found.concept_id, ("en",), ALICE) == found
    assert await cards.of_concept(db, found.concept_id, ("en",), BOB) is None
    assert await cards.public(db) == []
    assert await cards.count_by_topic(db, ("en",)) == {}


async def test_topics_count_concepts_not_translations(db: SqliteDatabase) -> None:
    await add_cards(
        db,
        [
            card(1, "en", concept="same"),
            card(1, "ru", concept="same"),
            card(2, "en"),
            card(3, "en", topic=None),
            card(4, "zh", topic="docker"),
        ],
    )
    assert await cards.count_by_topic(db, ("en", "ru")) == {"asyncio": 2, None: 1}
    assert await cards.count_by_topic(db, ("zh",)) == {"docker": 1}


async def test_heat_and_likes_are_put_in_one_order(db: SqliteDatabase) -> None:
    await add_cards(
        db, [card(1, heat=5000), card(2, likes=7), card(3), card(4, likes=0, heat=12), card(5, heat=90, likes=1)]
    )
    rows = await db.all("SELECT question, hotness FROM cards ORDER BY hotness DESC")
    assert [row["hotness"] for row in rows] == [7000, 5000, 1000, 12, 0]
    assert rows[0]["question"] == card(2).question


async def test_a_group_is_the_concepts(db: SqliteDatabase) -> None:
    await add_cards(db, [card(1, "en", concept="same"), card(1, "ru", concept="same")])
    one = await cards.by_key(db, key_of_question("en", card(1).question))
    assert one is not None

    async def unit(tx: Transaction) -> None:
        await cards.set_variant_group(tx, one.concept_id, "v-2")

    await db.write(unit)
    assert {each.content.variant_group for each in await cards.public(db)} == {"v-2"}
