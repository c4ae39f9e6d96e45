"""Finds the lines of a page that open its questions: by label, by number, or by the answer's label below them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.parsing import lexicon
from bot.parsing.blocks import LABEL_LINE, Line, asks, is_short

HEAD_LINE = 600
"""A longer line is no head of a question but a paragraph."""
MOST_ASKED_LINES = 6
LONGEST_LABEL = 60
_LABELS_WITHOUT_COLON = frozenset("AaОоSs答解回РрПп")

_CHINESE_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九十")}
_LABELLED = re.compile(
    r"^\s*(?:#{1,6}\s+)?[\W_]{0,4}(?:(?:вопрос|задача|задание|question|ques?\.?|q\.?|в(?=:)|试题|試題|习题|练习题?|面试官|题目|題目|问题|問題|面试题|面試題)\s{0,2}"
    r"(?:№|#|no\.?)?\s{0,2}(?:(\d{1,4}|[一二三四五六七八九十]{1,3})\s{0,2}(?:[.):：、．\]】–—-]{1,3}|(?=\s|$))|[:：])"
    r"|第\s?([\d一二三四五六七八九十]{1,4})\s?[题題问問][:：.、]?)\s*",
    re.IGNORECASE,
)
_CHINESE_NUMBER = re.compile(r"^\s{0,3}(?:#{1,6}\s+)?([一二三四五六七八九十]{1,3})\s?[、.．]\s*(?=\S)")
_NUMBER_ALONE = re.compile(r"^\s{0,3}(\d{1,3})[.)]?\s*$")
_NUMBERED = re.compile(
    r"^(\s{0,3})(?:#{1,6}\s+)?(?:\*\*)?[\[(（【]?(\d{1,3}(?:\.\d{1,2})?)"
    r"(?:\s?([.)、．:：）\]】])(?!\d)\s*|(?=[A-ZА-ЯЁ\u4e00-\u9fff])|(?<=\.\d)\s+)(?=\S)"
)
ANSWER_LABEL = re.compile(
    r"^\s*[\W_]{0,4}(?:(?:(?:полный|подробный|развёрнутый|развернутый|правильный|верный|примерный|краткий"
    r"|короткий) )?"
    r"ответ(?: собеседника| кандидата)?|решение|пояснение|объяснение|разбор"
    r"|(?:(?:the )?(?:full|long|detailed|sample|model|suggested|correct|right|short) )?answer|ans|a|sol(?:ution|n)?"
    r"|explanation|о(?=:)|我(?=[:：])|候选人|应聘者|解(?=[:：])"
    r"|(?:详细|完整|参考|參考|标准|正确|简要|简短|官方)?(?:回答|答案|解答|解析|详解|答案解析)|答|分析|解题思路|解答思路)"
    r"\s{0,2}(\d{1,4})?\s{0,2}(?:[:：]\s?[-–—]{0,2}>?|(?<=ns)\.|(?<=\d)[.)、]|(?<=твет)\.(?=\s)"
    r"|(?:(?<=ns)|(?<=ns )|(?<=твет )|(?<=nswer)|(?<=nswer ))[-–—=]{1,2}>?\s(?!это\b))\s*",
    re.IGNORECASE,
)
GLUED_ANSWER = re.compile(
    r"(?<=[?？。.!！\s])\s*(?:Ответ|Answer|Ans|Решение|答案|解答|参考答案|解析|答)\s?(?:[:：]|$)\s*"
)
"""The label of an answer on the line of its question."""
CANDIDATE_SAID = re.compile(r"^\W{0,4}ответ (?:собеседника|кандидата)", re.IGNORECASE)
ANSWERS_BELOW = re.compile(
    r"^\W*(?:[一二三四五六七八九十\d]{1,2}[、.．]\s?)?(?:参考答案|參考答案|答案(?:解析|部分|汇总|列表|及解析"
    r"|与解析|篇|如下)?"
    r"|(?:the )?answers?(?: key| section| and explanations)?|ответы(?: на вопросы| к вопросам| и пояснения)?"
    r"|ключи?(?: к тесту)?|解答(?:部分)?|решения)\W*$",
    re.IGNORECASE,
)
_DEMANDS = re.compile(
    r"^(?:explain|describe|define|list|name|compare|differentiate|difference|discuss|write|mention|implement"
    r"|опишите|объясните|объясни|расскажите|расскажи|перечислите|назовите|приведите|напишите|дайте|сравните"
    r"|说说|谈谈|简述|请|列举|解释|介绍|说一下|说一说|描述|列出|写出|比较|讲讲|讲一讲|阐述|陈述|编写|实现|手写)",
    re.IGNORECASE,
)
_ASKS_BY_WORDS = re.compile(
    r"^(?:what|why|how"
    r"|что|как|какие|какой|какая|какое|каков|зачем|почему|чем|сколько|в ч[её]м|для чего|можно ли|нужно ли"
    r"|разница|отличи|什么|为什么|如何|怎么|怎样|哪些)",
    re.IGNORECASE,
)
_ASKS_INSIDE = re.compile(
    r"(?:吗|呢|么$|区别|有哪些|是什么|什么是|为什么|怎么|如何|多少|作用|异同|哪些|разниц|отличи|difference)",
    re.IGNORECASE,
)


_GLUED_QUESTION = re.compile(r"[?？]\s?(?:[a-z]{4,12}|[\u4e00-\u9fff]{2})?$", re.IGNORECASE)
"""What a number without any sign behind it must be followed by: a question, with its level glued to its end or not."""


_ANSWERED_AT_ONCE = re.compile(r"[?？]\s*[-–—:：]\s")


@dataclass(frozen=True, slots=True)
class Head:
    """A line that opens a question: what it says behind its label or number, which may be nothing."""

    index: int
    number: int | None
    text: str
    asks: bool


@dataclass(frozen=True, slots=True)
class _Numbered:
    index: int
    number: int
    style: str
    text: str
    asks: bool
    weight: float


def puts_a_question(text: str) -> bool:
    """Whether the text behind a number asks: a question mark, a demand, or the words of a question."""
    if glued := GLUED_ANSWER.search(text):
        text = text[: glued.start()].rstrip()
    if asks(text) or "?" in text[-40:] or "？" in text[-40:] or _ANSWERED_AT_ONCE.search(text):
        return True
    if len(text) > LABEL_LINE:
        return False
    if _DEMANDS.match(text):
        return True
    if text.endswith((".", ";", ",", "。", "；", "，", ":", "：")):
        return False
    return _ASKS_BY_WORDS.match(text) is not None or _ASKS_INSIDE.search(text) is not None


def asks_plainly(text: str) -> bool:
    """Whether a line ends with a question mark or begins as questions do."""
    return asks(text) or (_ASKS_BY_WORDS.match(text) is not None and not text.endswith((".", "。", ":", "：")))


def answer_label(text: str) -> re.Match[str] | None:
    """The label that a line of an answer begins with."""
    return ANSWER_LABEL.match(text[:LABEL_LINE])


def opens_answer(text: str) -> bool:
    """Whether a line is, or begins with, the label of an answer."""
    head = text[:LONGEST_LABEL]
    unlabelled = ":" not in head and "：" not in head and text[:1].isalpha() and text[0] not in _LABELS_WITHOUT_COLON
    if unlabelled and len(text) > LABEL_LINE:
        return False
    return _opens_answer(text[:HEAD_LINE])


@lru_cache(maxsize=4096)
def _opens_answer(text: str) -> bool:
    if answer_label(text):
        return True
    return len(text) <= LABEL_LINE // 3 and lexicon.ANSWER_HEADING.match(text) is not None


def labelled_heads(lines: Sequence[Line]) -> list[Head]:
    """The lines that say themselves that they are questions: "Вопрос 3.", "Q1:", "题目2：", "第三题"."""
    found = []
    for index, line in enumerate(lines):
        text = line.text
        if not text or len(text) > HEAD_LINE or text.lstrip(" #*_【[")[:1].lower() not in _LABEL_LETTERS:
            continue
        match = _LABELLED.match(text)
        if match:
            rest = text[match.end() :].strip(" *_")
            number = _number(match[1] or match[2])
            if number is not None or rest or text.rstrip().endswith((":", "：")):
                found.append(Head(index, number, rest, puts_a_question(rest)))
    return found


_LABEL_LETTERS = frozenset("взqтtд题題问問面第🔹试試习練练")


def _number(digits: str | None) -> int | None:
    if not digits:
        return None
    if digits.isdigit():
        return int(digits)
    tens, _, ones = digits.partition("十")
    if "十" not in digits:
        return _CHINESE_DIGITS.get(digits)
    return (_CHINESE_DIGITS.get(tens, 1) if tens else 1) * 10 + (_CHINESE_DIGITS.get(ones, 0) if ones else 0)


def numbered_heads(lines: Sequence[Line]) -> list[Head]:
    """The longest run of numbered lines that may be the questions of a page, without the numbered parts of answers.

    Lines that ask weigh most; a step to the next number costs nothing, any other step does. Where only few of the
    lines ask, there is no such run.
    """
    styles: dict[str, list[_Numbered]] = {}
    for each in _numbered(lines):
        styles.setdefault(each.style, []).append(each)
    best: list[_Numbered] = []
    score = 0.0
    for members in styles.values():
        chain, weight = _chain(members)
        if weight > score:
            best, score = chain, weight
    return [Head(each.index, each.number, each.text, each.asks) for each in best]


def _numbered(lines: Sequence[Line]) -> list[_Numbered]:
    raw: list[tuple[int, int, str, str]] = []
    for index, line in enumerate(lines):
        text = line.text
        if not text or len(text) > HEAD_LINE or not _may_be_numbered(text):
            continue
        match = _NUMBERED.match(text)
        if chinese := _CHINESE_NUMBER.match(text):
            raw.append((index, _number(chinese[1]) or 0, "chinese", text[chinese.end() :].strip(" *_")))
        elif alone := _NUMBER_ALONE.match(text):
            raw.append((index, int(alone[1]), "alone", ""))
        elif match:
            deep = "." in match[2]
            number = int(match[2].replace(".", "0")) if deep else int(match[2])
            if not deep and not match[3] and not _GLUED_QUESTION.search(text):
                continue
            sign = "." if match[3] in (".", "、", "．") else match[3]
            style = f"{'d' if deep else ''}{sign or ''}{'i' if match[1] else ''}"
            raw.append((index, number, style, text[match.end() :].strip(" *_")))
    found = []
    for place, (index, number, style, text) in enumerate(raw):
        after = raw[place + 1][0] if place + 1 < len(raw) else len(lines)
        # Of a number alone, what it asks stands on the line below.
        said = text or next((line.bare for line in lines[index + 1 : index + 3] if line.text.strip()), "")
        asking = (asks(said) if not text else puts_a_question(said)) and not opens_answer(said)
        answered = any(
            opens_answer(lines[at].text) for at in range(index + 1, min(after, index + 1 + MOST_ASKED_LINES * 2))
        )
        tight = _is_tight(lines, raw, place)
        weight = 1.0 if asking or answered else TIGHT if tight else 0.35
        found.append(_Numbered(index, number, style, text, asking or answered, weight))
    return found


def _may_be_numbered(text: str) -> bool:
    head = text[:12].lstrip(" #*[(（【")
    return head[:1].isdigit() or head[:1] in _CHINESE_DIGITS


def _is_tight(lines: Sequence[Line], raw: Sequence[tuple[int, int, str, str]], place: int) -> bool:
    """Whether a numbered line stands in a list whose items follow each other at once."""
    index, number, style, _ = raw[place]
    near = [raw[at] for at in (place - 1, place + 1) if 0 <= at < len(raw)]
    return any(
        other[2] == style
        and abs(other[1] - number) == 1
        and not any(lines[at].text.strip() for at in range(min(index, other[0]) + 1, max(index, other[0])))
        for other in near
    )


LEAP = 3.0
GAP, SMALL_GAP = 0.6, 0.3
RESTART = 1.0
TIGHT = 0.05
WIDEST_GAP = 20


def _chain(members: Sequence[_Numbered]) -> tuple[list[_Numbered], float]:
    """The heaviest run: each next number follows the last one, or the run starts again at a price."""
    scores: list[float] = []
    before: list[int] = []
    ending: dict[int, int] = {}
    top = -1
    for place, each in enumerate(members):
        score, previous = each.weight, -1
        step = ending.get(each.number - 1)
        if step is not None and scores[step] + each.weight > score:
            score, previous = scores[step] + each.weight, step
        price = RESTART if each.number == 1 or each.number % 100 == 1 else LEAP
        if top >= 0 and members[top].number < each.number <= members[top].number + WIDEST_GAP:
            price = GAP if each.asks else SMALL_GAP if each.weight > TIGHT else price
        if top >= 0 and scores[top] + each.weight - price > score:
            score, previous = scores[top] + each.weight - price, top
        scores.append(score)
        before.append(previous)
        if each.number not in ending or score >= scores[ending[each.number]]:
            ending[each.number] = place
        if top < 0 or score >= scores[top]:
            top = place
    chain: list[_Numbered] = []
    at = top
    while at >= 0:
        chain.append(members[at])
        at = before[at]
    return chain[::-1], scores[top] if top >= 0 else 0.0


def heads_above_answers(lines: Sequence[Line]) -> list[Head]:
    """The questions that carry neither label nor number: what stands right above each label of an answer."""
    found: list[Head] = []
    floor = 0
    for index, line in enumerate(lines):
        if not line.text or not opens_answer(line.text):
            continue
        above = index - 1
        while above >= floor and not lines[above].text.strip():
            above -= 1
        if above < floor or opens_answer(lines[above].text) or len(lines[above].text) > HEAD_LINE:
            floor = index + 1
            continue
        first = above
        while first > floor and lines[first - 1].text.strip() and above - first < MOST_ASKED_LINES:
            first -= 1
        if first == floor and found:
            # No blank line parts the question from the answer above it: the question is its last line.
            first = above
        if found and found[-1].index >= first:
            continue
        asked = lines[first : above + 1]
        found.append(Head(first, None, lines[first].bare, any(puts_a_question(line.bare) for line in asked)))
        floor = index + 1
    return found


def is_section(line: Line) -> bool:
    """Whether a line may be the heading of a part of the page: short, and no sentence."""
    text = line.bare
    if not text or not is_short(text) or asks(text):
        return False
    return not text.endswith((".", "。", "!", "！", ";", "；", ":", "：", ",", "，", ")", "）", "}", "`", "…"))
