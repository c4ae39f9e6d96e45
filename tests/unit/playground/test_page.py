"""The page's own protocol: events out, acts in, files both ways."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.playground.cast import Cast, gather
from bot.playground.page import Page
from bot.playground.server import BotApiServer
from tests.unit.playground.api import TOKEN, Api, Time

HINTS = {"en": ("one", "two", "three")}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c636060606000000005"
    "0001a5f645400000000049454e44ae426082"
)


class Browser:
    """A page that is open: reads the stream of events and asks for acts."""

    def __init__(self, server: BotApiServer, session: aiohttp.ClientSession, stream: aiohttp.ClientResponse) -> None:
        self.url = server.url
        self._session = session
        self._stream = stream

    async def event(self, kind: str) -> dict[str, Any]:
        """The next event of that kind; others on the way are read over."""
        async with asyncio.timeout(5):
            while True:
                line = await self._stream.content.readline()
                assert line, "the stream has ended"
                if line.startswith(b"data: "):
                    event: dict[str, Any] = json.loads(line[6:])
                    if event["type"] == kind:
                        return event

    async def ended(self) -> None:
        async with asyncio.timeout(5):
            await self._stream.content.read()

    async def do(self, act: str, **body: Any) -> dict[str, Any]:
        async with self._session.post(f"{self.url}/page/do/{act}", json=body) as response:
            answer: dict[str, Any] = await response.json()
            assert (response.status == 200) == answer["ok"]
            return answer

    async def upload(self, files: dict[str, bytes], **fields: str) -> dict[str, Any]:
        form = aiohttp.FormData(fields, quote_fields=False)
        for name, content in files.items():
            form.add_field("file", BytesIO(content), filename=name)
        async with self._session.post(f"{self.url}/page/upload", data=form) as response:
            answer: dict[str, Any] = await response.json()
            return answer


@pytest.fixture
def cast(server: BotApiServer) -> Cast:
    return gather(server.telegram, ["A first post"])


@pytest.fixture
async def server(time: Time) -> AsyncIterator[BotApiServer]:
    """A server without a page; the tests start it with one."""
    server = BotApiServer(TOKEN, time.now, monotonic=time.monotonic, flood=None)
    yield server
    await server.stop()


@pytest.fixture
async def browser(server: BotApiServer, cast: Cast, session: aiohttp.ClientSession) -> AsyncIterator[Browser]:
    await server.start(extend=Page(server, cast, HINTS).add_to)
    async with session.get(f"{server.url}/page/events") as stream:
        yield Browser(server, session, stream)


async def test_a_page_begins_with_everything_there_is(browser: Browser, cast: Cast) -> None:
    state = await browser.event("state")
    assert [person["role"] for person in state["people"]] == ["owner", "learner", "second_learner", "stranger"]
    kinds = [chat["type"] for chat in state["chats"]]
    assert (kinds.count("private"), kinds.count("supergroup"), kinds.count("channel")) == (4, 1, 1)
    assert [message["text"] for message in state["messages"]] == ["A first post"]
    assert state["messages"][0]["chat_id"] == cast.channel.id
    assert state["hints"] == {"en": ["one", "two", "three"]}
    assert [update["kind"] for update in state["updates"]] == ["my_chat_member", "my_chat_member", "channel_post"]


async def test_another_run_of_the_server_has_another_epoch(
    browser: Browser, time: Time, session: aiohttp.ClientSession
) -> None:
    again = BotApiServer(TOKEN, time.now, monotonic=time.monotonic, flood=None)
    await again.start(extend=Page(again, gather(again.telegram), HINTS).add_to)
    async with session.get(f"{again.url}/page/events") as stream:
        other = await Browser(again, session, stream).event("state")
    assert other["epoch"] != (await browser.event("state"))["epoch"]
    await again.stop()


async def test_what_somebody_sends_comes_to_every_page_and_to_the_bot(
    browser: Browser, server: BotApiServer, cast: Cast
) -> None:
    learner = cast.people["learner"].user.id
    assert (await browser.do("send", person=learner, chat=learner, text="**Hello** /start"))["ok"]
    message = (await browser.event("message"))["message"]
    assert (message["text"], message["by_bot"]) == ("Hello /start", False)
    assert [entity["type"] for entity in message["entities"]] == ["bold", "bot_command"]
    assert (await browser.event("update"))["update"]["body"]["text"] == "Hello /start"
    assert len(server.telegram.updates) == 4


async def test_a_pressed_button_is_answered_on_the_page(browser: Browser, api: Api, cast: Cast) -> None:
    learner = cast.people["learner"].user.id
    await browser.do("send", person=learner, chat=learner, text="/start")
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}, {"text": "Site", "url": "https://a.bc"}]]}
    sent = (await api("sendMessage", chat_id=learner, text="Ready?", reply_markup=keyboard)).result
    where = {"person": learner, "chat": learner, "message": sent["message_id"]}
    query = (await browser.do("press", **where, row=0, column=0))["query_id"]
    await api("answerCallbackQuery", callback_query_id=query, text="Gone", show_alert=True)
    answer = await browser.event("answer")
    assert (answer["query_id"], answer["text"], answer["alert"]) == (query, "Gone", True)
    assert (await browser.do("press", **where, row=0, column=1))["error"] == "This button asks the bot for nothing."
    assert (await browser.do("press", **where, row=7, column=0))["error"] == "The button is gone."


async def test_edits_and_deletions_come_to_the_page(browser: Browser, api: Api, cast: Cast) -> None:
    learner = cast.people["learner"].user.id
    await browser.do("send", person=learner, chat=learner, text="/start")
    sent = (await api("sendMessage", chat_id=learner, text="One")).result["message_id"]
    await api("editMessageText", chat_id=learner, message_id=sent, text="Two")
    while (shown := (await browser.event("message"))["message"])["text"] != "Two":
        continue
    assert shown["edit_date"]
    await api("deleteMessage", chat_id=learner, message_id=sent)
    assert await browser.event("deleted") == {"type": "deleted", "chat_id": learner, "id": sent}


async def test_a_refused_call_shows_why(browser: Browser, api: Api) -> None:
    await api("sendMessage", chat_id=1, text="<b>", parse_mode="HTML")
    while (call := (await browser.event("call"))["call"])["pending"]:
        continue
    assert call["method"] == "sendMessage"
    assert call["refusal"]["code"] == 400
    assert "can't parse entities" in call["refusal"]["description"]


async def test_what_the_bot_sets_about_itself_comes_to_the_page(browser: Browser, api: Api) -> None:
    commands = [{"command": "quiz", "description": "A question"}]
    await api("setMyCommands", commands=commands, language_code="ru", scope={"type": "chat_member"} | {"chat_id": 1})
    await api("setMyCommands", commands=commands, language_code="ru")
    told = await browser.event("bot")
    assert told["commands"] == [{"scope": {"type": "default"}, "language_code": "ru", "commands": commands}]
    await api("setMyDescription", description="Cards")
    assert (await browser.event("bot"))["bot"]["descriptions"] == {"": "Cards"}


async def test_the_page_knows_whether_the_bot_is_there(browser: Browser, api: Api) -> None:
    assert (await browser.event("state"))["bot"]["connected"] is False
    async with asyncio.TaskGroup() as tasks:
        polling = tasks.create_task(api("getUpdates", timeout=50, offset=10**12))
        while not (await browser.event("bot"))["bot"]["connected"]:
            continue
        polling.cancel()


async def test_blocking_the_bot_and_another_language_come_to_the_page(browser: Browser, api: Api, cast: Cast) -> None:
    stranger = cast.people["stranger"].user.id
    await browser.do("language", person=stranger, language_code="de")
    assert (await browser.event("person"))["person"]["language_code"] == "de"
    await browser.do("block", person=stranger)
    assert (await browser.event("person"))["person"]["blocked"] is True
    assert "has blocked the bot" in (await browser.do("send", person=stranger, chat=stranger, text="Hi"))["error"]
    await browser.do("unblock", person=stranger)
    assert (await browser.do("send", person=stranger, chat=stranger, text="Hi"))["ok"]


async def test_a_deep_link_opens_the_private_chat(browser: Browser, server: BotApiServer, cast: Cast) -> None:
    stranger = cast.people["stranger"].user.id
    await browser.do("block", person=stranger)
    assert (await browser.do("open", person=stranger, payload="c_1"))["ok"]
    assert (await browser.event("message"))["message"]["text"] == "/start c_1"
    assert server.telegram.chats[stranger].blocked is False
    assert "pattern" in (await browser.do("open", person=stranger, payload="no spaces"))["error"]


async def test_a_post_is_forwarded_to_the_bot(browser: Browser, server: BotApiServer, cast: Cast) -> None:
    learner, channel = cast.people["learner"].user.id, cast.channel
    post = next(iter(channel.messages))
    await browser.do("forward", person=learner, chat=channel.id, message=post, to_chat=learner)
    assert (await browser.event("message"))["message"]["forward"]["title"] == "A question a day"
    update = server.telegram.updates.latest(1)[0]["message"]
    assert update["forward_origin"]["message_id"] == post


async def test_only_the_owner_posts_in_the_channel_and_seats_the_bot(browser: Browser, cast: Cast) -> None:
    owner, learner, channel = cast.owner.user.id, cast.people["learner"].user.id, cast.channel.id
    assert (await browser.do("send", person=owner, chat=channel, text="A post"))["ok"]
    refused = await browser.do("send", person=learner, chat=channel, text="A post")
    assert refused["error"] == "Only administrators write in a channel."
    assert (await browser.do("membership", person=learner, chat=channel, status="left"))["ok"] is False
    assert (await browser.do("membership", person=owner, chat=channel, status="left"))["ok"]
    assert (await browser.event("chat"))["chat"]["bot_status"] == "left"


async def test_votes_come_to_the_page(browser: Browser, api: Api, cast: Cast) -> None:
    options = [{"text": "yes"}, {"text": "no"}]
    learner, group = cast.people["learner"].user.id, cast.group.id
    sent = (
        await api("sendPoll", chat_id=group, question="Q?", options=options, type="quiz", correct_option_ids=[1])
    ).result
    where = {"person": learner, "chat": group, "message": sent["message_id"]}
    assert (await browser.do("vote", **where, options=[1]))["ok"]
    while not (poll := (await browser.event("message"))["message"]["poll"])["votes"]:
        continue
    assert poll["votes"] == {str(learner): [1]}
    assert poll["correct"] == [1]
    assert (await browser.do("vote", **where, options=[0]))["error"] == "An answer to this poll cannot be changed."


async def test_files_go_up_and_come_down(
    browser: Browser, server: BotApiServer, cast: Cast, session: aiohttp.ClientSession
) -> None:
    learner = str(cast.people["learner"].user.id)
    where = {"person": learner, "chat": learner}
    assert (await browser.upload({"ответ.txt": b"42"}, **where, caption="see **this**"))["ok"]
    message = (await browser.event("message"))["message"]
    assert (message["document"]["file_name"], message["text"]) == ("ответ.txt", "see this")
    url = f"{server.url}/page/files/{message['document']['file_id']}"
    async with session.get(url) as response:
        assert await response.read() == b"42"
        assert response.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%D0%BE")
    assert (await browser.upload({"a.png": PNG, "b.png": PNG}, **where, **{"as": "photo"}))["ok"]
    first, second = [(await browser.event("message"))["message"] for _ in range(2)]
    assert first["album"] == second["album"] is not None
    assert (await browser.upload({"a.txt": b"no picture"}, **where, **{"as": "photo"}))["ok"] is False
    assert (await browser.upload({"a.txt": b""}, **where))["error"] == "a.txt is empty."
    assert (await browser.upload({"a.txt": b"1"}, person="x", chat="y"))["ok"] is False


async def test_a_fault_strikes_the_next_call(browser: Browser, api: Api, cast: Cast) -> None:
    learner = cast.people["learner"].user.id
    await browser.do("send", person=learner, chat=learner, text="/start")
    assert (await browser.do("fault", kind="429", times=1))["ok"]
    assert (await api("sendMessage", chat_id=learner, text="Hi")).refused[0] == 429
    assert (await api("sendMessage", chat_id=learner, text="Hi")).result
    await browser.do("fault", kind="500", times=5)
    await browser.do("faults_clear")
    assert (await api("sendMessage", chat_id=learner, text="Hi")).result


@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("fly", {}),
        ("send", {}),
        ("send", {"person": 1, "chat": 1, "text": "x"}),
        ("send", {"person": 1, "chat": 1, "text": "x", "more": 1}),
        ("language", {"person": 1, "language_code": "../x"}),
    ],
)
async def test_a_wrong_act_is_told_in_words(browser: Browser, act: str, body: dict[str, Any]) -> None:
    answer = await browser.do(act, **body)
    assert answer["ok"] is False
    assert answer["error"]


async def test_other_sites_cannot_reach_the_page(browser: Browser, session: aiohttp.ClientSession) -> None:
    async with session.get(f"{browser.url}/", headers={"Origin": "https://elsewhere.example"}) as response:
        assert response.status == 403
    async with session.get(f"{browser.url}/", headers={"Host": "elsewhere.example"}) as response:
        assert response.status == 421
    async with session.post(f"{browser.url}/page/do/block", data="{}", headers={"Content-Type": "text/plain"}) as got:
        assert got.status == 415


async def test_what_a_browser_asks_for_another_site_is_refused(
    browser: Browser, session: aiohttp.ClientSession
) -> None:
    """A picture or script of another site needs no Origin, and the Bot API takes a plain GET."""
    for site in ("cross-site", "same-site"):
        for path in ("/page/events", f"/bot{TOKEN}/setWebhook?url=https://elsewhere.example/hook", "/"):
            headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Dest": "iframe"}
            async with session.get(browser.url + path, headers=headers) as response:
                assert response.status == 403
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "document"}
    async with session.get(browser.url, headers=link) as response:
        assert response.status == 200
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    for site in ("same-origin", "none"):
        async with session.get(f"{browser.url}/bot{TOKEN}/getMe", headers={"Sec-Fetch-Site": site}) as response:
            assert response.status == 200


async def test_an_uploaded_page_never_runs_here(
    browser: Browser, server: BotApiServer, cast: Cast, session: aiohttp.ClientSession
) -> None:
    learner = str(cast.people["learner"].user.id)
    form = aiohttp.FormData({"person": learner, "chat": learner})
    form.add_field("file", b"<script>alert(1)</script>", filename="a.html", content_type="text/html; charset=utf-8")
    async with session.post(f"{browser.url}/page/upload", data=form) as response:
        assert response.status == 200
    document = (await browser.event("message"))["message"]["document"]
    assert document["mime_type"] == "text/html"
    async with session.get(f"{browser.url}/page/files/{document['file_id']}") as response:
        assert response.headers["Content-Disposition"].startswith("attachment")
    path = server.telegram.files[document["file_id"]].path
    async with session.get(f"{browser.url}/file/bot{TOKEN}/{path}") as response:
        assert response.status == 200
        assert response.headers["Content-Security-Policy"].startswith("sandbox;")
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_half_a_character_does_not_end_the_streams(
    browser: Browser, cast: Cast, session: aiohttp.ClientSession
) -> None:
    learner = cast.people["learner"].user.id
    assert (await browser.do("send", person=learner, chat=learner, text="\ud83d"))["ok"] is False
    boundary = "b"
    fields = f'--b\r\nContent-Disposition: form-data; name="person"\r\n\r\n{learner}\r\n'
    fields += f'--b\r\nContent-Disposition: form-data; name="chat"\r\n\r\n{learner}\r\n'
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="\xff.txt"\r\n\r\n'
    form = fields.encode() + head + b"42\r\n--b--\r\n"
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    async with session.post(f"{browser.url}/page/upload", data=form, headers=headers) as response:
        assert response.status == 200
    assert (await browser.event("message"))["message"]["document"]["file_name"].endswith(".txt")


async def test_what_is_no_form_or_too_large_is_told_in_words(
    browser: Browser, cast: Cast, session: aiohttp.ClientSession
) -> None:
    learner = str(cast.people["learner"].user.id)
    async with session.post(f"{browser.url}/page/upload", data="x", headers={"Content-Type": "text/plain"}) as response:
        assert response.status == 415
    assert "lacks a field" in (await browser.upload({"a.txt": b"1"}, person=learner))["error"]
    assert "50 MB together" in (await browser.upload({"a": bytes(60 << 20)}, person=learner, chat=learner))["error"]
    gif = await browser.upload({"a.png": b"GIF89a"}, person=learner, chat=learner, **{"as": "photo"})
    assert gif["error"].endswith("Send it as a file.")
    headers = {"Content-Type": "application/json"}
    async with session.post(f"{browser.url}/page/do/send", data="[" * 100_000, headers=headers) as response:
        assert response.status == 400


async def test_a_page_that_lost_the_stream_asks_again_after_a_second(
    browser: Browser, session: aiohttp.ClientSession
) -> None:
    async with session.get(f"{browser.url}/page/events") as stream:
        assert await stream.content.readline() == b"retry: 1000\n"


async def test_a_page_that_stopped_reading_is_cut_off(
    server: BotApiServer, cast: Cast, session: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.playground.page._BACKLOG", 50)
    ended = asyncio.Event()

    @web.middleware
    async def watch(request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> Any:
        try:
            return await handler(request)
        finally:
            ended.set()

    def extend(app: web.Application) -> None:
        app.middlewares.append(watch)
        Page(server, cast, HINTS).add_to(app)

    await server.start(extend=extend)
    learner = cast.people["learner"]
    message = learner.write(server.telegram.chats[learner.user.id], "x" * 4096)
    async with session.get(f"{server.url}/page/events"):
        for _ in range(20_000):
            server.telegram.changes.tell("message", message)
            await asyncio.sleep(0)
            if ended.is_set():
                return
    pytest.fail("events for a page that does not read pile up")


async def test_only_the_files_of_the_page_are_served(browser: Browser, session: aiohttp.ClientSession) -> None:
    async with session.get(f"{browser.url}/") as response:
        assert response.status == 200
        assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    for path in ("/page/page.py", "/page/..%2fpage.py", "/page/missing.js", "/page/files/none"):
        async with session.get(browser.url + path) as response:
            assert response.status == 404


async def test_a_stopped_server_ends_its_streams(browser: Browser, server: BotApiServer) -> None:
    await browser.event("state")
    await server.stop()
    await browser.ended()
