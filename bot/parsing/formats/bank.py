"""Shape (d): pages of a question bank. Site name, title, question, heat, categories, buttons, a long answer.

A file may hold several pages: each is found by its line of heat, or else by its answer heading or titled question.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from bot.domain.cards import Level
from bot.parsing import lexicon
from bot.parsing.adverts import promotes
from bot.parsing.answers import as_markdown
from bot.parsing.blocks import (
    BULLET,
    NUMBERED,
    Line,
    asks,
    content,
    ends_sentence,
    is_fence,
    is_short,
    joined,
    matches_label,
    question_text,
    trimmed,
)
from bot.parsing.code import find_code
from bot.parsing.counters import difficulty, heat, is_difficulty, reactions
from bot.parsing.harvest import Find, Harvest
from bot.parsing.score import Evidence

CHROME_LINE = 40
CHIPS_LINE = 80
CHROME_ABOVE = 6
TITLE_LINE = 160
PAGE_HEAD = 14

_HAN = re.compile(r"[\u4e00-\u9fff]")
_SEAMS = re.compile(
    r"[,;|/·•#\uff0c\uff1b\u3001]+|(?<=[a-zа-яё0-9])(?=[A-ZА-ЯЁ][a-zа-яё])"
    r"|(?<=[A-Za-z]{2})(?=[\u4e00-\u9fff])(?!语言)|(?<=[\u4e00-\u9fff])(?=[A-Za-z]{2})"
)
SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True)
class _Page:
    """A page cut into its parts; `meta` runs from the line of heat to the last button."""

    chrome: tuple[Line, ...]
    title: Line | None
    question: tuple[Line, ...]
    meta: tuple[Line, ...]
    answer: tuple[Line, ...]


def is_bank(lines: Sequence[Line]) -> bool:
    """Whether the text has an anchor of a page together with another sign of a question bank."""
    return bool(_anchors(lines))


def _anchors(lines: Sequence[Line]) -> list[int]:
    """Indexes of the lines where the meta part of each page begins."""
    signs = [_sign(line.text[: TITLE_LINE + 1]) if line.text.strip() else "blank" for line in lines]
    marks = [index for index, sign in enumerate(signs) if sign and sign != "blank"]
    anchors: list[int] = []
    asked = 0
    for place, index in enumerate(marks):
        if signs[index] not in ("heat", "heading"):
            continue
        near = [signs[mark] for mark in marks[max(0, place - 6) : place + 6] if abs(mark - index) <= PAGE_HEAD]
        supported = set(near) - {signs[index]} or _is_rated(lines[index].text)
        late_heading = signs[index] == "heading" and anchors and index - anchors[-1] <= PAGE_HEAD
        # Only what stands since the last anchor is looked at, so that the whole stays linear.
        has_question = any(sign in (None, "title") for sign in signs[asked:index])
        asked = index
        if supported and has_question and not late_heading:
            anchors.append(index)
    return anchors


@lru_cache(maxsize=4096)
def _sign(text: str) -> str | None:
    if len(text) > TITLE_LINE or not text.strip():
        return None
    if heat(text):
        return "heat"
    if matches_label(lexicon.ANSWER_HEADING, text):
        return "heading"
    if matches_label(lexicon.BUTTON, text):
        return "button"
    if is_difficulty(text):
        return "difficulty"
    return "title" if lexicon.TITLE_PREFIX.match(text) else None


def _is_rated(text: str) -> bool:
    found = heat(text)
    return found is not None and is_difficulty(found[1])


def read_bank(lines: Sequence[Line], harvest: Harvest) -> None:
    """Adds a card for each page."""
    repeats = Counter(line.bare for line in content(lines) if len(line.bare) <= CHROME_LINE)
    anchors = _anchors(lines)
    heads = [_head_start(lines, anchor, repeats, first=place == 0) for place, anchor in enumerate(anchors)]
    for place, anchor in enumerate(anchors):
        end = heads[place + 1] if place + 1 < len(anchors) else len(lines)
        page = _cut(lines[heads[place] : end], anchor - heads[place], repeats)
        _take_page(page, harvest)


def _head_start(lines: Sequence[Line], anchor: int, repeats: Counter[str], *, first: bool) -> int:
    """Where the page of an anchor begins: above its question, its title and the site's own short lines."""
    if first:
        return 0
    index = anchor - 1
    filled = (at for at in range(index, -1, -1) if lines[at].text.strip())
    above = list(islice(filled, PAGE_HEAD + CHROME_ABOVE))
    titled = next((at for at in above[:PAGE_HEAD] if lexicon.TITLE_PREFIX.match(lines[at].text[:TITLE_LINE])), None)
    start = titled if titled is not None else (above[1] if len(above) > 1 else above[0])
    # Without a prefix the second line above the heat may already be the answer of the page before.
    if titled is None and not _may_be_title(lines[start]):
        start = above[0]
    for at in [at for at in above if at < start][:CHROME_ABOVE]:
        if not _may_be_chrome(lines, at, repeats):
            break
        start = at
    return start


def _may_be_title(line: Line) -> bool:
    text = line.text
    return len(text) <= TITLE_LINE and text[:1] not in " \t" and not BULLET.match(text) and not NUMBERED.match(text)


def _may_be_chrome(lines: Sequence[Line], at: int, repeats: Counter[str]) -> bool:
    line = lines[at]
    text = line.bare
    if len(text) > CHROME_LINE or line.text[:1] in " \t" or BULLET.match(text) or NUMBERED.match(text):
        return False
    if repeats[text] > 1 and not find_code([line], single_lines=True):
        return True
    return not ends_sentence(text) and re.search(r"[=(){};`]", text) is None and not is_fence(text)


def _cut(lines: Sequence[Line], anchor: int, repeats: Counter[str]) -> _Page:
    head = content(lines[:anchor])
    titled = next((at for at, line in enumerate(head) if lexicon.TITLE_PREFIX.match(line.text[:TITLE_LINE])), None)
    if titled is None:
        long = [at for at, line in enumerate(head) if len(line.bare) > CHROME_LINE or asks(line.text)]
        question_at = long[-1] if long else max(0, len(head) - 1)
        titled = question_at - 1 if question_at > 0 and repeats[head[question_at - 1].bare] < 2 else None
    else:
        question_at = titled + 1
    chrome = head[: titled if titled is not None else question_at]
    title = head[titled] if titled is not None else None
    question = [line for line in head[question_at:] if not _is_meta(line)]
    extra = [line for line in head[question_at:] if _is_meta(line)]
    answer_at = _answer_start(lines, anchor)
    meta = [*extra, *lines[anchor:answer_at]]
    answer = list(lines[answer_at:])
    related = next(
        (at for at, line in enumerate(answer) if matches_label(lexicon.RELATED_LINE, line.text)), len(answer)
    )
    return _Page(
        tuple(chrome),
        title,
        tuple(question),
        (*meta, *answer[related:]),
        tuple(_without_foot(answer[:related], repeats)),
    )


def _is_meta(line: Line) -> bool:
    text = line.text
    return is_difficulty(text) or matches_label(lexicon.BUTTON, text) or matches_label(lexicon.ANSWER_HEADING, text)


def _answer_start(lines: Sequence[Line], anchor: int) -> int:
    """The first line behind the buttons: numbered, a list item, code, a fence, or a sentence."""
    chips = True
    for index in range(anchor + 1, len(lines)):
        text = lines[index].text
        chips = chips and bool(text.strip())
        if not text.strip() or _is_meta(lines[index]) or heat(text):
            continue
        if NUMBERED.match(text) or BULLET.match(text) or is_fence(text):
            return index
        if is_short(text) and promotes(text):
            continue
        if ends_sentence(text):
            return index
        if len(text.strip()) > (CHIPS_LINE if chips else CHROME_LINE) or find_code(lines[index : index + 2]):
            return index
    return len(lines)


def _without_foot(answer: Sequence[Line], repeats: Counter[str]) -> list[Line]:
    """The answer without buttons, counters and the site's repeated lines below it."""
    kept = trimmed(answer)
    while kept and (
        not kept[-1].text.strip()
        or matches_label(lexicon.BUTTON, kept[-1].text)
        or reactions(kept[-1].text) is not None
        or (repeats[kept[-1].bare] > 1 and promotes(kept[-1].text))
    ):
        kept.pop()
    return kept


def _take_page(page: _Page, harvest: Harvest) -> None:
    title = page.title.bare if page.title else None
    question = as_markdown(page.question)
    asked = question.markdown or question_text(title or "")
    if not asked:
        return
    answer = as_markdown(page.answer)
    evidence = Evidence()
    evidence.add("question above a line of popularity or an answer heading", 0.5)
    if title and lexicon.TITLE_PREFIX.match(title):
        evidence.add("title says that it is an interview question", 0.5)
    if answer.markdown:
        evidence.add("answer in numbered sections" if NUMBERED.match(answer.markdown) else "answer follows", 0.6)
    else:
        evidence.against("no answer follows", 0.5)
    if answer.code_blocks:
        evidence.add(f"{answer.code_blocks} code blocks", 0.2)
    lead = page.question[0] if page.question else page.title
    harvest.finds.append(
        Find(
            kind="qa" if answer.markdown else "draft",
            question=asked,
            line=lead.number if lead else 1,
            evidence=evidence,
            answer=answer.markdown or None,
            title=title if page.question else None,
            code_blocks=answer.code_blocks + question.code_blocks,
            tags=_tags(page),
            difficulty=next((level for line in page.meta if (level := _level(line.text))), None),
            heat=next((found[0] for line in page.meta if (found := heat(line.text))), None),
            channel=" ".join(dict.fromkeys(line.bare for line in page.chrome)) or None,
        )
    )
    harvest.drop(page.chrome, "name or menu of the site")
    harvest.drop(page.meta, "popularity, categories and buttons of the site")


def _level(text: str) -> Level | None:
    found = heat(text)
    return difficulty(found[1] if found else text)


def _tags(page: _Page) -> tuple[str, ...]:
    """The categories: the lines right below the line of heat that are neither counters nor buttons."""
    known = f"{page.title.text if page.title else ''} {joined(page.question)}"
    tags: list[str] = []
    for line in page.meta:
        if heat(line.text):
            continue
        if not line.text.strip() or _is_meta(line):
            break
        tags += [tag.lower() for tag in split_glued(line.bare, known)]
    return tuple(dict.fromkeys(tags))


def split_glued(text: str, known: str) -> list[str]:
    """Categories that a page's text glued together: parted at signs between them, where lower case meets a capital,
    where Latin meets Chinese, and in Chinese at names of categories or words that the page itself uses."""
    found: list[str] = []
    for part in _SEAMS.split(text):
        if part.strip():
            found += _split_chinese(part.strip(), known) if _HAN.search(part) else [part.strip()]
    return found


def _split_chinese(text: str, known: str) -> list[str]:
    found: list[str] = []
    start = 0
    while start < len(text):
        name = _category_at(text, start) or _word_at(text, start, known)
        if name is None:
            ends = (at for at in range(start + 1, len(text)) if _category_at(text, at))
            name = text[start : next(ends, len(text))]
        found.append(name)
        start += len(name)
    return found


def _category_at(text: str, start: int) -> str | None:
    return next((name for name in lexicon.CATEGORIES if text.startswith(name, start)), None)


def _word_at(text: str, start: int, known: str) -> str | None:
    ends = range(len(text), start + SHORTEST_WORD - 1, -1)
    return next((text[start:end] for end in ends if text[start:end] in known), None)
