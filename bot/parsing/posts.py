"""Parts a stretch of chat text into posts, and a post into question, short answer and full answer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from bot.domain.topics import Topics
from bot.parsing import commerce, lexicon
from bot.parsing.adverts import addresses_the_reader, advert_start, is_teaser, promotes, sells, technical
from bot.parsing.answer_ends import chapter_below, is_unanswered
from bot.parsing.blocks import (
    BULLET,
    NUMBERED,
    Line,
    asks,
    content,
    ends_sentence,
    is_fence,
    is_short,
    leads_with_emoji,
    question_text,
    trimmed,
)
from bot.parsing.code import find_code
from bot.parsing.question_words import (
    asks_unmarked,
    goes_on_talking,
    holds_a_latin_name,
    names_its_subject,
    names_something,
    stands_alone,
)

SHORTEST_QUESTION = 5
_LABELS_BEGIN = frozenset("ВвЗзQqIi问题面第每今")
"""The letters that labels of questions begin with."""
_LABEL_ENDS = (":", "：", "】")
_STAMPED = re.compile(r"\[?\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}")
"""A line of a log asks nobody."""
QUESTION_LINE = 200
_HAN = re.compile(r"[\u4e00-\u9fff]")
ASIDE = 30
"""A shorter question line inside an answer is the author talking, not the next post."""
SCENARIO_LINES = 3
SEVERAL = 3
LONGEST_NAME = 48
"""Letters, a Chinese character counts as two: what is longer names no channel."""
LABEL_HEAD = 80
TAIL_LINES = 2
"""More short lines at the end of an answer are something that it shows, not names."""
QUESTION_HEAD = 400


class Post(NamedTuple):
    """Lines between two edges or two questions; the first `asked` of them are the question (0: there is none)."""

    lines: tuple[Line, ...]
    asked: int


class Parts(NamedTuple):
    """A post taken apart; `labels` are those that stood before the answers, `cut` what was taken off below."""

    question: tuple[Line, ...]
    short: tuple[Line, ...] = ()
    full: tuple[Line, ...] = ()
    labels: tuple[str, ...] = ()
    cut: tuple[Line, ...] = ()


@dataclass(slots=True)
class _Open:
    """The post being collected; `at_edge` while only the edge of the stretch is above it, `dense` where no blank lines
    part anything, `headed` while it is only a heading that says that a question follows."""

    at_edge: bool
    dense: bool = False
    lines: list[Line] = field(default_factory=list)
    asked: int = 0
    headed: bool = False

    def closed(self) -> Post:
        return Post(tuple(self.lines), self.asked)


def split_posts(
    stretch: Sequence[Line], sign: str | None = None, *, demands: bool = False, unmarked: bool = False
) -> Iterator[Post]:
    """The posts of a stretch without edges inside: each question line opens one. What stands above the first
    question comes as a post of its own, unless it sets the scene for that question. `sign` is what a channel puts
    before all its questions: a line without it that asks is then a heading inside an answer. With `demands`, a line by
    itself that demands opens a post like one that asks; with `unmarked`, also one that asks by its words only."""
    current, fenced = _Open(at_edge=True, dense=_is_dense(stretch)), False
    for index, line in enumerate(stretch):
        if is_fence(line.text):
            fenced = not fenced
        if not fenced and current.headed and line.text.strip():
            current.lines.append(line)
            current.asked, current.headed = len(current.lines), False
            continue
        alone = demands and index + 1 < len(stretch) and not stretch[index + 1].text.strip()
        opens = _opens(line, current, sign) or (alone and _opens_without_a_mark(line, current, sign, unmarked))
        if fenced or not opens:
            current.lines.append(line)
            continue
        scenario = _scenario(current)
        if not scenario and content(current.lines):
            yield current.closed()
        headed = lexicon.QUESTION_HEADING.match(line.text[:LABEL_HEAD]) is not None and len(line.bare) < LABEL_HEAD
        asked = [*scenario, line]
        current = _Open(at_edge=False, dense=current.dense, lines=asked, asked=len(asked), headed=headed)
    if content(current.lines):
        yield current.closed()


def _opens(line: Line, current: _Open, sign: str | None) -> bool:
    """Whether a line is the question of a new post, seen from the post that it would end."""
    bare = line.bare
    head = bare[:LABEL_HEAD]
    if not bare or (
        (":" in head or "：" in head) and (lexicon.SHORT_LABEL.match(head) or lexicon.FULL_LABEL.match(head))
    ):
        return False
    if not bare[0].isalpha() or bare[0] in _LABELS_BEGIN:
        labelled = lexicon.QUESTION_LABEL.match(head)
        if labelled or (len(bare) < LABEL_HEAD and lexicon.QUESTION_HEADING.match(head)):
            return True
    after_gap = not current.lines or not current.lines[-1].text.strip()
    if _STAMPED.match(bare):
        return False
    if sign and bare.startswith(sign) and not addresses_the_reader(bare) and is_short(bare):
        return True
    if not asks(bare):
        return after_gap and not current.asked and lexicon.DEMAND.match(head) is not None
    if sign and current.asked and not bare.startswith(sign):
        return False
    if not after_gap and (BULLET.match(bare) or NUMBERED.match(bare)):
        return False
    if _is_answered(current) and _is_inside(bare, current, after_gap=after_gap or current.dense):
        return False
    return len(question_text(bare)) >= SHORTEST_QUESTION


def _is_dense(stretch: Sequence[Line]) -> bool:
    """Whether several questions stand in a stretch without a blank line."""
    if not all(line.text.strip() for line in stretch):
        return False
    return sum(asks(line.text) and is_short(line.text) for line in stretch) >= SEVERAL


def _opens_without_a_mark(line: Line, current: _Open, sign: str | None, unmarked: bool) -> bool:
    """Whether a line by itself demands, or asks by its words on top of a stretch or right below an advert."""
    if _demands(line, current, sign):
        return True
    above = current.lines[-1].text if current.lines else ""
    if not unmarked or len(line.bare) > QUESTION_LINE or (current.lines and not promotes(above)):
        return False
    return asks_unmarked(line.bare)


def _demands(line: Line, current: _Open, sign: str | None) -> bool:
    return sign is None and current.asked > 0 and is_short(line.text) and lexicon.DEMAND.match(line.bare) is not None


def _is_inside(bare: str, current: _Open, *, after_gap: bool) -> bool:
    """Whether a question under an answer is one of its headings, or its author talking: short and about nothing that
    it names, or decorated as the question of the post is not."""
    if goes_on_talking(bare):
        return True
    if names_its_subject(bare) or (after_gap and lexicon.DEMAND.match(bare)):
        return False
    if len(bare) < ASIDE and (not after_gap or not (names_something(bare) or stands_alone(bare))):
        return True
    decorated = leads_with_emoji(bare) and not addresses_the_reader(bare)
    return decorated and not current.lines[current.asked - 1].bare.startswith(bare[0])


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
    """A question and an answer that both hold technical words, or a question that names its subject above an answer in
    such words, and nothing of an advert's way of speaking."""
    lines = content(post.lines)
    if not post.asked or len(lines) <= post.asked:
        return False
    question, answer = lines[post.asked - 1].text, lines[post.asked].text
    if is_teaser(lines[0].text, topics) or commerce.CONTACT.search(question) or sells(question):
        return False
    needed = 2 if promotes(answer) or is_teaser(answer, topics) else 1
    asked = max(technical(line.text, topics) for line in lines[: post.asked])
    if asked:
        return technical(answer, topics) >= needed
    return _explains_its_subject(question, lines[post.asked :], topics)


def _explains_its_subject(question: str, answer: Sequence[Line], topics: Topics) -> bool:
    """Whether an answer to a question about something that it names explains in sentences, and sells nothing."""
    if not (names_its_subject(question) or holds_a_latin_name(question)):
        return False
    if len(answer[0].bare) < ASIDE or not ends_sentence(answer[0].text) or any(promotes(line.text) for line in answer):
        return False
    return technical("\n".join(line.text for line in answer[:SCENARIO_LINES]), topics) >= 1


def take_apart(post: Post, topics: Topics) -> Parts:
    """Question and answers of a post that begins with a question, without adverts and signatures below."""
    post = Post(_without_copy(post), post.asked)
    parts, labels = _labelled(post)
    if not labels:
        question, full = list(post.lines[: post.asked]), trimmed(post.lines[post.asked :])
        shown = _code_of_the_question(question, full)
        parts = {"question": question + full[:shown], "short": [], "full": full[shown:]}
    last = "full" if parts["full"] else "short"
    end = chapter_below(parts[last])
    kept, cut = _without_tail(_unmarked(trimmed(parts[last][:end])), topics)
    cut += parts[last][end:]
    if not labels and is_unanswered(kept):
        kept, cut = [], kept + cut
    parts[last] = kept
    asked = [line for line in parts["question"] if not lexicon.QUESTION_HEADING.match(line.text[:LABEL_HEAD])]
    return Parts(tuple(asked or parts["question"]), tuple(parts["short"]), tuple(parts["full"]), labels, tuple(cut))


def _without_copy(post: Post) -> tuple[Line, ...]:
    """The lines of a post without what a page shows again below it: the same answer, from its first line on."""
    body = content(post.lines[post.asked :])
    again = next((at for at in range(1, len(body)) if body[at].bare == body[0].bare), None)
    if again is None or len(body[0].bare) < ASIDE:
        return post.lines
    copy = body[again:]
    if [line.bare for line in copy] != [line.bare for line in body[: len(copy)]]:
        return post.lines
    return tuple(line for line in post.lines if line.number < copy[0].number)


def _unmarked(answer: list[Line]) -> list[Line]:
    """An answer without the exclamation mark that some channels put before it."""
    if answer and answer[0].text.startswith(("❗", "❕")):
        answer[0] = Line(answer[0].number, answer[0].text.lstrip("❗❕\ufe0f "))
    return trimmed(answer)


def _labelled(post: Post) -> tuple[dict[str, list[Line]], tuple[str, ...]]:
    parts: dict[str, list[Line]] = {"question": [], "short": [], "full": []}
    part, labels = "question", []
    for index, line in enumerate(post.lines):
        head, taken = line.text[:LABEL_HEAD], line
        if len(line.text) > LABEL_HEAD and not any(sign in head for sign in _LABEL_ENDS):
            parts[part].append(line)
            continue
        for name, pattern in (("short", lexicon.SHORT_LABEL), ("full", lexicon.FULL_LABEL)):
            match = pattern.match(head) if index else None
            if match is None and name == "full" and index >= post.asked and part == "question":
                match = lexicon.ANSWER_HEADING.match(head) if len(line.text) < LABEL_HEAD else None
            if match:
                part = name
                labels.append(match.group().strip(" \t:\uff1a"))
                taken = Line(line.number, line.text[match.end() :])
                break
        parts[part].append(taken)
    return parts, tuple(labels)


def _code_of_the_question(asked: Sequence[Line], rest: Sequence[Line]) -> int:
    """How many lines of code right under the question belong to it ("What does this print?")."""
    first = next((line.bare for line in rest if line.text.strip()), "")
    if not asked or not first[:1].isascii() or not lexicon.OUTPUT_QUESTION.search(asked[-1].text[:QUESTION_HEAD]):
        return 0
    code = next(iter(find_code(rest)), None)
    return code.end if code and code.start == 0 and content(rest[code.end :]) else 0


def _without_tail(answer: list[Line], topics: Topics) -> tuple[list[Line], list[Line]]:
    """An answer without the advert, offers and names that follow it, and what was taken off."""
    start = advert_start(answer, topics)
    kept, cut = answer[:start], answer[start:]
    end = len(kept)
    while end > 1 and (not kept[end - 1].text.strip() or _is_tail(kept[end - 1], kept[0], topics)):
        end -= 1
    tail = content(kept[end:])
    if len(tail) > TAIL_LINES and not any(promotes(line.text) for line in tail):
        end = len(kept)
    return kept[:end], kept[end:] + cut


def _is_tail(line: Line, first: Line, topics: Topics) -> bool:
    """A short line that is no sentence and no list item, under an answer that is written in sentences."""
    text = line.text
    if not is_short(text) or text[:1] in " \t" or is_fence(text) or NUMBERED.match(text):
        return False
    if promotes(text) or (asks(text) and is_teaser(text, topics)):
        return True
    if len(text) + len(_HAN.findall(text)) > LONGEST_NAME or "，" in text or text.endswith((",", "；", ";")):
        return False
    return ends_sentence(first.text) and not ends_sentence(text) and not BULLET.match(text) and not _is_code(text)


def _is_code(text: str) -> bool:
    return bool(find_code([Line(1, text)], single_lines=True)) or text.rstrip().endswith((";", "{", "}", "\\"))
