"""What stands in the way of a post in one chat alone: told once, and gone round or waited for."""

import pytest

from bot.domain.cards import Choice
from bot.playground.person import Person
from tests.conftest import World, card
from tests.e2e.planning import quiet
from tests.e2e.posts.posting import at, connect, posts, schedule, states, until, word

CHOICE = Choice("right", ("wrong", "worse", "worst"), "So it is.")


def told(person: Person, begin: str) -> int:
    return sum(screen.text.startswith(begin) for screen in person.screens)


async def test_where_a_group_forbids_polls_quizzes_go_as_messages_and_that_is_told_once(
    world: World, owner: Person
) -> None:
    await world.publish(*(card(number, likes=100 - number, choice=CHOICE) for number in range(5)))
    group = world.server.telegram.new_chat("supergroup", "Go talk")
    group.members[world.server.telegram.bot.id] = "member"
    group.permissions = frozenset({"can_send_messages"})
    await schedule(world, await connect(world, group, owner), owner, "2026-03-03 09:00", minutes="[600, 660]")
    await world.start()
    world.refusals_expected = True
    for count, moment in enumerate(("03 09:00", "03 10:00", "04 10:00"), 1):
        world.clock.now = at(f"2026-03-{moment}")
        await until(world, "sent", count)
    await word(world, owner, "Members of Go talk may not send polls")
    assert [message.poll for message in posts(group)] == [None] * 3
    assert "question number 0" in posts(group)[0].text
    assert len(world.server.ledger.refusals()) == 2, "a day later it is tried again"
    group.permissions = None
    world.clock.now = at("2026-03-05 10:00")
    await until(world, "sent", 4)
    await quiet(world)
    assert posts(group)[-1].poll is not None
    assert told(owner, "Members of Go talk") == 1
    assert world.rows("SELECT trouble FROM chats") == [{"trouble": None}]


async def test_a_schedule_whose_topic_is_gone_is_paused_and_that_is_told_once(world: World, owner: Person) -> None:
    await world.publish(*(card(number) for number in range(5)))
    group = world.server.telegram.new_chat("supergroup", "Go talk")
    group.members[owner.id], group.members[world.server.telegram.bot.id] = "creator", "member"
    topic = world.server.telegram.open_topic(group, "Quiz", owner.user)
    await schedule(world, await connect(world, group, owner), owner, "2026-03-03 09:00", thread_id=topic)
    assert group.topics is not None
    del group.topics[topic]
    await world.start()
    world.refusals_expected = True
    world.clock.now = at("2026-03-03 09:00")
    await until(world, "failed")
    await word(world, owner, "Nothing was posted in Go talk")
    assert "the topic of the group is gone or closed. The schedule is paused" in owner.screen.text
    for day in (4, 5):
        world.clock.now = at(f"2026-03-0{day} 09:00")
        await quiet(world)
    assert states(world) == [("2026-03-03T10:00", "failed", "refused: topic")]
    assert (told(owner, "Nothing was posted"), len(world.server.ledger.refusals())) == (1, 1)
    assert world.rows("SELECT state, next_at FROM schedules") == [{"state": "paused", "next_at": None}]


@pytest.mark.parametrize(
    ("gone", "why"),
    [
        ("UPDATE chats SET disconnected_at = 1", "That chat is disconnected"),
        ("UPDATE schedules SET state = 'stopped', next_at = NULL", "That schedule is stopped"),
    ],
)
async def test_where_nothing_is_sent_any_more_send_again_says_so(
    world: World, owner: Person, gone: str, why: str
) -> None:
    channel = world.server.channel("Go daily", username="godaily")
    await world.publish(card(1))
    await schedule(world, await connect(world, channel, owner), owner, "2026-03-03 09:00")
    await world.start()
    world.server.faults.close(method="sendMessage", execute=True)
    world.clock.now = at("2026-03-03 09:00")
    await until(world, "unknown")
    await word(world, owner, "Is this post in Go daily?")
    await world.stop()
    await world.change(gone)
    await world.start()
    await owner.press("Send again")
    assert owner.toast.startswith(why)
    assert [state for _, state, _ in states(world)] == ["unknown"]
    await owner.press("It is there")
    assert [state for _, state, _ in states(world)] == ["sent"]


async def test_a_moment_that_has_come_is_not_shown_again_in_another_zone(world: World, owner: Person) -> None:
    await world.publish(*(card(number, likes=100 - number) for number in range(9)))
    channel = world.server.channel("Go daily", username="godaily")
    channel.members[owner.id] = "creator"
    await schedule(world, await connect(world, channel, owner), owner, "2026-03-03 09:00")
    await world.start()
    world.clock.now = at("2026-03-03 09:00")
    await until(world, "sent")
    # Ten o'clock of that day comes once more in New York.
    await world.stop()
    await world.change("UPDATE schedules SET zone = 'America/New_York', next_at = 1772550000000")
    await world.start()
    await owner.send("/schedule")
    await owner.press("Open Go daily")
    await owner.press("Schedule 1")
    await owner.press("Next posts")
    assert "number 1" in owner.screen.text
    assert "3 Mar" not in owner.screen.text.replace("03-03", "3 Mar")
    world.clock.now = at("2026-03-03 15:00")
    await quiet(world)
    assert len(posts(channel)) == 1
