"""The key points that are proposed: phrases that the answer holds, and other words that it gives for them."""

import pytest

from bot.domain.enriching import NotProposed, Proposed
from bot.domain.enriching.key_points import key_points, synonyms
from tests.e2e.enriching import ANSWER, neighbours, the_card


def test_they_stand_in_the_answer_word_for_word_and_in_its_order() -> None:
    found = key_points(the_card(), neighbours())
    assert isinstance(found, Proposed)
    places = [ANSWER.find(point.text) for point in found.value]
    assert 3 <= len(places) <= 6
    assert -1 not in places
    assert places == sorted(places)


def test_the_weightiest_is_no_reason_to_come_first() -> None:
    answer = (
        "Nobody holds the lock. Every worker reads one queue. A lock made with select_for_update() keeps READ "
        "COMMITTED transactions apart. The replica lags behind a primary."
    )
    found = key_points(the_card(answer=answer), [])
    assert isinstance(found, Proposed)
    assert [answer.find(point.text) for point in found.value] == sorted(
        answer.find(point.text) for point in found.value
    )
    assert found.value[0].text == "Nobody holds the lock"


def test_headings_are_preferred_where_there_are_enough() -> None:
    heads = ["Limit the calls in flight", "Retry with a random pause", "Stop taking new work first"]
    answer = "\n\n".join(f"{number}. {head}\n\n- It has its reasons." for number, head in enumerate(heads, 1))
    found = key_points(the_card(answer=answer), [])
    assert isinstance(found, Proposed)
    assert [point.text for point in found.value] == heads
    assert found.reasons == ("headings",)


def test_what_repeats_the_question_or_says_the_same_twice_is_no_point() -> None:
    answer = (
        "A task made with create_task may vanish. Nobody else holds the reference. Nobody holds the reference then. "
        "The collector takes unreferenced objects. A set of running tasks keeps them."
    )
    found = key_points(the_card(answer=answer), [])
    assert isinstance(found, Proposed)
    points = [point.text for point in found.value]
    assert sum("holds the reference" in point for point in points) == 1


def test_an_answer_that_says_one_thing_has_too_few() -> None:
    assert key_points(the_card(answer="Because the loop holds them weakly."), []) == NotProposed("few-points")


def test_an_answer_of_one_sentence_gives_its_parts() -> None:
    found = key_points(the_card(answer="Atomicity, consistency, isolation, durability."), [])
    assert isinstance(found, Proposed)
    assert [point.text for point in found.value] == ["Atomicity", "consistency", "isolation"]
    assert found.reasons == ("parts",)


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        (
            "one thread holds the GIL",
            "The global interpreter lock: one thread holds the GIL.",
            "global interpreter lock",
        ),
        ("sleep with full jitter", "Sleep a random time (full jitter), so sleep with full jitter", "random time"),
        ("a cache stampede", "It is a cache stampede, also called the dogpile effect.", "dogpile effect"),
        ("включить режим отладки", "Надо включить режим отладки (debug mode) сразу", "debug mode"),
        ("避免缓存击穿", "缓存击穿（热点失效）很常见，要避免缓存击穿", "热点失效"),
        ("а это фоновая сборка мусора", "а это фоновая сборка мусора, то есть сборщик циклов", "сборщик циклов"),
        ("wait in put", "They wait in put (by default), since 3.11 (Python 3.11 and later)", None),
    ],
)
def test_other_words_are_those_that_the_answer_gives(phrase: str, text: str, expected: str | None) -> None:
    found = synonyms(phrase, text)
    if expected is None:
        assert found == ()
    else:
        assert any(expected in each for each in found), found
