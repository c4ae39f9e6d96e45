"""Text of which nothing can be seen is neither a question nor an answer."""

import pytest

from .conftest import Read

QUESTION = "Почему пул соединений к PostgreSQL исчерпывается?"


@pytest.mark.parametrize("nothing", ["\u200b", "\u2060\n\u3164", "\u2800\u2800", "\ufeff"])
def test_an_answer_that_cannot_be_seen_is_none(nothing: str, read: Read) -> None:
    (item,) = read(f"{QUESTION}\n{nothing}").items
    assert (item.kind, item.question, item.answer) == ("draft", QUESTION, None)


@pytest.mark.parametrize("nothing", ["\u3164" * 9, "\uffa0" * 9, "\u200b" * 9])
def test_a_question_that_cannot_be_seen_is_none(nothing: str, read: Read) -> None:
    assert read(f"{nothing}?\nПул соединений PostgreSQL держит каждый воркер.").items == ()
