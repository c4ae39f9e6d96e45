"""Where our Markdown differs from CommonMark, so that chat posts about code keep their words.

Left out: HTML (`<lock>` is text), character entities (`&amp;` is text), link definitions and underlined
headings (both swallow lines of ordinary posts). Added: `~~strike~~` and tables.
Emphasis, escapes and links follow the narrower rules below.
"""

import re
import unicodedata

from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import Delimiter, StateInline

MAX_NESTING = 20
"""Levels of quotes and lists that are understood; a list takes two. The time for 5,000 `[` grows with it."""

_LINK = re.compile(r"(?:https?|tg)://[^\s<>\"]+", re.IGNORECASE)
_DUNDER = re.compile(r"__[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*__(?!\w)")
_ALWAYS_ESCAPABLE = frozenset("\\`*_[]~#<>|!")
_LONGEST_RUN = 3


class _Markdown(MarkdownIt):
    """Takes links as they are written and only to places a message may lead to."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        # An empty address passes here because the library does not ask again; `parse` shows it as text.
        return not url or _LINK.fullmatch(url) is not None

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the library's name
        return link


def markdown() -> MarkdownIt:
    """A parser for our subset; it keeps no state between texts."""
    parser = _Markdown("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    parser.enable(["strikethrough", "table"])
    parser.disable(["html_block", "html_inline", "entity", "lheading", "reference"])
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.at("escape", _escape)
    return parser


def _escape(state: StateInline, silent: bool) -> bool:
    """Only a backslash that hides markup disappears: `C:\\new`, `\\d+\\.` and a line-end `\\` stay whole."""
    pos = state.pos
    if state.src[pos] != "\\" or pos + 1 >= state.posMax:
        return False
    char = state.src[pos + 1]
    before = state.src[pos - 1] if pos else "\n"
    hides = char in _ALWAYS_ESCAPABLE or (char in ".)" and before.isdecimal()) or (char in "+-" and before == "\n")
    if not hides:
        return False
    if not silent:
        state.append_pending(char)
    state.pos += 2
    return True


def _emphasis(state: StateInline, silent: bool) -> bool:
    """CommonMark's emphasis, except for what programmers write.

    `__init__` stays text, so do `2*3*4` and `x**2` (stars between two ASCII word characters) and runs of more
    than three marks. Beside Chinese or Japanese characters a mark needs no space, as these have none.
    """
    start, source = state.pos, state.src
    marker = source[start]
    if silent or marker not in "_*":
        return False
    before = source[start - 1] if start else " "
    dunder = _DUNDER.match(source, start, state.posMax) if marker == "_" else None
    if dunder and not _is_word(before):
        state.append_pending(dunder[0])
        state.pos = dunder.end()
        return True
    end = start
    while end < state.posMax and source[end] == marker:
        end += 1
    after = source[end] if end < state.posMax else " "
    length = end - start
    if length > _LONGEST_RUN or (_is_ascii_word(before) and _is_ascii_word(after)):
        state.append_pending(source[start:end])
        state.pos = end
        return True
    can_open, can_close = _flanks(before, after, within_words=marker == "*")
    for _ in range(length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(ord(marker), length, len(state.tokens) - 1, end=-1, open=can_open, close=can_close)
        )
    state.pos = end
    return True


def _flanks(before: str, after: str, *, within_words: bool) -> tuple[bool, bool]:
    """Whether marks between these characters can open and can close: CommonMark 0.31, section 6.2."""
    punctuation_before, punctuation_after = _is_punctuation(before), _is_punctuation(after)
    left = not after.isspace() and (not punctuation_after or before.isspace() or punctuation_before or _is_cjk(before))
    right = not before.isspace() and (not punctuation_before or after.isspace() or punctuation_after or _is_cjk(after))
    if within_words:
        return left, right
    return left and (not right or punctuation_before), right and (not left or punctuation_after)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _is_ascii_word(char: str) -> bool:
    return char.isascii() and _is_word(char)


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _is_cjk(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"
