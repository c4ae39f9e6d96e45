"""What the page may ask for in somebody's name, where it cannot be done."""

from typing import Any

import aiohttp
import pytest

from bot.playground.acts import Stage
from bot.playground.cast import Cast, gather
from bot.playground.client import Impossible
from bot.playground.page import Page
from bot.playground.server import BotApiServer
from tests.unit.playground.api import TOKEN, Time


@pytest.fixture
def cast(server: BotApiServer) -> Cast:
    return gather(server.telegram)


@pytest.fixture
def stage(server: BotApiServer, cast: Cast) -> Stage:
    return Stage(server, cast)


def test_an_act_is_done_by_one_of_the_cast_in_a_chat_that_exists(stage: Stage, cast: Cast) -> None:
    owner = cast.owner.user.id
    with pytest.raises(Impossible, match="no such person"):
        stage.act("block", {"person": 5})
    with pytest.raises(Impossible, match="no such chat"):
        stage.act("send", {"person": owner, "chat": 5, "text": "a"})
    assert stage.act("send", {"person": owner, "chat": owner, "text": "a"})["message"]


def test_a_reaction_is_one_of_telegrams(server: BotApiServer, stage: Stage, cast: Cast) -> None:
    person = cast.owner.user.id
    said = cast.owner.write(server.telegram.chats[person], "a")
    at = {"person": person, "chat": person, "message": said.id}
    stage.act("react", {**at, "emoji": "👍"})
    assert said.reactions == {person: "👍"}
    with pytest.raises(Impossible, match="no reaction"):
        stage.act("react", {**at, "emoji": "🐍"})
    stage.act("react", {**at, "emoji": None})
    assert said.reactions == {}


@pytest.mark.parametrize("deleted", [False, True])
def test_an_act_needs_a_message_that_is_there(stage: Stage, cast: Cast, deleted: bool) -> None:
    owner = cast.owner
    message = 5
    if deleted:
        said = owner.write(owner.telegram.chats[owner.user.id], "a")
        owner.delete(said)
        message = said.id
    with pytest.raises(Impossible, match="The message is gone"):
        stage.act("edit", {"person": owner.user.id, "chat": owner.user.id, "message": message, "text": "b"})


@pytest.mark.parametrize(
    ("row", "column", "why"), [(0, 1, "button is gone"), (1, 0, "button is gone"), (0, 0, "asks the bot for nothing")]
)
def test_only_a_callback_button_that_is_there_can_be_pressed(
    server: BotApiServer, stage: Stage, cast: Cast, row: int, column: int, why: str
) -> None:
    person = cast.owner.user.id
    chat = server.telegram.chats[person]
    said = cast.owner.write(chat, "a")
    markup = {"inline_keyboard": [[{"text": "a", "url": "https://t.me/"}]]}
    shown = server.telegram.add_message(chat, server.telegram.bot, said.body, reply_markup=markup)
    where = {"person": person, "chat": person, "message": shown.id, "row": row, "column": column}
    with pytest.raises(Impossible, match=why):
        stage.act("press", where)


def test_only_a_button_that_a_rich_message_has_can_be_pressed(server: BotApiServer, stage: Stage, cast: Cast) -> None:
    person = cast.owner.user.id
    chat = server.telegram.chats[person]
    rich = {"blocks": [{"type": "buttons", "buttons": [{"text": "a", "callback_data": "here"}]}]}
    shown = server.telegram.add_message(chat, server.telegram.bot, cast.owner.write(chat, "a").body, rich=rich)
    where = {"person": person, "chat": person, "message": shown.id}
    assert stage.act("press_rich", {**where, "data": "here"})["query_id"]
    with pytest.raises(Impossible, match="button is gone"):
        stage.act("press_rich", {**where, "data": "elsewhere"})


@pytest.mark.parametrize(
    ("act", "body", "why"),
    [
        ("dance", {}, "no act called 'dance'"),
        ("block", {}, "block: Field required at person"),
        ("block", {"person": 1, "chat": 2}, "block: Extra inputs are not permitted at chat"),
        ("press_rich", {"person": 0, "chat": 0, "message": 0, "data": "a"}, "no such chat"),
    ],
)
def test_a_wrong_act_is_named(stage: Stage, act: str, body: dict[str, Any], why: str) -> None:
    with pytest.raises(Impossible, match=why):
        stage.act(act, body)


async def _upload(time: Time, session: aiohttp.ClientSession, data: Any) -> str:
    """Why the page refused an upload."""
    server = BotApiServer(TOKEN, time.now, monotonic=time.monotonic)
    cast = gather(server.telegram)
    await server.start(extend=Page(server, cast, {}).add_to)
    owner = str(cast.owner.user.id)
    with aiohttp.MultipartWriter("form-data") as form:
        for name in ("person", "chat"):
            form.append(owner).set_content_disposition("form-data", name=name)
        part = form.append(data)
        part.set_content_disposition("form-data", name="file", filename="a.txt")
        async with session.post(f"{server.url}/page/upload", data=form) as response:
            answer: dict[str, str] = await response.json()
    await server.stop()
    return answer.get("error", "")


async def test_a_file_over_the_limit_is_not_taken(
    time: Time, session: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await _upload(time, session, b"a" * 10) == ""
    monkeypatch.setattr("bot.playground.page.LARGEST_UPLOAD", 9)
    assert "is larger than" in await _upload(time, session, b"a" * 10)


async def test_a_form_inside_the_form_is_not_taken(time: Time, session: aiohttp.ClientSession) -> None:
    with aiohttp.MultipartWriter("mixed") as inner:
        inner.append("a")
    assert await _upload(time, session, inner) == "The form holds another form."
