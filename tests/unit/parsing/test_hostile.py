"""Whatever comes in, the parser gives something sensible and never fails."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.topics import Topics
from bot.parsing import group_variants, parse

from .conftest import Read

PIECES = [
    *("", " ", "\t", "\r", "\u200b", "\ufeff", "\u2028", "?", "a" * 300, "()" * 50),
    *("Что такое GIL?", "Замок.", "❤4👍1", "@channel", "#tag", "• point", "— dash", "1. step", "1) step"),
    *(
        "```",
        "```python",
        "import os",
        "x = (",
        '"""',
        "Short answer: yes",
        "Хочешь оффер?",
        "Курс со скидкой, запишись",
    ),
    *("目录", "相关文章:", "第一章：开始", "17.7万 热度难度", "面试题：缓存", "参考答案", "Answer"),
    *("mirror.example/a/1", "Last Update:", "🎯 Section:", "✅ Советы:"),
]


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=25))
def test_any_mixture_of_lines_is_parsed(topics: Topics, pieces: list[str]) -> None:
    text = "\n".join(pieces)
    parsed = parse(text, file=None, topics=topics)
    count = len(text.split("\n")) + text.count("\r")
    for item in parsed.items:
        assert item.question.strip()
        assert (item.answer is None) is (item.kind == "draft")
        assert item.answer is None or item.answer.strip()
        assert 1 <= (item.source.line or 0) <= count
        assert 0.0 <= item.confidence <= 1.0
        assert json.loads(json.dumps(item.as_line()))["kind"] == item.kind
    assert len(group_variants(parsed.items)) <= len(parsed.items)


@pytest.mark.parametrize("text", ["", "\n", "   ", "\ufeff"])
def test_nothing_gives_nothing(text: str, read: Read) -> None:
    parsed = read(text)
    assert (parsed.items, parsed.dropped) == ((), ())


def test_the_same_text_gives_the_same_items(read: Read) -> None:
    text = "Что такое MVCC?\nВерсии строк в базе данных.\n👍1\nПочему растёт таблица?\nСтарые версии ждут vacuum."
    assert read(text) == read(text)


def test_a_flood_of_junk_is_counted_and_not_listed_line_by_line(read: Read) -> None:
    parsed = read("?\n" * 30_000)
    assert parsed.items == ()
    assert len(parsed.dropped) < 30_000
    assert "more lines" in parsed.dropped[-1].text


@pytest.mark.parametrize(
    "line",
    [
        "q" + " " * 5000 + "x?",
        "Updated " + " " * 110 + "x",
        "import os\n" + "a" + " " * 990 + "b",
        "[" * 5000,
        '"\\' * 2000,
        "👍1" * 3000,
        "with a" + "(" * 990,
    ],
    ids=range(7),
)
def test_lines_made_to_hang_a_pattern_are_read_like_others(line: str, read: Read) -> None:
    item = read(f"Что такое GIL?\nЗамок интерпретатора CPython.\n👍1\n\n{line}\n").items[0]
    assert (item.question, item.answer, item.likes) == ("Что такое GIL?", "Замок интерпретатора CPython.", 1)


def test_markup_of_others_stays_text(read: Read) -> None:
    (item,) = read(
        "Чем List<String> лучше List?\nТипом: <b>компилятор</b> & IDE знают его, snake_case и __init__ тоже."
    ).items
    assert item.question == "Чем List<String> лучше List?"
    assert item.answer == "Типом: <b>компилятор</b> & IDE знают его, snake_case и __init__ тоже."
