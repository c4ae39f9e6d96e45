from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.playground.person import Person
from bot.playground.server import BotApiServer
from tests.unit.playground.api import Api


class Receiver:
    """A bot behind a webhook; answers with the statuses given, then 200."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.heard: list[tuple[str | None, Any]] = []
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.heard.append((secret, await request.json()))
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)


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
