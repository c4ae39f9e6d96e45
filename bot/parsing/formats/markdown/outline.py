"""The headings of a document as a tree, and which of them are its questions."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from bot.parsing.formats.markdown import surroundings, words
from bot.parsing.formats.markdown.blocks import Block
from bot.parsing.formats.markdown.counted import repeated_labels, without_repeated
from bot.parsing.formats.markdown.titles import Title, label_rest, plain, read_title

FEW = 3
MOST = 0.5
ASKED_AGAIN = 1024
"""Headings whose kind is remembered, since each is asked for it several times."""

_ANSWER_IN = re.compile(r"\W*(?:answer|ответ|答案)\s*[(（\[]\w{2,10}[)）\]]\W*", re.IGNORECASE)
"""The name of an answer in one of several languages."""


@lru_cache(ASKED_AGAIN)
def _is_chrome(text: str) -> bool:
    around = (surroundings.CHROME, surroundings.CONTENTS)
    return len(text) <= 80 and any(pattern.fullmatch(text) for pattern in around)


@lru_cache(ASKED_AGAIN)
def _is_closing(text: str) -> bool:
    return len(text) <= 80 and surroundings.CLOSING.fullmatch(text) is not None


@dataclass(slots=True)
class Section:
    """A heading, what stands between it and the next, and the sections below it."""

    raw: str
    level: int
    line: int
    title: Title
    body: list[Block] = field(default_factory=list)
    children: "list[Section]" = field(default_factory=list)
    says: bool = False
    """Whether anything of its own stands between it and the next heading."""

    leads_away: bool = False
    """Whether it asks nothing and only lists links."""

    answered: bool = False
    """Whether an answer is folded away right below it."""

    tabled: bool = False
    """Whether it does not ask for sure, and a table below it, or below a heading in it, holds questions and answers."""

    @property
    def is_chrome(self) -> bool:
        return _is_chrome(self.title.text)

    @property
    def is_closing(self) -> bool:
        """Whether it only rounds the document off."""
        return _is_closing(self.title.text)

    @property
    def is_list_name(self) -> bool:
        """Whether it asks nothing and names a list of questions."""
        return self.title.asks == 0 and surroundings.LIST_NAMED.search(self.title.text[:200]) is not None

    def all(self) -> "Iterator[Section]":
        """The sections below it in the order of the text."""
        for child in self.children:
            yield child
            yield from child.all()


def _names_a_part(text: str, above: Section) -> bool:
    """Whether a heading is the name of a part of the question above it: a hint, the answer, its text."""
    if len(text) > 60 or above.level == 0:
        return False
    if any(label_rest(pattern, text) is not None for pattern in (words.ANSWER_LABEL, words.HINT_LABEL)):
        return True
    unnamed = not above.title.text and (above.title.labelled or bool(above.title.number))
    return unnamed and not above.body and words.QUESTION_LABEL.fullmatch(text) is not None


def outline(blocks: Sequence[Block], links: Mapping[str, str]) -> Section:
    """The sections of a document under a root that stands for what comes before the first heading."""
    root = Section("", 0, 0, Title(""))
    path = [root]
    footers = _footers(blocks)
    labels = repeated_labels(blocks, links)
    for block in blocks:
        if block.kind == "heading" and block.text in footers:
            continue
        if block.kind != "heading":
            path[-1].body.append(block)
            continue
        title = without_repeated(read_title(block.text, links), block.level, labels)
        if _names_a_part(title.text or plain(block.text, links), path[-1]):
            path[-1].body.append(block)
            continue
        while path[-1].level >= block.level:
            path.pop()
        section = Section(block.text, block.level, block.line, title)
        path[-1].children.append(section)
        path.append(section)
    _count(root, links)
    _raise_counted(root, links)
    return root


def _footers(blocks: Sequence[Block]) -> frozenset[str]:
    """Headings that stand again and again with nothing below them: "Any doubts about this question?"."""
    after = [*blocks[1:], None]
    places = Counter(block.text for block in blocks if block.kind == "heading")
    filled = {
        block.text
        for block, below in zip(blocks, after if blocks else (), strict=True)
        if block.kind == "heading" and below is not None and below.kind not in ("heading", "rule")
    }
    return frozenset(text for text, count in places.items() if count >= FEW and text not in filled)


def _count(root: Section, links: Mapping[str, str]) -> None:
    """Reads the titles of a level again where most of them begin with a number that no sign follows."""
    levels: dict[int, list[Section]] = {}
    for section in root.all():
        levels.setdefault(section.level, []).append(section)
    for sections in levels.values():
        if sum(section.title.text[:1].isdigit() for section in sections) < FEW:
            continue
        plainly = [read_title(section.raw, links, bare_number=True) for section in sections]
        numbers = [title.number for title in plainly]
        counted = sum(bool(number) for number in numbers)
        if counted < FEW or counted < MOST * len(sections) or not _in_order(numbers):
            continue
        for section, title in zip(sections, plainly, strict=True):
            if title.number and not section.title.number:
                section.title = title


def _raise_counted(parent: Section, links: Mapping[str, str]) -> None:
    """Makes headings of those numbered questions in the text below numbered headings that just fit between these."""
    sections: list[Section] = []
    for at, section in enumerate(parent.children):
        _raise_counted(section, links)
        following = next((each.title.number for each in parent.children[at + 1 :] if each.title.number), ())
        sections += _parted_at_counts(section, following, links)
    parent.children = sections


def _parted_at_counts(section: Section, following: tuple[int, ...], links: Mapping[str, str]) -> list[Section]:
    """A section parted at the lines that carry the next numbers; `following` is that of the next numbered heading."""
    parts = [section]
    if not section.title.number or section.children or not following:
        return parts
    body, section.body = section.body, []
    for block in body:
        number = parts[-1].title.number
        title = _counted_line(block, links)
        wanted = (*number[:-1], number[-1] + 1)
        if title is None or title.number != wanted or not wanted < following or title.asks < 1:
            parts[-1].body.append(block)
            continue
        first, _, rest = block.text.partition("\n")
        parts.append(Section(first, section.level, block.line, title))
        if rest.strip():
            parts[-1].body.append(Block("paragraph", block.line + 1, rest))
    return parts


def _counted_line(block: Block, links: Mapping[str, str]) -> Title | None:
    if block.kind != "paragraph" or not block.text[:1].isdigit():
        return None
    return read_title(block.text.partition("\n")[0], links)


def _in_order(numbers: Sequence[tuple[int, ...]]) -> bool:
    """Whether most numbers go up by one or begin again."""
    told = [number for number in numbers if number]
    steps = sum(after[-1] in (before[-1] + 1, 1) for before, after in pairwise(told))
    return steps * 2 >= len(told) - 1


@dataclass(slots=True)
class Style:
    """Which headings of a document are questions: those with a label, those of some levels."""

    labelled: bool = False
    levels: frozenset[int] = frozenset()
    names: frozenset[int] = frozenset()
    """Levels at which also headings count that ask nothing."""
    numbered: frozenset[int] = frozenset()

    def is_question(self, section: Section) -> bool:
        """Whether a heading is of the kind that asks in this document; what stands above it is not looked at."""
        title = section.title
        if (section.is_chrome or section.is_closing) and not title.number and not title.labelled:
            return False
        if section.leads_away or section.tabled or _ANSWER_IN.fullmatch(title.text[:60]):
            return False
        if title.labelled or section.answered:
            return True
        if self.labelled:
            return section.level in self.levels and title.asks >= 2
        if section.level in self.levels and title.asks > 0:
            return True
        if section.level in self.names:
            if section.is_list_name:
                return False
            return bool(title.number) or section.level not in self.numbered
        return title.asks >= 2


def style_of(root: Section, *, names_allowed: bool) -> Style:
    """How the questions of a document are set. With `names_allowed` a heading need not ask anything."""
    levels: dict[int, list[Section]] = {}
    for section in root.all():
        if not section.is_chrome:
            levels.setdefault(section.level, []).append(section)
    first = root.children[0] if root.children else None
    if (
        first is not None
        and len(levels.get(first.level, ())) == 1
        and first.level == min(levels, default=0)
        and not first.title.labelled
    ):
        levels.pop(first.level, None)
    labels = [section for sections in levels.values() for section in sections if section.title.labelled]
    numbered = frozenset(level for level, sections in levels.items() if _is_numbered(sections))
    if len(labels) >= 2:
        most = Counter(section.level for section in labels)
        return Style(True, frozenset(level for level, count in most.items() if count > 1), numbered=numbered)
    asking = {level for level, sections in levels.items() if _mostly_asks(sections, tasks=names_allowed)}
    names = {level for level in sorted(asking)[:1] if _tell(levels[level])}
    if not asking and names_allowed:
        told = {
            level: sum(section.says for section in sections) for level, sections in levels.items() if _tell(sections)
        }
        first_numbered = min((level for level in told if level in numbered), default=None)
        names = {first_numbered or max(told, key=lambda level: (told[level], -level))} if told else set()
    elif names_allowed and not names:
        names = {level for level in numbered if level < min(asking) and _tell(levels[level])}
    return Style(False, frozenset(asking), frozenset(names), numbered)


def _tell(sections: Sequence[Section]) -> bool:
    """Whether most sections of a level that may be questions have a text of their own."""
    sections = [section for section in sections if not section.is_list_name]
    return len(sections) >= FEW and sum(section.says for section in sections) >= MOST * len(sections)


def _mostly_asks(sections: Sequence[Section], *, tasks: bool) -> bool:
    """Whether most headings of a level ask; with `tasks` what begins as a task does is enough."""
    asked = sum(section.title.asks > 0 for section in sections)
    surely = sum(section.title.asks >= 1 for section in sections)
    return (tasks or surely > 0) and asked >= max(MOST * len(sections), min(2, len(sections)))


def _is_numbered(sections: Sequence[Section]) -> bool:
    numbers = [section.title.number for section in sections]
    counted = sum(bool(number) for number in numbers)
    return counted >= FEW and counted >= MOST * len(sections) and _in_order(numbers)
