"""/edit: editors change what is published, and can take every change back. Nobody else learns of it."""

import json
from typing import Any

from bot.domain.cards import Choice, KeyPoint
from bot.playground.person import Person
from bot.playground.typed import typed
from tests.conftest import Clock, World, card
from tests.e2e.media import send_sticker

OLGA, OTTO = 77_001, 77_002
QUESTION = "What does the event loop do while it waits?"
OTHER = "How is a database index read?"
UNKNOWN = "I do not understand that. /quiz asks the next question, /help tells what I can do."
OLD_BUTTON = "This button is too old to work."


async def begin(world: World, **fields: Any) -> Person:
    """An editor with a card before her."""
    await world.publish(card(1, question=QUESTION, answer="It sleeps.", **fields), card(2, question=OTHER))
    await world.start(admin_ids=(OLGA, OTTO))
    olga = await editor(world, "Olga", OLGA)
    await open_card(olga)
    return olga


async def editor(world: World, name: str, user_id: int) -> Person:
    person = world.server.person(name, language_code="en", user_id=user_id)
    await person.send("/start")
    return person


async def open_card(person: Person) -> None:
    await person.send("/edit event loop")
    await person.press("What does")


async def raw_press(world: World, person: Person, data: str) -> None:
    """Press what a message could have offered once, whoever was shown it."""
    query = world.server.telegram.press(person.user, person.messages[-1], data)
    await world.server.wait_for(lambda: query.answer is not None)
    await world.server.settle()


def stored(world: World, number: int = 1) -> dict[str, Any]:
    return world.rows("SELECT * FROM cards WHERE id = ?", number)[0]


def history(world: World) -> list[tuple[Any, ...]]:
    rows = world.rows("SELECT * FROM card_revisions ORDER BY card_id, revision")
    return [(row["revision"], row["how"], row["changed_by"]) for row in rows]


def labels(person: Person) -> list[str]:
    return [label for row in person.screen.buttons for label in row]


async def test_a_card_is_changed_while_a_learner_has_it_open_and_nothing_learned_is_lost(
    world: World, clock: Clock
) -> None:
    olga = await begin(world)
    alice = world.person("Alice")
    await alice.open_link(f"c_{stored(world)['key']}")
    await alice.press("Show answer")
    await alice.press("Good")
    before = world.rows("SELECT * FROM memories")
    clock.forward(days=10)
    await alice.send("/quiz")
    assert QUESTION in alice.screen.text
    await olga.press("Answer")
    assert olga.screen.text.endswith("As it is now:\nIt sleeps.")
    sent = typed("It **polls** `select()`:\n```python\nloop.run_forever()\n```")
    olga.client.write(olga.chat, sent.text, entities=sent.entities)
    await world.server.wait_for(lambda: "Save" in labels(olga))
    await world.restart()
    shown = olga.screen.html
    assert shown.startswith("<b>This is what learners will see:</b>")
    assert stored(world)["answer"] == "It sleeps."
    await olga.press("Save")
    assert olga.screen.text.startswith("Saved. What learners remember of this card stays.\n\nCard, version 2")
    await alice.press("Show answer")
    assert "It <b>polls</b> <code>select()</code>:" in alice.screen.html
    assert '<pre><code class="language-python">loop.run_forever()</code></pre>' in alice.screen.html
    assert "unverified" not in alice.screen.text
    assert world.rows("SELECT * FROM memories") == before
    await alice.press("Good")
    (memory,) = world.rows("SELECT * FROM memories")
    assert memory["reps"] == before[0]["reps"] + 1
    await olga.press("Question")
    await olga.send("What does a selector do for a coroutine?")
    await olga.press("Save")
    await alice.open_link(f"c_{stored(world)['key']}")
    assert "What does a selector do for a coroutine?" in alice.screen.text
    await alice.send("/search selector")
    assert labels(alice) == ["What does a selector do for a coroutine?"]
    assert history(world) == [(1, "changed", OLGA), (2, "changed", OLGA)]
    audit = world.rows("SELECT action, actor_id FROM audit WHERE action LIKE 'card%'")
    assert audit == [{"action": "card-changed", "actor_id": OLGA}] * 2


async def test_every_field_is_asked_for_saved_and_taken_away(world: World) -> None:
    olga = await begin(world, level="junior")
    for button, text, column, value in (
        ("Short answer", "It sleeps till **then**.", "short_answer", "It sleeps till \\*\\*then\\*\\*."),
        ("Tags", "#loop, io", "tags", '["loop", "io"]'),
        ("Key points", "selector | epoll\nwakes up", "key_points", None),
        ("Misconceptions", "List<String> spins | It waits", "misconceptions", None),
        ("Follow-up", "And a signal?", "follow_up", "And a signal?"),
        ("Hint", "Not busy.", "hint", "Not busy."),
        ("Choice form", "List<String>\n*b*\nc\nd\n\nBecause.", "choice", None),
        ("References", "https://example.com/loop", "reference_list", '["https://example.com/loop"]'),
    ):
        await olga.press(button)
        await olga.send(text)
        if button == "Short answer":
            await olga.press("Save")
        assert olga.screen.text.startswith("Saved."), olga.screen.text
        assert value is None or stored(world)[column] == value
    assert "Right: List<String>\nWrong: *b*\nWrong: c\nWrong: d\nWhy: Because." in olga.screen.text
    assert "• selector | epoll\n• wakes up" in olga.screen.text
    assert json.loads(stored(world)["misconceptions"]) == [{"text": "List<String> spins", "why": "It waits"}]
    assert "• List<String> spins | It waits" in olga.screen.text
    for button, choice in (("Topic", "Databases"), ("Level", "senior"), ("Language", "Russian")):
        await olga.press(button)
        await olga.press(choice)
    card_now = stored(world)
    assert (card_now["topic"], card_now["level"], card_now["lang"]) == ("databases", "senior", "ru")
    for button in ("Tags", "Level", "Choice form", "Hint"):
        await olga.press(button)
        await olga.press("Remove it")
    card_now = stored(world)
    assert [card_now[name] for name in ("tags", "level", "choice", "hint")] == ["[]", None, None, None]
    assert olga.screen.text.endswith("Empty: Level, Tags, Hint, and Choice form")
    await olga.press("Level")
    assert "Remove it" not in labels(olga)
    assert len(history(world)) == stored(world)["revision"] - 1 == 15


async def test_what_cannot_stand_there_is_said_and_nothing_that_was_begun_is_lost(world: World) -> None:
    olga = await begin(world)
    await olga.press("Choice form")
    for text, said in (
        ("a\nb\nc\nd", "The reason is missing."),
        ("a\nb\nb\nd\n\nwhy", "“b” is there twice: Telegram takes no poll with two equal options."),
        (f"a\nb\nc\n{'x' * 101}\n\nwhy", "Number 4 has 101 characters; at most 100 fit."),
    ):
        await olga.send(text)
        assert olga.screen.text.startswith(said)
    calls = len(world.server.ledger.calls("sendMessage"))
    telegram = world.server.telegram
    for media in (["one.txt"], ["a.txt", "b.txt", "c.txt"]):
        olga.client.send_files(olga.chat, [telegram.add_file(name, b"x") for name in media], caption="a\nb")
        await world.server.settle()
        calls += 1
        assert len(world.server.ledger.calls("sendMessage")) == calls, "one answer to an album too"
        assert (
            olga.screen.text
            == "A card is text alone, the picture or file would be lost. Send the text by itself, please."
        )
    await send_sticker(world, olga)
    assert olga.screen.text == "Please send it as text."
    await world.restart()
    await olga.send("a\nb\nc\nd\n\nwhy")
    assert olga.screen.text.startswith("Saved.")
    await olga.press("Question")
    await olga.send("x" * 1501)
    assert olga.screen.text.startswith("The question has 1,501 characters")
    await olga.send("Why is " + "a very long question " * 15 + "asked?")
    assert olga.screen.text.startswith("The question is too long for a quiz poll (at most 300 characters)")
    await olga.send(f"{OTHER[:-1]} ?")
    assert olga.screen.text.startswith("Another card already asks exactly this.")
    await olga.press("Cancel")
    assert olga.screen.text.startswith("Nothing was saved.")
    await olga.send("And something else")
    assert olga.screen.text == UNKNOWN
    assert history(world) == [(1, "changed", OLGA)]


async def test_of_two_editors_the_second_is_told_and_loses_nothing(world: World) -> None:
    olga = await begin(world)
    otto = await editor(world, "Otto", OTTO)
    await open_card(otto)
    await otto.press("Hint")
    await olga.press("Answer")
    await olga.send("Olga's answer.")
    await olga.press("Save")
    await otto.send("Otto's hint.")
    assert otto.screen.text.startswith("Somebody has changed this card meanwhile. Your text is not lost")
    assert otto.screen.text.endswith("Hint\nOtto's hint.")
    await olga.press("Level")
    await olga.press("junior")
    await otto.press("Save")
    assert otto.screen.text.startswith("Somebody has changed this card meanwhile. Your text")
    await otto.tap_twice("Save")
    assert otto.screen.text.startswith("Saved.")
    now = stored(world)
    assert (now["answer"], now["hint"], now["level"]) == ("Olga's answer.", "Otto's hint.", "junior")
    assert history(world) == [(1, "changed", OLGA), (2, "changed", OLGA), (3, "changed", OTTO)]
    await raw_press(world, otto, "ef:1:2:topic:databases")
    assert otto.screen.text.startswith("Somebody has changed this card meanwhile. Nothing was saved;")
    await raw_press(world, otto, "ea:1:2:retire:")
    await raw_press(world, otto, "ev:1:1:2:1")
    assert stored(world) == now
    await raw_press(world, otto, "ea:1:3:save:00000000")
    assert otto.toast == "That is already saved."
    await raw_press(world, otto, "ea:1:4:save:00000000")
    assert otto.toast.startswith("This change is over.")


async def test_a_preview_saves_only_the_text_that_it_shows(world: World) -> None:
    olga = await begin(world)
    await olga.send("/edit no such words")
    assert olga.screen.text.startswith("Nothing found")
    await olga.send("event loop")
    await olga.press("What does")
    await olga.press("Answer")
    await olga.send("The first text.")
    first = olga.screen
    await olga.send("The second text.")
    await olga.press("Save", message=first)
    assert olga.toast.startswith("This change is over.")
    assert stored(world)["answer"] == "It sleeps."
    await olga.press("Save")
    assert stored(world)["answer"] == "The second text."
    await olga.press("Answer")
    await olga.send("first " * 650)
    await olga.send("and the rest")
    await olga.press("Save")
    assert stored(world)["answer"].endswith("first\nand the rest")


async def test_a_long_value_is_shown_whole_and_only_its_change_is_cut(world: World) -> None:
    """Who copies the present value in order to change it must not lose the end of it."""
    answer = "\n\n".join(f"Paragraph {number}: {'words ' * 60}" for number in range(30))
    references = tuple(f"https://example.com/{number}/{'p' * 270}" for number in range(10))
    points = tuple(KeyPoint(f"{number} {'x' * 190}", ("y" * 190,) * 5) for number in range(8))
    olga = await begin(world, references=references, key_points=points)
    await world.stop()
    await world.change("UPDATE cards SET answer = ? WHERE id = 1", answer)
    await world.start()
    for field, ends in (("Answer", answer.splitlines()), ("References", references), ("Key points", ["7 xxx"])):
        shown = len(olga.screens)
        await olga.press(field)
        told = "\n".join(each.text for each in olga.screens[shown:])
        assert [line for line in ends if line.strip() not in told] == []
        assert labels(olga)[-1] == "Cancel"
    for name, lines in (
        ("Key points", ["z" * 200] * 8),
        ("References", ["w" * 300] * 10),
        ("Misconceptions", ["v" * 300] * 6),
    ):
        await olga.press(name)
        await olga.send("\n".join(f"{number} {line[3:]}" for number, line in enumerate(lines)))
    await olga.press("History")
    await olga.press("Change 1")
    await olga.press("Restore")
    await olga.press("History")
    await olga.press("Change 4")
    assert olga.screen.text.endswith("…")
    assert "Misconceptions" not in olga.screen.text or "References" in olga.screen.text


async def test_the_history_tells_who_changed_what_and_puts_it_back(world: World, clock: Clock) -> None:
    olga = await begin(world)
    await olga.press("History")
    assert olga.screen.text.endswith("Nothing yet.")
    await olga.press("Back to the card")
    await olga.press("Answer")
    await olga.send("It polls.")
    await olga.press("Save")
    clock.forward(hours=1)
    await olga.press("Level")
    await olga.press("senior")
    await olga.press("History")
    told = olga.screen.text.splitlines()[2:]
    assert told == ["2. 2026-03-02 10:00 · Olga: changed (Level)", "1. 2026-03-02 09:00 · Olga: changed (Answer)"]
    await olga.press("Change 1")
    assert olga.screen.text.endswith("Answer\nWas: It sleeps.\nNow: It polls.")
    await olga.tap_twice("Restore the version before it")
    assert "Restored. That, too, can be undone in the history." in olga.screens[-1].text + olga.screens[-2].text
    now = stored(world)
    assert (now["answer"], now["level"], now["revision"]) == ("It sleeps.", None, 4)
    await olga.send("/edit event")
    await olga.press("What does")
    await olga.press("History")
    await olga.press("Change 3")
    assert "Level\nWas: senior" in olga.screen.text
    await olga.press("Restore")
    assert (stored(world)["answer"], stored(world)["level"]) == ("It polls.", "senior")
    await olga.send("/admins")
    await olga.press("Log")
    assert "Olga put back an earlier version of “What does the event loop" in olga.screen.text


async def test_a_retired_card_is_not_asked_and_comes_back_with_its_memories(world: World, clock: Clock) -> None:
    olga = await begin(world)
    alice = world.person("Alice")
    await alice.open_link(f"c_{stored(world)['key']}")
    await alice.press("Show answer")
    await alice.press("Good")
    clock.forward(days=10)
    await alice.send("/quiz")
    assert QUESTION in alice.screen.text
    await olga.tap_twice("Remove from drills")
    assert "Nobody is asked this card any more." in olga.screen.text
    before = world.rows("SELECT * FROM memories")
    await alice.press("Show answer")
    assert "It sleeps." in alice.screen.text, "what is open can be finished"
    await alice.send("/quiz")
    assert OTHER in alice.screen.text
    await alice.send("/search event loop")
    assert not any("event loop do" in label for label in labels(alice))
    await olga.send("/edit event")
    assert labels(olga)[0].endswith("(not asked)")
    await olga.press("What does")
    await olga.press("Bring back to drills")
    assert world.rows("SELECT * FROM memories") == before
    await alice.send("/quiz")
    assert QUESTION in alice.screen.text
    assert history(world) == [(1, "retired", OLGA), (2, "returned", OLGA)]


async def test_only_editors_are_offered_to_change_what_they_see(world: World) -> None:
    olga = await begin(world)
    alice = world.person("Alice")
    await alice.send("/start")
    for person, offered in ((olga, True), (alice, False)):
        await person.send("/search index")
        assert ("Edit 1" in labels(person)) == offered
        await person.send("/quiz")
        await person.press("⋯ More")
        assert ("Edit" in labels(person)) == offered
        if offered:
            await person.press("Edit")
            assert person.screen.text.startswith("Card, version 1")
        await person.send("/help")
        assert ("/edit" in person.screen.text) == offered
    await olga.send("/edit")
    assert olga.screen.text.startswith("Which card?")
    assert labels(olga)[:2] == [OTHER, QUESTION]
    await olga.send("nosuchword")
    assert olga.screen.text.startswith("Nothing found")
    await olga.send("index")
    await olga.press("How is")
    assert "Card, version 1" in olga.screen.text


PRESSES = (
    "ec:1",
    "ef:1:1:hint:",
    "ef:1:1:level:senior",
    "ef:1:1:level:-",
    "ea:1:1:retire:",
    "ea:1:1:return:",
    "ea:1:1:save:00000000",
    "ea:1:1:cancel:",
    "eh:1:0",
    "ev:1:1:0:0",
    "ev:1:1:2:1",
)


async def finds_nothing(world: World, person: Person) -> None:
    """Whatever this person tries gets the answer of an unknown command or button, and changes nothing."""
    before = (stored(world), history(world), world.rows("SELECT * FROM audit"))
    await person.send("Another answer.")
    await person.send("/nosuchthing")
    unknown = person.screen.text
    await person.send("/edit event loop")
    assert person.screen.text == unknown
    for data in PRESSES:
        await raw_press(world, person, data)
        assert person.toast.startswith(OLD_BUTTON), data
    assert (stored(world), history(world), world.rows("SELECT * FROM audit")) == before
    assert world.rows("SELECT * FROM conversations") == []


async def test_for_all_others_there_is_no_such_thing(world: World) -> None:
    olga = await begin(world)
    await olga.press("Level")
    await olga.press("junior")
    alice, eve = world.person("Alice"), world.person("Eve")
    await alice.send("/start")
    await finds_nothing(world, alice)
    await eve.send("/help")
    await finds_nothing(world, eve)


async def test_an_editor_who_was_removed_in_the_middle_saves_nothing(world: World) -> None:
    olga = await begin(world)
    await olga.press("Level")
    await olga.press("junior")
    await olga.press("Answer")
    await olga.send("A new answer.")
    preview = olga.screen
    await world.stop()
    await world.start(admin_ids=(OTTO,))
    await olga.press("Save", message=preview)
    assert olga.toast.startswith(OLD_BUTTON)
    assert stored(world)["answer"] == "It sleeps."
    await finds_nothing(world, olga)


async def test_a_button_that_nobody_was_shown_does_nothing(world: World) -> None:
    olga = await begin(world, choice=Choice("a", ("b", "c", "d"), "e"))
    before = stored(world)
    made_up = (
        "ef:1:1:key:x",
        "ef:1:1:topic:nosuch",
        "ef:1:1:question:-",
        "ea:1:1:burn:",
        "ev:1:9:1:1",
        "ef:1:9:hint:-",
    )
    for data in made_up:
        await raw_press(world, olga, data)
        assert stored(world) == before, data
    await raw_press(world, olga, "ec:77")
    assert olga.toast == "There is no such card."
    assert history(world) == []


async def test_what_a_forgotten_editor_made_stays_without_her_name(world: World) -> None:
    olga = await begin(world)
    await olga.send("/admins")
    await olga.press("Invite an editor")
    edith = world.person("Edith")
    await edith.open_link(olga.screen.text.splitlines()[-1])
    await open_card(edith)
    await edith.press("Hint")
    await edith.send("Not busy.")
    await edith.send("/decks")
    await edith.press("New deck")
    await edith.send("Loops")
    await edith.send("/edit")
    await edith.send("/export")
    document = edith.messages[-1].document
    assert document is not None
    told = json.loads(document.content)
    (change,), (deck,) = told["card_revisions"], told["decks"]
    assert (change["card"], change["how"], change["revision"]) == (stored(world)["key"], "changed", 1)
    assert "content" not in change, "what the card said is nothing about her"
    assert deck["title"] == "Loops"
    await edith.send("/forget")
    await edith.press("Erase everything")
    await open_card(olga)
    await olga.press("History")
    assert olga.screen.text.endswith("somebody who was forgotten: changed (Hint)")
    await olga.press("Change 1")
    await olga.press("Restore")
    assert (stored(world)["hint"], stored(world)["revision"]) == (None, 3)
    await olga.send("/decks")
    await olga.press("Loops")
    await olga.send("/admins")
    await olga.press("Log")
    assert "somebody who was forgotten changed “What does the event loop" in olga.screen.text
    await world.stop()
    for file in world.folder.glob("sobes.db*"):
        assert b"Edith" not in file.read_bytes(), file.name
