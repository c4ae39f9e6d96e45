"""An answer as statements: its sentences, list items and headings as plain words, and the words' stems."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.domain.cards import Language
from bot.domain.markup import Block, CodeBlock, Heading, ListBlock, Paragraph, Quote, Rule, parse_markdown, plain_text
from bot.domain.stemming import stem

Kind = Literal["sentence", "item", "heading"]

_HEADING = {"en": 60, "ru": 60, "zh": 25}
"""Characters of a numbered line without a full stop that heads what follows."""

_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|no|т\.\s?е|т\.\s?д|т\.\s?п|т\.\s?к|т\.\s?н|напр|см|др|пр|[A-ZА-ЯЁ]))\.$",
    re.IGNORECASE,
)
_END = re.compile(r"(?<![.…])[.!?](?![.])[»”\"')\]]*(?=\s)|[。！？]+[”’」』）]*")
_DECORATION = re.compile(r"^(?:[^\w\s`\"'«“‘(<\[/$@#.*-]|[\u200d\ufe0f\u20e3]|[•–—*-]\s|\d{1,2}[.)、]\s?)+\s*")
_CODE_LABEL = re.compile(
    r"^\W*(?:code(?: example| sample)?|example(?: code)?|пример(?: кода)?|код|代码(?:示例)?|示例(?:代码)?)\W*$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"^(?:instead(?: of)?|wrong|don.t|not (?:this|so)|bad|before)\b.*:$"
    r"|\b(?:after (?:the|that|these)|results?|what changed|outcome|got out|gains?)\b.*:$"
    r"|^(?:вместо|неправильно|не так|плохо|было|раньше)\b.*:$"
    r"|\b(?:получилось|после (?:правок|изменений)|результат|стало|даёт|дает|чего ждать)\b.*:$"
    r"|(?:不要|不推荐|错误|反例|变化|效果|结果|之后应当看到|做到以后|改完|落地).*[:：]$",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:this|these|those|both|such|here|also|others|even better|that (?:mode|limit|table|case|time|moment|way))\b"
    r"|\b(?:этом|этого|этой|эту|этот|эти|такой|такая|такие|тоже|также|ещё лучше|здесь|тут|туда|оттуда|оба|обе|обоих)\b"
    r"|^(?:for|in|with|at) (?:\w+ ){1,3}that (?:can|is|will|may)\b"
    r"|这[个种些样里时一]|那[个种些样里时一边]|前者|后者|上面|以上|如此|同样|效果相同"
    r"|^[^,—]*\bэто\b|^(?:\w+ ){1,2}(?:её|ее|его|их|ему|ей|им|он|она|они|it|them)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-zа-яё0-9_+#]+(?:[.'’-][a-zа-яё0-9_+#]+)*|[\u3400-\u9fff]+")
_STOP = frozenset(
    _WORD.findall(
        "и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по ее её мне было вот от "
        "меня еще ещё нет о из ему когда даже ну ли если уже или ни быть был до вас вам ведь там потом себя может "
        "они тут где есть для мы их чем сам чтобы без чего раз тоже себе под будет тогда кто этот того потому "
        "этого какой какая какие почти мой тем зачем всех можно при об после над больше тот через эти нас про "
        "много эта перед том такой им более всегда это почему такое сделать делать нужно надо the a an of to in is "
        "are and or for on with as at by be it its this that you your how what why when which do does would can "
        "could should will from into if not no there has have had was were than then so such we our i they their "
        "them but only also each every one two use used using make makes"
    )
)
_HAN_STOP = frozenset(
    _WORD.findall("的 了 是 在 和 也 就 都 而 及 与 或 一个 什么 怎么 为什么 如何 可以 需要 时候 哪些 怎样")
)
_REMEMBERED = 4096
"""Neighbours lend to many cards: their texts are read once, as long as they are among the last so many."""

_PAIRS = ("()", "（）", "[]", "{}", "«»", "“”", "「」")


@dataclass(frozen=True, slots=True)
class Statement:
    """A whole sentence, list item or heading; `group` numbers the paragraph or item it stands in."""

    text: str
    kind: Kind
    group: int


@lru_cache(maxsize=_REMEMBERED)
def statements(answer: str, lang: Language) -> tuple[Statement, ...]:
    """What an answer in our Markdown advises or explains, in its order.

    Left out: blocks of code, lines that only announce what follows, what stands under one that announces mistakes
    ("Instead of:") or results ("After the change:").
    """
    found: list[Statement] = []
    aside = False
    for group, (text, kind) in enumerate(_pieces(parse_markdown(answer), lang)):
        for line in text.split("\n"):
            bare = _DECORATION.sub("", line.strip()).strip()
            if not bare or _CODE_LABEL.match(bare):
                continue
            if kind == "heading" or bare.endswith((":", "：")):
                aside = _ASIDE.search(bare) is not None
            if not aside and not bare.endswith((":", "：")):
                said = [bare] if kind == "heading" else sentences(bare)
                found += [Statement(each, kind, group) for each in said]
    return tuple(found)


def sentences(text: str) -> list[str]:
    """The sentences of a line, whole and with their ends."""
    found, start = [], 0
    for end in _END.finditer(text):
        piece = text[start : end.end()]
        goes_on = piece[-1] in ")]»”" and text[end.end() :].lstrip()[:1].islower()
        if goes_on or _ABBREVIATION.search(piece) or _open(piece):
            continue
        found.append(piece.strip())
        start = end.end()
    rest = text[start:].strip()
    return [each for each in (*found, rest) if each]


def utf16_length(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@lru_cache(maxsize=_REMEMBERED)
def stems(text: str) -> frozenset[str]:
    """Stems of content words, identifiers as they are, and pairs of neighbouring Chinese characters."""
    found: set[str] = set()
    for word in _WORD.findall(text.lower()[:20_000]):
        if "\u3400" <= word[0] <= "\u9fff":
            pairs = (word[at : at + 2] for at in range(max(1, len(word) - 1)))
            found.update(pair for pair in pairs if pair not in _HAN_STOP and _HAN_STOP.isdisjoint(pair))
        elif word not in _STOP and len(word) > 1:
            found.add(stem(word))
    return frozenset(found)


def _open(text: str) -> bool:
    """Whether a bracket is open at the end."""
    return any(text.count(pair[0]) > text.count(pair[1]) for pair in _PAIRS)


def balanced(text: str) -> bool:
    """Whether every bracket and quotation mark has its other half."""
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS) and text.count('"') % 2 == 0


def points_back(text: str) -> bool:
    """Whether it speaks of something that was named before it ("both", "in that mode")."""
    return _POINTS_BACK.search(text) is not None


def _pieces(blocks: tuple[Block, ...], lang: Language) -> Iterator[tuple[str, Kind]]:
    for block in blocks:
        match block:
            case Paragraph():
                yield plain_text((block,)), "sentence"
            case Heading():
                yield plain_text((block,)), "heading"
            case ListBlock(items=items):
                for item in items:
                    yield from _item(item.blocks, item.marker, lang)
            case Quote(blocks=inner):
                yield from _pieces(inner, lang)
            case CodeBlock() | Rule():
                pass


def _item(blocks: tuple[Block, ...], marker: str | None, lang: Language) -> Iterator[tuple[str, Kind]]:
    for place, block in enumerate(blocks):
        if place or not isinstance(block, Paragraph):
            yield from _pieces((block,), lang)
            continue
        text = plain_text((block,))
        heads = (
            marker is not None and len(text) <= _HEADING[lang] and not text.rstrip().endswith((".", "。", ";", "；"))
        )
        yield text, "heading" if heads else "item"
