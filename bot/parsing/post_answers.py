"""Parts what stands under a question of a post into answers, options and their key."""

import re
from dataclasses import dataclass, field

from bot.parsing import lexicon, post_words
from bot.parsing.blocks import Line, is_short
from bot.parsing.choices import read_choice
from bot.parsing.items import Options
from bot.parsing.post_text import PostText
from bot.parsing.posts import LABEL_HEAD

FEWEST_OPTIONS = 2
LONGEST_HEADING = 40

_LABEL_SIGNS = (":", "\uff1a", "\u3011")
_KEY = "Answer: "
_LETTERS = "ABCDEFGHIJ"
_CYRILLIC = "АБВГДЕЖЗИК"
_OFFER = re.compile(r"^\W{0,3}([A-HА-Иa-hа-и])\s?[).:\u3001\uff0e\uff09]\s*(?=\S)")
_FIRST_OFFER = re.compile(r"[^\w\n]{0,6}[AaАа1](?!\w)")
_KEYCAP = re.compile(r"^\s*(\d)\ufe0f?\u20e3\s*")
_KEY_IN_DIGITS = re.compile(r"(ответ|вариант|answer|option|答案)(\W{1,4})(\d)(?![\d.,]\d)", re.IGNORECASE)


@dataclass(slots=True)
class Asked:
    """What is asked in the lines `question` and answered in `short` and `full`, all of them ranges of lines.

    `cuts` says how many characters of a line are a label that the answer does not need. Where there are `options`,
    the answer is what is said besides which of them is right. `titled`: the question is a title without its mark.
    """

    question: range
    short: range = range(0)
    full: range = range(0)
    cuts: dict[int, int] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    unfolded: bool = False
    marked: bool = False
    titled: bool = False
    context: str | None = None
    options: Options | None = None

    @property
    def answered(self) -> bool:
        return bool(self.short or self.full)


def trimmed_range(text: PostText, start: int, end: int) -> range:
    """The lines without blank ones at either end."""
    while start < end and not text.lines[start].strip():
        start += 1
    while end > start and not text.lines[end - 1].strip():
        end -= 1
    return range(start, end)


def content_of(text: PostText, places: range) -> list[int]:
    """The places of the lines that are not blank."""
    return [place for place in places if text.lines[place].strip()]


def with_answer(text: PostText, asked: Asked, end: int) -> Asked:
    """The question with its answer, as labels part them; without any, everything below is the answer."""
    rest = range(asked.question.stop, end)
    first = next((place for place in rest if text.lines[place].strip() and not text.code[place]), end)
    labels: list[str] = []
    part = ""
    starts: dict[str, int] = {}
    for place in rest:
        if text.code[place]:
            continue
        head = text.lines[place][:LABEL_HEAD]
        own = (
            own_label(text, place)
            if not starts and (place == first or len(text.lines[place]) <= LONGEST_HEADING)
            else 0
        )
        if own and (place == first or own == len(text.lines[place])):
            part, starts, asked.cuts[place] = "full", {"full": place}, own
            labels.append(head[:own].strip(" \t:\uff1a❗️✅💡👉👇"))
            continue
        if not may_be_label(head):
            continue
        for name, pattern in (("short", lexicon.SHORT_LABEL), ("full", lexicon.FULL_LABEL)):
            match = pattern.match(head)
            if match and name not in starts:
                part = name
                starts[part] = place
                asked.cuts[place] = match.end()
                labels.append(match.group().strip(" \t:\uff1a❗️✅💡👉👇"))
                break
    asked.labels = tuple(labels)
    borders = sorted(starts.values())
    take_choice(text, asked, rest)
    if asked.options:
        return asked
    if not labels:
        asked.full = trimmed_range(text, asked.question.stop, end)
        _leave_bare_options(text, asked)
        return asked
    asked.question = trimmed_range(text, asked.question.start, borders[0])
    for name, start in starts.items():
        stop = next((border for border in borders if border > start), end)
        setattr(asked, name, trimmed_range(text, start, stop))
    return asked


def own_label(text: PostText, place: int) -> int:
    """How many characters are a label of the channel, or a line that only says that the answer follows."""
    line = text.lines[place]
    if own := text.own.of_answer(line):
        return own
    return len(line) if is_short(line) and lexicon.ANSWER_HEADING.match(line) else 0


def may_be_label(head: str) -> bool:
    """Whether a line holds what every label ends with; most lines do not, which saves them the patterns."""
    if any(sign in head for sign in _LABEL_SIGNS):
        return True
    return any(end in head.lower() for end in ("ns.", "wer.", "вет."))


def take_choice(text: PostText, asked: Asked, below: range) -> None:
    """Takes the options below the question where a line among these says which is right."""
    if not any(_FIRST_OFFER.match(text.lines[place]) for place in below):
        return
    lines = _lettered([Line(place, "" if text.code[place] else text.lines[place]) for place in below])
    for at, line in enumerate(lines):
        if text.hidden[line.number] and post_words.LONE_KEY.match(line.text):
            lines[at] = Line(line.number, f"{_KEY}{line.text}")
    choice = read_choice(lines)
    if choice is None:
        return
    asked.options = choice.options
    above = [line.number for line in choice.above if text.lines[line.number].strip()]
    asked.question = range(asked.question.start, max([asked.question.stop, *(place + 1 for place in above)]))
    explained = [line for line in choice.explanation if line.text.strip() or text.code[line.number]]
    asked.short, asked.full = range(0), range(0)
    if explained:
        first, last = explained[0], explained[-1]
        asked.full = range(first.number, last.number + 1)
        asked.cuts[first.number] = len(text.lines[first.number]) - len(first.text)


def _lettered(lines: list[Line]) -> list[Line]:
    """The lines with options that are counted by emoji of digits as letters, which no list in an answer is."""
    if sum(_KEYCAP.match(line.text) is not None for line in lines) < FEWEST_OPTIONS:
        return lines
    found = []
    for line in lines:
        said = _KEYCAP.sub(lambda match: f"{_letter(match[1])}) ", line.text)
        found.append(Line(line.number, _KEY_IN_DIGITS.sub(lambda match: match[1] + match[2] + _letter(match[3]), said)))
    return found


def _letter(digit: str) -> str:
    return _LETTERS[int(digit) - 1]


def _leave_bare_options(text: PostText, asked: Asked) -> None:
    """What is only lettered options is no answer: the key is told elsewhere."""
    offered: list[str] = []
    for line in _lettered([Line(place, text.lines[place]) for place in content_of(text, asked.full)]):
        match = _OFFER.match(line.text)
        if (
            match is None
            or not is_short(line.text)
            or match[1].upper() not in (_LETTERS[len(offered)], _CYRILLIC[len(offered)])
        ):
            return
        offered.append(line.text[match.end() :].strip())
        if len(offered) == len(_CYRILLIC):
            return
    if len(offered) >= FEWEST_OPTIONS:
        asked.options = Options(tuple(offered))
        asked.full = range(0)
