"""Polls while they are open, and how they close."""

import asyncio
from typing import Any

import pytest

from bot.playground.client import Impossible
from bot.playground.person import Person
from bot.playground.poll_editor import PollDraft
from bot.playground.server import BotApiServer
from tests.unit.playground.api import Api, Time

POLL: dict[str, Any] = {"question": "a", "options": ["b", "c"], "is_anonymous": False}


async def _sent(api: Api, chat_id: int, **parameters: Any) -> dict[str, Any]:
    """Chat and id of a new poll, of which nothing was heard yet."""
    sent = (await api("sendPoll", chat_id=chat_id, **{**POLL, **parameters})).result
    await api("getUpdates", offset=2**31)
    return {"chat_id": chat_id, "message_id": sent["message_id"]}


async def _polls(api: Api) -> list[dict[str, Any]]:
    return [update["poll"] for update in (await api("getUpdates")).result if "poll" in update]


@pytest.mark.parametrize("closing", [{"open_period": 10}, {"close_date": 10}])
async def test_a_poll_closes_when_its_time_is_over(
    api: Api, alice: Person, time: Time, closing: dict[str, int]
) -> None:
    if "close_date" in closing:
        closing = {"close_date": int(time.moment.timestamp()) + 10}
    await _sent(api, alice.id, **closing)
    time.pass_by(9)
    alice.vote(alice.messages[-1], 0)
    assert [poll["is_closed"] for poll in await _polls(api)] == [False]
    time.pass_by(1)
    with pytest.raises(Impossible, match="no open poll"):
        alice.vote(alice.messages[-1], 1)
    closed = (await _polls(api))[1:]
    assert [(poll["is_closed"], poll["total_voter_count"]) for poll in closed] == [(True, 1)]


async def test_a_poll_that_is_due_closes_with_the_next_call(api: Api, alice: Person, time: Time) -> None:
    sent = await _sent(api, alice.id, open_period=5)
    time.pass_by(5)
    refused = (await api("stopPoll", **sent)).refused
    assert refused == (400, "Bad Request: poll has already been closed")


async def test_a_poll_closes_by_itself(server: BotApiServer, api: Api, alice: Person, time: Time) -> None:
    time.pass_by(0.999)
    await _sent(api, alice.id, open_period=5)
    time.pass_by(4.0)
    await _sent(api, alice.id, open_period=500)
    message = alice.messages[-2]
    waiting = asyncio.get_running_loop().call_later(0.001, time.pass_by, 0.01)
    await server.wait_for(lambda: bool(message.poll and message.poll.closed))
    waiting.cancel()


async def test_a_poll_can_be_stopped_once(api: Api, alice: Person) -> None:
    keyboard = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
    sent = await _sent(api, alice.id, reply_markup=keyboard)
    alice.vote(alice.messages[-1], 1)
    stopped = (await api("stopPoll", **sent)).result
    assert (stopped["is_closed"], [one["voter_count"] for one in stopped["options"]]) == (True, [0, 1])
    assert alice.screen.buttons == []
    assert [poll["is_closed"] for poll in await _polls(api)] == [False, True]
    assert (await api("stopPoll", **sent)).refused == (400, "Bad Request: poll has already been closed")
    with pytest.raises(Impossible, match="no open poll"):
        alice.vote(alice.messages[-1], 0)


async def test_only_an_own_poll_can_be_stopped(api: Api, alice: Person) -> None:
    said = alice.messages[0].id
    assert (await api("stopPoll", chat_id=alice.id, message_id=said)).refused == (
        400,
        "Bad Request: message is not a poll",
    )
    assert (await api("stopPoll", chat_id=alice.id, message_id=1)).refused == (
        400,
        "Bad Request: message with poll to stop not found",
    )
    sent = await _sent(api, alice.id)
    alice.messages[-1].by_bot = False
    assert (await api("stopPoll", **sent)).refused == (400, "Bad Request: poll can't be stopped")


async def test_a_poll_sent_closed_takes_no_vote(api: Api, alice: Person) -> None:
    await _sent(api, alice.id, is_closed=True, open_period=10)
    with pytest.raises(Impossible, match="no open poll"):
        alice.vote(alice.messages[-1], 0)


@pytest.mark.parametrize(
    ("parameters", "votes", "why"),
    [
        ({}, [[2]], "no such option"),
        ({}, [[-1]], "no such option"),
        ({}, [[0, 1]], "takes one answer"),
        ({}, [[]], "no vote to take back"),
        ({"type": "quiz", "correct_option_ids": [0]}, [[0], [1]], "cannot be changed"),
        ({"allows_revoting": False}, [[0], []], "cannot be changed"),
    ],
)
async def test_a_vote_that_an_app_does_not_offer_is_impossible(
    api: Api, alice: Person, parameters: dict[str, Any], votes: list[list[int]], why: str
) -> None:
    await _sent(api, alice.id, **parameters)
    for vote in votes[:-1]:
        alice.client.vote(alice.messages[-1], vote)
    with pytest.raises(Impossible, match=why):
        alice.client.vote(alice.messages[-1], votes[-1])


async def test_a_vote_can_be_changed_and_taken_back(api: Api, alice: Person) -> None:
    await _sent(api, alice.id, allows_multiple_answers=True)
    for vote in ([0, 1], [1], []):
        alice.client.vote(alice.messages[-1], vote)
    updates = (await api("getUpdates")).result
    answers = [update["poll_answer"] for update in updates if "poll_answer" in update]
    assert [answer["option_ids"] for answer in answers] == [[0, 1], [1], []]
    assert len(answers[0]["option_persistent_ids"]) == 2
    assert [poll["total_voter_count"] for poll in await _polls(api)] == [1, 1, 0]


async def test_votes_in_a_poll_of_somebody_else_are_not_told(api: Api, alice: Person) -> None:
    made = alice.client.send_poll(alice.chat, PollDraft("a", ["b", "c"], anonymous=False))
    alice.vote(made, 0)
    updates = (await api("getUpdates")).result
    assert not any("poll" in update or "poll_answer" in update for update in updates)


async def test_only_who_sees_a_poll_votes(server: BotApiServer, api: Api, alice: Person) -> None:
    group = server.group("Study")
    await _sent(api, group.id)
    poll = group.visible()[-1]
    with pytest.raises(Impossible, match="not a member"):
        alice.vote(poll, 0)
    alice.at(group).vote(poll, 0)
    assert len(await _polls(api)) == 1


async def test_options_can_be_shown_in_another_order_to_each(api: Api, alice: Person) -> None:
    await _sent(api, alice.id, shuffle_options=True)
    poll = alice.messages[-1].poll
    assert poll is not None
    assert poll.shuffled
