import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import web

from bot.playground.person import Person
from bot.playground.server import BotApiServer
from tests.unit.playground.api import Api


class Receiver:
    """A bot behind a webhook; answers with the statuses given, then 200, and with the bodies given, then none."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.bodies: list[tuple[bytes, str]] = []
        self.heard: list[tuple[str | None, Any]] = []
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.heard.append((secret, await request.json()))
        body, kind = self.bodies.pop(0) if self.bodies else (b"", "text/plain")
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200, body=body, content_type=kind)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_updates_are_posted_in_order_with_the_secret(
    server: BotApiServer, api: Api, alice: Person, receiver: Receiver
) -> None:
    await api("setWebhook", url=receiver.url, secret_token="s3cret")
    alice.say("a")
    await server.wait_for(lambda: len(server.telegram.updates) == 0)
    assert [(secret, update["message"]["text"]) for secret, update in receiver.heard] == [
        ("s3cret", "/start"),
        ("s3cret", "a"),
    ]


async def test_a_refused_update_is_posted_again(
    server: BotApiServer, api: Api, alice: Person, receiver: Receiver
) -> None:
    receiver.statuses = [500, 404]
    await api("setWebhook", url=receiver.url)
    await server.wait_for(lambda: len(server.telegram.updates) == 0)
    assert [update["message"]["text"] for _, update in receiver.heard] == ["/start"] * 3
    info = (await api("getWebhookInfo")).result
    assert info["url"] == receiver.url
    assert info["last_error_message"] == "Wrong response from the webhook: 404 Not Found"


async def test_what_nobody_takes_stays(server: BotApiServer, api: Api, alice: Person) -> None:
    await api("setWebhook", url="http://127.0.0.1:9/", allowed_updates=["message"])
    webhook = server.telegram.updates.webhook
    assert webhook is not None
    await server.wait_for(lambda: webhook.last_error_message is not None)
    info = (await api("getWebhookInfo")).result
    assert (info["pending_update_count"], info["allowed_updates"]) == (1, ["message"])
    await api("setWebhook", url="")
    assert (await api("getWebhookInfo")).result["url"] == ""
    assert len((await api("getUpdates")).result) == 1


async def test_a_replayed_update_is_posted_again(
    server: BotApiServer, api: Api, alice: Person, receiver: Receiver
) -> None:
    await api("setWebhook", url=receiver.url)
    await server.wait_for(lambda: len(server.telegram.updates) == 0)
    server.replay(receiver.heard[0][1])
    await server.wait_for(lambda: len(receiver.heard) == 2)
    assert receiver.heard[0] == receiver.heard[1]


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        ({"url": "http://example.com/"}, "An HTTPS URL must be provided for webhook"),
        ({"url": "https://example.com:1234/"}, "Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ({"url": "https://example.com:port/"}, "invalid URL specified"),
        ({"url": "https://example.com/", "secret_token": "päss"}, "secret token contains unallowed characters"),
        ({"url": "https://example.com/", "secret_token": "a" * 257}, "secret token contains unallowed characters"),
        ({"url": "https://example.com/", "max_connections": 101}, "max_connections must be in the range 1 to 100"),
        ({"url": "https://example.com/", "ip_address": "127.0.0.1"}, "not supported by this server"),
    ],
)
async def test_a_wrong_webhook_is_refused(api: Api, parameters: dict[str, Any], why: str) -> None:
    status, description = (await api("setWebhook", **parameters)).refused
    assert status == 400
    assert description.endswith(why)


REPLY = {"method": "sendMessage", "text": "by reply"}


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
async def test_a_webhook_can_answer_with_a_call(
    server: BotApiServer, api: Api, alice: Person, receiver: Receiver, kind: str
) -> None:
    call = {**REPLY, "chat_id": alice.id}
    body = json.dumps(call) if kind == "application/json" else urlencode(call)
    receiver.bodies = [(body.encode(), kind)]
    await api("setWebhook", url=receiver.url)
    await server.wait_for(lambda: len(server.telegram.updates) == 0)
    assert alice.screen.text == "by reply"
    assert len(server.ledger.calls("sendMessage", alice.id)) == 1


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        ({**REPLY, "chat_id": 5}, "400 Bad Request: chat not found"),
        ({**REPLY, "method": "getMe"}, "400 Bad Request: getMe can't be the answer to an update"),
        ({**REPLY, "method": "setWebhook"}, "400 Bad Request: setWebhook can't be the answer to an update"),
        ({**REPLY, "method": "nonsense"}, "404 Not Found"),
    ],
)
async def test_a_wrong_call_as_an_answer_is_refused_and_the_update_taken(
    server: BotApiServer, api: Api, alice: Person, receiver: Receiver, reply: dict[str, Any], why: str
) -> None:
    receiver.bodies = [(json.dumps(reply).encode(), "application/json")]
    await api("setWebhook", url=receiver.url)
    await server.wait_for(lambda: len(server.telegram.updates) == 0)
    assert [str(call.refusal) for call in server.ledger.refusals()] == [why]


@pytest.mark.parametrize(
    ("body", "kind"), [(b"ok", "text/plain"), (b"{}", "application/json"), (b"{", "application/json")]
)
async def test_an_answer_that_names_no_method_is_no_call(
    server: BotApiServer, api: Api, alice: Person, receiver: Receiver, body: bytes, kind: str
) -> None:
    receiver.bodies = [(body, kind)]
    await api("setWebhook", url=receiver.url)
    await server.wait_for(lambda: len(server.telegram.updates) == 0)
    assert server.ledger.refusals() == []
    assert [call.method for call in server.ledger.calls()] == ["setWebhook"]


async def test_a_call_as_an_answer_meets_scripted_faults(
    server: BotApiServer, api: Api, alice: Person, receiver: Receiver
) -> None:
    receiver.bodies = [(json.dumps({**REPLY, "chat_id": alice.id}).encode(), "application/json")]
    server.faults.refuse(500, "Internal Server Error", method="sendMessage")
    await api("setWebhook", url=receiver.url)
    await server.wait_for(lambda: len(server.telegram.updates) == 0)
    assert len(alice.messages) == 1
