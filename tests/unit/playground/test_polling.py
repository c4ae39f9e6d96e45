import asyncio
from typing import Any

import aiohttp
import pytest

from bot.playground.person import Person
from bot.playground.server import BotApiServer
from tests.unit.playground.api import Api

CONFLICT = (
    409,
    ("Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"),
)


async def _waiting(server: BotApiServer) -> None:
    await server.wait_for(lambda: server.telegram.updates.poller is not None)


async def test_updates_come_in_order_until_they_are_confirmed(api: Api, alice: Person) -> None:
    alice.say("a")
    alice.say("b")
    first = (await api("getUpdates")).result
    assert [update["message"]["text"] for update in first] == ["/start", "a", "b"]
    ids = [update["update_id"] for update in first]
    assert ids == [ids[0], ids[0] + 1, ids[0] + 2]
    assert (await api("getUpdates")).result == first
    assert (await api("getUpdates", offset=ids[1], limit=1)).result == first[1:2]
    assert (await api("getUpdates", offset=ids[2] + 1)).result == []
    assert (await api("getUpdates")).result == []


async def test_a_negative_offset_keeps_the_newest(api: Api, alice: Person) -> None:
    alice.say("a")
    alice.say("b")
    kept = (await api("getUpdates", offset=-2)).result
    assert [update["message"]["text"] for update in kept] == ["a", "b"]
    assert len((await api("getUpdates", offset=-5)).result) == 2


async def test_a_long_poll_waits_for_the_next_update(server: BotApiServer, api: Api, alice: Person) -> None:
    await api("getUpdates", offset=2**31)
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(api("getUpdates", timeout=50))
        await _waiting(server)
        alice.say("late")
    assert poll.result().result[0]["message"]["text"] == "late"


async def test_a_long_poll_ends_empty_after_its_timeout(api: Api) -> None:
    assert (await api("getUpdates", timeout=1)).result == []


async def test_only_allowed_updates_are_kept(api: Api, alice: Person) -> None:
    await api("getUpdates", offset=2**31, allowed_updates=["callback_query"])
    alice.say("unheard")
    assert (await api("getUpdates")).result == []
    await api("getUpdates", allowed_updates=[])
    alice.say("heard")
    assert [update["message"]["text"] for update in (await api("getUpdates")).result] == ["heard"]
    assert (await api("getUpdates", allowed_updates=["gossip"])).refused[0] == 400


async def test_the_older_of_two_pollers_is_ended(server: BotApiServer, api: Api, alice: Person) -> None:
    await api("getUpdates", offset=2**31)
    async with asyncio.TaskGroup() as tasks:
        older = tasks.create_task(api("getUpdates", timeout=50))
        await _waiting(server)
        newer = tasks.create_task(api("getUpdates", timeout=50))
        assert (await older).refused == CONFLICT
        alice.say("a")
    assert len(newer.result().result) == 1


async def test_a_killed_poller_is_no_conflict(server: BotApiServer, api: Api, alice: Person) -> None:
    await api("getUpdates", offset=2**31)
    async with aiohttp.ClientSession() as killed:
        poll = asyncio.get_running_loop().create_task(killed.post(api.address("getUpdates"), json={"timeout": 50}))
        await _waiting(server)
        poll.cancel()
    with pytest.raises(asyncio.CancelledError):
        await poll
    alice.say("a")
    assert len((await api("getUpdates", timeout=1)).result) == 1
    assert server.ledger.refusals() == []


async def test_a_killed_poller_is_soon_noticed(server: BotApiServer, api: Api) -> None:
    async with aiohttp.ClientSession() as killed:
        poll = asyncio.get_running_loop().create_task(killed.post(api.address("getUpdates"), json={"timeout": 50}))
        await _waiting(server)
        poll.cancel()
    with pytest.raises(asyncio.CancelledError):
        await poll
    await server.wait_for(lambda: server.telegram.updates.poller is None, within=2)


async def test_a_webhook_is_in_the_way_of_polling(server: BotApiServer, api: Api) -> None:
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(api("getUpdates", timeout=50))
        await _waiting(server)
        assert (await api("setWebhook", url="http://127.0.0.1:9/")).result is True
    assert poll.result().refused == (409, "Conflict: terminated by setWebhook request")
    status, why = (await api("getUpdates")).refused
    assert (status, why.partition(";")[0]) == (
        409,
        "Conflict: can't use getUpdates method while webhook is active",
    )
    assert (await api("deleteWebhook", drop_pending_updates=True)).result is True
    assert (await api("getUpdates")).result == []


async def test_an_update_can_come_twice_and_malformed(server: BotApiServer, api: Api, alice: Person) -> None:
    update = (await api("getUpdates")).result[0]
    await api("getUpdates", offset=update["update_id"] + 1)
    server.replay(update)
    odd = server.push({"message": "no message"})
    assert (await api("getUpdates", offset=update["update_id"] + 1)).result == [update, odd]
    assert (await api("getUpdates", offset=update["update_id"] + 1)).result == [odd]


async def test_a_stopping_server_ends_polls(server: BotApiServer, api: Api) -> None:
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(api("getUpdates", timeout=50))
        await _waiting(server)
        server.telegram.updates.close()
    assert poll.result().result == []


async def test_blocking_is_told(api: Api, alice: Person) -> None:
    await api("getUpdates", offset=2**31)
    alice.block()
    alice.unblock()
    blocked, unblocked = (await api("getUpdates")).result
    statuses: list[Any] = [update["my_chat_member"]["new_chat_member"]["status"] for update in (blocked, unblocked)]
    assert statuses == ["kicked", "member"]
