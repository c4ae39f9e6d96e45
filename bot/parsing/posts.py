"""Parts a stretch of chat text into posts, and a post into question, short answer and full answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from bot.domain.topics import Topics
from bot.parsing import commerce, lexicon
from bot.parsing.adverts import advert_start, is_teaser, promotes, sells, technical
from bot.parsing.blocks import (
    BULLET,
    NUMBERED,
    Line,
    asks,
    content,
    ends_sentence,
    is_fence,
    is_short,
    question_text,
    trimmed,
)
from bot.parsing.code import find_code

SHORTEST_QUESTION = 5
ASIDE = 30
"""A shorter question line inside an answer is the author talking, not the next post."""
SCENARIO_LINES = 3
LABEL_HEAD = 80
QUESTION_HEAD = 400


@dataclass(frozen=True, slots=True)
class Post:
    """Lines between two edges or two questions; the first `asked` of them are the question (0: there is none)."""

    lines: tuple[Line, ...]
    asked: int


@dataclass(frozen=True, slots=True)
class Parts:
    """A post taken apart; `labels` are those that stood before the answers, `cut` what was taken off below."""

    question: tuple[Line, ...]
    short: tuple[Line, ...] = ()
    full: tuple[Line, ...] = ()
    labels: tuple[str, ...] = ()
    cut: tuple[Line, ...] = ()


@dataclass(slots=True)
class _Open:
    """The post being collected; `at_edge` while only the edge of the stretch is above it."""

    at_edge: bool
    lines: list[Line] = field(default_factory=list)
    asked: int = 0

    def closed(self) -> Post:
        return Post(tuple(self.lines), self.asked)


def split_posts(stretch: Sequence[Line]) -> Iterator[Post]:
    """The posts of a stretch without edges inside: each question line opens one. What stands above the first
    question comes as a post of its own, unless it sets the scene for that question."""
    current, fenced = _Open(at_edge=True), False
    for line in stretch:
        if is_fence(line.text):
            fenced = not fenced
        if fenced or not _opens(line, current):
            current.lines.append(line)
            continue
        scenario = _scenario(current)
        if not scenario and content(current.lines):
            yield current.closed()
        current = _Open(at_edge=False, lines=[*scenario, line], asked=len(scenario) + 1)
    if content(current.lines):
        yield current.closed()


def _opens(line: Line, current: _Open) -> bool:
    """Whether a line is the question of a new post, seen from the post that it would end."""
    bare = line.bare
    head = bare[:LABEL_HEAD]
    if not bare or lexicon.SHORT_LABEL.match(head) or lexicon.FULL_LABEL.match(head):
        return False
    if lexicon.QUESTION_LABEL.match(head):
        return True
    after_gap = not current.lines or not current.lines[-1].text.strip()
    if not asks(bare):
        return after_gap and not current.asked and lexicon.DEMAND.match(head) is not None
    if not after_gap and (BULLET.match(bare) or NUMBERED.match(bare)):
        return False
    if len(bare) < ASIDE and not after_gap and _is_answered(current):
        return False
    return len(question_text(bare)) >= SHORTEST_QUESTION


def _is_answered(current: _Open) -> bool:
    """Whether a line stands under the question; a long post is not gone through for that."""
    said = (line for line in current.lines if line.text.strip())
    return current.asked > 0 and next(islice(said, current.asked, None), None) is not None


def _scenario(current: _Open) -> list[Line]:
    """The sentences that set the scene right above a question line, where nothing else stands there."""
    lines = current.lines
    if current.asked or not current.at_edge or not 0 < len(lines) <= SCENARIO_LINES:
        return []
    fits = all(len(line.bare) >= ASIDE and ends_sentence(line.text) and not promotes(line.text) for line in lines)
    return lines if fits else []


def speaks_of_programming(post: Post, topics: Topics) -> bool:
    """A question and an answer that both hold technical words, and nothing of an advert's way of speaking."""
    lines = content(post.lines)
    if not post.asked or len(lines) <= post.asked:
        return False
    question, answer = lines[post.asked - 1].text, lines[post.asked].text
    if is_teaser(lines[0].text, topics) or commerce.CONTACT.search(question) or sells(question):
        return False
    needed = 2 if promotes(answer) or is_teaser(answer, topics) else 1
    asked = max(technical(line.text, topics) for line in lines[: post.asked])
    return asked >= 1 and technical(answer, topics) >= needed


def take_apart(post: Post, topics: Topics) -> Parts:
    """Question and answers of a post that begins with a question, without adverts and signatures below."""
    parts, labels = _labelled(post)
    if not labels:
        asked, full = list(post.lines[: post.asked]), trimmed(post.lines[post.asked :])
        shown = _code_of_the_question(asked, full)
        parts = {"question": asked + full[:shown], "short": [], "full": full[shown:]}
    last = "full" if parts["full"] else "short"
    kept, cut = _without_tail(trimmed(parts[last]), topics)
    parts[last] = kept
    return Parts(tuple(parts["question"]), tuple(parts["short"]), tuple(parts["full"]), labels, tuple(cut))


def _labelled(post: Post) -> tuple[dict[str, list[Line]], tuple[str, ...]]:
    parts: dict[str, list[Line]] = {"question": [], "short": [], "full": []}
    part, labels = "question", []
    for index, line in enumerate(post.lines):
        head, taken = line.text[:LABEL_HEAD], line
        for name, pattern in (("short", lexicon.SHORT_LABEL), ("full", lexicon.FULL_LABEL)):
            match = pattern.match(head) if index else None
            if match:
                part = name
                labels.append(match.group().strip(" \t:\uff1a"))
                taken = Line(line.number, line.text[match.end() :])
                break
        parts[part].append(taken)
    return parts, tuple(labels)


def _code_of_the_question(asked: Sequence[Line], rest: Sequence[Line]) -> int:
    """How many lines of code right under the question belong to it ("What does this print?")."""
    if not asked or not lexicon.OUTPUT_QUESTION.search(asked[-1].text[:QUESTION_HEAD]):
        return 0
    code = next(iter(find_code(rest)), None)
    return code.end if code and code.start == 0 and content(rest[code.end :]) else 0


def _without_tail(answer: list[Line], topics: Topics) -> tuple[list[Line], list[Line]]:
    """An answer without the advert, offers and names that follow it, and what was taken off."""
    start = advert_start(answer, topics)
    kept, cut = answer[:start], answer[start:]
    while len(kept) > 1 and (not kept[-1].text.strip() or _is_tail(kept[-1], kept[0], topics)):
        cut.insert(0, kept.pop())
    return kept, cut


def _is_tail(line: Line, first: Line, topics: Topics) -> bool:
    """A short line that is no sentence and no list item, under an answer that is written in sentences."""
    text = line.text
    if not is_short(text) or text[:1] in " \t" or is_fence(text) or NUMBERED.match(text):
        return False
    if promotes(text) or (asks(text) and is_teaser(text, topics)):
        return True
    return ends_sentence(first.text) and not ends_sentence(text) and not BULLET.match(text) and not _is_code(text)


def _is_code(text: str) -> bool:
    return bool(find_code([Line(1, text)], single_lines=True)) or text.rstrip().endswith((";", "{", "}", "\\"))
