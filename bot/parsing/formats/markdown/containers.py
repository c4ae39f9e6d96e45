"""Coloured and folded parts as programs that build sites have them, set as HTML folds them or below their names."""

import re
from collections.abc import Callable

FENCED = re.compile(r"(^ {0,3}(?:`{3,}|~{3,})(?s:.*?)(?:^ {0,3}(?:`{3,}|~{3,})[ \t]*$|\Z))", re.MULTILINE)
"""Code between fences; the text around it stands at the even places of what it splits."""

_CONTAINER = re.compile(
    r"^([ \t]*+):{3,}+[ \t]*+([a-z][\w-]*+)?+[ \t]*+"
    r"(?:\[([^\n\[\]]{0,200})\]|([^\n{}:\[]{0,200}))(?:\{[^\n{}]*+\})?[ \t]*+$",
    re.MULTILINE | re.IGNORECASE | re.ASCII,
)
"""A line of its own that opens or closes a coloured or folded part, as programs that build sites have them."""

_INDENTED = re.compile(
    r"^(?:(\?\?\?\+?)|!!!)[ \t]++[a-z]{1,30}+[ \t]*+(?:\"([^\"\n]{0,300})\"[ \t]*+)?\n"
    r"((?:(?: {4}|\t)[^\n]*+(?:\n|\Z)|[ \t]*\n(?=[ \t]*\n| {4}|\t))++)([ \t]*$)?",
    re.MULTILINE | re.IGNORECASE,
)
"""A coloured or folded part whose text stands further in."""

_COMPONENT = re.compile(
    r"^[ \t]*<((?:[A-Za-z]{0,20}\.)?[A-Za-z]{0,20}(?:accordion|detail|collaps|fold|faq|question|qa|spoiler"
    r"|expand|toggle|disclosure)[A-Za-z]{0,20})\b[^<>\n]{0,200}?"
    r"\b(?:title|question|summary|label|header|heading|name|q)=\{?([\"'`])([^\n]{1,300}?)\2\}?"
    r"[^<>\n]{0,200}>[ \t]*$",
    re.MULTILINE | re.IGNORECASE | re.ASCII,
)
"""A line that opens a folded part as a component or a forum's tag: `<AccordionItem title="…">`."""

_SHORTCODE = re.compile(
    r"^[ \t]*\{\{[<%][ \t]*(details|expand|spoiler|collapse|fold)[ \t]+(?:(?:title|summary|header)=)?"
    r"\"([^\"\n]{1,300})\"[^\n<>%]{0,80}[%>]\}\}[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_SHORTCODE_END = re.compile(
    r"^[ \t]*\{\{[<%][ \t]*/[ \t]*(?:details|expand|spoiler|collapse|fold)[ \t]*[%>]\}\}", re.MULTILINE
)
"""Folded parts as a builder of sites names them: `{{< details "…" >}}`."""

_SHORT_OF_ITEM = re.compile(
    r"^(\d\d[.)] \S[^\n]*\n)((?:[ \t]*\n)* {3}(?=\S)[^\n]*(?:\n(?:[ \t]*(?=\n)| {3}[^\n]*))*)", re.MULTILINE
)
_IN = re.compile(r"^(?= {3})", re.MULTILINE)
"""An item with a number of two digits whose text stands in as far as below one digit."""


def unboxed(text: str) -> str:
    """The text with all such parts brought into one form; code between fences stays as it is."""
    if ":::" in text:
        text = _outside_code(text, _opened)
    if "=" in text and _COMPONENT.search(text) is not None:
        text = _outside_code(text, _folded)
    if "{{" in text and _SHORTCODE.search(text) is not None:
        text = _outside_code(
            text,
            lambda part: _SHORTCODE_END.sub(
                "</details>", _SHORTCODE.sub(lambda found: f"<details><summary>{found[2]}</summary>\n", part)
            ),
        )
    if "\n10" in text:
        text = _SHORT_OF_ITEM.sub(_moved_in, text)
    if _INDENTED.search(text) is not None:
        text = _outside_code(text, lambda part: _INDENTED.sub(_brought_out, part))
    return text


def _moved_in(found: re.Match[str]) -> str:
    if found.string.count("\n```", 0, found.start()) % 2:
        return found[0]
    return found[1] + _IN.sub(" ", found[2])


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    parts = FENCED.split(text)
    parts[::2] = [change(part) for part in parts[::2]]
    return "".join(parts)


def _folded(text: str) -> str:
    names = {found[1] for found in _COMPONENT.finditer(text)}
    text = _COMPONENT.sub(lambda found: f"<details><summary>{found[3]}</summary>\n", text)
    return (
        re.sub(rf"^[ \t]*</(?:{'|'.join(map(re.escape, names))})>", "</details>", text, flags=re.MULTILINE)
        if names
        else text
    )


def _opened(text: str) -> str:
    """The text with folded parts as HTML has them, and of other containers nothing but their names."""
    opened: list[str] = []

    def replacement(found: re.Match[str]) -> str:
        indent, kind, name = found[1], (found[2] or "").lower(), (found[3] or found[4] or "").strip()
        if not kind and not name:
            return f"{indent}</details>" if opened and opened.pop() == "details" else ""
        opened.append(kind)
        if kind == "details":
            return f"{indent}<details><summary>{name}</summary>"
        return f"{indent}**{name}**" if name else ""

    return _CONTAINER.sub(replacement, text)


def _brought_out(found: re.Match[str]) -> str:
    """A part whose text stood further in, at the margin: folded as HTML has it, or below its name."""
    body = re.sub(r"^(?: {4}|\t)", "", found[3], flags=re.MULTILINE)
    name = found[2] or ""
    if found[1] is None:
        return (f"**{name}**" if name else "") + f"\n{body}{found[4] or ''}"
    return f"<details><summary>{name}</summary>\n{body}" + ("</details>" if found[4] is not None else "")
