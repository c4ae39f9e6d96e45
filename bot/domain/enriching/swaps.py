"""Words of a statement that have opposites, or others of their kind."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from bot.domain.cards import Language
from bot.domain.enriching.negations import ANY, EVERY
from bot.domain.enriching.opposites import ENGLISH, TERMS, WHOLE
from bot.domain.enriching.opposites_ru import RUSSIAN, RUSSIAN_ALIKE, RUSSIAN_NOUNS
from bot.domain.enriching.opposites_zh import CHINESE
from bot.domain.enriching.sites import WEIGHT, Kind, Site

Table = tuple[re.Pattern[str], dict[str, tuple[str, ...]]]
"""Words to be found, and what can stand in the place of each."""

_LINES: dict[Language, str] = {"en": ENGLISH, "ru": RUSSIAN, "zh": CHINESE}
_EDGE = (r"(?<![\w.`'’-])", r"(?![\w`'’(=-])(?!\.\w)")


@lru_cache(maxsize=4)
def table(lang: Language | None) -> Table:
    """The words of a language, or for None the names that all languages share."""
    news: dict[str, tuple[str, ...]] = {}
    for line in (_LINES[lang] if lang else TERMS).strip().splitlines():
        first, _, only = line.partition(" > ")
        words = first.split("|")
        for word in words if not only else words[-1:]:
            others = tuple(only.split("|")) if only else tuple(each for each in words if each != word)
            key = word.casefold() if lang else word
            news[key] = tuple(dict.fromkeys((*news.get(key, ()), *others)))
    ordered = sorted(news, key=lambda word: -len(word))
    before, after = ("", "") if lang == "zh" else _EDGE if lang else (r"(?<![\w-])", r"(?![\w-])")
    flags = re.IGNORECASE if lang else 0
    return re.compile(before + "(?:" + "|".join(map(re.escape, ordered)) + ")" + after, flags), news


_ADJECTIVE = "(?:ый|ий|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ой|ей|ую|юю|ым|им|ом|ем|ых|их|ыми|ими|о)"
_NOUN = "(?:а|у|ом|е|и|ы|я|ю|ем|ь|ов|ей|ам|ами|ах|ям|ями|ях)?"


@lru_cache(maxsize=1)
def _declined() -> Table:
    news: dict[str, tuple[str, ...]] = {}
    parts = []
    for lines, endings in ((RUSSIAN_ALIKE, _ADJECTIVE), (RUSSIAN_NOUNS, _NOUN)):
        known = []
        for line in lines.strip().splitlines():
            first, _, only = line.partition(" > ")
            words = first.split("|")
            for word in words:
                others = (only,) if only else tuple(each for each in words if each != word)
                news[word] = (*news.get(word, ()), *others)
                known.append(word)
        parts.append("(?:" + "|".join(sorted(known, key=lambda word: -len(word))) + f")(?={endings}(?![\\w-]))")
    return re.compile(r"(?<![\w-])(?:" + "|".join(parts) + ")", re.IGNORECASE), news


_NOT_HERE: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:there|that|this|it) (?:is|are)\b|\b(?:is|are|can|may|should|will|must) not\b|\bat first\b"
        r"|\bfirst (?:class|of all)\b|"
        r"\b(?:cannot|can't)\b.{0,3}\bhelp|\beven if\b|\bthe same (?:way|as|time|moment)\b|\bas long as\b|\bat last\b"
        r"|\b(?:is|are|were|was) (?:why|where|what|how|that)\b|\bhow (?:long|fast)\b|\bno (?:later|longer|sooner)\b"
        r"|\bmay (?:be|or)\b.{0,20}\bmay\b|\bstill\b.{0,12}\bnot\b|\bwhat (?:is|are)\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\bбольше (?:не|ни\w*|нет|никто)\b|\bне (?:больше|меньше|раньше|позже|сначала)\b|\bниже порядок\b|\bи выше\b"
        r"|\bне (?:может|могут|нужен|нужна|нужны|нужно|должен|должна|должны|нельзя)\b|\bпосле(?:дн|\s+этого"
        r"|\s+чего)|\bв первую очередь\b"
        r"|\bможет быть\b|\bкак можно\b|\bне только\b|\bхотя бы\b(?! один)|\bв т\w+ же\b[^,]*, (?:что|где)"
        r"|\bод(?:ин|н\w+) и т\w+ же|\bкотор\w+ (?:нельзя|можно)\b"
        r"|\bдобавить как\b|\bсо стар\w+",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        "同步阻塞|功能|性能|可能|只能|才能|智能|能力|可以说|可以看|不可以|是不是|有没有|没有人|能不能|需不需要|不可能|会不会|不能不|一成不变|"
        "没有意义|没有问题|没有办法|已经不再|支持了|不会再|最多只|还没有|没有先后|有没有"
    ),
}


_INHERITS = re.compile(r"inherit|subclass|наслед|继承", re.IGNORECASE)


def terms(text: str) -> Iterator[Site]:
    """Names and technical terms."""
    for line in WHOLE.strip().splitlines():
        words = line.split("|")
        if text in words:
            others = tuple(word for word in words if word != text)
            yield Site(0, len(text), others, "term", WEIGHT["term"])
    for site in _found(text, table(None), "term", exact=True):
        # Every exception inherits BaseException in the end.
        if not (text[site.start : site.end].endswith("Error") and _INHERITS.search(text)):
            yield site


def opposites(text: str, lang: Language) -> Iterator[Site]:
    """Words of the language."""
    held = [each.span() for each in _NOT_HERE[lang].finditer(text)]
    sites = list(_found(text, table(lang), "opposite", exact=False))
    if lang == "ru":
        sites += _found(text, _declined(), "opposite", exact=False)
        sites += [Site(*each.span(), ("после",), "opposite", WEIGHT["opposite"]) for each in _UNTIL_RU.finditer(text)]
    for site in sites:
        if not any(site.start < to and at < site.end for at, to in held):
            yield from _weighed(text, site, lang)


def _weighed(text: str, site: Site, lang: Language) -> Iterator[Site]:
    """The site with its kind and weight; nothing where the change could leave the statement true, or ungrammatical."""
    before, said = text[: site.start], text[site.start : site.end].casefold()
    if said in ("longer", "shorter") and re.search(r"\b(?:takes?|for) $", before):
        return
    if said not in DENIALS and not any(new.casefold() in DENIALS for new in site.news):
        kind: Kind = "condition" if said == "unless" else site.kind
        yield replace(site, kind=kind, weight=_LIGHT_WEIGHT if said in _LIGHT else WEIGHT[kind])
        return
    if (said.startswith("нуж") and not before) or re.search(r"\d $", before):
        return
    around = before + text[site.end :]
    if lang == "en" and (ANY.search(text) or re.search(r"\bnot\b", around) or EVERY.search(before)):
        return
    yield replace(site, kind="negation", weight=WEIGHT["negation"])


_UNTIL_RU = re.compile(
    r"(?<![\w-])до(?= (?:COMMIT|fork|коммита|удаления|записи|вызова|запуска|фиксации)\b)", re.IGNORECASE
)
_LIGHT = frozenset(
    ("old", "new", "first", "last", "client", "clients", "server", "servers", "стар", "нов", "долг", "коротк")
) | {"客户端", "服务端"}
_LIGHT_WEIGHT = 0.7
"""Of words that often stand for no more than what is talked of."""
DENIALS = frozenset(
    """
can't|cannot|can|should|will|is|are|may|must|won't|isn't|aren't|wasn't|still|must not|should not|will not|is not|are not
may not|need not|no longer|нужен|нужна|нужны|нужно|может|могут|должен|должна|должны|支持|需要|可以|适合|没有|不会|不支持
""".strip()
    .replace("\n", "|")
    .split("|")
)
"""Of two words one denies the other."""


def _found(text: str, known: Table, kind: Kind, *, exact: bool) -> Iterator[Site]:
    pattern, news_of = known
    said = text if exact else text.casefold()
    for match in pattern.finditer(text):
        word = match[0] if exact else match[0].casefold()
        rest = said[: match.start()] + "\0" + said[match.end() :]
        others = news_of[word]
        news = tuple(new for new in others if new not in rest and (exact or new.casefold() not in rest))
        enough = len(news) == len(others) or (kind == "term" and len(news) == len(others) - 1)
        if word not in rest and news and enough:
            yield Site(match.start(), match.end(), news, kind, WEIGHT[kind])
