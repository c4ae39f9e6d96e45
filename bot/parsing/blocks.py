"""Lines of a post and what each of them looks like by itself."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.domain.cards import Language
from bot.parsing import lexicon

SHORT_LINE = 80
LABEL_LINE = 120
BLANK_RUN = 50

BULLET = re.compile(r"^(\s*)([•◦▪‣·●○■□▫–—-]|\*(?= )|[➖🔹🔸▪️]+(?=\s))\s*(?=\S)")
NUMBERED = re.compile(r"^(\s*)(\d{1,2})([.)\u3001\uff0e\uff09])(?!\d)\s*(?=\S)")
HASHTAGS = re.compile(r"^\s*#[^\W\d][\w]*(?:[\s,]+#[^\W\d][\w]*)*\s*$")
FENCE = re.compile(r"^\s*(```+|~~~+)")
ADDRESS = re.compile(r"^\s*(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})((?:/[\w.+~%@=&?#-]+)+)/?\s*$", re.IGNORECASE)
HANDLE = re.compile(r"^\W*(@[A-Za-z]\w{2,})\W*$")

QUESTION_MARKS = ("?", "\uff1f")
COLONS = (":", "\uff1a")
_SENTENCE_END = (*".!?…;:)", *"\u3002\uff01\uff1f\uff1b\uff1a\uff09")
_LEADING_JUNK = frozenset(" \t\u00a0•◦▪‣·●○■□▫–—-*>|❓❔❗❕")
_EMOJI_EXTRAS = frozenset("\u200d\ufe0f\ufe0e\u20e3‼⁉〰〽㊗㊙♾➕➖➗✖")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text with its 1-based number."""

    number: int
    text: str

    @property
    def bare(self) -> str:
        return self.text.strip()


def numbered_lines(text: str) -> list[Line]:
    """The lines of a text, split at \\n only: other separators are part of what an author wrote. Of a long run of blank
    lines only the first ones are kept."""
    lines: list[Line] = []
    blank = 0
    for number, line in enumerate(text.split("\n"), start=1):
        blank = 0 if line.strip() else blank + 1
        if blank <= BLANK_RUN:
            lines.append(Line(number, line))
    return lines


def runs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The lines, those that say the same together."""
    for _, run in groupby(lines, key=lambda line: line.bare):
        yield list(run)


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
    return without_tail(text).endswith(QUESTION_MARKS)


def is_fence(text: str) -> bool:
    return FENCE.match(text) is not None


def is_short(text: str) -> bool:
    return len(text.strip()) <= SHORT_LINE


def content(lines: Iterable[Line]) -> list[Line]:
    """The lines that are not blank."""
    return [line for line in lines if line.text.strip()]


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
    han = sum("\u4e00" <= character <= "\u9fff" for character in sample)
    cyrillic = sum("\u0400" <= character <= "\u04ff" for character in sample)
    latin = sum("a" <= character <= "z" for character in sample.lower())
    # One Chinese character says about as much as three letters.
    if han * 3 >= max(cyrillic, latin * 0.3) and han:
        return "zh"
    return "ru" if cyrillic >= latin * 0.3 and cyrillic else "en"


def hashtags(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag.lower() for tag in re.findall(r"#(\w+)", text)))


def question_text(text: str) -> str:
    """A question line as a card shows it: without decoration, label or number in front."""
    bare = without_lead(text.strip())
    labelled = lexicon.QUESTION_LABEL.match(bare[:LABEL_LINE])
    if labelled and labelled.end() < len(bare):
        bare = without_lead(bare[labelled.end() :])
    return re.sub(r"^\d{1,3}[.)]\s+", "", bare).strip()
