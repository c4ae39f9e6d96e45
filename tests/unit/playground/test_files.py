import struct
from io import BytesIO
from typing import Any

import aiohttp
import pytest

from bot.playground.methods import files
from bot.playground.person import Person
from bot.playground.server import BotApiServer
from tests.unit.playground.api import Answer, Api


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + b"\x08\x02\0\0\0"


def jpeg(width: int, height: int) -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x04AB\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03"


async def send(api: Api, method: str, name: str, content: bytes, **fields: Any) -> Answer:
    form = aiohttp.FormData({key: str(value) for key, value in fields.items()})
    form.add_field(method.removeprefix("send").lower(), "attach://upload")
    form.add_field("upload", BytesIO(content), filename=name, content_type="application/octet-stream")
    async with api.session.post(api.address(method), data=form) as response:
        return Answer(response.status, await response.json())


async def test_a_document_goes_up_and_comes_down_again(api: Api, alice: Person, session: aiohttp.ClientSession) -> None:
    sent = (await send(api, "sendDocument", "яблоко.json", b"\r\n--{}", chat_id=alice.id, caption="<b>a</b>")).result
    assert (sent["document"]["file_name"], sent["document"]["file_size"]) == ("яблоко.json", 6)
    assert sent["caption"] == "<b>a</b>"
    file_id = sent["document"]["file_id"]
    path = (await api("getFile", file_id=file_id)).result["file_path"]
    async with session.get(f"{api.server.url}/file/bot42:TEST/{path}") as response:
        assert await response.read() == b"\r\n--{}"
    async with session.get(f"{api.server.url}/file/bot43:OTHER/{path}") as response:
        assert response.status == 404
    again = (await api("sendDocument", chat_id=alice.id, document=file_id)).result
    assert again["document"] == sent["document"]


async def test_a_document_may_stand_under_its_own_name(api: Api, alice: Person) -> None:
    form = aiohttp.FormData({"chat_id": str(alice.id)})
    form.add_field("document", BytesIO(b"a"), filename="a.txt")
    async with api.session.post(api.address("sendDocument"), data=form) as response:
        assert (await response.json())["result"]["document"]["file_name"] == "a.txt"


async def test_a_file_that_nothing_refers_to_is_refused(api: Api, alice: Person) -> None:
    form = aiohttp.FormData({"chat_id": str(alice.id), "text": "a"})
    form.add_field("upload", BytesIO(b"a"), filename="a.txt")
    async with api.session.post(api.address("sendMessage"), data=form) as response:
        refused = Answer(response.status, await response.json()).refused
    assert refused == (400, 'Bad Request: no parameter refers to the file "upload"')


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ("attach://nothing", "wrong file attachment"),
        ("unknown-id", "wrong file identifier/HTTP URL specified"),
        ("", "there is no document in the request"),
    ],
)
async def test_a_document_that_is_not_there_is_refused(api: Api, alice: Person, document: str, why: str) -> None:
    assert why in (await api("sendDocument", chat_id=alice.id, document=document)).refused[1]


async def test_an_empty_file_is_refused(api: Api, alice: Person) -> None:
    for method in ("sendDocument", "sendPhoto"):
        refused = (await send(api, method, "a.txt", b"", chat_id=alice.id)).refused
        assert refused == (400, "Bad Request: file must be non-empty")


async def test_what_this_server_does_not_show_is_refused(api: Api, alice: Person) -> None:
    form = aiohttp.FormData({"chat_id": str(alice.id)})
    for name in ("document", "thumbnail"):
        form.add_field(name, BytesIO(b"a"), filename="a.txt")
    async with api.session.post(api.address("sendDocument"), data=form) as response:
        refused = Answer(response.status, await response.json()).refused
    assert refused == (400, "Bad Request: thumbnails are not supported by this server")
    refused = (await api("sendMessage", chat_id=alice.id, text="a", allow_paid_broadcast=True)).refused
    assert refused == (400, "Bad Request: paid broadcasts are not supported by this server")


async def test_a_file_over_50_mb_is_refused(api: Api, alice: Person) -> None:
    content = bytes(files.LARGEST_UPLOAD + 1)
    refused = (await send(api, "sendDocument", "a.bin", content, chat_id=alice.id)).refused
    assert refused == (413, "Request Entity Too Large")


async def test_a_file_over_20_mb_cannot_be_fetched(server: BotApiServer, api: Api) -> None:
    file = server.telegram.add_file("a.bin", bytes(files.LARGEST_DOWNLOAD + 1))
    assert (await api("getFile", file_id=file.file_id)).refused == (400, "Bad Request: file is too big")
    refused = (await api("getFile", file_id="unknown")).refused
    assert refused == (400, "Bad Request: wrong file_id or the file is temporarily unavailable")


async def test_a_caption_has_at_most_1024_characters(api: Api, alice: Person) -> None:
    assert (await send(api, "sendDocument", "a.txt", b"a", chat_id=alice.id, caption="a" * 1024)).result
    refused = (await send(api, "sendDocument", "a.txt", b"a", chat_id=alice.id, caption="a" * 1025)).refused
    assert refused == (400, "Bad Request: message caption is too long")


@pytest.mark.parametrize("content", [png(640, 480), jpeg(640, 480)])
async def test_a_picture_has_a_size(api: Api, alice: Person, content: bytes) -> None:
    sent = (await send(api, "sendPhoto", "a.png", content, chat_id=alice.id)).result
    assert [(size["width"], size["height"]) for size in sent["photo"]] == [(640, 480)]
    again = (await api("sendPhoto", chat_id=alice.id, photo=sent["photo"][0]["file_id"])).result
    assert again["photo"] == sent["photo"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (png(9000, 1001), "PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (png(100, 100)[:20], "IMAGE_PROCESS_FAILED"),
        (
            png(100, 100) + bytes(files.LARGEST_PHOTO - 28),
            "file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
        ),
    ],
)
async def test_a_wrong_picture_is_refused(api: Api, alice: Person, content: bytes, why: str) -> None:
    refused = (await send(api, "sendPhoto", "a.png", content, chat_id=alice.id)).refused
    assert refused == (400, f"Bad Request: {why}")
