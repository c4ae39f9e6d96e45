"""What belongs to whom, and what lasts: people, tabs, drafts, keyboards, a wire that breaks, a bot that is away."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from aiohttp import web
from playwright.async_api import BrowserContext, Page, expect

from bot.playground.cast import Cast, gather
from bot.playground.page import Page as ChatPage
from bot.playground.server import BotApiServer
from tests.browser.chat import choose_chat, choose_person, field, last_message, messages, press, send
from tests.browser.conftest import HINTS, PHONE
from tests.browser.showcase import picture
from tests.conftest import TOKEN


async def call(server: BotApiServer, method: str, **parameters: Any) -> Any:
    """A call of the bot; what it brought."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{server.url}/bot{TOKEN}/{method}", json=parameters) as response,
    ):
        answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]


def key(text: str) -> dict[str, list[list[dict[str, str]]]]:
    """A keyboard of one inline button that calls back with its own text."""
    return {"inline_keyboard": [[{"text": text, "callback_data": text[:64]}]]}


async def alone(server: BotApiServer, cast: Cast, tab: Page, *middlewares: Any) -> int:
    """The learner's private chat, opened, and nobody at the other end; the learner's id."""

    def extend(app: web.Application) -> None:
        ChatPage(server, cast, HINTS).add_to(app)
        app.middlewares.extend(middlewares)

    await server.start(extend=extend)
    await tab.goto(server.url)
    await tab.get_by_role("button", name="Start", exact=True).click()
    await expect(last_message(tab)).to_contain_text("/start")
    return cast.people["learner"].user.id


async def test_a_moment_that_no_calendar_has_breaks_nothing(server: BotApiServer, cast: Cast, tab: Page) -> None:
    learner = await alone(server, cast, tab)
    moment = {"type": "date_time", "offset": 0, "length": 4, "unix_time": 10**15}
    await call(server, "sendMessage", chat_id=learner, text="Then", entities=[moment])
    await call(server, "sendMessage", chat_id=learner, text="And now")
    await expect(last_message(tab)).to_contain_text("And now")
    await expect(messages(tab).filter(has_text="Then").locator("time")).to_have_count(2)


async def test_markup_in_a_text_stays_text_wherever_it_stands(server: BotApiServer, cast: Cast, tab: Page) -> None:
    learner = await alone(server, cast, tab)
    markup = "<img src=x onerror=alert(1)><script>alert(1)</script>"
    code = {"type": "pre", "offset": 0, "length": 9, "language": markup}
    where = {"chat_id": learner}
    await call(server, "sendMessage", **where, text=markup, entities=[code], reply_markup=key(markup))
    quiz = {"type": "quiz", "correct_option_ids": [0], "explanation": markup}
    await call(server, "sendPoll", **where, question=markup, options=[markup, "b"], **quiz)
    await call(server, "setMyDescription", description=markup)
    await call(server, "setMyCommands", commands=[{"command": "a", "description": markup}])
    chat = server.telegram.chats[learner]
    cast.people["learner"].send_files(chat, [server.telegram.add_file(markup, b"42")], caption=markup)
    button = messages(tab).locator(".key").filter(has_text=markup)
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    query = server.telegram.updates.latest(1)[0]["callback_query"]["id"]
    await call(server, "answerCallbackQuery", callback_query_id=query, text=markup)
    await expect(tab.get_by_role("status").filter(has_text=markup)).to_be_visible()
    await field(tab).fill("/")
    await expect(tab.get_by_role("listbox", name="Commands")).to_contain_text(markup)
    await expect(last_message(tab)).to_contain_text(markup)
    assert await tab.locator("img[src=x], body script").count() == 0


async def test_a_button_spins_and_a_spoiler_opens_for_one_person_alone(
    server: BotApiServer, cast: Cast, tab: Page
) -> None:
    await alone(server, cast, tab)
    hidden = {"type": "spoiler", "offset": 0, "length": 6}
    await call(server, "sendMessage", chat_id=cast.group.id, text="Secret", entities=[hidden], reply_markup=key("Wait"))
    await choose_chat(tab, "Interview club")
    await tab.get_by_role("button", name="Wait").click()
    await expect(tab.get_by_role("button", name="Wait")).to_have_attribute("aria-busy", "true")
    await tab.get_by_role("button", name="Hidden text, show it").click()
    await expect(tab.get_by_role("button", name="Hidden text, show it")).to_have_count(0)
    await choose_person(tab, "second_learner")
    await choose_chat(tab, "Interview club")
    await expect(tab.get_by_role("button", name="Wait")).not_to_have_attribute("aria-busy", "true")
    await expect(tab.get_by_role("button", name="Hidden text, show it")).to_be_visible()
    await choose_person(tab, "learner")
    await expect(tab.get_by_role("button", name="Wait")).to_have_attribute("aria-busy", "true")


async def test_a_button_that_nobody_answers_stops_after_half_a_minute(
    server: BotApiServer, cast: Cast, tab: Page
) -> None:
    await tab.clock.install()
    learner = await alone(server, cast, tab)
    await call(server, "sendMessage", chat_id=learner, text="Well?", reply_markup=key("Wait"))
    button = tab.get_by_role("button", name="Wait")
    await button.dblclick()
    await expect(button).to_have_attribute("aria-busy", "true")
    assert [update for update in server.telegram.updates.latest(9) if "callback_query" in update][1:] == []
    await tab.clock.run_for(29_000)
    await expect(button).to_have_attribute("aria-busy", "true")
    await tab.clock.run_for(2_000)
    await expect(tab.get_by_role("alert").filter(has_text="The bot did not answer.")).to_be_visible()
    await expect(button).not_to_have_attribute("aria-busy", "true")


async def test_an_answer_is_shown_in_the_tab_that_asked(chat: Page, context: BrowserContext) -> None:
    other = await context.new_page()
    await other.goto(chat.url)
    await expect(last_message(other)).to_contain_text("Welcome")
    await press(chat, "Toast")
    await expect(chat.get_by_text("You pressed Toast", exact=True)).to_be_visible()
    await expect(other.locator("#panel").get_by_text("answerCallbackQuery").last).to_be_visible()
    assert await other.get_by_text("You pressed Toast", exact=True).count() == 0


async def test_an_answer_that_came_while_the_wire_was_cut_is_heard_afterwards(
    server: BotApiServer, cast: Cast, tab: Page
) -> None:
    wires: list[asyncio.Transport] = []

    @web.middleware
    async def note(request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> Any:
        if request.path == "/page/events" and request.transport is not None:
            wires.append(request.transport)
        return await handler(request)

    learner = await alone(server, cast, tab, note)
    await call(server, "sendMessage", chat_id=learner, text="Well?", reply_markup=key("Wait"))
    await tab.get_by_role("button", name="Wait").click()
    await expect(tab.get_by_role("button", name="Wait")).to_have_attribute("aria-busy", "true")
    query = server.telegram.updates.latest(1)[0]["callback_query"]["id"]
    wires[-1].abort()
    await call(server, "answerCallbackQuery", callback_query_id=query, text="At last")
    await expect(tab.locator("body")).to_have_attribute("data-connected", "false")
    await expect(tab.get_by_text("At last", exact=True)).to_be_visible()
    await expect(tab.get_by_role("button", name="Wait")).not_to_have_attribute("aria-busy", "true")


async def test_two_tabs_are_two_people_also_after_a_reload(chat: Page, context: BrowserContext) -> None:
    other = await context.new_page()
    await other.goto(chat.url)
    await choose_person(other, "owner")
    await other.reload()
    await expect(other.locator("[data-person=owner]")).to_have_attribute("aria-pressed", "true")
    await chat.reload()
    await expect(chat.locator("[data-person=learner]")).to_have_attribute("aria-pressed", "true")


async def test_an_edit_does_not_cost_what_was_being_written(chat: Page) -> None:
    await send(chat, "Helo")
    await expect(last_message(chat)).to_contain_text("typed: Helo")
    await field(chat).fill("Half a sen")
    own = messages(chat).filter(has_text=re.compile("^Helo"))
    for key_, left in (("Escape", "Helo"), ("Enter", "Hello")):
        await own.get_by_role("button", name="Message actions").click()
        await chat.get_by_role("menuitem", name="Edit").click()
        await expect(field(chat)).to_have_value("Helo")
        await field(chat).fill("Hello")
        await field(chat).press(key_)
        await expect(field(chat)).to_have_value("Half a sen")
        await expect(messages(chat).filter(has_text=re.compile(f"^{left}"))).to_have_count(1)


async def test_a_caption_is_taken_away(chat: Page) -> None:
    async with chat.expect_file_chooser() as chooser:
        await chat.get_by_role("button", name="Attach files").click()
    content = picture(10, 20, 30).data
    await (await chooser.value).set_files({"name": "a.png", "mimeType": "image/png", "buffer": content})
    await chat.get_by_role("dialog").get_by_role("textbox", name="Caption").fill("Mine")
    await chat.get_by_role("dialog").get_by_role("button", name="Send").click()
    own = messages(chat).filter(has=chat.get_by_role("img"))
    await expect(own).to_contain_text("Mine")
    await own.get_by_role("button", name="Message actions").click()
    await chat.get_by_role("menuitem", name="Edit").click()
    await field(chat).fill("")
    await field(chat).press("Enter")
    await expect(own).not_to_contain_text("Mine")
    await expect(own).to_contain_text("edited")


async def test_a_draft_is_kept_when_the_server_starts_anew(server: BotApiServer, cast: Cast, tab: Page) -> None:
    await alone(server, cast, tab)
    await field(tab).fill("Half a sen")
    port = int(server.url.rpartition(":")[2])
    await server.stop()
    await expect(tab.get_by_text("The playground does not answer")).to_be_visible()
    again = BotApiServer(TOKEN, flood=None)
    await again.start(port, extend=ChatPage(again, gather(again.telegram), HINTS).add_to)
    await expect(tab.get_by_text("The playground was started anew")).to_be_visible()
    await tab.get_by_role("button", name="Start", exact=True).click()
    await expect(field(tab)).to_have_value("Half a sen")
    await again.stop()


async def test_a_keyboard_for_one_time_stays_away_after_a_reload(server: BotApiServer, cast: Cast, tab: Page) -> None:
    learner = await alone(server, cast, tab)
    once = {"keyboard": [[{"text": "Once"}]], "one_time_keyboard": True}
    await call(server, "sendMessage", chat_id=learner, text="Say", reply_markup=once)
    button = tab.locator(".composer").get_by_role("button", name="Once")
    await button.click()
    await expect(button).to_have_count(0)
    await tab.reload()
    await expect(last_message(tab)).to_contain_text("Once")
    await expect(button).to_have_count(0)
    await tab.get_by_role("button", name="Show the bot's keyboard").click()
    await expect(button).to_be_visible()
    stays = {"keyboard": [[{"text": "Always"}]], "one_time_keyboard": True, "is_persistent": True}
    await call(server, "sendMessage", chat_id=learner, text="Say", reply_markup=stays)
    always = tab.locator(".composer").get_by_role("button", name="Always")
    await always.click()
    await expect(last_message(tab)).to_contain_text("Always")
    await expect(always).to_be_visible()
    await call(server, "sendMessage", chat_id=learner, text="Done", reply_markup={"remove_keyboard": True})
    await expect(always).to_have_count(0)


async def test_a_forced_reply_waits_for_the_person_whom_it_asks(server: BotApiServer, cast: Cast, tab: Page) -> None:
    learner = await alone(server, cast, tab)
    await choose_person(tab, "owner")
    await call(server, "sendMessage", chat_id=learner, text="Your name?", reply_markup={"force_reply": True})
    await choose_person(tab, "learner")
    await expect(tab.locator(".strip")).to_contain_text("Your name?")
    await tab.reload()
    await expect(tab.locator(".strip")).to_contain_text("Your name?")
    await send(tab, "Alice")
    await expect(last_message(tab).locator(".quoted")).to_contain_text("Your name?")
    await tab.reload()
    await expect(last_message(tab)).to_contain_text("Alice")
    await expect(tab.locator(".strip")).to_be_hidden()


async def test_a_timer_never_shows_more_than_its_period(server: BotApiServer, cast: Cast, tab: Page) -> None:
    await tab.clock.install()
    learner = await alone(server, cast, tab)
    await tab.evaluate("window.seen = []")
    await tab.evaluate(
        """new MutationObserver(() => document.querySelectorAll("[role=timer]").forEach((one) =>
        window.seen.push(one.textContent))).observe(document.body, {subtree: true, childList: true})"""
    )
    await tab.clock.set_system_time(0)
    await call(server, "sendPoll", chat_id=learner, question="Q?", options=["a", "b"], open_period=60)
    await expect(last_message(tab).get_by_role("timer")).to_have_text("1:00")
    assert set(await tab.evaluate("window.seen")) <= {"1:00", "0:59"}


async def test_another_run_of_the_server_begins_with_an_empty_panel(
    server: BotApiServer, cast: Cast, tab: Page
) -> None:
    await alone(server, cast, tab)
    for _ in range(5):
        await call(server, "getMe")
    entries = tab.locator("#panel details.entry").filter(has_text="getMe")
    await expect(entries).to_have_count(5)
    await tab.get_by_role("button", name="Clear the view").click()
    await expect(entries).to_have_count(0)
    port = int(server.url.rpartition(":")[2])
    await server.stop()
    again = BotApiServer(TOKEN, flood=None)
    await again.start(port, extend=ChatPage(again, gather(again.telegram), HINTS).add_to)
    await expect(tab.get_by_text("The playground was started anew")).to_be_visible()
    for _ in range(5):
        await call(again, "getMe")
    await expect(entries).to_have_count(5)
    await again.stop()


async def test_a_double_click_starts_and_votes_once(server: BotApiServer, cast: Cast, tab: Page) -> None:
    learner = cast.people["learner"].user.id
    await server.start(extend=ChatPage(server, cast, HINTS).add_to)
    await tab.goto(server.url)
    await tab.get_by_role("button", name="Start", exact=True).dblclick()
    await expect(last_message(tab)).to_contain_text("/start")
    await call(
        server, "sendPoll", chat_id=learner, question="Q?", options=["a", "b"], type="quiz", correct_option_ids=[0]
    )
    await last_message(tab).get_by_role("button", name="a", exact=True).dblclick()
    await expect(last_message(tab)).to_contain_text("100%")
    assert await tab.get_by_role("alert").inner_text() == ""
    assert [message.text for message in server.telegram.chats[learner].messages.values()][:-1] == ["/start"]


async def test_who_scrolls_up_comes_to_the_first_message(server: BotApiServer, cast: Cast, tab: Page) -> None:
    learner = cast.people["learner"]
    for number in range(900):
        learner.write(server.telegram.chats[learner.user.id], f"message {number}")
    await server.start(extend=ChatPage(server, cast, HINTS).add_to)
    await tab.goto(server.url)
    await expect(last_message(tab)).to_contain_text("message 899")
    for shown in (400, 600, 800, 900):
        await tab.locator(".scroller").evaluate("scroller => { scroller.scrollTop = 0; }")
        await expect(messages(tab)).to_have_count(shown)
    await expect(messages(tab).first).to_contain_text("message 0")
    await tab.get_by_role("button", name="To the newest message").click()
    await expect(last_message(tab)).to_be_in_viewport()


async def test_files_that_are_too_large_are_not_even_sent(chat: Page) -> None:
    huge = await chat.evaluate_handle(
        """() => { const drop = new DataTransfer();
        drop.items.add(new File([new Uint8Array(51 * 1024 ** 2)], "huge.bin")); return drop; }"""
    )
    await chat.get_by_role("log").dispatch_event("drop", {"dataTransfer": huge})
    await expect(chat.get_by_role("alert")).to_contain_text("at most 50 MB")


async def test_a_newcomer_with_a_small_window_reads_from_the_beginning(
    server: BotApiServer, cast: Cast, tab: Page
) -> None:
    await server.start(extend=ChatPage(server, cast, {"en": tuple("word " * 40 for _ in range(3))}).add_to)
    await call(server, "setMyDescription", description="What it does. " * 20)
    await tab.set_viewport_size(PHONE)
    await tab.goto(server.url)
    await expect(tab.get_by_role("heading", name="What to try")).to_be_in_viewport()


async def test_forced_colours_neither_betray_a_spoiler_nor_hide_who_one_is(
    server: BotApiServer, cast: Cast, tab: Page
) -> None:
    learner = await alone(server, cast, tab)
    await tab.emulate_media(forced_colors="active")
    hidden = {"type": "spoiler", "offset": 0, "length": 6}
    await call(server, "sendMessage", chat_id=learner, text="Secret", entities=[hidden])
    await expect(last_message(tab).locator(".spoiler .hidden")).to_have_css("visibility", "hidden")
    await expect(tab.locator("[data-person=learner]")).to_have_css("outline-style", "solid")
    await expect(tab.locator("[data-person=owner]")).to_have_css("outline-style", "none")
    await tab.get_by_role("button", name="Hidden text, show it").click()
    await expect(last_message(tab).get_by_text("Secret")).to_be_visible()
