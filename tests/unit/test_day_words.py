"""Days as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.day_words import read_day

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    "text",
    [
        "12.12.2026",
        "12.12.26",
        "12.12",
        "12-12-2026",
        "12/12/2026",
        "2026-12-12",
        "2026/12/12",
        "2026年12月12日",
        "12月12日",
        "12月12号",
        "１２月１２日",
        " 12 Dec ",
        "12 dec 2026",
        "12th of December, 2026",
        "December 12",
        "Dec. 12, 2026",
        "12 дек",
        "12 дек.",
        "12 декабря",
        "12 декабря 2026 г.",
        "12 Декабря 2026 года",
        "12-го декабря",
        "12.12.2026 г.",
    ],
)
def test_a_date_is_read_in_any_of_the_usual_ways(text: str) -> None:
    assert read_day(text, TODAY) == date(2026, 12, 12)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 3, 2)),
        ("Завтра", date(2026, 3, 3)),
        ("послезавтра", date(2026, 3, 4)),
        ("后天", date(2026, 3, 4)),
        ("in 3 weeks", date(2026, 3, 23)),
        ("in three weeks", date(2026, 3, 23)),
        ("3 weeks", date(2026, 3, 23)),
        ("in a week", date(2026, 3, 9)),
        ("10 days from now", date(2026, 3, 12)),
        ("in 2 months", date(2026, 5, 2)),
        ("in a year", date(2027, 3, 2)),
        ("через 3 недели", date(2026, 3, 23)),
        ("через три недели", date(2026, 3, 23)),
        ("через неделю", date(2026, 3, 9)),
        ("через месяц", date(2026, 4, 2)),
        ("через 40 дней", date(2026, 4, 11)),
        ("3周后", date(2026, 3, 23)),
        ("三周后", date(2026, 3, 23)),
        ("3个星期后", date(2026, 3, 23)),
        ("两个月后", date(2026, 5, 2)),
        ("10天后", date(2026, 3, 12)),
        ("3月2日", TODAY),
        ("1 March", date(2027, 3, 1)),
        ("29 Feb", date(2028, 2, 29)),
        ("12/31/2026", date(2026, 12, 31)),
        ("31/12/2026", date(2026, 12, 31)),
        ("1.3.2026", date(2026, 3, 1)),
        ("in 9999 years", date.max),
    ],
)
def test_days_are_counted_from_today_and_years_may_be_missing(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "week",
        "in weeks ago",
        "31.02.2026",
        "32.12.2026",
        "12.13",
        "12",
        "2026",
        "12 decimals",
        "12 мартини",
        "03/04/2026",
        "через сколько",
        "三",
        "0.0.0",
        "in 3 weeks " * 20,
    ],
)
def test_what_is_no_date_or_could_be_two_is_none(text: str) -> None:
    assert read_day(text, TODAY) is None


def test_a_month_later_there_may_be_no_such_day() -> None:
    assert read_day("in a month", date(2026, 1, 31)) == date(2026, 2, 28)


@given(st.text(max_size=70))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = read_day(text, TODAY)
    assert found is None or isinstance(found, date)


@given(st.dates(date(2026, 3, 2), date(2027, 3, 1)))
def test_what_is_written_is_what_is_read(day: date) -> None:
    assert read_day(f"{day:%d.%m.%Y}", TODAY) == day
    assert read_day(f"{day:%d.%m}", TODAY) == day
    assert read_day(f"{day:%Y-%m-%d}", TODAY) == day
    assert read_day(f"{day:%d %B}", TODAY) == day
