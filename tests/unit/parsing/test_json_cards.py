"""JSON and JSON Lines: where the questions lie, and what gives nothing."""

import json

import pytest

from bot.domain.topics import Topics
from bot.parsing import Item
from tests.unit.parsing.reading_bytes import read_bytes

PAIR = {"question": "What is a mutex?", "answer": "A lock."}


@pytest.mark.parametrize(
    "document",
    [
        [PAIR],
        PAIR,
        {"version": 1, "data": {"items": [PAIR]}},
        {"threads": [PAIR]},
        [{"title": "A quiz", "questions": [PAIR]}],
        {"question": ["What is a mutex?"], "answer": ["A lock."]},
        {"question": {"0": "What is a mutex?"}, "answer": {"0": "A lock."}},
    ],
)
def test_questions_are_found_wherever_they_lie(document: object, topics: Topics) -> None:
    read = read_bytes(json.dumps(document), "x.json", topics)
    assert read.pairs == [("What is a mutex?", "A lock.")]


@pytest.mark.parametrize(
    "document",
    [
        {"name": "x", "version": "1.0.0", "scripts": {"test": "jest", "ask": "why?"}},
        [{"title": "A post", "body": "Some words about it."}],
        {"openapi": "3.1.0", "paths": {"/a": {"get": {"description": "What it gives?"}}}},
        {"Are you sure?": "Вы уверены?", "Really delete it?": "Точно удалить?"},
        [1, 2, 3],
        [],
        {"options": [{"text": "a", "correct": True}, {"text": "b", "correct": False}]},
        [{"name": "Lamp", "text": "It shines.", "value": 3}],
    ],
)
def test_other_json_gives_nothing_and_says_what_it_holds(document: object, topics: Topics) -> None:
    read = read_bytes(json.dumps(document, ensure_ascii=False), "x.json", topics)
    assert read.items == []
    assert read.dropped


def only(document: object, topics: Topics) -> Item:
    (item,) = read_bytes(json.dumps(document), "x.json", topics).items
    return item


def test_a_mark_on_an_option_is_a_key(topics: Topics) -> None:
    options = [{"text": "no", "isCorrect": False}, {"text": "yes", "isCorrect": True}]
    item = only([{"text": "Is it?", "options": options}], topics)
    assert (item.answer, item.options and item.options.offered) == ("yes", ("no", "yes"))


def test_the_explanation_tells_how_keys_are_counted(topics: Topics) -> None:
    asked = {"question": "Which is lazy?", "options": ["a list", "a generator", "a tuple"], "answer": 1}
    assert only([{**asked, "explanation": "Because a generator makes values when asked."}], topics).answer is not None
    assert only([asked], topics).kind == "draft", "1 may be the first or the second"
    named = {"question": asked["question"], "options": asked["options"], "correctIndex": 1}
    assert only([named], topics).answer == "a generator"


def test_code_of_a_quiz_stands_in_its_question(topics: Topics) -> None:
    item = only(
        [{"question": "What is printed?", "code": "print(1)\n\nprint(2)", "options": ["1 2", "2 1"], "answer": "1 2"}],
        topics,
    )
    assert item.question == "What is printed?\n\n```python\nprint(1)\n\nprint(2)\n```"


def test_a_broken_line_of_json_lines_stops_nothing(topics: Topics) -> None:
    lines = [
        json.dumps(PAIR),
        '{"question": "broken',
        "[1]",
        json.dumps({"x": 1}),
        json.dumps({**PAIR, "question": "And?"}),
    ]
    read = read_bytes("\n".join(lines), "x.jsonl", topics)
    assert [question for question, _ in read.pairs] == ["What is a mutex?", "And?"]
    assert [drop.source.line for drop in read.dropped] == [2, 3, 4]


def test_what_parse_prints_is_read_again(topics: Topics) -> None:
    told = read_bytes(json.dumps([{**PAIR, "difficulty": "hard", "tags": ["x"]}]), "x.json", topics)
    lines = [json.dumps(item.as_line()) for item in told.items]
    lines.append(json.dumps({"kind": "dropped", "text": "x", "reason": "y", "source": {}}))
    again = read_bytes("\n".join(lines), "again.jsonl", topics)
    assert [item.as_line() for item in again.items] == [item.as_line() for item in told.items]
    assert again.dropped == []


def test_what_was_read_before_a_file_breaks_off_is_kept(topics: Topics) -> None:
    whole = json.dumps([{**PAIR, "question": f"What is {number}?"} for number in range(500)])
    read = read_bytes(whole[: len(whole) // 2], "x.json", topics)
    assert 200 < len(read.items) < 300
    assert read.fault is not None
    assert "is cut off" in read.fault


@pytest.mark.parametrize("document", [b"[" * 100_000, b'{"a":' * 100_000, b'[{"question":"' + b"x" * 20_000_000])
def test_bombs_are_refused_with_their_place(document: bytes, topics: Topics) -> None:
    read = read_bytes(document, "x.json", topics)
    assert read.items == []
    assert read.fault is not None
    assert "byte" in read.fault


def test_half_a_surrogate_pair_becomes_a_sign(topics: Topics) -> None:
    read = read_bytes('[{"question": "Why \\ud83d?", "answer": "\\udc00 so"}]', "x.json", topics)
    assert read.pairs == [("Why \ufffd?", "\ufffd so")]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("12. What is a heap?", "What is a heap?"),
        ("Q3: What is a heap?", "What is a heap?"),
        ("Вопрос №7: Что это?", "Что это?"),
        ("2.5 or 3?", "2.5 or 3?"),
        ("*args and **kwargs?", "*args and **kwargs?"),
    ],
)
def test_numbers_and_labels_before_a_question_go(written: str, shown: str, topics: Topics) -> None:
    assert only([{"question": written, "answer": "x"}], topics).question == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**Answer:** it is", "it is"),
        ("Ответ: да", "да"),
        ("A: yes", "yes"),
        ("a: int = 1", "a: int = 1"),
        ("So the answer: no", "So the answer: no"),
    ],
)
def test_a_label_before_an_answer_goes(written: str, shown: str, topics: Topics) -> None:
    assert only([{"question": "What?", "answer": written}], topics).answer == shown


def test_a_talk_of_two_turns_is_a_pair_and_a_longer_one_is_none(topics: Topics) -> None:
    asked = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "What is a mutex?"}]
    talk = {"messages": [*asked, {"role": "assistant", "content": "A lock."}]}
    longer = {"messages": [*talk["messages"], {"role": "user", "content": "And a semaphore?"}]}
    lines = "\n".join(json.dumps(each) for each in (talk, longer))
    assert read_bytes(lines, "x.jsonl", topics).pairs == [("What is a mutex?", "A lock.")]
    older = {"conversations": [{"from": "human", "value": "What is a mutex?"}, {"from": "gpt", "value": "A lock."}]}
    assert read_bytes(json.dumps([older, older]), "x.json", topics).pairs[0] == ("What is a mutex?", "A lock.")


def test_parts_of_a_text_are_no_options(topics: Topics) -> None:
    parts = [{"type": "paragraph", "text": "A lock."}, {"type": "code", "code": "lock()", "language": "js"}]
    document = [{"title": "What is a mutex?", "content": parts}] * 3
    assert read_bytes(json.dumps(document), "x.json", topics).pairs[0][1] == "A lock.\n\n```js\nlock()\n```"


def test_the_key_of_a_poll_may_be_called_an_id(topics: Topics) -> None:
    document = [
        {"question": f"What is {each}?", "options": ["one", "two", "three"], "correct_option_id": n}
        for n, each in enumerate("abc")
    ]
    assert [answer for _, answer in read_bytes(json.dumps(document), "x.json", topics).pairs] == ["one", "two", "three"]


def test_of_a_short_and_a_long_answer_the_long_one_counts(topics: Topics) -> None:
    document = [{"question": "What is a mutex?", "answer": {"short": "A lock.", "long": "A lock of one owner."}}]
    assert read_bytes(json.dumps(document), "x.json", topics).pairs == [("What is a mutex?", "A lock of one owner.")]


def test_the_letter_of_an_option_is_not_what_it_says(topics: Topics) -> None:
    options = [{"sign": "A", "said": "one"}, {"sign": "B", "said": "two"}]
    document = [{"question": f"What is {each}?", "options": options, "answer": "B"} for each in "abc"]
    assert [answer for _, answer in read_bytes(json.dumps(document), "x.json", topics).pairs] == ["two"] * 3
