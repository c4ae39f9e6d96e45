"""Reaction counters, views and difficulty as pages print them."""

import pytest

from bot.parsing.counters import count, difficulty, heat, is_difficulty, merged, reactions, split_trailing_reactions


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("❤7👍3🔥1", {"❤": 7, "👍": 3, "🔥": 1}),
        ("👍 12  🔥 3", {"👍": 12, "🔥": 3}),
        ("❤️5", {"❤": 5}),
        ("👨‍💻4🧑🏽‍💻2", {"👨‍💻": 4, "🧑🏽‍💻": 2}),
        ("👍🏿9", {"👍🏿": 9}),
        ("🇨🇳3", {"🇨🇳": 3}),
        ("👍1.2K❤3", {"👍": 1200, "❤": 3}),
        ("4❤1👍", {"❤": 4, "👍": 1}),
        ("👍2👍3", {"👍": 5}),
    ],
)
def test_glued_counters_are_read(line: str, found: dict[str, int]) -> None:
    assert reactions(line) == found


@pytest.mark.parametrize(
    "line", ["", "👍", "17", "👍 нравится 3", "1️⃣ Redis", "1️⃣2️⃣", "👁 1.2K", "3 👍 и ещё", "❤👍", "2024", "👍3 ответа"]
)
def test_other_lines_are_no_counters(line: str) -> None:
    assert reactions(line) is None


@pytest.mark.parametrize(
    ("line", "views"),
    [
        ("17.7万 热度", 177_000),
        ("4600 浏览", 4600),
        ("热度：2.1万", 21_000),
        ("👁 1.2K", 1200),
        ("12.4k views", 12_400),
        ("3,270 views", 3270),
        ("Views: 1.5M", 1_500_000),
        ("3,2 тыс. просмотров", 3200),
        ("864 просмотра", 864),
        ("1 024 просмотра", 1024),
        ("Просмотров: 15к", 15_000),
    ],
)
def test_heat_is_a_number_in_any_language(line: str, views: int) -> None:
    found = heat(line)
    assert found is not None
    assert found[0] == views


def test_what_is_glued_behind_the_heat_is_given_back() -> None:
    assert heat("17.7万 热度难度") == (177_000, "难度")
    assert heat("1.2k viewsDifficulty: hard") == (1200, "Difficulty: hard")


def test_a_sentence_about_views_is_no_counter() -> None:
    assert heat("12 views of one table can each hold a lock for longer than you would like") is None


@pytest.mark.parametrize(
    ("label", "level"),
    [
        ("难度：中等", "middle"),
        ("Difficulty: hard", "senior"),
        ("Сложность: лёгкая", "junior"),
        ("难度", None),
        ("Level ???", None),
    ],
)
def test_difficulty_is_taken_from_its_label_and_never_guessed(label: str, level: str | None) -> None:
    assert difficulty(label) == level


def test_a_label_without_value_is_still_a_label() -> None:
    assert is_difficulty("难度")
    assert not is_difficulty("Difficulty grows with every replica")


def test_counters_glued_to_a_sentence_are_parted_from_it() -> None:
    assert split_trailing_reactions("Берите семафор.👍3❤1") == ("Берите семафор.", {"👍": 3, "❤": 1})
    assert split_trailing_reactions("Берите семафор") == ("Берите семафор", {})
    assert split_trailing_reactions("Ровно 10") == ("Ровно 10", {})


def test_two_sightings_keep_the_larger_count() -> None:
    assert merged({"👍": 3, "❤": 1}, {"👍": 2, "🔥": 4}) == {"👍": 3, "❤": 1, "🔥": 4}


@pytest.mark.parametrize(
    ("digits", "unit", "number"),
    [("7", None, 7), ("1.5", "万", 15_000), ("2", "млн", 2_000_000), ("1,234", None, 1234)],
)
def test_units_multiply(digits: str, unit: str | None, number: int) -> None:
    assert count(digits, unit) == number
