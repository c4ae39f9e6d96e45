import json
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import (
    BufferedInputFile,
    InputMediaPhoto,
    InputRichBlockParagraph,
    InputRichBlockPhoto,
    InputRichMessage,
    InputRichMessageMedia,
    Message,
    RichBlockDetails,
    RichBlockList,
    RichBlockParagraph,
    RichBlockPhoto,
    RichBlockSectionHeading,
    RichBlockTable,
    RichTextBold,
    RichTextUrl,
)

from bot.playground.methods.rich import rich_content
from bot.playground.person import Person
from bot.playground.refusal import Refusal
from bot.playground.server import BotApiServer
from bot.playground.wire import Upload
from tests.unit.playground.api import TOKEN, Api
from tests.unit.playground.rich_reading import as_received, read_message, refused

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00\x00\x00\x02\x00\x00\x00\x03" + b"\x00" * 8
BUTTONS = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
PARAGRAPH = {"type": "paragraph", "text": "a"}


@pytest.fixture
async def sent(api: Api, alice: Person) -> dict[str, Any]:
    """Chat and id of a rich message of the bot with a keyboard."""
    answer = await api("sendRichMessage", chat_id=alice.id, rich_message={"html": "a"}, reply_markup=BUTTONS)
    return {"chat_id": alice.id, "message_id": answer.result["message_id"]}


async def test_a_rich_message_has_blocks_and_no_text(api: Api, alice: Person) -> None:
    call = {"rich_message": {"html": "a", "is_rtl": True}, "reply_markup": BUTTONS, "protect_content": True}
    shown = (await api("sendRichMessage", chat_id=alice.id, **call)).result
    assert shown["rich_message"] == {"blocks": [PARAGRAPH], "is_rtl": True}
    assert (shown["reply_markup"], shown["has_protected_content"]) == (BUTTONS, True)
    assert not {"text", "entities", "caption"} & shown.keys()


async def test_the_content_may_come_as_a_string_of_json(api: Api, alice: Person) -> None:
    call = {"chat_id": alice.id, "rich_message": json.dumps({"blocks": [PARAGRAPH]})}
    assert (await api("sendRichMessage", **call)).result["rich_message"] == {"blocks": [PARAGRAPH]}


@pytest.mark.parametrize(
    ("rich", "why"),
    [
        ("a", 'can\'t parse JSON of the parameter "rich_message"'),
        ([], "can't parse InputRichBlock: Object expected"),
        ({}, "rich message must be non-empty"),
        ({"blocks": []}, "rich message must be non-empty"),
        ({"html": 1}, 'can\'t parse InputRichBlock: Field "html" must be of type String'),
        ({"blocks": "a"}, 'can\'t parse InputRichBlock: Field "blocks" must be of type Array'),
        ({"html": "a", "text": "a"}, 'can\'t parse InputRichBlock: field "text" is unknown'),
        ({"html": "a", "is_rtl": 1}, 'can\'t parse InputRichBlock: Field "is_rtl" must be of type Boolean'),
        (
            {"html": "a", "markdown": ""},
            "can't parse InputRichBlock: exactly one of the fields html, markdown and blocks must be used",
        ),
    ],
)
async def test_a_wrong_rich_message_is_refused(api: Api, alice: Person, rich: Any, why: str) -> None:
    refusal = (await api("sendRichMessage", chat_id=alice.id, rich_message=rich)).refused
    assert refusal == (400, f"Bad Request: {why}")
    assert len(alice.messages) == 1


async def test_only_rich_content_is_taken(api: Api, alice: Person) -> None:
    assert (await api("sendRichMessage", chat_id=alice.id)).refused[0] == 400
    wrong = (await api("sendRichMessage", chat_id=alice.id, rich_message={"html": "a"}, parse_mode="HTML")).refused
    assert wrong == (400, 'Bad Request: unknown parameter "parse_mode" of sendRichMessage')
    assert (await api("sendRichMessage", chat_id=1, rich_message={"html": "a"})).refused[1].endswith("chat not found")


async def test_a_mention_by_id_shows_who_it_is(api: Api, alice: Person) -> None:
    html = f'<a href="tg://user?id={alice.id}">a</a><a href="tg://user?id=1">b</a>'
    (block,) = (await api("sendRichMessage", chat_id=alice.id, rich_message={"html": html})).result["rich_message"][
        "blocks"
    ]
    mention, nobody = block["text"]
    assert (mention["user"]["first_name"], nobody) == ("Alice", "b")


async def test_aiogram_understands_what_comes_back(api: Api, alice: Person) -> None:
    html = (
        "<h1>a</h1><p>b <b>c</b> https://t.me/d</p><ul><li>e</li></ul><table><tr><td>f</td></tr></table>"
        "<details><summary>g</summary>h</details>"
    )
    result = (await api("sendRichMessage", chat_id=alice.id, rich_message={"html": html})).result
    received = Message.model_validate(result).rich_message
    assert received is not None
    kinds = [RichBlockSectionHeading, RichBlockParagraph, RichBlockList, RichBlockTable, RichBlockDetails]
    assert [type(block) for block in received.blocks] == kinds
    line = received.blocks[1]
    assert isinstance(line, RichBlockParagraph)
    assert isinstance(line.text, list)
    assert [type(part) for part in line.text] == [str, RichTextBold, str, RichTextUrl]


EVERYTHING = """
<h1>a</h1><pre><code class="language-go">a</code></pre><footer>a</footer><hr/><tg-math-block>a</tg-math-block>
<a name="b"></a><ol><li>a</li></ol><blockquote>a<cite>b</cite></blockquote><blockquote expandable>a</blockquote>
<aside>a</aside><table><caption>a</caption><tr><th>a</th></tr></table><details><summary>a</summary>b</details>
<tg-button-row><tg-button type="disabled">a</tg-button></tg-button-row>
<p><u>a</u> <i>b</i> <s>c</s> <tg-spoiler>d</tg-spoiler> <sub>e</sub> <sup>f</sup> <mark>g</mark> <code>h</code>
<tg-time unix="6">i</tg-time> <tg-emoji emoji-id="5">👍</tg-emoji> <tg-math>j</tg-math> <a href="#b">k</a>
<tg-reference name="l">l</tg-reference> <a href="#l">m</a> a@b.org +12345678901 4242424242424242 @username #n $USD /o
<tg-button type="callback_data" data="p">q</tg-button></p>
"""


def test_aiogram_reads_every_block_and_text_without_leftovers() -> None:
    rich = read_message(html=EVERYTHING)
    assert as_received(rich).model_dump(exclude_none=True, mode="json") == rich


async def test_a_new_picture_comes_along_with_blocks_or_with_html(
    api: Api, alice: Person, server: BotApiServer, session: aiohttp.ClientSession
) -> None:
    base = TelegramAPIServer.from_base(server.url)
    async with Bot(TOKEN, session=AiohttpSession(api=base)) as bot:
        picture = InputMediaPhoto(media=BufferedInputFile(PNG, "a.png"))
        named = InputRichMessageMedia(id="x", media=picture)
        for content in (
            InputRichMessage(blocks=[InputRichBlockParagraph(text="a"), InputRichBlockPhoto(photo=picture)]),
            InputRichMessage(html='a<img src="tg://photo?id=x">', media=[named]),
        ):
            sent = await bot.send_rich_message(alice.id, content)
            assert sent.rich_message is not None
            photo = sent.rich_message.blocks[1]
            assert isinstance(photo, RichBlockPhoto)
            assert (photo.photo[0].width, photo.photo[0].height) == (2, 3)


async def test_a_file_that_is_not_there_is_refused(api: Api, alice: Person) -> None:
    for kind, source in (("photo", "attach://a"), ("document", "attach://a")):
        block = {"type": kind, kind: {"type": kind, "media": source}}
        refusal = (await api("sendRichMessage", chat_id=alice.id, rich_message={"blocks": [block]})).refused
        assert refusal == (400, "Bad Request: can't parse InputRichBlock: media not found")


async def test_media_needs_the_right_to_send_it(api: Api, server: BotApiServer) -> None:
    group = server.group("Study", server.person("Bob"))
    file = server.telegram.add_file("a.txt", b"a")
    document = {"type": "document", "document": {"type": "document", "media": file.file_id}}
    call = {"chat_id": group.id, "rich_message": {"blocks": [{"type": "blockquote", "blocks": [document]}]}}
    sent = (await api("sendRichMessage", **call)).result
    group.permissions = frozenset({"can_send_messages"})
    why = (400, "Bad Request: not enough rights to send documents to the chat")
    assert (await api("sendRichMessage", **call)).refused == why
    assert (await api("editMessageText", **call, message_id=sent["message_id"])).refused == why
    assert (await api("sendRichMessage", chat_id=group.id, rich_message={"html": "a"})).result


async def test_an_edit_turns_text_into_rich_content_and_back(api: Api, alice: Person, sent: dict[str, Any]) -> None:
    plain = (await api("editMessageText", **sent, text="b")).result
    assert (plain["text"], "rich_message" in plain, "reply_markup" in plain) == ("b", False, False)
    rich = (await api("editMessageText", **sent, rich_message={"markdown": "**c**"}, reply_markup=BUTTONS)).result
    assert rich["rich_message"] == {"blocks": [{"type": "paragraph", "text": {"type": "bold", "text": "c"}}]}
    assert ("text" in rich, rich["reply_markup"]) == (False, BUTTONS)
    assert alice.messages[-1].rich == rich["rich_message"]


async def test_an_edit_that_changes_nothing_is_refused(api: Api, sent: dict[str, Any]) -> None:
    same = {**sent, "rich_message": {"blocks": [PARAGRAPH]}, "reply_markup": BUTTONS}
    assert (await api("editMessageText", **same)).refused[1].startswith("Bad Request: message is not modified")
    assert (await api("editMessageText", **{**same, "reply_markup": None})).result


@pytest.mark.parametrize("extra", [{"text": "b"}, {"parse_mode": "HTML"}, {"link_preview_options": {}}])
async def test_an_edit_takes_text_or_rich_content(api: Api, sent: dict[str, Any], extra: dict[str, Any]) -> None:
    refusal = (await api("editMessageText", **sent, rich_message={"html": "b"}, **extra)).refused
    assert refusal == (400, f'Bad Request: parameter "{next(iter(extra))}" can\'t be used with a rich message')


async def test_an_edit_checks_rich_content(api: Api, sent: dict[str, Any]) -> None:
    refusal = (await api("editMessageText", **sent, rich_message={"html": "<x>"})).refused
    assert refusal == (400, 'Bad Request: can\'t parse rich message: Unsupported start tag "x"')


def test_an_inline_message_takes_no_new_file(server: BotApiServer) -> None:
    picture = {"type": "photo", "photo": {"type": "photo", "media": Upload("a.png", PNG, None)}}
    call = {"rich_message": {"blocks": [picture]}}
    assert rich_content(server.telegram, call)
    with pytest.raises(Refusal, match="new files can't be uploaded to an inline message"):
        rich_content(server.telegram, {**call, "inline_message_id": "1"})


def test_one_content_is_enough() -> None:
    assert refused(html="a", blocks=[PARAGRAPH]).endswith(
        "exactly one of the fields html, markdown and blocks must be used"
    )
