"""Cards that slip away again and again: rule Q13."""

from bot.playground.person import Person
from bot.storage.database import to_ms
from tests.conftest import START, Clock, World, card
from tests.e2e.drilling import answer, begin, everything, labels

DAY_MS = 24 * 3600 * 1000
TODAY = to_ms(START) // DAY_MS


async def forgotten(world: World, times: int) -> Person:
    """A learner who has forgotten the first of two cards on so many days, and recalled it since."""
    alice = await begin(world, card(1, likes=9), card(2))
    await answer(alice)
    await world.stop()
    await world.change("DELETE FROM reviews")
    ratings = [3, *[rating for _ in range(times) for rating in (1, 3)]]
    for place, rating in enumerate(ratings):
        day = TODAY - 2 * times - 2 + place
        await world.change(
            "INSERT INTO reviews (learner_id, concept_id, card_id, at, day, rating, mode, parameters, due_day) "
            "VALUES (?, 1, 1, ?, ?, ?, 'self', 1, ?)",
            alice.id,
            day * DAY_MS,
            day,
            rating,
            day + 1,
        )
    await world.change(
        "UPDATE memories SET phase = 2, lapses = ?, due_day = ?, last_day = ?, last_at = ?, reps = ?, tries = 1",
        times,
        TODAY,
        TODAY - 2,
        (TODAY - 2) * DAY_MS,
        len(ratings),
    )
    await world.change("UPDATE learners SET daily_offered_at = 0")
    await world.start()
    await alice.send("/quiz")
    assert "question number 1" in alice.screen.text
    return alice


async def test_q13_the_eighth_lapse_opens_the_clinic_and_suspends_nothing(world: World) -> None:
    alice = await forgotten(world, 7)
    await alice.send("/clinic")
    assert "No card keeps slipping away" in alice.screen.text
    await alice.send("/quiz")
    await answer(alice, "Again")
    event, following = alice.screens[-2:]
    assert event.text.startswith("This card keeps slipping away: forgotten on 8 days.")
    assert "question number 2" in following.text
    assert world.rows("SELECT * FROM set_aside") == []
    await alice.press("Leave it as it is", message=event)
    await alice.send("/clinic")
    assert labels(alice) == ["What is the answer to question number 1 (en)? · 8"]


async def test_q13_the_ninth_lapse_is_no_event(world: World) -> None:
    alice = await forgotten(world, 8)
    before = len(alice.screens)
    await answer(alice, "Again")
    assert len(alice.screens) == before
    assert "question number 2" in alice.screen.text


async def test_own_words_stand_in_the_question_and_in_the_first_hint(world: World) -> None:
    alice = await forgotten(world, 8)
    await alice.send("/clinic")
    await alice.press("What is the answer")
    await alice.press("Word it shorter")
    await world.restart()
    await alice.send("Answer one?")
    assert "In your words: Answer one?" in alice.screen.text
    await alice.press("A hint of my own")
    await alice.send("It is a number.")
    await alice.press("Ask me now")
    assert "Answer one?" in alice.screen.text
    assert "question number 1" not in alice.screen.text
    await alice.press("Hint")
    assert "Hint: It is a number." in alice.screen.text
    await alice.press("Show answer")
    assert "question number 1" in alice.screen.text
    bob = world.person("Bob")
    await bob.send("/start")
    assert "question number 1" in bob.screen.text
    assert "Hint" not in labels(bob)
    await alice.send("/undo")
    assert alice.screen.text.startswith("Your own words for this card are as they were before.")
    assert world.rows("SELECT wording, hint FROM own_words") == [{"wording": "Answer one?", "hint": None}]
    await alice.send("/clinic")
    await alice.press("What is the answer")
    await alice.press("Remove my words")
    assert world.rows("SELECT * FROM own_words") == []


async def test_a_split_makes_two_private_cards_and_is_taken_back_whole(world: World) -> None:
    alice = await forgotten(world, 8)
    before = everything(world) | {"cards": world.rows("SELECT * FROM cards")}
    await alice.send("/clinic")
    await alice.press("What is the answer")
    await alice.press("Split into two")
    await alice.send("Only a question")
    assert alice.screen.text == "Please send the question in the first line and the answer below it."
    await alice.send("First half?\nThe first.")
    await alice.send("Second half?\nThe second.")
    assert "The old one rests from now on" in alice.screen.text
    made = world.rows("SELECT question, answer, owner FROM cards WHERE owner IS NOT NULL ORDER BY id")
    assert made == [
        {"question": "First half?", "answer": "The first.", "owner": alice.id},
        {"question": "Second half?", "answer": "The second.", "owner": alice.id},
    ]
    await alice.send("/quiz")
    assert "First half?" in alice.screen.text
    await answer(alice)
    assert "Second half?" in alice.screen.text
    assert world.rows("SELECT how FROM set_aside") == [{"how": "suspended"}]
    await alice.send("/undo")
    await alice.send("/undo")
    assert alice.screen.text.startswith("The two cards are gone; this one is back in your plan.")
    assert everything(world) | {"cards": world.rows("SELECT * FROM cards")} == before


async def test_a_pause_of_two_weeks_ends_by_itself(world: World, clock: Clock) -> None:
    alice = await forgotten(world, 8)
    await alice.send("/clinic")
    await alice.press("What is the answer")
    await alice.press("Pause for two weeks")
    assert alice.screen.text == "This card rests for 14 days. /undo takes it back."
    clock.forward(days=13)
    await alice.send("/quiz")
    assert "question number 2" in alice.screen.text
    clock.forward(days=1)
    await alice.send("/quiz")
    assert "question number 1" in alice.screen.text


async def test_a_bad_card_is_reported(world: World) -> None:
    alice = await forgotten(world, 8)
    await alice.send("/clinic")
    await alice.press("What is the answer")
    await alice.press("Report a bad card")
    await alice.press("It is unclear")
    assert world.rows("SELECT reason FROM reports") == [{"reason": "unclear"}]
