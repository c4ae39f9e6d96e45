"""What looks like an answer and is none: the question said again, words without a sentence; and wrong beliefs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.grading.roots import root
from bot.domain.grading.said import Said
from bot.domain.grading.typos import alike
from bot.domain.grading.words import Word

ECHO = 0.8
"""From this share of words of the question on, an answer repeats it."""

REWORDED = 0.6
GAIN = 0.12
"""So does one with this share of them that says hardly anything of the answer: less than this share of its words."""

LONG = 40
FOREIGN = {"words": 0.42, "han": 0.28}
"""A text of so many words of which fewer than this share occur in the card is about something else.

Measured on the deck: answers of other cards have .20 on the average and at most about .40 (Chinese .05 and .20). Of 170
labelled answers none was taken for one."""

HEARD = 0.55
HEARD_OWN = 0.4
IN_ORDER = 0.45
"""A misconception is heard in a sentence with this share of its words, and of those that the card has nowhere
else, if so many of its words stand in their order."""

FEWEST_LIGHT = {"words": 0.13, "han": 0.06}
"""Keywords hold fewer function words than this share (Russian verbs count too, Chinese is counted by characters)."""

MOST_WANTED = 0.75
FEWEST_AMONG_WANTED = 0.3
FEWEST_WORDS = 8
"""So is a single sentence of so many words if this share of them is what the key points ask for and little else
stands among them: people who explain say more (at most .69 of the labelled good answers), or divide it."""

SHORTEST_RUN = 9
"""Chinese characters for each space among them: keywords are written apart, prose is not."""

_FILLER = (
    "question important interesting good think believe understand know need explain answer depend many things "
    "thing lot topic interview really actually case example matter talk say ask look work use well clear simply "
    "general вопрос важный важно интересный хороший думать считать понимать понять знать нужный объяснить ответ "
    "ответить зависит многий вещь тема собеседование действительно случай пример говорить сказать спросить "
    "смотреть работать использовать хорошо понятно вообще обычно просто разобраться рассказать речь "
)
"""Words with which a question is dressed up as an answer."""
_FILLER_HAN = re.compile(
    "这个?问题|我(?:认为|觉得|想)|首先|理解|重要|讨论|非常|主要|关于|面试|回答|说明|解释|情况|其实|总之|具体|一个?好问题|很|问|答"
)
_VERB = re.compile(
    r"(?:[аеиоуюя]ет|[аоуя]ют|ит|ат|ят|ут|ется|ится|ются|утся|ятся|атся|л[аои]?|л[аои]?сь|лся|ть|ться|ен[аоы]?|ан[аоы]?)$"
)


@dataclass(frozen=True, slots=True)
class Belief:
    """A misconception's words, and those of them that neither the question nor the right answer has."""

    words: tuple[Word, ...]
    own: frozenset[tuple[str, ...]]
    sentences: int


def is_echo(said: Said, asked: Said, told: frozenset[str]) -> bool:
    """Whether an answer only repeats its question; `told` are the keys of what a right answer says beyond it."""
    words = [word for word in said.units if not _is_filler(word)]
    if not words:
        return bool(said.sentences)
    repeated = sum(asked.has(word.keys) for word in words) / len(words)
    if repeated >= ECHO:
        return True
    gain = sum(not told.isdisjoint(word.keys) for word in words) / len(words)
    return repeated >= REWORDED and gain < GAIN


def is_foreign(said: Said, asked: Said, told: frozenset[str]) -> bool:
    """Whether a long text is about something else, such as the answer of another card."""
    words = {word.keys: word for word in said.units}
    if len(words) < LONG:
        return False
    known = sum(asked.has(keys) or not told.isdisjoint(keys) for keys in words)
    han = sum(word.raw[0] >= "\u3400" for word in words.values())
    return known < FOREIGN["han" if 2 * han > len(words) else "words"] * len(words)


def is_stuffed(said: Said, wanted: frozenset[str]) -> bool:
    """Whether it is a list of keywords: no sentence in it. `wanted` are the keys of the key points."""
    tokens = sum(sentence.tokens for sentence in said.sentences)
    light = sum(sentence.light for sentence in said.sentences)
    words = [word for sentence in said.sentences for word in sentence.words]
    han = sum(sentence.han_length for sentence in said.sentences)
    if 2 * han > tokens:
        gaps = sum(sentence.gaps for sentence in said.sentences)
        return light < FEWEST_LIGHT["han"] * han or han < SHORTEST_RUN * gaps
    if len(said.sentences) == 1 and light < FEWEST_AMONG_WANTED * tokens:
        hits = sum(not wanted.isdisjoint(word.keys) for word in words)
        if len(words) >= FEWEST_WORDS and hits >= MOST_WANTED * len(words):
            return True
    verbs = sum(_VERB.search(word.raw) is not None for word in words if word.raw[0] >= "а")
    return light + verbs < FEWEST_LIGHT["words"] * tokens


def belief(text: str, asked: Said, told: frozenset[str]) -> Belief:
    """A misconception prepared; `told` are the keys of the right answer."""
    said = Said(text)
    words = tuple({word.keys: word for word in said.units}.values())
    own = frozenset(word.keys for word in words if told.isdisjoint(word.keys) and not asked.has(word.keys))
    return Belief(words, own, max(1, len(said.sentences)))


def is_heard(belief: Belief, said: Said) -> bool:
    """Whether as many sentences as it has say it, and deny none of it that it does not deny itself."""
    hits: Counter[int] = Counter()
    own: Counter[int] = Counter()
    opposed: set[int] = set()
    for word in belief.words:
        for number, flags in said.flags(word.keys).items():
            hits[number] += 1
            own[number] += word.keys in belief.own
            if word.negated is not None and word.negated not in flags:
                opposed.add(number)
    for first in range(len(said.sentences)):
        window = range(first, first + belief.sentences)
        if (
            sum(hits[each] for each in window) >= HEARD * len(belief.words)
            and sum(own[each] for each in window) >= HEARD_OWN * len(belief.own)
            and opposed.isdisjoint(window)
            and _in_order(belief.words, said.units_of(window)) >= IN_ORDER * len(belief.words)
        ):
            return True
    return False


def _in_order(wanted: Sequence[Word], told: Sequence[Word]) -> int:
    """How many of the words stand in their order: who swaps two things says something else with the same words."""
    row = [0] * (len(told) + 1)
    for one in wanted:
        before = 0
        for at, other in enumerate(told, 1):
            above = row[at]
            same = one.key == other.key or alike(one.keys[0], other.keys[0])
            row[at] = before + 1 if same else max(above, row[at - 1])
            before = above
    return row[-1]


def _is_filler(word: Word) -> bool:
    if word.raw[0] >= "\u3400":
        return _FILLER_HAN.search(word.raw) is not None
    return not _filler().isdisjoint(word.keys)


@lru_cache(maxsize=1)
def _filler() -> frozenset[str]:
    return frozenset(root(word) for word in _FILLER.split())
