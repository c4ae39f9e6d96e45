"""Learns with what a channel begins its questions and its answers, whatever the words: "Day 12/100:", "【题目】",
"Что хотят услышать:", "🅰️", "→". A label is what stands before the same part in post after post."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.parsing.adverts import promotes
from bot.parsing.blocks import BULLET, NUMBERED, asks, ends_sentence, is_emoji, is_short

FEWEST, SHARE = 3, 0.5
"""A label stands at so many questions, and at such a share of them."""
MOST_HEADINGS, HEADED_SHARE = 3, 0.4
"""Short lines above a question, and the share of all posts that have them."""
LABEL_HEAD = 80

_BRACKETED = re.compile(r"\W{0,4}[【\[「〖][^】\]」〗\n]{1,24}[】\]」〗]\W{0,3}")
_WITH_COLON = re.compile(r"\W{0,6}(?!https?:)[^\W\d_][^:：\n.?!。？！]{0,38}[:：]\s*")
_SIGNS = re.compile(r"(?:=>|[-=]?>{1,2}|[←-⇿➔-➾▶►▸✔☑]\ufe0f?)\s*")
_TOLD = (".", ";", ",", "!", "\u3002", "\uff1b", "\uff0c", "\uff01")
_WORD = re.compile(r"\w")
_NUMBERS = re.compile(r"\d+")


class OwnLabels(NamedTuple):
    """The forms of the labels of a channel: before its questions, and before its answers. `headed`: short lines that
    name a subject stand above its questions."""

    questions: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    headed: bool = False

    def of_question(self, line: str) -> int:
        """How many characters of a line are such a label with a question behind it; 0: none."""
        return _known(line[:LABEL_HEAD], self.questions) if self.questions else 0

    def of_answer(self, line: str) -> int:
        """How many characters of a line are such a label, at most all of it; 0: none."""
        if not self.answers:
            return 0
        if is_short(line) and _form(line) in self.answers:
            return len(line)
        return _known(line[:LABEL_HEAD], self.answers)


NO_LABELS = OwnLabels()


@dataclass(slots=True)
class LabelsMet:
    """What stood before questions and answers so far, in how many posts."""

    posts: int = 0
    asked: int = 0
    headed: int = 0
    looked_at: int = 0
    questions: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    known: OwnLabels = NO_LABELS

    def learn(self, said: Sequence[str], asking: Sequence[bool]) -> None:
        """Learns from the lines of a post that are neither blank nor code nor hidden, and which of them ask."""
        first = asking.index(True) if True in asking else 0
        self.posts += 1
        self.headed += 0 < first <= MOST_HEADINGS and first + 1 < len(said) and all(map(is_heading, said[:first]))
        for at, line in enumerate(said):
            if not asking[at]:
                continue
            self.asked += 1
            if label := _label(line[:LABEL_HEAD], with_signs=False):
                self.questions[_form(label)] += 1
            if at + 1 < len(said) and not asking[at + 1]:
                self._learn_answer(said[at + 1], alone=at + 2 < len(said) and not asking[at + 2])

    def _learn_answer(self, line: str, *, alone: bool) -> None:
        """`alone`: it may be a label by itself, since more lines follow."""
        if (BULLET.match(line) and _WORD.search(line)) or NUMBERED.match(line):
            return
        if label := _label(line[:LABEL_HEAD], with_signs=True):
            self.answers[_form(label)] += 1
        if alone and is_short(line) and not line.endswith(_TOLD):
            self.answers[_form(line)] += 1

    def labels(self) -> OwnLabels:
        """Those that stood often enough; the same value as long as nothing changes."""
        if self.looked_at == self.posts:
            return self.known
        self.looked_at = self.posts
        headed = self.headed >= FEWEST and self.headed >= HEADED_SHARE * self.posts
        found = OwnLabels(self._usual(self.questions), self._usual(self.answers), headed)
        if found != self.known:
            self.known = found
        return self.known

    def _usual(self, counts: Counter[str]) -> frozenset[str]:
        return frozenset(
            form for form, count in counts.items() if form and count >= FEWEST and count >= SHARE * self.asked
        )


def ends_with_a_mark(line: str) -> bool:
    """`asks`, at little cost for the many lines without any question mark."""
    return ("?" in line or "\uff1f" in line) and asks(line)


def is_heading(line: str) -> bool:
    """Whether a line could name a subject: short, and no sentence."""
    return is_short(line) and not ends_sentence(line) and not promotes(line)


def _known(head: str, forms: frozenset[str]) -> int:
    label = _label(head, with_signs=True)
    return len(label) if label and _form(label) in forms else 0


def _label(head: str, *, with_signs: bool) -> str | None:
    """What a line begins with that could be a label."""
    match = _BRACKETED.match(head) or _WITH_COLON.match(head)
    if match is None and with_signs:
        signs = _signs(head)
        return head[:signs] if 0 < signs < len(head) else None
    return match[0] if match and len(match[0].split()) <= 6 else None


def _signs(head: str) -> int:
    if match := _SIGNS.match(head):
        return match.end()
    end = 0
    while end < len(head) and (is_emoji(head[end]) or (end and head[end].isspace())):
        end += 1
    return end


def _form(label: str) -> str:
    return _NUMBERS.sub("#", label).strip(" *_").casefold()
