from typing import Any

import pytest

from bot.playground.person import Person
from bot.playground.server import BotApiServer
from tests.unit.playground.api import Api

QUIZ: dict[str, Any] = {
    "question": "List<String>?",
    "options": [{"text": "a < b"}, "c"],
    "type": "quiz",
    "correct_option_ids": [1],
    "explanation": "Because\nof\nthis",
}


async def test_a_quiz_is_stored_as_it_was_sent(api: Api, alice: Person) -> None:
    poll = (await api("sendPoll", chat_id=alice.id, **QUIZ)).result["poll"]
    assert (poll["question"], [option["text"] for option in poll["options"]]) == ("List<String>?", ["a < b", "c"])
    assert (poll["type"], poll["correct_option_ids"], poll["is_anonymous"]) == ("quiz", [1], True)


async def test_the_bot_hears_votes_unless_the_poll_is_anonymous(api: Api, alice: Person) -> None:
    await api("getUpdates", offset=2**31)
    await api("sendPoll", chat_id=alice.id, **QUIZ, is_anonymous=False)
    alice.vote(alice.messages[-1], 1)
    counts, answer = (await api("getUpdates")).result
    assert [option["voter_count"] for option in counts["poll"]["options"]] == [0, 1]
    assert (answer["poll_answer"]["option_ids"], answer["poll_answer"]["user"]["id"]) == ([1], alice.id)
    await api("getUpdates", offset=2**31)
    await api("sendPoll", chat_id=alice.id, **QUIZ)
    alice.vote(alice.messages[-1], 0)
    assert [list(update) for update in (await api("getUpdates")).result] == [["update_id", "poll"]]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"question": ""}, "poll question is empty"),
        ({"question": " "}, "poll question must be non-empty"),
        ({"question": "a" * 301}, "poll question length must not exceed 300"),
        ({"question": "<b>a</b>", "question_parse_mode": "HTML"}, "poll question can contain only custom emoji"),
        ({"options": []}, "poll must have at least one answer option"),
        ({"options": ["a"] * 13}, "poll can't have more than 12 options"),
        ({"options": ["a", " "]}, "poll options must be non-empty"),
        ({"options": ["a", "b" * 101]}, "poll options length must not exceed 100"),
        ({"options": ["a", {"text": "<b>b</b>", "text_parse_mode": "HTML"}]}, "poll options can contain only custom"),
        ({"correct_option_ids": None}, "correct quiz option list must be non-empty"),
        ({"correct_option_ids": [2]}, "wrong quiz correct_option_id"),
        ({"correct_option_ids": [-1]}, "wrong quiz correct_option_id"),
        (
            {"correct_option_ids": [1, 0], "allows_multiple_answers": True},
            "correct quiz option list must be increasing",
        ),
        ({"correct_option_ids": [0, 1]}, "quiz with several correct options must allow multiple answers"),
        ({"explanation": "a" * 201}, "poll explanation length must not exceed 200"),
        ({"explanation": "a\nb\nc\nd"}, "poll explanation can contain at most 2 line feeds"),
        ({"description": "a" * 1025}, "poll description length must not exceed 1024"),
        ({"type": "regular"}, "correct options can be specified only for quizzes"),
        ({"type": "regular", "correct_option_ids": None}, "explanation can be specified only for quizzes"),
        ({"type": "survey"}, "unsupported poll type specified"),
        ({"open_period": 4}, "poll must be open for 5 to 2628000 seconds"),
        ({"open_period": 2628001}, "poll must be open for 5 to 2628000 seconds"),
        ({"open_period": 10, "close_date": 1}, "open_period and close_date can't be used together"),
        ({"close_date": 1}, "poll must be open for 5 to 2628000 seconds"),
        (
            {"options": ["a", {"text": "b", "media": {"type": "location", "latitude": 1.0, "longitude": 1.0}}]},
            "media in poll options is not supported by this server",
        ),
        ({"members_only": True}, 'the poll parameter "members_only" is not supported by this server'),
    ],
)
async def test_a_wrong_poll_is_refused(api: Api, alice: Person, changed: dict[str, Any], why: str) -> None:
    status, description = (await api("sendPoll", chat_id=alice.id, **{**QUIZ, **changed})).refused
    assert status == 400
    assert why in description


async def test_a_poll_at_every_limit_is_sent(api: Api, alice: Person) -> None:
    largest = {
        "question": "a" * 300,
        "options": ["a" * 100] * 12,
        "explanation": "a" * 200,
        "description": "a" * 1024,
        "open_period": 2_628_000,
    }
    assert (await api("sendPoll", chat_id=alice.id, **{**QUIZ, **largest})).result["poll"]["close_date"]


async def test_a_channel_takes_only_anonymous_polls(server: BotApiServer, api: Api) -> None:
    channel = server.channel("News")
    assert (await api("sendPoll", chat_id=channel.id, **QUIZ)).result
    refused = (await api("sendPoll", chat_id=channel.id, **QUIZ, is_anonymous=False)).refused
    assert refused == (400, "Bad Request: non-anonymous polls can't be sent to channel chats")


async def test_a_poll_has_no_text_to_edit(api: Api, alice: Person) -> None:
    sent = (await api("sendPoll", chat_id=alice.id, **QUIZ)).result
    refused = (await api("editMessageText", chat_id=alice.id, message_id=sent["message_id"], text="a")).refused
    assert refused == (400, "Bad Request: there is no text in the message to edit")
