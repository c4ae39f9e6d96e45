"""Quizzes and polls that become cards."""

import pytest

from bot.domain.cards import Choice
from bot.domain.markup import parse_markdown, plain_text
from bot.domain.quiz_options import answer_of, choice_of

OFFERED = ("a *list*", "None", "`x`")


def test_the_answer_says_what_is_right_and_why_and_signs_show_as_themselves() -> None:
    answer = answer_of(OFFERED, (0,), "It sorts _in place_.")
    assert plain_text(parse_markdown(answer)) == "a *list*\n\nIt sorts _in place_."
    assert answer_of(OFFERED, (1,), None) == "None"
    several = plain_text(parse_markdown(answer_of(OFFERED, (0, 2), "Both.")))
    assert [line.lstrip("•- ") for line in several.splitlines() if line] == ["a *list*", "`x`", "Both."]


def test_the_choice_form_has_the_right_option_and_the_others() -> None:
    assert choice_of(OFFERED, (1,), "Why.\n") == Choice("None", ("a *list*", "`x`"), "Why.")


@pytest.mark.parametrize(
    ("offered", "right"),
    [
        (OFFERED, ()),
        (OFFERED, (0, 1)),
        (OFFERED, (3,)),
        (OFFERED, (-1,)),
        (("one",), (0,)),
        (("same", " same "), (0,)),
        (("\u200b", "one"), (0,)),
        (("x" * 101, "one"), (0,)),
        (tuple(map(str, range(13))), (0,)),
    ],
)
def test_what_no_quiz_can_show_has_no_choice_form(offered: tuple[str, ...], right: tuple[int, ...]) -> None:
    assert choice_of(offered, right, None) is None


@pytest.mark.parametrize("why", ["x" * 201, "a\nb\nc\nd"])
def test_a_reason_that_does_not_fit_is_left_to_the_answer(why: str) -> None:
    choice = choice_of(OFFERED, (1,), why)
    assert choice is not None
    assert choice.why == ""
