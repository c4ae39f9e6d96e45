"""The hands of somebody at the page."""

from re import Pattern

from playwright.async_api import Locator, Page, expect


def messages(tab: Page) -> Locator:
    """What stands in the chat that is open."""
    return tab.get_by_role("log").get_by_role("article")


def last_message(tab: Page) -> Locator:
    """The newest message."""
    return messages(tab).last


def field(tab: Page) -> Locator:
    """Where one writes."""
    return tab.get_by_role("main").locator("textarea")


def offered(tab: Page) -> Locator:
    """The commands that complete what was begun."""
    return tab.get_by_role("listbox", name="Commands").get_by_role("option")


async def choose_person(tab: Page, role: str) -> None:
    """Be somebody else."""
    await tab.locator(f"[data-person={role}]").click()
    await expect(tab.locator(f"[data-person={role}]")).to_have_attribute("aria-pressed", "true")


async def choose_chat(tab: Page, title: str) -> None:
    """Open a chat of the list."""
    await tab.get_by_role("region", name="Chats").get_by_role("button").filter(has_text=title).click()
    await expect(tab.get_by_role("main").get_by_role("heading", level=2, name=title)).to_be_visible()


async def send(tab: Page, text: str) -> None:
    """Write, and press Enter; returns when the message stands in the chat."""
    before = await messages(tab).count()
    await field(tab).fill(text)
    await field(tab).press("Enter")
    await expect(messages(tab).nth(before)).to_be_visible()


async def press(tab: Page, name: str | Pattern[str]) -> None:
    """Press the newest inline button of that name, and wait until its spinner has stopped."""
    button = tab.get_by_role("log").get_by_role("button", name=name).last
    await button.click()
    await expect(tab.get_by_role("log").locator("[aria-busy=true]")).to_have_count(0)
