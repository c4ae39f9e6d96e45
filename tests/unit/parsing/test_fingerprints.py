"""What cards are compared by: what counts as the same question, and what says nothing by itself."""

import time

import pytest

from bot.domain.cards import Language
from bot.parsing.fingerprints import fingerprint, same_question, unpacked
from bot.parsing.likeness import Weighed, Weights, compare, is_repeat

PLAIN = Weights(0, {})


def fenced(code: str) -> str:
    return f"```python\n{code}\n```"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is a closure?", "what is a closure"),
        ("What is a `closure`?", "What is a **closure** ?"),
        ("Что такое «замыкание»?", 'что такое "замыкание"'),
        ("Где лежит всё это?", "Где лежит все это"),
        ("什么是闭包？", "什么是闭包"),
    ],
)
def test_marks_letter_case_and_punctuation_make_no_other_question(one: str, other: str) -> None:
    assert same_question("en", one) == same_question("en", other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How do == and === differ?", "How do == and != differ?"),
        ("What does * unpack?", "What does ** unpack?"),
        ("What is C?", "What is C#?"),
        ("What is a closure?", "What is a class?"),
    ],
)
def test_signs_that_mean_something_make_another_question(one: str, other: str) -> None:
    assert same_question("en", one) != same_question("en", other)


def test_each_language_has_questions_of_its_own() -> None:
    assert same_question("en", "GIL?") != same_question("ru", "GIL?")
    one, other = fingerprint("en", "asyncio loop", "loop"), fingerprint("ru", "asyncio loop", "loop")
    assert not one.question.keys() & other.question.keys()


GENERIC: tuple[tuple[Language, str], ...] = (
    ("en", "What does this code print?"),
    ("en", "17. What is the output of the code below?"),
    ("en", "Say the output of the following snippet"),
    ("ru", "Что выведет этот код?"),
    ("ru", "Какой будет результат выполнения кода ниже?"),
    ("zh", "以下代码的输出结果是什么？"),
    ("zh", "下面这段程序会打印什么？"),
)


@pytest.mark.parametrize(("lang", "title"), GENERIC)
def test_a_title_that_names_nothing_is_told_apart_by_its_code(lang: Language, title: str) -> None:
    one, other = (fingerprint(lang, title, f"One.\n\n{fenced(code)}") for code in ("a = 1", "class B: pass"))
    assert one.generic
    assert one.same != other.same
    assert one.same == fingerprint(lang, f"{title}\n{fenced('a  =  1')}", "Other words.").same
    assert compare(Weighed(one, PLAIN), Weighed(other, PLAIN)) is None


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("en", "What is a function?"),
        ("en", "What does functools.wraps return?"),
        ("en", "What is the output of the MapReduce shuffle in the code below?"),
        ("ru", "Что такое программа?"),
        ("ru", "Что вернёт этот декоратор?"),
        ("zh", "什么是返回值优化？"),
    ],
)
def test_a_title_that_names_something_is_not_generic(lang: Language, title: str) -> None:
    assert not fingerprint(lang, title, "Words.").generic


def test_what_is_packed_comes_out_as_it_was() -> None:
    made = fingerprint("ru", "Что выведет этот код?", fenced("print(1)") + " и ещё слова, слова, слова")
    assert unpacked(made.same, made.packed()) == made
    assert max(made.answer.values()) > 1
    empty = fingerprint("en", "", None)
    assert unpacked(empty.same, empty.packed()) == empty


def test_it_takes_a_few_hundred_bytes() -> None:
    made = fingerprint("en", "Why does the loop wait?", " ".join(f"word{number}" for number in range(5000)))
    assert len(made.packed()) < 3000


def test_a_repeat_has_an_answer_that_agrees_or_none() -> None:
    asked = "What is a closure?"
    first = Weighed(fingerprint("en", asked, "A function with the names it was made among."), PLAIN)
    for answer, same in (
        ("A function, with the names it was made among!", True),
        (None, True),
        ("Something that JavaScript has.", False),
    ):
        assert is_repeat(first, Weighed(fingerprint("en", asked, answer), PLAIN)) is same
    assert not is_repeat(first, Weighed(fingerprint("en", "What is a cell?", None), PLAIN))


@pytest.mark.parametrize(
    "junk", ["**a " * 250_000, "```\n" * 250_000, "~~~~\n" * 99_999, "?" * 1_000_000, "\ud800" * 99]
)
def test_junk_takes_no_time(junk: str) -> None:
    begun = time.process_time()
    fingerprint("en", junk, junk)
    assert time.process_time() - begun < 2
