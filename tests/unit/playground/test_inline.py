"""The bot's inline mode: asked in any chat, answered once, chosen by a person."""

from typing import Any

import pytest

from bot.playground.client import Impossible
from bot.playground.inline import InlineQuery
from bot.playground.media import Photo
from bot.playground.person import Person
from bot.playground.server import BotApiServer
from tests.unit.playground.api import Api, Time

BUTTONS = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
LATE = (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")


def article(result_id: str = "1", text: str = "Found <b>it</b>", **fields: Any) -> dict[str, Any]:
    content = {"message_text": text, "parse_mode": "HTML"}
    return {"type": "article", "id": result_id, "title": "a", "input_message_content": content, **fields}


@pytest.fixture
def server(server: BotApiServer) -> BotApiServer:
    """A server whose bot has an inline mode."""
    server.telegram.inline.on = True
    return server


@pytest.fixture
def query(alice: Person) -> InlineQuery:
    """Something that Alice typed after the bot's name."""
    return alice.client.inline(alice.chat, "jav", offset="5")


async def _answer(api: Api, query: InlineQuery, *results: dict[str, Any], **parameters: Any) -> Any:
    return await api("answerInlineQuery", inline_query_id=query.id, results=list(results), **parameters)


async def test_the_bot_hears_what_was_typed(server: BotApiServer, api: Api, alice: Person, query: InlineQuery) -> None:
    assert (await api("getMe")).result["supports_inline_queries"] is True
    heard = (await api("getUpdates")).result[-1]["inline_query"]
    assert (heard["id"], heard["query"], heard["offset"], heard["chat_type"]) == (query.id, "jav", "5", "sender")
    group = server.group("Study", alice, bot_is="left")
    alice.client.inline(group, "")
    assert (await api("getUpdates")).result[-1]["inline_query"]["chat_type"] == "supergroup"


async def test_a_chosen_article_is_a_message_through_the_bot(api: Api, alice: Person, query: InlineQuery) -> None:
    assert (await _answer(api, query, article(), article("2", "b"))).result is True
    await api("getUpdates", offset=2**31)
    chosen = alice.client.choose_inline(query.id, "1")
    assert (chosen.html, chosen.sender is alice.user) == ("Found <b>it</b>", True)
    heard = (await api("getUpdates")).result
    assert [list(update)[1] for update in heard] == ["message"]
    assert heard[0]["message"]["via_bot"]["id"] == 42


async def test_a_choice_is_told_where_feedback_is_on(
    server: BotApiServer, api: Api, alice: Person, query: InlineQuery
) -> None:
    server.telegram.inline.feedback = True
    await _answer(api, query, article(reply_markup=BUTTONS))
    alice.client.choose_inline(query.id, "1")
    chosen = (await api("getUpdates")).result[-1]["chosen_inline_result"]
    assert (chosen["result_id"], chosen["query"], chosen["from"]["id"]) == ("1", "jav", alice.id)
    assert chosen["inline_message_id"] == alice.messages[-1].inline_id


async def test_what_was_chosen_is_edited_by_its_own_id(
    server: BotApiServer, api: Api, alice: Person, query: InlineQuery
) -> None:
    await _answer(api, query, article(reply_markup=BUTTONS))
    chosen = alice.client.choose_inline(query.id, "1")
    alice.client.press(chosen, "a")
    pressed = (await api("getUpdates")).result[-1]["callback_query"]
    assert (pressed["inline_message_id"], "message" in pressed) == (chosen.inline_id, False)
    edit = {"inline_message_id": chosen.inline_id}
    assert (await api("editMessageText", **edit, text="b")).result is True
    assert (chosen.text, chosen.inline_keyboard) == ("b", [])
    assert (await api("editMessageReplyMarkup", **edit, reply_markup=BUTTONS)).result is True
    invalid = (400, "Bad Request: MESSAGE_ID_INVALID")
    assert (await api("editMessageText", inline_message_id="5", text="b")).refused == invalid
    alice.client.delete(chosen)
    assert (await api("editMessageText", **edit, text="c")).refused == invalid


async def test_known_files_can_be_chosen(server: BotApiServer, api: Api, alice: Person, query: InlineQuery) -> None:
    picture = server.telegram.add_file("a.png", _PNG, folder="photos")
    file = server.telegram.add_file("a.txt", b"a")
    results = (
        {"type": "photo", "id": "p", "photo_file_id": picture.file_id, "caption": "c"},
        {"type": "document", "id": "d", "title": "a", "document_file_id": file.file_id},
    )
    assert (await _answer(api, query, *results)).result
    photo, document = (alice.client.choose_inline(query.id, result_id) for result_id in "pd")
    assert (photo.photo, photo.text) == (Photo(picture, 640, 480), "c")
    assert document.document is file


async def test_what_lies_elsewhere_cannot_be_chosen_here(api: Api, alice: Person, query: InlineQuery) -> None:
    far = {"type": "photo", "id": "1", "photo_url": "https://t.me/a.jpg", "thumbnail_url": "https://t.me/b.jpg"}
    text = {**far, "id": "2", "input_message_content": {"message_text": "b"}}
    assert (await _answer(api, query, far, text)).result
    with pytest.raises(Impossible, match="lies elsewhere"):
        alice.client.choose_inline(query.id, "1")
    assert alice.client.choose_inline(query.id, "2").text == "b"


@pytest.mark.parametrize(
    ("result", "why"),
    [
        (article(""), "RESULT_ID_EMPTY"),
        (article("я" * 33), "RESULT_ID_INVALID"),
        (article(title=" "), "ARTICLE_TITLE_EMPTY"),
        ({"type": "document", "id": "1", "title": "", "document_file_id": "a"}, "FILE_TITLE_EMPTY"),
        (article(text=" "), "message text is empty"),
        (article(text="a" * 4097), "MESSAGE_TOO_LONG"),
        (article(text="<b>"), "can't parse entities"),
        (article(reply_markup={"inline_keyboard": [[{"text": "a", "callback_data": ""}]]}), "BUTTON_DATA_INVALID"),
        (article(thumbnail_url="nowhere"), "WEBDOCUMENT_URL_INVALID"),
        (
            article(input_message_content={"latitude": 1.0, "longitude": 1.0}),
            "only text can be the content of an inline message on this server",
        ),
        ({"type": "photo", "id": "1", "photo_file_id": "a"}, "wrong file identifier/HTTP URL specified"),
        ({"type": "document", "id": "1", "title": "a", "document_file_id": "a"}, "wrong file identifier"),
        ({"type": "photo", "id": "1", "photo_file_id": "a", "caption": "a" * 1025}, "MEDIA_CAPTION_TOO_LONG"),
        ({"type": "gif", "id": "1", "gif_file_id": "a"}, 'type "gif" is not supported by this server'),
        ({"type": "article", "id": "1", "title": "a"}, 'can\'t parse "results"'),
        (article(colour="red"), 'unknown field "colour"'),
    ],
)
async def test_a_wrong_result_is_refused(api: Api, query: InlineQuery, result: dict[str, Any], why: str) -> None:
    status, description = (await _answer(api, query, result)).refused
    assert (status, why in description) == (400, True), description


@pytest.mark.parametrize(
    ("count", "parameters", "why"),
    [
        (50, {}, None),
        (51, {}, "too many inline query results specified"),
        (1, {"next_offset": "я" * 32}, None),
        (1, {"next_offset": "я" * 33}, "NEXT_OFFSET_INVALID"),
        (1, {"button": {"text": "a", "start_parameter": "a" * 64}}, None),
        (1, {"button": {"text": " ", "start_parameter": "a"}}, "button text must be non-empty"),
        (1, {"button": {"text": "a"}}, "can't use empty start_parameter"),
        (1, {"button": {"text": "a", "start_parameter": "a" * 65}}, "too long start_parameter specified"),
        (1, {"button": {"text": "a", "start_parameter": "a b"}}, "unallowed characters in start_parameter are used"),
        (1, {"button": {"text": "a", "web_app": {"url": "https://t.me"}}}, "Web App buttons are not supported"),
        (1, {"switch_pm_text": "a", "switch_pm_parameter": "a b"}, "unallowed characters in start_parameter"),
    ],
)
async def test_an_answer_has_limits(
    api: Api, query: InlineQuery, count: int, parameters: dict[str, Any], why: str | None
) -> None:
    answer = await _answer(api, query, *[article(str(number)) for number in range(count)], **parameters)
    assert answer.result is True if why is None else why in answer.refused[1]


async def test_results_have_ids_of_their_own(api: Api, query: InlineQuery) -> None:
    refused = (await _answer(api, query, article(), article())).refused
    assert refused == (400, "Bad Request: RESULT_ID_DUPLICATE")


async def test_a_query_is_answered_once_and_in_time(api: Api, alice: Person, query: InlineQuery, time: Time) -> None:
    assert (await _answer(api, query)).result is True
    assert (await _answer(api, query)).refused == LATE
    assert (await api("answerInlineQuery", inline_query_id="1", results=[])).refused == LATE
    other = alice.client.inline(alice.chat, "")
    time.pass_by(15.1)
    assert (await _answer(api, other)).refused == LATE


async def test_only_what_was_offered_to_oneself_can_be_chosen(
    server: BotApiServer, api: Api, alice: Person, query: InlineQuery
) -> None:
    with pytest.raises(Impossible, match="does not offer"):
        alice.client.choose_inline(query.id, "1")
    await _answer(api, query, article())
    bob = server.person("Bob")
    for client, result_id in ((alice.client, "2"), (bob.client, "1")):
        with pytest.raises(Impossible, match="does not offer"):
            client.choose_inline(query.id, result_id)


async def test_a_query_is_typed_where_one_may_write(server: BotApiServer, alice: Person) -> None:
    group = server.group("Study")
    with pytest.raises(Impossible, match="not a member"):
        alice.client.inline(group, "")


async def test_a_group_can_forbid_what_is_sent_through_bots(server: BotApiServer, api: Api, alice: Person) -> None:
    group = server.group("Study", alice)
    query = alice.client.inline(group, "")
    await _answer(api, query, article())
    group.permissions = frozenset({"can_send_messages"})
    with pytest.raises(Impossible, match="may not send that"):
        alice.client.choose_inline(query.id, "1")
    group.permissions = None
    assert alice.client.choose_inline(query.id, "1").via_bot
    assert (await api("getUpdates")).result[-1]["message"]["via_bot"]["id"] == 42


async def test_without_inline_mode_there_are_no_queries_and_no_buttons_for_them(
    server: BotApiServer, api: Api, alice: Person
) -> None:
    with pytest.raises(Impossible, match="at most 256"):
        alice.client.inline(alice.chat, "a" * 257)
    button = {"text": "a", "switch_inline_query": ""}
    call = {"chat_id": alice.id, "text": "a", "reply_markup": {"inline_keyboard": [[button]]}}
    assert (await api("sendMessage", **call)).result
    server.telegram.inline.on = False
    assert (await api("sendMessage", **call)).refused == (400, "Bad Request: BUTTON_TYPE_INVALID")
    with pytest.raises(Impossible, match="no inline mode"):
        alice.client.inline(alice.chat, "")
    assert (await api("getMe")).result["supports_inline_queries"] is False


_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x00\x00\x02\x80\x00\x00\x01\xe0\x08\x02\0\0\0"
