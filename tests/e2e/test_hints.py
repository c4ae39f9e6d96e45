"""Hints in the chat: rules G7 and G9."""

from bot.domain.cards import KeyPoint
from tests.conftest import Clock, World, card
from tests.e2e.drilling import answer, begin, labels, memory

POINTS = (KeyPoint("runs in one thread"),)


def ratings(label: str) -> str:
    return label.split(" · ", maxsplit=1)[0]


async def test_g7_a_hint_leaves_hard_at_best_and_is_logged(world: World, clock: Clock) -> None:
    alice = await begin(world, card(1, hint="Think of a *queue*.", key_points=POINTS))
    assert "Hint" in labels(alice)
    clock.forward(seconds=20)
    await alice.press("Hint")
    assert alice.screen.text.endswith("Hint: Think of a queue.")
    await alice.press("⋯ More")
    await world.restart()
    await alice.press("Back")
    assert labels(alice) == ["Show answer", "Hint", "Skip", "⋯ More"]
    clock.forward(seconds=10)
    await alice.press("Show answer")
    assert alice.screen.text.startswith("With a hint it counts as Hard at best.")
    assert "Answer number 1." in alice.screen.text
    assert [ratings(label) for label in labels(alice)[:2]] == ["Again", "Hard"]
    promised = labels(alice)[1]
    await alice.press("Hard")
    (review,) = world.rows("SELECT rating, hints, latency FROM reviews")
    assert (review["rating"], review["hints"]) == (2, 1)
    stored = memory(world)
    assert promised == f"Hard · {stored['due_day'] - stored['last_day']}d"


async def test_g7_after_a_second_hint_the_answer_was_not_recalled(world: World) -> None:
    alice = await begin(world, card(1, hint="Think.", key_points=POINTS))
    await alice.send("/settings")
    await alice.press("Four rating buttons")
    await alice.send("/quiz")
    await alice.press("Hint")
    await alice.press("Hint")
    assert alice.screen.text.endswith("Hint: Think.\n\nSecond hint: ru·· i· on· thr···")
    assert "Hint" not in labels(alice)
    await alice.press("Show answer")
    assert [ratings(label) for label in labels(alice)] == ["Again", "Key points", "⋯ More"]
    await alice.press("Again")
    assert world.rows("SELECT rating, hints FROM reviews") == [{"rating": 1, "hints": 2}]


async def test_g7_a_hint_that_tells_a_key_point_fails_at_once_and_only_this_showing(world: World) -> None:
    alice = await begin(world, card(1, hint="It runs in one thread.", key_points=POINTS))
    old = alice.screen
    await alice.press("Hint")
    await alice.press("Show answer")
    assert [ratings(label) for label in labels(alice)] == ["Again", "Key points", "⋯ More"]
    await alice.send("/quiz")
    await answer(alice)
    assert world.rows("SELECT rating, hints FROM reviews") == [{"rating": 3, "hints": 0}]
    assert old.buttons != []


async def test_g9_no_rating_without_the_full_answer_and_a_new_card_is_asked_before_it_is_taught(world: World) -> None:
    alice = await begin(world, card(1), card(2))
    for _ in range(2):
        assert not any(ratings(label) in ("Again", "Good") for label in labels(alice))
        assert "Answer number" not in alice.screen.text
        await alice.press("Show answer")
        assert "Answer number" in alice.screen.text
        await alice.press("Again")


async def test_a_card_that_nothing_can_be_hinted_about_offers_none(world: World) -> None:
    alice = await begin(world, card(1))
    assert labels(alice) == ["Show answer", "Skip", "⋯ More"]
