"""What a document says of itself: a list of questions, a text about interviews, a program's page, a job advert."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.parsing.formats.markdown import surroundings
from bot.parsing.formats.markdown.counted import counts_regularly
from bot.parsing.formats.markdown.outline import Section
from bot.parsing.formats.markdown.tidy import Lost

MANUAL_HEADINGS = 2
"""Headings as programs' pages have them, from which on a text is taken for such a page."""

MENTIONS = 3
"""How often a text must speak of interviews before numbered names count as questions in it."""

VACANCY_PARTS = 2
"""Different lines as job adverts have them, from which on a text is one."""

_READ = 200_000
"""Characters of a text that are searched for such words."""

_INTERVIEWS = re.compile(r"interview|собеседован|面试|面经", re.IGNORECASE)
_ASKED_THERE = re.compile(
    r"interview|собеседован|собес(?:ах|ам|ов|[ея])?\b|面试|面经|常考|必考|被问"
    r"|(?:often|usually|commonly|was|been) asked\b"
    r"|(?:часто|любят|обычно|могут) (?:спрашива|спросить)",
    re.IGNORECASE,
)
"""How a text speaks of interviews, or of what gets asked there."""

_TITLE_FIELD = re.compile(r"^(?:title|name|description|заголовок)\s*:\s*(.{1,200})$", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Nature:
    """What a document is by its titles, its words and its headings.

    `titled` says that it calls itself a list of questions, `by_name` that a title speaks of interviews, `told_of` that
    it has to do with them at all, `manual` how many headings of a program's page it has, `closed` that it rounds itself
    off as an article does; `counted` are the levels of headings that count its questions without a gap.
    """

    titled: bool
    by_name: bool
    told_of: bool
    manual: int
    closed: bool
    counted: frozenset[int]

    @property
    def is_manual(self) -> bool:
        return self.manual >= MANUAL_HEADINGS


def nature_of(root: Section, name: str, text: str, matter: str, lost: Sequence[Lost]) -> Nature | None:
    """What a document is; None where it cannot be a list of questions. `name` is the file's, `matter` what stands above
    the text between two rules."""
    titles = _titles(root, name, matter)
    titled = _any(surroundings.QUESTIONS, titles)
    if not titled and _any(surroundings.NOT_QUESTIONS, titles[1:]):
        return None
    planned = _any(surroundings.PLAN, titles) and not _any(surroundings.QUESTIONS_NAMED, titles)
    titled = titled and not planned
    if not titled and len({found[0] for found in surroundings.VACANCY.finditer(text[:_READ])}) >= VACANCY_PARTS:
        return None
    sections = list(root.all())
    by_name = not planned and _any(_INTERVIEWS, titles)
    parted = sum(len(section.title.number) > 1 for section in sections) >= MANUAL_HEADINGS
    counted = _counted_levels(sections, lost)
    # The whole text is only searched where no title tells.
    spoken_of = not (titled or by_name or parted or planned) and len(_ASKED_THERE.findall(text[:_READ])) >= MENTIONS
    return Nature(
        titled=titled,
        by_name=by_name,
        told_of=titled or by_name or spoken_of or bool(counted),
        manual=sum(surroundings.README.fullmatch(section.title.text[:80]) is not None for section in sections),
        closed=any(surroundings.CLOSING.fullmatch(section.title.text[:80]) for section in sections),
        counted=counted,
    )


def _any(pattern: re.Pattern[str], titles: Sequence[str]) -> bool:
    return any(pattern.search(title) for title in titles)


def _titles(root: Section, name: str, matter: str) -> list[str]:
    """What the document calls itself: the file's name, the fields above it, its first and its top headings."""
    stem = re.sub(r"[-_]+", " ", re.split(r"[/\\]", name)[-1].rpartition(".")[0])
    heads = [section.title.text for section in root.children[:1]]
    heads += [section.title.text for section in root.children[1:4] if section.level == 1 and section.title.asks < 1]
    first = root.body[:1] if not heads else ()
    heads += [block.text for block in first if block.kind == "paragraph" and len(block.text) <= 60]
    return [stem, *(found[1] for found in _TITLE_FIELD.finditer(matter[:5000])), *heads]


def _counted_levels(sections: Sequence[Section], lost: Sequence[Lost]) -> frozenset[int]:
    """Levels at which headings count their questions, so that those that ask nothing do so as well."""
    levels: dict[int, list[Section]] = {}
    for section in sections:
        levels.setdefault(section.level, []).append(section)
    return frozenset(
        level
        for level, alike in levels.items()
        if all(section.says for section in alike) and counts_regularly([section.title for section in alike], lost)
    )
