"""Headings and other lines that may ask something: what they say, and how surely they ask it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.cards import Level
from bot.parsing import lexicon
from bot.parsing.blocks import is_emoji
from bot.parsing.formats.markdown import words
from bot.parsing.formats.markdown.clean import clean, unwrapped

LONGEST = 600
"""Characters of a title; more is a paragraph."""

ASKED_AGAIN = 1024
"""Titles without links that are remembered, since a stretch of text is looked at several times."""

_MARKED = re.compile(r"[`*_~<>&\[\]{}:\\]")
_MARKS = re.compile(r"[*_~\\]")
_MAY_TELL_LEVEL = re.compile(r"[()（）\[\]【】|·]|[-–—]\s*[*_`]*\w+[*_`]*(?: level)?\s*$")
_SPAN = re.compile(r"`[^`]*`")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]*+\])*+)\]\((?:https?|tg)://[^\s()]*+(?:\([^()\s]*+\)[^()\s]*+)*+\)", re.IGNORECASE
)
_STRONG = re.compile(r"(\*\*|~~|(?<!\w)__(?=[^_]*\s))(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_EMPHASIS = re.compile(
    r"(?<![\w*\\])\*(?=[^\s*])([^*]+)(?<=[^\s*\\])\*(?![\w*])|(?<![\w\\])_(?=[^\s_])([^_]+)(?<=[^\s_\\])_(?!\w)"
)
_ANCHOR = re.compile(r"\s*\{#[^{}\s]*\}\s*$|\s*:[a-z0-9_+-]+:\s*$")
_SHORTCODE = re.compile(r"^(?:\s*:[a-z0-9_+-]+:)+\s*")
_CHECKBOX = re.compile(r"\[[ xX]\]\s+")
_LABEL = re.compile(
    r"(?:q|que(?:s|stion)?|(?:interview|main|follow[- ]?up) question|вопрос|в(?=[*_ ]{0,3}:)|задача|面试题|题目|问题"
    r"|问|题|(?:interviewer|интервьюер|面试官)(?=[*_ ]{0,3}[:：]))"
    r"\s*(?:№|#|no\.?|-)?\s*(?:(\d{1,4}|[一二三四五六七八九十]{1,3})\s*(?:[.:：、)\]）．]|[-–—](?=\s))+|(\d{1,4})(?=\s)|[.:：、)\]]+|(\d{1,4})$)\s*"
    r"|[【\[(（]?第\s*(\d{1,4}|[一二三四五六七八九十百]+)\s*[题問问道][】\])）]?[.:：、，,]?\s*|\[(?:q|question)\s*(\d{1,4})\]\s*",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:№|#|no\.?\s?)?(\d{1,4}(?:\.\d{1,3}){0,3}+)\s*(?:\ufe0f?\u20e3|[.:：、)\]）．]|[-–—|｜](?=\s))+\s*(?=\S)"
    r"|(\d{1,3}(?:\.\d{1,3}){1,3})(?:\s+(?=\S)|(?=[\u4e00-\u9fff]))|[(（\[【](\d{1,4})[)）\]】]\s*(?=\S)|[№#](\d{1,3})\s+(?=\S)|([①-⑳])\s*",
    re.IGNORECASE,
)
_HAN_COUNT = re.compile(r"^[一二三四五六七八九十]{1,3}[、．.]\s*(?=\S)")
"""Chapters count so as well as questions, so it is no number of a question."""

_BARE_NUMBER = re.compile(r"(\d{1,4}(?:\.\d{1,3}){0,3})\s*(?=[^\d\s.])")
_BRACKETS = re.compile(
    r"\s*[(（\[【]\s*([^()（）\[\]【】]{2,20})\s*[)）\]】]\s*$|^\s*[(（\[【]\s*([^()（）\[\]【】]{2,20})\s*[)）\]】]\s*"
)
_OFTEN = re.compile(
    r"\s*[(（\[【]\s*[^()（）\[\]【】]{0,6}(?:常问|常考|高频|必问|必考|必背|重点|重要"
    r"|important|frequently asked|must know|часто спрашивают|важно)[^()（）\[\]【】]{0,4}[)）\]】]\s*$"
    r"|\s*[(（\[]\s*(?:asked (?:in|at|by)|спрашивали в)\b[^()（）\[\]]{1,80}[)）\]]\s*$",
    re.IGNORECASE,
)
_LEVEL_TAIL = re.compile(r"\s+[-–—|·]\s*[*_`]*(\w+)[*_`]*(?: level)?\s*$")
_TRAILING = " \t\u00a0*_~\\"


@dataclass(frozen=True, slots=True)
class Title:
    """What a heading or line says: `text` is Markdown without number, label and decoration.

    `asks` is 2 for a question mark or a label, 1 for the words of a question, 0.5 for those of a task, 0 for a name.
    """

    text: str
    asks: float = 0.0
    labelled: bool = False
    number: tuple[int, ...] = ()
    level: Level | None = None

    @property
    def generic(self) -> bool:
        """Whether it says nothing without the code below."""
        return len(self.text) <= 160 and words.GENERIC.fullmatch(self.text) is not None

    @property
    def refers(self) -> bool:
        """Whether it speaks of code that is shown below."""
        return len(self.text) <= 300 and words.REFERS.search(self.text) is not None


def read_title(raw: str, links: Mapping[str, str], *, bare_number: bool = False) -> Title:
    """A title from its source. A number without any sign behind it counts with `bare_number` only."""
    return _read(raw[: 2 * LONGEST], links, bare_number) if "[" in raw else _read_again(raw[: 2 * LONGEST], bare_number)


@lru_cache(ASKED_AGAIN)
def _read_again(raw: str, bare_number: bool) -> Title:
    return _read(raw, {}, bare_number)


def _read(raw: str, links: Mapping[str, str], bare_number: bool) -> Title:
    text = plain(raw, links)
    text, level = _without_level(_without_emoji(text))
    labelled = False
    number: tuple[int, ...] = ()
    for _ in range(2):
        label = None if labelled else _LABEL.match(text)
        counted = label or (_BARE_NUMBER if bare_number and not number else _NUMBER).match(text) or _NUMBER.match(text)
        if counted is None or (counted.end() == len(text) and not label):
            break
        labelled = labelled or label is not None
        number = number or _number(next((group for group in counted.groups() if group), ""))
        text = _without_emoji(text[counted.end() :])
    text = _HAN_COUNT.sub("", text, count=1)
    if level is None:
        text, level = _without_level(text)
    text = _unmarked(text).strip()
    if not labelled and words.UNNAMED.fullmatch(text[:40]):
        return Title("", 0.0, True, number, level)
    if text.isdecimal() and len(text) <= 4:
        text, number = "", (int(text),)
    surely = 2.0 if labelled and text else asks(text)
    if surely < 1 and text and words.GENERIC.fullmatch(text[:160]):
        surely = 1.0
    return Title(text, surely, labelled, number, level)


def plain(raw: str, links: Mapping[str, str]) -> str:
    """One line of text: no links, emphasis or anchors; code stays marked."""
    if _MARKED.search(raw) is None:
        return " ".join(raw.split())
    text = " ".join(_ANCHOR.sub("", _ANCHOR.sub("", unwrapped(clean(raw, links)))).split())
    text = _LINK.sub(r"\1", text)
    return _unmarked(_CHECKBOX.sub("", _SHORTCODE.sub("", text), count=1))


def _unmarked(text: str) -> str:
    if _MARKS.search(text) is None:
        return text.strip()
    parts, at = [], 0
    for span in _SPAN.finditer(text):
        parts += [text[at : span.start()], span.group()]
        at = span.end()
    parts.append(text[at:])
    if any(sign in text for sign in "*_~"):
        # Marks may stand around code, so code is put aside while they are taken off.
        held = "\ue000".join(parts[::2])
        held = _EMPHASIS.sub(lambda found: found[1] or found[2], _STRONG.sub(r"\2", _STRONG.sub(r"\2", held)))
        pieces = held.split("\ue000")
        if len(pieces) == len(parts[::2]):
            parts[::2] = pieces
    return "".join(part if index % 2 else _ESCAPE.sub(r"\1", part) for index, part in enumerate(parts)).strip()


def asks(text: str) -> float:
    """How surely a text asks, between 0 and 2; see Title."""
    bare = _SPAN.sub("x", text) if "`" in text else text
    if "?" in bare or "？" in bare:
        return 2.0
    if words.ASKS_FIRST.match(bare) or words.ASKS_INSIDE.search(bare):
        return 1.0
    return 0.5 if words.TASK.match(bare) else 0.0


def further_question(text: str) -> bool:
    """Whether a text ends with a question mark or tells the reader to explain, so that it answers nothing."""
    return text.rstrip(' )）"»”').endswith(("?", "？")) or words.COMMAND.match(text) is not None


def _number(text: str) -> tuple[int, ...]:
    if len(text) == 1 and "①" <= text <= "⑳":
        return (ord(text) - ord("①") + 1,)
    return tuple(int(part) for part in text.split(".") if part.isdecimal())


def _without_emoji(text: str) -> str:
    if text[:1].isalpha() and text.isascii() and text[-1] not in _TRAILING:
        return text
    start, end = 0, len(text)
    while start < end and (
        text[start] in _TRAILING + ">•" or (is_emoji(text[start]) and text[start + 1 : start + 3] != "\ufe0f\u20e3")
    ):
        start += 1
    while end > start and (text[end - 1] in _TRAILING or is_emoji(text[end - 1])):
        end -= 1
    return text[start:end] if any(character.isalnum() for character in text[start:end]) else text.strip()


def _without_level(text: str) -> tuple[str, Level | None]:
    """The text without a level in brackets at either end or behind a dash at the end, and that level; a remark on how
    often it is asked goes as well."""
    if _MAY_TELL_LEVEL.search(text) is None:
        return text, None
    text = _OFTEN.sub("", text)
    for pattern in (_BRACKETS, _LEVEL_TAIL):
        found = pattern.search(text)
        name = next((group for group in found.groups() if group), "") if found else ""
        level = lexicon.DIFFICULTY.get(name.strip(" *_`~⭐🔥🟢🟡🔴").lower().removesuffix(" level"))
        if found and level:
            return _without_emoji(text[: found.start()] + text[found.end() :]), level
    return text, None


def level_told(text: str) -> Level | None:
    """The level that a text names as such: "Difficulty: hard"."""
    found = words.RATED.search(text[:300])
    return lexicon.DIFFICULTY.get(found[1].lower()) if found else None


def level_named(text: str) -> Level | None:
    """The level of a heading that names nothing else, such as "Junior questions"."""
    found = words.LEVEL_HEADING.fullmatch(text[:80])
    name = next((group for group in found.groups() if group), "") if found else ""
    return lexicon.DIFFICULTY.get(name.lower())


def folded_name(text: str) -> str | None:
    """What a folded part calls itself, where it does not ask: an answer (also when it says nothing), or a hint."""
    if label_rest(words.HINT_LABEL, text) is not None:
        return "hint"
    label = words.ANSWER_LABEL.match(text[:200])
    named = label is not None and len(text) - label.end() <= 30 and asks(text) < 2
    return "answer" if named or not text.strip() or words.FOLD_LABEL.fullmatch(text[:60]) else None


def label_rest(pattern: re.Pattern[str], text: str) -> str | None:
    """What stands behind a label and its colon; None where the text does not begin with such a label."""
    found = pattern.match(text[:200])
    if found is None:
        return None
    rest = text[found.end() :]
    bare = rest.lstrip(" *_")
    if bare and bare[0] not in ":：.)、-–—!\n】］」" and "\n" not in rest[: len(rest) - len(bare)]:
        return None
    bare = bare.lstrip(":：.)、-–—!】］」").lstrip(" *_").strip() if bare else ""
    # Label and rest may stand in bold together, whose first mark is gone.
    return bare.removesuffix("**").rstrip() if bare.endswith("**") and bare.count("**") % 2 else bare
