"""What columns and fields are by what stands in them, where their names do not say it."""

from collections.abc import Sequence

import pytest

from bot.domain.topics import Topics
from bot.parsing.column_roles import inferred, understood
from bot.parsing.columns import hinted, named
from bot.parsing.record_shapes import Shapes
from bot.parsing.separators import own_sign
from tests.unit.parsing.reading_bytes import read_bytes

ASKED = ("What is a lock?", "Why wait?", "How does it end?", "When is it freed?")
TOLD = ("One owner at a time.", "Another one holds it now.", "The owner gives it back.", "At the end of the block.")


def rows(**columns: Sequence[object]) -> list[dict[str, object]]:
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def test_the_column_that_asks_is_answered_by_the_longest_text() -> None:
    table = rows(n=("1", "2", "3", "4"), x=ASKED, y=TOLD, z=("a", "b", "a", "b"), w=("https://e.org/1",) * 4)
    assert understood(table, list(table[0])).columns == {"question": "x", "answer": "y"}


def test_names_count_where_the_contents_do_not_speak_against_them() -> None:
    fitting = rows(question=ASKED, answer=TOLD, note=TOLD[::-1])
    assert understood(fitting, list(fitting[0])).columns["answer"] == "answer"
    numbered = rows(question=("1", "2", "3", "4"), text=ASKED, answer=TOLD)
    assert understood(numbered, list(numbered[0])).columns["question"] == "text"


def test_a_column_that_sorts_answers_nothing() -> None:
    table = rows(text=ASKED * 3, label=("theory", "practice") * 6)
    assert not understood(table, ["text", "label"]).answers


def test_two_columns_of_questions_answer_nothing() -> None:
    table = rows(first=ASKED, second=ASKED[::-1])
    assert not understood(table, ["first", "second"]).answers


def test_a_key_is_known_by_naming_one_of_the_options() -> None:
    table = rows(x=ASKED, u=("in", "by", "on", "at"), v=("up", "to", "off", "of"), w=("up", "by", "off", "at"))
    found = understood(table, list(table[0]))
    assert (found.options, found.columns["correct"]) == (["u", "v"], "w")


def test_a_few_rows_tell_nothing() -> None:
    assert inferred([], 2) is None
    assert not understood(rows(x=ASKED[:2], y=TOLD[:2]), ["x", "y"]).asks


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("canonical_question", "question"),
        ("题目内容", "question"),
        ("ответ эксперта", "answer"),
        ("right_answer", "correct"),
        ("question_id", None),
        ("answer_count", None),
        ("题型", None),
    ],
)
def test_a_word_in_a_name_is_a_hint(name: str, column: str | None) -> None:
    assert hinted(name) == column


def test_numbered_names_of_right_and_wrong_answers_belong_together() -> None:
    found = named(["task", "TRUE_1", "TRUE_2", "FALSE_1"])
    assert (found.rights, found.wrongs) == (["TRUE_1", "TRUE_2"], ["FALSE_1"])


def test_objects_of_one_kind_are_known_though_some_lack_a_name() -> None:
    kinds = Shapes(rows(ask=ASKED, say=TOLD, at=("x", "y", "x", "y"), by=("k", "k", "l", "l")))
    found = kinds.named(("ask", "say", "at"))
    assert found is not None
    assert found.columns == {"question": "ask", "answer": "say"}
    assert kinds.named(("team", "token", "url")) is None


def test_a_map_of_languages_is_no_pair() -> None:
    assert Shapes(rows(en=ASKED, ru=TOLD)).named(("en", "ru")) is None


def test_a_sign_of_ones_own_parts_every_line() -> None:
    assert own_sign([f"{q} => {a}" for q, a in zip(ASKED, TOLD, strict=True)]) == " => "
    assert own_sign([*ASKED, *TOLD]) is None
    assert own_sign([f"fixed {number} - {text}" for number, text in enumerate(TOLD * 3)]) is None


def test_an_option_is_named_by_what_the_file_calls_it(topics: Topics) -> None:
    options = '[{"id": 11, "text": "one"}, {"id": 12, "text": "two"}]'
    text = "[" + ", ".join(f'{{"question": "{q}", "options": {options}, "correct": 12}}' for q in ASKED) + "]"
    assert [answer for _, answer in read_bytes(text, "x.json", topics).pairs] == ["two"] * 4


def test_a_name_below_which_nothing_stands_counts_for_nothing() -> None:
    table = rows(question=ASKED, answer=(None,) * 4, answer_markdown=TOLD)
    assert understood(table, list(table[0])).columns == {"question": "question", "answer": "answer_markdown"}


def test_beside_options_and_their_key_a_word_in_its_name_shows_what_asks() -> None:
    table = rows(
        kind=("x",) * 3, question_body=("The one is ( )", "Another ( )", "A third ( )"), a="123", b="456", answer="ABA"
    )
    found = understood(table, list(table[0]))
    assert (found.columns["question"], found.columns["answer"], found.options) == (
        "question_body",
        "answer",
        ["a", "b"],
    )


def test_names_of_texts_in_a_program_answer_nothing() -> None:
    assert not understood(rows(key=("a.b", "a.c_d", "e-f", "g.h"), en=ASKED), ["key", "en"]).asks
