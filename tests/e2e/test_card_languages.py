"""Two languages or three of one concept share one memory; the language can be changed in the middle of a card."""

from bot.playground.person import Person
from tests.conftest import World, card
from tests.e2e.drilling import begin, labels, memory

ENGLISH = card(1, concept="same", hint="A number in English.")
RUSSIAN = card(1, "ru", concept="same")


async def asked(world: World) -> Person:
    alice = await begin(world, ENGLISH, RUSSIAN, card(2))
    assert "question number 1 (en)" in alice.screen.text
    return alice


async def test_a_question_is_shown_in_another_language_and_back(world: World) -> None:
    alice = await asked(world)
    await alice.press("⋯ More")
    assert labels(alice)[0] == "Russian"
    await world.restart()
    await alice.tap_twice("Russian")
    assert "question number 1 (ru)" in alice.screen.text
    assert "Show answer" in labels(alice)
    await alice.press("⋯ More")
    await alice.press("English")
    assert "question number 1 (en)" in alice.screen.text
    assert world.rows("SELECT * FROM reviews") == []


async def test_an_answer_is_shown_in_another_language_and_counts_the_one_memory_once(world: World) -> None:
    alice = await asked(world)
    await alice.press("Show answer")
    await alice.press("⋯ More")
    await alice.press("Russian")
    assert "question number 1 (ru)" in alice.screen.text
    assert labels(alice)[0].startswith("Again")
    await world.restart()
    await alice.tap_twice("Good")
    assert memory(world)["reps"] == 1
    assert [row["card_id"] for row in world.rows("SELECT card_id FROM reviews")] == [2]
    assert "question number 2" in alice.screen.text
    await alice.send("/quiz")
    assert "question number 2" in alice.screen.text
    await alice.send("/undo")
    assert world.rows("SELECT * FROM memories") == []


async def test_a_rating_is_too_late_once_one_was_given_in_the_other_language(world: World) -> None:
    alice = await asked(world)
    await alice.press("Show answer")
    english = alice.screen
    await alice.send("/quiz")
    await alice.press("⋯ More")
    await alice.press("Russian")
    await alice.press("Show answer")
    await alice.press("Good")
    await alice.press("Good", message=english)
    assert "already" in alice.toast
    assert memory(world)["reps"] == 1


async def test_g7_a_hint_counts_in_the_other_language_too(world: World) -> None:
    alice = await asked(world)
    await alice.press("Hint")
    await alice.press("⋯ More")
    await alice.press("Russian")
    await alice.press("Show answer")
    assert not any(label.startswith("Good") for label in labels(alice))


async def test_a_card_in_one_language_offers_no_other(world: World) -> None:
    alice = await begin(world, card(1), card(1, "ru"))
    await alice.press("⋯ More")
    assert "Russian" not in labels(alice)
