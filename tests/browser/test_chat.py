"""Everything a chat can show, on the page, with a small bot of the tests' own at the other end."""

import re

import aiohttp
import pytest
from playwright.async_api import Browser, Page, expect

from bot.playground.cast import Cast
from bot.playground.server import BotApiServer
from tests.browser.chat import choose_chat, choose_person, field, last_message, messages, offered, press, send
from tests.browser.conftest import DESKTOP, PHONE, keep
from tests.browser.showcase import picture
from tests.conftest import TOKEN


async def test_text_is_shown_with_all_its_formatting(chat: Page) -> None:
    await send(chat, "/format")
    message = last_message(chat)
    await expect(message.locator("strong").first).to_have_text("bold")
    await expect(message.locator("em").first).to_have_text("italic")
    await expect(message.locator("u").first).to_have_text("underlined")
    await expect(message.locator("s").first).to_have_text("struck")
    await expect(message.locator("strong em u")).to_have_text("all")
    await expect(message.get_by_role("link", name="docs")).to_have_attribute("href", "https://docs.python.org/3/")
    await expect(message.get_by_role("link", name="https://example.org/x_y")).to_be_visible()
    await expect(message).to_contain_text("<not a tag>")
    await keep(chat, "chat-formatting")


async def test_a_spoiler_opens_by_hand_and_by_key(chat: Page) -> None:
    for _ in range(2):
        await send(chat, "/format")
    hidden = chat.get_by_role("button", name="Hidden text, show it")
    await hidden.first.click()
    await expect(hidden).to_have_count(1)
    await hidden.last.press("Enter")
    await expect(hidden).to_have_count(0)
    await expect(last_message(chat)).to_contain_text("secret")


async def test_code_is_copied_as_it_stands(chat: Page) -> None:
    await send(chat, "/format")
    code = last_message(chat).get_by_role("figure")
    await expect(code).to_contain_text("python")
    await code.get_by_role("button", name="Copy code").click()
    assert await chat.evaluate("navigator.clipboard.readText()") == "def f(x):\n    return x * 2"


async def test_a_long_quotation_opens_and_closes(chat: Page) -> None:
    await send(chat, "/format")
    quotation = last_message(chat).locator("blockquote").last
    closed = await quotation.bounding_box()
    await quotation.get_by_role("button", name="Show more").click()
    opened = await quotation.bounding_box()
    assert closed is not None
    assert opened is not None
    assert opened["height"] > closed["height"] + 30
    await expect(quotation.get_by_role("button", name="Show less")).to_be_visible()


async def test_a_pressed_button_spins_until_it_is_answered(chat: Page) -> None:
    await chat.get_by_role("button", name="Slow").click()
    await expect(chat.get_by_role("button", name="Slow")).to_have_attribute("aria-busy", "true")
    await keep(chat, "chat-spinner")
    await expect(chat.get_by_role("status").filter(has_text="At last")).to_be_visible()
    await expect(chat.get_by_role("button", name="Slow")).not_to_have_attribute("aria-busy", "true")


async def test_a_toast_passes_and_an_alert_stays(chat: Page) -> None:
    await press(chat, "Toast")
    toast = chat.get_by_text("You pressed Toast", exact=True)
    await expect(toast).to_be_visible()
    await press(chat, "Alert")
    alert = chat.get_by_role("alertdialog").or_(chat.get_by_role("dialog"))
    await expect(alert).to_contain_text("Read this first")
    await keep(chat, "chat-alert")
    await chat.keyboard.press("Escape")
    await expect(alert).to_have_count(0)
    await expect(toast).to_have_count(0)


async def test_messages_change_and_go_in_place(chat: Page) -> None:
    before = await messages(chat).count()
    await press(chat, "Change")
    await expect(last_message(chat)).to_contain_text("Changed in place")
    await expect(last_message(chat)).to_contain_text("edited")
    await expect(messages(chat)).to_have_count(before)
    await press(chat, "Remove")
    await expect(messages(chat)).to_have_count(before - 1)


async def test_a_copy_button_copies_and_a_link_leads_out(chat: Page) -> None:
    await chat.get_by_role("button", name="Copy", exact=True).click()
    assert await chat.evaluate("navigator.clipboard.readText()") == "copied!"
    link = chat.get_by_role("log").get_by_role("link", name="Docs")
    await expect(link).to_have_attribute("href", "https://docs.python.org/3/")
    await expect(link).to_have_attribute("rel", re.compile("noopener"))


async def test_a_quiz_shows_right_and_wrong_and_why(chat: Page) -> None:
    await send(chat, "/quiz")
    quiz = last_message(chat)
    await expect(quiz.get_by_role("timer")).to_be_visible()
    await expect(quiz).not_to_contain_text("holds the whole thread")
    await quiz.get_by_role("button", name="await asyncio.sleep(1)").click()
    await expect(quiz).to_contain_text("holds the whole thread")
    await expect(quiz).to_contain_text("100%")
    await expect(quiz.locator(".wrong")).to_contain_text("await asyncio.sleep(1)")
    await expect(quiz.locator(".right")).to_contain_text("time.sleep(1)")
    await keep(chat, "chat-quiz")


async def test_a_poll_takes_several_answers_and_takes_them_back(chat: Page) -> None:
    await send(chat, "/survey")
    poll = last_message(chat)
    await poll.get_by_role("checkbox", name="asyncio").click()
    await poll.get_by_role("checkbox", name="threads").click()
    await poll.get_by_role("button", name="Vote").click()
    await expect(poll).to_contain_text("100%")
    await poll.get_by_role("button", name="Message actions").click()
    await chat.get_by_role("menuitem", name="Take the vote back").click()
    await expect(poll.get_by_role("button", name="Vote")).to_be_visible()


async def test_documents_go_up_by_button_and_by_drop_and_come_down(chat: Page) -> None:
    async with chat.expect_file_chooser() as chooser:
        await chat.get_by_role("button", name="Attach files").click()
    await (await chooser.value).set_files({"name": "заметки.txt", "mimeType": "text/plain", "buffer": b"42"})
    await chat.get_by_role("dialog").get_by_role("button", name="Send").click()
    back = last_message(chat)
    await expect(back).to_contain_text("back-заметки.txt")
    async with chat.expect_download() as download:
        await back.get_by_role("link", name=re.compile("back-заметки.txt")).click()
    assert (await (await download.value).path()).read_bytes() == b"42!"
    dropped = await chat.evaluate_handle(
        """() => { const drop = new DataTransfer();
        drop.items.add(new File(["dropped"], "drop.txt", {type: "text/plain"})); return drop; }"""
    )
    await chat.get_by_role("log").dispatch_event("drop", {"dataTransfer": dropped})
    await chat.get_by_role("dialog").get_by_role("button", name="Send").click()
    await expect(last_message(chat)).to_contain_text("back-drop.txt")
    await keep(chat, "chat-documents")


async def test_pictures_and_albums_are_shown(chat: Page) -> None:
    await send(chat, "/photo")
    await expect(last_message(chat).get_by_role("img")).to_be_visible()
    await send(chat, "/album")
    await expect(messages(chat).filter(has_text="Two squares").get_by_role("img")).to_have_count(2)
    width = await chat.get_by_role("log").get_by_role("img").last.evaluate("image => image.naturalWidth")
    assert width == 160
    await keep(chat, "chat-pictures")


async def test_several_pictures_go_up_as_an_album(chat: Page, server: BotApiServer) -> None:
    square = picture(10, 20, 30).data
    async with chat.expect_file_chooser() as chooser:
        await chat.get_by_role("button", name="Attach files").click()
    files = [{"name": name, "mimeType": "image/png", "buffer": square} for name in ("a.png", "b.png")]
    await (await chooser.value).set_files(files)  # type: ignore[arg-type]  # the list is invariant
    await chat.get_by_role("dialog").get_by_role("textbox", name="Caption").fill("**Mine**")
    await chat.get_by_role("dialog").get_by_role("button", name="Send").click()
    await expect(messages(chat).filter(has_text="Mine").get_by_role("img")).to_have_count(2)
    first, second = [update["message"] for update in server.telegram.updates.latest(2)]
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], first["caption_entities"][0]["type"]) == ("Mine", "bold")


async def test_a_reply_keyboard_writes_and_shares_a_chat(chat: Page) -> None:
    await send(chat, "/keys")
    await expect(chat.get_by_placeholder("Tap a key")).to_be_visible()
    await keep(chat, "chat-reply-keyboard")
    await chat.get_by_role("button", name="Left").click()
    await expect(last_message(chat)).to_contain_text("typed: Left")
    await chat.get_by_role("button", name="Choose a channel").click()
    await chat.get_by_role("dialog").get_by_role("button", name="A question a day").click()
    await expect(last_message(chat)).to_contain_text("Shared A question a day")
    await expect(chat.get_by_role("button", name="Left")).to_have_count(0)


async def test_a_reaction_is_put_under_a_message_and_taken_back(chat: Page) -> None:
    await send(chat, "hello")
    reply = last_message(chat)
    await expect(reply).to_contain_text("typed: hello")
    for choice, shown in (("🔥", "🔥 1"), ("👍", "👍 1"), ("Take 👍 back", None)):
        await reply.click(button="right")
        await chat.get_by_role("menuitem", name="React").click()
        await chat.get_by_role("dialog", name="React").get_by_role("button", name=choice, exact=True).click()
        if shown:
            await expect(reply.get_by_text(shown)).to_be_visible()
        else:
            await expect(reply).not_to_contain_text("👍")


async def test_a_quiz_is_made_where_the_bot_asks_for_one(chat: Page, server: BotApiServer) -> None:
    await send(chat, "/keys")
    await chat.get_by_role("button", name="Make a quiz").click()
    form = chat.get_by_role("dialog", name="New quiz")
    await form.get_by_label("Question").fill("Which lock?")
    for number, text in enumerate(("RCU", " ", "GIL"), 1):
        await form.get_by_label(f"Option {number}", exact=True).fill(text)
    await form.get_by_label("Option 3 is right").check()
    await form.get_by_label("Explanation").fill("One at a time.")
    await form.get_by_role("button", name="Send").click()
    await expect(form.get_by_role("textbox", name="Option 2")).to_be_focused()
    await form.get_by_label("Option 2", exact=True).fill("None")
    await keep(chat, "chat-new-quiz")
    await form.get_by_role("button", name="Send").click()
    await expect(form).to_have_count(0)
    await expect(messages(chat).filter(has_text="Which lock?")).to_be_visible()
    poll = server.telegram.updates.latest(1)[0]["message"]["poll"]
    assert [option["text"] for option in poll["options"]] == ["RCU", "None", "GIL"]
    assert (poll["correct_option_ids"], poll["explanation"]) == ([2], "One at a time.")


async def test_a_forced_reply_quotes_what_was_asked(chat: Page) -> None:
    await send(chat, "/ask")
    await expect(chat.get_by_placeholder("Name")).to_be_focused()
    await send(chat, "Alice")
    await expect(last_message(chat)).to_contain_text("typed as a reply: Alice")


async def test_commands_complete_after_a_slash(chat: Page) -> None:
    text = field(chat)
    await text.press_sequentially("/qu")
    await expect(offered(chat)).to_have_text("/quizShows quiz")
    await keep(chat, "chat-commands")
    await text.press("Enter")
    await expect(last_message(chat)).to_contain_text("Which call blocks")


async def test_commands_come_in_the_language_of_the_person(chat: Page) -> None:
    await choose_person(chat, "second_learner")
    await chat.get_by_role("button", name="Start", exact=True).click()
    await expect(last_message(chat)).to_contain_text("Welcome")
    await field(chat).press_sequentially("/")
    await expect(offered(chat)).to_have_text("/quizВопрос")


async def test_a_rich_message_is_shown_with_its_blocks(chat: Page) -> None:
    await send(chat, "/rich")
    rich = last_message(chat)
    await expect(rich.get_by_role("heading", name="Indexes")).to_be_visible()
    await expect(rich.get_by_role("listitem")).to_have_count(4)
    await expect(rich.get_by_role("cell", name="arrays")).to_be_visible()
    await expect(rich.get_by_role("columnheader", name="Index", exact=True)).to_be_visible()
    await expect(rich).to_contain_text("SELECT 1;")
    await expect(rich.get_by_text("Every write keeps it up to date.")).to_be_hidden()
    await rich.get_by_text("Why not always?").click()
    await expect(rich.get_by_text("Every write keeps it up to date.")).to_be_visible()
    await keep(chat, "chat-rich")


async def test_a_post_of_the_channel_is_forwarded_to_the_bot(chat: Page) -> None:
    await choose_chat(chat, "A question a day")
    await last_message(chat).get_by_role("button", name="Message actions").click()
    await chat.get_by_role("menuitem", name=re.compile("^Forward")).click()
    await chat.get_by_role("dialog").get_by_role("button", name="Sobes").click()
    await choose_chat(chat, "Sobes")
    await expect(last_message(chat)).to_contain_text("channel: A first post")


async def test_the_bot_posts_in_the_channel_and_anybody_sees_it(chat: Page) -> None:
    await send(chat, "/post")
    await expect(last_message(chat)).to_contain_text("Posted")
    for role in ("learner", "stranger"):
        await choose_person(chat, role)
        await choose_chat(chat, "A question a day")
        await expect(last_message(chat)).to_contain_text("Is this a channel?")
    await expect(field(chat)).to_be_hidden()
    await keep(chat, "chat-channel")


async def test_a_public_quiz_in_the_group_counts_everybody(chat: Page) -> None:
    await choose_chat(chat, "Interview club")
    await send(chat, "/quiz@sobes_test_bot")
    quiz = messages(chat).filter(has_text="Which call blocks")
    await quiz.get_by_role("button", name="time.sleep(1)", exact=True).click()
    await choose_person(chat, "second_learner")
    await choose_chat(chat, "Interview club")
    await expect(quiz).not_to_contain_text("%")
    await quiz.get_by_role("button", name="await asyncio.sleep(1)").click()
    await expect(quiz).to_contain_text("50%")
    await keep(chat, "chat-group")


async def test_a_blocked_bot_hears_nothing_until_it_is_unblocked(chat: Page, server: BotApiServer, cast: Cast) -> None:
    await chat.get_by_role("button", name="Block the bot").click()
    await expect(field(chat)).to_be_hidden()
    assert server.telegram.chats[cast.people["learner"].user.id].blocked
    await chat.locator("#chat").get_by_role("button", name="Unblock the bot").click()
    await send(chat, "Hello again")
    await expect(last_message(chat)).to_contain_text("typed: Hello again")


async def test_a_deep_link_is_opened_from_the_field(chat: Page) -> None:
    await chat.get_by_role("textbox", name="Deep link or payload").fill("https://t.me/sobes_test_bot?start=c_17")
    await chat.get_by_role("button", name="Open", exact=True).click()
    await expect(last_message(chat)).to_contain_text("Welcome c_17")


async def test_own_messages_are_edited_replied_to_and_deleted(chat: Page) -> None:
    await send(chat, "Helo")
    await expect(last_message(chat)).to_contain_text("typed: Helo")
    own = messages(chat).filter(has_text=re.compile("^Helo"))
    await own.get_by_role("button", name="Message actions").click()
    await chat.get_by_role("menuitem", name="Edit").click()
    text = field(chat)
    await expect(text).to_have_value("Helo")
    await text.fill("Hello")
    await text.press("Enter")
    own = messages(chat).filter(has_text=re.compile("^Hello"))
    await expect(own).to_contain_text("edited")
    await own.get_by_role("button", name="Message actions").click()
    await chat.get_by_role("menuitem", name="Reply").click()
    await send(chat, "To myself")
    await expect(last_message(chat)).to_contain_text("as a reply: To myself")
    await own.get_by_role("button", name="Message actions").click()
    await chat.get_by_role("menuitem", name="Delete").click()
    await chat.get_by_role("dialog").get_by_role("button", name="Delete").click()
    await expect(own).to_have_count(0)


async def test_the_panel_shows_a_refused_call_in_red_and_why(chat: Page, server: BotApiServer, cast: Cast) -> None:
    panel = chat.locator("#panel")
    await panel.get_by_text("Make the next calls fail").click()
    await panel.get_by_role("button", name="Let them fail").click()
    await send(chat, "/format")
    calls = panel.locator("details.entry")
    struck = calls.filter(has_text="fault").last
    await expect(struck).to_contain_text("sendMessage")
    async with aiohttp.ClientSession() as session:
        wrong = {"chat_id": cast.people["learner"].user.id, "text": "<b>", "parse_mode": "HTML"}
        await session.post(f"{server.url}/bot{TOKEN}/sendMessage", json=wrong)
    await panel.get_by_role("button", name="Refused").click()
    refused = calls.filter(has_text="can't parse entities").last
    await expect(refused).to_be_visible()
    await refused.locator("summary").click()
    await expect(refused).to_contain_text("parse_mode")
    await keep(chat, "panel")


async def test_everything_can_be_done_by_keyboard(chat: Page) -> None:
    await field(chat).focus()
    await chat.keyboard.press("Shift+Tab")
    reached = set[str]()
    for _ in range(40):
        name = await chat.evaluate(
            "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"
        )
        reached.add(name.strip().split("\n")[0])
        await chat.keyboard.press("Shift+Tab")
    assert {"Toast", "Alert", "Docs"} <= reached


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_it_fits_a_phone_without_scrolling_sideways(
    chat: Page, browser: Browser, server: BotApiServer, scheme: str
) -> None:
    context = await browser.new_context(
        viewport=PHONE, locale="en-US", color_scheme="dark" if scheme == "dark" else "light", has_touch=True
    )
    phone = await context.new_page()
    await phone.goto(server.url)
    await expect(phone.locator("body")).to_have_attribute("data-connected", "true")
    for name in ("list", "chat"):
        overflow = await phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, name
        await keep(phone, f"phone-{scheme}-{name}")
        back = phone.get_by_role("button", name="Back to chats")
        if await back.is_visible():
            await back.click()
        else:
            await phone.get_by_role("region", name="Chats").get_by_role("button").filter(has_text="Sobes").click()
    await context.close()


async def test_the_page_speaks_the_languages_of_the_bot(chat: Page, browser: Browser, server: BotApiServer) -> None:
    for locale, heading in (("ru-RU", "Чаты"), ("zh-CN", "聊天")):
        context = await browser.new_context(viewport=DESKTOP, locale=locale)
        page = await context.new_page()
        await page.goto(server.url)
        await expect(page.get_by_role("navigation", name=heading)).to_be_visible()
        await expect(page.locator("html")).to_have_attribute("lang", re.compile(locale[:2]))
        await context.close()
