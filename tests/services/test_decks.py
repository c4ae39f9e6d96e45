"""Decks below the screens: who may change them, asked in the transaction itself, and what a deck shows."""

import pytest

from bot.domain.cards import Card
from bot.domain.errors import Refused
from bot.domain.ids import CardId, ChatId, DeckId, LearnerId
from bot.domain.learners import Person, Role
from bot.services.chats import Chats
from bot.services.deck_changes import DeckChanges
from bot.services.decks import Decks
from bot.services.work import Work
from bot.storage import cards, decks, staff
from bot.storage.database import Transaction
from bot.storage.decks import Choice
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, add_cards, card

EDITH = LearnerId(7)


async def _nobody(_: ChatId, __: LearnerId) -> bool:
    return False


SEEN = Decks(Chats(_nobody, open_to_all=False), "sobes_bot")
CHANGES = DeckChanges(SEEN, new_key=lambda: "0123456789")


@pytest.fixture
async def work(db: SqliteDatabase) -> Work:
    """An editor's, with a deck of three cards."""

    async def appoint(tx: Transaction) -> None:
        await staff.appoint(tx, EDITH, Role.EDITOR, START)

    await db.write(appoint)
    await add_cards(db, [card(number, likes=9 - number) for number in range(3)])
    work = Work(db, Person(EDITH, role=Role.EDITOR), START)
    made = await CHANGES.make(work, "Warm-up")
    await CHANGES.put_all(work, made.deck.id, 1, Choice())
    return work


async def shown(work: Work) -> list[CardId]:
    return [each.card for each in await decks.page(work.db, DeckId(1), 0, 10)]


async def test_whose_role_is_taken_away_meanwhile_changes_nothing(work: Work, db: SqliteDatabase) -> None:
    async def remove(tx: Transaction) -> None:
        await staff.remove(tx, EDITH, START)

    await db.write(remove)
    deck = DeckId(1)
    for change in (
        lambda: CHANGES.make(work, "Second"),
        lambda: CHANGES.rename(work, deck, 2, "Other"),
        lambda: CHANGES.unrename(work, deck, 2),
        lambda: CHANGES.take(work, deck, 2, CardId(1)),
        lambda: CHANGES.put(work, deck, 2, CardId(1)),
        lambda: CHANGES.put_all(work, deck, 2, Choice()),
        lambda: CHANGES.cut(work, deck, 2, 1),
        lambda: CHANGES.remove(work, deck, 2),
        lambda: CHANGES.restore(work, deck, 2),
    ):
        with pytest.raises(Refused, match="refused-old-button"):
            await change()
    assert [(each.title, each.version) for each in await decks.public(db)] == [("Warm-up", 2)]
    assert await shown(work) == [1, 2, 3]


async def test_a_deck_comes_back_only_where_there_is_room(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.services.deck_changes.MOST_DECKS", 1)
    await CHANGES.remove(work, DeckId(1), 2)
    await DeckChanges(SEEN, new_key=lambda: "9876543210").make(work, "Second")
    with pytest.raises(Refused, match="decks-too-many"):
        await CHANGES.restore(work, DeckId(1), 3)
    assert [each.title for each in await decks.public(work.db)] == ["Second"]


async def retire(db: SqliteDatabase, number: int) -> Card:
    found = await cards.load(db, CardId(number))
    assert found is not None

    async def unit(tx: Transaction) -> None:
        await cards.retire(tx, found, START)

    await db.write(unit)
    return found


async def test_a_retired_card_is_not_shown_but_keeps_its_place(work: Work, db: SqliteDatabase) -> None:
    retired = await retire(db, 2)
    assert await shown(work) == [1, 3]
    assert await decks.count(db, DeckId(1)) == 2
    with pytest.raises(Refused, match="decks-card-gone"):
        await CHANGES.put(work, DeckId(1), 2, CardId(2))

    async def bring_back(tx: Transaction) -> None:
        await cards.bring_back(tx, retired, START)

    await db.write(bring_back)
    assert await shown(work) == [1, 2, 3]


async def test_a_deck_of_retired_cards_alone_is_empty(work: Work, db: SqliteDatabase) -> None:
    for number in range(1, 4):
        assert await decks.open_deck(db, "0123456789") is not None
        await retire(db, number)
    assert await decks.open_deck(db, "0123456789") is None


async def test_a_stale_version_changes_nothing_and_shows_what_is(work: Work) -> None:
    turn = await CHANGES.take(work, DeckId(1), 1, CardId(2))
    assert (turn.said, turn.undo, turn.view.deck.version) == ("stale", None, 2)
    assert await shown(work) == [1, 2, 3]
    turn = await CHANGES.take(work, DeckId(1), 2, CardId(2))
    assert (turn.said, turn.undo, turn.view.deck.version) == ("taken", 2, 3)


async def test_what_is_put_in_later_stands_behind_also_after_a_gap(work: Work) -> None:
    taken = await CHANGES.take(work, DeckId(1), 2, CardId(1))
    again = await CHANGES.put(work, DeckId(1), taken.view.deck.version, CardId(1))
    assert await shown(work) == [2, 3, 1]
    assert again.view.languages == {"en": 3}
    with pytest.raises(Refused, match="decks-card-gone"):
        await CHANGES.put(work, DeckId(1), again.view.deck.version, CardId(99))
