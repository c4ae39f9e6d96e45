"""Questions with options to choose from, and their key: A) … B) … C) … Correct answer: B."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.parsing.blocks import Line, content
from bot.parsing.items import Options
from bot.parsing.text import fold

MOST_OPTIONS = 10
OPTION_LINE = 300
KEY_LINE = 2000
"""The key may be followed by its explanation on the same line."""

_LATIN = "ABCDEFGHIJ"
_CYRILLIC = "АБВГДЕЖЗИК"
_OPTION = re.compile(r"^\s*(?:[-•*]\s*)?[(（\[]?([A-Ja-jА-Ка-к])\s?[).:：、．）\]]\s*(?=\S)")
_INLINE = re.compile(r"(?:(?<=\s)|(?<=[;；]))[(（]?([A-Ja-jА-Ка-к])[).:：、．）]\s*(?=\S)")
_KEY = re.compile(
    r"^\W{0,4}(?:(?:这道题|這道題|本题|此题)?[选選]\s*|(?:(?:the )?(?:correct|right) (?:answer|option)s?(?: is| are)?"
    r"|answer(?: key| is)?|ans|key|correct|правильн(?:ый|ые) (?:ответ|вариант)(?:ы)?|верный ответ|ответ"
    r"|正确答案|参考答案|答案)\s{0,2}(?:[:：.—–-]|(?=\s|$))\s*)"
    r"(?:option |вариант |选项 ?)?[(（\[]?([A-Ja-jА-Ка-к](?:\s?[,，、/&和и]?\s?[A-Ja-jА-Ка-к]){0,5})"
    r"(?![A-Za-zА-Яа-яё\u4e00-\u9fff])[)）\].:：]*\s*(.*)$",
    re.IGNORECASE,
)
_LETTER_ALONE = re.compile(r"\s*([A-HА-Е])\s?[.)、:：]?\s*$")
_WHY = re.compile(
    r"^\W{0,4}(?:explanation|why|reason|пояснение|объяснение|解析|答案解析|详解|说明|分析)\s{0,2}[:：]\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Options below a question: the lines before them, the options, and what follows the key."""

    above: tuple[Line, ...]
    options: Options
    explanation: tuple[Line, ...]


def only_options(body: Sequence[Line]) -> bool:
    """Whether the lines below a question are options and nothing else: "A. …" or "1) …", two or more."""
    said = content(body)
    if not 2 <= len(said) <= MOST_OPTIONS:
        return False
    lettered = all(_letter(line.text) == place for place, line in enumerate(said))
    return lettered or all(line.bare.startswith(f"{place})") for place, line in enumerate(said, start=1))


def read_choice(body: Sequence[Line]) -> Choice | None:
    """The options in the lines below a question and the key behind them; None where either is missing."""
    start = next((at for at, line in enumerate(body) if _letter(line.text) == 0), None)
    if start is None:
        return None
    offered, at = _options(body, start)
    if not 2 <= len(offered) <= MOST_OPTIONS:
        return None
    while at < len(body):
        bare = body[at].bare
        key = _KEY.match(bare) if len(bare) <= KEY_LINE else None
        if key is None and at + 1 < len(body) and bare and len(bare) < 40:
            # The key may stand on the line below its label.
            below = next((line.bare for line in content(body[at + 1 : at + 3])), "")
            key = _KEY.match(f"{bare} {below}") if len(below) < OPTION_LINE else None
            at += key is not None
        if key:
            right = tuple(place for sign in re.findall(r"\w", key[1]) if (place := _place(sign)) is not None)
            rest = key[2].lstrip(" ,，。；;：:").rstrip()
            explained = [line for line in body[at + 1 :] if line.bare != rest or not rest]
            if right and max(right) < len(offered):
                if rest and not any(fold(rest) == fold(offered[place]) for place in right):
                    explained.insert(0, Line(body[at].number, rest))
                return Choice(tuple(body[:start]), _known(offered, right), tuple(_said(explained)))
            return None
        if bare and not _WHY.match(bare):
            break
        at += 1
    return None


def with_joined_letters(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, and each letter of an option that stands on a line of its own joined with the option below it."""
    alone = {index: letter for index, line in enumerate(lines) if (letter := _LETTER_ALONE.match(line.text))}
    if not alone:
        return lines
    joined: list[Line] = []
    at, wanted = 0, 0
    while at < len(lines):
        letter = alone.get(at)
        below = lines[at + 1] if letter and at + 1 < len(lines) and at + 1 not in alone else None
        place = _place(letter[1]) if letter else None
        if below and below.text.strip() and place is not None and place in (0, wanted):
            joined.append(Line(lines[at].number, f"{letter[1]}. {below.bare}" if letter else ""))
            wanted = place + 1
            at += 2
        else:
            joined.append(lines[at])
            at += 1
    return joined


def keyed(body: Sequence[Line], letters: str) -> Choice | None:
    """The same, with the key taken from elsewhere, such as a list of keys at the end of the page."""
    start = next((at for at, line in enumerate(body) if _letter(line.text) == 0), None)
    if start is None:
        return None
    offered, _ = _options(body, start)
    right = tuple(place for sign in letters if (place := _place(sign)) is not None)
    if not 2 <= len(offered) <= MOST_OPTIONS or not right or max(right) >= len(offered):
        return None
    return Choice(tuple(body[:start]), _known(offered, right), ())


def _known(offered: Sequence[str], right: Sequence[int]) -> Options:
    return Options(tuple(offered), tuple(sorted(set(right))), sure=True)


def _options(body: Sequence[Line], start: int) -> tuple[list[str], int]:
    """The options from a line on, and the index behind them."""
    offered: list[str] = []
    at = start
    while at < len(body):
        text = body[at].text
        if not text.strip():
            at += 1
            continue
        if len(text) > OPTION_LINE or _letter(text) != len(offered):
            break
        match = _OPTION.match(text)
        rest = text[match.end() :] if match else text
        offered += _parted(rest, len(offered) + 1)
        at += 1
    return offered, at


def _parted(text: str, following: int) -> list[str]:
    """One option, or several that stand on one line."""
    parts: list[str] = []
    begin = 0
    for match in _INLINE.finditer(text):
        if _place(match[1]) == following + len(parts):
            parts.append(text[begin : match.start()].strip(" \t;；"))
            begin = match.end()
    return [*parts, text[begin:].strip()]


def _letter(text: str) -> int | None:
    match = _OPTION.match(text[:12])
    return _place(match[1]) if match else None


def _place(sign: str) -> int | None:
    upper = sign.upper()
    if upper in _LATIN:
        return _LATIN.index(upper)
    return _CYRILLIC.index(upper) if upper in _CYRILLIC else None


def _said(lines: Sequence[Line]) -> list[Line]:
    """The explanation without its label."""
    said = list(lines)
    for at, line in enumerate(said):
        if line.text.strip():
            match = _WHY.match(line.text)
            if match:
                said[at] = Line(line.number, line.text[match.end() :])
            break
    return said
