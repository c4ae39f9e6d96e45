"""One cell of a table or value of JSON: what it says, in how many words, and whether it asks."""

import re
from collections.abc import Mapping

from bot.parsing import lexicon
from bot.parsing.blocks import asks
from bot.parsing.field_texts import SAID_BY

_NAMELESS = re.compile(r"column \d+")


def is_nameless(name: str) -> bool:
    """Whether a column was given its name here, as the table has none."""
    return _NAMELESS.fullmatch(name) is not None


def said_by(value: object) -> str:
    """A cell or value as one text; empty where it says nothing by itself."""
    match value:
        case str():
            return value.strip()
        case bool():
            return str(value)
        case int() | float():
            return str(value)
        case list() if value and all(isinstance(each, str) for each in value):
            return "\n".join(each.strip() for each in value)
        case Mapping():
            return next((text for name in SAID_BY if (text := said_by(value.get(name)))), "")
    return ""


def words_in(text: str) -> float:
    """How many words a text has; two Chinese characters count as one."""
    return len(text.split()) + sum("\u4e00" <= sign <= "\u9fff" for sign in text) / 2


def asks_something(cell: str) -> bool:
    """Whether a cell looks like a question, or a demand to explain something."""
    text = cell.strip()
    if not text or len(text) > 20_000:
        return False
    return asks(text) or lexicon.DEMAND.match(text) is not None or lexicon.ASKING.match(text) is not None
