"""Lines of notes: the two sides of `::`, and the text without what plugins write into it."""

import re

from bot.parsing.blocks import asks

CODE_SPAN = re.compile(r"(`+)(?:(?!\1).)+?\1")
_NAME = re.compile(r"(?:std|boost|tf|ns|core|crate|self|super|fmt|chrono)::|\w+::\w+(?:::|\(|<)")
_CODE = re.compile(r"(^ {0,3}```.*?(?:^ {0,3}```[ \t]*$|\Z)|`[^`\n]+`)", re.MULTILINE | re.DOTALL)
# A run of blanks is begun at its first one only: else a long run is gone through again from each of its blanks.
_NOTE = re.compile(r"(?<!\s)\s*(?:<!--(?:(?!-->|<!--).)*-->|%%(?:(?!%%).)*%%)", re.DOTALL)
_BLOCK_ID = re.compile(r"(?:^|(?<!\s)\s+)\^[A-Za-z0-9-]{3,40}\s*$")
_KEY = re.compile(r"<kbd>([^<>`\n]{1,40})</kbd>", re.IGNORECASE)
_HTML = re.compile(r"<(?:kbd|b|i|u|em|strong|code|span|img|a|sub|sup|mark|br|font)[\s>/]", re.IGNORECASE)
_LINE_END = re.compile(r"(?<![ \t])[ \t]*<br\s*/?>[ \t]*", re.IGNORECASE)
_EMBED = re.compile(r"!\[\[[^\[\]\n]*\]\]")
_WIKI = re.compile(r"(?<!!)\[\[(?:[^\[\]|#\n]*#)?([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
_NOTED = re.compile(r"[<%^\[]")
_CODE_SIGNS = frozenset("(){}<>;=*&")
_TERM_WORDS = 3
"""So many words before `::` are no name of C++."""
LONGEST_LINE = 5_000
"""Characters of a card on one line."""
LONGEST_ANSWER = 200_000
"""Characters; the rest of a longer text is not read."""


def two_sides(text: str) -> tuple[str, str, bool] | None:
    """The two sides of a line with `::` or `:::`, and whether both are asked; None for code and names of C++."""
    if "::" not in text or len(text) > LONGEST_LINE:
        return None
    masked = CODE_SPAN.sub(lambda found: "\u0001" * len(found[0]), text)
    if "$" in masked:
        masked = re.sub(r"\$[^$\n]+\$", lambda found: "\u0001" * len(found[0]), masked)
    for found in re.finditer(r"(?<!:)(:{2,3})(?!:)", masked):
        before, after = masked[: found.start()], masked[found.end() :]
        # A name such as std::move has no space on either side, and no question before it.
        glued = re.search(r"[\w>\]]$", before) and re.match(r"[A-Za-z_~<]", after) and not _HTML.match(after)
        if glued and not asks(before) and not _sentence(before, after):
            continue
        if not before.strip(" \t-*+\u200b") or not after.strip():
            continue
        return text[: found.start()].strip(), text[found.end() :].strip(), len(found[1]) == 3
    return None


def _sentence(before: str, after: str) -> bool:
    """Whether glued sides are two texts all the same: `term::what it means in several words`."""
    if _NAME.search(before[-40:] + "::" + after[:40]):
        return False
    if len(before.split()) >= _TERM_WORDS and not _CODE_SIGNS.intersection(before + after):
        return True
    return len(after.split()) >= 3 and re.match(r"[A-Z]?[a-z]+ ", after) is not None and len(before.split()) <= 8


def without_notes(text: str) -> str:
    """The text without what a plugin notes for itself, with the words of links; code stays as it is."""
    text = text[:LONGEST_ANSWER]
    if "`" not in text:
        return _clean_prose(text)
    parts = _CODE.split(text)
    return "".join(part if number % 2 else _clean_prose(part) for number, part in enumerate(parts))


def with_line_ends(text: str) -> str:
    """The text with real line ends for those that stand in it as `<br>`; code stays as it is."""
    if "<br" not in text.lower():
        return text
    parts = _CODE.split(text)
    return "".join(part if number % 2 else _LINE_END.sub("\n", part) for number, part in enumerate(parts))


def _clean_prose(text: str) -> str:
    if not _NOTED.search(text):
        return text
    text = _KEY.sub(r"`\1`", _NOTE.sub("", text))
    if "^" in text:
        text = "\n".join(_BLOCK_ID.sub("", line) for line in text.split("\n"))
    text = _EMBED.sub("", text)
    return _WIKI.sub(lambda found: (found[2] or found[1]).strip(), text)
