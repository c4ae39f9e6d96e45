from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.playground.flood import FloodRule
from bot.playground.server import BotApiServer
from tests.unit.playground.api import TOKEN, Answer, Api, Time

RULE = FloodRule(per_chat=1.0, chat_burst=3, overall=10, group_per_minute=5)


@pytest.fixture
async def server(time: Time) -> AsyncIterator[BotApiServer]:
    """A server with limits over time."""
    server = BotApiServer(TOKEN, time.now, monotonic=time.monotonic, flood=RULE)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def chats(server: BotApiServer) -> list[int]:
    people = [server.person(f"Person {number}") for number in range(20)]
    for person in people:
        person.say("/start")
    return [person.id for person in people]


def _wait(answer: Answer) -> int:
    """Seconds that a refusal asks for, 0 for none."""
    if answer.body["ok"]:
        return 0
    seconds: int = answer.body["parameters"]["retry_after"]
    assert answer.refused == (429, f"Too Many Requests: retry after {seconds}")
    return seconds


async def _send(api: Api, chat_id: int) -> int:
    return _wait(await api("sendMessage", chat_id=chat_id, text="a"))


async def test_a_chat_takes_a_short_burst_and_then_one_a_second(api: Api, chats: list[int], time: Time) -> None:
    assert [await _send(api, chats[0]) for _ in range(4)] == [0, 0, 0, 1]
    assert await _send(api, chats[1]) == 0
    time.pass_by(1)
    assert [await _send(api, chats[0]) for _ in range(2)] == [0, 1]


async def test_a_refusal_holds_until_its_time_is_over(api: Api, chats: list[int], time: Time) -> None:
    assert [await _send(api, chats[0]) for _ in range(4)] == [0, 0, 0, 1]
    time.pass_by(0.9)
    assert await _send(api, chats[0]) == 1
    time.pass_by(0.1)
    assert await _send(api, chats[0]) == 0


async def test_all_chats_together_take_so_many_in_any_second(api: Api, chats: list[int], time: Time) -> None:
    time.pass_by(60)
    assert [await _send(api, chat) for chat in chats[:11]] == [0] * 10 + [1]
    time.pass_by(1)
    assert [await _send(api, chat) for chat in chats[:11]] == [0] * 10 + [1]


async def test_a_group_takes_so_many_a_minute(server: BotApiServer, api: Api, time: Time) -> None:
    group = server.group("Study")
    for _ in range(5):
        assert await _send(api, group.id) == 0
        time.pass_by(2)
    assert await _send(api, group.id) == 50
    time.pass_by(50)
    assert await _send(api, group.id) == 0


async def test_edits_and_answers_do_not_count(api: Api, chats: list[int]) -> None:
    sent = (await api("sendMessage", chat_id=chats[0], text="a")).result
    for number in range(20):
        edit = {"chat_id": chats[0], "message_id": sent["message_id"], "text": str(number)}
        assert (await api("editMessageText", **edit)).result
        assert (await api("sendChatAction", chat_id=chats[0], action="typing")).result
    assert await _send(api, chats[0]) == 0


async def test_a_flood_is_an_avoidable_refusal(server: BotApiServer, api: Api, chats: list[int]) -> None:
    for _ in range(4):
        await _send(api, chats[0])
    assert len(server.ledger.refusals(avoidable=True)) == 1


async def test_the_limits_can_be_turned_off(time: Time, session: aiohttp.ClientSession) -> None:
    server = BotApiServer(TOKEN, time.now, monotonic=time.monotonic, flood=None)
    await server.start()
    alice = server.person("Alice")
    alice.say("/start")
    api = Api(server, session)
    assert [await _send(api, alice.id) for _ in range(40)] == [0] * 40
    await server.stop()
