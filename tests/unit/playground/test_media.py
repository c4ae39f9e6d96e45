"""Albums, and what may be in place of what."""

import json
from io import BytesIO
from typing import Any

import aiohttp
import pytest

from bot.playground.flood import FloodRule
from bot.playground.person import Person
from bot.playground.server import BotApiServer
from tests.unit.playground.api import TOKEN, Answer, Api, Time
from tests.unit.playground.test_files import png

PICTURE = {"type": "photo", "media": "attach://p"}
FILE = {"type": "document", "media": "attach://d"}


async def _call(api: Api, method: str, **parameters: Any) -> Answer:
    """A call with a picture `p` and a document `d` where it refers to them."""
    form = aiohttp.FormData(
        {name: value if isinstance(value, str) else json.dumps(value) for name, value in parameters.items()},
        default_to_multipart=True,
    )
    sent = json.dumps(parameters)
    for name, content in (("p", png(640, 480)), ("d", b"text"), ("bad", b"no picture")):
        if f'"attach://{name}"' in sent:
            form.add_field(name, BytesIO(content), filename=f"{name}.bin")
    async with api.session.post(api.address(method), data=form) as response:
        return Answer(response.status, await response.json())


async def _album(api: Api, chat_id: int, *media: dict[str, Any], **parameters: Any) -> Answer:
    return await _call(api, "sendMediaGroup", chat_id=chat_id, media=list(media), **parameters)


async def test_an_album_is_messages_with_one_group(api: Api, alice: Person) -> None:
    first = {**PICTURE, "caption": "<b>a</b>", "parse_mode": "HTML", "has_spoiler": True}
    sent = (await _album(api, alice.id, first, PICTURE, protect_content=True)).result
    assert len({message["media_group_id"] for message in sent}) == 1
    assert [message.get("caption") for message in sent] == ["a", None]
    assert [message.get("has_media_spoiler") for message in sent] == [True, None]
    assert all(message["photo"] and message["has_protected_content"] for message in sent)
    other = (await _album(api, alice.id, FILE, FILE)).result
    assert other[0]["media_group_id"] != sent[0]["media_group_id"]
    assert other[0]["document"]["file_name"] == "d.bin"


@pytest.mark.parametrize(
    ("media", "why"),
    [
        ([], "there are no messages to send"),
        ([PICTURE], "an album must have at least 2 items"),
        ([PICTURE] * 11, "too many messages to send as an album"),
        ([PICTURE, FILE], "document can't be mixed with other media types"),
        ([PICTURE, {**PICTURE, "caption": "a" * 1025}], "message caption is too long"),
        ([PICTURE, {"type": "photo", "media": "unknown"}], "wrong file identifier/HTTP URL specified"),
        ([PICTURE, {"type": "photo", "media": "attach://bad"}], "failed to send message #2 with the error message"),
        ([PICTURE, {"type": "video", "media": "unknown"}], 'type "video" is not supported by this server'),
        ([PICTURE, {**PICTURE, "show_caption_above_media": True}], "show_caption_above_media must be the same"),
        ([FILE, {**FILE, "thumbnail": "attach://p"}], 'can\'t parse "media"'),
        ([PICTURE, {"media": "attach://p"}], 'field "type" is missing in the parameter "media"'),
        ([PICTURE, {**PICTURE, "colour": 1}], 'unknown field "colour" in the parameter "media"'),
        ([PICTURE, {"type": "photo", "media": "attach://nothing"}], "wrong file attachment"),
    ],
)
async def test_a_wrong_album_is_refused_as_a_whole(
    api: Api, alice: Person, media: list[dict[str, Any]], why: str
) -> None:
    status, description = (await _album(api, alice.id, *media)).refused
    assert (status, why in description) == (400, True), description
    assert len(alice.messages) == 1


async def test_an_album_counts_as_many_messages(time: Time, session: aiohttp.ClientSession) -> None:
    server = BotApiServer(TOKEN, time.now, monotonic=time.monotonic, flood=FloodRule(chat_burst=3))
    await server.start()
    alice, api = server.person("Alice"), Api(server, session)
    alice.say("/start")
    assert (await _album(api, alice.id, PICTURE, PICTURE)).result
    assert (await api("sendMessage", chat_id=alice.id, text="a")).result
    assert (await api("sendMessage", chat_id=alice.id, text="a")).refused[0] == 429
    await server.stop()


@pytest.mark.parametrize(("sent", "wanted"), [(PICTURE, "Document"), (FILE, "Photo")])
async def test_the_id_of_a_file_sends_only_its_own_kind(
    api: Api, alice: Person, sent: dict[str, Any], wanted: str
) -> None:
    message = (await _album(api, alice.id, sent, sent)).result[0]
    file_id = message["photo"][0]["file_id"] if wanted == "Document" else message["document"]["file_id"]
    known = "Photo" if wanted == "Document" else "Document"
    refused = (await api(f"send{wanted}", chat_id=alice.id, **{wanted.lower(): file_id})).refused
    assert refused == (400, f"Bad Request: can't use file of type {known} as {wanted}")
    assert (await api(f"send{known}", chat_id=alice.id, **{known.lower(): file_id})).result[known.lower()]


async def test_what_lies_elsewhere_is_not_fetched(api: Api, alice: Person) -> None:
    refused = (await api("sendPhoto", chat_id=alice.id, photo="https://example.com/a.png")).refused
    assert refused == (400, "Bad Request: failed to get HTTP URL content")


async def test_a_caption_is_edited_where_there_is_media(api: Api, alice: Person) -> None:
    photo = (await _album(api, alice.id, PICTURE, PICTURE)).result[0]
    edit = {"chat_id": alice.id, "message_id": photo["message_id"]}
    edited = (await api("editMessageCaption", **edit, caption="b", show_caption_above_media=True)).result
    assert (edited["caption"], edited["show_caption_above_media"]) == ("b", True)
    again = await api("editMessageCaption", **edit, caption="b", show_caption_above_media=True)
    assert "message is not modified" in again.refused[1]
    assert "caption" not in (await api("editMessageCaption", **edit)).result
    refused = (await api("editMessageCaption", **edit, caption="a" * 1025)).refused
    assert refused == (400, "Bad Request: message caption is too long")
    text = (await api("sendMessage", chat_id=alice.id, text="a")).result["message_id"]
    refused = (await api("editMessageCaption", chat_id=alice.id, message_id=text, caption="a")).refused
    assert refused == (400, "Bad Request: there is no caption in the message to edit")
    refused = (await api("editMessageText", **edit, text="a")).refused
    assert refused == (400, "Bad Request: there is no text in the message to edit")


async def test_media_replaces_a_text_and_other_media(api: Api, alice: Person) -> None:
    sent = (await api("sendMessage", chat_id=alice.id, text="a")).result
    edit = {"chat_id": alice.id, "message_id": sent["message_id"]}
    photo = (await _call(api, "editMessageMedia", **edit, media={**PICTURE, "caption": "b"})).result
    assert (photo["caption"], "text" in photo, "photo" in photo) == ("b", False, True)
    document = (await _call(api, "editMessageMedia", **edit, media=FILE)).result
    assert ("caption" in document, "photo" in document, "document" in document) == (False, False, True)
    same = {"type": "document", "media": document["document"]["file_id"]}
    refused = (await api("editMessageMedia", **edit, media=same)).refused
    assert "message is not modified" in refused[1]


async def test_an_album_keeps_its_kind(api: Api, alice: Person) -> None:
    photo = (await _album(api, alice.id, PICTURE, PICTURE)).result[0]
    edit = {"chat_id": alice.id, "message_id": photo["message_id"]}
    refused = (await _call(api, "editMessageMedia", **edit, media=FILE)).refused
    assert refused == (400, "Bad Request: can't change media type in the album")
    assert (await _call(api, "editMessageMedia", **edit, media=PICTURE)).result["photo"]


async def test_media_that_a_group_forbids_replaces_nothing(server: BotApiServer, api: Api) -> None:
    group = server.group("Study")
    sent = (await api("sendMessage", chat_id=group.id, text="a")).result
    edit = {"chat_id": group.id, "message_id": sent["message_id"]}
    group.permissions = frozenset({"can_send_documents"})
    refused = (await _call(api, "editMessageMedia", **edit, media=PICTURE)).refused
    assert refused == (400, "Bad Request: not enough rights to send photos to the chat")
    assert (await _call(api, "editMessageMedia", **edit, media=FILE)).result


async def test_a_poll_takes_no_media(api: Api, alice: Person) -> None:
    poll = (await api("sendPoll", chat_id=alice.id, question="a", options=["b", "c"])).result
    edit = {"chat_id": alice.id, "message_id": poll["message_id"]}
    refused = (await _call(api, "editMessageMedia", **edit, media=PICTURE)).refused
    assert refused == (400, "Bad Request: message media can't be edited")
