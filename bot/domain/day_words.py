"""Days as people write them: dates with numbers or names of months, and days from today, in three languages."""

import calendar
import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

LONGEST = 60
"""Characters of what is read; a longer text is no date."""

_LEAP_YEARS = 8
"""Years from one leap year to the next, at most."""

_EPOCH = date(1970, 1, 1).toordinal()

_MONTHS = (
    ("jan", "янв"),
    ("feb", "фев"),
    ("mar", "мар"),
    ("apr", "апр"),
    ("may", "май", "мая"),
    ("jun", "июн"),
    ("jul", "июл"),
    ("aug", "авг"),
    ("sep", "сен"),
    ("oct", "окт"),
    ("nov", "ноя"),
    ("dec", "дек"),
)
_FULL = (
    ("january", "январь", "января", "январе"),
    ("february", "февраль", "февраля", "феврале"),
    ("march", "март", "марта", "марте"),
    ("april", "апрель", "апреля", "апреле"),
    ("may", "май", "мая", "мае"),
    ("june", "июнь", "июня", "июне"),
    ("july", "июль", "июля", "июле"),
    ("august", "август", "августа", "августе"),
    ("september", "sept", "сентябрь", "сентября", "сентябре", "сент"),
    ("october", "октябрь", "октября", "октябре"),
    ("november", "ноябрь", "ноября", "ноябре", "нояб"),
    ("december", "декабрь", "декабря", "декабре"),
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names} | {
    name: number for number, names in enumerate(_FULL, 1) for name in names
}

_NAMED = {
    **dict.fromkeys(("today", "сегодня", "今天", "今日"), 0),
    **dict.fromkeys(("tomorrow", "завтра", "明天", "明日"), 1),
    **dict.fromkeys(("day after tomorrow", "the day after tomorrow", "послезавтра", "后天", "後天"), 2),
    **dict.fromkeys(("大后天", "大後天"), 3),
}
_NUMBERS = {
    **dict.fromkeys(("a", "an", "one", "один", "одну", "一"), 1),
    **dict.fromkeys(("two", "два", "две", "二", "两", "兩"), 2),
    **dict.fromkeys(("three", "три", "三"), 3),
    **dict.fromkeys(("four", "четыре", "四"), 4),
    **dict.fromkeys(("five", "пять", "五"), 5),
    **dict.fromkeys(("six", "шесть", "六"), 6),
    **dict.fromkeys(("seven", "семь", "七"), 7),
    **dict.fromkeys(("eight", "восемь", "八"), 8),
    **dict.fromkeys(("nine", "девять", "九"), 9),
    **dict.fromkeys(("ten", "десять", "十"), 10),
    **dict.fromkeys(("eleven", "одиннадцать", "十一"), 11),
    **dict.fromkeys(("twelve", "двенадцать", "十二"), 12),
}
_DAYS = {
    **dict.fromkeys(("day", "days", "день", "дня", "дней", "天", "日"), 1),
    **dict.fromkeys(
        ("week", "weeks", "неделю", "недели", "недель", "нед", "周", "週", "星期", "个星期", "礼拜", "个礼拜"), 7
    ),
}
_MONTHS_OF = {
    **dict.fromkeys(("month", "months", "месяц", "месяца", "месяцев", "мес", "个月", "個月"), 1),
    **dict.fromkeys(("year", "years", "год", "года", "лет", "年"), 12),
}

_YEAR_FIRST = re.compile(r"(\d{4})\s*([-./年])\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号號]?")
_DAY_FIRST = re.compile(r"(\d{1,2})([-./])(\d{1,2})(?:\2(\d{4}|\d{2}))?\.?(?:\s*(?:г|года?)\.?)?")
_CHINESE = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]?")
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|-?го|-?е)?\s*(?:of\s+)?([a-zа-я]+)\.?,?(?:\s*(\d{4}))?(?:\s*(?:г|года?)\.?)?"
)
_MONTH_DAY = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?")
_FROM_NOW = re.compile(r"(?:(?:in|через)\s+)?(?:(\d{1,4}|[a-zа-я]+)\s+)?([a-zа-я]+)\.?(?:\s+from now)?")
_FROM_NOW_CHINESE = re.compile(r"(\d{1,4}|[一二两兩三四五六七八九十]{1,2})\s*(\D{1,3}?)\s*(?:之?[后後]|以[后後])")


def read_day(text: str, today: date) -> date | None:
    """The date that somebody means, or None for what is no date.

    Without a year it is the next such day, today included. `date.max` stands for what lies beyond the calendar.
    With slashes either order of day and month is meant: only what can be read in one way is a date.
    """
    words = " ".join(unicodedata.normalize("NFKC", text).lower().replace("ё", "е").split()).strip(" .,!。！")
    if not words or len(words) > LONGEST:
        return None
    if words in _NAMED:
        return today + timedelta(days=_NAMED[words])
    return next((found for found in _readings(words, today) if found is not None), None)


def day_number(on: date) -> int:
    """The user day of a date."""
    return on.toordinal() - _EPOCH


def _readings(words: str, today: date) -> Iterator[date | None]:
    if found := _YEAR_FIRST.fullmatch(words):
        yield _date(int(found[1]), int(found[3]), int(found[4]))
    if found := _DAY_FIRST.fullmatch(words):
        yield _numeric(int(found[1]), int(found[3]), found[4], today, either_way=found[2] == "/")
    if found := _CHINESE.fullmatch(words):
        yield _dated(None, int(found[1]), int(found[2]), today)
    if found := _DAY_MONTH.fullmatch(words):
        yield _dated(found[3], _MONTH_OF.get(found[2]), int(found[1]), today)
    if found := _MONTH_DAY.fullmatch(words):
        yield _dated(found[3], _MONTH_OF.get(found[1]), int(found[2]), today)
    if found := _FROM_NOW_CHINESE.fullmatch(words):
        yield _from_now(found[1], found[2], today)
    if found := _FROM_NOW.fullmatch(words):
        # "через неделю" is one week; "week" alone is nothing.
        alone = found[1] is None and not words.startswith(("in ", "через "))
        yield None if alone else _from_now(found[1] or "one", found[2], today)


def _numeric(first: int, second: int, year: str | None, today: date, *, either_way: bool) -> date | None:
    day, month = first, second
    if either_way and first != second:
        if first <= 12 and second <= 12:
            return None
        if second > 12:
            day, month = second, first
    return _dated(year if year is None or len(year) == 4 else f"20{year}", month, day, today)


def _dated(year: str | None, month: int | None, day: int, today: date) -> date | None:
    if month is None:
        return None
    if year is not None:
        return _date(int(year), month, day)
    coming = (_date(each, month, day) for each in range(today.year, today.year + _LEAP_YEARS + 1))
    return next((each for each in coming if each is not None and each >= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_now(number: str, unit: str, today: date) -> date | None:
    count = int(number) if number.isdecimal() else _NUMBERS.get(number)
    if count is None:
        return None
    if unit in _DAYS:
        return _later(today, count * _DAYS[unit])
    if unit in _MONTHS_OF:
        year, month = divmod(today.year * 12 + today.month - 1 + count * _MONTHS_OF[unit], 12)
        if year > date.max.year:
            return date.max
        return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
    return None


def _later(today: date, days: int) -> date:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return date.max
