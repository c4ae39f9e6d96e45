"""Whether there is anything to see in a text."""

import pytest

from bot.domain.markup import shows_something


@pytest.mark.parametrize(
    "text",
    ["", " \t\n", "\u00a0\u3000", "\u200b", "\u2060\u200d", "\u3164", "\u2800", "\u115f\uffa0", "\ufe0f", "\U000e0041"],
)
def test_blank_characters_show_nothing(text: str) -> None:
    assert not shows_something(text)
    assert shows_something(f"{text}.{text}")


@pytest.mark.parametrize("text", ["a", "中", "😀", "\ufffd", "\u0301", "-"])
def test_any_other_character_shows(text: str) -> None:
    assert shows_something(text)
