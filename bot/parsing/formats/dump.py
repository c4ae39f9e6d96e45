"""Shapes (a) and (b): a channel in plain text. Question line, answer, footers, counters; adverts in between.

Every post ends at its footers and counters; a counter belongs to the post above it. Inside a stretch between two
such edges a question line opens the next post.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from bot.domain.topics import Topics
from bot.parsing import lexicon
from bot.parsing.adverts import find_footers, is_advert, is_signature, is_teaser, promotes, technical
from bot.parsing.answers import as_markdown
from bot.parsing.blocks import (
    HASHTAGS,
    Line,
    asks,
    content,
    ends_sentence,
    hashtags,
    is_fence,
    is_short,
    question_text,
    trimmed,
)
from bot.parsing.counters import heat, merged, reactions, split_trailing_reactions
from bot.parsing.harvest import Find, Harvest
from bot.parsing.posts import Parts, Post, speaks_of_programming, split_posts, take_apart
from bot.parsing.score import Evidence
from bot.parsing.sections import has_sections, read_sections

CHANNEL_NAME = 64
FOOT_LINES = 3
MOST_TAGS = 50


@dataclass(slots=True)
class _Reader:
    """`last` is the post that counters, tags and signatures belong to; None after an advert or junk."""

    harvest: Harvest
    footers: frozenset[str]
    last: Find | None = None
    signed: bool = False
    waiting_tags: tuple[str, ...] = ()
    stretch: list[Line] = field(default_factory=list)


def read_dump(lines: Sequence[Line], harvest: Harvest) -> None:
    """Adds the posts of a channel dump to the harvest."""
    reader = _Reader(harvest, find_footers(lines))
    fenced = False
    for line in lines:
        if is_fence(line.text):
            fenced = not fenced
        if fenced:
            reader.stretch.append(line)
        elif not _take_edge(reader, line):
            _take_text(reader, line)
    _close_stretch(reader)


def _take_text(reader: _Reader, line: Line) -> None:
    text, counters = split_trailing_reactions(line.text)
    if counters and text.strip() in reader.footers:
        _take_edge(reader, Line(line.number, text))
    else:
        reader.stretch.append(Line(line.number, text))
    if counters:
        _close_stretch(reader)
        _count(reader, counters)


def _take_edge(reader: _Reader, line: Line) -> bool:
    """Handles a line that can only stand between posts; False for text."""
    bare = line.bare
    if bare in reader.footers or (is_short(bare) and lexicon.CHROME.match(bare)):
        _close_stretch(reader)
        _sign(reader, line)
    elif counters := reactions(bare):
        _close_stretch(reader)
        _count(reader, counters)
        reader.harvest.drop([line], "reaction counter of the post above")
    elif is_short(bare) and (views := heat(bare)):
        _close_stretch(reader)
        if reader.last:
            reader.last.heat = max(reader.last.heat or 0, views[0])
        reader.harvest.drop([line], "view counter of the post above")
    elif is_short(bare) and HASHTAGS.match(bare):
        _close_stretch(reader)
        _tag(reader, hashtags(bare))
    else:
        return False
    return True


def _sign(reader: _Reader, line: Line) -> None:
    bare = line.bare
    if is_signature(bare) and not lexicon.CHROME.match(bare):
        if reader.last and not reader.last.channel:
            reader.last.channel = bare
        reader.harvest.drop([line], "channel signature")
    else:
        reader.harvest.drop([line], "footer: repeated under posts")
    reader.signed = True


def _count(reader: _Reader, counters: dict[str, int]) -> None:
    if reader.last:
        reader.last.reactions = merged(reader.last.reactions, counters)


def _tag(reader: _Reader, tags: tuple[str, ...]) -> None:
    if reader.last and not reader.signed:
        reader.last.tags = tuple(dict.fromkeys(reader.last.tags + tags))[:MOST_TAGS]
    else:
        reader.waiting_tags = tags


def _close_stretch(reader: _Reader) -> None:
    stretch, reader.stretch = trimmed(reader.stretch), []
    if not stretch:
        return
    topics = reader.harvest.topics
    if reader.last and reader.signed and _is_foot(stretch, topics):
        reader.harvest.drop(stretch, "line of a foot that stands there once")
        return
    reader.last, reader.signed = None, False
    if has_sections(stretch) and not is_advert(stretch) and not any(asks(line.text) for line in stretch):
        reader.last = read_sections(stretch, reader.harvest)
        return
    for trusted, run in groupby(split_posts(stretch), key=lambda post: speaks_of_programming(post, topics)):
        posts = list(run)
        if trusted:
            for post in posts:
                _take_post(reader, post)
        else:
            _take_doubtful(reader, posts)


def _is_foot(stretch: Sequence[Line], topics: Topics) -> bool:
    """A few names, buttons or offers among footers: another channel's name or promo in one place of a dump."""
    lines = content(stretch)
    if not _is_small(lines):
        return False
    return not any(asks(line.text) for line in lines) or (len(lines) == 1 and is_teaser(lines[0].text, topics))


def _is_small(lines: Sequence[Line]) -> bool:
    return len(lines) <= FOOT_LINES and all(is_short(line.text) for line in lines)


def _take_doubtful(reader: _Reader, posts: Sequence[Post]) -> None:
    """Posts side by side that may be one advert with question marks in it: judged together, then one by one."""
    lines = content(line for post in posts for line in post.lines)
    if not _is_small(lines):
        reader.last = None
    if is_advert(lines):
        reader.harvest.drop(lines, "advert: words of commerce with a call to action or a contact")
        return
    for post in posts:
        if post.asked and _only_teases(post, reader.harvest.topics):
            reader.harvest.drop(post.lines, "a question to the reader, not of an interview")
        elif post.asked:
            _take_post(reader, post)
        else:
            reader.harvest.drop(post.lines, _why_no_question(post))


def _only_teases(post: Post, topics: Topics) -> bool:
    """A question to the reader of an advert whose offer stands elsewhere: nothing under it, or little technical."""
    question = post.lines[post.asked - 1].text
    return is_teaser(question, topics) and (len(post.lines) == post.asked or technical(question, topics) < 2)


def _why_no_question(post: Post) -> str:
    lines = content(post.lines)
    lone = len(lines) == 1 and is_short(lines[0].text) and not ends_sentence(lines[0].text)
    return "a name or heading by itself" if lone else "text without a question"


def _take_post(reader: _Reader, post: Post) -> None:
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
        channel=_channel(parts.cut),
    )
    reader.harvest.drop(parts.cut, "advert, offer or name under an answer")
    reader.harvest.finds.append(find)
    reader.waiting_tags = ()
    # An advert that follows in the same stretch owns the counter below it; a line or two of a foot do not.
    reader.last = find if _is_small(content(parts.cut)) else None


def _evidence(reader: _Reader, parts: Parts, *, answered: bool) -> Evidence:
    evidence = Evidence()
    if asks(parts.question[-1].text):
        evidence.add("question line ends with ?", 0.5)
    else:
        evidence.add("question is labelled, or put as a demand", 0.4)
    for label in parts.labels:
        evidence.add(f"label {label}", 0.5)
    if answered:
        evidence.add("answer line follows", 0.6)
        if technical(parts.question[-1].text, reader.harvest.topics):
            evidence.add("technical words", 0.4)
    else:
        evidence.against("no answer follows", 0.5)
    return evidence


def _channel(cut: Sequence[Line]) -> str | None:
    """The last line under the answer where it can be a channel's name."""
    name = cut[-1].bare if cut else ""
    return name if name and len(name) <= CHANNEL_NAME and is_signature(name) and not promotes(name) else None
