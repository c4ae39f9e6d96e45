"""Key points: short phrases that stand in the answer, with the other words that it gives for them."""

import math
import re
from collections import Counter
from collections.abc import Sequence

from bot.domain.cards import CardContent, KeyPoint, Language
from bot.domain.enriching import NotProposed, Proposed, Reason
from bot.domain.enriching.prose import Statement, balanced, points_back, statements, stems

FEWEST, MOST = 3, 6
LONGEST: dict[Language, int] = {"en": 60, "ru": 60, "zh": 26}
SHORTEST: dict[Language, int] = {"en": 8, "ru": 8, "zh": 5}
"""Characters of a point: a thing that can be said in one breath, and no single common word."""

WORDS = (2, 9)
"""Stems of a point: fewer say nothing, more are a sentence to learn by heart."""

ALIKE = 0.5
"""From this share of common words on, two points are one."""

_SHORTEST_PART: dict[Language, int] = {"en": 5, "ru": 5, "zh": 3}
_LONGEST_PART: dict[Language, int] = {"en": 100, "ru": 100, "zh": 45}
"""Characters of a part of an answer that says so little that every part is a point."""

_ALIKE_PARTS = 0.67

_AIMLESS = re.compile(
    r"(?:it|this|that|they|there|which|who|so|then|это|он[аио]?|они|тогда|так|там|что|котор\w+)\b|[它这那其]",
    re.IGNORECASE,
)

_ECHO = 0.6
"""From this share of the question's words on, a point would be met by who repeats the question."""

_PART = re.compile(
    r"\s*(?:[,;](?=\s)|:(?=\s\D)|[()（），；：。]|\s[—–-]\s|(?<!\.)[.!?](?=\s|$)"
    r"|\s(?=(?:because|so that|which|but|so|and then|чтобы|потому что|но|поэтому|который|которая|которые)\b))\s*",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:[^\s:：]+\s){0,3}[^\s:：]+:\s+(?=\D)|^[^:：，]{1,8}：")
_LINK = re.compile(
    r"^(?:(?:and|or|but|so|then|also|и|а|но|или|то|ведь|поэтому)\s+|或者|所以|因此|然后|[和或但而就也还并再])+",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"^(?:it|its|this|that|these|those|they|there|such|for|if|when|while|as|because|since|until|which|who|where|even|"
    r"otherwise|by default|\d+ by default|called|using|at the cost of|not|no|a big|i|you|we|unless|without that"
    r"|the (?:worst|same|other|simplest)"
    r"|этот?|эта|эти|этого|он|она|оно|они|его|её|их|если|когда|пока|что|чтобы|котор\w+|где|например|иначе|затем|потом|"
    r"по умолчанию|так|за это|тут|там|дальше|кто|ему|ей|ещё|тогда|скорее всего|похоже|последним|значит|ровно|строкой"
    r")\b|^(?:如果|当|它|这|那|其|比如|例如|默认|不够|第?[一二三四五](?:$|[,，、])|说明|可|从 [0-9]|只有|别"
    r"|任务就|老老实实)",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"(?:at|by|from|in|on|to|under|using|with|without|based|shared|на|по|в|с|из|до|от|для|при|через|после|без|у"
    r"|строкой|последним)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Za-z]\w*[_.(=]\w*|--\w|[a-z][A-Z]|\b[A-Z]{2,}\b")
_ABBREVIATION = re.compile(r"\b[A-Z]{3,6}\b")
_ABBREVIATIONS = 20
"""As many of a text are looked at."""

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]+")
_OTHER_WORDS = (
    re.compile(
        r"(?P<one>[\w+-]{1,40}(?: [\w+-]{1,40}){0,2}) "
        r"\((?P<other>(?:или |or |aka |also called )?[^\W\d][\w=+ -]{1,40})\)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<!\w)(?P<one>[\u4e00-\u9fff\w]{2,10})（(?:即|也叫|又称)?(?P<other>[A-Za-z\u4e00-\u9fff][\w=+ -]{1,30})）"
    ),
    re.compile(
        r"(?P<one>[\w-]{1,40} [\w-]{1,40}),? (?:also called|also known as|то есть|он же) "
        r"(?:the |an? )?(?P<other>[\w-]+(?: [\w-]+)?)",
        re.IGNORECASE,
    ),
    re.compile(r"(?<!\w)(?P<one>[\u4e00-\u9fff]{2,8})，?(?:也叫|又称|俗称)(?P<other>[\u4e00-\u9fff]{2,8})"),
)
"""How an answer gives other words for something: in brackets, or as "A, also called B"."""

_REMARK = re.compile(
    r"^(?:or |или )?(?:by|since|from|default|for|not|see|with|only|at|both|a|an|the|python|postgres\w*|django|redis|"
    r"по|с|со|от|до|на|не|в|и|как|при|для|начиная|если|например|смотри|默认|见|如|从|包括|不)\b|^(?:默认|例如|从|不|如|见)",
    re.IGNORECASE,
)


def key_points(card: CardContent, neighbours: Sequence[CardContent]) -> Proposed[tuple[KeyPoint, ...]] | NotProposed:
    """Three to six phrases that stand in the card's answer word for word, in its order.

    Preferred are those whose words few of the neighbours' answers hold; one statement gives one point.
    """
    said = statements(card.answer, card.lang)
    heads = [each for each in said if each.kind == "heading" and _fits(each.text, card.lang)]
    weights = _weights([card.answer, *(each.answer for each in neighbours)])
    asked = stems(card.question)
    headed = len(heads) >= FEWEST
    taken = _apart([], [each.text for each in heads] if headed else _best(said, card.lang, asked, weights), MOST)
    whole = len(taken) >= FEWEST
    if not whole:
        taken = _apart(taken, _parts(said, card.lang), FEWEST, _ALIKE_PARTS)
    if len(taken) < FEWEST:
        return NotProposed("few-points")
    text = "\n".join(each.text for each in said)
    points = tuple(KeyPoint(each, synonyms(each, text)) for each in sorted(taken, key=text.find))
    reasons: list[Reason] = ["headings" if headed else "phrases" if whole else "parts"]
    if any(point.synonyms for point in points):
        reasons.append("synonyms")
    return Proposed(points, tuple(reasons))


def _apart(taken: Sequence[str], phrases: Sequence[str], most: int, alike: float = ALIKE) -> list[str]:
    """With the phrases that say something else than those before them, `most` at all."""
    kept = list(taken)
    for phrase in phrases:
        if len(kept) < most and all(_share(stems(phrase), stems(other)) < alike for other in kept):
            kept.append(phrase)
    return kept


def _parts(said: Sequence[Statement], lang: Language) -> list[str]:
    """Parts of statements, those that stand alone first: several of one statement too, where the answer says little."""
    good = [phrase for each in said for phrase in _phrases(each.text, lang)]
    rest = [
        part
        for each in said
        for found in _PART.split(_LABEL.sub("", each.text))
        if (part := _LINK.sub("", found.strip(" .。;；"))) and balanced(part)
        if _SHORTEST_PART[lang] <= len(part) <= _LONGEST_PART[lang] and stems(part) and not _AIMLESS.match(part)
    ]
    return [*good, *rest]


def synonyms(phrase: str, text: str) -> tuple[str, ...]:
    """The phrase with other words that the text itself gives: in brackets, after "also called", or as the initials of
    words that it holds too (GIL, global interpreter lock)."""
    pairs = [(_without_links(found["one"]), found["other"]) for each in _OTHER_WORDS for found in each.finditer(text)]
    pairs = [(one, other) for one, other in pairs if not _REMARK.match(other)]
    words = [found[0] for found in _LATIN_WORD.finditer(text)]
    for short in list(dict.fromkeys(_ABBREVIATION.findall(text)))[:_ABBREVIATIONS]:
        for at in range(len(words) - len(short) + 1):
            spelled = words[at : at + len(short)]
            if "".join(word[0] for word in spelled).upper() == short and " ".join(spelled) in text:
                pairs.append((short, " ".join(spelled)))
    found = []
    for one, other in (*pairs, *((other, one) for one, other in pairs)):
        # Chinese has no ends of words.
        whole = re.escape(one) if _HAN.match(one) else rf"(?<!\w){re.escape(one)}(?!\w)"
        if re.search(whole, phrase) and other.casefold() not in phrase.casefold():
            found.append(phrase.replace(one, other, 1))
    return tuple(dict.fromkeys(found))


def _without_links(words: str) -> str:
    """Without the common words that it begins with: what is in brackets does not speak of them."""
    kept = words.split(" ")
    while len(kept) > 1 and not stems(kept[0]):
        kept = kept[1:]
    return " ".join(kept)


def _best(said: Sequence[Statement], lang: Language, asked: frozenset[str], weights: Counter[str]) -> list[str]:
    """One phrase of each statement, the weightiest first."""
    ranked: list[tuple[float, str]] = []
    for place, statement in enumerate(said):
        phrases = [(_weight(each, asked, weights), each) for each in _phrases(statement.text, lang)]
        if phrases:
            weight, phrase = max(phrases)
            ranked.append((weight + 1.5 / (1 + place), phrase))
    return [phrase for _, phrase in sorted(ranked, key=lambda each: -each[0])]


def _phrases(sentence: str, lang: Language) -> list[str]:
    parts = [_LINK.sub("", part.strip()) for part in _PART.split(_LABEL.sub("", sentence))]
    return [part for part in parts if _fits(part, lang)]


def _fits(phrase: str, lang: Language) -> bool:
    fewest, most = WORDS
    long_enough = SHORTEST[lang] <= len(phrase) <= LONGEST[lang]
    whole = phrase[:1].isalnum() and balanced(phrase) and not (_WEAK.match(phrase) or points_back(phrase))
    return long_enough and whole and fewest <= len(stems(phrase)) <= most * (2 if lang == "zh" else 1)


def _weight(phrase: str, asked: frozenset[str], weights: Counter[str]) -> float:
    words = stems(phrase)
    echo = len(words & asked) / len(words)
    rare = sum(1 / max(1, weights[word]) for word in words) / math.sqrt(len(words))
    weight = rare + 0.4 * bool(_NAME.search(phrase)) + 0.1 * len(words)
    return weight * (0.3 if echo >= _ECHO else 1) * (0.7 if _SIDE.match(phrase) else 1)


def _weights(answers: Sequence[str]) -> Counter[str]:
    """How many answers hold each word."""
    return Counter(word for answer in answers for word in stems(answer))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (min(len(one), len(other)) or 1)
