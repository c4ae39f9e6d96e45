"""Changing published cards: history, the audit log, two editors at once, and whoever is no editor any more."""

import asyncio
import json
from dataclasses import replace

import pytest

from bot.domain.cards import Choice, KeyPoint, key_of_question
from bot.domain.errors import Refused
from bot.domain.ids import CardId, LearnerId
from bot.domain.learners import Person, Role
from bot.parsing.topics import read_topics
from bot.services.changing import CHANGES_A_PAGE, Changing
from bot.services.editing import Editing, NewCard
from bot.services.work import Work
from bot.settings import ROOT
from bot.storage import cards, personal_data, search, staff
from bot.storage.database import Transaction
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, add_cards, card
from tests.services.no_chats import NO_CHATS

OLGA, OTTO = LearnerId(1), LearnerId(2)
QUESTION = "What does an event loop do while it waits?"
CARD = CardId(1)


def work(db: SqliteDatabase, person: LearnerId = OLGA) -> Work:
    return Work(db, Person(person, role=Role.EDITOR), START)


@pytest.fixture
async def changing(db: SqliteDatabase) -> Changing:
    """Two editors and two cards, of which the first has everything that a card can have."""

    async def unit(tx: Transaction) -> None:
        await staff.appoint(tx, OLGA, Role.EDITOR, START, name="Olga")
        await staff.appoint(tx, OTTO, Role.EDITOR, START, name="Otto")

    await db.write(unit)
    whole = card(
        1,
        question=QUESTION,
        tags=("a",),
        key_points=(KeyPoint("one", ("two",)),),
        choice=Choice("a", ("b", "c", "d"), "why"),
        references=("book",),
        likes=3,
        variant_group="g",
    )
    await add_cards(db, [whole, card(2)])
    return Changing(read_topics(ROOT / "content" / "topics.toml"), NO_CHATS)


async def history(db: SqliteDatabase) -> list[tuple[object, ...]]:
    rows = await db.all("SELECT * FROM card_revisions ORDER BY card_id, revision")
    return [(row["card_id"], row["revision"], row["how"], row["changed_by"]) for row in rows]


async def log(db: SqliteDatabase) -> list[tuple[object, ...]]:
    rows = await db.all("SELECT * FROM audit ORDER BY id")
    return [(row["action"], row["actor_id"], row["subject_kind"], row["subject_id"]) for row in rows]


async def test_a_change_keeps_the_card_as_it_was_and_is_found_by_its_new_words(
    db: SqliteDatabase, changing: Changing
) -> None:
    before = await changing.open(work(db), CARD)
    turn = await changing.change(work(db), CARD, 1, "question", "Why is a selector polled?")
    assert (turn.said, turn.fields, turn.now.card.revision) == ("saved", ("question",), 2)
    expected = replace(before.card.content, question="Why is a selector polled?", verified=True)
    assert turn.now.card.content == expected
    assert turn.now.card.content.key == key_of_question("en", QUESTION), "links and memories stay"
    assert await search.find(db, "selector", ("en",), 5) == [CARD]
    assert await search.find(db, "waits", ("en",), 5) == []
    assert await history(db) == [(CARD, 1, "changed", OLGA)]
    assert await log(db) == [("card-changed", OLGA, "card", CARD)]
    shown = await changing.history(work(db), CARD, 0)
    (change,) = shown.changes
    assert (change.before.content, change.before.name, change.fields) == (before.card.content, "Olga", ("question",))


async def test_what_is_put_back_is_as_it_was_but_for_counts(db: SqliteDatabase, changing: Changing) -> None:
    before = (await changing.open(work(db), CARD)).card.content
    for seen, (field, text) in enumerate(
        (("answer", "No."), ("choice", ""), ("tags", "b"), ("topic", "databases"), ("key_points", "")), 1
    ):
        turn = await changing.change(work(db), CARD, seen, field, text)  # type: ignore[arg-type]  # all are fields
        assert turn.said == "saved"

    async def liked(tx: Transaction) -> None:
        await tx.run("UPDATE cards SET likes = 9, asked = 2")

    await db.write(liked)
    turn = await changing.restore(work(db, OTTO), CARD, 6, 1)
    assert (turn.said, turn.now.card.revision) == ("restored", 7)
    assert turn.now.card.content == replace(before, likes=9, asked=2)
    assert (await changing.restore(work(db), CARD, 7, 1)).said == "same"
    turn = await changing.restore(work(db), CARD, 7, 6)
    assert turn.now.card.content.answer == "No.", "what was put back can be put back too"
    assert [row[2:] for row in await history(db)][-2:] == [("restored", OTTO), ("restored", OLGA)]
    with pytest.raises(Refused):
        await changing.restore(work(db), CARD, 8, 77)


async def test_a_change_of_what_the_editor_did_not_see_does_nothing(db: SqliteDatabase, changing: Changing) -> None:
    hints = {OLGA: "Olga's", OTTO: "Otto's"}
    turns = await asyncio.gather(
        *(changing.change(work(db, who), CARD, 1, "hint", hint) for who, hint in hints.items()),
    )
    said = {who: turn.said for who, turn in zip(hints, turns, strict=True)}
    assert sorted(said.values()) == ["meanwhile", "saved"]
    first, second = sorted(hints, key=lambda who: said[who] != "saved")
    late = [await changing.retire(work(db, second), CARD, 1), await changing.restore(work(db, second), CARD, 1, 1)]
    assert [turn.said for turn in late] == ["meanwhile", "meanwhile"]
    assert {turn.now.card.content.hint for turn in (*turns, *late)} == {hints[first]}
    assert len(await history(db)) == len(await log(db)) == 1


async def test_ones_own_changes_are_no_surprise(db: SqliteDatabase, changing: Changing) -> None:
    assert (await changing.change(work(db), CARD, 1, "hint", "A hint.")).said == "saved"
    assert (await changing.change(work(db), CARD, 1, "hint", "A hint.")).said == "same", "a doubled tap"
    assert (await changing.change(work(db), CARD, 1, "level", "senior")).said == "saved", "from an older message"
    assert not (await changing.propose(work(db), CARD, 1, "answer", "No.")).meanwhile
    assert (await changing.propose(work(db, OTTO), CARD, 1, "answer", "No.")).meanwhile
    assert (await changing.change(work(db, OTTO), CARD, 3, "hint", "Otto's.")).said == "saved"
    for seen in (1, 3, 5):
        assert (await changing.change(work(db), CARD, seen, "hint", "Olga's.")).said == "meanwhile"


async def test_the_same_again_leaves_no_trace(db: SqliteDatabase, changing: Changing) -> None:
    assert (await changing.change(work(db), CARD, 1, "tags", "a")).said == "same"
    assert (await changing.bring_back(work(db), CARD, 1)).said == "same"
    assert (await history(db), await log(db)) == ([], [])


async def test_a_retired_card_keeps_its_group_and_comes_back_as_it_was(db: SqliteDatabase, changing: Changing) -> None:
    before = await changing.open(work(db), CARD)
    assert (await changing.retire(work(db), CARD, 1)).now.retired
    assert await search.find(db, "waits", ("en",), 5) == []
    (found,) = await changing.find(work(db), "waits")
    assert (found.card.id, found.retired) == (CARD, True)
    assert (await changing.retire(work(db), CARD, 2)).said == "same"
    turn = await changing.bring_back(work(db), CARD, 2)
    assert (turn.said, turn.now.card.content) == ("returned", before.card.content)
    assert [row[2] for row in await history(db)] == ["retired", "returned"]
    assert [row[0] for row in await log(db)] == ["card-retired", "card-returned"]
    changes = (await changing.history(work(db), CARD, 0)).changes
    assert [change.fields for change in changes] == [(), ()]


async def test_whoever_is_no_editor_any_more_changes_nothing(db: SqliteDatabase, changing: Changing) -> None:
    await changing.change(work(db), CARD, 1, "hint", "A hint.")

    async def unit(tx: Transaction) -> None:
        await staff.remove(tx, OLGA, START)

    stale = work(db)
    await db.write(unit)
    before = (await history(db), await log(db))
    for act in (
        changing.change(stale, CARD, 2, "hint", "Another."),
        changing.restore(stale, CARD, 2, 1),
        changing.retire(stale, CARD, 2),
        changing.bring_back(stale, CARD, 2),
    ):
        with pytest.raises(Refused) as caught:
            await act
        assert caught.value.key == "refused-old-button"
    assert (await history(db), await log(db)) == before


async def test_no_two_cards_ask_the_same(db: SqliteDatabase, changing: Changing) -> None:
    other = (await changing.open(work(db), CardId(2))).card.content.question
    with pytest.raises(Refused) as caught:
        await changing.change(work(db), CARD, 1, "question", other.upper().replace("?", " ?"))
    assert caught.value.key == "edit-exists"
    assert (await changing.change(work(db), CARD, 1, "question", "Why is a selector polled?")).said == "saved"
    editing = Editing(NO_CHATS)
    with pytest.raises(Refused) as caught:
        await editing.add(work(db), NewCard("Why is a selector polled?", "Because.", "en"))
    assert caught.value.key == "add-exists"
    made = await editing.add(work(db), NewCard(QUESTION, "The key of this question is taken.", "en"))
    found = await cards.load(db, made)
    assert found is not None
    assert found.content.key == f"{key_of_question('en', QUESTION)}-2"
    with pytest.raises(Refused) as caught:
        await changing.restore(work(db), CARD, 2, 1)
    assert caught.value.key == "edit-exists"
    await changing.retire(work(db), made, 1)
    assert (await changing.restore(work(db), CARD, 2, 1)).said == "restored"
    with pytest.raises(Refused) as caught:
        await changing.bring_back(work(db), made, 2)
    assert caught.value.key == "edit-exists"


async def test_a_card_has_one_translation_in_a_language(db: SqliteDatabase, changing: Changing) -> None:
    concept = (await changing.open(work(db), CARD)).card.content.concept
    await add_cards(db, [card(3, "ru", concept=concept)])
    with pytest.raises(Refused) as caught:
        await changing.change(work(db), CARD, 1, "lang", "ru")
    assert caught.value.key == "edit-language-taken"
    assert (await changing.change(work(db), CARD, 1, "lang", "zh")).now.card.content.lang == "zh"


async def test_a_card_of_somebodys_own_is_no_editors_business(db: SqliteDatabase, changing: Changing) -> None:
    async def unit(tx: Transaction) -> None:
        await tx.run("UPDATE cards SET owner = 77 WHERE id = ?", CARD)

    await db.write(unit)
    for act in (changing.open(work(db), CARD), changing.change(work(db), CARD, 1, "hint", "x")):
        with pytest.raises(Refused) as caught:
            await act
        assert caught.value.key == "edit-card-gone"
    assert await changing.find(work(db), "waits") == []
    assert [each.card.id for each in await changing.last_changed(work(db))] == [2]


async def test_a_long_history_has_pages(db: SqliteDatabase, changing: Changing) -> None:
    total = CHANGES_A_PAGE + 2
    for seen in range(1, total + 1):
        await changing.change(work(db), CARD, seen, "hint", f"Hint number {seen}.")
    first = await changing.history(work(db), CARD, 0)
    numbers = [change.before.revision for change in first.changes]
    assert numbers == list(range(total, 2, -1))
    assert first.older == 3
    second = await changing.history(work(db), CARD, first.older or 0)
    assert [change.before.revision for change in second.changes] == [2, 1]
    assert second.older is None
    for change in (*first.changes, *second.changes):
        assert change.after.hint == f"Hint number {change.before.revision}."


async def test_forgetting_an_editor_leaves_the_history_without_the_name(db: SqliteDatabase, changing: Changing) -> None:
    await changing.change(work(db), CARD, 1, "hint", "A hint.")

    async def unit(tx: Transaction) -> None:
        await personal_data.erase(tx, OLGA)

    await db.write(unit)
    (change,) = (await changing.history(work(db, OTTO), CARD, 0)).changes
    assert (change.before.by, change.before.name) == (None, None)
    (line,) = await db.all("SELECT after FROM audit")
    assert json.loads(line["after"])["fields"] == "hint"
