"""Whether the questions found in a document make a list of questions."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.cards import Level
from bot.parsing.formats.markdown import surroundings
from bot.parsing.formats.markdown.compose import Card
from bot.parsing.formats.markdown.nature import Nature
from bot.parsing.formats.markdown.titles import Title

FAR_MORE = 3
"""Questions that are no headings, to each heading that may just be the name of a chapter."""

FEWEST_ROWS = 3
"""Answered rows of tables that make a list by themselves."""


FEWEST_COUNTED = 5
"""Questions that count from one without a gap and are all answered, from which on few of them need a question mark."""


@dataclass(slots=True)
class Asked:
    """A question found, with what speaks for it; `line` counts from 0."""

    title: Title
    card: Card
    line: int
    shape: str
    context: str | None
    level: Level | None


def is_list(found: Sequence[Asked], stray: int, nature: Nature) -> bool:
    """Whether what was found makes a list of questions; `stray` counts sections that neither ask nor answer."""
    manual, told_of, titled = nature.manual, nature.told_of, nature.titled
    if not told_of and _asks_itself(found):
        return False
    least = 1 if titled else 2
    asking = sum(asked.title.asks >= (least if asked.shape == "item" else 1) for asked in found)
    marked = sum(asked.title.asks >= 2 for asked in found)
    answers = sum(asked.card.answer is not None for asked in found)
    if titled:
        return bool(found) and (not nature.is_manual or asking >= max(5, 2 * manual))
    if nature.is_manual and asking < 3 * manual + 6:
        return False
    if _is_marked(found, answers, told_of=told_of):
        return True
    numbered = sum(bool(asked.title.number) for asked in found)
    if told_of and numbered >= 6 and numbered * 2 >= len(found):
        return True
    if nature.closed and len(found) < 10:
        return False
    share = asking / ((len(found) + stray) or 1)
    if told_of and asking >= 3 and share >= 0.5:
        return True
    if not stray and answers == len(found) and _counts_up(found):
        by_words = len(found) >= FEWEST_COUNTED and not manual and _told_apart(found) * 5 >= 3 * len(found)
        if by_words or (len(found) >= 3 and marked * 3 >= 2 * len(found)):
            return True
    enough = asking >= 4 and share >= 0.6 and (marked >= 2 or asking >= 6 or (asking >= 5 and share >= 0.75))
    return enough or (marked >= 3 and marked == len(found) and stray <= 1)


def _told_apart(found: Sequence[Asked]) -> int:
    """How many ask for sure, and not how to do something, as the headings of instructions do."""
    return sum(each.title.asks >= 1 and surroundings.HOW_TO.search(each.title.text) is None for each in found)


def _asks_itself(found: Sequence[Asked]) -> bool:
    """Whether more than half of the questions are such as an article asks to go on, or about itself."""
    return sum(
        asked.shape == "lone" or surroundings.OF_ONES_OWN.search(asked.title.text) is not None for asked in found
    ) * 2 > len(found)


def _is_marked(found: Sequence[Asked], answers: int, *, told_of: bool) -> bool:
    """Whether at least half of what was found is told by rows of tables, labels, or a key to its options."""
    marks = (
        (
            FEWEST_ROWS,
            sum(each.shape == "row" and each.title.asks >= 1 and each.card.answer is not None for each in found),
        ),
        (1, sum(each.card.labelled and (each.title.asks >= 1 or each.title.labelled) for each in found)),
        (2, sum(each.card.labelled for each in found) if told_of else 0),
        (2 if answers else len(found) + 1, sum(each.title.labelled for each in found)),
        (2, sum(each.card.options is not None and each.card.options.sure for each in found)),
    )
    return any(count >= least and count * 2 >= len(found) for least, count in marks)


def clearly_asked(found: Sequence[Asked]) -> bool:
    """Whether there is nothing but answered questions with a question mark, numbered or at least three."""
    clear = [asked for asked in found if asked.title.asks >= 2 and asked.card.answer is not None]
    return len(clear) == len(found) and (len(clear) >= 3 or any(asked.title.number for asked in clear))


def _counts_up(found: Sequence[Asked]) -> bool:
    """Whether all questions are numbered from one on without a gap."""
    return [asked.title.number for asked in found] == [(number,) for number in range(1, len(found) + 1)]


def without_names(found: Sequence[Asked]) -> list[Asked]:
    """What was found without headings that ask nothing, where more of it is told by something else than headings; where
    far more is, also without those that ask by their words alone."""
    others = sum(asked.shape not in ("heading", "item") for asked in found)
    for least in (2, 1):
        names = [asked for asked in found if asked.shape == "heading" and asked.title.asks < least]
        if names and others > len(names) * (FAR_MORE if least == 2 else 1):
            return [asked for asked in found if asked not in names]
    return list(found)
