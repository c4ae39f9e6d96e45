"""The marks that Telegram's apps turn into formatting while somebody types: `**bold**`, `__italic__`, `` `code` `` …"""

import re

from bot.playground.detection import with_detected
from bot.playground.text import Entity, FormattedText, utf16_length

_MARKS = re.compile(
    r"```(?:(?P<language>[\w+#-]+)\n|\n)?(?P<pre>.+?)\n?```"
    r"|`(?P<code>[^`\n]+)`"
    r"|(?<!\w)\*\*(?P<bold>\S|\S.*?\S)\*\*(?!\w)"
    r"|(?<!\w)__(?P<italic>\S|\S.*?\S)__(?!\w)"
    r"|(?<!\w)~~(?P<strikethrough>\S|\S.*?\S)~~(?!\w)"
    r"|(?<!\w)\|\|(?P<spoiler>\S|\S.*?\S)\|\|(?!\w)",
    re.DOTALL,
)
_VERBATIM = ("pre", "code")


def typed(text: str) -> FormattedText:
    """What an app sends when this was typed: marks gone, their entities and those that Telegram finds by itself."""
    plain, entities = _formatted(text, 0)
    return with_detected(FormattedText(plain, tuple(entities)))


def _formatted(text: str, offset: int) -> tuple[str, list[Entity]]:
    """Text without its marks, and their entities; `offset` is where it begins, in UTF-16 units."""
    parts: list[str] = []
    entities: list[Entity] = []
    last = 0
    at = offset
    for match in _MARKS.finditer(text):
        before = text[last : match.start()]
        at += utf16_length(before)
        kind = next(name for name, found in match.groupdict().items() if found is not None and name != "language")
        inner = match[kind]
        nested: list[Entity] = []
        if kind not in _VERBATIM:
            inner, nested = _formatted(inner, at)
        entity: Entity = {"type": kind, "offset": at, "length": utf16_length(inner)}
        if match["language"]:
            entity["language"] = match["language"]
        entities += [entity, *nested]
        parts += [before, inner]
        at += utf16_length(inner)
        last = match.end()
    return "".join([*parts, text[last:]]), entities
