"""/add: an editor writes a card. Nobody else can."""

from typing import Any

import pytest

from bot.playground.person import Person
from tests.conftest import World, card
from tests.e2e.media import send_sticker

OWNER = 77_001


async def begin(world: World) -> Person:
    await world.start(admin_ids=(OWNER,))
    owner = world.server.person("Olga", language_code="en", user_id=OWNER)
    await owner.send("/start")
    return owner


async def say(world: World, person: Person, text: str, *entities: dict[str, Any]) -> None:
    """Write a formatted message, as Telegram's apps send it."""
    mark = len(world.server.ledger)
    person.client.write(person.chat, text, entities=entities)
    await world.server.wait_for(lambda: len(world.server.ledger) > mark)
    await world.server.settle()


async def write_card(owner: Person, question: str, answer: str, *choices: str) -> None:
    await owner.send("/add")
    await owner.send(question)
    await owner.send(answer)
    for label in choices or ("Git and releases", "middle", "English"):
        await owner.press(label)


async def test_a_card_is_written_previewed_and_saved(world: World) -> None:
    owner = await begin(world)
    await owner.send("/add")
    await say(world, owner, "What does git revert do?", _entity("code", 10, 10))
    await say(world, owner, "It adds a commit.", _entity("bold", 3, 4))
    for label in ("Git and releases", "middle", "English"):
        await owner.press(label)
    preview = owner.screen.text
    assert "It <b>adds</b> a commit." in owner.screen.html
    await owner.press("Save")
    assert owner.screen.text == "Saved. Learners will meet this card."
    (stored,) = world.rows("SELECT * FROM cards")
    assert (stored["question"], stored["answer"]) == ("What does `git revert` do?", "It **adds** a commit.")
    assert (stored["topic"], stored["level"], stored["lang"], stored["verified"]) == ("git", "middle", "en", 1)
    alice = world.person("Alice")
    await alice.send("/start")
    assert alice.screen.text.startswith("Git and releases · middle · new\n\nWhat does git revert do?")
    await alice.press("Show answer")
    assert preview == alice.screen.text
    await alice.send("/search revert")
    assert alice.screen.buttons == [["What does git revert do?"]]


async def test_typed_signs_of_markdown_show_as_themselves_in_the_preview_and_in_the_quiz(world: World) -> None:
    owner = await begin(world)
    question = "Is `x` in _one_ **line** with [a](https://example.com/b_c_d)?"
    answer = "# Why\n- *args and **kwargs**\n1. ~~no~~\n> \\*\n| a | b |\n|---|---|\n```\ndef f():\n    return 1\n```"
    await write_card(owner, question, answer)
    shown = answer.replace("    ", "\u00a0" * 4)
    assert question in owner.screen.text
    assert shown in owner.screen.text
    await owner.press("Save")
    alice = world.person("Alice")
    await alice.send("/start")
    assert question in alice.screen.text
    await alice.press("Show answer")
    assert shown in alice.screen.text
    html = alice.screen.html
    assert "<" not in html[html.index("# Why") : html.index("return 1")]


async def test_code_that_was_formatted_in_the_app_stays_code(world: World) -> None:
    owner = await begin(world)
    await owner.send("/add")
    await say(world, owner, "Why is x * y * z slow 🙂 for List<String>?", _entity("code", 7, 9))
    code = "for i in range(3):\n    print(i)  # **not bold**"
    await say(world, owner, f"Because:\n{code}\nDone.", _entity("pre", 9, len(code), language="python"))
    for label in ("No topic", "No level", "English", "Save"):
        await owner.press(label)
    alice = world.person("Alice")
    await alice.send("/start")
    assert "Why is <code>x * y * z</code> slow 🙂 for List&lt;String&gt;?" in alice.screen.html
    await alice.press("Show answer")
    assert f'<pre><code class="language-python">{code}</code></pre>' in alice.screen.html
    assert alice.screen.text.endswith(f"Because:\n\n{code}\n\nDone.")


async def test_a_stranger_gets_one_polite_refusal_and_nothing_else(world: World) -> None:
    await begin(world)
    eve = world.person("Eve")
    await eve.send("/start")
    before = len(eve.screens)
    await eve.send("/add")
    assert [each.text for each in eve.screens[before:]] == ["Only editors can change questions."]
    assert world.rows("SELECT * FROM conversations") == []
    await eve.send("What is a question?")
    assert eve.screen.text.startswith("I do not understand that.")
    await eve.send("/help")
    assert "/add" not in eve.screen.text
    assert not any(
        call.parameters["scope"].get("chat_id") == eve.id for call in world.server.ledger.calls("setMyCommands")
    )


async def test_a_role_taken_away_in_the_middle_ends_the_writing(world: World) -> None:
    owner = await begin(world)
    await write_card(owner, "Question?", "Answer.")
    await world.stop()
    await world.start(admin_ids=(OWNER + 1,))
    await owner.press("Save")
    assert owner.toast == "You are not an editor any more: this card was given up and not saved."
    assert world.rows("SELECT * FROM cards") == []


async def test_the_claim_link_makes_one_owner_once(world: World) -> None:
    running = await world.start()
    assert running.claim_link is not None
    olga, eve = world.person("Olga"), world.person("Eve")
    await olga.open_link(running.claim_link)
    assert olga.screens[0].text == "You are the owner of this bot now. /add adds a question."
    await eve.open_link(running.claim_link)
    assert eve.screens[0].text == "This invitation has been used already or is too old."
    assert [(row["person_id"], row["role"]) for row in world.rows("SELECT * FROM staff")] == [(olga.id, "owner")]
    menus = [call.parameters for call in world.server.ledger.calls("setMyCommands")]
    own = next(menu for menu in menus if menu["scope"].get("chat_id") == olga.id)
    assert own["commands"][0]["command"] == "add"
    await world.restart()
    assert world.running is not None
    assert world.running.claim_link is None


async def test_a_made_up_invitation_gives_nothing(world: World) -> None:
    await world.start()
    eve = world.person("Eve")
    for payload in ("r_", "r_guess", "r_" + "A" * 60):
        await eve.open_link(payload)
        assert world.rows("SELECT * FROM staff") == []


async def test_a_half_written_card_survives_restarts_at_every_step(world: World) -> None:
    owner = await begin(world)
    for step in ("/add", "Question?", "Answer.", "Caching", "senior", "English", "Save"):
        await (owner.press(step) if step in ("Caching", "senior", "English", "Save") else owner.send(step))
        await world.restart()
    (stored,) = world.rows("SELECT question, answer, topic, level, lang FROM cards")
    assert tuple(stored.values()) == ("Question?", "Answer.", "caching", "senior", "en")


@pytest.mark.parametrize("steps", [[], ["Question?"], ["Question?", "Answer."]])
async def test_cancel_ends_it_anywhere_and_keeps_nothing(world: World, steps: list[str]) -> None:
    owner = await begin(world)
    await owner.send("/add")
    for step in steps:
        await owner.send(step)
    await owner.send("/cancel")
    assert owner.screen.text == "Stopped. Nothing was saved."
    assert world.rows("SELECT * FROM conversations") == []
    await owner.send("/cancel")
    assert owner.screen.text == "There is nothing to stop."
    if len(steps) == 2:
        await owner.press("Caching")
        assert owner.toast == "This card is no longer being written. /add begins anew."
    assert world.rows("SELECT * FROM cards") == []


async def test_the_cancel_button_does_the_same(world: World) -> None:
    owner = await begin(world)
    await write_card(owner, "Question?", "Answer.")
    await owner.press("Cancel")
    assert owner.screen.text == "Stopped. Nothing was saved."
    assert world.rows("SELECT * FROM conversations") == []


async def test_other_commands_work_in_between_and_are_not_taken_for_text(world: World) -> None:
    await world.publish(card(1))
    owner = await begin(world)
    await owner.send("/add")
    for command in ("/daily", "/quiz", "/stats", "/help"):
        await owner.send(command)
    assert world.rows("SELECT waiting_for FROM conversations") == [{"waiting_for": "add-question"}]
    await owner.send("/etc/passwd: who may read it?")
    assert world.rows("SELECT waiting_for FROM conversations") == [{"waiting_for": "add-answer"}]


async def test_saving_twice_makes_one_card(world: World) -> None:
    owner = await begin(world)
    await write_card(owner, "Question?", "Answer.")
    await owner.tap_twice("Save")
    assert len(world.rows("SELECT * FROM cards")) == 1


async def test_a_question_that_exists_is_not_written_again(world: World) -> None:
    owner = await begin(world)
    await write_card(owner, "Question?", "Answer.")
    await owner.press("Save")
    await write_card(owner, "  QUESTION? ", "Another.")
    await owner.press("Save")
    assert owner.toast == "A card with exactly this question exists already. Nothing was saved."
    assert len(world.rows("SELECT * FROM cards")) == 1


async def test_what_is_no_text_or_too_long_is_asked_for_again(world: World) -> None:
    owner = await begin(world)
    await owner.send("/add")
    await owner.send_document("notes.txt", b"x")
    assert owner.screen.text == "Please send it as text."
    await send_sticker(world, owner)
    assert [each.text for each in owner.screens[-2:]] == ["Please send it as text."] * 2
    await owner.send("x" * 1501)
    assert "has 1,501 characters; at most 1,500 fit" in owner.screen.text
    await owner.send("x" * 1500)
    assert owner.screen.text.startswith("Now the answer.")


async def test_the_limit_counts_what_was_typed_and_not_what_hides_its_signs(world: World) -> None:
    owner = await begin(world)
    await owner.send("/add")
    await owner.send("*a* " * 374 + "*a*?")
    assert owner.screen.text.startswith("Now the answer.")
    (row,) = world.rows("SELECT data FROM conversations")
    assert len(row["data"]) > 1500 + 2 * 374


@pytest.mark.parametrize("nothing", ["\u2060", "\u3164", "\u115f\ufe0f"])
async def test_a_question_or_an_answer_that_cannot_be_seen_is_asked_for_again(world: World, nothing: str) -> None:
    owner = await begin(world)
    await owner.send("/add")
    await owner.send(nothing)
    assert owner.screen.text == "That is empty. Send it as text."
    await owner.send("Question?")
    await say(world, owner, nothing, _entity("bold", 0, len(nothing)))
    assert owner.screen.text == "That is empty. Send it as text."
    assert world.rows("SELECT waiting_for FROM conversations") == [{"waiting_for": "add-answer"}]


async def test_an_earlier_choice_can_be_changed(world: World) -> None:
    owner = await begin(world)
    await owner.send("/add")
    await owner.send("Question?")
    await owner.send("Answer.")
    await owner.press("Caching")
    await owner.send("oops")
    assert owner.screen.text == "Which level?"
    await owner.press("junior")
    await owner.press("English")
    await owner.press("Save")
    assert world.rows("SELECT topic, level FROM cards") == [{"topic": "caching", "level": "junior"}]


@pytest.mark.parametrize(
    ("text", "first"),
    [("什么是 GIL？", "Chinese"), ("Что такое GIL и event loop?", "Russian"), ("What is it?", "English")],
)
async def test_the_language_that_the_letters_suggest_comes_first(world: World, text: str, first: str) -> None:
    owner = await begin(world)
    await owner.send("/add")
    await owner.send(text)
    await owner.send(text)
    await owner.press("No topic")
    await owner.press("No level")
    assert owner.screen.buttons[0][0] == first


def _entity(kind: str, offset: int, length: int, **more: str) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


async def test_an_answer_that_the_app_cut_in_two_is_taken_whole(world: World) -> None:
    owner = await begin(world)
    await owner.send("/add")
    await owner.send("What is in the long answer?")
    await owner.send("first " * 660)
    await owner.send("and the end")
    for label in ("Git and releases", "middle", "English", "Save"):
        await owner.press(label)
    (stored,) = world.rows("SELECT answer FROM cards")
    assert stored["answer"].endswith("first\nand the end")


async def test_the_parts_of_an_answer_that_the_app_cut_do_not_change_each_other(world: World) -> None:
    owner = await begin(world)
    await owner.send("/add")
    await owner.send("What is in the long answer?")
    await owner.send("first " * 660 + "and `one tick")
    await owner.send("one tick` more")
    for label in ("Git and releases", "middle", "English", "Save"):
        await owner.press(label)
    (stored,) = world.rows("SELECT answer FROM cards")
    assert stored["answer"].endswith("and `one tick\n\none tick` more")


async def test_signs_hidden_in_a_short_answer_do_not_make_it_long(world: World) -> None:
    owner = await begin(world)
    await owner.send("/add")
    await owner.send("Question?")
    await owner.send("*a* " * 700)
    await owner.send("oops")
    await owner.press("Caching")
    assert "oops" not in world.rows("SELECT data FROM conversations")[0]["data"]


async def test_code_over_two_lines_stays_two_lines(world: World) -> None:
    owner = await begin(world)
    await owner.send("/add")
    await owner.send("What does it print?")
    await say(world, owner, "a = 1\nprint(a)", {"type": "code", "offset": 0, "length": 14})
    for label in ("Git and releases", "middle", "English", "Save"):
        await owner.press(label)
    (stored,) = world.rows("SELECT answer FROM cards")
    assert stored["answer"] == "```\na = 1\nprint(a)\n```"
