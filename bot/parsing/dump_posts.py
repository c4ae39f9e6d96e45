"""The posts between two edges of a dump: which of them are questions with answers, which adverts, which neither."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from bot.domain.topics import Topics
from bot.parsing import lexicon, post_words
from bot.parsing.adverts import (
    addresses_the_reader,
    is_above_doubt,
    is_advert,
    is_signature,
    is_teaser,
    is_technical,
    promotes,
    technical,
)
from bot.parsing.answers import as_markdown
from bot.parsing.blocks import (
    LABEL_LINE,
    NUMBERED,
    Line,
    asks,
    content,
    ends_sentence,
    is_short,
    question_text,
    trimmed,
)
from bot.parsing.formats.web_text import read_web_text
from bot.parsing.harvest import Find, Harvest
from bot.parsing.notices import may_be_notice, notice_in
from bot.parsing.posts import Parts, Post, speaks_of_programming, split_posts, take_apart
from bot.parsing.question_words import asks_unmarked
from bot.parsing.score import Evidence
from bot.parsing.sections import has_sections, read_sections, teaches
from bot.parsing.web_pages import numbered_part

CHANNEL_NAME = 64
FOOT_LINES = 3
SHORTEST_ANSWER = 40
SHORTEST_ARTICLE = 6

_STATES_ADDRESS = re.compile(r"(?:The|Its|It)\b[^.!?]{0,120}\bis (?:at )?https?://\S+\s*$")
"""A statement that answers where something is, rather than a call to go there."""


@dataclass(slots=True)
class DumpReader:
    """`mixed` says of a channel's page that its posts may be of any kind, or "news" where nothing says that it is about
    interviews. `last` is the post that counters, tags and signatures belong to; None after an advert or junk. `said`
    holds the lines of the stretch before; `pictured` are answers whose questions seem to stand in pictures."""

    harvest: Harvest
    footers: frozenset[str]
    sign: str | None = None
    channel: str | None = None
    mixed: str = ""
    edges: int = 0
    introduced: bool = False
    last: Find | None = None
    signed: bool = False
    waiting_tags: tuple[str, ...] = ()
    stretch: list[Line] = field(default_factory=list)
    said: frozenset[str] = frozenset()
    pictured: list[tuple[Find, list[Line]]] | None = None


def close_stretch(reader: DumpReader) -> None:
    stretch, reader.stretch = trimmed(reader.stretch), []
    if not stretch:
        return
    topics = reader.harvest.topics
    said = frozenset(line.bare for line in stretch if line.text.strip())
    if said <= reader.said and sum(map(len, said)) >= SHORTEST_ANSWER:
        reader.harvest.drop(stretch, "the page shows this text twice")
        return
    reader.said = said
    if _answers_the_last(reader, stretch):
        return
    if reader.last and reader.signed and _is_foot(stretch, topics) and not _opens_at_once(stretch, reader):
        reader.harvest.drop(stretch, "line of a foot that stands there once")
        return
    reader.last, reader.signed = None, False
    if (
        not reader.mixed
        and len(stretch) >= SHORTEST_ARTICLE
        and has_sections(stretch)
        and teaches(stretch, topics)
        and not is_advert(stretch)
        and not any(asks(line.text) for line in stretch)
    ):
        reader.last = read_sections(stretch, reader.harvest)
        return
    _take_stretch(reader, stretch)


def _answers_the_last(reader: DumpReader, stretch: Sequence[Line]) -> bool:
    """Takes a post that says that it answers as the answer of the question before it, if that one has none."""
    first, below = stretch[0].bare, trimmed(stretch[1:])
    find = reader.harvest.finds[-1] if reader.harvest.finds else None
    if find is None or find.answer or find.options or not below or asks(first) or not find.question:
        return False
    if not (is_short(first) and post_words.ANSWER_ABOVE.match(first)) or is_advert(below):
        return False
    answer = as_markdown(below)
    find.kind, find.answer, find.code_blocks = "qa", answer.markdown, find.code_blocks + answer.code_blocks
    find.evidence.add("a reply answers it", 0.7)
    reader.harvest.drop(stretch[:1], "line that only says that an answer follows")
    reader.last = find
    return True


def _take_stretch(reader: DumpReader, stretch: Sequence[Line]) -> None:
    if part := numbered_part(stretch, reader.harvest.topics):
        read_web_text(part, reader.harvest)
        return
    mixed = reader.mixed
    found = list(split_posts(stretch, reader.sign, demands=bool(mixed), unmarked=mixed == "posts"))
    found = _without_notice(reader, found)
    if not found:
        return
    if not reader.edges and found[0].asked == 0 and len(content(found[0].lines)) > 1:
        reader.introduced = True
    inside = found[0].asked == 0 and not _names_questions(found[0]) and not any(_is_labelled(post) for post in found)
    if reader.mixed == "news" and inside:
        reader.harvest.drop(stretch, "a question inside a post of other things")
        return
    if _is_above_doubt(found):
        _take_sure(reader, found)
        return
    for trusted, run in groupby(found, key=lambda post: _is_trusted(post, reader)):
        posts = list(run)
        if trusted:
            for post in posts:
                _take_post(reader, post)
        else:
            _take_doubtful(reader, posts)


def _without_notice(reader: DumpReader, posts: list[Post]) -> list[Post]:
    """The posts that stand below a vacancy, an invitation or news of a release; all of them where there is none."""
    if not may_be_notice([line.text for post in posts for line in post.lines]):
        return posts
    end = len(posts)
    while end and posts[end - 1].asked and _is_trusted(posts[end - 1], reader):
        end -= 1
    lines = [line for post in posts[:end] for line in post.lines]
    notice = notice_in([line.text for line in lines])
    if notice is None:
        return posts
    reader.harvest.drop(lines, notice)
    return posts[end:]


def _is_trusted(post: Post, reader: DumpReader) -> bool:
    """Whether a post is no part of an advert around it: it bears the channel's sign, or speaks of programming."""
    topics = reader.harvest.topics
    signed = post.asked > 0 and reader.sign is not None and post.lines[post.asked - 1].bare.startswith(reader.sign)
    if signed and not any(promotes(line.text) for line in post.lines[: post.asked]):
        return not is_teaser(post.lines[post.asked - 1].text, topics) and not is_advert(post.lines)
    return speaks_of_programming(post, topics)


def _is_technical(post: Post, topics: Topics) -> bool:
    return any(is_technical(line.text, topics) for line in content(post.lines))


def _names_questions(above: Post) -> bool:
    """Whether what stands above the first question is a heading that says that questions follow."""
    lines = content(above.lines)
    return _is_small(lines) and any(post_words.INTERVIEWS.search(line.text) for line in lines)


def _is_labelled(post: Post) -> bool:
    return post.asked > 0 and lexicon.QUESTION_LABEL.match(post.lines[post.asked - 1].text[:LABEL_LINE]) is not None


def _is_above_doubt(posts: Sequence[Post]) -> bool:
    """Whether nothing in posts side by side speaks as an advert does: then there is nothing to weigh."""
    for post in posts:
        if any(not is_above_doubt(line.text) for line in post.lines):
            return False
        if post.asked and (
            addresses_the_reader(post.lines[post.asked - 1].text) or addresses_the_reader(post.lines[0].text)
        ):
            return False
    return True


def _take_sure(reader: DumpReader, posts: Sequence[Post]) -> None:
    for post in posts:
        if post.asked:
            _take_post(reader, post)
        else:
            if not _is_small(content(post.lines)):
                reader.last = None
            reader.harvest.drop(post.lines, _why_no_question(post))


def _is_foot(stretch: Sequence[Line], topics: Topics) -> bool:
    """A few names, buttons or offers among footers: another channel's name or promo in one place of a dump."""
    lines = content(stretch)
    if not _is_small(lines):
        return False
    return not any(asks(line.text) for line in lines) or (len(lines) == 1 and is_teaser(lines[0].text, topics))


def _opens_at_once(stretch: Sequence[Line], reader: DumpReader) -> bool:
    """Whether the first of several lines is a question, by its label or by words in a channel of questions."""
    first = stretch[0].bare
    if len(content(stretch)) < 2:
        return False
    return lexicon.QUESTION_LABEL.match(first[:LABEL_LINE]) is not None or (
        reader.mixed == "posts" and asks_unmarked(first)
    )


def _is_small(lines: Sequence[Line]) -> bool:
    return len(lines) <= FOOT_LINES and all(is_short(line.text) for line in lines)


def _take_doubtful(reader: DumpReader, posts: Sequence[Post]) -> None:
    """Posts side by side that may be one advert with question marks in it: judged together, then one by one."""
    lines = content(line for post in posts for line in post.lines)
    if not _is_small(lines):
        reader.last = None
    if is_advert(lines):
        honest = posts[-1:] if reader.mixed == "posts" and _stands_below_an_advert(posts) else []
        sold = content(line for post in posts[: len(posts) - len(honest)] for line in post.lines)
        reader.harvest.drop(sold, "advert: words of commerce with a call to action or a contact")
        _take_sure(reader, honest)
        return
    for post in posts:
        if post.asked and (_only_teases(post, reader.harvest.topics) or _only_leads_on(post, reader.harvest.topics)):
            reader.harvest.drop(post.lines, "a question to the reader, not of an interview")
        elif post.asked:
            _take_post(reader, post)
        else:
            reader.harvest.drop(post.lines, _why_no_question(post))


def _stands_below_an_advert(posts: Sequence[Post]) -> bool:
    """Whether the last post has nothing of an advert, and the one above it ends with a contact, as adverts do."""
    if len(posts) < 2 or not posts[-1].asked or not _is_above_doubt(posts[-1:]):
        return False
    return len(content(posts[-1].lines)) > posts[-1].asked and promotes(content(posts[-2].lines)[-1].text)


def _only_teases(post: Post, topics: Topics) -> bool:
    """A question to the reader of an advert whose offer stands elsewhere: nothing under it, or little technical."""
    question = post.lines[post.asked - 1].text
    return is_teaser(question, topics) and (len(post.lines) == post.asked or technical(question, topics) < 2)


def _only_leads_on(post: Post, topics: Topics) -> bool:
    """A question above nothing but a line that leads somewhere else, with no technical word in either."""
    below = content(post.lines[post.asked :])
    leads = len(below) == 1 and promotes(below[0].text) and not _STATES_ADDRESS.match(below[0].text)
    return leads and not any(technical(line.text, topics) for line in content(post.lines))


def _lists_titles(post: Post) -> bool:
    """Whether the next number stands right below a numbered question: nothing is answered there."""
    asked = NUMBERED.match(post.lines[post.asked - 1].text)
    below = next((line.text for line in post.lines[post.asked :] if line.text.strip()), "")
    told = NUMBERED.match(below) if asked else None
    return asked is not None and told is not None and int(told[2]) == int(asked[2]) + 1


def _why_no_question(post: Post) -> str:
    lines = content(post.lines)
    lone = len(lines) == 1 and is_short(lines[0].text) and not ends_sentence(lines[0].text)
    return "a name or heading by itself" if lone else "text without a question"


def _take_post(reader: DumpReader, post: Post) -> None:
    if reader.harvest.is_full:
        reader.harvest.drop(post.lines, "more questions than one text can hold")
        return
    if reader.mixed == "news" and not _is_labelled(post) and not _is_technical(post, reader.harvest.topics):
        reader.harvest.drop(post.lines, "a question to the reader, in a channel that does not ask any")
        return
    if _lists_titles(post):
        reader.harvest.drop(post.lines, "a list of titles")
        return
    parts = take_apart(post, reader.harvest.topics)
    question = as_markdown(parts.question)
    short, full = as_markdown(parts.short), as_markdown(parts.full)
    answer = full if full.markdown else short
    find = Find(
        kind="qa" if answer.markdown else "draft",
        question=question_text(question.markdown),
        line=post.lines[0].number,
        evidence=_evidence(reader, parts, answered=bool(answer.markdown)),
        answer=answer.markdown or None,
        short_answer=short.markdown or None,
        code_blocks=answer.code_blocks + question.code_blocks,
        tags=reader.waiting_tags,
        channel=_channel(parts.cut) or reader.channel,
    )
    reader.harvest.drop(parts.cut, "advert, offer or name under an answer")
    reader.harvest.finds.append(find)
    reader.waiting_tags = ()
    # An advert that follows in the same stretch owns the counter below it; a line or two of a foot do not.
    reader.last = find if _is_small(content(parts.cut)) else None


def _evidence(reader: DumpReader, parts: Parts, *, answered: bool) -> Evidence:
    evidence = Evidence()
    if asks(parts.question[-1].text):
        evidence.add("question line ends with ?", 0.5)
    else:
        evidence.add("question is labelled, or put as a demand", 0.4)
    for label in parts.labels:
        evidence.add(f"label {label}", 0.5)
    if answered:
        evidence.add("answer line follows", 0.6)
        if is_technical(parts.question[-1].text, reader.harvest.topics):
            evidence.add("technical words", 0.4)
    else:
        evidence.against("no answer follows", 0.5)
    return evidence


def _channel(cut: Sequence[Line]) -> str | None:
    """The last line under the answer where it can be a channel's name."""
    name = cut[-1].bare if cut else ""
    return name if name and len(name) <= CHANNEL_NAME and is_signature(name) and not promotes(name) else None
