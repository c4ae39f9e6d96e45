"""Large texts are read in parts that end where posts end."""

from collections.abc import Iterator

import pytest

from bot.domain.topics import Topics
from bot.parsing import Piece, Unreadable, at_hand, read_document
from bot.parsing import segments as reading
from bot.parsing.formats import plain_text

POST = (
    "Почему растёт таблица номер {0} в PostgreSQL?\nСтарые версии строк ждут vacuum номер {0}.\n"
    "Вечерний бэкенд\n👍{0}\n"
)


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_text, "LARGEST_WHOLE", 1000)
    monkeypatch.setattr(reading, "PART", 2000)
    monkeypatch.setattr(reading, "SAMPLE_BYTES", 1000)


def pieces(text: str | bytes, topics: Topics) -> Iterator[Piece]:
    return read_document(at_hand("dump.txt", text.encode() if isinstance(text, str) else text), topics)


@pytest.mark.usefixtures("small_parts")
def test_a_large_dump_loses_and_cuts_nothing(topics: Topics) -> None:
    text = "".join(POST.format(number) for number in range(1, 200))
    found = list(pieces(text, topics))
    assert len(found) > 5
    assert "".join(piece.body for piece in found) == text
    items = [item for piece in found for item in piece.items]
    assert [(item.question, item.likes) for item in items] == [
        (f"Почему растёт таблица номер {number} в PostgreSQL?", number) for number in range(1, 200)
    ]
    assert [item.source.line for item in items] == [1 + 4 * number for number in range(199)]
    assert {item.source.channel for item in items} == {"Вечерний бэкенд"}


@pytest.mark.usefixtures("small_parts")
def test_the_parts_of_a_large_file_have_keys_of_their_own(topics: Topics) -> None:
    keys = [piece.key for piece in pieces(POST.format(1) * 60, topics)]
    assert keys[:3] == [None, "file:dump.txt#2", "file:dump.txt#3"]


@pytest.mark.usefixtures("small_parts")
def test_what_was_read_before_a_nul_holds(topics: Topics) -> None:
    found = pieces("".join(POST.format(number) for number in range(40)) + "\n\x00\n" + POST.format(41) * 9, topics)
    assert next(found).items
    with pytest.raises(Unreadable, match=r"NUL character in line \d+; what stands above"):
        list(found)


def test_a_cut_falls_behind_an_edge() -> None:
    text = POST.format(1) + POST.format(2) + "Почему растёт"
    assert reading.safe_cut(text) == len(POST.format(1) + POST.format(2))


def test_a_cut_falls_before_a_question_where_there_are_no_edges() -> None:
    text = "Первый абзац.\n\nЧто такое GIL?\nЗамок интерпретатора.\nИ ещё строка"
    assert text[reading.safe_cut(text) :].startswith("Что такое GIL?")


def test_a_cut_never_falls_into_a_fence() -> None:
    text = "Замок интерпретатора.\n\n" * 3 + "```\nx = 1\n\ny = 2\n"
    assert text[reading.safe_cut(text) :].startswith("```")


def test_a_fence_that_never_closes_holds_nothing_back() -> None:
    text = "```\n" + "x = 1\n" * 100
    assert reading.safe_cut(text) == len(text)
