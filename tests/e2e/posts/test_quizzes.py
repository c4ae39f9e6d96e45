"""Quizzes that a schedule posts in a group, from the post to everybody's own memory."""

from typing import Any

import pytest

from bot.domain.cards import Choice
from bot.domain.delivery import Kind
from bot.playground.chats import Chat
from bot.playground.person import Person
from bot.services.outbox import Outbox
from bot.storage.deliveries import Delivery
from tests.conftest import World, card
from tests.e2e.posts.posting import at, connect, posts, schedule, until, word

WRONG = ("nearly", "far off", "nonsense")


@pytest.fixture
async def group(world: World, owner: Person) -> Chat:
    """A group that gets a quiz at ten every day; the bot does not run yet."""
    made = world.server.group("Club", owner)
    await world.publish(*(card(n, likes=100 - n, choice=Choice("right", WRONG, "So it is.")) for n in range(5)))
    await schedule(world, await connect(world, made, owner), owner, "2026-03-03 09:00")
    return made


def vote_at_once(world: World, group: Chat, *people: Person) -> None:
    """Let people vote as soon as a quiz stands in the group, before its sender knows that it does."""
    done: set[int] = set()

    def look(kind: str, what: Any) -> None:
        if kind != "message" or what.poll is None or what.chat is not group or what.id in done:
            return
        done.add(what.id)
        for number, person in enumerate(people):
            person.client.vote(what, [(what.poll.correct[0] + number) % 4])

    world.server.telegram.changes.watch(look)


def counted(world: World) -> list[tuple[int, int]]:
    rows = world.rows("SELECT learner_id, correct FROM votes ORDER BY learner_id")
    return [(row["learner_id"], row["correct"]) for row in rows]


async def test_whoever_votes_before_the_sender_knows_of_the_post_is_counted(
    world: World, owner: Person, group: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle = Outbox.settle

    async def slow(outbox: Outbox, delivery: Delivery, *rest: Any) -> Any:
        if delivery.kind == Kind.PUBLIC:
            await world.server.wait_for(lambda: len(world.rows("SELECT * FROM early_votes")) == 3)
        return await settle(outbox, delivery, *rest)

    monkeypatch.setattr(Outbox, "settle", slow)
    bob, eve = world.person("Bob"), world.person("Eve")
    for person in (bob, eve):
        group.members[person.id] = "member"
    vote_at_once(world, group, owner, bob, eve)
    await world.start()
    await bob.send("/start")
    world.clock.now = at("2026-03-03 09:00")
    await until(world, "sent")
    await world.server.settle()
    (made,) = posts(group)
    assert made.poll is not None
    assert counted(world) == sorted([(owner.id, 1), (bob.id, 0)])
    reviews = {row["learner_id"]: (row["mode"], row["rating"]) for row in world.rows("SELECT * FROM reviews")}
    assert reviews == {owner.id: ("quiz", 2), bob.id: ("quiz", 1)}
    assert world.rows("SELECT * FROM early_votes") == []
    await owner.send("/report")
    assert "Club\n“What is the answer to question number 0 (en)?”" in owner.screen.text
    assert "Votes: 3, right: 33%\nWrong answer chosen most: “" in owner.screen.text

    ((button,),) = made.inline_keyboard
    await eve.open_link(button["url"])
    assert "question number 0" in eve.screen.text
    await owner.send("/report")
    assert "Pressed “Study this”: 1" in owner.screen.text


async def test_a_vote_shows_that_a_post_is_there_whose_answer_was_lost(
    world: World, owner: Person, group: Chat
) -> None:
    await world.start()
    world.server.faults.close(method="sendPoll", execute=True)
    world.clock.now = at("2026-03-03 09:00")
    await until(world, "unknown")
    await word(world, owner, "Is this post in Club?")
    (made,) = posts(group)
    assert made.poll is not None
    owner.vote(made, made.poll.correct[0])
    await until(world, "sent")
    await world.server.settle()
    assert counted(world) == [(owner.id, 1)]
    (stored,) = world.rows("SELECT poll_id, totals FROM publications")
    assert stored["poll_id"] == made.poll.id
    assert sorted(stored["totals"]) == sorted("[1, 0, 0, 0]")
    await owner.press("Send again")
    await world.server.settle()
    assert len(posts(group)) == 1, "it was there: nothing is sent again"
