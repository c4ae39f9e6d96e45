"""/add with impatient fingers: buttons that are pressed twice, and those of a card that is written no longer."""

from bot.playground.person import Person
from tests.conftest import World

OWNER = 77_001
SAVED = "Saved. Learners will meet this card."
OVER = "This card is no longer being written. /add begins anew."


async def write(owner: Person, question: str) -> None:
    """Up to the preview."""
    await owner.send("/add")
    await owner.send(question)
    await owner.send("An answer.")
    for label in ("No topic", "No level", "English"):
        await owner.press(label)


async def begin(world: World) -> Person:
    await world.start(admin_ids=(OWNER,))
    owner = world.server.person("Olga", language_code="en", user_id=OWNER)
    await owner.send("/start")
    return owner


def questions(world: World) -> list[str]:
    return [row["question"] for row in world.rows("SELECT question FROM cards ORDER BY id")]


async def test_a_doubled_tap_on_save_saves_once_and_says_so_calmly(world: World) -> None:
    owner = await begin(world)
    await write(owner, "Question?")
    said = len(owner.screens)
    await owner.tap_twice("Save")
    assert questions(world) == ["Question?"]
    assert [screen.text for screen in owner.screens[said:]] == [SAVED]
    assert (owner.toast, owner.alert) == ("This card is saved.", False)


async def test_the_second_tap_on_save_may_come_after_a_restart(world: World) -> None:
    owner = await begin(world)
    await write(owner, "Question?")
    first = owner.tap("Save")
    await world.server.wait_for(lambda: first.answer is not None)
    await world.restart()
    second = world.server.telegram.press(owner.user, first.message, first.data)
    await world.server.wait_for(lambda: second.answer is not None)
    await world.server.settle()
    assert (owner.toast, owner.alert) == ("This card is saved.", False)
    assert owner.screen.text == SAVED


async def test_save_under_an_older_preview_does_not_save_the_card_being_written_now(world: World) -> None:
    owner = await begin(world)
    await write(owner, "The first?")
    first = owner.screen
    await write(owner, "The second?")
    await owner.press("Save", message=first)
    assert (owner.toast, owner.alert) == (OVER, True)
    assert questions(world) == []
    await owner.press("Save")
    assert questions(world) == ["The second?"]


async def test_save_is_refused_after_the_card_was_given_up(world: World) -> None:
    owner = await begin(world)
    await write(owner, "Question?")
    await owner.send("/cancel")
    await owner.press("Save")
    assert (owner.toast, owner.alert) == (OVER, True)
    assert questions(world) == []


async def test_a_doubled_tap_on_any_choice_shows_the_next_step_once(world: World) -> None:
    owner = await begin(world)
    await owner.send("/add")
    await owner.send("Question?")
    await owner.send("An answer.")
    said = len(owner.screens)
    for label in ("No topic", "No level"):
        await owner.tap_twice(label)
        assert len(owner.screens) == said
    await owner.tap_twice("English")
    assert len(owner.screens) == said + 1
    await owner.press("Save")
    assert questions(world) == ["Question?"]
