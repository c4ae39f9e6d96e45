"""Whatever a post or a person writes shows as itself, and whatever somebody makes up changes nothing."""

import random

import pytest
from aiogram.filters.callback_data import CallbackData

from bot.domain.cards import Source
from bot.playground.person import Person
from bot.telegram.callbacks.learner import (
    Aside,
    DailyPage,
    DailyTime,
    More,
    MoreToday,
    OpenCard,
    Rate,
    Reveal,
    Setting,
    Skip,
    Speak,
    Undo,
)
from tests.architecture.test_wiring import buttons
from tests.conftest import TENFOLD_RULE, World, card

OWNER = 77_001
HOSTILE = {
    "markup": "<b>bold?</b> & <a href='x'>y</a> &lt; &amp; <script>alert(1)</script>",
    "generics": "List<String> and Map<K, V<T>> && a < b > c",
    "python": "__init__, *args, **kwargs, snake_case_name, x**2 ** y, 2*3*4",
    "unclosed": "an open `tick, a *star, a [bracket](and, ~~a wave, | a bar",
    "right to left": "\u202eevil\u202c \u200fשלום\u200e مرحبا",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈🇺🇳" * 40,
    "zalgo": "Z\u0351\u036b\u0343a\u0321\u0340l\u0489go",
    "percent": "%s {name} {0} ${var} { $count } %d",
}
TYPED = HOSTILE | {
    "signs": "_x_ **y** ~~z~~ `c` \\* [a](https://example.com/b_c_d) ![p](https://example.com) <https://example.com>",
    "blocks": "x\n# one\n- two\n1. three\n> four\n---\n***\n    five",
    "table": "x\n| a | b |\n|---|:-:|\n| c | d |\n\ne|f\n:-:|-\ng|h",
    "fences": "x\n```python\ny\n\n~~~\nz",
}
"""What is a mark in a card, but only text in what is typed without formatting."""
UNSEEN = str.maketrans("", "", "\u202e\u202c\u200f\u200e")
"""Telegram drops some marks of direction itself."""


def plain(text: str) -> str:
    return " ".join(text.translate(UNSEEN).split())


async def look(person: Person) -> str:
    """Everything that stands in the chat, after asking for the next card and its answer."""
    await person.send("/quiz")
    await person.press("Show answer")
    return plain("\n".join(each.text for each in person.screens))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
async def test_the_text_of_a_card_shows_as_itself(world: World, text: str) -> None:
    source = Source(channel=text[:100], url="https://t.me/x?a=1&b=<2>", post="<1>")
    await world.publish(card(1, question=f"Why {text}?", answer=text, short_answer=f"So {text}", source=source))
    await world.start()
    alice = world.person("Alice <b>&", "en")
    await alice.send("/start")
    shown = await look(alice)
    assert plain(f"Why {text}?") in shown
    assert plain(f"In short: So {text}") in shown
    assert plain(text) in shown
    await alice.press("⋯ More")
    await alice.press("Source")
    assert plain(text[:100]) in plain(alice.screen.text)
    await alice.press("Back")
    await alice.press("Good")


@pytest.mark.parametrize("text", TYPED.values(), ids=TYPED.keys())
async def test_what_an_editor_types_shows_as_itself(world: World, text: str) -> None:
    await world.start(admin_ids=(OWNER,))
    owner = world.server.person("<i>Olga</i> & Co", language_code="en", user_id=OWNER)
    await owner.send("/start")
    await owner.send("/add")
    await owner.send(f"Why {text}?")
    await owner.send(text)
    for label in ("No topic", "No level", "English"):
        await owner.press(label)
    assert plain(text) in plain("\n".join(each.text for each in owner.screens))
    await owner.press("Save")
    alice = world.person("Alice")
    await alice.send("/start")
    assert plain(f"Why {text}?") in await look(alice)


@pytest.mark.parametrize("command", ["/search", "/quiz", "/start", "/daily", "/export", "/undo", ""])
async def test_words_of_a_command_do_no_harm(world: World, command: str) -> None:
    await world.publish(card(1))
    await world.start()
    alice = world.person("Alice")
    await alice.send("/start")
    for text in (*HOSTILE.values(), "🙂" * 2000, "a\u0000b", "\u200b\u2060"):
        await alice.send(f"{command} {text}".strip() or "x")
        await alice.send("/quiz")
        assert "question number 1" in alice.screen.text, text


@pytest.mark.parametrize(
    "question",
    [
        *("🙂" * 4000, "x" * 4096, "word " * 1500, "\n".join(["line"] * 2000)),
        *("`" + "x" * 5000, "```\n" + "y" * 9000, "> " * 300 + "q"),
    ],
    ids=["emoji", "4096", "words", "lines", "tick", "fence", "quotes"],
)  # fmt: skip
async def test_a_question_longer_than_a_message_is_shown_whole(world: World, question: str) -> None:
    await world.publish(card(1, question=question, answer=question, likes=5), card(2))
    await world.start()
    alice = world.person("Alice")
    await alice.send("/start")
    shown = "".join("".join(each.text.split()) for each in alice.screens[1:])
    visible = "".join(question.split()).strip("`>")
    assert shown.count(visible[0]) >= visible.count(visible[0])
    await alice.press("Show answer")
    await alice.press("⋯ More")
    await alice.press("Back")
    await alice.press("Good")
    assert "question number 2" in alice.screen.text


@pytest.mark.parametrize("question", ["\u200b", "\u2800\u2800", "\ufeff", "\x00\x01"])
async def test_a_card_with_nothing_to_see_still_has_buttons(world: World, question: str) -> None:
    await world.publish(card(1, question=question, answer=question, likes=4), card(2, question=f"{question}findme"))
    await world.start()
    alice = world.person("Alice")
    await alice.send("/start")
    await alice.press("Show answer")
    await alice.press("Good")
    await alice.send("/search findme")
    await alice.press(alice.screen.buttons[0][0])
    assert "findme" in alice.screen.text


async def test_half_a_surrogate_pair_in_an_update_stops_nobody(world: World) -> None:
    await world.publish(card(1))
    await world.start()
    alice = world.person("Alice")
    await alice.send("/start")
    alice.say("/search \ud83d")
    await alice.send("/quiz")
    assert "question number 1" in alice.screen.text


BUTTONS = buttons()
VALUES = (
    "", "0", "1", "-1", "2", "3", "5", "99", "999999999999999999999", "1e9", "NaN", "True", "x", "asyncio", "known",
    "nonsense", "no-such-topic-at-all", "٣", "²", "Europe/Berlin", "../etc/passwd", "type-city-9999", "save", "cards",
    "<b>", "🙂", "\u202e", "null", "1.5", "+1", " 1", "1_0", "zone", "type-city--1", "buttons", "later",
)  # fmt: skip


def made_up(chance: random.Random) -> list[str]:
    """What a button could send that we never drew: our fields with strange values, too few or too many, and noise."""
    found = []
    for _ in range(3):
        for kind in BUTTONS:
            fields = len(kind.model_fields) + chance.choice((0, 0, 0, 0, 1, -1))
            found.append(":".join([kind.__prefix__, *(chance.choice(VALUES) for _ in range(fields))]))
    found += ["".join(chance.choices("abnruxc:0123456789-", k=chance.randrange(1, 40))) for _ in range(40)]
    # Those of one's own that rate, undo and erase do so when they happen to be right.
    return [each for each in found if 0 < len(each.encode()) <= 64 and not each.startswith(("r:", "u:", "f:"))]


async def push(world: World, person: Person, data: str) -> None:
    """A press of a button that was never drawn, below the newest message of the bot."""
    message = next(each for each in reversed(person.messages) if each.by_bot)
    query = world.server.telegram.press(person.user, message, data)
    await world.server.wait_for(lambda: query.answer is not None)
    await world.server.settle()
    world.server.limit(TENFOLD_RULE)


async def test_made_up_buttons_change_no_memory_and_log_no_error(world: World) -> None:
    await world.publish(*(card(number, likes=90 - number) for number in range(6)))
    await world.start()
    alice = world.person("Alice")
    await alice.send("/start")
    await alice.press("Show answer")
    await alice.press("Good")
    await alice.press("Show answer")
    memories, reviews = (world.rows(f"SELECT * FROM {table}") for table in ("memories", "reviews"))  # noqa: S608
    strings = made_up(random.Random(20260302))  # noqa: S311 - the same strings each time
    assert len(strings) > 200
    for data in strings:
        await push(world, alice, data)
    assert world.rows("SELECT * FROM memories") == memories
    assert world.rows("SELECT * FROM reviews") == reviews
    assert world.rows("SELECT state FROM inbox WHERE state = 'poison'") == []
    await alice.send("/cancel")
    await alice.send("/quiz")
    assert alice.screen.text


RATINGS = (
    "r::::0:3:20514:2::1:0", "r:::1:0:9:20514:2::1:0", "r:::1:0:0:20514:2::1:0", "r:::1:0:3", "r", "r:", ":",
    "r:::99999999999999999999:0:3:20514:2::1:0", "r:::1:-1:3:20514:2::1:0", "r:::1:0:3:-5:2::1:0",
    "r:::1:0:3:20514:2:-1:1:0", "r:::1:0:3:20514:2:5:0:0", "r:::2:7:3:20514:2::1:0", "r:::5000:0:3:20514:2::1:0",
    "r:::1:0:3:99999999999:2::1:0", "r:" + "x" * 62, "r:::1:0:3:20514:2:99999999999:1:0",
    "r:" + "x" * 25 + "::1:0:3:20514:2::1:0", "r::-1:1:0:3:20514:2::1:0", "r:::1:0:3:20514:-2::1:0",
    "r:::1:0:3:20514:40000::1:0", "r:::1:0:3:20514:2::1:9", "r:::1:0:3:20514:2::1:-1", "r:::1:0:3:20514::1",
)  # fmt: skip


async def test_made_up_ratings_count_nothing(world: World) -> None:
    await world.publish(card(1), card(2))
    await world.start()
    alice = world.person("Alice")
    await alice.send("/start")
    for data in RATINGS:
        await push(world, alice, data)
        assert alice.toast, data
        assert world.rows("SELECT * FROM reviews") == [], data
        assert world.rows("SELECT * FROM memories") == [], data
    await push(world, alice, "r:::1:0:3:20514:2::1:0")
    assert len(world.rows("SELECT * FROM reviews")) == 1, "the others differ from this one in what is wrong with them"


async def test_buttons_of_somebody_who_never_started_do_nothing(world: World) -> None:
    await world.publish(card(1))
    await world.start()
    eve = world.person("Eve")
    await eve.send("/help")
    pressed: tuple[CallbackData, ...] = (
        *(Rate(card=1, version=0, rating=3, day=20514), Reveal(card=1), Skip(card=1), Aside(card=1, how="known")),
        *(MoreToday(), Undo(step=1), OpenCard(card=1), Setting(name="new", value="5"), Speak(language="ru")),
        *(DailyPage(page="zone"), DailyTime(minute=480), More(card=1, open=True)),
    )
    for data in (each.pack() for each in pressed):
        await push(world, eve, data)
        assert eve.toast == "Press /start first.", data
    assert world.rows("SELECT * FROM learners") == []
    assert world.rows("SELECT * FROM reviews") == []


async def test_a_strange_update_is_put_aside_and_the_next_one_answered(world: World) -> None:
    await world.publish(card(1))
    await world.start()
    alice = world.person("Alice")
    await alice.send("/start")
    world.server.push({"message": {"message_id": "x", "chat": 5}})
    world.server.push({"callback_query": {"id": "1"}})
    world.server.push({"message": None, "something_new": {"from": {"id": alice.id}}})
    world.server.push({})
    await alice.send("/quiz")
    assert "question number 1" in alice.screen.text


async def test_private_words_of_people_are_not_kept(world: World) -> None:
    await world.publish(card(1))
    await world.start()
    alice = world.person("Alice")
    await alice.send("/start")
    await alice.send("my secret plan")
    assert [row for row in world.rows("SELECT raw FROM inbox") if row["raw"]] == []
