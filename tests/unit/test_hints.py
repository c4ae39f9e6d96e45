"""What Hint shows, and when it gives too much away (rule G7)."""

import pytest

from bot.domain.cards import KeyPoint
from bot.domain.hints import MOST_HINTS, Hint, half_covered, hints_of
from tests.conftest import card

POINTS = (KeyPoint("runs in one thread", ("single thread",)), KeyPoint("cooperative"))


def test_the_learners_own_hint_comes_first_then_the_cards_then_its_first_key_point() -> None:
    content = card(1, hint="Think of a queue.", key_points=POINTS)
    assert [hint.text for hint in hints_of(content, "Mine.")] == ["Mine.", "Think of a queue."]
    assert [hint.text for hint in hints_of(content)] == ["Think of a queue.", "ru·· i· on· thr···"]
    assert [hint.text for hint in hints_of(card(1, key_points=POINTS))] == ["ru·· i· on· thr···"][:MOST_HINTS]


def test_a_card_without_either_has_no_hint() -> None:
    assert hints_of(card(1)) == hints_of(card(1, hint="  ")) == ()


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("thread", "thr···"),
        ("a lock", "a lo··"),
        ("O(1)", "O(1)"),
        ("поток", "пот··"),
        ("事件循环", "事件··"),
        ("x_y", "x_y"),
    ],
)
def test_half_of_each_word_is_covered(text: str, covered: str) -> None:
    assert half_covered(text) == covered


@pytest.mark.parametrize(
    ("hint", "reveals"),
    [
        ("It is *cooperative*, mind.", True),
        ("Single  THREAD?", True),
        ("uncooperative", False),
        ("How many threads?", False),
    ],
)
def test_g7_a_hint_that_tells_a_key_point_reveals(hint: str, reveals: bool) -> None:
    assert hints_of(card(1, hint=hint, key_points=POINTS))[0] == Hint(hint, reveals)


def test_g7_a_key_point_too_short_to_cover_reveals() -> None:
    assert hints_of(card(1, key_points=(KeyPoint("O(1)"),))) == (Hint("O(1)", True),)
    assert hints_of(card(1, lang="zh", hint="它是协作式的", key_points=(KeyPoint("协作"),)))[0].reveals
