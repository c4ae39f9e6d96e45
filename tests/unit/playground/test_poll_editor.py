"""Polls and quizzes that people make in their app, and what the bot learns of them."""

from typing import Any

import pytest

from bot.playground.acts import Stage
from bot.playground.cast import gather
from bot.playground.client import Impossible
from bot.playground.person import Person
from bot.playground.poll_editor import PollDraft
from bot.playground.server import BotApiServer
from tests.unit.playground.api import Api

QUIZ = PollDraft("What locks?", ["GIL", "RCU"], correct=0, explanation="One at a time.")


async def told(api: Api, kind: str = "message") -> dict[str, Any]:
    """The poll of the last update."""
    updates = (await api("getUpdates")).result
    poll: dict[str, Any] = updates[-1][kind]["poll"]
    return poll


def key_of(poll: dict[str, Any]) -> tuple[Any, Any]:
    return poll.get("correct_option_ids"), poll.get("explanation")


async def test_the_bot_knows_the_key_of_a_quiz_that_was_made_for_it(api: Api, alice: Person) -> None:
    alice.client.send_poll(alice.chat, QUIZ)
    poll = await told(api)
    assert (poll["question"], [option["text"] for option in poll["options"]]) == ("What locks?", ["GIL", "RCU"])
    assert (poll["type"], poll["is_anonymous"], poll["allows_multiple_answers"]) == ("quiz", True, False)
    assert key_of(poll) == ([0], "One at a time.")


async def test_a_poll_without_a_right_option_is_no_quiz(api: Api, alice: Person) -> None:
    alice.client.send_poll(alice.chat, PollDraft("Tea?", ["Yes", "No"], anonymous=False, several_answers=True))
    poll = await told(api)
    assert (poll["type"], poll["is_anonymous"], poll["allows_multiple_answers"]) == ("regular", False, True)
    assert key_of(poll) == (None, None)


async def test_a_forwarded_quiz_hides_its_key_until_it_is_closed(server: BotApiServer, api: Api, alice: Person) -> None:
    bob = server.person("Bob")
    made = bob.client.send_poll(bob.chat, QUIZ)
    alice.client.forward(made, alice.chat)
    assert key_of(await told(api)) == (None, None)
    server.telegram.voting.close(made)
    alice.client.forward(made, alice.chat)
    assert key_of(await told(api)) == ([0], "One at a time.")


async def test_the_bot_knows_the_key_of_its_own_quiz_wherever_it_meets_it(api: Api, alice: Person) -> None:
    await api("sendPoll", chat_id=alice.id, question="a", options=["b", "c"], type="quiz", correct_option_ids=[1])
    alice.client.forward(alice.messages[-1], alice.chat)
    assert key_of(await told(api)) == ([1], None)


async def test_a_quiz_made_for_a_group_or_channel_hides_its_key(server: BotApiServer, api: Api, alice: Person) -> None:
    group, channel = server.group("Study", alice), server.channel("News")
    group.members[server.telegram.bot.id] = "administrator"
    channel.members[alice.id] = "creator"
    alice.client.send_poll(group, QUIZ)
    assert key_of(await told(api)) == (None, None)
    alice.client.send_poll(channel, QUIZ)
    assert key_of(await told(api, "channel_post")) == (None, None)


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (PollDraft(" ", ["a", "b"]), "Poll question must be non-empty"),
        (PollDraft("a" * 301, ["a", "b"]), "question length must not exceed 300"),
        (PollDraft("a", ["a"]), "at least 2 options"),
        (PollDraft("a", ["a"] * 13), "more than 12 options"),
        (PollDraft("a", ["a", ""]), "options must be non-empty"),
        (PollDraft("a", ["a", "😀" * 51]), "options length must not exceed 100"),
        (PollDraft("a", ["a", "b"], correct=2), "correct_option_id"),
        (PollDraft("a", ["a", "b"], correct=0, explanation="a" * 201), "explanation length must not exceed 200"),
        (PollDraft("a", ["a", "b"], correct=0, explanation="a\nb\nc\nd"), "at most 2 line feeds"),
        (PollDraft("a", ["a", "b"], explanation="why"), "only for quizzes"),
    ],
)
def test_an_app_sends_no_poll_that_telegram_would_refuse(alice: Person, draft: PollDraft, why: str) -> None:
    with pytest.raises(Impossible, match=why):
        alice.client.send_poll(alice.chat, draft)
    assert alice.messages[-1].poll is None


def test_polls_of_a_channel_are_anonymous_and_polls_in_a_group_need_a_permission(
    server: BotApiServer, alice: Person
) -> None:
    channel, group = server.channel("News"), server.group("Study", alice)
    channel.members[alice.id] = "creator"
    with pytest.raises(Impossible, match="Non-anonymous polls"):
        alice.client.send_poll(channel, PollDraft("a", ["b", "c"], anonymous=False))
    group.permissions = frozenset({"can_send_messages"})
    with pytest.raises(Impossible, match="may not send that"):
        alice.client.send_poll(group, QUIZ)


def test_the_page_sends_a_quiz_in_somebodys_name(server: BotApiServer) -> None:
    cast = gather(server.telegram)
    person = cast.owner.user.id
    quiz = {"question": "a", "options": ["b", "c"], "correct": 1, "explanation": "why"}
    sent = Stage(server, cast).act("send_poll", {"person": person, "chat": person, **quiz})
    poll = server.telegram.chats[person].messages[sent["message"]].poll
    assert poll is not None
    assert (poll.correct, poll.explanation.text if poll.explanation else None) == ((1,), "why")


async def test_a_person_sends_a_poll_and_waits_for_the_answer(server: BotApiServer, api: Api, alice: Person) -> None:
    with pytest.raises(AssertionError):
        await alice.send_poll(QUIZ, within=0.1)
    await alice.send_poll(QUIZ, answered=False)
    assert [message.poll is not None for message in alice.messages[-2:]] == [True, True]
