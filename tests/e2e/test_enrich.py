"""Proposals: made by the program, and nothing until an editor accepts, edits or drops each."""

import json
from typing import Any

from bot.playground.person import Person
from bot.playground.poll_editor import PollDraft
from tests.conftest import World
from tests.e2e.enriching import QUESTION, RIGHT, neighbours, the_card

OLGA, OTTO = 77_001, 77_002
POINT = "The event loop keeps only weak references"
QUIZ = PollDraft(
    "Why do tasks vanish?",
    ("They are deleted at night", "Nobody holds them", "They are too slow", "The loop is full"),
    correct=1,
    explanation="The loop itself holds them weakly.",
)


async def someone(world: World, name: str = "Olga", user_id: int = OLGA, language: str = "en") -> Person:
    person = world.server.person(name, language_code=language, user_id=user_id)
    await person.send("/start")
    return person


async def begin(world: World) -> Person:
    """An editor who looks at the proposals for the card that lacks everything."""
    await world.publish(the_card(), *neighbours())
    await world.start(admin_ids=(OLGA, OTTO))
    olga = await someone(world)
    await open_proposals(olga)
    return olga


async def open_proposals(person: Person) -> None:
    await person.send("/edit vanish")
    await person.press(QUESTION[:20])
    await person.press("Proposals")


def card(world: World) -> dict[str, Any]:
    return world.rows("SELECT * FROM cards WHERE id = 1")[0]


def states(world: World) -> dict[str, str]:
    rows = world.rows("SELECT field, state FROM proposals WHERE card_id = 1 ORDER BY id")
    return {row["field"]: row["state"] for row in rows}


def labels(person: Person) -> list[str]:
    return [label for row in person.screen.buttons for label in row]


def button_data(person: Person, label: str) -> tuple[Any, str]:
    """The newest message with a button that begins so, and what that button sends."""
    for message in reversed(person.messages):
        for button in (button for row in message.inline_keyboard for button in row):
            if button["text"].startswith(label):
                return message, button["callback_data"]
    raise AssertionError(label)


async def test_each_proposal_is_accepted_dropped_and_undone_by_itself(world: World) -> None:
    olga = await begin(world)
    assert states(world) == dict.fromkeys(("choice", "key_points", "level"), "waiting")
    assert f"Right: {RIGHT}\nWrong: " in olga.screen.text
    assert "Some wrong options are statements with a word changed: make sure that each is really wrong." in (
        olga.screen.text
    )
    assert "junior\nWhy this one: a brief answer; too few signs to be sure." in olga.screen.text
    assert (card(world)["choice"], card(world)["key_points"], card(world)["revision"]) == (None, "[]", 1)

    await olga.tap_twice("Accept: Choice form")
    assert olga.screen.text.startswith("Accepted: it is on the card.\n\nProposals for a card")
    choice = json.loads(card(world)["choice"])
    assert (choice["right"], len(choice["others"])) == (RIGHT, 3)
    assert (card(world)["revision"], states(world)["choice"]) == (2, "accepted")
    assert [row["action"] for row in world.rows("SELECT action FROM audit")] == ["card-changed"]
    assert len(world.rows("SELECT * FROM card_revisions WHERE card_id = 1")) == 1

    await world.restart()
    await olga.press("Drop: Key points")
    assert "Key points: the proposal was dropped." in olga.screen.text
    await open_proposals(olga)
    assert "Propose again: Key points" in labels(olga)
    await olga.press("Propose again: Key points")
    await olga.press("Accept: Key points")
    assert json.loads(card(world)["key_points"])[0]["text"] == RIGHT

    await olga.press("Take off the card: Choice form")
    assert olga.screen.text.startswith("Undone: the proposal waits again.")
    assert (card(world)["choice"], card(world)["revision"]) == (None, 4)
    assert json.loads(card(world)["key_points"]), "what was accepted besides stays"
    assert states(world) == {"choice": "waiting", "key_points": "accepted", "level": "waiting"}
    await olga.press("Accept: Choice form")
    assert json.loads(card(world)["choice"]) == choice
    assert len(world.rows("SELECT * FROM proposals")) == 3, "the buttons of a page work through all its decisions"
    await olga.press("Open the card")
    assert f"Right: {RIGHT}" in olga.screen.text
    await olga.press("History")
    assert "4. " in olga.screen.text


async def test_what_was_dropped_comes_again_only_when_it_is_another_one(world: World) -> None:
    olga = await begin(world)
    await olga.press("Drop: Choice form")
    await olga.press("Drop: Key points")
    await olga.press("Drop: Level")
    await olga.press("Open the card")
    await olga.press("Hint")
    await olga.send("Who holds the task?")
    await olga.press("Proposals")
    assert not [label for label in labels(olga) if label.startswith("Accept")]
    await olga.press("Open the card")
    await olga.press("Answer")
    await olga.send(
        "A task is kept alive by whoever holds a reference to it. The event loop itself has only weak references. "
        "Keep every task in a set. Remove it from there when it is done."
    )
    await olga.press("Save")
    await olga.press("Proposals")
    assert "Accept: Key points" in labels(olga)


async def test_a_proposal_is_edited_by_typing_and_a_level_by_choosing(world: World) -> None:
    await world.publish(the_card(), *neighbours())
    await world.start(admin_ids=(OLGA,))
    olga = await someone(world)
    await open_proposals(olga)
    await olga.press("Edit: Key points")
    assert "The proposal, to copy and change." in olga.screen.text
    assert POINT in olga.screen.text
    await olga.send_document("points.txt", b"not a text")
    assert olga.screen.text == "Please send it as text."
    await olga.send("\n".join(f"point {number}" for number in range(9)))
    assert olga.screen.text == "There are 9 of them; at most 8 can stand there."
    await world.restart()
    await olga.send("Weak references | held weakly\nKeep them in a set\nLog what they raise")
    assert olga.screen.text.startswith("Saved as you wrote it")
    assert json.loads(card(world)["key_points"])[0] == {"text": "Weak references", "synonyms": ["held weakly"]}
    assert "Take off the card: Key points" in labels(olga)
    await olga.press("Edit: Choice form")
    await olga.send("Nobody holds it\nIt is slow\nIt is slow\nThe loop is full\n\nThe loop holds it weakly.")
    assert olga.screen.text.startswith("“It is slow” is there twice")
    await olga.send("Nobody holds it\nIt is slow\nIt is late\nThe loop is full\n\nThe loop holds it weakly.")
    assert json.loads(card(world)["choice"])["others"] == ["It is slow", "It is late", "The loop is full"]
    await olga.send("and now this")
    assert olga.screen.text.startswith("I do not understand that.")


async def test_a_level_is_proposed_with_its_signs_and_can_be_another(world: World) -> None:
    answer = "A function that can wait without holding its thread, so that others go on."
    await world.publish(the_card(question="What is a coroutine?", answer=answer))
    await world.start(admin_ids=(OLGA,))
    olga = await someone(world)
    await olga.send("/edit")
    await olga.press("Next without a choice form")
    assert "Level: proposed by the program, not on the card yet\njunior\nWhy this one: a question for a definition" in (
        olga.screen.text
    )
    await olga.press("Edit: Level")
    await olga.press("middle")
    assert card(world)["level"] == "middle"
    assert olga.screen.text.startswith("Saved as you wrote it")


async def test_telegrams_own_quiz_editor_writes_the_choice_form(world: World) -> None:
    olga = await begin(world)
    await olga.press("Write the choice form in Telegram")
    (key,), (cancel,) = world.server.ledger.calls("sendMessage")[-1].parameters["reply_markup"]["keyboard"]
    assert key["request_poll"] == {"type": "quiz"}
    await olga.send("What shall I do?")
    assert olga.screen.text.startswith("Send a quiz")
    await olga.send_poll(PollDraft("Which?", ("One", "Other")))
    assert olga.screen.text.startswith("That is an ordinary poll")
    eve = await someone(world, "Eve", 77_009)
    hidden = eve.client.send_poll(eve.chat, QUIZ)
    await world.server.settle()
    await olga.forward(hidden)
    assert olga.screen.text.startswith("Telegram does not tell which option of a forwarded quiz is right.")
    await olga.send_poll(PollDraft("Few", ("One", "Other"), correct=0, explanation="Because."))
    assert olga.screen.text.startswith("A choice form needs the right option and at least 3 wrong ones")
    await olga.send_poll(PollDraft("Unexplained", QUIZ.options, correct=0))
    assert olga.screen.text.startswith("The reason is missing.")
    assert card(world)["choice"] is None
    await world.restart()
    await olga.send_poll(QUIZ)
    assert json.loads(card(world)["choice"]) == {
        "right": QUIZ.options[1],
        "others": [QUIZ.options[0], *QUIZ.options[2:]],
        "why": QUIZ.explanation,
    }
    assert card(world)["question"] == QUESTION
    assert olga.screen.text.startswith("Your quiz is now the choice form of the card.")
    gone = [call.parameters.get("reply_markup") for call in world.server.ledger.calls("sendMessage")[-2:]]
    assert gone[0] == {"remove_keyboard": True}
    await olga.press("Write the choice form in Telegram")
    await olga.send(cancel["text"])
    assert olga.screen.text == "Nothing was saved."
    assert world.rows("SELECT * FROM conversations") == []


async def change_hint(person: Person, hint: str) -> None:
    await person.press("Open the card")
    await person.press("Hint")
    await person.send(hint)
    await person.press("Proposals")


async def test_two_editors_at_one_card(world: World) -> None:
    olga = await begin(world)
    otto = await someone(world, "Otto", OTTO)
    await open_proposals(otto)
    await olga.press("Accept: Choice form")
    await otto.press("Accept: Choice form")
    assert otto.screen.text.startswith("That was already decided. Nothing was changed.")
    await change_hint(otto, "Who holds the task?")
    await olga.press("Accept: Key points")
    assert olga.screen.text.startswith("Somebody has changed this card meanwhile.")
    assert card(world)["key_points"] == "[]"
    await olga.press("Edit: Key points")
    await change_hint(otto, "Who holds what?")
    await olga.send("Weak references\nA set of tasks\nA callback")
    assert olga.screen.text.startswith("Saved as you wrote it"), "what somebody typed is not lost"
    assert (card(world)["hint"], "Weak references" in card(world)["key_points"]) == ("Who holds what?", True)
    await otto.press("Write the choice form in Telegram")
    assert otto.screen.text.startswith("Somebody has changed this card meanwhile.")
    await otto.press("Write the choice form in Telegram")
    await change_hint(olga, "Who?")
    await otto.send_poll(QUIZ)
    assert otto.screen.text.startswith("Your quiz is now the choice form of the card.")
    assert (card(world)["hint"], json.loads(card(world)["choice"])["right"]) == ("Who?", QUIZ.options[1])


async def test_strangers_and_removed_editors_change_nothing(world: World) -> None:
    olga = await begin(world)
    eve = await someone(world, "Eve", 77_009)
    pressed = [
        button_data(olga, label)
        for label in (
            "Accept: Choice form",
            "Edit: Key points",
            "Drop: Choice form",
            "Write the choice form in Telegram",
            "Next without a choice form",
            "Proposals",
        )
    ]
    seen = eve.screens
    for _, data in pressed:
        eve.client.press(eve.messages[-1], data)
    await world.server.settle()
    assert eve.toast.startswith("This button is too old")
    assert eve.screens == seen
    await olga.press("Write the choice form in Telegram")
    await world.stop()
    await world.change("UPDATE staff SET removed_at = 1 WHERE person_id = ?", OLGA)
    world.settings = world.settings.model_copy(update={"admin_ids": (OTTO,)})
    await world.start()
    await olga.send_poll(QUIZ)
    assert olga.screen.text.startswith("I do not understand that.")
    for message, data in pressed:
        olga.client.press(message, data)
    await world.server.settle()
    assert olga.toast.startswith("This button is too old")
    assert (card(world)["revision"], card(world)["choice"]) == (1, None)
    assert states(world) == dict.fromkeys(("choice", "key_points", "level"), "waiting")
    assert world.rows("SELECT * FROM conversations WHERE person_id = ?", OLGA) == []
