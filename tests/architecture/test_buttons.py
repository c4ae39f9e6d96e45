"""Every screen there is, drawn with made-up values: its buttons fit, lead somewhere, and can be read aloud."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, get_type_hints
from zoneinfo import available_timezones

import pytest
from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.telegram import limits, screens
from bot.telegram.callbacks.editor import AddChoice
from bot.telegram.callbacks.learner import Continue, DailyCity
from bot.telegram.render import visible_length
from bot.telegram.screen import Rows, Screen
from tests.architecture import made_up
from tests.architecture.test_wiring import buttons, handlers

EXAMPLES = settings(
    max_examples=5,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],  # made-up cards shrink slowly, and the values say enough
    suppress_health_check=list(HealthCheck),
)


@cache
def drawers() -> tuple[Callable[..., Screen | Rows], ...]:
    """Every public function that draws a screen or a keyboard."""
    found = []
    for info in pkgutil.iter_modules(screens.__path__):
        module = importlib.import_module(f"{screens.__name__}.{info.name}")
        for name, drawer in inspect.getmembers(module, inspect.isfunction):
            own = drawer.__module__ == module.__name__ and not name.startswith("_")
            if own and get_type_hints(drawer)["return"] in (Screen, Rows):
                found.append(drawer)
    return tuple(found)


def name_of(drawer: Callable[..., Any]) -> str:
    return f"{drawer.__module__.rpartition('.')[2]}.{drawer.__name__}"


def drawn(drawer: Callable[..., Screen | Rows], data: st.DataObject) -> Screen:
    made = drawer(**data.draw(made_up.arguments_of(drawer)).arguments)
    return made if isinstance(made, Screen) else Screen((), made)


def buttons_of(screen: Screen) -> Iterator[InlineKeyboardButton]:
    for row in screen.rows:
        yield from row


@pytest.mark.parametrize("drawer", drawers(), ids=name_of)
@EXAMPLES
@given(data=st.data())
def test_a_screen_is_what_telegram_takes(drawer: Callable[..., Screen | Rows], data: st.DataObject) -> None:
    screen = drawn(drawer, data)
    handled = {handler.button for handler in handlers()}
    kinds = {each.__prefix__: each for each in buttons()}
    assert all(1 <= visible_length(part) <= limits.MESSAGE_TEXT for part in screen.parts)
    assert all(1 <= len(row) <= limits.BUTTONS_IN_ROW for row in screen.rows)
    assert sum(map(len, screen.rows)) <= limits.BUTTONS
    for button in buttons_of(screen):
        carried = button.callback_data or ""
        assert 1 <= len(carried.encode()) <= limits.CALLBACK_DATA_BYTES, carried
        kind = kinds[carried.partition(":")[0]]
        assert kind in handled
        assert kind.unpack(carried).pack() == carried
        assert any(char.isalnum() for char in button.text), f"{button.text!r} says nothing to who listens"
        assert len(button.text) <= limits.BUTTON_TEXT


def test_every_kind_of_button_is_drawn_somewhere() -> None:
    source = "".join(inspect.getsource(inspect.getmodule(drawer) or drawer) for drawer in drawers())
    assert [kind.__name__ for kind in buttons() if f"{kind.__name__}(" not in source] == []


def longest(field: dict[str, Any]) -> int | None:
    """Characters of the longest value that a field's bounds allow; None where it has no bounds."""
    if "anyOf" in field:
        each = [longest(choice) for choice in field["anyOf"]]
        return None if None in each else max(filter(None, each))
    match field["type"]:
        case "boolean":
            return 1
        case "null":
            return 0
        case "integer" if "minimum" in field and ("maximum" in field or "exclusiveMaximum" in field):
            return max(len(str(field[bound])) for bound in ("minimum", "maximum", "exclusiveMaximum") if bound in field)
        case "string" if "maxLength" in field:
            return int(field["maxLength"])
        case "string" if bound := re.search(r"\{(?:\d+,)?(\d+)\}", field.get("pattern", "")):
            return int(bound[1])
    return None


@pytest.mark.parametrize("kind", buttons(), ids=lambda kind: kind.__name__)
def test_a_button_fits_whatever_its_fields_hold(kind: type[CallbackData]) -> None:
    lengths = {name: longest(field) for name, field in kind.model_json_schema().get("properties", {}).items()}
    assert [name for name, length in lengths.items() if length is None] == [], "without bounds, anything is taken"
    assert len(kind.__prefix__) + sum(1 + (length or 0) for length in lengths.values()) <= limits.CALLBACK_DATA_BYTES


def test_the_longest_time_zone_fits_a_button() -> None:
    assert all(len(DailyCity(minute=1439, zone=zone).pack()) <= 64 for zone in available_timezones())


def test_every_topic_key_is_one_that_buttons_take() -> None:
    keys = [topic.key for topic in made_up.topics()]
    assert [Continue(topic=key).where.topic for key in keys] == keys
    assert all(len(AddChoice(field="topic", value=key).pack()) <= limits.CALLBACK_DATA_BYTES for key in keys)
