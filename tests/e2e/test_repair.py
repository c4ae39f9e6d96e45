"""What can be taken back and put aside: undo, bury, suspend, skip, report."""

import pytest

from bot.domain.cards import Source
from tests.conftest import Clock, World, card
from tests.e2e.drilling import answer, begin, everything, labels


async def test_undo_takes_the_rating_back_to_the_byte(world: World, clock: Clock) -> None:
    alice = await begin(world, card(1), card(2))
    await answer(alice)
    clock.forward(days=20)
    await alice.send("/quiz")
    while "question number 1" not in alice.screen.text:
        await answer(alice)
    before = everything(world)
    await answer(alice, "Again")
    assert everything(world) != before
    await alice.send("/undo")
    assert alice.screen.text.startswith("Taken back: Again.")
    assert "question number 1" in alice.screen.text
    assert everything(world) == before
    await answer(alice)
    assert len(everything(world)["reviews"]) == len(before["reviews"]) + 1


async def test_undo_of_a_first_rating_leaves_no_memory(world: World) -> None:
    alice = await begin(world, card(1))
    before = everything(world)
    await answer(alice)
    await alice.send("/undo")
    assert everything(world) == before
    assert "new" in alice.screen.text
    await alice.send("/undo")
    assert alice.screen.text == "There is nothing to take back today."


async def test_undo_pressed_twice_takes_back_one_rating(world: World, clock: Clock) -> None:
    alice = await begin(world, card(1), card(2), card(3))
    await answer(alice)
    await answer(alice)
    await alice.press("⋯ More")
    await alice.tap_twice("Undo")
    assert len(everything(world)["reviews"]) == 1


async def test_an_old_undo_button_takes_back_nothing_newer(world: World, clock: Clock) -> None:
    alice = await begin(world, card(1), card(2), card(3))
    await answer(alice)
    await alice.press("⋯ More")
    old = alice.screen
    clock.forward(days=21)
    await alice.send("/quiz")
    await answer(alice)
    before = everything(world)
    await alice.press("Undo", message=old)
    assert "taken back already" in alice.toast
    assert everything(world) == before


@pytest.mark.parametrize(("button", "how"), [("I know this", "known"), ("Suspend", "suspended"), ("Bury", "buried")])
async def test_a_card_put_aside_stays_away_and_comes_back_by_undo(
    world: World, clock: Clock, button: str, how: str
) -> None:
    alice = await begin(world, card(1, likes=5), card(2))
    await alice.press("⋯ More")
    await alice.press(button)
    assert "question number 2" in alice.screen.text
    assert world.rows("SELECT how FROM set_aside") == [{"how": how}]
    assert world.rows("SELECT * FROM reviews") == []
    await alice.send("/undo")
    assert world.rows("SELECT how FROM set_aside") == []
    assert "question number 1" in alice.screen.text
    await alice.press("⋯ More")
    await alice.press(button)
    clock.forward(days=1)
    await alice.send("/quiz")
    assert f"question number {1 if how == 'buried' else 2}" in alice.screen.text


async def test_a_suspended_card_can_be_found_and_asked_again_much_later(world: World, clock: Clock) -> None:
    alice = await begin(world, card(1, likes=5), card(2))
    await alice.press("⋯ More")
    await alice.press("Suspend")
    clock.forward(days=50)
    await alice.send("/search number 1")
    await alice.press("What is the answer to question number 1")
    await alice.press("⋯ More")
    assert "Suspend" not in labels(alice)
    await alice.press("Ask me this again")
    assert alice.toast == "The card is back in your plan."
    assert "Suspend" in labels(alice)
    await alice.send("/quiz")
    assert "question number 1" in alice.screen.text


async def test_skip_moves_a_card_to_the_end_of_the_day_and_records_nothing(world: World) -> None:
    alice = await begin(world, card(1, likes=5), card(2))
    await alice.tap_twice("Skip")
    assert "question number 2" in alice.screen.text
    await answer(alice)
    assert "question number 1" in alice.screen.text
    assert len(world.rows("SELECT * FROM reviews")) == 1


async def test_skip_on_an_old_message_does_not_bring_a_suspended_card_back(world: World, clock: Clock) -> None:
    alice = await begin(world, card(1, likes=5), card(2))
    old = alice.screen
    await alice.send("/quiz")
    await alice.press("⋯ More")
    await alice.press("Suspend")
    await alice.press("Skip", message=old)
    assert world.rows("SELECT how FROM set_aside") == [{"how": "suspended"}]


async def test_the_menu_opens_and_closes_where_it_was_opened(world: World) -> None:
    alice = await begin(world, card(1, source=Source(channel="@pyjobs", post="17", url="https://t.me/pyjobs/17")))
    asked = labels(alice)
    await alice.press("⋯ More")
    assert {"I know this", "Bury until tomorrow", "Suspend", "Report a mistake", "Source", "Back"} == set(labels(alice))
    await alice.press("Back")
    assert labels(alice) == asked
    await alice.press("Show answer")
    answered = labels(alice)
    await alice.press("⋯ More")
    await alice.press("Back")
    assert labels(alice) == answered
    await alice.press("⋯ More")
    await alice.press("Source")
    assert alice.screen.text == "Where this card is from\n@pyjobs\nhttps://t.me/pyjobs/17"


async def test_a_mistake_is_reported_once_with_its_reason(world: World) -> None:
    alice = await begin(world, card(1))
    await alice.press("⋯ More")
    await alice.press("Report a mistake")
    await alice.tap_twice("The answer is wrong")
    assert alice.toast == "Thank you. An editor will look at it."
    assert [row["reason"] for row in world.rows("SELECT reason FROM reports")] == ["answer"]
    await alice.press("Back")
    assert labels(alice)[0] == "Show answer"
