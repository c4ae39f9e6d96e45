"""Tells adverts and footers from posts."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from bot.domain.topics import Topics
from bot.parsing import commerce, lexicon, openers
from bot.parsing.blocks import (
    BULLET,
    COLONS,
    HANDLE,
    SHORT_LINE,
    Line,
    asks,
    content,
    ends_sentence,
    is_fence,
    leads_with_emoji,
)
from bot.parsing.counters import heat, reactions

FOOTER_REPEATS = 3
FOOTER_GROUP = 6
JUDGED_LENGTH = 2000
ENOUGH_SIGNS = 3
REMEMBERED = 1024
"""Lines whose judgement is kept, since footers and adverts come back often."""

_IDENTIFIER = re.compile(r"\b(?:[a-z]+_[a-z_]+|[A-Z][a-z]+[A-Z]\w+|\w+\(\)|[a-z]+\.[a-z_]+\(|[A-Z]{2,5}/[A-Z]{2,5})")


_STOPS = ("!", ". ", "！", "。")
_DECORATED = re.compile(
    r"\s*(?:@|(?:async|def|class|public|private|protected|static|final|abstract|fun|function|export|interface)\b)|.*[({;]$"
)
"""What stands below a name that is a decorator or an annotation."""


def find_footers(lines: Sequence[Line]) -> frozenset[str]:
    """The short lines that stand under posts again and again: three times in a text, or twice in one foot.

    One "@name" by itself is enough. A line that is mostly followed by text of the same post (a heading, a label, a line
    of code) is no footer.
    """
    body = _outside_fences(lines)
    repeats = Counter(body)
    handles = {text for text in repeats if len(text) <= SHORT_LINE and HANDLE.match(text)}
    candidates = handles | {text for text in repeats if repeats[text] > 1 and _may_be_footer(text)}
    places: dict[str, list[int]] = {}
    for index, text in enumerate(body):
        if text in candidates:
            places.setdefault(text, []).append(index)
    candidates = {
        text
        for text, found in places.items()
        if text in handles
        or len(found) >= FOOTER_REPEATS
        or (len(found) > 1 and lexicon.FOLLOW.match(text))
        or (
            found[1] - found[0] <= FOOTER_GROUP
            and all(between in candidates for between in body[found[0] : found[1]])
            and not _copies_an_answer(body, found[0], found[1] - found[0])
        )
    }
    return frozenset(text for text in candidates if _closes_posts(places[text], body, candidates))


def _copies_an_answer(body: Sequence[str], start: int, size: int) -> bool:
    """Whether lines that stand twice in a row are an answer that a page shows again, not the foot of a post."""
    while start and body[start - 1] == body[start - 1 + size]:
        start -= 1
    return start > 0 and asks(body[start - 1]) and ends_sentence(body[start])


def _outside_fences(lines: Sequence[Line]) -> list[str]:
    body, fenced = [], False
    for line in lines:
        if is_fence(line.text):
            fenced = not fenced
        elif not fenced and line.text.strip():
            body.append(line.text.rstrip() if line.text[0] in " \t" else line.bare)
    return body


def _may_be_footer(text: str) -> bool:
    return (
        len(text) <= SHORT_LINE
        and text[0] not in " \t"
        and not asks(text)
        and not text.endswith((*COLONS, ";", "{", "}", "};", "});"))
        and reactions(text) is None
        and heat(text) is None
    )


def _closes_posts(places: Sequence[int], body: Sequence[str], candidates: set[str]) -> bool:
    if len(places) >= FOOTER_REPEATS and HANDLE.match(body[places[0]]):
        decorates = sum(_DECORATED.match(body[index + 1]) is not None for index in places if index + 1 < len(body))
        return decorates * 2 < len(places)
    closing = answering = 0
    for index in places:
        answering += index > 0 and asks(body[index - 1])
        after = body[index + 1] if index + 1 < len(body) else None
        closing += after is None or after in candidates or asks(after) or _is_edge(after)
    # What mostly stands right under a question is an answer, be it the same to several questions; so is a rule that
    # parts question and answer, and answer and foot.
    is_rule = not any(character.isalnum() for character in body[places[0]])
    return closing * 2 >= len(places) and answering * 2 <= len(places) - is_rule


def _is_edge(text: str) -> bool:
    head = text[: SHORT_LINE * 2]
    return reactions(text) is not None or heat(text) is not None or lexicon.DEMAND.match(head) is not None


def _head(text: str) -> str:
    """What is judged of a line: its beginning, in lower case, as the word lists are."""
    return text[:JUDGED_LENGTH].lower()


class _Manner(NamedTuple):
    offers: bool = False
    calls: bool = False
    gives_contact: bool = False
    careers: bool = False
    ambition: bool = False


_HONEST = _Manner()


def _manner(text: str) -> _Manner:
    return _manner_of(text[:JUDGED_LENGTH])


@lru_cache(maxsize=REMEMBERED)
def _manner_of(text: str) -> _Manner:
    """How a line speaks: with a word of commerce, a call to action, a contact, of careers, of ambition. The same lines
    come back often."""
    head = _head(text)
    contact = _may_give_contact(head) and commerce.CONTACT.search(head) is not None
    if commerce.ANY_OF_THEM.search(head) is None:
        return _Manner(gives_contact=True) if contact else _HONEST
    return _Manner(
        offers=commerce.COMMERCE.search(head) is not None,
        calls=commerce.CALL.search(head) is not None,
        gives_contact=contact,
        careers=commerce.CAREER.search(head) is not None,
        ambition=commerce.AMBITION.search(head) is not None,
    )


def _may_give_contact(head: str) -> bool:
    return "@" in head or "http" in head or "t.me/" in head or "+" in head or "🔗" in head or "👉" in head


def is_above_doubt(text: str) -> bool:
    """Whether a line holds nothing at all of an advert's way of speaking."""
    return _manner(text) is _HONEST


def is_signature(text: str) -> bool:
    """Whether a footer names a channel rather than sells or links something."""
    if HANDLE.match(text):
        return True
    return not (promotes(text) or leads_with_emoji(text) or BULLET.match(text) or text.lstrip().startswith(("🔹", "#")))


def promotes(text: str) -> bool:
    """Whether a line by itself carries a word of commerce, a call to action or a contact."""
    return any(_manner(text)[:3])


def sells(text: str) -> bool:
    """Whether a line by itself is an offer: commerce with a call or a contact, or a call with a contact."""
    return is_advert([Line(0, text)])


def is_advert(lines: Sequence[Line]) -> bool:
    """Whether a block of lines is an advert: words of commerce together with a call to action or a contact, words of
    commerce on several lines, or a call with a contact. A question mark proves nothing either way."""
    offers = calls = contacts = 0
    for line in content(lines):
        manner = _manner(line.text)
        offers += manner.offers
        calls += manner.calls
        contacts += manner.gives_contact
    return bool(offers and (calls or contacts)) or offers > 1 or bool(calls and contacts)


def advert_start(body: Sequence[Line], topics: Topics) -> int:
    """Where an advert begins behind an answer: an index from 1 up, `len(body)` when there is none.

    The first line of the answer is never given away. From the first line that sells, the start goes up over lines
    that talk of careers or say nothing technical.
    """
    if not is_advert(body[1:]):
        return len(body)
    start = next(index for index in range(1, len(body)) if promotes(body[index].text))
    while start > 1 and _could_lead_an_advert(body[start - 1], topics):
        start -= 1
    return start


def _could_lead_an_advert(line: Line, topics: Topics) -> bool:
    text = line.text
    if is_fence(text) or text[:1] in ("\t", " "):
        return False
    return not text.strip() or _talks_of_careers(text) or not is_technical(text, topics)


def _talks_of_careers(text: str) -> bool:
    manner = _manner(text)
    return manner.careers or manner.ambition


def technical(text: str, topics: Topics) -> int:
    """How many distinct signs of a technical text there are, ENOUGH_SIGNS at most: words of programming, terms of
    topics, identifiers."""
    return _signs_of_technique(text[:JUDGED_LENGTH], topics)


@lru_cache(maxsize=REMEMBERED)
def _signs_of_technique(text: str, topics: Topics) -> int:
    head = _head(text)
    signs = {match.group() for match in islice(commerce.TECHNICAL.finditer(head), ENOUGH_SIGNS)}
    if len(signs) < ENOUGH_SIGNS:
        signs.update(topics.terms_in(head))
    if len(signs) < ENOUGH_SIGNS:
        signs.update(_IDENTIFIER.findall(text[:JUDGED_LENGTH]))
    return min(len(signs), ENOUGH_SIGNS)


def is_technical(text: str, topics: Topics) -> bool:
    """Whether there is any sign of a technical text."""
    return _is_technical(text[:JUDGED_LENGTH], topics)


@lru_cache(maxsize=REMEMBERED)
def _is_technical(text: str, topics: Topics) -> bool:
    head = _head(text)
    return (
        commerce.TECHNICAL.search(head) is not None
        or bool(topics.terms_in(head))
        or _IDENTIFIER.search(text[:JUDGED_LENGTH]) is not None
    )


def is_teaser(text: str, topics: Topics) -> bool:
    """Whether a question line speaks to the reader of an advert: of offers and salaries, or of careers and courses and
    of nothing technical, or it begins as adverts do."""
    if addresses_the_reader(text) or _manner(text).ambition or tells_of_a_release(text):
        return True
    return (promotes(text) or _talks_of_careers(text)) and not is_technical(text, topics)


def tells_of_a_release(text: str) -> bool:
    """Whether a question line first says that something is out: "X 5.5 is out! What is new?"."""
    head = text[:SHORT_LINE]
    return any(end in head for end in _STOPS) and openers.RELEASE.search(head) is not None


def addresses_the_reader(text: str) -> bool:
    """Whether a question begins as adverts do, "Want to …?", "Знаешь, …?", "还在为……?", or asks what its readers do."""
    head = text[:SHORT_LINE]
    if openers.OPENER.match(head):
        return True
    lower = head.lower()
    return any(word in lower for word in openers.READERS) and openers.READERS_ASKED.search(head) is not None
