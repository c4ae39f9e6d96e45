"""What stands behind an answer: key points, what a weak answer says, what may be asked next, where to read on."""

import pytest

from bot.domain.cards import CardContent, KeyPoint, Language, Misconception
from bot.telegram import limits
from tests.conftest import World, card
from tests.e2e.drilling import begin, labels


def full(lang: Language = "en", **changes: object) -> CardContent:
    told: dict[str, object] = {
        "verified": True,
        "question": "What does the **lock** protect?",
        "answer": "The interpreter.",
        "short_answer": "Its own state.",
        "key_points": (
            KeyPoint("one thread runs `bytecode`", ("one at a time",)),
            KeyPoint("List<int> & co stay whole"),
        ),
        "misconceptions": (
            Misconception("`x += 1` is safe.", "It is *several* steps."),
            Misconception("It is a queue."),
        ),
        "follow_up": "And a build **without** it?",
        "references": ("Python documentation: Glossary",),
    }
    return card(1, lang, **(told | changes))


TOLD = """Interpreter and GIL

What does the lock protect?

A good answer says
• one thread runs bytecode
• List<int> & co stay whole

What a weak answer says
• “x += 1 is safe.”
— It is *several* steps.
• It is a queue.

You may be asked next
And a build without it?

Read on
• Python documentation: Glossary"""


async def test_the_short_answer_comes_first_and_the_rest_is_one_press_away(world: World) -> None:
    alice = await begin(world, full(topic="gil"))
    await alice.press("Show answer")
    told = alice.screen.text
    assert told.index("In short: Its own state.") < told.index("The interpreter.")
    assert "one thread runs" not in told
    assert [label.split(" · ")[0] for label in labels(alice)] == ["Again", "Good", "Key points", "⋯ More"]
    await alice.press("Key points")
    assert alice.screen.text == TOLD
    assert [label.split(" · ")[0] for label in labels(alice)] == ["Again", "Good", "Answer"]
    await alice.press("Answer")
    assert alice.screen.text == told


async def test_a_rating_below_the_key_points_counts_as_below_the_answer(world: World) -> None:
    alice = await begin(world, full(), card(2))
    await alice.press("Show answer")
    before = labels(alice)
    await alice.press("Key points")
    await world.restart()
    assert labels(alice)[:2] == before[:2]
    await alice.press("Good")
    assert [row["rating"] for row in world.rows("SELECT rating FROM reviews")] == [3]
    assert "question number 2" in alice.screen.text


async def test_a_card_without_them_has_no_such_button(world: World) -> None:
    alice = await begin(world, card(1, references=("A book",)))
    await alice.press("Show answer")
    assert "Key points" not in labels(alice)


async def test_of_a_long_answer_only_the_last_message_makes_room(world: World) -> None:
    alice = await begin(world, full(answer="\n\n".join(f"Paragraph {number}. " + "word " * 90 for number in range(20))))
    await alice.press("Show answer")
    last = alice.screen.text
    assert "Paragraph 19." in last
    await alice.press("Key points")
    assert "A good answer says" in alice.screen.text
    await alice.press("Answer")
    assert alice.screen.text == last
    assert "Key points" in labels(alice)


async def test_what_does_not_fit_one_message_is_left_out_from_the_end(world: World) -> None:
    points = tuple(KeyPoint(f"{number} " + "п" * 250) for number in range(8))
    wrong = tuple(Misconception("м" * 290, "н" * 290) for _ in range(6))
    alice = await begin(world, full(key_points=points, misconceptions=wrong))
    await alice.press("Show answer")
    await alice.press("Key points")
    assert limits.utf16_length(alice.screen.text) <= limits.MESSAGE_TEXT
    assert "• 7 " in alice.screen.text
    assert alice.screen.text.endswith("…")


@pytest.mark.parametrize(
    ("language", "show", "open_", "titles", "back"),
    [
        ("ru", "Показать ответ", "Главное", ("Что есть в хорошем ответе", "Что говорят в слабом ответе"), "Ответ"),
        ("zh", "显示答案", "要点", ("好的回答会说到", "差的回答会这样说"), "答案"),
    ],
)
async def test_it_speaks_the_learners_language(
    world: World, language: Language, show: str, open_: str, titles: tuple[str, str], back: str
) -> None:
    await world.publish(full(language))
    await world.start()
    person = world.person("Someone", language)
    await person.send("/start")
    await person.send("/quiz")
    await person.press(show)
    await person.press(open_)
    assert all(title in person.screen.text for title in titles)
    assert labels(person)[-1] == back
