"""Negations of a statement: one taken away, or one put where there is none."""

import re
from collections.abc import Callable, Iterator

from bot.domain.cards import Language
from bot.domain.enriching.opposites import ENGLISH_VERBS
from bot.domain.enriching.opposites_zh import CHINESE_VERBS
from bot.domain.enriching.sites import WEIGHT, Site

_SIBILANT = ("s", "x", "z", "ch", "sh", "o")
_CONSONANT_Y = re.compile("[^aeiou]y$")
_IRREGULAR = {"have": "has"}


def _third(verb: str) -> str:
    """The form for he, she and it."""
    if _CONSONANT_Y.search(verb):
        return verb[:-1] + "ies"
    return _IRREGULAR.get(verb) or verb + ("es" if verb.endswith(_SIBILANT) else "s")


_VERB_FORMS = {_third(verb): verb for verb in ENGLISH_VERBS.split()}
_THIRD = re.compile(r"(?<![\w.-])(?<!a )(?<!the )(?:" + "|".join(_VERB_FORMS) + r")(?![\w.'’-])")
_DOESNT = re.compile(r"\b(?:doesn['’]t|does not) (?P<verb>[a-z]+)\b")
_DONT = re.compile(r"\b(?:don['’]t|do not) (?P<verb>[a-z]+)\b", re.IGNORECASE)
EVERY = re.compile(r"\b(?:every|all|each|almost)\b(?!.*,)", re.IGNORECASE)
"""Before a negation these make a statement that may be true."""

_SUBORDINATE = re.compile(
    r"\b(?:that|what\w*|which|who|how|where|if|while|because|although|since|when|as)\b", re.IGNORECASE
)
ANY = re.compile(
    r"\b(?:still|any\w*|either|yet|until|nor|ever|neither|nobody|nothing|no|unless|never)\b", re.IGNORECASE
)
"""Words that go with a negation alone, or are one."""

_DENIED_RU = re.compile(
    r"\bне (?P<verb>[а-яё]+(?:ает|яет|ует|ёт|ет|ит|ают|яют|уют|ут|ют|ат|ят|ется|ётся|ится|утся|ются|атся|ятся))\b"
)
_VERB_RU = re.compile(
    r"(?<!не )(?<!ни )(?<!котор.. )\b(?P<verb>[а-яё]{2,}(?:ает|яет|ует|ают|яют|уют|ается|яется|уется|аются"
    r"|яются|уются|ится|ятся)"
    r"|держит|держат|пишет|покажет|ждёт|ждут|ставит|хранит|хранят|видит|видят|ловит|стоит|даёт|дают|берёт|живёт"
    r"|зависит|требует|меняет"
    r"|защитит|приходит|уходит|делят|делит|служит|войдёт|входит|влезает|держится|растёт|падёт)\b"
)
_NI = re.compile(r"\b(?:ни\w*|нет|нельзя|ещё|пока|чтобы|лишь|если|без|кроме)\b", re.IGNORECASE)
_DENIED_ZH = re.compile(f"不(?={CHINESE_VERBS})")
_IS_ZH = re.compile("(?<![但可还就于而不只总果凡要的正也都即若倒算])是(?![否不一的])")
_HAS_ZH = re.compile("(?<![没所只具还拥含占持也都均要另带])有(?!的|时|些|效|限|界|序|人|用|关|状态|意义|可能|机会|助)")
_WILL_ZH = re.compile("(?<![机社协不才就都也还一])会(?![话员议])")
_NOT_DENIED_ZH = re.compile("[不没无非未别]|如果|只要|除非|为什么")


def negations(text: str, lang: Language) -> Iterator[Site]:
    """A negation taken away where there is one; else one put to the first verb that surely is one."""
    found = _IN[lang](text)
    if found is not None:
        start, end, new = found
        yield Site(start, end, (new,), "negation", WEIGHT["negation"])


_Found = tuple[int, int, str] | None


def _english(text: str) -> _Found:
    if ANY.search(text):
        return None
    if match := _DOESNT.search(text):
        return *match.span(), _third(match["verb"])
    if match := _DONT.search(text):
        return *match.span(), match["verb"]
    match = _THIRD.search(text)
    if match is None or EVERY.search(text[: match.start()]):
        return None
    clause = text[: match.start()].rpartition(",")[2]
    if _SUBORDINATE.search(clause) or re.search(r"(?:ly|not)\s$", clause):
        return None
    return *match.span(), f"does not {_VERB_FORMS[match[0]]}"


def _russian(text: str) -> _Found:
    if _NI.search(text):
        return None
    if match := _DENIED_RU.search(text):
        return *match.span(), match["verb"]
    match = _VERB_RU.search(text)
    if match is None or re.search(r"\b(?:не|только|лишь)\b", text):
        return None
    return *match.span("verb"), f"не {match['verb']}"


def _chinese(text: str) -> _Found:
    if match := _DENIED_ZH.search(text):
        return *match.span(), ""
    if _NOT_DENIED_ZH.search(text):
        return None
    for pattern, new in ((_WILL_ZH, "不会"), (_HAS_ZH, "没有"), (_IS_ZH, "不是")):
        if match := pattern.search(text):
            return *match.span(), new
    return None


_IN: dict[Language, Callable[[str], _Found]] = {"en": _english, "ru": _russian, "zh": _chinese}
