"""A card's choice form as a quiz poll: what Telegram takes, uncut, or nothing."""

from typing import Any

import pytest

from bot.domain.cards import CardContent, Choice
from bot.telegram.quizzes import Quiz, quiz
from tests.conftest import card

CODE = "```python\nprint(0.1 + 0.2 == 0.3)\n```"


def made(
    right: str = "List<String>", others: tuple[str, ...] = ("Map", "Set"), why: str = "It is.", **fields: Any
) -> CardContent:
    return card(1, choice=Choice(right, others, why), **fields)


def test_everything_arrives_as_it_was_written() -> None:
    asked = quiz(made(why="Because `List<String>` is *one*.", question="What is a `List<String>` & why?"), "seed")
    assert asked is not None
    assert asked.question == "What is a List<String> & why?"
    assert asked.options[asked.right] == "List<String>"
    assert asked.explanation == "Because `List<String>` is *one*."
    assert asked.description is None


def test_the_order_of_options_depends_on_the_post_alone() -> None:
    content = made(others=tuple(f"option {number}" for number in range(5)))
    drawn = [quiz(content, f"post {number}") for number in range(20)]
    assert drawn == [quiz(content, f"post {number}") for number in range(20)]
    assert {each.right for each in drawn if each} == set(range(6))
    shuffled = quiz(
        made(right="option 4", others=("List<String>", "option 0", "option 3", "option 2", "option 1")), "x"
    )
    assert shuffled is not None
    assert shuffled.options[shuffled.right] == "option 4"


@pytest.mark.parametrize(
    "content",
    [
        card(1),
        made(others=()),
        made(others=tuple(map(str, range(12)))),
        made(others=("x" * 101,)),
        made(others=("🙂" * 51,)),
        made(others=(" ",)),
        made(others=("\u200b",)),
        made(others=("List<String> ",)),
        made(right="a  b", others=("a b",)),
        made(why="x" * 201),
        made(why="a\nb\nc\nd"),
        made(question="word " * 60 + "end"),
        made(question=f"{CODE}\n\n{CODE}"),
        made(question=f"What is printed?\n\n```\n{'x' * 1025}\n```"),
        made(question="What does [this](https://example.org/page) say?"),
    ],
    ids=[
        "no choice form",
        "one option",
        "thirteen options",
        "an option of 101 characters",
        "an option of 102 units",
        "an empty option",
        "an invisible option",
        "two options that are equal once trimmed",
        "two options that are equal once their white space is joined",
        "a long explanation",
        "an explanation of four lines",
        "one long sentence",
        "code without a question",
        "code that is too long",
        "a link",
    ],
)
def test_what_does_not_fit_is_no_quiz(content: CardContent) -> None:
    assert quiz(content, "seed") is None


def test_the_largest_that_fits_is_a_quiz() -> None:
    content = made(right="a" * 100, others=tuple(f"{number:02}" * 50 for number in range(11)), why="b\n\n" + "c" * 197)
    assert isinstance(quiz(content, "seed"), Quiz)


@pytest.mark.parametrize(
    ("question", "head", "rest"),
    [
        (
            f"What is printed?\n\n{CODE}",
            "What is printed?",
            "print(0.1 + 0.2 == 0.3)",
        ),
        (
            f"Look at this.\n\n{CODE}\n\nWhat is printed, and why?",
            "What is printed, and why?",
            "Look at this.\n\nprint(0.1 + 0.2 == 0.3)",
        ),
        (
            f"Explain this line.\n\n{CODE}",
            "Explain this line.",
            "print(0.1 + 0.2 == 0.3)",
        ),
        (
            "A service loses every hundredth request. " * 10 + "Where do you look first?",
            "Where do you look first?",
            " ".join(["A service loses every hundredth request."] * 10),
        ),
        (
            "每天有一百万次请求。" * 40 + "先看哪里？",
            "先看哪里？",
            "每天有一百万次请求。" * 40,
        ),
    ],
)
def test_code_and_scenario_stand_in_the_description(question: str, head: str, rest: str) -> None:
    asked = quiz(made(question=question), "seed")
    assert asked is not None
    assert (asked.question, asked.description) == (head, rest)
