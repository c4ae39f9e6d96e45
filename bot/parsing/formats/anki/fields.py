"""The HTML of a field as Anki's cards show it."""

import html as entities
import re

from bot.parsing.answers import as_markdown
from bot.parsing.blocks import numbered_lines
from bot.parsing.code import find_code
from bot.parsing.html_fields import to_markdown

_SOUND = re.compile(r"\[(?:sound:|anki:(?:play|tts))[^\[\]]{0,500}\]")
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
_TAG = re.compile(r"<[^<>]*>")
_LINE_TAGS = frozenset(("br", "div", "p", "span", "font"))
_LINE_END = re.compile(r"<br[^<>]*>|</(?:div|p)\s*>", re.IGNORECASE)
_LINE_START = re.compile(r"(?<!\n)<(?:div|p)\b[^<>]*>", re.IGNORECASE)
_BREAK = re.compile(r"\n[ \t\r\n]*")
# What never ends goes to the end: each pattern is linear in the text.
_KEPT = re.compile(r"(<pre\b.*?(?:</pre>|\Z)|<code\b.*?(?:</code>|\Z))", re.DOTALL | re.IGNORECASE)
_FORMULA = re.compile(
    r"\\\((.{1,300}?)\\\)|\\\[(.{1,1000}?)\\\]|\[\$\](.{1,300}?)\[/\$\]|\[\$\$\](.{1,1000}?)\[/\$\$\]", re.DOTALL
)
_FENCE = re.compile(r"^\s*```", re.MULTILINE)


def shown(field: str) -> str:
    """A field as Markdown. Sounds are left out, formulas are code, code typed line by line without any mark of it
    comes out in a fence."""
    field = _SOUND.sub("", field)
    tags = {tag.lower() for tag in _TAG_NAME.findall(field)}
    if tags <= _LINE_TAGS and ("\n" in field or tags):
        lines = numbered_lines(_lines(field, tags).strip("\n"))
        text = "\n".join(line.text for line in lines)
        if len(lines) > 1 and (_FENCE.search(text) or find_code(lines)):
            return as_markdown(lines).markdown
        if not tags:
            field = field.strip().replace("\n", "<br>")
    if "\\" in field or "[$" in field:
        parts = _KEPT.split(field)
        field = "".join(part if number % 2 else _FORMULA.sub(_as_code, part) for number, part in enumerate(parts))
    return to_markdown(field)


def _lines(field: str, tags: set[str]) -> str:
    """The lines that a browser would show of text that has no tags but those of lines."""
    if tags:
        field = _BREAK.sub(" ", field)
        field = re.sub(r"<div[^<>]*><br[^<>]*></div>", "<br>", field, flags=re.IGNORECASE)
        field = _LINE_START.sub("\n", _LINE_END.sub("\n", field))
    return entities.unescape(_TAG.sub("", field)).replace("\u00a0", " ")


def _as_code(formula: re.Match[str]) -> str:
    inside = next(group for group in formula.groups() if group is not None)
    return f"<code>{_TAG.sub('', inside).strip()}</code>"
