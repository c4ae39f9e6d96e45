"""Asking and rating cards: what stands on the screen, and what is stored."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.cards import Source
from bot.playground.server import BotApiServer
from tests.conftest import START, Clock, World, card
from tests.e2e.drilling import answer, begin, everything, labels, memory

CODE = "```python\n" + "\n".join(f"value_{number} = compute({number})  # & < >" for number in range(60)) + "\n```"
STORY = (
    "/start", "Show answer", "Again", "Show answer", "⋯ More", "Back", "Good", "Skip", "Show answer", "Good",
    "Yes, remind me", "08:00", "09:", "London", "/quiz", "⋯ More", "Bury", "/undo", "⋯ More", "I know this",
    "Show answer", "Good", "/undo", "/settings", "Four rating", "/quiz", "Show answer", "Easy", "/stats",
)  # fmt: skip


async def test_the_head_of_a_question_tells_what_is_known_of_it(world: World) -> None:
    source = Source(channel="@pyjobs", url="t.me/pyjobs/17")
    alice = await begin(world, card(1, level="middle", likes=12, heat=177_000, source=source))
    head, body, foot = alice.screen.text.split("\n\n")
    assert head == "asyncio and event loops · middle · 12 likes · 177K views · new · unverified"
    assert body == "What is the answer to question number 1 (en)?"
    assert foot == "Source: @pyjobs\nLeft today: 1"
    assert '<a href="https://t.me/pyjobs/17">@pyjobs</a>' in alice.screen.html


async def test_what_an_editor_confirmed_is_not_called_unverified(world: World) -> None:
    alice = await begin(world, card(1, verified=True))
    assert "unverified" not in alice.screen.text


async def test_new_cards_come_hottest_first(world: World) -> None:
    alice = await begin(world, card(1), card(2, likes=3), card(3, heat=177_000), card(4, likes=200))
    asked = []
    for _ in range(4):
        asked.append(re.findall(r"number (\d)", alice.screen.text)[0])
        await answer(alice)
    assert asked == ["4", "3", "2", "1"]


@pytest.mark.parametrize(("rating", "label"), [("Again", "Again · 10m"), ("Good", "Good · ")])
async def test_the_interval_on_the_button_is_what_is_stored(world: World, rating: str, label: str) -> None:
    alice = await begin(world, card(1), card(2))
    await alice.press("Show answer")
    (button,) = [each for each in labels(alice) if each.startswith(rating)]
    assert button.startswith(label)
    await alice.press(rating)
    stored = memory(world)
    if stored["due_at"] is not None:
        assert stored["due_at"] - stored["last_at"] == 10 * 60 * 1000
    else:
        assert button == f"Good · {stored['due_day'] - stored['last_day']}d"
    assert "question number 2" in alice.screen.text


async def test_four_ratings_when_chosen_and_each_is_stored_as_promised(world: World) -> None:
    alice = await begin(world, *(card(number) for number in range(1, 5)))
    await alice.send("/settings")
    await alice.press("Four rating buttons")
    await alice.send("/quiz")
    for place, rating in enumerate(("Again", "Hard", "Good", "Easy"), start=1):
        await alice.press("Show answer")
        shown = labels(alice)[:4]
        assert [label.split(" · ")[0] for label in shown] == ["Again", "Hard", "Good", "Easy"]
        await alice.press(rating)
        (review,) = world.rows("SELECT * FROM reviews ORDER BY id DESC LIMIT 1")
        (stored,) = world.rows("SELECT * FROM memories WHERE concept_id = ?", review["concept_id"])
        promised = shown[place - 1].split(" · ")[1]
        assert review["rating"] == place
        assert promised == ("10m" if stored["due_at"] else f"{stored['due_day'] - stored['last_day']}d")


async def test_a_review_is_logged_whole(world: World, clock: Clock) -> None:
    alice = await begin(world, card(1))
    clock.forward(seconds=42)
    await answer(alice)
    clock.forward(days=30)
    await alice.send("/quiz")
    clock.forward(seconds=7)
    before = memory(world)
    await answer(alice, "Again")
    first, second = world.rows("SELECT * FROM reviews ORDER BY id")
    assert (first["before"], first["predicted"], first["rating"], first["latency"]) == (None, None, 3, 42_000)
    assert second["latency"] == 7_000
    assert 0 < second["predicted"] < 1
    assert f'"stability": {before["stability"]}' in second["before"]
    assert memory(world)["lapses"] == 1


async def test_a_question_that_stood_for_long_has_no_latency(world: World, clock: Clock) -> None:
    alice = await begin(world, card(1))
    clock.forward(seconds=500)
    await answer(alice)
    (review,) = world.rows("SELECT latency FROM reviews")
    assert review["latency"] is None


@pytest.mark.parametrize("words", ["asyncio", "Asyncio and event loops", "асинхронн", "asyncio 与事件循环", "异步"])
async def test_a_topic_is_found_by_its_name_in_any_language(world: World, words: str) -> None:
    alice = await begin(world, card(1, likes=1), card(2, topic="git", likes=99))
    await alice.send(f"/quiz {words}")
    assert "question number 1" in alice.screen.text


async def test_a_session_of_a_topic_stays_in_it_and_then_offers_the_others(world: World) -> None:
    alice = await begin(world, card(1), card(2, topic="git", likes=99))
    await alice.send("/quiz asyncio")
    await answer(alice)
    assert "Done for now" in alice.screen.text
    await alice.press("All topics")
    assert "question number 2" in alice.screen.text


async def test_an_unknown_topic_is_named_back(world: World) -> None:
    alice = await begin(world, card(1))
    await alice.send("/quiz <b>knitting</b>")
    assert alice.screen.text == "There is no topic “<b>knitting</b>”. /topics lists them."


async def test_ten_new_cards_a_day_then_the_next_due_and_more_on_request(world: World) -> None:
    alice = await begin(world, *(card(number) for number in range(25)))
    for _ in range(10):
        assert "question number" in alice.screen.text
        await answer(alice)
    assert alice.screen.text.startswith("Done for now. 10 answers today.\nThe next repetition is due in ")
    assert labels(alice) == ["10 more new cards"]
    await alice.press("10 more new cards")
    for _ in range(10):
        await answer(alice)
    await alice.press("5 more new cards")
    for _ in range(5):
        await answer(alice)
    assert "25 answers today" in alice.screen.text
    assert labels(alice) == []


async def test_more_new_cards_asked_for_twice_come_once(world: World) -> None:
    alice = await begin(world, *(card(number) for number in range(40)))
    for _ in range(10):
        await answer(alice)
    await alice.tap_twice("10 more new cards")
    assert world.rows("SELECT until_answers FROM day_quotas") == [{"until_answers": 20}]
    for _ in range(10):
        await answer(alice)
    await alice.press("10 more new cards")
    assert world.rows("SELECT until_answers FROM day_quotas") == [{"until_answers": 30}]


async def test_due_cards_and_new_ones_are_mixed(world: World, clock: Clock) -> None:
    alice = await begin(world, *(card(number, likes=100 - number) for number in range(40)))
    for _ in range(10):
        await answer(alice)
    clock.forward(days=60)
    await alice.send("/quiz")
    kinds = []
    while "question number" in alice.screen.text:
        kinds.append("new" if " · new" in alice.screen.text else "due")
        await answer(alice)
    assert sorted(kinds) == ["due"] * 10 + ["new"] * 10
    assert "due" in kinds[:3]
    assert "new" in kinds[:3]


async def test_the_day_begins_at_four_in_the_learners_zone(world: World, clock: Clock) -> None:
    clock.now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    alice = await begin(world, *(card(number) for number in range(15)))
    world_zone = "UPDATE learners SET zone = 'Asia/Shanghai'"
    await world.stop()
    await world.change(world_zone)
    await world.start()
    for _ in range(10):
        await answer(alice)
    clock.now = datetime(2026, 3, 2, 19, 59, tzinfo=UTC)  # 03:59 in Shanghai
    await alice.send("/quiz")
    assert "Done for now" in alice.screen.text
    clock.now = datetime(2026, 3, 2, 20, 1, tzinfo=UTC)
    await alice.send("/quiz")
    assert "question number" in alice.screen.text


async def test_a_failed_card_waits_ten_minutes_or_three_cards(world: World, clock: Clock) -> None:
    alice = await begin(world, *(card(number, likes=100 - number) for number in range(9)))
    await answer(alice, "Again")
    for number in (1, 2, 3):
        clock.forward(seconds=10)
        assert f"question number {number} " in alice.screen.text
        await answer(alice)
    assert "question number 0 " in alice.screen.text
    await answer(alice, "Again")
    assert "question number 4 " in alice.screen.text
    clock.forward(minutes=11)
    await answer(alice)
    assert "question number 0 " in alice.screen.text


async def test_the_only_card_failed_says_when_it_is_due_and_comes_then(world: World, clock: Clock) -> None:
    alice = await begin(world, card(1))
    await answer(alice, "Again")
    assert alice.screen.text == "Done for now. One answer today.\nThe next repetition is due in 10 minutes."
    clock.forward(minutes=10)
    await alice.send("/quiz")
    assert "question number 1" in alice.screen.text


async def test_a_buried_card_does_not_hide_when_the_failed_one_is_due(world: World, clock: Clock) -> None:
    alice = await begin(world, card(1, likes=9), card(2))
    await answer(alice)
    await answer(alice)
    clock.forward(days=40)
    await alice.send("/quiz")
    await alice.press("⋯ More")
    await alice.press("Bury")
    await answer(alice, "Again")
    assert "The next repetition is due in 10 minutes." in alice.screen.text


async def test_variants_of_one_question_never_come_on_one_day(world: World, clock: Clock) -> None:
    alice = await begin(
        world,
        card(1, variant_group="gil", topic="gil", likes=9),
        card(2, variant_group="gil", topic="gil", likes=8),
        card(3, likes=1),
    )
    await answer(alice)
    assert "question number 3" in alice.screen.text
    await answer(alice)
    assert "Done for now" in alice.screen.text
    assert labels(alice) == []
    clock.forward(days=1)
    await alice.send("/quiz")
    assert "question number 2" in alice.screen.text


async def test_when_nothing_is_left_it_says_tomorrow_for_tomorrow(world: World, clock: Clock) -> None:
    clock.now = datetime(
        2026, 3, 2, 1, 30, tzinfo=UTC
    )  # still the user day of Sunday, for another two and a half hours
    alice = await begin(world, card(1))
    for _ in range(3):
        await answer(alice, "Again")
        clock.forward(minutes=11)
        await alice.send("/quiz")
    assert "The next repetition is due tomorrow." in alice.screen.text


async def test_new_cards_of_tomorrow_are_announced_when_the_next_repetition_is_later(world: World) -> None:
    alice = await begin(world, *(card(number) for number in range(11)))
    for _ in range(10):
        await answer(alice)
    assert re.search(r"due in \d+ days\.\nNew cards come tomorrow\.$", alice.screen.text)


async def test_doubled_taps_count_once(world: World) -> None:
    alice = await begin(world, card(1, likes=3), card(2, likes=2), card(3, likes=1))
    await alice.tap_twice("Show answer")
    await alice.tap_twice("Good")
    assert len(world.rows("SELECT * FROM reviews")) == 1
    assert memory(world)["reps"] == 1
    assert "question number 2" in alice.screen.text
    assert len(alice.screens) == 2


async def test_three_taps_in_a_row_make_no_call_that_telegram_refuses(world: World) -> None:
    alice = await begin(world, card(1), card(2))
    await alice.press("Show answer")
    for _ in range(3):
        alice.tap("Good")
    await world.server.wait_for(lambda: all(each.answer for each in world.server.telegram.callbacks.values()))
    await world.server.settle()
    assert len(world.rows("SELECT * FROM reviews")) == 1


async def test_an_update_that_comes_twice_counts_once(world: World) -> None:
    alice = await begin(world, card(1), card(2))
    await alice.press("Show answer")
    alice.tap("Good")
    update = sent(world.server)
    await world.server.wait_for(lambda: len(world.rows("SELECT * FROM reviews")) == 1)
    await world.server.settle()
    await alice.press("Show answer")
    shown = alice.screen
    for _ in range(2):
        world.server.replay(update)
    await world.server.settle()
    await world.restart()
    world.server.replay(update)
    await alice.send("/stats")
    assert "Answered today: 1" in alice.screen.text
    assert shown in alice.screens


def sent(server: BotApiServer) -> dict[str, Any]:
    """The update that was queued last."""
    return server.telegram.updates._waiting[-1]


async def test_a_button_pressed_weeks_later_works_if_nothing_came_between(world: World, clock: Clock) -> None:
    alice = await begin(world, card(1))
    await alice.press("Show answer")
    clock.forward(days=30)
    await world.restart()
    await alice.press("Good")
    assert "A new day has begun" in alice.screen.text
    assert memory(world)["reps"] == 1


async def test_a_button_pressed_weeks_later_changes_nothing_when_the_card_was_answered_since(
    world: World, clock: Clock
) -> None:
    alice = await begin(world, card(1), card(2))
    await alice.press("Show answer")
    old = alice.screen
    await alice.send("/quiz")
    await answer(alice)
    clock.forward(days=30)
    await world.restart()
    before = everything(world)
    await alice.press("Good", message=old)
    assert alice.toast == "This card was answered already. Nothing was changed."
    assert everything(world) == before
    redrawn = next(each for each in alice.screens if each.message_id == old.message_id)
    assert "Show answer" in redrawn.buttons[0]


async def test_a_press_on_the_next_day_is_computed_anew_and_says_so(world: World, clock: Clock) -> None:
    alice = await begin(world, card(1), card(2))
    await answer(alice)
    clock.forward(days=4)
    await alice.send("/quiz")
    while "question number 1" not in alice.screen.text:
        await alice.press("Skip")
    await alice.press("Show answer")
    promised = next(label for label in labels(alice) if label.startswith("Good"))
    clock.forward(days=10)
    await alice.press("Good")
    (stored,) = world.rows("SELECT m.* FROM memories AS m WHERE reps = 2")
    told = re.search(r"counted as (Good · \S+)\.", alice.screen.text)
    assert told is not None
    assert told[1] != promised
    days = stored["due_day"] - stored["last_day"]
    assert told[1] == f"Good · {days}d" or days >= 31


async def test_a_long_answer_stands_in_several_messages_and_the_next_card_comes_below(world: World) -> None:
    text = "\n\n".join(f"Part {part}.\n\n{CODE}" for part in range(5))
    alice = await begin(world, card(1, answer=text, likes=9), card(2))
    await alice.press("Show answer")
    parts = alice.screens[1:]
    assert [bool(part.buttons) for part in parts] == [False, False, True]
    for part in parts:
        assert len(part.text.encode("utf-16-le")) // 2 <= 4096
        assert part.html.count('<pre><code class="language-python">') == part.html.count("</code></pre>") > 0
    shown = "\n".join(part.text for part in parts)
    for number in range(60):
        assert shown.count(f"value_{number} = compute({number})  # & < >") == 5
    await alice.press("⋯ More")
    await alice.press("Back")
    await alice.tap_twice("Good")
    assert "question number 2" in alice.screen.text
    assert [part.text for part in alice.screens[1:-1]] == [part.text for part in parts]
    assert not any(part.buttons for part in alice.screens[1:-1])
    assert len(world.rows("SELECT * FROM reviews")) == 1


async def test_a_short_answer_stands_above_the_whole_one(world: World) -> None:
    alice = await begin(world, card(1, short_answer="One thread at a time.", answer="**Why.** `sys` says so."))
    await alice.press("Show answer")
    assert "In short: One thread at a time.\n\nWhy. sys says so." in alice.screen.text
    assert "<b>Why.</b> <code>sys</code>" in alice.screen.html


async def test_a_retired_card_behind_an_old_button_is_gone_kindly(world: World) -> None:
    alice = await begin(world, card(1))
    old = alice.screen
    await world.stop()
    await world.change("DELETE FROM card_words")
    await world.change("DELETE FROM cards")
    await world.start()
    await alice.press("Show answer", message=old)
    assert alice.toast == "This card no longer exists. /quiz shows the next one."


async def test_one_card_is_opened_by_its_link(world: World) -> None:
    wanted = card(2)
    await world.publish(card(1, likes=99), wanted)
    await world.start()
    alice = world.person("Alice")
    await alice.open_link(f"c_{wanted.key}")
    assert "question number 2" in alice.screen.text
    await alice.open_link("c_en-nosuchcard00")
    assert "no longer exists" in alice.screen.text


async def test_a_restart_between_any_two_steps_changes_nothing(world: World, clock: Clock) -> None:
    await world.publish(*(card(number, likes=50 - number) for number in range(12)))
    told = []
    for restarting in (False, True):
        clock.now = START
        await world.start()
        alice = world.server.person("Alice", language_code="en", user_id=4242 + restarting)
        seen = []
        for step in STORY:
            clock.forward(seconds=20)
            await (alice.send(step) if step.startswith("/") else alice.press(step))
            seen.append((alice.screen.text, [[bare(label) for label in row] for row in alice.screen.buttons]))
            if restarting:
                await world.restart()
        reviews = world.rows(
            "SELECT concept_id, at, day, rating, latency, undone_at FROM reviews WHERE learner_id = ?", alice.id
        )
        told.append((seen, reviews))
        await world.stop()
    assert len(told[0][1]) == 5
    assert told[0] == told[1]


def bare(label: str) -> str:
    """A button without its interval, which is spread by learner."""
    return label.partition(" · ")[0]
