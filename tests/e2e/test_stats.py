"""/stats: a picture with a caption, the same in words, and what happens where nothing can be drawn."""

from collections.abc import Iterator

import pytest

from bot.playground.person import Person
from bot.plots import loading
from bot.plots.sheet import SHARPNESS, WIDTH
from tests.conftest import Clock, World, card
from tests.e2e.drilling import answer, begin, labels


@pytest.fixture
def without_matplotlib(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if it were not installed."""
    loading.load.cache_clear()
    monkeypatch.setattr(loading, "_NEEDED", ("matplotlib.there_is_no_such_module",))
    yield
    loading.load.cache_clear()


async def answer_all(person: Person, clock: Clock, count: int, *, wrong: int = 0) -> None:
    """Answer so many cards of today, the first ones wrong."""
    for number in range(count):
        clock.forward(minutes=1)
        await answer(person, "Again" if number < wrong else "Good")


async def test_a_new_learner_gets_words_without_a_picture(world: World, clock: Clock) -> None:
    alice = await begin(world, *(card(number) for number in range(12)))
    await answer_all(alice, clock, 9)
    await alice.send("/stats")
    assert world.server.ledger.calls("sendPhoto", alice.id) == []
    lines = alice.screen.text.split("\n")
    assert lines[:5] == [
        "Your learning",
        "Due today: 0",
        "Learned for three weeks or longer: 0",
        "Answered today: 9",
        "Retention: shown after 20 repeated cards (now 0)",
    ]
    assert "Days in a row: 1" in lines
    assert "Known now, by estimate: 9 of 9 cards met" in lines
    assert [line.split(":")[0] for line in lines if line[3:5] == ": "] == [
        "Mon",
        "Tue",
        "Wed",
        "Thu",
        "Fri",
        "Sat",
        "Sun",
    ]
    assert "asyncio and event loops: 9 of 9" in lines
    await alice.press("Start")
    assert "question number 9" in alice.screen.text


async def test_numbers_come_as_a_picture_and_in_words_and_in_the_dark(world: World, clock: Clock) -> None:
    alice = await begin(world, *(card(number) for number in range(12)))
    await answer_all(alice, clock, 11, wrong=1)
    await alice.send("/stats")
    message = alice.messages[-1]
    assert message.photo is not None
    assert message.photo.width == WIDTH * SHARPNESS
    assert alice.chat.actions[-1:] == ["upload_photo"]
    assert alice.screen.text.split("\n")[:3] == [
        "Your learning",
        "Days in a row: 1, freezes left: 2",
        "Today: 11 answered, 0 still due",
    ]
    assert "Known now, by estimate: 10 of 10 cards met" in alice.screen.text
    assert labels(alice) == ["Start", "In words", "Dark picture"]
    light = message.photo.file.content
    await alice.press("Dark picture")
    assert labels(alice) == ["Start", "In words", "Light picture"]
    assert alice.messages[-1].id == message.id, "the picture is drawn anew where it stands"
    dark = alice.messages[-1].photo
    assert dark is not None
    assert dark.file.content != light
    await world.restart()
    await alice.press("In words")
    assert "Cards last up to" in alice.screen.text
    assert alice.messages[-2].photo is not None, "the picture stays"
    await alice.press("Start", message=alice.screens[-2])
    assert "Done for now. 11 answers today" in alice.screen.text
    assert world.rows("SELECT dark FROM picture_settings") == [{"dark": 1}]


async def test_words_come_where_matplotlib_cannot_be_loaded(
    world: World, clock: Clock, without_matplotlib: None
) -> None:
    alice = await begin(world, *(card(number) for number in range(12)))
    await answer_all(alice, clock, 10)
    for _ in range(2):
        await alice.send("/stats")
        assert "Known now, by estimate: 10 of 10 cards met" in alice.screen.text
    assert world.server.ledger.calls("sendPhoto", alice.id) == []


async def test_S1_a_streak_counts_days_and_uses_its_freezes_by_itself(world: World, clock: Clock) -> None:
    alice = await begin(world, *(card(number) for number in range(9)))
    for expected in (1, 2, 3):
        await alice.send("/quiz")
        await answer(alice)
        await alice.send("/stats")
        assert f"Days in a row: {expected}\n" in alice.screen.text
        clock.forward(days=1)
    await alice.send("/undo")
    clock.forward(days=1)
    await alice.send("/stats")
    assert "Days in a row: 3\n" in alice.screen.text
    assert "Freezes left: 1 of 2" in alice.screen.text
    clock.forward(days=2)
    await alice.send("/stats")
    assert "Days in a row: 0\n" in alice.screen.text
    assert "Most days in a row: 3\n" in alice.screen.text


async def test_S1_an_answer_that_was_taken_back_makes_no_day(world: World, clock: Clock) -> None:
    alice = await begin(world, card(1), card(2))
    await answer(alice)
    await alice.send("/undo")
    await alice.send("/stats")
    assert "Days in a row: 0\n" in alice.screen.text


async def test_S1_to_open_the_plan_makes_the_day_where_nothing_is_due(world: World, clock: Clock) -> None:
    alice = await begin(world, card(1))
    await answer(alice, "Good")
    clock.forward(days=1)
    await alice.send("/stats")
    assert "Days in a row: 1\n" in alice.screen.text
    await alice.send("/quiz asyncio")
    assert world.rows("SELECT day FROM plan_openings") == [], "a topic is not the plan"
    await alice.send("/quiz")
    assert "Done for now" in alice.screen.text
    await alice.send("/quiz")
    await alice.send("/stats")
    assert "Days in a row: 2\n" in alice.screen.text
