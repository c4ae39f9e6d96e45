import asyncio

import aiohttp
import pytest

from bot.playground.faults import Fault
from bot.playground.person import Person
from bot.playground.server import BotApiServer
from tests.unit.playground.api import Api


async def _send(api: Api, chat_id: int) -> bool:
    return bool((await api("sendMessage", chat_id=chat_id, text="a")).body["ok"])


async def test_a_scripted_flood_strikes_so_many_calls_and_is_no_refusal(
    server: BotApiServer, api: Api, alice: Person
) -> None:
    server.faults.flood(35, times=2)
    for _ in range(2):
        answer = await api("sendMessage", chat_id=alice.id, text="a")
        assert answer.refused == (429, "Too Many Requests: retry after 35")
        assert answer.body["parameters"] == {"retry_after": 35}
    assert await _send(api, alice.id)
    assert server.ledger.refusals() == []
    assert [call.executed for call in server.ledger.calls("sendMessage")] == [False, False, True]


async def test_a_fault_can_be_for_one_method_or_one_chat(server: BotApiServer, api: Api, alice: Person) -> None:
    bob = server.person("Bob")
    bob.say("/start")
    server.faults.refuse(403, "Forbidden: user is deactivated", chat_id=bob.id)
    server.faults.gateway(502, method="getMe")
    assert await _send(api, alice.id)
    assert not await _send(api, bob.id)
    async with api.session.get(api.address("getMe")) as response:
        assert (response.status, response.content_type) == (502, "text/html")


async def test_polling_is_struck_only_by_name(server: BotApiServer, api: Api, alice: Person) -> None:
    server.faults.refuse(500, "Internal Server Error", times=5)
    assert len((await api("getUpdates")).result) == 1
    server.faults.clear()
    server.faults.refuse(500, "Internal Server Error", method="getUpdates")
    assert (await api("getUpdates")).refused == (500, "Internal Server Error")


@pytest.mark.parametrize("execute", [False, True])
async def test_a_connection_can_close_before_or_after_the_call_is_carried_out(
    server: BotApiServer, api: Api, alice: Person, execute: bool
) -> None:
    server.faults.close(execute=execute)
    with pytest.raises(aiohttp.ClientError):
        await _send(api, alice.id)
    assert [message.text for message in alice.messages] == (["/start", "a"] if execute else ["/start"])
    assert await _send(api, alice.id)


@pytest.mark.parametrize("execute", [False, True])
async def test_an_answer_can_stay_away(server: BotApiServer, api: Api, alice: Person, execute: bool) -> None:
    server.faults.hang(execute=execute)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await _send(api, alice.id)
    await server.settle()
    assert len(alice.messages) == 1 + execute


async def test_settling_gives_up_on_a_call_that_takes_too_long(server: BotApiServer, api: Api, alice: Person) -> None:
    server.faults.slow(0.3)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_send(api, alice.id))
        await server.wait_for(lambda: server.ledger.in_flight == 1)
        with pytest.raises(AssertionError, match=r"still busy after 0\.05 s"):
            await server.settle(within=0.05)


async def test_a_slow_answer_is_right(server: BotApiServer, api: Api, alice: Person) -> None:
    server.faults.slow(0.05)
    loop = asyncio.get_running_loop()
    begin = loop.time()
    assert await _send(api, alice.id)
    assert loop.time() - begin >= 0.04


async def test_a_wrong_answer_can_follow_a_call_that_was_carried_out(
    server: BotApiServer, api: Api, alice: Person
) -> None:
    server.faults.add(Fault(execute=True, status=200, body=b'{"ok": tr'))
    async with api.session.post(api.address("sendMessage"), json={"chat_id": alice.id, "text": "a"}) as response:
        assert await response.read() == b'{"ok": tr'
    assert alice.screen.text == "a"
