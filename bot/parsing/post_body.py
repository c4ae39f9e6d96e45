"""Parts the body of a post from what channels put above and under each of their posts."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.domain.cards import Level
from bot.domain.topics import Topics
from bot.parsing import lexicon, post_words
from bot.parsing.adverts import is_technical, promotes, sells
from bot.parsing.blocks import (
    ADDRESS,
    COLONS,
    HANDLE,
    HASHTAGS,
    asks,
    ends_sentence,
    hashtags,
    is_emoji,
    is_short,
    leads_with_emoji,
)
from bot.parsing.commerce import CONTACT
from bot.parsing.counters import heat, reactions
from bot.parsing.post_glance import is_header
from bot.parsing.post_text import PostText
from bot.parsing.repeated_lines import is_repeated

EDGE_LINES = 7
"""How many lines with words are looked at from either end for what a channel repeats."""
FOOT_LINE = 120
CRY = 40
MOST_TAGS = 50
_ADDRESSES = re.compile(r"https?://\S+|(?:\bt\.me/|@)\S+")
_RULES = frozenset("—–-_=*~•·.➖〰 ")
_TAGS_LABEL = re.compile(r"^\W*(?:tags?|hashtags?|теги|тэги|хештеги|标签)\s?[:：]", re.IGNORECASE)
_SAYS_SQL = re.compile(r"\W*(?:JOIN|LIKE|DROP)\b")
"""Words of a language that look like calls to readers in small letters."""
_DASHES = frozenset("-–—•*·")


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of the body, the hash tags that stood around it, the places of the lines that were taken off, and how
    hard it is where a line above it says so."""

    places: range
    tags: tuple[str, ...]
    cut: tuple[int, ...]
    level: Level | None = None


def find_body(text: PostText, footers: AbstractSet[str], topics: Topics) -> Body:
    """The body of a post: without headers, hash tags, counters, names, offers and what its channel repeats."""
    content = [place for place, line in enumerate(text.lines) if line.strip()]
    tags: list[str] = []
    cut: list[int] = []
    level: Level | None = None
    start, end = 0, len(content)
    while start < end and _is_head(text, content[start], footers):
        level = level or _level(text.lines[content[start]])
        tags += _tags(text, content[start])
        cut.append(content[start])
        start += 1
    end = _before_footers(text, content, start, end, footers)
    end = _above_foot(text, content, start, end, footers, topics)
    for place in content[end:]:
        tags += _tags(text, place)
        cut.append(place)
    places = range(content[start], content[end - 1] + 1) if start < end else range(0)
    return Body(places, tuple(dict.fromkeys(tags))[:MOST_TAGS], tuple(cut), level)


def edge_lines(text: PostText) -> set[str]:
    """The short lines at either end of a post that may turn out to be what its channel repeats."""
    content = [place for place, line in enumerate(text.lines) if not text.code[place] and line.strip()]
    if len(content) > 2 * EDGE_LINES:
        content = [*content[:2], *content[-EDGE_LINES:]]
    found = (text.lines[place].strip() for place in content if not text.hidden[place])
    return {line for line in found if len(line) <= FOOT_LINE and line[-1] not in ":?？："}


def _tags(text: PostText, place: int) -> tuple[str, ...]:
    return hashtags(text.lines[place]) if _is_tags(text.lines[place]) else ()


def _is_tags(line: str) -> bool:
    return "#" in line and HASHTAGS.match(_TAGS_LABEL.sub("", line, count=1)) is not None


def _is_head(text: PostText, place: int, footers: AbstractSet[str]) -> bool:
    bare = text.lines[place].strip()
    if text.code[place] or text.hidden[place] or not is_short(bare):
        return False
    if is_repeated(bare, footers) or _is_tags(bare) or HANDLE.match(bare) or lexicon.is_chrome(bare) or _is_rule(bare):
        return True
    return is_header(bare) or (post_words.ABOUT.match(bare) is not None and not asks(bare))


def _level(line: str) -> Level | None:
    told = post_words.ABOUT.match(line.strip())
    return lexicon.DIFFICULTY.get(told[1].strip(" .!*_").lower()) if told else None


def _above_foot(
    text: PostText, content: list[int], start: int, end: int, footers: AbstractSet[str], topics: Topics
) -> int:
    """Where the foot begins, line by line from the end: a cry between two offers and the heading of links go with
    them."""
    links = 0
    while end > start:
        last = content[end - 1]
        above = end - 2 > start and len(text.lines[last]) <= CRY and _cries(text, last)
        if _is_foot(text, last, footers, topics, first=end - 1 == start):
            links += text.is_link(last)
            end -= 1
        elif above and _is_foot(text, content[end - 2], footers, topics, first=False):
            end -= 2
        elif links and end - 1 > start and _heads_links(text.lines[last]):
            end -= 1
        else:
            break
    return end


def _is_rule(bare: str) -> bool:
    """A line across the post, or nothing but emoji."""
    return all(character in _RULES or is_emoji(character) for character in bare)


def _heads_links(line: str) -> bool:
    return is_short(line) and (line.rstrip().endswith(COLONS) or (leads_with_emoji(line) and not ends_sentence(line)))


def _cries(text: PostText, place: int) -> bool:
    line = text.lines[place].strip()
    return (
        not text.code[place] and not text.hidden[place] and not asks(line) and (line[-1] == "!" or is_emoji(line[-1]))
    )


def _before_footers(text: PostText, content: list[int], start: int, end: int, footers: AbstractSet[str]) -> int:
    """Where the foot begins: at the first line near the end that the channel repeats, if only short lines follow."""
    lowest = max(start + 1, end - EDGE_LINES)
    for number in range(lowest, end):
        place = content[number]
        line = text.lines[place].strip()
        if is_repeated(line, footers) and not (text.code[place] or text.own.of_answer(line)):
            below = content[number:end]
            if all(len(text.lines[each]) <= FOOT_LINE and not text.code[each] for each in below):
                return number
    return end


def _is_foot(text: PostText, place: int, footers: AbstractSet[str], topics: Topics, *, first: bool) -> bool:
    bare = text.lines[place].strip()
    if text.code[place] or text.hidden[place] or len(bare) > FOOT_LINE:
        return False
    repeated = is_repeated(bare, footers)
    if repeated or _is_rule(bare) or _is_tags(bare):
        return not (first and repeated)
    if HANDLE.match(bare) or lexicon.is_chrome(bare) or reactions(bare) is not None or heat(bare) is not None:
        return True
    if first or asks(bare):
        return False
    return (
        ADDRESS.match(bare) is not None
        or (post_words.LIKES_WANTED.match(bare) is not None and not _SAYS_SQL.match(bare))
        or _offers(bare, topics)
        or ((text.is_link(place) or ("|" in bare and text.has_link(place))) and not ends_sentence(bare))
    )


def _offers(bare: str, topics: Topics) -> bool:
    """Whether a line at the end is an offer or a contact; what is said of @decorators is neither."""
    if not promotes(bare):
        return False
    if bare[0] in _DASHES or is_technical(_ADDRESSES.sub("", bare), topics):
        return sells(bare)
    with_contact = CONTACT.search(bare.lower()) is not None
    # What is said of a @decorator goes on behind it; a contact stands last.
    ends_with_it = CONTACT.search(bare.rsplit(maxsplit=1)[-1].lower()) is not None
    return ends_with_it or sells(bare) or not (with_contact or ends_sentence(bare))
