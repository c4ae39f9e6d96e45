"""What is typed for a field of a card, and how the difference of two texts is told."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cards import CardContent, Choice, KeyPoint, Misconception
from bot.domain.errors import Refused
from bot.domain.fields import FIELDS, Field, Line, changed_fields, difference, written
from bot.domain.topics import Topics
from bot.parsing.topics import read_topics
from bot.services.fields import OPTIONAL, read_choice, rewritten
from bot.settings import ROOT
from tests.conftest import card

FULL = card(
    1,
    short_answer="In **short**.",
    level="senior",
    tags=("python", "event loop"),
    key_points=(KeyPoint("global interpreter lock", ("GIL", "the lock")), KeyPoint("one thread")),
    misconceptions=(Misconception("It is a list.", "It has no order."), Misconception("List<String> & co")),
    follow_up="And `then`?",
    hint="Think.",
    choice=Choice("List<String>", ("a | b", "c", "*d*"), "Because.\nReally."),
    references=("https://example.com/a", "A book"),
)


@pytest.fixture(scope="module")
def topics() -> Topics:
    return read_topics(ROOT / "content" / "topics.toml")


def refusal(content: CardContent, field: Field, text: str, topics: Topics) -> tuple[str, dict[str, str | int]]:
    with pytest.raises(Refused) as caught:
        rewritten(content, field, text, topics)
    return caught.value.key, caught.value.arguments


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_the_same_when_it_is_written_down_and_typed_again(field: Field, topics: Topics) -> None:
    assert rewritten(FULL, field, written(FULL, field), topics) == FULL
    empty = CardContent(key="k", concept="k", lang="en", question="Q?", answer="A.")
    assert changed_fields(empty, rewritten(empty, field, written(FULL, field), topics)) in ((field,), ())
    if field in OPTIONAL:
        assert not written(rewritten(FULL, field, "", topics), field)


def test_only_the_chosen_ones_are_taken_for_topic_level_and_language(topics: Topics) -> None:
    for field in ("topic", "level", "lang"):
        assert refusal(FULL, field, "nonsense", topics) == ("refused-old-button", {})
    for field in ("question", "answer", "lang"):
        assert refusal(FULL, field, " ", topics)[0] in ("add-empty", "refused-old-button")  # type: ignore[arg-type]  # as above


def test_lists_lose_bullets_blank_lines_and_what_stands_there_twice(topics: Topics) -> None:
    typed = "- the lock | GIL | GIL |  \n\n• the lock | GIL | GIL |\n2. one thread\n\u200b"
    points = (KeyPoint("the lock", ("GIL",)), KeyPoint("one thread"))
    assert rewritten(FULL, "key_points", typed, topics).key_points == points
    assert rewritten(FULL, "tags", "#a, b，c #d\nb", topics).tags == ("a", "b", "c", "d")


@pytest.mark.parametrize(
    ("field", "typed", "expected"),
    [
        ("hint", "x" * 301, ("edit-too-long", {"length": 301, "limit": 300})),
        ("short_answer", "\u200b", ("add-empty", {})),
        ("key_points", "ok\n" + "x" * 201, ("edit-line-too-long", {"number": 2, "length": 201, "limit": 200})),
        ("key_points", "\n".join(f"point {n}" for n in range(9)), ("edit-too-many", {"count": 9, "limit": 8})),
        ("key_points", "a" + " | b".join(map(str, range(15))), ("edit-too-many", {"count": 14, "limit": 12})),
        ("key_points", "|\n|", ("add-empty", {})),
        ("misconceptions", " | why", ("add-empty", {})),
        ("misconceptions", "a|" + "x" * 401, ("edit-line-too-long", {"number": 1, "length": 401, "limit": 400})),
        ("references", "\u200b\n\u200b", ("add-empty", {})),
        ("question", "x" * 1501, ("add-question-too-long", {"length": 1501, "limit": 1500})),
    ],
)
def test_what_is_too_much_or_nothing_is_refused(
    field: Field, typed: str, expected: tuple[str, dict[str, str | int]], topics: Topics
) -> None:
    assert refusal(FULL, field, typed, topics) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("right\na\nb\n\nwhy", ("edit-choice-few", {"wrong": 3})),
        ("", ("edit-choice-few", {"wrong": 3})),
        ("right\na\nb\nright \n\nwhy", ("edit-choice-equal", {"option": "right"})),
        ("caf\u00e9\na\nb\ncafe\u0301\n\nwhy", ("edit-choice-equal", {"option": "cafe\u0301"})),
        ("right\na\nb\nc", ("edit-choice-no-why", {})),
        ("right\na\nb\nc\n\n\u200b", ("edit-choice-no-why", {})),
        (f"right\na\nb\n{'🙂' * 51}\n\nwhy", ("edit-line-too-long", {"number": 4, "length": 102, "limit": 100})),
        (f"right\na\nb\nc\n\n{'🙂' * 101}", ("edit-choice-why-long", {"length": 202, "limit": 200})),
        ("right\na\nb\nc\n\n1\n2\n3\n4", ("edit-choice-why-lines", {"limit": 3})),
        ("\n".join(map(str, range(13))) + "\n\nwhy", ("edit-too-many", {"count": 13, "limit": 12})),
    ],
)
def test_a_choice_form_that_telegram_would_not_take_is_refused(
    typed: str, expected: tuple[str, dict[str, str | int]]
) -> None:
    with pytest.raises(Refused) as caught:
        read_choice(typed)
    assert (caught.value.key, caught.value.arguments) == expected


def test_the_largest_choice_form_is_taken_as_it_was_typed() -> None:
    options = ["🙂" * 50, *(f"List<String> *{n}* " + "x" * 80 for n in range(11))]
    why = "x" * 97 + "\n" + "y" * 100 + "\nz"
    assert read_choice("\n".join(options) + f"\n \n\n{why}\n") == Choice(options[0], tuple(options[1:]), why)
    assert read_choice("list\nList\nLIST\n- 1\n\nLetter case tells them apart.").others == ("List", "LIST", "- 1")


def test_only_what_differs_is_told() -> None:
    before = "One.\nTwo is a line that is long enough to be cut at both of its ends, and goes on here.\nThree."
    after = before.replace("long enough", "quite long enough").replace("Three.", "Three.\nFour.")
    assert difference(before, after) == (
        Line("was", "Two is a line that is long enough to be cut at both of its end…"),
        Line("now", "Two is a line that is quite long enough to be cut at both of its end…"),
        Line("now", "Four."),
    )
    assert difference("", "New") == (Line("now", "New"),)
    assert difference("Gone", "") == (Line("was", "Gone"),)
    assert difference("a\nb", "a\n\n  b") != ()
    assert difference("a\n\nb", "a\n\n\nb") == ()


@given(before=st.text("ab\n", max_size=60), after=st.text("ab\n", max_size=60))
def test_the_difference_names_lines_of_the_right_side_only(before: str, after: str) -> None:
    for line in difference(before, after):
        text, source = line.text.strip("…"), before if line.side == "was" else after
        assert text in source
    assert difference(before, before) == ()


def test_a_text_of_thousands_of_lines_is_compared_at_once() -> None:
    """Without the bound on pairs of lines this takes minutes."""
    before, after = "a\n" * 6000, "b\n" + "a\n" * 2999 + "b\n" + "a\n" * 3000 + "c"
    assert len(difference(before, after)) > 1


def test_a_changed_card_differs_in_the_fields_that_were_changed() -> None:
    changed = replace(FULL, hint=None, tags=(), likes=5, verified=True)
    assert changed_fields(FULL, changed) == ("tags", "hint")
