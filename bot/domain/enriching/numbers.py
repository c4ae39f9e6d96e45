"""Numbers of a statement, and others that could stand in their place."""

import re
from collections.abc import Iterator

from bot.domain.enriching.sites import WEIGHT, Site

_DEFAULT = 0.3
"""What a number is worth more that is a default or a limit."""

_NUMBER = re.compile(
    r"(?<![\w.,:/+^~×−–=#-])(?<![×=+*/] )(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?![.,:]?\d|[A-Za-zА-Яа-я:/(+^×–-]| [×=+*/])"
)
_VAGUE = re.compile(
    r"for example|e\.g\.|about \d|few|or so|\bfrom \d|например|около|примерно|порядка|\bот \d"
    r"|例如|比如|左右|大约|约|到 ?\d",
    re.IGNORECASE,
)
_VERSION_BEFORE = re.compile(
    r"(?:python|postgres\w*|django|kubernetes|celery|pgbouncer|redis|http|версии|version|since|с|ipv|port|порт"
    r"|код|code|status"
    r"|ошибк\w+|error|pid|number|№|第)\s*$",
    re.IGNORECASE,
)
_VERSION_AFTER = re.compile(r"\s*(?:版|起|号|\+|and later|или новее)")
_LIMIT = re.compile(
    r"default|limit|at most|at least|pool|bits?\b|по умолчанию|предел|максимум|минимум|бит|默认|上限|最多|只有",
    re.IGNORECASE,
)
_NICE: tuple[int, ...] = (2, 3, 4, 5, 6, 8, 10, 12, 15, 16, 20, 24, 28, 30, 32, 40, 48, 50, 60, 64, 80, 100, 120, 128)
_NICE += (150, 200, 250, 256, 300, 400, 500, 512, 600, 800, 1000, 1500, 2000, 3000, 5000, 8000)
_NICE += (10_000, 20_000, 50_000, 100_000, 1_000_000)
"""Numbers as they are written in answers."""

_STATUS_BEFORE = re.compile(
    r"(?:answers?|returns?|status|responds? with|ответ\w*|вернуть|вернёт|отвеча\w+|код|статус|返回|状态码)\s*$",
    re.IGNORECASE,
)
_STATUS = (200, 201, 202, 204, 301, 302, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 504)
_AGREES = {2: "few", 3: "few", 4: "few", 1: "one"}


def numbers(text: str, asked: str) -> Iterator[Site]:
    """Other numbers of the same magnitude: neither the first nor the last of a row, one can guess by."""
    if _VAGUE.search(text):
        return
    for match in _NUMBER.finditer(text):
        number = int(match["number"].replace(",", ""))
        before, after = text[: match.start()], text[match.end() :]
        if number < 2 or match["number"] in asked or match["number"] in before + "\0" + after:
            continue
        if _VERSION_BEFORE.search(before) or _VERSION_AFTER.match(after) or number in range(1990, 2100):
            continue
        status = number in _STATUS and (_STATUS_BEFORE.search(before) or after.startswith(" Too Many"))
        if number in _STATUS and not status and number not in (200, 400, 500):
            continue
        if status and any(int(each) in _STATUS for each in re.findall(r"\b\d{3}\b", before + " " + after)):
            continue
        news = [_as(each, match["number"]) for each in (_other_statuses(number) if status else _near(number))]
        weight = WEIGHT["number"] + (_DEFAULT if _LIMIT.search(text) else 0)
        yield Site(match.start(), match.end(), tuple(news), "number", weight)


def _as(number: int, like: str) -> str:
    """Written as another number is: with commas or without."""
    return f"{number:,}" if "," in like else str(number)


def _other_statuses(number: int) -> list[int]:
    """Codes of other classes."""
    others = [each for each in _STATUS if each // 100 != number // 100]
    return [others[(number * 7 + step) % len(others)] for step in (0, 3, 6)]


def _near(number: int) -> list[int]:
    agree = [each for each in _NICE if each != number and _form(each) == _form(number)]
    apart = [each for each in agree if each >= number * 1.5 or each <= number / 1.5]
    below = [each for each in apart if each < number]
    above = [each for each in apart if each > number]
    lower = min(len(below), max(number % 4, 3 - len(above)))
    chosen = [below[-1 - 2 * at] if 2 * at < len(below) else below[0] for at in range(lower)]
    chosen += [above[2 * at] if 2 * at < len(above) else above[-1] for at in range(min(3 - lower, len(above)))]
    return sorted(dict.fromkeys(chosen))


def _form(number: int) -> str:
    """The form of the noun after it, in Russian."""
    return "many" if number % 100 in range(11, 15) else _AGREES.get(number % 10, "many")
