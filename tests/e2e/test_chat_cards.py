"""Cards of a chat: who runs it writes, changes and removes them, and puts them into the decks of that chat."""

from typing import Any

from bot.telegram.callbacks.editor import (
    ChatCards,
    DeckCard,
    EditAct,
    EditCard,
    EditField,
    EditHistory,
    OnProposal,
    Propose,
    ProposeNext,
    WriteQuiz,
)
from tests.conftest import World, card
from tests.e2e.enriching import RIGHT, neighbours, the_card
from tests.e2e.scheduling import NOT_ADMIN, OLD_BUTTON, UNKNOWN, connect, owner, place, raw_press, settled


def cards(world: World) -> list[dict[str, Any]]:
    return world.rows("SELECT id, owner, question, retired_at IS NOT NULL AS retired FROM cards ORDER BY id")


async def test_who_runs_a_chat_has_cards_of_that_chat_alone(world: World) -> None:
    await world.publish(card(1))
    olga = await owner(world, open_to_chats=True)
    bob, carol, stan = (world.person(name) for name in ("Bob", "Carol", "Stan"))
    for person in (bob, carol, stan):
        await person.send("/start")
    channel, hers = place(bob), place(carol, title="Carol’s")
    await connect(world, bob, channel)
    await connect(world, carol, hers)
    for command in ("/edit", "/decks"):
        await stan.send(command)
        assert stan.screen.text == UNKNOWN

    await bob.send("/edit")
    assert bob.screen.buttons == [["Open Daily Python"]]
    await bob.press("Open Daily Python")
    assert bob.screen.text == "Daily Python has no cards of its own yet. Only its schedules would post them."
    await bob.press("Write a card")
    await bob.send("Who wrote our linter?")
    await world.restart()
    await bob.send("Our own team did.")
    await bob.press("No topic")
    await bob.press("No level")
    await bob.press("English")
    await bob.tap_twice("Save")
    assert cards(world)[1:] == [{"id": 2, "owner": channel.id, "question": "Who wrote our linter?", "retired": 0}]

    await bob.send("/edit")
    await bob.press("Open Daily Python")
    await bob.press("Who wrote our linter?")
    await bob.press("Question")
    await bob.send("Who wrote the linter of ours?")
    await bob.press("Save")
    await bob.press("Remove from drills")
    assert cards(world)[1]["retired"] == 1
    await bob.press("Bring back to drills")
    assert cards(world)[1] == {"id": 2, "owner": channel.id, "question": "Who wrote the linter of ours?", "retired": 0}
    await bob.press("History")
    assert world.rows("SELECT * FROM audit WHERE actor_id = ?", bob.id) == [], "the log is about staff"

    await bob.send("/decks")
    await bob.press("Open Daily Python")
    await bob.press("New deck")
    await bob.send("Ours")
    await bob.press("Add cards")
    await bob.send("linter")
    await bob.press("Who wrote the linter")
    await bob.send("number")
    await bob.press("What")
    assert world.rows("SELECT card_id FROM deck_cards ORDER BY position") == [{"card_id": 2}, {"card_id": 1}]

    # Whoever runs another chat, and whoever runs none.
    seen = (cards(world), world.rows("SELECT * FROM deck_cards"))
    for person in (carol, stan):
        for button in (
            ChatCards(chat=1),
            ChatCards(chat=1, new=True),
            EditCard(card=2),
            EditField(card=2, seen=2, field="level", value="junior"),
            EditAct(card=2, seen=2, act="retire"),
            EditHistory(card=2),
            DeckCard(deck=1, version=3, card=2, act="out"),
            Propose(card=2),
            WriteQuiz(card=2, revision=2),
        ):
            assert (await raw_press(world, person, button.pack())).text == NOT_ADMIN
    for public in (EditCard(card=1), EditAct(card=1, seen=1, act="retire"), Propose(card=1), ProposeNext(after=0)):
        assert (await raw_press(world, bob, public.pack())).text == OLD_BUTTON
    await carol.send("/decks")
    await carol.press("Open Carol’s")
    await carol.press("New deck")
    await carol.send("Hers")
    taken = await raw_press(world, carol, DeckCard(deck=2, version=1, card=2, act="put").pack())
    assert str(taken.text).startswith("This card is not asked any more")
    assert (cards(world), world.rows("SELECT * FROM deck_cards")) == seen

    # Halfway through, he runs the chat no more.
    await bob.send("/edit")
    await bob.press("Open Daily Python")
    await bob.press("Who wrote the linter")
    await bob.press("Hint")
    channel.members[bob.id] = "member"
    await bob.send("It was somebody you know.")
    assert bob.screen.text == NOT_ADMIN
    await bob.send("/cancel")
    await bob.send("/edit")
    assert bob.screen.text == UNKNOWN
    assert (cards(world), world.rows("SELECT hint FROM cards WHERE id = 2")) == (seen[0], [{"hint": None}])

    # An owner of the bot may look after every chat; nobody else is ever asked these cards.
    await olga.send("/edit linter")
    assert "Nothing found" in olga.screen.text
    await raw_press(world, olga, ChatCards(chat=1).pack())
    assert olga.screen.text.startswith("Cards of Daily Python")
    await carol.send("/quiz")
    await settled(world)
    assert "number 1" in carol.screen.text


async def test_who_runs_a_chat_gets_proposals_for_its_cards(world: World) -> None:
    *_, own = await world.publish(*neighbours(), the_card())
    bob, stan = world.person("Bob"), world.person("Stan")
    await owner(world, open_to_chats=True)
    for person in (bob, stan):
        await person.send("/start")
    channel = place(bob)
    await connect(world, bob, channel)
    await world.stop()
    await world.change("UPDATE cards SET owner = ? WHERE id = ?", channel.id, own)
    await world.start()

    await raw_press(world, bob, EditCard(card=own).pack())
    await bob.press("Proposals")
    assert f"Right: {RIGHT}" in bob.screen.text
    assert "Next without" not in str(bob.screen.buttons)
    [proposal] = world.rows("SELECT id FROM proposals WHERE field = 'choice'")
    accept = OnProposal(proposal=proposal["id"], act="accept").pack()
    assert (await raw_press(world, stan, accept)).text == NOT_ADMIN
    await bob.press("Accept: Choice")
    [kept] = world.rows("SELECT choice FROM cards WHERE id = ?", own)
    assert RIGHT in kept["choice"]
    channel.members[bob.id] = "member"
    undo = OnProposal(proposal=proposal["id"], act="undo").pack()
    assert (await raw_press(world, bob, undo)).text == NOT_ADMIN
    assert world.rows("SELECT choice FROM cards WHERE id = ?", own) == [kept]
