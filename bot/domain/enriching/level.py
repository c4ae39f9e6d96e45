"""Which level a question is of, by signs that can be pointed at."""

import re

from bot.domain.cards import CardContent, Language, Level
from bot.domain.enriching import Proposed, Reason
from bot.domain.enriching.prose import statements, utf16_length

BRIEF: dict[Language, int] = {"en": 420, "ru": 420, "zh": 140}
"""UTF-16 units of an answer that says one thing: about 70 words."""

SHORT_QUESTION: dict[Language, int] = {"en": 110, "ru": 110, "zh": 45}
CHAPTERS = 3

_DEFINITION = re.compile(
    r"^\W*(?:what (?:is|are|does .{2,40} (?:do|mean))\b|define\b|что такое\b|что значит\b)"
    r"|^\W*(?:для чего нуж|зачем нуж|назовите)"
    r"|什么是|是什么[？?]?$|是做什么的",
    re.IGNORECASE,
)
_COMPARISON = re.compile(
    r"\bdifferen(?:ce|t)\b|\bdiffers?\b|\bcompare\b|чем .{2,60}отлича|в чём .{0,10}разниц|сравните|区别|有何不同|比较",
    re.IGNORECASE,
)
_DESIGN = re.compile(
    r"\bdesign\b|\barchitect\b|describe how you would|how would you (?:build|organi[sz]e|structure)"
    r"|спроектир|устро(?:ить|ите|ен)|опишите,? как|расскажите|как перепиш|设计|比较常见的|你打算|如何保证|怎么规划",
    re.IGNORECASE,
)
_SCALE = re.compile(
    r"\b(?:million|billion|shard\w*|replicas?|pods|thousands? of|\d{1,3}(?:,\d{3})+)\b"
    r"|\b(?:млн|миллион\w*|миллиард\w*|реплик\w*|шард\w*|подов|экземпляр\w*)\b"
    r"|上亿|百万|千万|万次|副本|分片|多个实例|个实例|个 Pod",
    re.IGNORECASE,
)
_FAILURE = re.compile(
    r"\bcascad\w*|\bretry storm\b|every retry|each layer|own services|under load|rolling update|deadlock"
    r"|каскад|дружно повторя|добива|под нагрузкой|на бою|при каждом выкате|级联|雪崩|整条调用链|高并发|不允许停机",
    re.IGNORECASE,
)
_DIAGNOSIS = re.compile(
    r"\bhow do you (?:find|see|work out|prove|confirm|get)|\bsuspect\b|likely cause|what is (?:wrong|going on)"
    r"|where do you look"
    r"|why (?:does|did|do|is)\b.*\bhow\b|what happens next|is missing\b"
    r"|\bпочему\b|отчего|откуда|что (?:случилось|происходит|вы проверите)|с чего начн"
    r"|как найд|как (?:выясн|вы пойма|пойма)"
    r"|怎么定位|怎么判断|原因|怎么回事|怎么知道|哪里|怎么揪|为什么|怎么解释|去查",
    re.IGNORECASE | re.DOTALL,
)


def level(card: CardContent) -> Proposed[Level]:
    """The level that the signs speak for; "clear-signs" or "few-signs" is among the reasons.

    Junior: one short question for a definition or a comparison, with a brief answer. Senior: two or more of a design
    asked for, a scale told, a failure of several parts or under load, an answer in several chapters. Middle: an
    incident to be found out, told or answered at some length, with at most one sign of a senior question.

    Else, with few signs: an answer in several chapters is a senior's, a short question with a brief answer a junior's,
    as is a definition or a comparison with either; what lies between is a middle's.
    """
    question = card.question
    asked = sum(question.count(sign) for sign in "?？")
    brief = utf16_length(card.answer) <= BRIEF[card.lang]
    chapters = sum(each.kind == "heading" for each in statements(card.answer, card.lang))
    simple = utf16_length(question) <= SHORT_QUESTION[card.lang] and asked <= 1
    kind: Reason | None = None
    if _DEFINITION.search(question):
        kind = "definition"
    elif _COMPARISON.search(question):
        kind = "comparison"
    signs: list[tuple[Reason, bool]] = [
        ("design", _DESIGN.search(question) is not None),
        ("scale", _SCALE.search(question) is not None),
        ("failure", _FAILURE.search(question) is not None),
        ("long", chapters >= CHAPTERS),
    ]
    senior = tuple(name for name, found in signs if found)
    found_out = _DIAGNOSIS.search(question) is not None
    if kind and simple and brief and not senior and not found_out:
        return Proposed("junior", (kind, "brief", "clear-signs"))
    if len(senior) > 1:
        return Proposed("senior", (*senior, "clear-signs"))
    if found_out and not kind and not chapters and not (simple and brief):
        return Proposed("middle", ("diagnosis", "clear-signs"))
    if "long" in senior:
        return Proposed("senior", ("long", "few-signs"))
    if not senior and simple and (brief or kind):
        return Proposed("junior", (kind or "brief", "few-signs"))
    told: Reason = senior[0] if senior else "diagnosis" if found_out else "in-between"
    return Proposed("middle", (told, "few-signs"))
