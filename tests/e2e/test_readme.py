"""The story that the README shows to people who want to write one."""

import inspect
import re
import textwrap

from bot.settings import ROOT
from tests.conftest import World, card


async def test_a_doubled_tap_counts_once(world: World) -> None:
    await world.publish(card(1), card(2))
    await world.start()
    alice = world.person("Alice")
    await alice.send("/start")
    await alice.press("Show answer")
    await alice.tap_twice("Good")
    assert "question number 2" in alice.screen.text
    assert len(world.rows("SELECT * FROM reviews")) == 1


def test_the_readme_shows_this_very_story() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = [textwrap.dedent(block) for block in re.findall(r"(?:^ {4}.*\n)+", readme, re.MULTILINE)]
    assert inspect.getsource(test_a_doubled_tap_counts_once) in shown
