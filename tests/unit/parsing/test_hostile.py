"""Whatever comes in, the parser gives something sensible and never fails."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.topics import Topics
from bot.parsing import group_variants, harvest, parse

from .conftest import Read
from .work import calls_of

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
    *("12K subscribers", "Download Telegram", "VIEW IN TELEGRAM", "Anonymous Quiz", "40%", "🤔 Что такое GIL?"),
    *("Вопрос 1. Что такое GIL?", "Ответ: замок.", "Ответы", "A) one", "B) two", "Answer: B", "1", "2", "3"),
    *("Аня, [03.02.2025 12:01]", "Борис: привет", "Аня: привет"),
]


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=25))
def test_any_mixture_of_lines_is_parsed(topics: Topics, pieces: list[str]) -> None:
    text = "\n".join(pieces)
    parsed = parse(text, file=None, topics=topics)
    count = len(text.split("\n")) + text.count("\r")
    for item in parsed.items:
        assert item.question.strip() or (item.kind == "draft" and item.answer)
        assert (item.answer is None) is (item.kind == "draft" and bool(item.question))
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
    parsed = read("?\n!\n" * 15_000)
    assert parsed.items == ()
    assert len(parsed.dropped) < 30_000
    assert "more lines" in parsed.dropped[-1].text


@pytest.mark.parametrize(
    "line", ["y", "Python?", "1) what?", "- what?", "2. What is a GIL?", "Вопрос: да", "目录", "```", "x = 1", "👍 1"]
)
def test_one_line_over_and_over_is_no_question_and_no_answer(line: str, read: Read) -> None:
    parsed = read(f"{line}\n" * 3000)
    assert parsed.items == ()
    assert [(each.text, each.reason) for each in parsed.dropped] == [(line, "the same line 3000 times")]


def test_one_line_over_and_over_leaves_the_post_above_as_it_was(read: Read) -> None:
    post = "Что такое GIL?\nЗамок интерпретатора CPython.\n"
    (item,) = read(post + "y\n" * 1000 + "Потому что счётчик ссылок не защищён.").items
    assert item.answer == "Замок интерпретатора CPython.\nПотому что счётчик ссылок не защищён."


def test_what_a_person_may_have_repeated_stays(read: Read) -> None:
    (item,) = read(
        "What does this print?\n\n```\nfor _ in range(20): print(1)\n```\n\n```\n" + "1\n" * 20 + "```"
    ).items
    assert (item.answer or "").count("\n1") == 20


def test_a_flood_of_questions_is_cut(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harvest, "MOST_FINDS", 30)
    for form in ("What is {0}?\n", "{0}. What is lock {0}?\n"):
        parsed = read("".join(map(form.format, range(1, 101))))
        assert 30 <= len(parsed.items) + sum(item.repeats - 1 for item in parsed.items) <= 31
        assert [dropped.reason for dropped in parsed.dropped][-1] == "more questions than one text can hold"


def test_a_flood_of_tags_is_cut(read: Read) -> None:
    (item,) = read("What is Python?\nIt is a language.\n" + "".join(f"#tag{number}\n" for number in range(1000))).items
    assert item.tags == tuple(f"tag{number}" for number in range(50))


def calls_to_read(text: str, topics: Topics) -> int:
    return calls_of(lambda: parse(text, file=None, topics=topics))


@pytest.mark.parametrize(
    "text",
    [
        "What is Python?\nThe answer {0} is here.\n👍{0}\n\n",  # the same question, each time answered otherwise
        "面试题：缓存{0}\n什么是缓存{0}？\n17.7万 热度\n参考答案\n答案是{0}。\n",
        "第{0}章：开始\n什么是{0}？\n",
        "name{0}\n",
        "🔥 Head {0}:\n- item {0}\n",
        "import os{0}\nx = ({0}\n",
        "```\nx{0}\n",
        "?\n??\n",
        "{0}. What is a lock?\nAnswer: It waits {0}.\n",
        "1. What is {0}?\nA) a\nB) b\nAnswer: B\n",
        "{0}. What is a lock?\n",
        "12K subscribers\nDownload Telegram\n🤔 Что такое GIL {0}?\n",
        "Q{0}?\nAnonymous Quiz\n10%\na\n90%\nb\n",
        "Аня, [03.02.2025 12:01]\nпривет {0}\nБорис, [03.02.2025 12:02]\nчто такое GIL {0}?\n",
        "1\n2\n3\nx = {0}\n",
    ],
    ids=range(15),
)
def test_the_work_grows_no_faster_than_the_text(text: str, topics: Topics) -> None:
    few, many = (
        calls_to_read("What is Python?\nIt is a language.\n" + "".join(map(text.format, range(count))), topics)
        for count in (250, 1000)
    )
    assert many < 5 * few


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
