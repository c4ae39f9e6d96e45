"""Lines of a post and what each of them looks like by itself."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from bot.domain.cards import Language
from bot.parsing import lexicon

SHORT_LINE = 80
LABEL_LINE = 120
BLANK_RUN = 50
SIGNED_HEAD = 6
_BLANK_RUN = re.compile(rf"\s{{{BLANK_RUN}}}")

BULLET = re.compile(r"^(\s*)([•◦▪‣·●○■□▫–—]|-(?!-\w)|\*(?= )|[➖🔹🔸▪️]+(?=\s))\s*(?=\S)")
NUMBERED = re.compile(r"^(\s*)(\d{1,2})([.)\u3001\uff0e\uff09])(?!\d)\s*(?=\S)")
HASHTAGS = re.compile(r"^\s*#[^\W\d][\w]*(?:[\s,]+#[^\W\d][\w]*)*\s*$")
FENCE = re.compile(r"^\s*(```+|~~~+)")
ADDRESS = re.compile(r"^\s*(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})((?:/[\w.+~%@=&?#-]+)+)/?\s*$", re.IGNORECASE)
HANDLE = re.compile(r"^\W*(@[A-Za-z]\w{2,})\W*$")

_HAN = re.compile(r"[\u4e00-\u9fff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")

_KEYCAPS = re.compile(r"(?:\d\ufe0f?\u20e3){1,3}[\s.):]*(?=\S)")
_NUMBER_IN_FRONT = re.compile(r"^(?:\d{1,3}(?:[.)]\s+|[、．]\s*|[.)](?=[\u4e00-\u9fff]))|[①-⑳]\s*)")
_SIGNED_NUMBER = re.compile(r"^\W{0,4}(?:#|№\s?)\d{1,4}[.):\s]\s*(?=\S)")
QUESTION_MARKS = ("?", "\uff1f")
_NO_TAIL = frozenset(("", ".", "。", ",", ":", "：", ";", "；"))
COLONS = (":", "\uff1a")
_SENTENCE_END = (*".!?…;:)", *"\u3002\uff01\uff1f\uff1b\uff1a\uff09")
_LEADING_JUNK = frozenset(" \t\u00a0•◦▪‣·●○■□▫–—-*>|❓❔❗❕")
_EMOJI_EXTRAS = frozenset("\u200d\ufe0f\ufe0e\u20e3‼⁉〰〽㊗㊙♾➕➖➗✖")


class Line(NamedTuple):
    """One line of a text with its 1-based number."""

    number: int
    text: str

    @property
    def bare(self) -> str:
        return self.text.strip()


def numbered_lines(text: str, first: int = 1) -> list[Line]:
    """The lines of a text, split at \\n only: other separators are part of what an author wrote. Of a long run of blank
    lines only the first ones are kept. `first` is the number of the first one."""
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), start=first)]
    if not _BLANK_RUN.search(text):
        return lines
    kept: list[Line] = []
    blank = 0
    for line in lines:
        blank = 0 if line.text.strip() else blank + 1
        if blank <= BLANK_RUN:
            kept.append(line)
    return kept


def runs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The lines, those that say the same together."""
    for _, run in groupby(lines, key=lambda line: line.bare):
        yield list(run)


@lru_cache(maxsize=4096)
def is_emoji(character: str) -> bool:
    """Whether a character is (part of) an emoji: a symbol, a skin tone, a joiner or a variation selector."""
    if character in _EMOJI_EXTRAS:
        return True
    code = ord(character)
    if code < 0x203C:
        return code in (0xA9, 0xAE)
    return 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F or unicodedata.category(character) == "So"


def without_lead(text: str) -> str:
    """The text without emoji and bullets in front."""
    start = 0
    while start < len(text) and (text[start] in _LEADING_JUNK or is_emoji(text[start])):
        start += 1
    return text[start:]


def without_tail(text: str) -> str:
    """The text without emoji, quotes and brackets behind."""
    end = len(text)
    while end and (text[end - 1] in " \t\u00a0\"'»”’)*_" or is_emoji(text[end - 1])):
        end -= 1
    return text[:end]


def leads_with_emoji(text: str) -> bool:
    bare = text.lstrip()
    return bool(bare) and is_emoji(bare[0]) and not BULLET.match(text)


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence, a clause or an introduction does, not as a name or a button."""
    return without_tail(text).endswith(_SENTENCE_END) or text.rstrip().endswith((")", "\uff09", "»", "”"))


def asks(text: str) -> bool:
    """Whether a line ends with a question mark."""
    # Most lines end with a letter or a full stop, which nothing can stand behind that is looked through.
    if text[-1:].isalnum() or text[-1:] in _NO_TAIL:
        return False
    return without_tail(text).endswith(QUESTION_MARKS)


def is_fence(text: str) -> bool:
    return ("```" in text or "~~~" in text) and FENCE.match(text) is not None


def is_short(text: str) -> bool:
    return len(text) <= SHORT_LINE or len(text.strip()) <= SHORT_LINE


def content(lines: Iterable[Line]) -> list[Line]:
    """The lines that are not blank."""
    return [line for line in lines if (text := line.text) and not text.isspace()]


def trimmed(lines: Sequence[Line]) -> list[Line]:
    """The lines without blank ones at either end."""
    start, end = 0, len(lines)
    while start < end and not lines[start].text.strip():
        start += 1
    while end > start and not lines[end - 1].text.strip():
        end -= 1
    return list(lines[start:end])


def joined(lines: Iterable[Line]) -> str:
    return "\n".join(line.text for line in lines)


def matches_label(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a short line matches a pattern made for labels; long lines are never tried."""
    return len(text) <= LABEL_LINE and pattern.match(text) is not None


def language(text: str) -> Language:
    """The language most of a text's letters belong to; names of tools in Latin do not outvote Russian or Chinese."""
    sample = text[:4000]
    if sample.isascii():
        return "en"
    han, cyrillic, latin = (len(script.findall(sample)) for script in (_HAN, _CYRILLIC, _LATIN))
    # One Chinese character says about as much as three letters.
    if han * 3 >= max(cyrillic, latin * 0.3) and han:
        return "zh"
    return "ru" if cyrillic >= latin * 0.3 and cyrillic else "en"


def hashtags(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag.lower() for tag in re.findall(r"#(\w+)", text)))


def question_text(text: str) -> str:
    """A question line as a card shows it: without decoration, label or number in front."""
    bare = text.strip()
    if "#" in bare[:SIGNED_HEAD] or "№" in bare[:SIGNED_HEAD]:
        bare = _SIGNED_NUMBER.sub("", bare)
    bare = _KEYCAPS.sub("", without_lead(bare), count=1)
    labelled = lexicon.QUESTION_LABEL.match(bare[:LABEL_LINE])
    if labelled and labelled.end() < len(bare):
        bare = without_lead(bare[labelled.end() :])
    return _NUMBER_IN_FRONT.sub("", bare).strip() if bare[:1].isdigit() else bare.strip()
