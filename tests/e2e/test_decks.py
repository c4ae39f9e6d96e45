"""/decks: sets of cards made by editors, opened by learners through a link."""

import pytest

from bot.playground.person import Person
from bot.telegram.callbacks.editor import (
    CardDecks,
    DeckCard,
    DeckCards,
    DeckChoice,
    DeckCut,
    DecksPage,
    NewDeck,
    OnDeck,
)
from bot.telegram.callbacks.learner import Continue, Reveal
from tests.conftest import World, card
from tests.e2e.scheduling import NOT_ADMIN, OLD_BUTTON, UNKNOWN, connect, owner, place, raw_press

STALE = "The deck has changed meanwhile; nothing was done. Here is how it stands now."


async def begin(world: World, count: int = 6, **settings: object) -> Person:
    """An owner, cards about two topics with likes that fall, and one in Russian."""
    contents = [
        card(
            number, likes=100 - number, topic="gil" if number % 2 else "asyncio", level="senior" if number < 3 else None
        )
        for number in range(count)
    ]
    await world.publish(*contents, card(50, "ru", topic="gil"))
    return await owner(world, **settings)


async def make(olga: Person, title: str = "Warm-up") -> str:
    """An empty deck; its link."""
    await olga.send("/decks")
    await olga.press("New deck")
    await olga.send(title)
    return olga.screen.text.splitlines()[-1].rpartition(" ")[2]


async def put(olga: Person, *numbers: int) -> None:
    """Put cards into the deck that is shown."""
    await olga.press("Add cards")
    for number in numbers:
        await olga.send(f"question number {number} en")
        await olga.press(f"What is the answer to question number {number} ")


def inside(world: World) -> list[int]:
    """The cards in decks, by their order."""
    return [row["card_id"] for row in world.rows("SELECT card_id FROM deck_cards ORDER BY deck_id, position")]


def log(world: World) -> list[str]:
    return [row["action"] for row in world.rows("SELECT action FROM audit ORDER BY id")]


async def test_a_deck_is_made_filled_and_opened_by_a_newcomer_in_its_order(world: World) -> None:
    olga = await begin(world)
    await olga.send("/decks")
    assert olga.screen.buttons == [["New deck"]]
    assert "There is no deck yet." in olga.screen.text
    link = await make(olga)
    assert olga.screen.text.startswith("The deck is made. Now put cards into it.\n\nWarm-up\nCards: 0\n")
    await put(olga, 4, 2)
    assert ["✓ What is the answer to question number 2 (en)?"] in olga.screen.buttons
    await world.restart()
    await olga.press("Back to the deck")
    assert "Cards: 2" in olga.screen.text
    await olga.press("Cards")
    assert olga.screen.text == (
        "Deck “Warm-up”, cards 1–2 of 2\n"
        "1. What is the answer to question number 4 (en)?\n2. What is the answer to question number 2 (en)?"
    )
    alice = world.person("Alice")
    await alice.open_link(link)
    assert "Sobes asks you interview questions" in alice.screens[0].text
    assert alice.screen.text.startswith("Deck “Warm-up”. Cards: 2\n\n")
    assert "number 4" in alice.screen.text
    assert "Left today: 2" in alice.screen.text
    await world.restart()
    await alice.press("Show answer")
    await alice.press("Good")
    assert "number 2" in alice.screen.text
    await alice.press("Show answer")
    await alice.press("Good")
    assert alice.screen.text.startswith("Done for now.")
    await alice.press("All cards")
    assert "number 1" in alice.screen.text, "after two of one topic comes another (Q7)"
    assert log(world) == ["deck-made", "deck-filled", "deck-filled"]


async def test_cards_are_taken_out_and_put_back_where_they_were(world: World) -> None:
    olga = await begin(world)
    await make(olga)
    await put(olga, 0, 1, 2)
    order = inside(world)
    await olga.press("✓ What is the answer to question number 2")
    assert inside(world) == order[:2]
    await olga.press("What is the answer to question number 2")
    await olga.press("Back to the deck")
    await olga.press("Cards")
    await olga.tap_twice("Take out 2")
    assert inside(world) == [order[0], order[2]]
    assert olga.screen.text.startswith("The card is out of the deck.\n\nDeck “Warm-up”, cards 1–2 of 2\n1. ")
    await world.restart()
    await olga.press("Undo")
    assert inside(world) == order
    assert "2. What is the answer to question number 1" in olga.screen.text


async def test_all_cards_of_a_choice_come_in_at_once_and_go_again(world: World) -> None:
    olga = await begin(world)
    await make(olga)
    await put(olga, 1)
    await olga.press("Back to the deck")
    await olga.press("Add cards")
    await olga.press("By topic, level or language")
    assert "Such cards: 7. Not in the deck yet: 6" in olga.screen.text
    await olga.press("Topic: any")
    await olga.press("Interpreter and GIL")
    await olga.press("Language: any")
    await olga.press("English")
    assert "Such cards: 3. Not in the deck yet: 2" in olga.screen.text
    await world.restart()
    await olga.tap_twice("Add 2 cards")
    assert olga.screen.text.startswith("2 cards were put in.\n\nWarm-up\nCards: 3")
    assert inside(world) == [2, 4, 6]
    await olga.press("Undo")
    assert inside(world) == [2]
    await olga.press("Add cards")
    await olga.press("By topic, level or language")
    await olga.press("Level: any")
    await olga.press("senior")
    await olga.press("Add 2 cards")
    assert inside(world) == [2, 1, 3]
    assert log(world) == ["deck-made", *["deck-filled"] * 2, "deck-thinned", "deck-filled"]
    await olga.send("/admins")
    await olga.press("Log")
    assert "Olga put cards into the deck “Warm-up”" in olga.screen.text


async def test_a_removed_deck_and_its_link_come_back(world: World) -> None:
    olga = await begin(world)
    link = await make(olga)
    await put(olga, 3)
    await olga.press("Back to the deck")
    await olga.press("Remove the deck")
    assert olga.screen.text.startswith("The deck “Warm-up” is removed")
    alice = world.person("Alice")
    for payload in (link, "d_nothing", "d_"):
        await alice.open_link(payload)
        assert alice.screen.text.startswith("There is no such deck, or it was removed.")
        assert "number 0" in alice.screen.text
    await world.restart()
    await olga.press("Undo")
    assert olga.screen.text.startswith("The deck is back, and so is its link.\n\nWarm-up\nCards: 1")
    await alice.open_link(link)
    assert "number 3" in alice.screen.text
    assert log(world)[-2:] == ["deck-removed", "deck-restored"]


async def test_an_answer_counts_though_the_deck_was_removed_meanwhile(world: World) -> None:
    olga = await begin(world)
    link = await make(olga)
    await put(olga, 3, 5)
    alice = world.person("Alice")
    await alice.open_link(link)
    await alice.press("Show answer")
    await olga.press("Back to the deck")
    await olga.press("Remove the deck")
    await alice.press("Good")
    assert "number 0" in alice.screen.text
    assert "d_" not in str(alice.messages[-1].inline_keyboard)
    assert len(world.rows("SELECT * FROM reviews")) == 1


async def test_a_deck_asks_its_cards_in_every_language_and_says_so(world: World) -> None:
    olga = await begin(world)
    link = await make(olga)
    alice = world.person("Alice")
    await alice.open_link(link)
    assert alice.screen.text.startswith("The deck “Warm-up” has no cards yet.")
    await olga.press("Add cards")
    await olga.press("By topic, level or language")
    await olga.press("Language: any")
    await olga.press("Russian")
    await olga.press("Add one card")
    await alice.open_link(link)
    assert alice.screen.text.startswith("Deck “Warm-up”. Cards: 1\nCards in languages you have not chosen: 1.")
    assert "number 50 (ru)" in alice.screen.text
    await alice.press("Show answer")
    await alice.press("Again")
    world.clock.forward(minutes=11)
    await alice.open_link(link)
    assert "number 50 (ru)" in alice.screen.text


async def test_names_of_decks_are_checked_and_can_be_changed(world: World) -> None:
    olga = await begin(world)
    link = await make(olga, "  Async \n \u202eio ")
    assert world.rows("SELECT title FROM decks") == [{"title": "Async io"}]
    await olga.send("/decks")
    await olga.press("New deck")
    for wrong, told in (
        ("\u200b", "That is empty."),
        ("a" * 61, "The name has 61 characters"),
        ("ASYNC IO", "Another deck"),
    ):
        await olga.send(wrong)
        assert olga.screen.text.startswith(told)
    await olga.send_document("a.txt", b"a")
    assert olga.screen.text == "Please send it as text."
    await world.restart()
    await olga.send("<b>Loops & locks")
    assert "\n<b>Loops & locks\nCards: 0" in olga.screen.text
    await olga.press("Rename")
    await olga.send("Loops")
    assert olga.screen.text.startswith("Renamed.\n\nLoops\n")
    await olga.press("Undo")
    assert olga.screen.text.startswith("Renamed.\n\n<b>Loops & locks\n")
    await olga.press("Undo")
    await olga.press("All decks")
    assert olga.screen.buttons == [["Async io · 0"], ["Loops · 0"], ["New deck"]]
    await olga.press("Async io")
    assert olga.screen.text.splitlines()[-1].endswith(link)
    await olga.press("Rename")
    await olga.send("/cancel")
    await olga.send("Something")
    assert olga.screen.text == UNKNOWN


async def test_of_two_editors_the_second_sees_what_the_first_did(world: World) -> None:
    olga = await begin(world)
    await olga.send("/admins")
    await olga.press("Invite an editor")
    edith = world.person("Edith")
    await edith.open_link(olga.screen.text.splitlines()[-1])
    await make(olga)
    await put(olga, 1, 2)
    await olga.press("Back to the deck")
    await edith.send("/decks")
    await edith.press("Warm-up")
    await olga.press("Rename")
    await edith.press("Remove the deck")
    await olga.send("Loops")
    assert olga.screen.text == "This deck has been removed."
    await olga.send("Loops")
    assert olga.screen.text == UNKNOWN, "the bot does not wait for the name of what is gone"
    await edith.press("Undo")
    await olga.send("/decks")
    await olga.press("Warm-up")
    await olga.press("Rename")
    await edith.press("Remove the deck")
    await edith.press("Undo")
    await olga.send("Loops")
    assert olga.screen.text.startswith(f"{STALE}\n\nWarm-up\nCards: 2")
    await olga.press("Cards")
    await edith.press("Rename")
    await edith.send("Locks")
    await olga.press("Take out 1")
    assert olga.toast == STALE
    assert len(inside(world)) == 2
    await olga.press("Take out 1")
    assert len(inside(world)) == 1


async def test_a_card_is_put_into_decks_from_its_own_screen(world: World) -> None:
    olga = await begin(world)
    for number in range(9):
        await make(olga, f"Deck {number}")
    await olga.send("/edit question number 1")
    await olga.press("What is the answer to question")
    await olga.press("Decks")
    await olga.press("Deck 1")
    assert ["✓ Deck 1"] in olga.screen.buttons
    await olga.press("Next page")
    await olga.press("Deck 8")
    assert olga.screen.buttons[0] == ["✓ Deck 8"]
    await olga.press("Previous page")
    await olga.press("✓ Deck 1")
    assert world.rows("SELECT deck_id, card_id FROM deck_cards") == [{"deck_id": 9, "card_id": 2}]
    await olga.press("Back to the card")
    assert "number 1 (en)" in olga.screen.text
    await olga.send("/decks")
    answer = await raw_press(world, olga, CardDecks(card=999).pack())
    assert answer.text.startswith("This card is not asked any more")


async def test_a_deck_is_not_filled_beyond_its_bounds_nor_removed_under_a_schedule(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.deck_changes.MOST_CARDS", 3)
    monkeypatch.setattr("bot.services.deck_changes.MOST_DECKS", 1)
    olga = await begin(world)
    await make(olga)
    await raw_press(world, olga, DeckChoice(deck=1, version=1, act="add").pack())
    assert olga.toast == "A deck holds at most 3 cards: these do not all fit. Nothing was put in."
    assert inside(world) == []
    await olga.send("/decks")
    await olga.press("New deck")
    await olga.send("Second")
    assert olga.screen.text == "There can be 1 decks. Remove one first."
    await world.stop()
    await world.change(
        "INSERT INTO chats (id, chat_id, kind, title, by_staff, connected_at) VALUES (1, -5, 'group', 'Club', 1, 0)"
    )
    await world.change(
        "INSERT INTO schedules (chat_row, zone, minutes, weekdays, lang, deck_id, state, created_at) "
        "VALUES (1, 'UTC', '[600]', 127, 'en', 1, 'paused', 0)"
    )
    await world.start()
    await olga.send("/decks")
    await olga.press("Warm-up")
    assert "Schedules that post from it: 1" in olga.screen.text
    await olga.press("Remove the deck")
    assert olga.toast == "Schedules post from this deck: 1. Choose something else in /schedule first."


EVERY_BUTTON = (
    DecksPage(),
    DecksPage(chat=1),
    NewDeck(),
    *(OnDeck(deck=1, version=1, act=act) for act in ("show", "rename", "add", "remove", "restore", "other")),
    DeckCards(deck=1),
    *(DeckCard(deck=1, version=1, card=1, act=act) for act in ("put", "take", "into", "from", "out", "back", "other")),
    *(DeckChoice(deck=1, version=1, act=act) for act in ("show", "topic", "level", "lang", "add", "other")),
    DeckCut(deck=1, version=1, first=0),
    CardDecks(card=1),
)


async def test_a_stranger_and_a_removed_editor_get_nothing(world: World) -> None:
    olga = await begin(world)
    await olga.send("/admins")
    await olga.press("Invite an editor")
    edith, alice = world.person("Edith"), world.person("Alice")
    await edith.open_link(olga.screen.text.splitlines()[-1])
    await alice.send("/start")
    await make(edith)
    await edith.press("Rename")
    await world.stop()
    await world.change("DELETE FROM staff WHERE person_id = ?", edith.id)
    before = world.rows("SELECT * FROM decks")
    await world.start()
    await edith.send("Mine")
    assert edith.screen.text == UNKNOWN
    for person in (edith, alice):
        await person.send("/decks")
        assert person.screen.text == UNKNOWN
        await person.send("/quiz")
        for button in EVERY_BUTTON:
            assert (await raw_press(world, person, button.pack())).text == OLD_BUTTON, button
    assert world.rows("SELECT * FROM decks") == before
    assert inside(world) == []


async def test_a_made_up_deck_in_a_button_of_the_drill_is_no_harm(world: World) -> None:
    await begin(world)
    alice = world.person("Alice")
    await alice.send("/start")
    await raw_press(world, alice, Reveal(card=1, topic="d_0123456789abcd").pack())
    await alice.press("Good")
    assert "number 1" in alice.screen.text
    await raw_press(world, alice, Continue(topic="d_").pack())
    assert "number 1" in alice.screen.text


async def test_who_runs_a_chat_has_decks_of_that_chat_alone(world: World) -> None:
    olga = await begin(world, open_to_chats=True)
    await make(olga)
    bob, carol, alice = (world.person(name) for name in ("Bob", "Carol", "Alice"))
    for person in (bob, carol):
        await person.send("/start")
    channel = place(bob)
    await bob.send("/decks")
    assert bob.screen.text == UNKNOWN
    await connect(world, bob, channel)
    await bob.send("/schedule")
    await bob.press("Open Daily Python")
    await bob.press("Decks of this chat")
    assert bob.screen.buttons == [["New deck", "Back to the chat"]]
    await bob.press("New deck")
    await world.restart()
    await bob.send("Warm-up")
    link = bob.screen.text.splitlines()[-1].rpartition(" ")[2]
    await put(bob, 3)
    await alice.open_link(link)
    assert alice.screen.text.startswith("Deck “Warm-up”. Cards: 1")
    for button in (DecksPage(), OnDeck(deck=1, version=1, act="remove"), CardDecks(card=1)):
        assert (await raw_press(world, bob, button.pack())).text == OLD_BUTTON
    deck = {"deck": 2, "version": 2}
    for foreign in (
        *(DecksPage(chat=1), NewDeck(chat=1), DeckCards(deck=2), DeckChoice(**deck)),
        *(OnDeck(**deck, act="show"), OnDeck(**deck, act="remove"), DeckCard(**deck, card=4, act="out")),
    ):
        assert (await raw_press(world, carol, foreign.pack())).text == NOT_ADMIN
    await bob.press("Back to the deck")
    channel.members[bob.id] = "member"
    await bob.press("Remove the deck")
    assert bob.toast == NOT_ADMIN
    channel.members[bob.id] = "creator"
    await bob.press("Remove the deck")
    await bob.press("Undo")
    assert world.rows("SELECT deck_chat, removed_at FROM decks") == [
        {"deck_chat": None, "removed_at": None},
        {"deck_chat": 1, "removed_at": None},
    ]
    assert log(world) == ["deck-made"]
    await olga.send("/decks")
    assert olga.screen.buttons == [["Warm-up · 0"], ["New deck"]]
