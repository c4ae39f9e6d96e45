"""Posts of a schedule from their moment on: what stands in the chat, and what is corrected and removed later."""

from dataclasses import replace
from typing import Any

from bot.domain.cards import CardContent, Choice
from bot.domain.ids import CardId
from bot.playground.chats import Message
from bot.playground.person import Person
from bot.storage import cards
from bot.storage.database import Transaction
from bot.storage.opening import open_database
from tests.conftest import World, card
from tests.e2e.planning import quiet
from tests.e2e.posts.posting import at, connect, posts, schedule, states, until

CODE = "```python\nprint(1 < 2)\n```"
LONG = "word " * 1500


async def change(world: World, card_id: int, **fields: Any) -> None:
    """Edit a card while the bot is stopped."""
    settings = world.settings
    async with open_database(settings.database_path, backups=settings.backup_dir, now=world.clock()) as db:

        async def unit(tx: Transaction) -> None:
            found = await cards.load(tx, CardId(card_id))
            assert found is not None
            await cards.update(tx, found, replace(found.content, **fields), world.clock())

        await db.write(unit)


def hot(number: int, **fields: Any) -> CardContent:
    """A card that comes after those of lower numbers."""
    return card(number, likes=100 - number, **fields)


def study_link(message: Message) -> str:
    ((button,),) = message.inline_keyboard
    assert button["text"] == "Study this"
    return str(button["url"])


async def test_a_week_in_a_channel_has_each_card_in_the_form_that_fits_it(world: World, owner: Person) -> None:
    channel = world.server.channel("Go daily", username="godaily")
    await world.publish(
        hot(1, question="Which `List<String>`?", choice=Choice("List<String>", ("Map<K, V>",), "It is <b>one</b>.")),
        hot(2, answer=f"Use `x`:\n\n{CODE}\n\n- **one**\n- two"),
        hot(3, question=f"What is printed?\n\n{CODE}", choice=Choice("True", ("False", "True "), "")),
        hot(4, question=f"What is printed now?\n\n{CODE}", choice=Choice("True", ("False",), "")),
        hot(5, answer=LONG),
        hot(6, question=LONG),
    )
    await schedule(world, await connect(world, channel, owner), owner, "2026-03-03 09:00")
    await world.start()
    for day in range(3, 8):
        world.clock.now = at(f"2026-03-0{day} 09:00")
        await until(world, "sent", day - 2)
    await quiet(world)
    first, second, third, fourth, fifth, *answer = posts(channel)

    assert first.poll is not None
    assert first.poll.question.text == "Which List<String>?"
    assert {option.text: option.entities for option in first.poll.options} == {"List<String>": (), "Map<K, V>": ()}
    assert first.poll.explanation is not None
    assert (first.poll.explanation.text, first.poll.explanation.entities) == ("It is <b>one</b>.", ())
    assert (first.poll.quiz, first.poll.anonymous) == (True, True)
    (stored,) = world.rows("SELECT * FROM publications WHERE form = 'quiz' ORDER BY id LIMIT 1")
    assert (stored["message_id"], stored["poll_id"], stored["revision"]) == (first.id, first.poll.id, 1)
    assert study_link(first) == f"https://t.me/{world.running and world.running.username}?start=p_{stored['key']}"

    assert second.html == (
        "<b>What is the answer to question number 2 (en)?</b>\n\n<i>Answer:</i>\n"
        "<tg-spoiler>Use x:\n\nprint(1 &lt; 2)\n\n• <b>one</b>\n• two</tg-spoiler>"
    )
    assert third.poll is None, "two of its options are equal"
    assert "<pre>" in third.html.partition("<tg-spoiler>")[0].replace('<pre><code class="language-python">', "<pre>")
    assert fourth.poll is not None
    assert fourth.poll.description is not None
    assert (fourth.poll.question.text, fourth.poll.description.text) == ("What is printed now?", "print(1 < 2)")
    assert "The answer stands in the next message" in fifth.text
    assert [message.reply_to for message in answer] == [fifth, fifth]
    assert all(message.html.count("<tg-spoiler>") == 1 for message in answer)
    assert sum(message.text.count("word") for message in answer) == 1500

    world.errors_expected = True
    world.clock.now = at("2026-03-08 09:00")
    await until(world, "failed")
    await quiet(world)
    assert states(world)[-1] == ("2026-03-08T10:00", "failed", "refused: long")
    assert "too long for one message" in owner.screen.text


async def test_a_topic_of_a_forum_gets_the_answer_hours_later_and_open_polls(world: World, owner: Person) -> None:
    group = world.server.group("Friends", owner)
    group.members[owner.id] = "creator"
    group.topics = {}
    thread = world.server.telegram.open_topic(group, "Interviews", owner.user)
    await world.publish(hot(1, choice=Choice("Yes", ("No",), "")), hot(2, answer=f"So:\n\n{CODE}"), hot(3))
    row = await connect(world, group, owner)
    await schedule(world, row, owner, "2026-03-03 09:00", reveal_hours=3, thread_id=thread, lang="en")
    await world.start()
    for day in (3, 4):
        world.clock.now = at(f"2026-03-0{day} 09:00")
        await until(world, "sent", day - 2)
    world.clock.forward(hours=2, minutes=59)
    await quiet(world)
    quiz, question = posts(group)
    assert quiz.poll is not None
    assert not quiz.poll.anonymous
    assert question.text.endswith("The answer comes in 3 hours.")
    world.clock.forward(minutes=1)
    await world.server.wait_for(lambda: len(posts(group)) == 3)
    await quiet(world)
    answer = posts(group)[-1]
    assert answer.reply_to is question
    assert (
        answer.html == f'<i>Answer:</i>\n\nSo:\n\n<pre><code class="language-python">{"print(1 &lt; 2)"}</code></pre>'
    )
    assert {message.thread_id for message in posts(group)} == {thread}
    assert len(posts(group)) == 3, "a quiz needs no answer"


async def test_an_edited_card_edits_its_posts_where_telegram_lets_it(world: World, owner: Person) -> None:
    channel, group = world.server.channel("Go daily"), world.server.group("Friends", owner)
    quizzed, told = await world.publish(hot(1, choice=Choice("Yes", ("No",), "")), hot(2))
    for chat, more in ((channel, {}), (group, {"reveal_hours": 1})):
        await schedule(world, await connect(world, chat, owner), owner, "2026-03-03 09:00", **more)
    await world.start()
    for day in (3, 4):
        world.clock.now = at(f"2026-03-0{day} 09:00")
        await until(world, "sent", 2 * (day - 2))
    world.clock.forward(hours=1)
    await world.server.wait_for(lambda: len(posts(group)) == 3)
    before = [message.id for chat in (channel, group) for message in posts(chat)]
    await quiet(world)
    await world.stop()
    await change(world, told, answer="A better one.", choice=Choice("A", ("B",), ""))
    await change(world, quizzed, question="Another question?")
    await world.start()
    await world.server.wait_for(lambda: "A better one." in posts(group)[-1].text)
    await quiet(world)
    assert "<tg-spoiler>A better one.</tg-spoiler>" in posts(channel)[-1].html
    assert study_link(posts(channel)[-1])
    assert posts(group)[1].text.endswith("The answer comes in 1 hour.")
    assert "Another question?" not in str(posts(group)[0].poll), "a quiz cannot be edited"
    assert [message.id for chat in (channel, group) for message in posts(chat)] == before
    assert world.rows("SELECT DISTINCT revision FROM publications WHERE form <> 'quiz'") == [{"revision": 2}]


async def test_old_posts_are_removed_by_rule_while_telegram_lets_it(world: World, owner: Person) -> None:
    channel = world.server.channel("Go daily")
    await world.publish(hot(1), hot(2, answer=LONG), hot(3), hot(4))
    row = await connect(world, channel, owner)
    await schedule(world, row, owner, "2026-03-03 09:00", keep_days=1)
    await world.start()
    for day in (3, 4):
        world.clock.now = at(f"2026-03-0{day} 09:00")
        await until(world, "sent")
        await quiet(world)
    assert "number 1 " not in str([message.text for message in posts(channel)])
    assert len(posts(channel)) == 3, "a question and two parts of its answer"
    world.clock.now = at("2026-03-05 09:00")
    await until(world, "removed", 2)
    await until(world, "sent")
    assert len(posts(channel)) == 1
    await quiet(world)
    await world.stop()
    world.clock.now = at("2026-03-07 10:00")
    await world.change("UPDATE schedules SET state = 'paused', next_at = NULL")
    await world.start()
    await world.server.wait_for(lambda: not world.rows("SELECT 1 FROM deliveries WHERE state IN ('due', 'leased')"))
    await quiet(world)
    assert len(posts(channel)) == 1, "after 48 hours no bot can remove anything, so nothing is tried"


async def test_a_card_that_was_retired_meanwhile_gives_way_to_the_next(world: World, owner: Person) -> None:
    channel = world.server.channel("Go daily")
    first, _ = await world.publish(hot(1), hot(2))
    await schedule(world, await connect(world, channel, owner), owner, "2026-03-03 09:00")
    world.server.faults.flood(60, method="sendMessage")
    await world.start()
    world.clock.now = at("2026-03-03 09:00")
    await world.server.wait_for(lambda: bool(world.server.ledger.calls("sendMessage", channel.id)))
    await quiet(world)
    await world.stop()
    await world.change("UPDATE cards SET retired_at = 1 WHERE id = ?", first)
    world.clock.forward(minutes=2)
    await world.start()
    await until(world, "sent")
    assert "number 2 " in posts(channel)[0].text
    assert len(posts(channel)) == 1
