"""Shape (e): an article of which only title, contents list and a cut beginning are left, with foreign teasers below.

The contents list becomes an outline; headings that ask something become drafts under it.
"""

import re
from collections.abc import Sequence

from bot.parsing import lexicon
from bot.parsing.blocks import (
    LABEL_LINE,
    NUMBERED,
    SHORT_LINE,
    Line,
    asks,
    content,
    matches_label,
    question_text,
    without_lead,
)
from bot.parsing.harvest import Find, Harvest
from bot.parsing.items import Chapter
from bot.parsing.score import Evidence

TOP_LINES = 15
FEWEST_HEADINGS = 4
NUMBER_ENDS = 24
"""A full stop further left may belong to the number of a chapter."""

_FILE_NAME = re.compile(
    r"^[\w./-]+\.(?:py|toml|ya?ml|json|ini|cfg|conf|sql|sh|txt|md|env|js|ts|go|html)$|^(?:Dockerfile|Makefile)$"
)
_CODE_SIGNS = re.compile(r"^(?:#|//|--|@\w|\$ )|[{};=]|\w\(\w*\)|^\w+\.\w+\(")
_NEXT_SENTENCE = re.compile(r"[.!?…][»”]? [A-ZА-ЯЁ«“]|\u3002.")
_SENTENCE_STOP = tuple(".。…")


def is_article(lines: Sequence[Line]) -> bool:
    """Whether a contents list with several headings stands near the top."""
    return _contents_at(content(lines)) is not None


def _contents_at(lines: Sequence[Line]) -> int | None:
    for index, line in enumerate(lines[1 : TOP_LINES + 1], start=1):
        if matches_label(lexicon.CONTENTS_LINE, line.text):
            return index if _contents_end(lines, index + 1) - index > FEWEST_HEADINGS else None
    return None


def _contents_end(lines: Sequence[Line], start: int) -> int:
    """The list of contents ends at the first line that is no heading: a paragraph or the related articles."""
    for index in range(start, len(lines)):
        text = lines[index].bare
        if matches_label(lexicon.RELATED_LINE, text) or _is_paragraph(text):
            return index
    return len(lines)


def _is_paragraph(text: str) -> bool:
    """Longer than a heading, closed as a sentence, or of more than one sentence; "Chapter 1. Name" is none of them."""
    return (
        len(text) > LABEL_LINE or text.endswith(_SENTENCE_STOP) or _NEXT_SENTENCE.search(text, NUMBER_ENDS) is not None
    )


def read_article(lines: Sequence[Line], harvest: Harvest) -> None:
    """Adds the outline of an article and the questions among its headings."""
    body = content(lines)
    at = _contents_at(body)
    if at is None:
        return
    end = _contents_end(body, at + 1)
    title, *introduction = body[:at]
    headings, comments = _without_comments(body[at + 1 : end], harvest)
    chapters = _chapters(headings)
    related = next(
        (index for index in range(end, len(body)) if matches_label(lexicon.RELATED_LINE, body[index].text)), len(body)
    )
    harvest.drop(introduction, "introduction of a text that is cut off")
    harvest.drop(body[at : at + 1], "heading of the contents list")
    harvest.drop(comments, "comment from code among the headings")
    harvest.drop(body[end:related], "beginning of a text that is cut off")
    harvest.drop(body[related:], "teaser of another article")
    if not chapters:
        harvest.drop([title], "title without any heading under it")
        return
    _add_outline(title, chapters, harvest)
    _add_drafts(question_text(title.text), chapters, harvest)


def _without_comments(lines: Sequence[Line], harvest: Harvest) -> tuple[list[Line], list[Line]]:
    kept: list[Line] = []
    comments: list[Line] = []
    for index, line in enumerate(lines):
        neighbours = [lines[near].bare for near in (index - 1, index + 1) if 0 <= near < len(lines)]
        (comments if _is_comment(line.bare, neighbours, harvest) else kept).append(line)
    return kept, comments


def _is_comment(text: str, neighbours: Sequence[str], harvest: Harvest) -> bool:
    """Names of files, lines with signs of code, sentences that begin in lower case, and pairs of lines that differ in
    a word only ("write to …" / "read from …"): what a contents generator takes from comments in code."""
    if asks(text) or lexicon.CHAPTER.match(text):
        return False
    if _FILE_NAME.match(text) or _CODE_SIGNS.search(text):
        return True
    if text[:1].islower():
        first = re.split(r"[\s,:\uff0c\uff1a]", text, maxsplit=1)[0]
        return first not in harvest.topics.terms_in(text) and not re.search(r"[:\uff1a]", text)
    return any(_twins(text, neighbour) for neighbour in neighbours)


def _twins(one: str, other: str) -> bool:
    if len(one) != len(other) or not 4 <= len(one) <= 24 or one == other or NUMBERED.match(one):
        return False
    same = sum(left == right for left, right in zip(one, other, strict=True))
    return same >= len(one) * 0.7 and one[0] != other[0]


def _chapters(lines: Sequence[Line]) -> list[tuple[Line | None, list[Line]]]:
    """Chapter lines with the headings under them. Without any "Chapter N" the numbered lines are the chapters, and
    without those all headings stand in one list."""
    named = [line for line in lines if lexicon.CHAPTER.match(line.bare)]
    numbered = [line for line in lines if NUMBERED.match(line.text)]
    heads = {line.number for line in (named if len(named) > 1 else numbered if len(numbered) > 1 else [])}
    chapters: list[tuple[Line | None, list[Line]]] = []
    for line in lines:
        if line.number in heads:
            chapters.append((line, []))
        elif chapters:
            chapters[-1][1].append(line)
        else:
            chapters.append((None, [line]))
    return chapters


def _add_outline(title: Line, chapters: Sequence[tuple[Line | None, list[Line]]], harvest: Harvest) -> None:
    evidence = Evidence()
    evidence.add("contents list under the title", 0.6)
    evidence.add(f"{len(chapters)} chapters", 0.4)
    evidence.against("the text of the chapters is missing", 0.3)
    plan: list[str] = []
    for head, headings in chapters:
        plan += [head.bare] if head else []
        plan += [f"- {heading.bare}" for heading in headings]
    harvest.finds.append(
        Find(
            kind="outline",
            question=question_text(title.text),
            line=title.number,
            evidence=evidence,
            answer="\n".join(plan),
            title=title.bare,
            chapters=tuple(
                Chapter(head.bare if head else title.bare, tuple(heading.bare for heading in headings))
                for head, headings in chapters
            ),
        )
    )


def _add_drafts(outline: str, chapters: Sequence[tuple[Line | None, list[Line]]], harvest: Harvest) -> None:
    for head, headings in chapters:
        for heading in headings or ([head] if head else []):
            text = without_lead(heading.bare)
            if len(text) > SHORT_LINE * 2 or not (asks(text) or lexicon.ASKING.search(text)):
                continue
            evidence = Evidence()
            evidence.add("heading asks something", 0.5)
            evidence.against("no answer follows", 0.5)
            context = head.bare if head else None
            harvest.finds.append(
                Find("draft", question_text(text), heading.number, evidence, context=context, outline=outline)
            )
