"""`python -m tests.browser.readme_picture`: draws the picture of the playground that the README shows."""

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import Browser, async_playwright, expect

from bot.settings import ROOT
from tests.browser.chat import last_message, press
from tests.browser.conftest import CHROMIUM, DESKTOP, OFFLINE
from tests.browser.program import Program

PICTURE = ROOT / "bot" / "playground" / "playground.png"


async def main() -> None:
    """A learner has answered a first card and looks at the second."""
    with tempfile.TemporaryDirectory(prefix="sobes-picture-") as folder:
        program = Program(Path(folder))
        await program.start()
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*OFFLINE, "--no-sandbox"])
            await draw(browser, program.url)
            await browser.close()
        await program.stop()


async def draw(browser: Browser, url: str) -> None:
    """Play, and take the picture."""
    tab = await browser.new_page(viewport=DESKTOP, locale="en-US", color_scheme="light")
    await tab.goto(url)
    await tab.get_by_role("button", name="Start", exact=True).click()
    await press(tab, "Show answer")
    await press(tab, "Good")
    await press(tab, "Show answer")
    await expect(last_message(tab).get_by_role("button", name="Good")).to_be_visible()
    await tab.screenshot(path=PICTURE)


if __name__ == "__main__":
    asyncio.run(main())
