"""Callouts of Obsidian that ask in their title, `> [!question]- …`, and answer when they are opened."""

import re
from collections.abc import Sequence

from bot.parsing.blocks import asks
from bot.parsing.note_blocks import NoteLine
from bot.parsing.note_outline import OutlineCard

FEWEST = 3
"""Fewer are cards only where they fill most of the note."""
FEWEST_HIDDEN = 2
"""The same, where each asks in its title and hides the answer until it is opened."""
_CALLOUT = re.compile(r"(\s{0,3}(?:>\s?)+)\[!(\w[\w-]{0,20})\]([+-]?)\s*(.*)$")
_ASKING = frozenset(("question", "faq", "help", "card", "flashcard", "anki", "quiz", "вопрос", "问题"))
_QUOTED = re.compile(r"\s{0,3}>\s?")


def callout_cards(lines: Sequence[NoteLine]) -> list[OutlineCard]:
    """The cards; none where hardly a callout asks."""
    cards: list[OutlineCard] = []
    hidden = at = 0
    while at < len(lines):
        found = _CALLOUT.match(lines[at].text) if "[!" in lines[at].text else None
        if found is None or found[2].casefold() not in _ASKING:
            at += 1
            continue
        end = at + 1
        while end < len(lines) and _QUOTED.match(lines[end].text) and not _opens_beside(lines[end].text, found[1]):
            end += 1
        made = _card(found[4].strip(), lines[at:end])
        hidden += found[3] == "-" and any(card.answer for card in made) and asks(found[4])
        cards += made
        at = end
    filled = sum(card.end - card.line + 1 for card in cards)
    said = sum(bool(line.text.strip()) for line in lines)
    is_quiz = len(cards) >= FEWEST or hidden >= FEWEST_HIDDEN or filled > said / 2
    return cards if is_quiz else []


def _opens_beside(text: str, edge: str) -> bool:
    """Whether a callout begins at the same depth."""
    found = _CALLOUT.match(text)
    return found is not None and found[1].count(">") <= edge.count(">")


def _card(title: str, lines: Sequence[NoteLine]) -> list[OutlineCard]:
    asked = [title] if title else []
    told: list[str] = []
    inner = False
    for line in lines[1:]:
        text = _QUOTED.sub("", line.text, count=1)
        found = _CALLOUT.match(text)
        if found:
            # What stood above the answer that opens by itself belongs to the question.
            if not inner:
                asked, told = [*asked, *told], []
            inner = True
        else:
            told.append(_QUOTED.sub("", text, count=1) if inner else text)
    question, answer = "\n".join(asked).strip(), "\n".join(told).strip()
    if not question or not (asks(title) or answer):
        return []
    return [OutlineCard(lines[0].number, lines[-1].number, question, answer, ())]
