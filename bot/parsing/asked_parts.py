"""What stands between two questions of a page, made ready: lists of contents, headings and the foot off."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.parsing import lexicon
from bot.parsing.blocks import BULLET, Line, asks, content, ends_sentence, is_short, trimmed
from bot.parsing.choices import only_options
from bot.parsing.code import find_code
from bot.parsing.harvest import Harvest
from bot.parsing.joined_answers import Asked
from bot.parsing.line_leads import lead_of
from bot.parsing.question_heads import Head, asks_plainly, is_section, opens_answer

FEWEST = 2
FEWEST_OPTIONS = 3
WRAPPED = 40
"""Characters: a shorter line is not broken off."""
MOSTLY = 0.7
FEW_ANSWERED = 0.2
_OPTIONS_BELOW = re.compile(
    r"^\W*(?:варианты(?: ответов?)?|(?:answer )?(?:options|choices)|选项|選項)\W*$", re.IGNORECASE
)
_LETTERED = re.compile(r"^\W{0,2}[a-zа-я][.)]\s", re.IGNORECASE)
_PART_TITLE = re.compile(
    r"\W{0,4}(?:[ivx\d]{1,3}[.)]\s)?(?:(?:[\w+#./-]+\s){0,5}(?:interview )?questions(?: (?:for|on|about"
    r"|and answers)\b.*)?"
    r"|(?:[\w+#./-]+\s){0,3}(?:вопросы|задачи|задания)\b(?: (?:для|по|на|про|о|об|уровня|с)\b.*)?|.{0,16}(?:面试题"
    r"|试题|题目)(?:汇总|部分|篇)?|(?:[\w+#./-]+\s){0,5}mcqs?)\W*$",
    re.IGNORECASE,
)
_TELLER = re.compile(
    r"(?:[A-ZА-ЯЁ][a-zа-яё]+ ){1,2}[A-ZА-ЯЁ][a-zа-яё]+, (?:\S+ ){0,4}(?i:\w{0,8}[ -]?(?:lead|head|engineer|developer"
    r"|tester|manager|recruiter|analyst|architect|mentor|cto|ceo|hr|тимлид|тестировщик|тестировщица|разработчик"
    r"|разработчица|инженер|аналитик|рекрутер|руководитель|директор|менеджер|архитектор|наставник|преподаватель"
    r"|программист|куратор|эксперт|автор))(?: \S+){0,6}"
)
"""Who tells a story: a name, and what that person does."""
LIST_ASKS, LIST_STATES = 0.3, 0.2
"""Lines below a question of which so many ask, and hardly any states something, are a list of questions."""


def without_contents(asked: list[Asked], harvest: Harvest) -> list[Asked]:
    """The questions without a list of contents above them, which names the same questions again."""
    later = {}
    for place, each in enumerate(asked):
        if each.head.text:
            later[each.head.text.casefold()] = place
    last = -1
    for place, each in enumerate(asked):
        if later.get(each.head.text.casefold(), place) == place:
            break
        last = place
    for each in asked[: last + 1]:
        harvest.drop([each.line, *each.body], "introduction or contents of the page")
    return asked[last + 1 :]


def join_wrapped(asked: Sequence[Asked]) -> None:
    """Puts a question together that is too long for the lines of its page: its mark stands on the line below."""
    for each in asked:
        head, body = each.head, each.body
        if len(head.text) < WRAPPED or len(body) < FEWEST or ends_sentence(head.text) or not content(body[1:]):
            continue
        if (
            asks(body[0].text)
            and is_short(body[0].text)
            and not opens_answer(body[0].text)
            and lead_of(body[0].text) is None
        ):
            each.head = replace(head, text=f"{head.text} {body[0].bare}", asks=True)
            each.body = body[1:]


def join_ends_of_lines(asked: Sequence[Asked]) -> None:
    """Where hardly anything is answered, a single line below a question is its own end or the next part's heading."""
    for each in asked:
        below = content(each.body)
        if len(below) != 1 or not is_short(below[0].text):
            continue
        if below[0].bare[:1].islower() and not ends_sentence(each.head.text):
            each.head = replace(each.head, text=f"{each.head.text} {below[0].bare}")
            each.body = []
        elif below[0].bare.endswith((":", "：")):
            each.body = []


def drop_options_without_a_key(asked: Sequence[Asked], harvest: Harvest) -> None:
    """Where nearly all that stands below the questions is options to choose from, and nothing names the right one."""
    for each in asked:
        at = next((at for at, line in enumerate(each.body) if _OPTIONS_BELOW.match(line.text)), len(each.body))
        if not any(opens_answer(line.text) for line in each.body[at:] if line.text):
            harvest.drop(each.body[at:], "options of a question whose key the page does not give")
            each.body = each.body[:at]
    answered = [each for each in asked if content(each.body)]
    unkeyed = [each for each in answered if only_options(each.body)]
    if len(unkeyed) < FEWEST_OPTIONS or len(unkeyed) < MOSTLY * len(answered):
        return
    for each in unkeyed:
        harvest.drop(each.body, "options of a question whose key the page does not give")
        each.body = []


def drop_parts_of_a_list(asked: Sequence[Asked], harvest: Harvest) -> None:
    """Where next to nothing is answered, text below a question that begins as a heading does is the next part's."""
    if sum(bool(content(each.body)) for each in asked) > FEW_ANSWERED * len(asked):
        return
    for each in asked:
        below = content(each.body)
        if below and each.head.text and is_section(below[0]) and not any(opens_answer(line.text) for line in below):
            harvest.drop(each.body, "heading and introduction of a part of the page")
            each.body = []


def asked_one_by_one(asked: Sequence[Asked]) -> list[Asked]:
    """The questions, and in place of what is no answer but more questions below one, each of these."""
    lists = [_listed(each, LIST_ASKS) for each in asked]
    if sum(map(bool, lists)) * 2 > sum(bool(content(each.body)) for each in asked):
        lists = [found or _listed(each, 0) for found, each in zip(lists, asked, strict=True)]
    parted = []
    for each, listed in zip(asked, lists, strict=True):
        if not listed or each.head.asks:
            parted.append(replace(each, body=[]) if listed else each)
        parted += [Asked(Head(each.head.index, None, line.bare, True), line, []) for line in listed]
    return parted


def _listed(asked: Asked, share: float) -> list[Line]:
    """The lines below a question that ask, where at least a `share` of them does and hardly any states something."""
    below = content(asked.body)
    if len(below) == 1 and asks(below[0].text):
        return below
    asking = [line for line in below if is_short(line.text) and asks_plainly(line.bare)]
    stating = sum(not asks(line.text) and ends_sentence(line.text) and line not in asking for line in below)
    if len(asking) < FEWEST or len(asking) < share * len(below) or stating > LIST_STATES * len(below):
        return []
    return [] if any(opens_answer(line.text) for line in below) or find_code(below) else asking


def _next_part(body: Sequence[Line]) -> int:
    """Where the heading of the next part of the page stands in an answer, by its words; its length where none does."""
    for at, line in enumerate(body):
        if at and is_section(line) and _opens_part(body, at) and not body[at - 1].text.lstrip().startswith("#"):
            above = content(body[:at])
            if above and (ends_sentence(above[-1].text) or not body[at - 1].text.strip()):
                return at
    return len(body)


def _opens_part(body: Sequence[Line], at: int) -> bool:
    """Whether a line is the title of a part, or names the person whose story stands below it."""
    bare = body[at].bare
    return _PART_TITLE.match(bare) is not None or (
        _TELLER.fullmatch(bare) is not None and not body[at - 1].text.strip() and bool(content(body[at + 1 :]))
    )


def strip_section(asked: Asked, harvest: Harvest, *, restarts: bool, answered: bool) -> None:
    """Takes the heading of the page's next part off the end of an answer."""
    body = trimmed(asked.body)
    start = _next_part(body) if asked.head.text else len(body)
    harvest.drop(body[start:], "heading and introduction of a part of the page")
    body = trimmed(body[:start])
    cut: list[Line] = []
    while body and is_section(body[-1]) and not find_code(body[-1:], single_lines=True):
        said = content(body)
        alone = len(said) == (1 if asked.head.text else 2)
        if not alone and len(said) < FEWEST:
            break
        parted = alone or not body[-2].text.strip()
        closed = alone or ends_sentence(said[-2].text)
        named = lexicon.CHAPTER.match(body[-1].bare) or re.match(
            r"^\W{0,3}[一二三四五六七八九十]{1,3}、|^#{1,3} ", body[-1].bare
        )
        if (
            opens_answer(body[-1].text)
            or _LETTERED.match(body[-1].text)
            or BULLET.match(body[-1].text)
            or not (named or (restarts and parted) or (parted and closed and not (alone and answered) and not cut))
        ):
            break
        cut.insert(0, body.pop())
        body = trimmed(body)
    harvest.drop(cut, "heading of a part of the page")
    asked.body = body
