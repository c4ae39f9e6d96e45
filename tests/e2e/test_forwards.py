"""Posts that are forwarded to the bot: cards of one's own for learners, drafts for editors."""

import json
from collections.abc import Sequence

import pytest

from bot.playground.chats import Chat, Message
from bot.playground.person import Person
from bot.playground.poll_editor import PollDraft
from bot.playground.text import Entity
from bot.services import forwards
from tests.conftest import World, card
from tests.e2e.scheduling import owner, place, settled

QUESTION = "Why does a list as a default argument remember earlier calls?"
ANSWER = "The default is evaluated once, when the function is defined, and every call shares that list."
POST = f"{QUESTION}\n\n{ANSWER}"
ADVERT = (
    "Сколько стоит хороший оффер?\nНаш курс по Python со скидкой 50% до пятницы! Оплата в рассрочку.\n"
    "Записывайтесь у менеджера: @sell_the_course_bot"
)


async def alice_and_channel(world: World) -> tuple[Person, Chat, Person]:
    """A learner, a channel of somebody else's that the bot knows nothing of, and its owner."""
    await world.publish(card(1))
    olga = await owner(world)
    chat = place(olga, title="Python questions", username="python_questions")
    alice = world.person("Alice")
    await alice.send("/start")
    return alice, chat, olga


def post(person: Person, chat: Chat, text: str, entities: Sequence[Entity] | None = None) -> Message:
    return person.client.write(chat, text, entities=entities)


def said(person: Person, last: int = 3) -> str:
    return "\n".join(screen.text for screen in person.screens[-last:])


async def test_a_learner_keeps_a_post_as_a_card_that_nobody_else_is_asked(world: World) -> None:
    alice, chat, olga = await alice_and_channel(world)
    bob = world.person("Bob")
    await bob.send("/start")
    await alice.forward(post(olga, chat, POST))
    assert "only you see it" in said(alice)
    assert QUESTION in alice.screen.text
    await alice.press("Show answer")
    assert ANSWER in alice.screen.text
    await alice.press("⋯ More")
    await alice.press("Source")
    assert "t.me/python_questions/" in alice.screen.html
    for person in (bob, olga):
        await person.send("/search default argument")
        assert QUESTION not in said(person)
        await person.send("/quiz")
        assert QUESTION not in person.screen.text
    assert [row["owner"] for row in world.rows("SELECT owner FROM cards WHERE owner IS NOT NULL")] == [alice.id]
    assert world.rows("SELECT id FROM drafts") == []


async def test_what_was_kept_is_asked_again_and_taken_back_without_a_trace(world: World) -> None:
    alice, chat, olga = await alice_and_channel(world)
    await alice.forward(post(olga, chat, POST))
    await alice.press("Show answer")
    await alice.press("Again")
    await alice.press("Show answer")
    await alice.press("Good")
    world.clock.forward(minutes=11)
    await alice.send("/quiz")
    assert QUESTION in alice.screen.text
    await alice.press("Take it back")
    assert "gone" in said(alice)
    for table in ("cards", "posts"):
        assert world.rows(f"SELECT id FROM {table} WHERE owner IS NOT NULL") == []  # noqa: S608 - our own names
    assert world.rows("SELECT concept_id FROM wanted") == []
    await alice.send("/quiz")
    assert QUESTION not in alice.screen.text


async def test_the_same_post_twice_is_one_card_and_an_edited_one_changes_it(world: World) -> None:
    alice, chat, olga = await alice_and_channel(world)
    first = post(olga, chat, POST)
    await alice.forward(first)
    await alice.forward(first)
    assert "here already" in said(alice)
    olga.client.edit(first, f"{QUESTION}\n\n{ANSWER} Use None and make the list inside.")
    await alice.forward(first)
    assert "now says what the post says" in said(alice)
    await alice.press("Show answer")
    assert "make the list inside" in alice.screen.text
    assert len(world.rows("SELECT id FROM cards WHERE owner IS NOT NULL")) == 1


async def test_a_spoiler_parts_the_question_from_its_answer(world: World) -> None:
    alice, chat, olga = await alice_and_channel(world)
    text = f"🧠🧠 {QUESTION}\n{ANSWER}"
    start = len(f"🧠🧠 {QUESTION}\n".encode("utf-16-le")) // 2
    hidden: Entity = {"type": "spoiler", "offset": start, "length": len(ANSWER)}
    await alice.forward(post(olga, chat, text, [hidden]))
    assert QUESTION in alice.screen.text
    assert ANSWER not in alice.screen.text
    await alice.press("Show answer")
    assert ANSWER in alice.screen.text


async def test_a_block_that_unfolds_is_the_answer_of_a_rich_message(world: World) -> None:
    alice, chat, olga = await alice_and_channel(world)
    details = {"type": "details", "summary": QUESTION, "blocks": [{"type": "paragraph", "text": ANSWER}]}
    message = alice.client.forward(post(olga, chat, "unread"), alice.chat).as_json()
    await settled(world)
    message |= {"message_id": message["message_id"] + 1, "rich_message": {"blocks": [details]}}
    world.server.telegram.updates.push("message", {name: value for name, value in message.items() if name != "text"})
    await settled(world)
    assert QUESTION in alice.screen.text
    await alice.press("Show answer")
    assert ANSWER in alice.screen.text


async def test_an_advert_a_bare_question_and_talk_make_no_card_and_are_told_apart(world: World) -> None:
    alice, chat, olga = await alice_and_channel(world)
    await alice.forward(post(olga, chat, ADVERT))
    assert "like an advert" in alice.screen.text
    await alice.forward(post(olga, chat, QUESTION))
    assert "no answer that I can read" in alice.screen.text
    await alice.forward(post(olga, chat, "Happy new year, everybody!"))
    assert "no question with an answer" in alice.screen.text
    assert world.rows("SELECT id FROM cards WHERE owner IS NOT NULL") == []


async def test_a_quiz_whose_key_is_hidden_is_asked_for_by_a_tap(world: World) -> None:
    alice, chat, olga = await alice_and_channel(world)
    draft = PollDraft("Which of these is immutable?", ("list", "dict", "tuple"), correct=2)
    quiz = olga.client.send_poll(chat, draft)
    await alice.forward(quiz)
    assert "which option" in alice.screen.text
    await alice.send("tuple")
    assert "Press the option" in alice.screen.text
    await alice.press("tuple")
    assert "only you see it" in said(alice)
    await alice.press("Show answer")
    assert "tuple" in alice.screen.text
    await alice.forward(quiz)
    assert "which option" in alice.screen.text


async def test_an_editor_decides_on_a_forwarded_post_at_once(world: World) -> None:
    alice, chat, olga = await alice_and_channel(world)
    await olga.forward(post(olga, chat, POST))
    assert "A draft for all learners" in olga.screen.text
    assert QUESTION in olga.screen.text
    await olga.press("Accept")
    assert len(world.rows("SELECT id FROM cards WHERE owner IS NULL")) == 2
    await alice.send("/search default argument")
    assert any(QUESTION[:30] in label for row in alice.screen.buttons for label in row)
    assert world.rows("SELECT id FROM cards WHERE owner IS NOT NULL") == []


async def test_who_has_kept_much_today_has_to_wait(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forwards, "POSTS_A_DAY", 2)
    alice, chat, olga = await alice_and_channel(world)
    for number in range(2):
        await alice.forward(post(olga, chat, f"What does HTTP status {200 + number} of a response mean?\n\n{ANSWER}"))
        assert "only you see it" in said(alice)
    await alice.forward(post(olga, chat, POST))
    assert "the most" in alice.screen.text
    world.clock.forward(hours=25)
    await alice.forward(post(olga, chat, POST))
    assert "only you see it" in said(alice)


async def test_all_of_it_is_exported_and_forgotten(world: World) -> None:
    alice, chat, olga = await alice_and_channel(world)
    await alice.forward(post(olga, chat, POST))
    await alice.press("Show answer")
    await alice.press("Good")
    await alice.send("/export")
    document = alice.messages[-1].document
    assert document is not None
    assert QUESTION in json.dumps(json.loads(document.content))
    await alice.send("/forget")
    await alice.press("Erase everything")
    await settled(world)
    assert world.rows("SELECT id FROM cards WHERE owner IS NOT NULL") == []
    assert world.rows("SELECT id FROM posts WHERE owner IS NOT NULL") == []
