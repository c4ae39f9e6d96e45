"""Where the last answer of a page ends: what a site prints below it is told by its words and by its look."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.parsing import lexicon
from bot.parsing.adverts import promotes
from bot.parsing.answer_ends import only_invites
from bot.parsing.blocks import BULLET, NUMBERED, Line, asks, content, ends_sentence, is_fence, is_short
from bot.parsing.code import find_code
from bot.parsing.joined_answers import Asked
from bot.parsing.page_furniture import is_end, is_legal, without_adverts
from bot.parsing.question_heads import is_section, opens_answer
from bot.parsing.usual_answers import unusual_from

FOOT_LINES = 8
FEWEST_OF_MENU = 2
FEWEST_OTHERS = 5
FAR_LONGER, FAR = 2, 4
"""Times as long as any other, and lines more."""
MENU_LINE = 48
LOOKED_AT = 40
SELDOM = 0.2
"""Where more answers than this end in short lines without any stop, such lines say nothing."""

_RULE = re.compile(r"^\s*(?:\*\s?){3,}$|^\s*[-_=—]{3,}\s*$")
_ABOUT_THE_PAGE = re.compile(
    r"面试|试题|题库|本文|文章|本篇|大家|读者|朋友|阅读|interview|question|article|guide|blog|post\b|reader|journey"
    r"|собесед|вопрос|стать|материал|подборк|удач|успех|читател",
    re.IGNORECASE,
)
_SUMS_UP = re.compile(
    r"^\W*(?:综上(?:所述)?|总而言之|总之|总的来说|通过(?:以上|本文)|以上|最后|希望|祝|结语|感谢|如果(?:你|您|本文"
    r"|觉得)|更多|欢迎|点击"
    r"|in (?:conclusion|summary|this (?:article|post|blog))|to (?:conclude|sum up|wrap up)|we(?:'ve| have)? (?:hope"
    r"|covered|looked|listed|discussed)"
    r"|i hope|hope|hopefully|these (?:were|are|questions)|that(?:'s| is) (?:all|it)|with (?:these|this)"
    r"|by (?:preparing|practicing|going)"
    r"|if you (?:found|liked|enjoyed|want|have)|preparing for|remember|good luck|all the best|thank|want to"
    r"|looking for|ready to"
    r"|(?:вот|на этом|это) (?:и )?вс[её]\b"
    r"|надею|надеем|в заключение|подводя|подвед|мы (?:рассмотрели|разобрали|собрали)|это (?:были|был|далеко|лишь"
    r"|основные)|эти вопросы"
    r"|если (?:вы|вам|у вас|статья|материал)|спасибо|удачи|желаем|желаю|помните|хотите|а какие|поделитесь|расскажите"
    r"|пишите|также)",
    re.IGNORECASE,
)


def cut_foot(asked: Sequence[Asked]) -> list[Line]:
    """Takes what stands below the last answer off it: comments, links to other pages, a conclusion."""
    if not asked:
        return []
    *others, last = asked
    body = last.body
    end = next((at for at, line in enumerate(body) if _closes(body, at)), len(body))
    ruled = next((at for at in range(end - 1, 0, -1) if _RULE.match(body[at].text)), end)
    if end - ruled <= FOOT_LINES and all(is_section(line) for line in content(body[ruled + 1 : end])):
        end = ruled
    if not _end_in_menus(others):
        end = _menu_start(body[:end])
    end = _usual_end(others, body[:end])
    end = unusual_from(others, replace(last, body=list(body[:end])))
    foot = list(body[end:])
    last.body = list(body[:end])
    return foot


def _closes(body: Sequence[Line], at: int) -> bool:
    """Whether the page ends with a line of what stands below its last question."""
    text = body[at].text
    if not text.strip():
        return False
    if is_end(text) or is_legal(text) or (is_short(text) and lexicon.REACT.match(text)):
        return True
    if not content(body[:at]):
        return not content(body[at + 1 :]) and only_invites(text)
    return (_SUMS_UP.match(text) is not None and _ABOUT_THE_PAGE.search(text) is not None) or (
        promotes(text) and not find_code(body[at : at + 1], single_lines=True)
    )


def _usual_end(others: Sequence[Asked], body: Sequence[Line]) -> int:
    """Where a body that is far longer than any other one ends as these do, above the first name of another part; its
    length where it is not, or where other answers hold names too."""
    size = len(content(body))
    sizes = [len(content(each.body)) for each in others]
    longest = max(sizes, default=0)
    if len(others) < FEWEST_OTHERS or size < FAR_LONGER * longest or size - longest < FAR:
        return len(body)
    named = sum(_name_inside(each.body) < len(each.body) for each in others)
    return _name_inside(body) if named <= SELDOM * len(others) else len(body)


def _name_inside(body: Sequence[Line]) -> int:
    """Where a name stands below a sentence, and more below it; the length of the body where none does."""
    above = ""
    for at, line in enumerate(body):
        if (
            above
            and ends_sentence(above)
            and is_section(line)
            and not NUMBERED.match(line.text)
            and content(body[at + 1 :])
            and not opens_answer(line.text)
        ):
            return at if not find_code(body[at : at + 1], single_lines=True) else len(body)
        above = line.text if line.text.strip() else above
    return len(body)


def _end_in_menus(asked: Sequence[Asked]) -> bool:
    told = [each.body for each in asked if content(each.body)]
    bodies = [without_adverts(body)[0] for body in told[:: len(told) // LOOKED_AT + 1]]
    return sum(_menu_start(body) < len(body) for body in bodies) > SELDOM * len(bodies)


def _menu_start(body: Sequence[Line]) -> int:
    """Where the names and numbers begin that a body ends with, as a page's menus and counters are printed; its length
    where it ends otherwise."""
    start = len(body)
    floor = max((code.end for code in find_code(body)), default=0)
    while start > floor and (not body[start - 1].text.strip() or _may_be_menu(body, start - 1)):
        start -= 1
    menu = content(body[start:])
    return start if len(menu) >= FEWEST_OF_MENU else len(body)


def _may_be_menu(body: Sequence[Line], at: int) -> bool:
    text = body[at].text
    if (
        len(text.strip()) > MENU_LINE
        or is_fence(text)
        or BULLET.match(text)
        or NUMBERED.match(text)
        or opens_answer(text)
    ):
        return False
    return not (ends_sentence(text) or asks(text)) and not find_code(body[at : at + 1], single_lines=True)
