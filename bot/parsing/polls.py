"""Polls and quizzes as pages of channels print them: a question, a label, then shares and options in turn."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.parsing.blocks import LABEL_LINE, Line, is_short
from bot.parsing.items import Options

MOST_OPTIONS = 12
"""More than Telegram allows are no poll."""

_LABEL = re.compile(
    r"^\W*(?:anonymous (?:quiz|poll)|final results|quiz|poll|анонимн(?:ый|ая) (?:опрос|викторина)|викторина|опрос"
    r"|匿名(?:测验|投票)|最终结果)\W*$",
    re.IGNORECASE,
)
_SHARE = re.compile(r"^\s*(\d{1,3})\s?%\s*(.*)$")
_VOTES = re.compile(
    r"^\W*[\d.,  ]+[kmк]?\s*(?:votes?|voters?|answers?|голос\w*|проголосова\w+|ответ\w*|票|人(?:投票|回答))\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ShownPoll:
    """A poll that ends before the line `end`."""

    options: Options
    end: int


def poll_at(lines: Sequence[Line], index: int) -> ShownPoll | None:
    """The poll whose label stands at `index`; None for any other line. The key is hidden, so `right` is the option
    that most people chose, and not sure."""
    text = lines[index].text
    if len(text) > LABEL_LINE or not _LABEL.match(text):
        return None
    offered: list[str] = []
    shares: list[int] = []
    waiting: int | None = None
    end = index + 1
    for at in range(index + 1, len(lines)):
        bare = lines[at].bare
        if not bare:
            continue
        share = _SHARE.match(bare) if waiting is None else None
        if share:
            waiting = int(share[1])
            bare = share[2]
        elif waiting is None:
            end = at + 1 if is_short(bare) and _VOTES.match(bare) else end
            break
        if bare and waiting is not None:
            offered.append(bare)
            shares.append(waiting)
            waiting, end = None, at + 1
    if not 2 <= len(offered) <= MOST_OPTIONS:
        return None
    return ShownPoll(Options(tuple(offered), (shares.index(max(shares)),)), end)
