"""What a newcomer does after `make run`: the whole program as a process of its own, and a browser at its page."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.chat import choose_person, last_message, press, send
from tests.browser.conftest import keep
from tests.browser.program import Program


@pytest_asyncio.fixture(loop_scope="session")
async def program(tmp_path: Path) -> AsyncIterator[Program]:
    """It runs."""
    program = Program(tmp_path)
    await program.start()
    yield program
    await program.stop()


async def test_a_newcomer_learns_three_cards_a_second_learner_joins_and_the_owner_adds_one(
    program: Program, tab: Page
) -> None:
    await tab.goto(program.url)
    await expect(tab.get_by_role("list").filter(has_text="press Start")).to_be_visible()
    await keep(tab, "story-1-first-screen")
    await tab.get_by_role("button", name="Start", exact=True).click()
    await expect(last_message(tab)).to_contain_text("Left today: 10")
    for left in (9, 8, 7):
        await press(tab, "Show answer")
        await press(tab, re.compile("^Good"))
        await expect(last_message(tab)).to_contain_text(f"Left today: {left}")
    await press(tab, "Show answer")
    await expect(last_message(tab).get_by_role("button", name=re.compile("^Again"))).to_be_visible()
    await keep(tab, "story-2-an-answer")

    await choose_person(tab, "second_learner")
    await tab.get_by_role("button", name="Start", exact=True).click()
    await expect(last_message(tab)).to_contain_text("Осталось")
    await press(tab, "Показать ответ")
    await expect(last_message(tab).get_by_role("button", name=re.compile("^Снова"))).to_be_visible()
    await keep(tab, "story-3-the-second-learner")

    await choose_person(tab, "owner")
    await tab.get_by_role("button", name="Start", exact=True).click()
    await expect(last_message(tab).get_by_role("button", name="Show answer")).to_be_visible()
    await send(tab, "/add")
    await expect(last_message(tab)).to_contain_text("question")
    await send(tab, "What does `git bisect` search for?")
    await expect(last_message(tab)).to_contain_text("answer")
    await send(tab, "The **first bad commit**, by halving.")
    for choice in ("Git and releases", "middle", "English", "Save"):
        await press(tab, choice)
    await expect(last_message(tab)).to_contain_text("Saved")
    await keep(tab, "story-4-the-owner-added-a-card")

    await choose_person(tab, "learner")
    await send(tab, "/search bisect")
    await press(tab, "What does git bisect search for?")
    await expect(last_message(tab).locator("code")).to_have_text("git bisect")
    await press(tab, "Show answer")
    await expect(last_message(tab).locator("b, strong").last).to_have_text("first bad commit")
    assert await tab.locator("[data-refused]").count() == 0


async def test_the_page_survives_a_restart_and_says_that_its_chats_are_gone(program: Program, tab: Page) -> None:
    await tab.goto(program.url)
    await tab.get_by_role("button", name="Start", exact=True).click()
    await expect(last_message(tab)).to_contain_text("Left today")
    await program.stop()
    await expect(tab.get_by_text("The playground does not answer")).to_be_visible()
    await program.start(program.port)
    await expect(tab.get_by_text("The playground was started anew")).to_be_visible()
    await keep(tab, "story-5-after-a-restart")
    await tab.get_by_role("button", name="Start", exact=True).click()
    await expect(last_message(tab)).to_contain_text("Left today: 10")
