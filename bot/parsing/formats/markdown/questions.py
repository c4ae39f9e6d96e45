"""Everything that a document asks, and whether the document is a list of questions at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.domain.cards import Level
from bot.parsing.formats.markdown import surroundings
from bot.parsing.formats.markdown.asking import Lead
from bot.parsing.formats.markdown.blocks import Block
from bot.parsing.formats.markdown.compose import compose
from bot.parsing.formats.markdown.cycles import named_parts
from bot.parsing.formats.markdown.ends import without_footer
from bot.parsing.formats.markdown.languages import paired
from bot.parsing.formats.markdown.leads import find_leads, folds_answer
from bot.parsing.formats.markdown.nature import nature_of
from bot.parsing.formats.markdown.outline import Section, Style, outline, style_of
from bot.parsing.formats.markdown.raised import raised
from bot.parsing.formats.markdown.tables import mark_tabled
from bot.parsing.formats.markdown.tidy import Lost, lists_links, says_something
from bot.parsing.formats.markdown.titles import Title, asks, further_question, level_named, level_told, plain
from bot.parsing.formats.markdown.verdict import Asked, clearly_asked, is_list, without_names


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
            self._about_itself(section, context, level)
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
        if self._interrupts(section):
            self.leads(find_leads(section.body, self.links), context, level)
            self.siblings(section.children, context, level)
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

    def _about_itself(self, section: Section, context: str | None, level: Level | None) -> None:
        """Takes what asks for sure below a heading that else names a part of the document about itself."""
        self.lost.append(Lost(section.line, section.title.text, "part of the document about itself"))
        if self.found and self.found[-1].shape == "folded":
            # A chapter may be called like such a part, where all that asks is folded.
            self.leads([lead for lead in find_leads(section.body, self.links) if _surely_folded(lead)], context, level)
        asking = sum(each.title.asks >= 1 and self.style.is_question(each) for each in section.children)
        if asking > 2 and not surroundings.OWN_QUESTIONS.fullmatch(section.title.text):
            self.siblings(section.children, context, level)

    def _interrupts(self, section: Section) -> bool:
        """Whether a heading without a number, which may well ask, only stands between two questions that count."""
        last = self.found[-1].title.number if self.found else ()
        if not last or section.title.number or section.title.labelled or len(last) > 1:
            return False
        # Reading what a text asks is slow, and few texts below a heading go on with the number.
        wanted = str(last[0] + 1)
        if not any(wanted in (block.children[0].info if block.children else block.text[:24]) for block in section.body):
            return False
        return any(lead.title.number == (last[0] + 1,) for lead in find_leads(section.body, self.links)[:1])

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
        around = section.is_chrome or section.is_closing or section.leads_away
        return section.says and not alone and not around and not section.title.number

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


def _surely_folded(lead: Lead) -> bool:
    return lead.shape == "folded" and lead.title.asks >= 2


def _unlabel_title(root: Section, links: Mapping[str, str]) -> None:
    """Takes a label for part of a document's title, where it stands once, asks nothing and questions follow below."""
    tops = [section for section in root.children if section.level == 1]
    if len(tops) != 1 or not tops[0].title.labelled or not tops[0].title.text or asks(tops[0].title.text) >= 1:
        return
    (top,) = tops
    below = sum(section.title.asks >= 1 for section in top.all())
    if below > 1 or len(find_leads(top.body, links)) > 1:
        top.title = replace(top.title, labelled=False, asks=0.0)


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
    blocks = raised(paired(without_footer(blocks, lost), lost), links)
    root = outline(named_parts(blocks, links), links)
    for section in root.all():
        section.says = says_something(section.body)
        section.leads_away = section.title.asks < 1 and lists_links(section.body)
        section.answered = any(block.kind == "details" and folds_answer(block, links) for block in section.body)
    mark_tabled(root, links)
    _unlabel_title(root, links)
    nature = nature_of(root, name, text, matter, lost)
    if nature is None:
        return []
    style = style_of(root, names_allowed=nature.told_of and not nature.is_manual)
    if not nature.titled:
        asked_at = {section.level for section in root.all() if section.title.asks >= 2}
        style = replace(style, names=style.names & (style.levels | nature.counted | (style.numbered - asked_at)))
    walk = _Walk(style, links, lost)
    walk.leads(find_leads(root.body, links), None, None)
    walk.siblings(root.children, None, None)
    walk.found = without_names(walk.found)
    tops = [section for section in root.all() if section.level == 1] or root.children[:1]
    if len(tops) == 1:
        for asked in walk.found:
            asked.context = None if asked.context == tops[0].title.text else asked.context
    if nature.by_name and not nature.is_manual and clearly_asked(walk.found):
        return walk.found
    return walk.found if is_list(walk.found, walk.stray, nature) else []
