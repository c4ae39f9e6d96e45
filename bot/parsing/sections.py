"""A long post of sections: a problem, headings with lists and steps under them, advice at the end."""

import re
from collections.abc import Sequence

from bot.domain.topics import Topics
from bot.parsing import lexicon
from bot.parsing.adverts import is_technical, promotes, sells
from bot.parsing.answers import as_markdown
from bot.parsing.blocks import (
    ADDRESS,
    BULLET,
    COLONS,
    HANDLE,
    HASHTAGS,
    LABEL_LINE,
    NUMBERED,
    SHORT_LINE,
    Line,
    asks,
    content,
    ends_sentence,
    hashtags,
    is_fence,
    is_short,
    joined,
    leads_with_emoji,
    question_text,
    trimmed,
)
from bot.parsing.counters import heat, merged, reactions
from bot.parsing.harvest import Find, Harvest
from bot.parsing.score import Evidence

FEWEST_HEADINGS = 2
FEWEST_ITEMS = 3
FEWEST_TECHNICAL = 2


def has_sections(body: Sequence[Line]) -> bool:
    """Headings with lists or steps under them: at least two headings, and three list items in all."""
    if sum(_is_item(line.text) for line in body) < FEWEST_ITEMS:
        return False
    heads = [index for index in range(len(body)) if _is_heading(body, index)]
    return len(heads) >= FEWEST_HEADINGS and heads[0] > 0


def teaches(body: Sequence[Line], topics: Topics) -> bool:
    """Whether a long post gives steps or advice on something technical, as a list of vacancies or of news does not."""
    instructs = any(NUMBERED.match(line.text) for line in body) or bool(_advice(body))
    return instructs and sum(is_technical(line.text, topics) for line in body) >= FEWEST_TECHNICAL


def _is_item(text: str) -> bool:
    return (BULLET.match(text) or NUMBERED.match(text)) is not None


def _is_heading(body: Sequence[Line], index: int) -> bool:
    """A short line that begins with an emoji or ends with a colon, with a list item next below."""
    text = body[index].text
    # The cheapest questions first: this is asked of every line there is.
    if not (text.rstrip().endswith(COLONS) or leads_with_emoji(text)) or not is_short(text):
        return False
    if _is_item(text) or is_fence(text) or asks(text):
        return False
    below = next((line.text for line in body[index + 1 : index + 3] if line.text.strip()), "")
    return _is_item(below) and not sells(text)


def read_sections(body: Sequence[Line], harvest: Harvest) -> Find:
    """Adds the card of a long post and gives it back: the problem as question, the sections as answer, the list of
    advice as short answer."""
    first = next(index for index in range(len(body)) if _is_heading(body, index))
    lead, sections = content(body[:first]), list(body[first:])
    evidence = Evidence()
    evidence.add("problem, then sections with lists", 0.6)
    title, problem, teasers = _split_lead(lead)
    kept, foot = _without_foot(sections)
    answer = as_markdown(kept)
    advice = _advice(kept)
    if advice:
        evidence.add("closes with advice", 0.3)
    if any(NUMBERED.match(line.text) for line in kept):
        evidence.add("numbered steps", 0.3)
    find = Find(
        kind="qa" if asks(problem[-1].text) else "article",
        question=question_text(joined(problem)),
        line=problem[0].number,
        evidence=evidence,
        answer=answer.markdown,
        short_answer=as_markdown(advice).markdown or None,
        code_blocks=answer.code_blocks,
        title=title.bare if title else None,
        tags=tuple(tag for line in foot if HASHTAGS.match(line.text) for tag in hashtags(line.text)),
        channel=next((match[1] for line in foot if (match := HANDLE.match(line.text))), None),
    )
    for line in foot:
        if counters := reactions(line.text):
            find.reactions = merged(find.reactions, counters)
        elif views := heat(line.text):
            find.heat = views[0]
    harvest.finds.append(find)
    harvest.drop(teasers, "teaser of the linked article, offer or name")
    harvest.drop(foot, "signature, tags or offer at the end")
    return find


def _split_lead(lead: Sequence[Line]) -> tuple[Line | None, list[Line], list[Line]]:
    """Title, problem and teasers of what stands above the first section."""
    teasers = [line for line in lead[1:] if _is_aside(line.text)]
    said = [line for line in lead if line not in teasers]
    title = None
    if len(said) > 1 and is_short(said[0].text) and not ends_sentence(said[0].text):
        title = said.pop(0)
    return title, said, teasers


def _is_aside(text: str) -> bool:
    """A teaser of the linked article, an offer, or a name between the problem and the first section."""
    if lexicon.TEASER.match(text[:LABEL_LINE]) or sells(text):
        return True
    return is_short(text) and (promotes(text) or not ends_sentence(text))


def _without_foot(sections: list[Line]) -> tuple[list[Line], list[Line]]:
    """The sections without signature, hash tags, counters and offers behind them."""
    kept = trimmed(sections)
    foot: list[Line] = []
    while kept and (not kept[-1].text.strip() or _is_foot(kept[-1].text)):
        foot.insert(0, kept.pop())
    return kept, foot


def _is_foot(text: str) -> bool:
    if (
        HANDLE.match(text)
        or HASHTAGS.match(text)
        or reactions(text) is not None
        or heat(text)
        or ADDRESS.match(text[:240])
    ):
        return True
    if lexicon.CHROME.match(text[:LABEL_LINE]) or sells(text):
        return True
    return (
        not _is_item(text)
        and is_short(text)
        and (promotes(text) or not re.search(r"[.!:;)\u3002\uff01\uff1a\uff1b\uff09]\s*$", text))
    )


def _advice(sections: Sequence[Line]) -> list[Line]:
    """The list under the last heading that promises advice or a summary."""
    for index in range(len(sections) - 1, -1, -1):
        if _is_heading(sections, index) and lexicon.ADVICE.search(sections[index].text[:SHORT_LINE]):
            rest = trimmed(sections[index + 1 :])
            size = next(
                (at for at, line in enumerate(rest) if not line.text.strip() or not _is_item(line.text)), len(rest)
            )
            return rest[:size]
    return []
