"""Q10: after a break there is a finite plan, not a wall, and nothing is lost."""

from bot.playground.person import Person
from bot.telegram.callbacks.learner import CatchUp
from tests.conftest import Clock, World, card
from tests.e2e.drilling import answer, begin, labels
from tests.e2e.scheduling import raw_press


async def away(world: World, clock: Clock, *, cards: int = 45, days: int = 30) -> Person:
    """A learner whose cards, answered on one day, all fell due while she was away."""
    alice = await begin(world, *(card(number) for number in range(cards)))
    await answer(alice)
    await world.stop()
    day, now = world.rows("SELECT day, at FROM reviews")[0].values()
    await world.change("DELETE FROM memories")
    await world.change(
        "INSERT INTO memories (learner_id, concept_id, phase, stability, difficulty, due_day, last_day, last_at, reps, "
        "lapses, tries, version) SELECT ?, id, 2, 5.0, 5.0, ?, ?, ?, 1, 0, 1, 1 FROM concepts",
        alice.id,
        day + 5,
        day,
        now,
    )
    clock.forward(days=days)
    await world.start()
    return alice


async def test_q10_after_a_break_the_pace_is_chosen_first(world: World, clock: Clock) -> None:
    alice = await away(world, clock)
    before = world.rows("SELECT * FROM memories")
    await alice.send("/quiz")
    assert alice.screen.text.startswith("Welcome back. 45 cards are due.")
    assert labels(alice) == [
        "10 a day clears it in 5 days",
        "15 a day clears it in 3 days",
        "30 a day clears it in 2 days",
        "As usual, 20 a day",
    ]
    await world.restart()
    await alice.tap_twice("15 a day clears it in 3 days")
    assert "question number" in alice.screen.text
    assert "Left today: 15" in alice.screen.text
    assert world.rows("SELECT questions_a_day FROM learners") == [{"questions_a_day": 15}]
    assert world.rows("SELECT * FROM memories") == before
    await answer(alice)
    await alice.send("/quiz")
    assert "Left today: 14" in alice.screen.text


async def test_q10_as_usual_begins_too_and_nothing_has_to_be_chosen_twice(world: World, clock: Clock) -> None:
    alice = await away(world, clock)
    await alice.send("/start")
    await alice.press("As usual")
    assert "Left today: 20" in alice.screen.text
    assert world.rows("SELECT questions_a_day FROM learners") == [{"questions_a_day": 20}]
    await answer(alice)
    await alice.send("/quiz")
    assert "Left today: 19" in alice.screen.text
    clock.forward(days=1)
    await alice.send("/quiz")
    assert "question number" in alice.screen.text


async def test_q10_there_is_no_screen_where_a_day_takes_it_all_or_it_was_no_break(world: World, clock: Clock) -> None:
    alice = await away(world, clock, cards=20)
    await alice.send("/quiz")
    assert "question number" in alice.screen.text
    await world.stop()
    await world.change("UPDATE learners SET questions_a_day = 10")
    await world.change("UPDATE reviews SET day = day + 27")
    await world.start()
    await alice.send("/quiz")
    assert "question number" in alice.screen.text
    await world.stop()
    await world.change("UPDATE reviews SET day = day - 1")
    await world.start()
    await alice.send("/quiz asyncio")
    assert "question number" in alice.screen.text
    await alice.send("/quiz")
    assert alice.screen.text.startswith("Welcome back. 20 cards are due.")
    bob = world.person("Bob")
    await bob.send("/start")
    assert "Welcome back" not in bob.screen.text


async def test_e1_shortly_before_an_interview_there_is_no_backlog_to_clear(world: World, clock: Clock) -> None:
    alice = await away(world, clock)
    for days, shown in ((60, "Welcome back"), (1, "question number")):
        await alice.send(f"/date in {days} days")
        await alice.press("Start with this plan")
        await alice.send("/quiz")
        assert shown in alice.screen.text


async def test_a_made_up_number_changes_nothing(world: World, clock: Clock) -> None:
    alice = await away(world, clock)
    await alice.send("/quiz")
    await raw_press(world, alice, CatchUp(questions=7).pack())
    assert world.rows("SELECT questions_a_day FROM learners") == [{"questions_a_day": 20}]
    assert "Welcome back" in alice.screen.text
