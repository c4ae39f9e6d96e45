"""Everything that a document asks, and whether the document is a list of questions at all."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.domain.cards import Level
from bot.parsing.formats.markdown import surroundings
from bot.parsing.formats.markdown.asking import Lead
from bot.parsing.formats.markdown.blocks import Block
from bot.parsing.formats.markdown.compose import Card, compose
from bot.parsing.formats.markdown.languages import paired
from bot.parsing.formats.markdown.leads import find_leads, folds_answer
from bot.parsing.formats.markdown.outline import Section, Style, outline, style_of
from bot.parsing.formats.markdown.tidy import SHORT, Lost, lists_links, says_something
from bot.parsing.formats.markdown.titles import Title, further_question, level_named, level_told, plain

MENTIONS = 3
"""How often a text must speak of interviews before numbered names count as questions in it."""

MANUAL_HEADINGS = 2
"""Headings as programs' pages have them, from which on a text is taken for such a page."""

_INTERVIEWS = re.compile(r"interview|собеседован|面试", re.IGNORECASE)
_TITLE_FIELD = re.compile(r"^(?:title|name|description|заголовок)\s*:\s*(.{1,200})$", re.MULTILINE | re.IGNORECASE)


@dataclass(slots=True)
class Asked:
    """A question found, with what speaks for it; `line` counts from 0."""

    title: Title
    card: Card
    line: int
    shape: str
    context: str | None
    level: Level | None


@dataclass(slots=True)
class _Walk:
    style: Style
    links: Mapping[str, str]
    lost: list[Lost]
    found: list[Asked] = field(default_factory=list)
    stray: int = 0
    """How many sections have a text that neither asks nor answers."""

    def take(
        self,
        title: Title,
        blocks: Sequence[Block],
        line: int,
        shape: str,
        context: str | None,
        level: Level | None,
        aside: Sequence[Block] = (),
    ) -> None:
        card = compose(title, blocks, self.links, aside)
        told = card is not None and card.answer is not None
        aside_of_list = shape == "heading" and self.style.numbered and not (title.number or title.labelled)
        if card is not None and (told or (title.asks >= 0.5 and not aside_of_list)):
            self.found.append(Asked(title, card, line, shape, context, title.level or card.level or level))

    def leads(self, leads: Sequence[Lead], context: str | None, level: Level | None) -> None:
        for lead in leads:
            self.take(
                lead.title, lead.blocks, lead.line, lead.shape, lead.context or context, lead.level or level, lead.aside
            )

    def section(self, section: Section, context: str | None, level: Level | None, more: Sequence[Section] = ()) -> None:
        """Takes what a section asks, and what the sections below it ask; `more` are further parts of its answer."""
        if (section.is_chrome or section.is_closing) and not self.style.is_question(section):
            self.lost.append(Lost(section.line, section.title.text, "part of the document about itself"))
            return
        if not self.style.is_question(section):
            told = level_told(section.title.text)
            name = None if told else section.title.text or None
            level = told or level_named(section.title.text) or level
            leads = find_leads(section.body, self.links)
            if section.says and not leads:
                self.stray += 1
                self.lost.append(Lost(section.line, section.title.text, "text that neither asks nor answers"))
            self.leads(leads, name or context, level)
            self.siblings(section.children, name or context, level)
            return
        parts, separate = self._split(section)
        parts += more
        if not parts and section.title.asks >= 1 and _only_asks(section.body, self.links):
            self.take(section.title, (), section.line, "heading", context, level)
            self.leads(find_leads(section.body, self.links), section.title.text, level)
            self.siblings(separate, context, level)
            return
        leads = find_leads(section.body, self.links) if section.title.asks < 2 else []
        asking = [lead for lead in leads if lead.title.asks >= 1]
        first = next((lead for lead in asking if lead.line == section.body[0].line), None)
        aside = first is not None and first.shape == "labelled" and bool(section.title.number)
        chapter = len(asking) > 1 or (first is not None and not aside)
        if chapter and not parts and section.title.asks < 1:
            self.leads(leads, section.title.text, level)
        elif section.says or parts or not separate:
            blocks = list(section.body)
            for part in parts:
                blocks += _as_blocks(part)
            self.take(section.title, blocks, section.line, "heading", context, level)
        self.siblings(separate, context if section.says or parts else section.title.text, level)

    def siblings(self, sections: Sequence[Section], context: str | None, level: Level | None) -> None:
        """Takes sections that follow each other; text under a name behind a numbered question belongs to it."""
        at = 0
        while at < len(sections):
            section = sections[at]
            at += 1
            more: list[Section] = []
            if section.title.number and self.style.is_question(section):
                least = section.level + self.style.labelled
                while at < len(sections) and sections[at].level >= least and self._goes_on(sections[at]):
                    more.append(sections[at])
                    at += 1
            self.section(section, context, level, more)

    def _goes_on(self, section: Section) -> bool:
        alone = self.style.is_question(section) or any(self.style.is_question(each) for each in section.all())
        return (
            section.says and not alone and not section.is_chrome and not section.is_closing and not section.title.number
        )

    def _split(self, section: Section) -> tuple[list[Section], list[Section]]:
        """The sections below a question that are parts of its answer, and those that ask for themselves."""
        parts: list[Section] = []
        separate: list[Section] = []
        for child in section.children:
            behind = any(each.title.number for each in separate)
            if self._stands_alone(child, section) or (behind and self._goes_on(child)):
                separate.append(child)
            elif not child.is_chrome or surroundings.SOURCES.fullmatch(child.title.text):
                parts.append(child)
        return parts, separate

    def _stands_alone(self, child: Section, parent: Section) -> bool:
        title, above = child.title, parent.title
        if title.labelled:
            return not (title.number and above.labelled and not above.text)
        if not self.style.is_question(child) or self.style.labelled:
            return child.says is False and any(self._stands_alone(each, parent) for each in child.children)
        if above.number and _goes_on_counting(parent):
            return bool(title.number)
        if above.number and above.asks >= 1 and (parent.says or not title.number):
            return False
        if above.number and parent.level in self.style.names:
            return False
        return child.level in self.style.levels and title.asks >= 1


def _only_asks(blocks: Sequence[Block], links: Mapping[str, str]) -> bool:
    """Whether nothing but a list of further questions stands below a question."""
    items = [item for block in blocks if block.kind == "list" for item in block.children]
    if len(items) < 2 or any(block.kind not in ("list", "rule") for block in blocks):
        return False
    texts = [
        item.children[0].text for item in items if len(item.children) == 1 and item.children[0].kind == "paragraph"
    ]
    asking = sum(further_question(plain(text, links)) for text in texts)
    return len(texts) == len(items) and asking * 3 >= 2 * len(items)


def _goes_on_counting(section: Section) -> bool:
    """Whether the numbers below a question go on from its own: it stands one level too high, or they too low."""
    first = next((child.title.number for child in section.children if child.title.number), ())
    return bool(first) and first[-1] > 1 and first[-1] == section.title.number[-1] + 1


def _as_blocks(section: Section) -> list[Block]:
    blocks = [Block("heading", section.line, section.raw, level=section.level), *section.body]
    for child in section.children:
        blocks += _as_blocks(child)
    return blocks


def questions_in(
    blocks: Sequence[Block], links: Mapping[str, str], name: str, text: str, matter: str, lost: list[Lost]
) -> list[Asked]:
    """What a document asks; nothing where it is a program's page, an article, a change log or a list of links.

    `name` is the file's, `matter` what stands above the text between two rules; what gives nothing is added to `lost`.
    """
    root = outline(paired(_without_footer(blocks, lost), lost), links)
    for section in root.all():
        section.says = says_something(section.body)
        section.leads_away = section.title.asks < 1 and lists_links(section.body)
        section.answered = any(block.kind == "details" and folds_answer(block, links) for block in section.body)
    titles = _titles(root, name, matter)
    titled = any(surroundings.QUESTIONS.search(title) for title in titles)
    if any(surroundings.NOT_QUESTIONS.search(title) for title in titles[1:]) and not titled:
        return []
    manual = sum(surroundings.README.fullmatch(section.title.text[:80]) is not None for section in root.all())
    by_name = any(_INTERVIEWS.search(title) for title in titles)
    parted = sum(len(section.title.number) > 1 for section in root.all()) >= MANUAL_HEADINGS
    told_of = titled or by_name or (not parted and len(_INTERVIEWS.findall(text[:200_000])) >= MENTIONS)
    style = style_of(root, names_allowed=told_of and manual < MANUAL_HEADINGS)
    if not titled:
        asked_at = {section.level for section in root.all() if section.title.asks >= 2}
        style = replace(style, names=style.names & (style.levels | (style.numbered - asked_at)))
    walk = _Walk(style, links, lost)
    walk.leads(find_leads(root.body, links), None, None)
    walk.siblings(root.children, None, None)
    tops = [section for section in root.all() if section.level == 1] or root.children[:1]
    if len(tops) == 1:
        for asked in walk.found:
            asked.context = None if asked.context == tops[0].title.text else asked.context
    closed = any(surroundings.CLOSING.fullmatch(section.title.text[:80]) for section in root.all())
    if by_name and manual < MANUAL_HEADINGS and _clearly_asked(walk.found):
        return walk.found
    return walk.found if _is_list(walk.found, walk.stray, manual, titled=titled, told_of=told_of, closed=closed) else []


def _without_footer(blocks: Sequence[Block], lost: list[Lost]) -> Sequence[Block]:
    """The blocks without a last word behind the last rule: a line or two in italics, in bold or behind a picture."""
    end = len(blocks)
    while end and (
        (blocks[end - 1].kind == "paragraph" and surroundings.CHAT.match(blocks[end - 1].text))
        or (end > 1 and blocks[end - 1].kind == "list" and _asks_on(blocks[end - 2], last=end == len(blocks)))
    ):
        end -= 1
        lost.append(Lost(blocks[end].line, blocks[end].text, "last word of the document"))
    blocks = blocks[:end]
    rule = next((at for at in range(len(blocks) - 1, -1, -1) if blocks[at].kind == "rule"), None)
    tail = blocks[rule + 1 :] if rule is not None else ()
    if not 0 < len(tail) <= 2 or not all(map(_is_last_word, tail)):
        return blocks
    lost += [Lost(block.line, block.text, "last word of the document") for block in tail]
    return blocks[:rule]


def _is_last_word(block: Block) -> bool:
    if block.kind == "quote" and len(block.children) == 1:
        block = block.children[0]
    if block.kind != "paragraph" or len(block.text) > SHORT:
        return False
    return surroundings.LAST_WORD.match(block.text) is not None or surroundings.NEXT_STEP.match(block.text) is not None


def _asks_on(block: Block, *, last: bool) -> bool:
    return (
        (not last or " I " in block.text)
        and block.kind == "paragraph"
        and block.text.rstrip().endswith(":")
        and surroundings.CHAT.match(block.text) is not None
    )


def _titles(root: Section, name: str, matter: str) -> list[str]:
    """What the document calls itself: the file's name, the fields above it, its first and its top headings."""
    stem = re.sub(r"[-_]+", " ", re.split(r"[/\\]", name)[-1].rpartition(".")[0])
    heads = [section.title.text for section in root.children[:1]]
    heads += [section.title.text for section in root.children[1:4] if section.level == 1 and section.title.asks < 1]
    first = root.body[:1] if not heads else ()
    heads += [block.text for block in first if block.kind == "paragraph" and len(block.text) <= 60]
    return [stem, *(found[1] for found in _TITLE_FIELD.finditer(matter[:5000])), *heads]


def _is_list(found: Sequence[Asked], stray: int, manual: int, *, titled: bool, told_of: bool, closed: bool) -> bool:
    least = 1 if titled else 2
    asking = sum(asked.title.asks >= (least if asked.shape == "item" else 1) for asked in found)
    marked = sum(asked.title.asks >= 2 for asked in found)
    answers = sum(asked.card.answer is not None for asked in found)
    if titled:
        return bool(found) and (manual < MANUAL_HEADINGS or asking >= max(5, 2 * manual))
    if manual >= MANUAL_HEADINGS and asking < 3 * manual + 6:
        return False
    labelled = sum(asked.title.labelled for asked in found)
    named = sum(asked.card.labelled and (asked.title.asks >= 1 or asked.title.labelled) for asked in found)
    if named and named * 2 >= len(found):
        return True
    if labelled >= 2 and answers and labelled * 2 >= len(found):
        return True
    keyed = sum(asked.card.options is not None and asked.card.options.sure for asked in found)
    if keyed >= 2 and keyed * 2 >= len(found):
        return True
    numbered = sum(bool(asked.title.number) for asked in found)
    if told_of and numbered >= 6 and numbered * 2 >= len(found):
        return True
    if closed and len(found) < 10:
        return False
    share = asking / ((len(found) + stray) or 1)
    if told_of and asking >= 3 and share >= 0.5:
        return True
    if len(found) >= 3 and marked * 3 >= 2 * len(found) and not stray and answers == len(found) and _counts_up(found):
        return True
    enough = asking >= 4 and share >= 0.6 and (marked >= 2 or asking >= 6 or (asking >= 5 and share >= 0.75))
    return enough or (marked >= 3 and marked == len(found) and stray <= 1)


def _clearly_asked(found: Sequence[Asked]) -> bool:
    """Whether there is nothing but answered questions with a question mark, numbered or at least three."""
    clear = [asked for asked in found if asked.title.asks >= 2 and asked.card.answer is not None]
    return len(clear) == len(found) and (len(clear) >= 3 or any(asked.title.number for asked in clear))


def _counts_up(found: Sequence[Asked]) -> bool:
    """Whether all questions are numbered from one on without a gap."""
    return [asked.title.number for asked in found] == [(number,) for number in range(1, len(found) + 1)]
