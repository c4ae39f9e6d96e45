"""How calls come in: addresses, encodings, parameters."""

from io import BytesIO
from typing import Any

import aiohttp
import pytest

from bot.playground.person import Person
from bot.playground.server import BotApiServer
from tests.unit.playground.api import TOKEN, Answer, Api

HELLO = {"text": "hello"}


async def _answer(response: aiohttp.ClientResponse) -> Answer:
    return Answer(response.status, await response.json())


@pytest.mark.parametrize(
    ("path", "refused"),
    [
        ("/bot43:OTHER/getMe", (401, "Unauthorized")),
        ("/botnonsense/getMe", (404, "Not Found")),
        (f"/bot{TOKEN}/getMee", (404, "Not Found")),
        (f"/bot{TOKEN}", (404, "Not Found")),
        ("/", (404, "Not Found")),
    ],
)
async def test_a_wrong_address_is_refused(
    server: BotApiServer, session: aiohttp.ClientSession, path: str, refused: tuple[int, str]
) -> None:
    async with session.get(server.url + path) as response:
        assert (await _answer(response)).refused == refused


async def test_a_revoked_token_is_refused(server: BotApiServer, api: Api) -> None:
    assert (await api("getMe")).result["id"] == 42
    server.revoke()
    assert (await api("getMe")).refused == (401, "Unauthorized")


async def test_method_names_may_have_any_case(api: Api) -> None:
    assert (await api("GETME")).result["is_bot"] is True


async def test_a_call_comes_as_query_form_multipart_or_json(
    api: Api, alice: Person, session: aiohttp.ClientSession
) -> None:
    address, fields = api.address("sendMessage"), {"chat_id": str(alice.id), **HELLO}
    async with session.get(address, params=fields) as response:
        assert (await _answer(response)).result["text"] == "hello"
    async with session.post(address, data=fields) as response:
        assert (await _answer(response)).result["text"] == "hello"
    async with session.post(address, json=fields) as response:
        assert (await _answer(response)).result["text"] == "hello"
    form = aiohttp.FormData(fields, default_to_multipart=True)
    async with session.post(address, data=form) as response:
        assert (await _answer(response)).result["text"] == "hello"


@pytest.mark.parametrize(
    ("body", "kind", "why"),
    [
        (b"{", "application/json", "can't parse JSON object"),
        (b"[]", "application/json", "can't parse JSON object"),
        (b"text=%FF", "application/x-www-form-urlencoded", "strings must be encoded in UTF-8"),
        (b"text=\xff", "application/x-www-form-urlencoded", "strings must be encoded in UTF-8"),
        (b'{"text":"\\ud83d"}', "application/json", "strings must be encoded in UTF-8"),
        (b"hello", "text/plain", "wrong content type"),
        (b"hello", "multipart/form-data", "boundary not found in the request"),
        (b"--x\r\nnonsense\r\n--x--", "multipart/form-data; boundary=x", "wrong multipart request"),
    ],
)
async def test_a_body_that_cannot_be_read_is_refused(
    api: Api, session: aiohttp.ClientSession, body: bytes, kind: str, why: str
) -> None:
    async with session.post(api.address("sendMessage"), data=body, headers={"Content-Type": kind}) as response:
        assert (await _answer(response)).refused == (400, f"Bad Request: {why}")


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        ({"chat_id": 1, "text": "a", "txet": "a"}, 'unknown parameter "txet" of sendMessage'),
        ({"text": "a"}, "chat_id is empty"),
        ({"chat_id": 1}, "message text is empty"),
        ({"chat_id": 1, "text": ""}, "message text is empty"),
        ({"chat_id": "one", "text": "a"}, 'parameter "chat_id" must be of type Integer'),
        ({"chat_id": 1.5, "text": "a"}, 'parameter "chat_id" must be of type Integer'),
        ({"chat_id": "1_000", "text": "a"}, 'parameter "chat_id" must be of type Integer'),
        ({"chat_id": True, "text": "a"}, 'parameter "chat_id" must be of type Integer'),
        ({"chat_id": 1, "text": 5}, 'parameter "text" must be of type String'),
        (
            {"chat_id": 1, "text": "a", "protect_content": "maybe"},
            'parameter "protect_content" must be of type Boolean',
        ),
        ({"chat_id": 1, "text": "a", "reply_markup": "{"}, 'can\'t parse JSON of the parameter "reply_markup"'),
        ({"chat_id": 1, "text": "a", "entities": '[{"type":"\\ud83d"}]'}, "strings must be encoded in UTF-8"),
        (
            {"chat_id": 1, "text": "a", "link_preview_options": {"disabled": True}},
            'unknown field "disabled" in the parameter "link_preview_options"',
        ),
        (
            {"chat_id": 1, "text": "a", "reply_parameters": {"message_id": "5"}},
            'can\'t parse "reply_parameters": Input should be a valid integer at message_id',
        ),
        ({"chat_id": 1, "text": "a", "business_connection_id": "b"}, "business connection not found"),
        ({"chat_id": 1, "text": "a", "receiver_user_id": 5}, "ephemeral messages can't be sent to the chat"),
    ],
)
async def test_parameters_are_checked(api: Api, parameters: dict[str, Any], why: str) -> None:
    assert (await api("sendMessage", **parameters)).refused == (400, f"Bad Request: {why}")


async def test_a_nested_value_of_the_wrong_type_is_refused(api: Api, alice: Person) -> None:
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": 5}]]}
    status, why = (await api("sendMessage", chat_id=alice.id, text="a", reply_markup=markup)).refused
    assert status == 400
    assert why.startswith('Bad Request: can\'t parse "reply_markup"')


async def test_an_unknown_field_deep_inside_is_refused(api: Api, alice: Person) -> None:
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "a", "colour": "red"}]]}
    refused = (await api("sendMessage", chat_id=alice.id, text="a", reply_markup=markup)).refused
    assert refused == (400, 'Bad Request: unknown field "colour" in the parameter "reply_markup"')


async def test_a_body_over_the_limit_is_refused(api: Api, session: aiohttp.ClientSession) -> None:
    form = aiohttp.FormData()
    form.add_field("document", BytesIO(bytes(52 * 1024 * 1024)), filename="big.bin")
    async with session.post(api.address("sendDocument"), data=form) as response:
        assert (await _answer(response)).refused == (413, "Request Entity Too Large")


async def test_the_ledger_knows_each_call_and_why_it_was_refused(server: BotApiServer, api: Api, alice: Person) -> None:
    await api("sendMessage", chat_id=alice.id, text="a")
    await api("sendMessage", chat_id=alice.id)
    await api("sendMessage", chat_id=5, text="a")
    done, wrong, unknown = server.ledger.calls("sendMessage")
    assert (done.executed, done.refusal, done.parameters) == (True, None, {"chat_id": alice.id, "text": "a"})
    assert server.ledger.calls(chat_id=alice.id) == [done, wrong]
    assert wrong.parameters == {"chat_id": alice.id}
    assert server.ledger.refusals() == [wrong, unknown]
    assert server.ledger.refusals(avoidable=True) == [wrong]
    assert "chat not found" in server.ledger.tail(1)
