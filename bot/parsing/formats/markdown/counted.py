"""What the numbers of headings tell: a label that repeats with a number, a list that counts without a gap."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.parsing.formats.markdown import surroundings, words
from bot.parsing.formats.markdown.blocks import Block
from bot.parsing.formats.markdown.tidy import Lost
from bot.parsing.formats.markdown.titles import Title, asks, label_rest, plain, read_title

FEWEST_LABELS = 3
"""Headings with the same word and a number, from which on the word is a label."""

FEWEST_COUNTED = 8
"""Headings of a list that counts from one without a gap, from which on some of them need not ask."""

FAR = 40
"""Blocks below a heading among which its answer is looked for."""

_HAN_DIGITS = "一二三四五六七八九十"
_LABEL = re.compile(
    rf"([\u4e00-\u9fff]{{1,6}}(?=[^\u4e00-\u9fff]|[{_HAN_DIGITS}])|[^\W\d_\u4e00-\u9fff]{{3,20}}"
    rf"(?:[ -][^\W\d_]{{1,20}})?(?=\s|[№#]))\s*[№#]?\s*(\d{{1,4}}|[①-⑳]|[{_HAN_DIGITS}]{{1,3}})"
    r"\s*(?:$|[.:：、)\]—–-]+\s*)"
)
_MAY_COUNT = re.compile(rf"[\W_]*[^\W\d_]{{1,20}}(?:[ -][^\W\d_]{{1,20}})?[ №#]*(?:\d|[①-⑳{_HAN_DIGITS}])")
_CHAPTERS = re.compile(
    r"(?:step|day|week|month|chapter|part|section|module|lesson|lecture|unit|phase|stage|sprint|level|version|release"
    r"|round|example|method|way|approach|option|solution|case|scenario|tip|rule|figure|table|answer|block|layer|note|appendix"
    r"|шаг|день|неделя|месяц|глава|часть|раздел|модуль|урок|лекция|этап|уровень|версия|пример|способ|метод|вариант"
    r"|решение|случай|совет|правило|рисунок|таблица|ответ|блок|слой|приложение|тема|topic"
    r"|步骤|步|方法|方案|例|示例|例子|章|第|答案|版本|阶段|方式|案例|附录|图|表|模块|部分).*",
    re.IGNORECASE,
)
"""Words that count parts of a text or of an answer, not questions."""


def repeated_labels(blocks: Sequence[Block], links: Mapping[str, str]) -> frozenset[tuple[int, str]]:
    """The level and the word of headings such as "Card 1", "Card 2": they stand again and again, and what follows most
    of them asks or is answered under a label."""
    found: dict[tuple[int, str], list[tuple[str, bool]]] = {}
    levels = Counter(block.level for block in blocks if block.kind == "heading")
    for at, block in enumerate(blocks):
        if block.kind != "heading" or _MAY_COUNT.match(block.text) is None:
            continue
        label = _LABEL.match(read_title(block.text, links).text)
        if label is None or _CHAPTERS.fullmatch(label[1]):
            continue
        rest = label.string[label.end() :]
        told = asks(rest) >= 0.5 if rest else False
        found.setdefault((block.level, label[1].casefold()), []).append(
            (label[2], told or _asks_below(blocks, at, links, named=bool(rest)))
        )
    return frozenset(
        key
        for key, told in found.items()
        if len({number for number, _ in told}) >= max(FEWEST_LABELS, levels[key[0]] / 2)
        and sum(is_told for _, is_told in told) * 2 >= len(told)
    )


def _asks_below(blocks: Sequence[Block], at: int, links: Mapping[str, str], *, named: bool) -> bool:
    """Whether the first thing below a heading asks, unless the heading names it, or an answer stands there that is
    named or folded away."""
    for block in _below(blocks, at):
        text = block.text if block.kind in ("paragraph", "heading") else ""
        text = text or next((each.text for each in block.summary), "")
        if text and label_rest(words.ANSWER_LABEL, plain(text.partition("\n")[0], links)) is not None:
            return True
    first = blocks[at + 1] if at + 1 < len(blocks) else None
    return not named and first is not None and first.kind == "paragraph" and asks(plain(first.text, links)) >= 0.5


def _below(blocks: Sequence[Block], at: int) -> Iterator[Block]:
    for place in range(at + 1, min(len(blocks), at + FAR)):
        if blocks[place].kind == "heading" and blocks[place].level <= blocks[at].level:
            return
        yield blocks[place]


def without_repeated(title: Title, level: int, labels: frozenset[tuple[int, str]]) -> Title:
    """The title without such a label."""
    label = _LABEL.match(title.text) if labels else None
    if label is None or (level, label[1].casefold()) not in labels:
        return title
    text = title.text[label.end() :].strip()
    number = (_number(label[2]),)
    return replace(title, text=text, number=number, labelled=True, asks=asks(text))


def _number(sign: str) -> int:
    if sign.isdecimal():
        return int(sign)
    if "①" <= sign <= "⑳":
        return ord(sign) - ord("①") + 1
    tens, _, ones = sign.rpartition("十")
    return (_HAN_DIGITS.find(tens) + 1 or 1) * 10 * ("十" in sign) + _HAN_DIGITS.find(ones or "_") + 1


def counts_regularly(titles: Sequence[Title], lost: Sequence[Lost]) -> bool:
    """Whether titles, each with a text of its own, are a list of questions of which some are only names: they count
    from one without a gap, and enough of them ask; fewer where most of them end with the same link back."""
    numbers = [title.number for title in titles]
    if len(titles) < FEWEST_COUNTED or numbers[0] != (1,):
        return False
    if any(len(after) != 1 or after[0] != before[0] + 1 for before, after in pairwise(numbers)):
        return False
    around = (surroundings.README, surroundings.CHROME, surroundings.CLOSING)
    if any(pattern.fullmatch(title.text[:80]) for title in titles for pattern in around):
        return False
    asking = sum(title.asks >= 1 for title in titles)
    returns = max(Counter(each.text for each in lost).values(), default=0)
    return asking * 5 >= 2 * len(titles) or (asking * 5 >= len(titles) and returns * 2 >= len(titles))
