"""Text that is safe to send with Telegram's parse_mode HTML, told apart from plain text by its type."""

import re
from collections.abc import Iterable
from typing import overload

_UNPRINTABLE = re.compile("\r\n?|[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SPECIAL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


class Html(str):
    """Markup by contract: calling `Html(...)` vouches that the string is valid Telegram HTML.

    Only `Html + Html` and `Html.join` give `Html`; mixed with a plain `str` the result is a plain `str`, which
    the functions below escape and mypy refuses where `Html` is asked for.
    """

    __slots__ = ()

    @overload
    def __add__(self, other: "Html") -> "Html": ...
    @overload
    def __add__(self, other: str) -> str: ...
    def __add__(self, other: str) -> str:
        joined = str.__add__(self, other)
        return Html(joined) if isinstance(other, Html) else joined

    def join(self, parts: Iterable[str]) -> "Html":
        """The parts with this between them; plain `str` parts are escaped."""
        return Html(str.join(self, map(escape, parts)))


def printable(text: str) -> str:
    """`text` as Telegram can carry it: line ends become \\n; other control characters except tab, and halves of
    surrogate pairs, become U+FFFD. Everything else, right-to-left marks too, is kept.
    """
    return _UNPRINTABLE.sub(_replacement, text)


def _replacement(found: re.Match[str]) -> str:
    return "\n" if found[0][0] == "\r" else "\ufffd"


def escape(text: str) -> Html:
    """`text` such that it shows as itself, also inside an attribute; `Html` is returned as it is."""
    if isinstance(text, Html):
        return text
    return Html(printable(text).translate(_SPECIAL))


def bold(text: str) -> Html:
    """Bold; as everywhere here, a `str` is escaped and `Html` is kept."""
    return Html(f"<b>{escape(text)}</b>")


def italic(text: str) -> Html:
    """Italic."""
    return Html(f"<i>{escape(text)}</i>")


def code(text: str) -> Html:
    """Code within a line; Telegram allows no other markup inside."""
    return Html(f"<code>{escape(text)}</code>")


def pre(text: str, language: str = "") -> Html:
    """Code on lines of its own; Telegram allows no other markup inside. `language` is a name or empty."""
    if not language:
        return Html(f"<pre>{escape(text)}</pre>")
    return Html(f'<pre><code class="language-{escape(language)}">{escape(text)}</code></pre>')


def link(text: str, url: str) -> Html:
    """A link; Telegram shows only the text when it does not like the address."""
    return Html(f'<a href="{escape(url)}">{escape(text)}</a>')


def spoiler(text: str) -> Html:
    """Text hidden until it is tapped."""
    return Html(f"<tg-spoiler>{escape(text)}</tg-spoiler>")
