"""Tells posts that offer a job, invite to an event or list what a release brings, whose headings may ask, from posts
that ask."""

import re
from collections.abc import Sequence
from typing import NamedTuple

FEWEST_SIGNS = 3
"""Different signs, each on a line of its own."""
MOST_LINES = 60
"""What is longer is more than one post."""
LONGEST_LINE, SHORT = 300, 60

_HEAD = r"^\W{0,6}"
_ENDS = r"(?:什么|啥|哪些)?(?:\s?\([^)]{0,30}\))?\s?(?:[:：?？]|\W{0,4}$)"


class _Notice(NamedTuple):
    """A kind of notice: `sure` find what is said nowhere else, one of which there must be; `signs` are all others."""

    name: str
    sure: tuple[re.Pattern[str], ...]
    signs: tuple[re.Pattern[str], ...]


def _sign(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE | re.MULTILINE)


_VACANCY = _Notice(
    "a vacancy",
    (
        _sign(
            r"#(?:ваканси[яи]|работа|удал[её]нка|jobs?|hiring|vacancy|vacancies|remotejob|招聘|内推|远程工作)\b",
        ),
        _sign(
            r"\bваканси[яи]\s?[:№]|\bищ(?:ем|ут|у) .{0,40}(?:разработчик|инженер|тестировщик|аналитик|developer"
            r"|engineer|в команду)",
        ),
        _sign(
            r"\b(?:we['’]?re|we are|is|are|now) hiring\b|\bjob (?:opening|alert|title)\b|招聘|诚聘|急招|社招|校招",
        ),
        _sign(
            r"\b(?:з/?п|зарплат\w*|вилка|оклад|salary|compensation|pay(?: range)?|ctc|rate)\b\s?[:：–-]|薪(?:资|酬"
            r"|水)|月薪|年薪",
        ),
        _sign(
            r"\b(?:от|до) \d[\d ]{1,6}\s?(?:000|тыс|к\b|k\b|₽|руб|\$|€)|\d{2,3}\s?[-–]\s?\d{2,3}\s?(?:тыс"
            r"|[kк]\b|万|lpa)"
            r"|[$€£]\s?\d{2,3}(?:[.,]\d{3}|k\b)",
        ),
        _sign(
            r"\b(?:резюме|cv|откликнуться|отклики)\b|\bsend (?:us )?(?:your )?(?:cv|resume)|\bapply (?:here|now|at"
            r"|via|by|link)\b"
            r"|投递|发送?简历|简历(?:发|投|请)",
        ),
        _sign(
            r"\bопыт\w*.{0,40}\b(?:от )?(?:\d|одного|двух|тр[её]х|пяти)\+?\s?(?:лет|год)|\b\d\+?\s?(?:years?|yrs)\b"
            r"|\d\s?(?:年以上|[-~至]\s?\d\s?年).{0,8}经验",
        ),
    ),
    (
        _sign(
            _HEAD
            + r"(?:(?:наши |основные )?требования|(?:что )?(?:мы )?(?:жд[её]м|ожидаем)(?: от (?:вас|тебя|кандидата))?"
            r"|кого (?:мы )?(?:ищем|жд[её]м)|(?:что )?(?:нужно|важно) (?:знать|уметь)|(?:будет )?(?:большим )?плюсом"
            r"|(?:key |minimum |job |our )?(?:requirements|qualifications|skills)|wh(?:at|o) (?:we(?:['’]re| are)? "
            r"(?:look(?:ing)? for|expect|need)|you (?:have|bring|are))|must[- ]haves?|nice to have|who are you"
            r"|(?:任职|岗位|职位)(?:要求|资格)|要求|我们(?:希望|需要)(?:你|什么样的(?:你|人))|加分项)" + _ENDS
        ),
        _sign(
            _HEAD + r"(?:(?:твои |ваши |основные )?(?:обязанности|задачи)|(?:чем|что) (?:предстоит|нужно|надо|будете"
            r"|будешь) "
            r"(?:заниматься|делать)|(?:key |your |the |job )?(?:responsibilities|duties|role)"
            r"|what (?:you(?:['’]ll| will)|will you) (?:do|be doing|work on)|(?:岗位|工作|职位)(?:职责|内容"
            r"|描述)|职责|你将负责)" + _ENDS
        ),
        _sign(
            _HEAD
            + r"(?:условия(?: работы)?|(?:что )?(?:мы )?предлагаем|почему (?:у нас|мы|к нам|именно мы|стоит)\b.{0,20}"
            r"|(?:наши )?(?:бенефиты|плюшки|бонусы)|(?:what )?(?:do )?we offer|(?:our |the )?(?:benefits|perks)"
            r"|what['’]?s in it for you|why (?:join|work|us)\b.{0,20}|(?:薪资)?福利(?:待遇)?|待遇|我们提供"
            r"|为什么(?:加入|选择)我们)" + _ENDS
        ),
        _sign(
            _HEAD + r"(?:компания|формат(?: работы)?|локация|город|занятость|график|место работы|company|location"
            r"|work format"
            r"|employment|job type|experience|batch|eligibility|contacts?|контакт\w*|公司(?:名称)?"
            r"|(?:工作)?地点|城市|base"
            r"|学历|联系方式|邮箱)\s?[:：]"
        ),
        _sign(
            r"\b(?:дмс|релокаци\w+|бел(?:ая|ую) (?:зарплат|з/?п)\w*|оформление по тк|оплачиваем\w+ отпуск"
            r"|отпуск \d\d)\b"
            r"|\b(?:health insurance|paid (?:leave|vacation)|visa sponsorship|stock options|equity)\b|五险一金"
            r"|双休|弹性工作"
        ),
        _sign(
            _HEAD + r"(?:что дальше|как (?:попасть|устроиться|откликнуться|проходит отбор)|этапы(?: отбора)?"
            r"|what(?:['’]s| is| happens) next|how (?:to|do i|can i) apply|(?:hiring|interview) process"
            r"|面试流程|如何(?:投递|应聘|加入))" + _ENDS,
            r"\b(?:пиши(?:те)?|писать|hr|contact|dm)\b\W{0,3}.{0,20}@\w",
        ),
    ),
)
_EVENT = _Notice(
    "an invitation to an event",
    (
        _sign(
            r"\b(?:регистр(?:ация|ируй\w*)|зарегистрир\w+|билет\w*|rsvp|register|registration|tickets?"
            r"|save (?:the date|your "
            r"(?:seat|spot)))\b|报名|预约(?:直播|链接)"
        ),
    ),
    (
        _sign(
            r"\b(?:митап\w*|вебинар\w*|конференци\w+|хакатон\w*|воркшоп\w*|стрим\w*|трансляци\w+|meet-?ups?|webinars?"
            r"|conference|hackathon|workshop|live ?stream|summit)\b|直播|沙龙|讲座|分享会|大会"
        ),
        _sign(
            r"\b\d{1,2}[. ](?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)\w*"
            r"|\b\d{1,2}(?:st|nd|rd|th)?,? (?:january|february|march|april|may|june|july|august|september"
            r"|october|november"
            r"|december)\b|\b(?:january|february|march|april|may|june|july|august|september|october|november"
            r"|december) \d"
            r"|\d{1,2}\s?月\s?\d{1,2}\s?[日号]|\b(?:[01]?\d|2[0-3]):[0-5]\d\b"
        ),
        _sign(
            _HEAD + r"(?:где|место|адрес|where|venue|location|place|地点|在哪里?)" + _ENDS,
            r"\b(?:онлайн|офлайн|online|offline|zoom|youtube)\b|线上|线下|腾讯会议",
        ),
        _sign(_HEAD + r"(?:когда|дата|время|when|date|time|时间|什么时候)" + _ENDS),
        _sign(r"\b(?:спикер\w*|докладчик\w*|speakers?|hosts?|keynote)\b|嘉宾|讲师|主讲"),
        _sign(
            _HEAD + r"(?:программа|что (?:будет|в программе|узнаете|обсудим)|о ч[её]м(?: поговорим| будет"
            r"| расскажем)?"
            r"|для кого|кому (?:будет )?(?:полезно|подойд[её]т)|сколько стоит|как (?:попасть|участвовать)|agenda"
            r"|programme?|what (?:to expect|you(?:['’]ll| will) learn|will you learn|is it about)"
            r"|who (?:is it for|should "
            r"(?:attend|join|come))|how (?:much|to join)|(?:活动)?议程|日程|内容|面向人群|适合(?:谁|人群)"
            r"|你将(?:学到|收获))" + _ENDS
        ),
    ),
)
_RELEASE = _Notice(
    "news of a release",
    (
        _sign(
            _HEAD + r"(?:update|upgrade|download|get it|changelog|release notes|full (?:list"
            r"|changelog))\b.{0,60}(?:https?:|🔗|[:👇👉])",
            _HEAD + r"(?:скача\w+|обнови\w+|установи\w+|полный список|список изменений)\b.{0,60}(?:https?:|🔗"
            r"|[:👇👉])",
            _HEAD + r"(?:下载|升级|更新(?:日志|地址|方式)|完整(?:更新|日志)|立即(?:更新|升级)).{0,40}(?:https?:|🔗"
            r"|[:：👇👉])",
        ),
    ),
    (
        _sign(
            _HEAD
            + r"(?:what(?:['’]s| is| has| else)? (?:new|changed)\b|what did we (?:change|fix|add)|что (?:ещ[её] )?"
            r"(?:нового|изменилось|добавили|исправили|появилось)\b|(?:有(?:什么|哪些)|带来了?(?:什么"
            r"|哪些)).{0,6}(?:新|更新|变化)"
            r"|更新(?:了什么|内容)|(?:都)?更新了(?:什么|啥))",
        ),
        _sign(
            r"\b(?:\d+ )?bug ?fix(?:es)?\b|\b(?:fixed|added|improved|deprecated)\b|\b(?:исправ(?:лен\w*|или)"
            r"|добав(?:лен\w*|или)"
            r"|улучш(?:ен\w*|или)|ускор(?:ен\w*|или)|почин(?:ен\w*|или))\b|修复|新增|优化|\bdark (?:theme|mode)\b"
            r"|т[её]мн(?:ая|ую) тем[ау]|深色(?:模式|主题)|\bfaster\b|быстрее"
        ),
        _sign(
            r"\bv?\d+\.\d+(?:\.\d+)?\b.{0,20}(?:is out|released|发布|上线)|\b(?:вышл[аи]|вышел|выпустили|релиз\w*"
            r"|released?"
            r"|верси[яию]|version)\b|发布|版本|上线"
        ),
    ),
)
_NOTICES = (_VACANCY, _EVENT, _RELEASE)


def may_be_notice(lines: Sequence[str]) -> bool:
    """Whether a post is made of a few short lines at least, as all notices are."""
    return sum(0 < len(line) <= SHORT for line in lines) >= FEWEST_SIGNS


def notice_in(lines: Sequence[str]) -> str | None:
    """What a post is where it is no post of questions: a vacancy, an invitation, news of a release; None for any other.

    Three different signs of one kind have to stand on lines of their own, so that a question about such things is
    none."""
    said = [bare for line in lines if (bare := line.strip())]
    if len(said) > MOST_LINES or not may_be_notice(said):
        return None
    text = "\n".join(said)
    for notice in _NOTICES:
        if any(sign.search(text) for sign in notice.sure):
            heads = [line[:LONGEST_LINE] for line in said]
            found = [
                {at for at, line in enumerate(heads) if sign.search(line)} for sign in (*notice.sure, *notice.signs)
            ]
            if any(found[: len(notice.sure)]) and _on_lines_of_their_own(found) >= FEWEST_SIGNS:
                return notice.name
    return None


def _on_lines_of_their_own(found: Sequence[set[int]]) -> int:
    """How many signs can be given a line each; those that stand on the fewest lines choose first."""
    taken: set[int] = set()
    count = 0
    for places in sorted(found, key=len):
        free = places - taken
        if free:
            taken.add(min(free))
            count += 1
    return count
