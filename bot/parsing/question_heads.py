"""Finds the lines of a page that open its questions: by label, by number, or by the answer's label below them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.parsing import lexicon
from bot.parsing.blocks import LABEL_LINE, Line, asks, is_short
from bot.parsing.chinese_numbers import chinese_number

HEAD_LINE = 600
"""A longer line is no head of a question but a paragraph."""
MOST_ASKED_LINES = 6
LONGEST_LABEL = 60
ALONE = 3
PLACES = 100
"""More questions than a chapter has: 2.1 counts as 201."""
_LABELS_WITHOUT_COLON = frozenset("AaОоSs答解回РрПп")

_LABELLED = re.compile(
    r"^\s*(?:#{1,6}\s+)?[\W_]{0,4}(?:(?:вопрос|задача|задание|question|ques?\.?|q\.?|в(?=:)|试题|試題|习题|练习题?"
    r"|面试官|题目|題目|问题|問題|面试题|面試題)\s{0,2}"
    r"(?:№|#|no\.?)?\s{0,2}(?:(\d{1,4}(?:\.\d{1,3}\b)?|[一二三四五六七八九十]{1,3})(?: (?:of|из"
    r"|/) \d{1,3})?\s{0,2}(?:[.):：、．\]】–—-]{1,3}|(?=\s|$))|[:：])"
    r"|q\.(?=\s+\S)|第\s?([\d一二三四五六七八九十]{1,4})\s?[题題问問][:：.、]?)\s*",
    re.IGNORECASE,
)
ANSWER_LABEL = re.compile(
    r"^\s*[\W_]{0,4}(?:(?:(?:полный|подробный|развёрнутый|развернутый|правильный|верный|примерный|краткий"
    r"|короткий) )?"
    r"ответ(?: собеседника| кандидата)?|решение|пояснение|объяснение|разбор"
    r"|(?:(?:the )?(?:full|long|detailed|sample|model|suggested|correct|right|short) )?answer|ans|a|sol(?:ution|n)?"
    r"|explanation|о(?=:)|我(?=[:：])|候选人|应聘者|解(?=[:：])"
    r"|(?:追问|详细|完整|参考|參考|标准|正确|简要|简短|官方)?(?:回答|答案|解答|解析|详解|答案解析)|答|分析|解题思路"
    r"|解答思路)"
    r"\s{0,2}(\d{1,4})?\s{0,2}(?:[:：]\s?[-–—]{0,2}>?|(?<=ns)\.|(?<=\d)[.)、]|(?<=твет)\.(?=\s)"
    r"|(?:(?<=ns)|(?<=ns )|(?<=твет )|(?<=nswer)|(?<=nswer ))[-–—=]{1,2}>?\s(?!это\b))\s*",
    re.IGNORECASE,
)
GLUED_ANSWER = re.compile(
    r"(?<=[?？。.!！\s])\s*(?:Ответ|Answer|Ans|Решение|答案|解答|参考答案|解析|答)\s?(?:[:：]|$)\s*"
)
"""The label of an answer on the line of its question."""
_GLUED_LABELS = ("Ответ", "Answer", "Ans", "Решение", "答", "答案", "解答", "解析")
CANDIDATE_SAID = re.compile(r"^\W{0,4}ответ (?:собеседника|кандидата)", re.IGNORECASE)
ANSWERS_BELOW = re.compile(
    r"^\W*(?:[一二三四五六七八九十\d]{1,2}[、.．]\s?|(?:part|section|часть|раздел) ?[\divx]{1,3}\W{1,3}"
    r"|第.部分\W{0,2})?(?:参考答案|參考答案|答案(?:解析|部分|汇总|列表|及解析"
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


_ANSWERED_AT_ONCE = re.compile(r"[?？]\s*[-–—:：]\s")


@dataclass(frozen=True, slots=True)
class Head:
    """A line that opens a question: what it says behind its label or number, which may be nothing."""

    index: int
    number: int | None
    text: str
    asks: bool


def puts_a_question(text: str) -> bool:
    """Whether the text behind a number asks: a question mark, a demand, or the words of a question."""
    labelled = ":" in text or "：" in text or text.rstrip().endswith(_GLUED_LABELS)
    if labelled and (glued := GLUED_ANSWER.search(text)):
        text = text[: glued.start()].rstrip()
    marked = "?" in text or "？" in text
    if marked and ("?" in text[-40:] or "？" in text[-40:] or _ANSWERED_AT_ONCE.search(text)):
        return True
    if marked and (asks(text) or _ASKS_BY_WORDS.match(text)):
        return True
    if len(text) > LABEL_LINE:
        return False
    if _DEMANDS.match(text):
        return True
    if text.endswith((".", ";", ",", "。", "；", "，", ":", "：")):
        return False
    return _ASKS_BY_WORDS.match(text) is not None or _ASKS_INSIDE.search(text) is not None


def answered_at_once(text: str) -> bool:
    """Whether an answer stands behind a question mark and a dash or colon."""
    return _ANSWERED_AT_ONCE.search(text) is not None


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
    if "." in digits:
        chapter, _, place = digits.partition(".")
        return int(chapter) * PLACES + int(place)
    return int(digits) if digits.isdigit() else chinese_number(digits) or None


def heads_above_answers(lines: Sequence[Line]) -> list[Head]:
    """The questions that carry neither label nor number: what stands right above each label of an answer."""
    found: list[Head] = []
    last: list[int] = []
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
        last.append(above)
        floor = index + 1
    if len(found) > ALONE and last[0] > found[0].index and [head.index for head in found[1:]] == last[1:]:
        # Every other question is one line: what stands above that of the first is the top of the page.
        bare = lines[last[0]].bare
        found[0] = Head(last[0], None, bare, puts_a_question(bare))
    return found


def is_section(line: Line) -> bool:
    """Whether a line may be the heading of a part of the page: short, and no sentence."""
    text = line.bare
    if not text or not is_short(text) or asks(text):
        return False
    return not text.endswith((".", "。", "!", "！", ";", "；", ":", "：", ",", "，", ")", "）", "}", "`", "…"))
