"""Pages and files of numbered or labelled questions: "Вопрос 3. … Ответ: …", "Q1. … Ans: …", "题目1 … 答案", numbered
lists with answers below, questions first and answers after, quizzes with options and a key.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.topics import Topics
from bot.parsing.adverts import find_footers, promotes, technical
from bot.parsing.answers import as_markdown
from bot.parsing.asked_parts import (
    asked_one_by_one,
    cut_foot,
    drop_options_without_a_key,
    join_ends_of_lines,
    strip_section,
    without_contents,
)
from bot.parsing.blocks import (
    LABEL_LINE,
    Line,
    asks,
    content,
    is_short,
    question_text,
    trimmed,
)
from bot.parsing.channel_page import posts_shown
from bot.parsing.choices import Choice, read_choice
from bot.parsing.counters import difficulty, heat, is_difficulty
from bot.parsing.harvest import Find, Harvest
from bot.parsing.joined_answers import Asked, answers_after
from bot.parsing.levels import split_level
from bot.parsing.page_furniture import is_meta, meta_tags, without_adverts, without_furniture
from bot.parsing.question_heads import (
    Head,
    heads_above_answers,
    is_section,
    labelled_heads,
    numbered_heads,
    opens_answer,
)
from bot.parsing.question_parts import LINK, QUESTION_HEAD, take_apart
from bot.parsing.score import Evidence

FEWEST = 2
FEWEST_NUMBERED = 3
SOME, FEW_ASK = 5, 0.25
MANY, SOME_ASK = 8, 0.34
"""A run of so many numbered heads, growing and answered, is one of questions where only so many of them ask: under a
title that says so, and under none."""
INSIDE = 3
"""So many numbered heads to a labelled one, and the labels are those of parts of an answer."""
TOP_LINES = 8
SURE = 0.7
LOOKED_AT = 60
MOST_TOLD = 0.6
BELOW = 6
TECHNICAL_SHARE = 0.3
HEADS_FOR_AN_EDGE = 4
"""A line of reactions or views among fewer questions than this comes from a channel or a question bank."""

_TITLE = re.compile(r"面试|面試|题|interview|question|quiz|собес|вопрос|интервью|тест", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WebText:
    """The lines of a page and the heads of its questions, in their order; not `sure` where another shape that fits
    comes first."""

    lines: list[Line]
    heads: list[Head]
    kind: str
    sure: bool = True


def as_web_text(lines: Sequence[Line], topics: Topics, name: str | None = None) -> WebText | None:
    """The page where the text is one of labelled or numbered questions; None for any other text. `name` of the file
    may say what it is about."""
    plain = without_furniture(lines)
    titled = _is_titled(plain) or _TITLE.search(name or "") is not None
    page = _page(plain, titled=titled)
    if page is None or posts_shown(lines) * HEADS_FOR_AN_EDGE > len(page.heads):
        return None
    return page if (titled and page.sure) or _speaks_of_programming(page, topics) or _is_titled(page.lines) else None


def numbered_part(lines: Sequence[Line], topics: Topics) -> WebText | None:
    """The questions of one post that puts several of them with their answers, numbered; None for any other post."""
    if sum(text[:1].isdigit() for line in lines if (text := line.text)) < FEWEST_NUMBERED:
        return None
    heads = numbered_heads(lines)
    if len(heads) < FEWEST_NUMBERED or sum(head.asks for head in heads) < SURE * len(heads):
        return None
    if any(asks(line.text) for line in lines[: heads[0].index]):
        return None
    end = len(lines)
    while end > heads[-1].index and (not lines[end - 1].text.strip() or promotes(lines[end - 1].text)):
        end -= 1
    page = WebText(list(lines[:end]), heads, "number")
    answered = sum(bool(content(each.body)) for each in _asked(page))
    return page if answered >= SURE * len(heads) and _speaks_of_programming(page, topics) else None


def _is_titled(lines: Sequence[Line]) -> bool:
    return any(_TITLE.search(line.text[:LABEL_LINE]) for line in content(lines[: TOP_LINES * 3])[:TOP_LINES])


def _speaks_of_programming(page: WebText, topics: Topics) -> bool:
    """Whether enough of the questions, with what stands right below them, hold technical words."""
    looked_at = page.heads[:LOOKED_AT]
    said = (page.lines[head.index : head.index + BELOW] for head in looked_at)
    signs = (technical("\n".join(line.text for line in lines)[:QUESTION_HEAD], topics) for lines in said)
    return sum(found > 0 for found in signs) >= TECHNICAL_SHARE * len(looked_at)


def _page(lines: list[Line], *, titled: bool) -> WebText | None:
    labelled = labelled_heads(lines)
    answers = sum(bool(line.text) and opens_answer(line.text) for line in lines)
    numbers = {head.number for head in labelled if head.number is not None}
    bare = sum(head.number is None and not head.text for head in labelled)
    numbered = numbered_heads(lines)
    inside = labelled and len(numbered) >= INSIDE * len(labelled) and numbered[0].index < labelled[0].index
    if len(labelled) >= FEWEST and (answers or len(numbers) >= FEWEST) and (not bare or answers >= bare) and not inside:
        return WebText(lines, labelled, "label")
    fewest = FEWEST if answers >= FEWEST else FEWEST_NUMBERED
    share = sum(head.asks for head in numbered) / (len(numbered) or 1)
    if len(numbered) >= fewest and share >= (0.4 if titled else 0.6):
        return WebText(lines, numbered, "number", sure=share >= SURE)
    many, few_ask = (SOME, FEW_ASK) if titled else (MANY, SOME_ASK)
    if len(numbered) >= many and share >= few_ask and _is_one_run(lines, numbered):
        return WebText(lines, numbered, "number", sure=False)
    if answers >= FEWEST and not find_footers(lines):
        above = heads_above_answers(lines)
        if len(above) >= FEWEST and all(head.asks for head in above):
            return WebText(lines, above, "answer", sure=False)
    return None


def _is_one_run(lines: Sequence[Line], heads: Sequence[Head]) -> bool:
    """Whether numbers only grow from the first one on, over short heads of which nearly all have a text of their own
    below: questions that their author only named."""
    numbers = [head.number or 0 for head in heads]
    grows = numbers[0] <= FEWEST and all(one < other for one, other in pairwise(numbers))
    if not grows or any(not is_short(head.text) for head in heads):
        return False
    ends = [head.index for head in heads[1:]] + [len(lines)]
    below = [content(lines[head.index + 1 : end]) for head, end in zip(heads, ends, strict=True)]
    return sum(map(bool, below)) >= SURE * len(heads)


def read_web_text(page: WebText, harvest: Harvest) -> None:
    """Adds the questions of a page, each with its answer, the key and the level where the page gives them."""
    asked = _asked(page)
    harvest.drop(page.lines[: page.heads[0].index], "introduction or contents of the page")
    asked = without_contents(asked, harvest)
    foot = cut_foot(asked)
    if asked:
        harvest.drop(foot, "foot of the page")
    answers = answers_after(asked)
    mostly_answered = _mostly_answered(asked)
    if not mostly_answered:
        join_ends_of_lines(asked)
    asked = asked_one_by_one(asked)
    drop_options_without_a_key(asked, harvest)
    for place, each in enumerate(asked):
        if each.head.index in answers:
            each.body = answers[each.head.index]
        else:
            follows = asked[place + 1].head.number if place + 1 < len(asked) else None
            strip_section(each, harvest, restarts=follows == 1, answered=mostly_answered)
        _take(each, page.kind, harvest, answers_apart=bool(answers))


def _mostly_answered(asked: Sequence[Asked]) -> bool:
    """Whether text stands below most questions, or more than a name below a third of them."""
    told = sum(bool(content(each.body)) for each in asked)
    explained = sum(any(not is_section(line) for line in content(each.body)) for each in asked)
    return told > MOST_TOLD * len(asked) or explained * 3 > len(asked)


def _asked(page: WebText) -> list[Asked]:
    ends = [head.index for head in page.heads[1:]] + [len(page.lines)]
    return [
        Asked(head, page.lines[head.index], page.lines[head.index + 1 : end])
        for head, end in zip(page.heads, ends, strict=True)
    ]


def _take(asked: Asked, kind: str, harvest: Harvest, *, answers_apart: bool) -> None:
    if harvest.is_full:
        harvest.drop([asked.line], "more questions than one text can hold")
        return
    head, level = split_level(asked.head.text)
    body = trimmed(asked.body)
    meta = [line for line in body if is_meta(line.text) or (is_short(line.text) and is_difficulty(line.text))]
    level = level or next((found for line in meta if (found := difficulty(line.text))), None)
    harvest.drop(meta, "a note of the page: level, tags, time")
    body = [line for line in body if line not in meta]
    choice = read_choice(body)
    question, short, answer, labels = take_apart(Line(asked.line.number, head), body, choice)
    if not content(question):
        return
    kept, adverts = without_adverts(answer)
    harvest.drop(adverts, "advert, offer or call inside an answer")
    asking, full, brief = as_markdown(question), as_markdown(kept), as_markdown(short)
    text = question_text(asking.markdown) if len(content(question)) == 1 else asking.markdown
    written = full.markdown or brief.markdown
    if choice:
        right = "\n".join(choice.options.offered[place] for place in choice.options.right)
        written = f"{right}\n\n{written}".strip() if written != right else right
    if not written and LINK.search(text):
        harvest.drop([asked.line], "a link, not a question")
        return
    harvest.finds.append(
        Find(
            kind="qa" if written else "draft",
            question=text,
            line=asked.line.number,
            evidence=_evidence(kind, labels, choice, written=bool(written), asks=asked.head.asks, apart=answers_apart),
            answer=written or None,
            short_answer=brief.markdown or None,
            code_blocks=asking.code_blocks + full.code_blocks,
            tags=tuple(dict.fromkeys(tag for line in meta for tag in meta_tags(line.text))),
            difficulty=level,
            heat=next((views[0] for line in meta if (views := heat(line.text))), None),
            options=choice.options if choice else None,
        )
    )


def _evidence(
    kind: str, labels: Sequence[str], choice: Choice | None, *, written: bool, asks: bool, apart: bool
) -> Evidence:
    evidence = Evidence()
    if kind == "label":
        evidence.add("question is labelled", 0.5)
    elif kind == "number":
        evidence.add("question in a numbered run", 0.4)
    else:
        evidence.add("question above an answer's label", 0.3)
    if asks:
        evidence.add("its words ask", 0.4)
    for label in dict.fromkeys(labels):
        evidence.add(f"label {label}", 0.5)
    if apart and written:
        evidence.add("answer joined by its number", 0.4)
    if choice:
        evidence.add("options with a key", 0.6)
    if written:
        evidence.add("answer follows", 0.5)
    else:
        evidence.against("no answer follows", 0.5)
    return evidence
