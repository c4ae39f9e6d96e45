"""What a line begins with besides its words: a number in any style, a label before a colon, a sign.

Lines of one kind in a document begin alike, whatever that beginning is; `Lead.form` is equal for those that do.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from bot.parsing.blocks import LABEL_LINE, is_emoji
from bot.parsing.chinese_numbers import CHINESE_DIGITS, chinese_number

LONGEST_LABEL = 24
MOST_WORDS = 4

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_KEYCAP = "\ufe0f?\u20e3"
_NUMBERED = re.compile(
    r"^(?P<open>[^\w\s]{0,3}) ?(?P<word>[^\W\d_]{1,14})?(?P<joint>\.?,? ?(?:№|#|no\.?|-)? ?)"
    rf"(?P<number>(?:\d{_KEYCAP}){{1,3}}|\d{{1,4}}(?:\.\d{{1,3}})?|[①-⑳]|🔟)"
    r"(?P<of> ?(?:of|из|/) ?\d{1,4})?(?P<close>(?: ?[-–—.,，、．:：)）\]】」/|>]{1,3})?)(?P<gap>\s*)(?P<rest>.*)$",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    r"^(?P<open>[^\w\s]{0,2}第?) ?(?P<number>[IVXL]{1,6}(?=[.)])|[一二三四五六七八九十]{1,3}(?=[、.．)）题問问:：】]))"
    r"(?P<close>[题問问]? ?[^\w\s]{1,3}|[题問问])\s*(?P<rest>.*)$"
)
_LABELLED = re.compile(
    r"^(?P<open>[^\w\s]{0,4}) ?(?P<word>[^\W\d_][^:：\n。？?]{0,40}?) ?[:：](?!//)[-–—*_]{0,2}\s*(?P<rest>.*)$"
)
_SIGNED = re.compile(r"^(?P<sign>[^\w\s\"'«“‘(\[（{<@$\\`/~^_|]{1,4})\ufe0f?\s*(?P<rest>.*)$")
_HEADING = re.compile(r"^#{1,6}\s+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LETTERS_BEHIND = re.compile(r"[^\W\d_]")


class Lead(NamedTuple):
    """How a line begins: its form, its number if it has one, and what stands behind."""

    form: str
    number: int | None
    rest: str


@lru_cache(maxsize=8192)
def lead_of(text: str) -> Lead | None:
    """The lead of a line; None for one that begins with its words."""
    bare = _HEADING.sub("", text.strip())
    return (_numbered(bare) or _labelled(bare) or _signed(bare)) if bare else None


def label_alone(text: str) -> str | None:
    """The form that a label on a line of its own has: as before a colon."""
    bare = text.strip(" \t*_:：.#")
    return _label_form("", bare) if len(bare) <= LONGEST_LABEL and _is_label(bare) else None


def _numbered(bare: str) -> Lead | None:
    spelled = _SPELLED.match(bare)
    if spelled and (number := _spelled_number(spelled["number"])):
        kind = "roman" if spelled["number"][0] in _ROMAN else "chinese"
        return Lead(f"{kind} {spelled['open']}{spelled['close'].strip()}", number, spelled["rest"])
    match = _NUMBERED.match(bare)
    if match is None:
        return None
    digits, close, rest = match["number"], match["close"].strip(), match["rest"]
    glued = rest and not match["gap"] and not close
    if rest[:1].isdigit() or (glued and not (rest[0].isupper() or _HAN.match(rest))):
        return None
    kind, number = "digits", 0
    if digits in _CIRCLED:
        kind, number = "circled", _CIRCLED.index(digits) + 1
    elif digits == "🔟":
        kind, number = "keycap", 10
    elif "\u20e3" in digits:
        kind, number = "keycap", int(re.sub(r"\D", "", digits))
    elif "." in digits:
        chapter, _, place = digits.partition(".")
        kind, number = "deep", int(chapter) * 100 + int(place)
    else:
        number = int(digits)
    word = (match["word"] or "").casefold()
    joint = match["joint"].strip()
    if close in ("、", "．"):
        close = "."
    return Lead(f"{kind} {match['open']}{word}{joint}{bool(match['of']):d}{close}", number, rest)


def _spelled_number(sign: str) -> int | None:
    if sign[0] in CHINESE_DIGITS:
        return chinese_number(sign)
    values = [_ROMAN[letter] for letter in sign.upper()]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))


def _labelled(bare: str) -> Lead | None:
    match = _LABELLED.match(bare[: LABEL_LINE * 2])
    if match is None or not _is_label(match["word"]):
        return None
    return Lead(_label_form(match["open"], match["word"]), None, bare[match.start("rest") :])


def _is_label(word: str) -> bool:
    return 0 < len(word) <= LONGEST_LABEL and word.count(" ") < MOST_WORDS and _LETTERS_BEHIND.match(word) is not None


def _label_form(opening: str, word: str) -> str:
    return f"label {opening.strip('*_ 【[')}{word.strip('*_ 】]').casefold()}"


def _signed(bare: str) -> Lead | None:
    if bare[0].isalnum():
        return None
    match = _SIGNED.match(bare)
    if match is None:
        return None
    sign = match["sign"]
    alike = len(set(sign)) == 1 or is_emoji(sign[0]) or sign[-1] in ">→"
    return Lead(f"sign {sign}", None, match["rest"]) if alike else None
