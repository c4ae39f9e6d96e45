"""A real browser at the playground's page. Where none is installed its tests are skipped, unless CI asks for one."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, ViewportSize, async_playwright, expect

from bot.playground.cast import Cast, gather
from bot.playground.page import Page as ChatPage
from bot.playground.server import BotApiServer
from bot.settings import ROOT
from tests.browser.chat import last_message
from tests.browser.showcase import showcase
from tests.conftest import TOKEN

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SCREENSHOTS = ROOT / "build" / "screenshots"
OFFLINE = (
    *("--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--disable-gpu"),
)
"""A browser that keeps to itself: it would otherwise look for its maker's servers."""

DESKTOP = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=360, height=740)


HINTS = {"en": ("Press Start.", "Send /quiz.", "Look at the panel.")}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a browser where there is none; `.ci/run` sets BROWSER_REQUIRED and then it fails instead.

    All tests of a worker share one event loop, because they share one browser.
    """
    for item in items:
        if Path(__file__).parent not in item.path.parents:
            continue
        item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
        if not CHROMIUM and not os.environ.get("BROWSER_REQUIRED"):
            item.add_marker(pytest.mark.skip(reason="no Chromium here: install Debian's package chromium"))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium without a window; every test has a window of its own."""
    assert CHROMIUM, "BROWSER_REQUIRED is set and no Chromium is installed"
    async with async_playwright() as playwright:
        # Chromium's own sandbox needs rights that a container seldom has; the pages are our own.
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*OFFLINE, "--no-sandbox"], chromium_sandbox=False
        )
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """A window in English on a desktop. A fault in the page's scripts fails the test."""
    context = await browser.new_context(viewport=DESKTOP, locale="en-US", color_scheme="light")
    await context.grant_permissions(["clipboard-read", "clipboard-write"])
    faults: list[str] = []
    context.on("weberror", lambda fault: faults.append(str(fault.error)))
    context.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield context
    await context.close()
    assert [fault for fault in faults if "net::ERR" not in fault] == []


@pytest_asyncio.fixture(loop_scope="session")
async def tab(context: BrowserContext) -> Page:
    """A tab in it."""
    tab = await context.new_page()
    tab.set_default_timeout(10_000)
    return tab


@pytest_asyncio.fixture(loop_scope="session")
async def server() -> AsyncIterator[BotApiServer]:
    """A server without limits over time."""
    server = BotApiServer(TOKEN, flood=None)
    yield server
    await server.stop()


@pytest.fixture
def cast(server: BotApiServer) -> Cast:
    return gather(server.telegram, ["A first post"])


@pytest_asyncio.fixture(loop_scope="session")
async def chat(server: BotApiServer, cast: Cast, tab: Page) -> AsyncIterator[Page]:
    """The learner's private chat, opened, with the showcase's bot at the other end."""
    await server.start(extend=ChatPage(server, cast, HINTS).add_to)
    async with showcase(server, cast):
        await tab.goto(server.url)
        await tab.get_by_role("button", name="Start", exact=True).click()
        await expect(last_message(tab)).to_contain_text("Welcome")
        yield tab


async def keep(tab: Page, name: str) -> None:
    """A screenshot, kept with what CI puts out."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    await tab.screenshot(path=SCREENSHOTS / f"{name}.png")
