"""What stands between two questions of a page, made ready: lists of contents, headings and the foot off."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.parsing import lexicon
from bot.parsing.blocks import Line, asks, content, ends_sentence, is_short, trimmed
from bot.parsing.choices import only_options
from bot.parsing.code import find_code
from bot.parsing.harvest import Harvest
from bot.parsing.joined_answers import Asked
from bot.parsing.page_furniture import is_end
from bot.parsing.question_heads import Head, asks_plainly, is_section, opens_answer

FEWEST = 2
FEWEST_OPTIONS = 3
MOSTLY = 0.7
FOOT_LINES = 8
LIST_ASKS, LIST_STATES = 0.3, 0.2
"""Lines below a question of which so many ask, and hardly any states something, are a list of questions."""
_RULE = re.compile(r"^\s*(?:\*\s?){3,}$|^\s*[-_=—]{3,}\s*$")


def without_contents(asked: list[Asked], harvest: Harvest) -> list[Asked]:
    """The questions without a list of contents above them, which names the same questions again."""
    later = {}
    for place, each in enumerate(asked):
        if each.head.text:
            later[each.head.text.casefold()] = place
    last = -1
    for place, each in enumerate(asked):
        if later.get(each.head.text.casefold(), place) == place:
            break
        last = place
    for each in asked[: last + 1]:
        harvest.drop([each.line, *each.body], "introduction or contents of the page")
    return asked[last + 1 :]


def join_ends_of_lines(asked: Sequence[Asked]) -> None:
    """Where hardly anything is answered, a single line below a question is its own end or the next part's heading."""
    for each in asked:
        below = content(each.body)
        if len(below) != 1 or not is_short(below[0].text):
            continue
        if below[0].bare[:1].islower() and not ends_sentence(each.head.text):
            each.head = replace(each.head, text=f"{each.head.text} {below[0].bare}")
            each.body = []
        elif below[0].bare.endswith((":", "：")):
            each.body = []


def drop_options_without_a_key(asked: Sequence[Asked], harvest: Harvest) -> None:
    """Where nearly all that stands below the questions is options to choose from, and nothing names the right one."""
    answered = [each for each in asked if content(each.body)]
    unkeyed = [each for each in answered if only_options(each.body)]
    if len(unkeyed) < FEWEST_OPTIONS or len(unkeyed) < MOSTLY * len(answered):
        return
    for each in unkeyed:
        harvest.drop(each.body, "options of a question whose key the page does not give")
        each.body = []


def asked_one_by_one(asked: Sequence[Asked]) -> list[Asked]:
    """The questions, and in place of what is no answer but more questions below one, each of these."""
    lists = [_listed(each, LIST_ASKS) for each in asked]
    if sum(map(bool, lists)) * 2 > sum(bool(content(each.body)) for each in asked):
        lists = [found or _listed(each, 0) for found, each in zip(lists, asked, strict=True)]
    parted = []
    for each, listed in zip(asked, lists, strict=True):
        if not listed or each.head.asks:
            parted.append(replace(each, body=[]) if listed else each)
        parted += [Asked(Head(each.head.index, None, line.bare, True), line, []) for line in listed]
    return parted


def _listed(asked: Asked, share: float) -> list[Line]:
    """The lines below a question that ask, where at least a `share` of them does and hardly any states something."""
    below = content(asked.body)
    if len(below) == 1 and asks(below[0].text):
        return below
    asking = [line for line in below if is_short(line.text) and asks_plainly(line.bare)]
    stating = sum(not asks(line.text) and ends_sentence(line.text) and line not in asking for line in below)
    if len(asking) < FEWEST or len(asking) < share * len(below) or stating > LIST_STATES * len(below):
        return []
    return [] if any(opens_answer(line.text) for line in below) or find_code(below) else asking


def cut_foot(asked: Sequence[Asked]) -> list[Line]:
    """Takes what stands below the last answer off it: comments, links to other pages, a conclusion."""
    if not asked:
        return []
    body = asked[-1].body
    end = next((at for at, line in enumerate(body) if is_end(line.text)), len(body))
    ruled = next((at for at in range(end - 1, 0, -1) if _RULE.match(body[at].text)), end)
    if end - ruled <= FOOT_LINES and all(is_section(line) for line in content(body[ruled + 1 : end])):
        end = ruled
    foot = list(body[end:])
    asked[-1].body = list(body[:end])
    return foot


def strip_section(asked: Asked, harvest: Harvest, *, restarts: bool, answered: bool) -> None:
    """Takes the heading of the page's next part off the end of an answer."""
    body = trimmed(asked.body)
    cut: list[Line] = []
    while body and is_section(body[-1]) and not find_code(body[-1:], single_lines=True):
        said = content(body)
        alone = len(said) == (1 if asked.head.text else 2)
        parted = alone or not body[-2].text.strip()
        closed = alone or ends_sentence(said[-2].text)
        named = lexicon.CHAPTER.match(body[-1].bare) or re.match(
            r"^\W{0,3}[一二三四五六七八九十]{1,3}、|^#{1,3} ", body[-1].bare
        )
        if opens_answer(body[-1].text) or not (
            named or (restarts and parted) or (parted and closed and not (alone and answered) and not cut)
        ):
            break
        cut.insert(0, body.pop())
        body = trimmed(body)
    harvest.drop(cut, "heading of a part of the page")
    asked.body = body
