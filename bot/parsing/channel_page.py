"""What a page that shows a channel puts around its posts: a head with counts, a foot of its own, and copies of text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.parsing import lexicon
from bot.parsing.adverts import addresses_the_reader
from bot.parsing.blocks import LABEL_LINE, Line, asks, is_emoji, is_short, without_lead
from bot.parsing.counters import heat, reactions
from bot.parsing.harvest import Harvest
from bot.parsing.question_words import asks_unmarked

FEWEST_TOPS, MOST_TOPS = 4, 0.6
"""So many posts begin with a question, and such a share of all."""
HEAD_LINES = 40
"""A head is a name, some counts, a description and contacts; more lines than that are posts."""

_COUNTS = re.compile(
    r"^\W*[\d.,  ]+[kmк]? ?(?:subscribers?|members?|подписчик\w*|участник\w*|位?订阅者|订阅|名?成员|photos?|videos?"
    r"|links?|files?|фото\w*|видео|ссыл\w+|файл\w*)\W*$",
    re.IGNORECASE,
)
_DIGIT_SOON = re.compile(r".{0,3}\d", re.DOTALL)
_READERS = re.compile(r"subscriber|member|подписчик|участник|订阅|成员", re.IGNORECASE)
_DOOR = re.compile(
    r"^\W*(?:download telegram|加入频道|join channel|view in telegram|open channel|preview channel|下载 ?telegram"
    r"|скачать telegram|открыть канал|подписаться на канал|перейти в канал)\W*$",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"^\W*(?:share with your friend now\W*$|telegram \| did you know|warning: undefined (?:variable|array key)"
    r"|以上(?:就?是)?关于.{0,80}(?:主要|全部)?内容"
    r"|by .{1,80} – telegram$)",
    re.IGNORECASE,
)
_INTERVIEWS = re.compile(r"собес|интервью|interview|面试", re.IGNORECASE)
_OPENS_TELEGRAM = re.compile(
    r"^\W*(?:please open telegram|view in telegram|media is too big|打开 ?telegram)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ChannelPage:
    """The lines of the posts, the channel's name where a head gives it, and whether it speaks of interviews."""

    lines: list[Line]
    channel: str | None = None
    interviews: bool = False


def open_page(lines: Sequence[Line], harvest: Harvest) -> ChannelPage:
    """Takes off every head and the foot that a mirror prints under the last post."""
    kept: list[Line] = []
    channel, interviews, start = None, False, 0
    for index, line in enumerate(lines):
        if index < start or not line.text:
            continue
        if line.text[-1] in "sSsnмвикоaаы员者阅" and is_short(line.text) and _is_readers(line.text):
            head, end = _head(lines, start, index)
            kept += lines[start:head]
            name = without_lead(lines[head].bare).removesuffix("– Telegram").strip() if head < index else None
            channel = channel or name or None
            interviews = interviews or any(speaks_of_interviews(each.text) for each in lines[head:end])
            harvest.drop(lines[head:end], "head of the channel's page")
            start = end
        elif is_short(line.text) and _FOOT.match(line.text):
            end = _next_page(lines, index)
            kept += lines[start:index]
            harvest.drop(lines[index:end], "foot of the mirror's page")
            start = end
    return ChannelPage([*kept, *lines[start:]], channel, interviews)


def _is_readers(text: str) -> bool:
    return _DIGIT_SOON.match(text) is not None and _COUNTS.match(text) is not None and _READERS.search(text) is not None


def _head(lines: Sequence[Line], start: int, index: int) -> tuple[int, int]:
    """Where the head round a count of readers begins and ends: from the name above it to the way into the channel, or
    to the last count."""
    top = index
    for _ in range(2):
        above = top - 1
        while above >= start and not lines[above].text.strip():
            above -= 1
        fits = above >= start and is_short(lines[above].text) and not asks(lines[above].text)
        if not fits or reactions(lines[above].text) is not None or lexicon.CHROME.match(lines[above].text):
            break
        if top < index and not lines[above].bare.startswith(lines[top].bare):
            break
        top = above
    last = index + 1
    seen = 0
    for at in range(index + 1, len(lines)):
        text = lines[at].text
        if not text.strip():
            continue
        seen += 1
        if seen > HEAD_LINES or asks(text) or reactions(text) is not None:
            break
        if is_short(text) and _DOOR.match(text):
            return top, at + 1
        if _COUNTS.match(text):
            last = at + 1
    return top, last


def _next_page(lines: Sequence[Line], index: int) -> int:
    """The foot of a page runs on to the head of the next one."""
    for at in range(index + 1, len(lines)):
        if is_short(lines[at].text) and _is_readers(lines[at].text):
            return _head(lines, index, at)[0]
    return len(lines)


def speaks_of_interviews(text: str) -> bool:
    """Whether a channel's name or foot says that it is about interviews."""
    return _INTERVIEWS.search(text[:LABEL_LINE]) is not None


def opens_telegram(text: str) -> bool:
    """Whether a line stands in the place of a picture or a film that the page does not show."""
    return is_short(text) and _OPENS_TELEGRAM.match(text) is not None


def question_sign(lines: Sequence[Line], footers: frozenset[str]) -> str | None:
    """The emoji that a channel puts before every question, such as 🤔; None where it has no such habit.

    It stands at least twice, mostly right below another post's end (or there are no such ends), and nearly always
    before a question, or nearly always below an end: a sign of headings inside answers does not.
    """
    signed = (line.bare for line in lines if line.text[:1] > "\u2000" or line.text[:1] == " ")
    if not any(is_emoji(text[0]) and asks(text) for text in signed if text):
        return None
    opening: Counter[str] = Counter()
    asking: Counter[str] = Counter()
    below: Counter[str] = Counter()
    leading: Counter[str] = Counter()
    seen: set[str] = set()
    ends = 0
    at_edge = True
    for line in lines:
        text = line.bare
        if not text:
            continue
        if is_emoji(text[0]) and not text[1:2].isdigit() and text not in seen:
            seen.add(text)
            sign = text[0]
            opening[sign] += 1
            leading[sign] += at_edge
            if asks(text) and not addresses_the_reader(text):
                asking[sign] += 1
                below[sign] += at_edge
        at_edge = text in footers or _is_end(text)
        ends += at_edge
    for sign, count in asking.most_common():
        always = count >= 0.5 * opening[sign] and leading[sign] >= 0.7 * opening[sign]
        if count < 2 or not (always or count >= 0.8 * opening[sign]):
            continue
        if below[sign] * 2 >= count or (not ends and count >= 3):
            return sign
    return None


def asks_on_top(lines: Sequence[Line], footers: frozenset[str]) -> bool:
    """Whether most posts begin with a question, marked or not, as those of a channel of questions do."""
    tops = asking = 0
    at_edge = True
    for line, below in pairwise([*lines, Line(0, "")]):
        text = line.bare
        if not text:
            continue
        edge = text in footers or _is_end(text)
        if at_edge and not edge:
            tops += 1
            asking += asks(text) or (is_short(text) and not below.text.strip() and asks_unmarked(text))
        at_edge = edge
    return asking >= FEWEST_TOPS and asking >= MOST_TOPS * tops


def _is_end(text: str) -> bool:
    if not is_short(text):
        return False
    return reactions(text) is not None or heat(text) is not None or lexicon.is_chrome(text)


def posts_shown(lines: Sequence[Line]) -> int:
    """How many edges of posts, by reactions, views and notes of Telegram, speak for the page of a channel or of a
    question bank; a count of readers is worth as many as there are lines."""
    edges = 0
    for line in lines:
        text = line.text
        if not text or len(text) > LABEL_LINE:
            continue
        if _is_readers(text):
            return len(lines)
        edges += _is_end(line.bare)
    return edges
