"""From a post to one's own queue: the link below it, and quizzes that are forwarded to the bot."""

from typing import Any

import pytest

from bot.playground.media import Photo
from bot.playground.person import Person
from tests.conftest import World, card
from tests.e2e.drilling import answer
from tests.e2e.posting import Post, connect, post


async def with_posts(world: World, *cards: int) -> list[Post]:
    """A running bot with a quiz for each of these cards in a channel."""
    channel = world.server.channel("Quizzes")
    await connect(world, channel)
    made = [await post(world, channel, number) for number in cards]
    await world.start()
    return made


def wanted(world: World) -> int:
    return len(world.rows("SELECT * FROM wanted"))


def readers(world: World) -> list[Any]:
    return [tuple(row.values()) for row in world.rows("SELECT publication_id, learner_id FROM publication_readers")]


async def test_a_newcomer_is_greeted_and_asked_the_card_of_the_post(world: World) -> None:
    _, second = await world.publish(card(1, likes=99), card(2))
    (made,) = await with_posts(world, second)
    alice = world.person("Alice")
    await alice.open_link(made.link)
    assert [each.text[:17] for each in alice.screens] == ["Sobes asks you in", alice.screen.text[:17]]
    assert "question number 2" in alice.screen.text

    await alice.open_link(made.link)
    assert readers(world) == [(made.row, alice.id)], "counted once a person"
    await alice.send("/quiz")
    assert "question number 2" in alice.screen.text, "before other cards until it is answered"
    await alice.press("Skip")
    assert "question number 1" in alice.screen.text
    await answer(alice)
    assert "question number 2" in alice.screen.text
    await answer(alice)
    assert wanted(world) == 0
    assert "Done for now. 2 answers today." in alice.screen.text


async def test_a_card_from_a_post_comes_beyond_the_daily_number_and_the_newest_wish_first(world: World) -> None:
    rows = await world.publish(*(card(number, likes=100 - number) for number in range(14)))
    first, second = await with_posts(world, rows[12], rows[13])
    alice = world.person("Alice")
    await alice.send("/start")
    for _ in range(10):
        await answer(alice)
    assert "Done for now" in alice.screen.text
    for made in (first, second):
        await alice.open_link(made.link)
        world.clock.forward(seconds=1)
    await alice.send("/quiz")
    assert "question number 13 " in alice.screen.text
    assert "Left today: 2" in alice.screen.text
    await answer(alice)
    assert "question number 12 " in alice.screen.text
    await answer(alice)
    assert "Done for now. 12 answers today." in alice.screen.text


@pytest.mark.parametrize("belongs_to_the_chat", [False, True])
async def test_a_card_that_is_not_in_the_learners_plan_otherwise_is_asked_and_repeated(
    world: World, *, belongs_to_the_chat: bool
) -> None:
    language = "en" if belongs_to_the_chat else "ru"
    (row, *_) = await world.publish(card(1), card(2, "ru"), card(2))
    (made,) = await with_posts(world, row)
    if belongs_to_the_chat:
        await world.stop()
        await world.change("UPDATE cards SET owner = ? WHERE id = ?", made.message.chat.id, row)
        await world.start()
    alice = world.person("Alice", language)
    await alice.send("/start")
    assert "number 1 " not in alice.screen.text
    await alice.open_link(made.link)
    assert "number 1 (en)" in alice.screen.text
    show, good = ("Показать ответ", "Хорошо") if language == "ru" else ("Show answer", "Good")
    await alice.press(show)
    await alice.press(good)
    assert wanted(world) == 0
    world.clock.forward(days=40)
    asked = []
    for _ in range(2):
        await alice.send("/quiz")
        asked.append(alice.screen.text)
        await alice.press(show)
        await alice.press(good)
    assert sum("number 1 (en)" in text for text in asked) == 1, "it falls due like any other, and once"


async def test_the_translation_is_asked_where_the_learner_reads_that(world: World) -> None:
    english, _ = await world.publish(card(1, concept="same"), card(1, "ru", concept="same"))
    (made,) = await with_posts(world, english)
    boris = world.person("Boris", "ru")
    await boris.open_link(made.link)
    assert "number 1 (ru)" in boris.screen.text


async def test_what_was_put_aside_comes_back_and_what_is_gone_is_said_kindly(world: World) -> None:
    rows = await world.publish(card(1), card(2))
    first, second = await with_posts(world, *rows)
    alice = world.person("Alice")
    await alice.open_link(first.link)
    await alice.press("⋯ More")
    await alice.press("Suspend")
    await alice.open_link(first.link)
    assert "question number 1" in alice.screen.text
    assert world.rows("SELECT * FROM set_aside") == []

    await world.stop()
    await world.change("UPDATE cards SET retired_at = 1 WHERE id = ?", rows[1])
    await world.start()
    await alice.open_link(second.link)
    assert alice.screen.text.startswith("The card of that post has been withdrawn.\n\nasyncio")
    assert "question number 1" in alice.screen.text
    assert len(readers(world)) == 2
    await alice.open_link("p_nothing")
    assert alice.screen.text.startswith("I do not know that post.\n\nasyncio")


def quiz_from_elsewhere(world: World, person: Person, **fields: Any) -> dict[str, Any]:
    """What arrives when a quiz of another bot is forwarded: without its key."""
    poll = {
        "id": "4711",
        "question": "Which is *true*?",
        "options": [{"persistent_id": str(each), "text": each, "voter_count": 3} for each in ("List<int>", "b")],
        "total_voter_count": 6,
        "is_closed": False,
        "is_anonymous": True,
        "type": "quiz",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
        **fields,
    }
    return {
        "message": {
            "message_id": 900,
            "date": int(world.clock().timestamp()),
            "chat": {"id": person.id, "type": "private", "first_name": person.user.first_name},
            "from": person.user.as_json(),
            "poll": poll,
        }
    }


async def test_a_forwarded_quiz_brings_its_card_or_asks_which_option_is_right(world: World) -> None:
    rows = await world.publish(card(1), card(2))
    made = (await with_posts(world, *rows))[1]
    alice, olivia = world.person("Alice"), world.person("Olivia")
    await alice.send("hello")
    world.server.push(quiz_from_elsewhere(world, alice))
    await world.server.wait_for(lambda: len(alice.screens) == 2)
    assert alice.screen.text == "Press /start first."
    await alice.send("/start")
    await alice.forward(made.message)
    assert "question number 2" in alice.screen.text
    assert readers(world) == [(made.row, alice.id)]
    world.server.push(quiz_from_elsewhere(world, alice))
    await world.server.settle()
    assert "Telegram does not show me which option of a forwarded quiz is right" in alice.screen.text
    await alice.press("List<int>")
    assert "Which is *true*?" in alice.screen.text

    world.settings = world.settings.model_copy(update={"admin_ids": (olivia.id,)})
    await world.restart()
    await olivia.send("/start")
    world.server.push(quiz_from_elsewhere(world, olivia))
    await world.server.settle()
    assert "Which is *true*?" in olivia.screen.text
    await olivia.press("2")
    await olivia.press("Accept")
    made_cards = world.rows("SELECT question, answer, owner FROM cards WHERE id > 2 ORDER BY id")
    assert [(row["question"], row["owner"]) for row in made_cards] == [
        (r"Which is \*true\*?", alice.id),
        (r"Which is \*true\*?", None),
    ]
    assert [row["answer"][:1] for row in made_cards] == ["L", "b"]
    await olivia.send("/add")
    world.server.push(quiz_from_elsewhere(world, olivia, question="Another?", description="With `code`"))
    await world.server.settle()
    assert olivia.screen.text.startswith("Another?\n• List<int>\n• b\n\nTelegram does not show me")
    (waiting,) = world.rows("SELECT data FROM conversations")
    assert "With" in waiting["data"]


async def test_an_album_is_answered_once_wherever_text_is_expected(world: World) -> None:
    olivia = world.person("Olivia")
    await world.publish(card(1))
    await world.start(admin_ids=(olivia.id,))
    await olivia.send("/start")
    files = [Photo(world.server.telegram.add_file(f"{number}.png", b"picture"), 90, 90) for number in range(4)]
    for before, caption, told in (
        ("/quiz", "", "I do not understand that."),
        ("/add", "", "Please send it as text."),
        ("/add", "A question?", "A card is text alone"),
    ):
        await olivia.send(before)
        said = len(olivia.screens)
        olivia.client.send_files(olivia.chat, files, caption=caption)
        await world.server.settle()
        assert len(olivia.screens) == said + 1
        assert olivia.screen.text.startswith(told)
    await olivia.send("Now as text?")
    assert olivia.screen.text.startswith("Now the answer.")
