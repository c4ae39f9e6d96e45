"""Votes in the quizzes of channels and groups: totals for all, memory for those who have started the bot."""

from typing import Any

from bot.playground.person import Person
from bot.storage.database import to_ms
from tests.conftest import START, World, card
from tests.e2e.posting import Post, connect, post, totals


async def with_quiz(world: World, *people: Person, kind: str = "group", **fields: Any) -> Post:
    """A running bot with a quiz about the only card in a group of these people, or in a channel."""
    (row,) = await world.publish(card(1, **fields))
    chat = world.server.group("Interview club", *people) if kind == "group" else world.server.channel("Quizzes")
    await connect(world, chat)
    made = await post(world, chat, row)
    await world.start()
    return made


def reviews(world: World) -> list[dict[str, Any]]:
    return world.rows("SELECT learner_id, rating, mode, predicted FROM reviews WHERE undone_at IS NULL ORDER BY id")


def voted(world: World) -> list[tuple[int, int, int, bool]]:
    rows = world.rows("SELECT * FROM votes ORDER BY at, learner_id")
    return [(row["learner_id"], row["option"], row["correct"], row["review_id"] is not None) for row in rows]


async def test_a_vote_in_a_group_moves_the_memory_of_who_has_started_the_bot(world: World) -> None:
    alice, bob, eve = (world.person(name) for name in ("Alice", "Bob", "Eve"))
    made = await with_quiz(world, alice, bob, eve)
    for person in (alice, bob):
        await person.send("/start")
    said = len(world.server.ledger)
    alice.vote(made.message, 0)
    await world.server.settle()
    bob.vote(made.message, 2)
    eve.vote(made.message, 0)
    await world.server.settle()
    # G5: right at the first exposure is Hard, wrong is Again.
    assert reviews(world) == [
        {"learner_id": alice.id, "rating": 2, "mode": "quiz", "predicted": None},
        {"learner_id": bob.id, "rating": 1, "mode": "quiz", "predicted": None},
    ]
    assert sorted(voted(world)) == [(alice.id, 0, 1, True), (bob.id, 2, 0, True)]
    assert totals(world, made) == "[2, 0, 1, 0]"
    assert [call for call in world.server.ledger.since(said) if call.chat_id is not None] == [], "nobody is told"

    world.clock.forward(minutes=1)
    await alice.send("/undo")
    assert alice.screen.text.startswith("Taken back: Hard.")
    assert [each["learner_id"] for each in world.rows("SELECT learner_id FROM memories")] == [bob.id]
    await alice.press("Show answer")
    await alice.press("Good")
    assert [each["mode"] for each in reviews(world)] == ["quiz", "self"]


async def test_a_vote_on_a_card_that_is_remembered_well_is_good_and_takes_the_learners_own_day(world: World) -> None:
    alice = world.person("Alice")
    made = await with_quiz(world, alice)
    await alice.send("/start")
    await alice.press("Show answer")
    await alice.press("Good")
    world.clock.forward(days=1)
    alice.vote(made.message, 0)
    await world.server.settle()
    review = world.rows("SELECT * FROM reviews ORDER BY id")[-1]
    assert (review["rating"], review["mode"]) == (3, "quiz")
    assert 0.7 < review["predicted"] < 1
    assert review["day"] == world.rows("SELECT last_day FROM memories")[0]["last_day"]


async def test_what_was_put_aside_for_good_is_only_noted_as_a_vote(world: World) -> None:
    alice = world.person("Alice")
    made = await with_quiz(world, alice)
    await alice.send("/start")
    await alice.press("⋯ More")
    await alice.press("I know this")
    alice.vote(made.message, 1)
    await world.server.settle()
    assert reviews(world) == []
    assert voted(world) == [(alice.id, 1, 0, False)]
    assert totals(world, made) == "[0, 1, 0, 0]"


async def test_strange_votes_change_nothing_or_only_totals(world: World) -> None:
    alice, bob = world.person("Alice"), world.person("Bob")
    made = await with_quiz(world, alice)
    await alice.send("/start")
    await bob.send("/start")
    bob.block()
    await world.server.settle()
    poll = made.message.poll
    assert poll is not None

    def answer(**fields: Any) -> dict[str, Any]:
        told = {"poll_id": poll.id, "option_ids": [1], "option_persistent_ids": [], **fields}
        return world.server.push({"poll_answer": told})

    by_alice = {"user": alice.user.as_json()}
    answer(**by_alice, poll_id="4711")
    answer(**by_alice, option_ids=[])
    answer(**by_alice, option_ids=[17])
    await world.server.settle()
    assert (voted(world), totals(world, made)) == ([], None)

    channel = {"id": -1009, "type": "channel", "title": "A channel that votes"}
    answer(voter_chat=channel)
    answer(user=bob.user.as_json())
    await world.server.settle()
    assert (voted(world), totals(world, made)) == ([], "[0, 2, 0, 0]")

    first = answer(**by_alice)
    await world.server.settle()
    world.server.replay(first)
    answer(**by_alice, option_ids=[])
    answer(**by_alice, option_ids=[0])
    await world.server.settle()
    assert voted(world) == [(alice.id, 1, 0, True)]
    assert (len(reviews(world)), totals(world, made)) == (1, "[0, 3, 0, 0]")

    counted = poll.as_json()
    for option, count in zip(counted["options"], (5, 6, 1, 0), strict=True):
        option["voter_count"] = count
    world.server.push({"poll": counted})
    await world.server.settle()
    answer(voter_chat=channel, option_ids=[3])
    for option in counted["options"]:
        option["voter_count"] = 1
    for older in (counted, {**counted, "id": "4711"}, {**counted, "options": counted["options"][:2]}):
        world.server.push({"poll": older})
    await world.server.settle()
    assert totals(world, made) == "[5, 6, 1, 0]", "Telegram's own count is the larger one"


async def test_votes_in_a_channel_are_anonymous_and_still_counted(world: World) -> None:
    alice, bob = world.person("Alice"), world.person("Bob")
    made = await with_quiz(world, kind="channel")
    await alice.send("/start")
    for person, option in ((alice, 0), (bob, 3)):
        person.at(made.message.chat).vote(made.message, option)
    await world.server.settle()
    assert totals(world, made) == "[1, 0, 0, 1]"
    assert (voted(world), reviews(world)) == ([], [])


async def test_a_withdrawn_card_leaves_memory_alone(world: World) -> None:
    alice = world.person("Alice")
    made = await with_quiz(world, alice)
    await alice.send("/start")
    await world.stop()
    await world.change("UPDATE cards SET retired_at = 1")
    await world.start()
    alice.vote(made.message, 0)
    await world.server.settle()
    assert (reviews(world), voted(world)) == ([], [(alice.id, 0, 1, False)])


async def test_fifty_people_vote_at_once_and_each_is_counted_once(world: World) -> None:
    people = [world.person(f"Voter {number}") for number in range(50)]
    learners = people[:40]
    for person in learners:
        await world.change(
            "INSERT INTO learners (id, language, card_languages, zone, started_at) VALUES (?, 'en', 'en', 'UTC', ?)",
            person.id,
            to_ms(START),
        )
    made = await with_quiz(world, *people)
    said = len(world.server.ledger)
    for number, person in enumerate(people):
        person.vote(made.message, number % 4)
    updates = world.server.telegram.updates.latest(100)
    await world.server.settle()
    for update in updates[::7]:
        world.server.replay(update)
    await world.server.settle()
    assert sorted(voted(world)) == sorted((each.id, n % 4, int(n % 4 == 0), True) for n, each in enumerate(learners))
    assert len(reviews(world)) == len(world.rows("SELECT * FROM memories")) == 40
    assert totals(world, made) == "[13, 13, 12, 12]"
    assert [call for call in world.server.ledger.since(said) if call.chat_id is not None] == []
