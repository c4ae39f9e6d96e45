"""Joins a post that asks with the reply that answers it, as channels do that give their answers a day later."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import accumulate, islice

from bot.domain.topics import Topics
from bot.parsing import post_words
from bot.parsing.adverts import is_advert, is_technical
from bot.parsing.blocks import HASHTAGS, asks, ends_sentence, is_short
from bot.parsing.post_answers import Asked, content_of, trimmed_range
from bot.parsing.post_body import Body, find_body
from bot.parsing.post_cards import write
from bot.parsing.post_evidence import is_labelled_answer
from bot.parsing.post_parts import Habits
from bot.parsing.post_questions import LONGEST_QUESTION, find_questions, opens_a_question
from bot.parsing.post_text import PostText, Stretch
from bot.parsing.posts import LABEL_HEAD

SHORTEST = 12
NUMBER_WITHIN = 2
"""Lines at the top of a post in which its number stands."""
ASIDE_LINES = 3
LONGEST_KEY = 60

_KEY_BEHIND = re.compile(r"[:：—–-]\s*\W{0,3}([A-HА-И])\W*$")
"""The letter of the right option at the end of a line that announces the answer."""

_SERIES = re.compile(
    r"(?:вопрос\w*|задач\w*|задани\w+|квиз\w*|question|quiz|task|challenge|puzzle|题)\W{0,4}(?:№|#|no\.?|номер)?\s?(\d{1,5})"
    r"|第\s?(\d{1,5})\s?[题期天]",
    re.IGNORECASE,
)


def told_number(text: PostText) -> str | None:
    """The number that a post of a series has above or before its question, or above its answer."""
    top = list(islice((line for line in text.lines if line.strip() and not HASHTAGS.match(line)), NUMBER_WITHIN))
    found = (_SERIES.search(line[:LABEL_HEAD]) for line in top)
    return next((match[1] or match[2] for match in found if match), None)


def says_it_answers(text: PostText) -> bool:
    """Whether a post begins with a line that says that it answers something asked elsewhere."""
    first = next((line for line in text.lines if line.strip() and not HASHTAGS.match(line)), "")
    return is_short(first) and not asks(first) and post_words.ANSWER_ABOVE.match(first.strip()) is not None


def with_reply(text: PostText, reply: PostText, habits: Habits, topics: Topics) -> PostText | None:
    """The post with the reply below it as its hidden answer; None where the post asks nothing or has its answer, or the
    reply is none."""
    whole, reply = reply, _with_lone_key(reply)
    body, told = find_body(text, habits.footers, topics), _answer_in(reply, habits.footers, topics)
    if not body.places or not told or any(text.hidden[place] for place in body.places):
        return None
    labelled = reply is not whole or _is_labelled(reply, told)
    found = find_questions(text, body.places, habits.titles)
    if len(found) > 1 or (found and found[0].labels) or not (labelled or found):
        return None
    end = _question_end(text, found[0], body) if found else body.places.stop
    if found and found[0].full and not (labelled and end):
        return None
    if not labelled and not _explains(reply, told, topics):
        return None
    end = end or found[0].question.stop
    said = sum(len(text.lines[place]) for place in body.places if place < end)
    return _joined(text, range(end), reply, told) if said <= 2 * LONGEST_QUESTION else None


def answer_in_reply(reply: PostText, footers: AbstractSet[str], topics: Topics) -> str | None:
    """What a reply says as an answer, Markdown; None where nothing shows that it is one."""
    told = _answer_in(reply, footers, topics)
    if not told or not (_is_labelled(reply, told) or _explains(reply, told, topics)):
        return None
    return write(reply, Asked(range(0), full=told), topics).full or None


def _answer_in(reply: PostText, footers: AbstractSet[str], topics: Topics) -> range:
    """The lines of a reply without the line above them that only says that they answer."""
    places = find_body(reply, footers, topics).places
    content = content_of(reply, places)
    if len(content) > 1 and _announces(reply.lines[content[0]]):
        return trimmed_range(reply, content[1], places.stop)
    return places


def _with_lone_key(reply: PostText) -> PostText:
    """The reply with nothing but the letter of the right option on the line that announces its answer behind a hash
    tag, where it ends with one; blanks keep the places of what is marked."""
    first = next((place for place, line in enumerate(reply.lines) if line.strip()), None)
    line = reply.lines[first] if first is not None else ""
    key = _KEY_BEHIND.search(line) if "#" in line and len(line) <= LONGEST_KEY and _announces(line) else None
    if first is None or key is None:
        return reply
    lines = list(reply.lines)
    lines[first] = " " * key.start(1) + line[key.start(1) :]
    return replace(reply, lines=lines)


def _announces(line: str) -> bool:
    bare = line.strip()
    return (
        is_short(bare)
        and post_words.ANSWER_ABOVE.match(bare) is not None
        and not (is_labelled_answer(bare) and _tells(bare))
    )


def _tells(line: str) -> bool:
    """Whether something stands behind the label on its line."""
    return not line.rstrip().endswith((":", "：")) and (":" in line or "：" in line)


def _is_labelled(reply: PostText, told: range) -> bool:
    above = content_of(reply, range(told.start))
    if any(post_words.ANSWER_ABOVE.match(reply.lines[place][:LABEL_HEAD]) for place in above):
        return True
    return is_labelled_answer(reply.lines[told.start]) or any(reply.hidden[place] for place in told)


def _explains(reply: PostText, told: range, topics: Topics) -> bool:
    """Whether a reply without a label says something about programming, and asks and offers nothing."""
    said = "\n".join(reply.lines[place] for place in told)
    if len(said) < SHORTEST or opens_a_question(reply, told.start) or asks(reply.lines[told.start]):
        return False
    if is_advert([reply.judged(place) for place in told]):
        return False
    return any(reply.code[place] for place in told) or is_technical(said, topics)


def _question_end(text: PostText, asked: Asked, body: Body) -> int:
    """Where a question ends that is answered elsewhere: options and code below it are its own, a few short lines are
    not. 0: what stands below it is too long for any of that."""
    below = content_of(text, range(asked.question.stop, body.places.stop))
    if not below:
        return asked.question.stop
    if asked.options or any(text.code[place] for place in below):
        return body.places.stop
    if len(below) <= ASIDE_LINES and all(is_short(text.lines[place]) for place in below):
        return asked.question.stop
    return 0 if any(ends_sentence(text.lines[place]) for place in below) else body.places.stop


def _joined(first: PostText, above: range, second: PostText, below: range) -> PostText:
    """Lines of one post over lines of another, which come out hidden."""
    lines = [*(first.lines[place] for place in above), "", *(second.lines[place] for place in below)]
    starts = list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
    blocks = len(first.languages)
    code = [*(first.code[place] for place in above), 0]
    code += [number + blocks if (number := second.code[place]) > 0 else number for place in below]
    hidden = [*(first.hidden[place] for place in above), False, *(True for _ in below)]
    marked = [
        *_moved(first, above, 0),
        *_moved(second, below, starts[len(above) + 1] if below else 0),
    ]
    return PostText(lines, code, hidden, starts, marked, [*first.languages, *second.languages], first.own)


def _moved(text: PostText, places: range, start: int) -> list[Stretch]:
    """What is marked on some lines, counted from where they begin now."""
    if not text.marked or not places:
        return []
    low = text.starts[places.start]
    high = text.starts[places[-1]] + len(text.lines[places[-1]])
    return [
        Stretch(max(each.start, low) - low + start, min(each.end, high) - low + start, each.said)
        for each in text.marked
        if each.start < high and each.end > low
    ]
