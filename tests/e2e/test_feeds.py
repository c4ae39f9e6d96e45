"""Channels whose posts become drafts or cards, one by one."""

from bot.playground.chats import Chat, Message
from bot.playground.person import Person
from tests.conftest import World, card
from tests.e2e.scheduling import connect, owner, place, seat, settled, share

FEED_KEY = 3
READING = frozenset({"can_manage_chat"})
QUESTION = "What does a context manager guarantee when its block raises?"
ANSWER = "That __exit__ runs before the exception goes on, so that files and locks are let go of."
POST = f"{QUESTION}\n\n{ANSWER}"
ADVERT = "Our Python course is 50% off until Friday! Pay in parts. Sign up with the manager: @sell_the_course_bot"


async def fed(world: World) -> tuple[Person, Chat]:
    """A channel that the owner chose by the key for reading; the bot may do nothing there."""
    await world.publish(card(1))
    olga = await owner(world)
    chat = place(olga, title="Python questions", username="python_questions")
    await olga.send("/schedule")
    await olga.press("Connect a channel or group")
    olga.client.seat_bot(chat, "administrator", READING)
    await share(world, olga, chat, FEED_KEY)
    return olga, chat


async def post(world: World, person: Person, chat: Chat, text: str) -> Message:
    message = person.client.write(chat, text)
    await settled(world)
    return message


async def edit(world: World, person: Person, message: Message, text: str) -> None:
    person.client.edit(message, text)
    await settled(world)


def drafts(world: World) -> list[str]:
    return [row["question"] for row in world.rows("SELECT question FROM drafts WHERE state = 'waiting' ORDER BY id")]


async def opened(olga: Person) -> str:
    """The screen of the channel's posts, opened anew."""
    await olga.send("/schedule")
    await olga.press("Open Python questions")
    await olga.press("Its posts become cards")
    return olga.screen.text


async def test_posts_become_drafts_adverts_are_counted_and_an_edit_changes_the_draft(world: World) -> None:
    olga, chat = await fed(world)
    assert "becomes a draft" in olga.screen.text
    first = await post(world, olga, chat, POST)
    await post(world, olga, chat, ADVERT)
    await post(world, olga, chat, "See you tomorrow!")
    assert drafts(world) == [QUESTION]
    await edit(world, olga, first, f"{QUESTION}\n\n{ANSWER} Even for KeyboardInterrupt.")
    shown = await opened(olga)
    assert "posts read: 4" in shown
    assert "drafts: 1" in shown
    assert "adverts ignored: 1" in shown
    assert "without a question: 1" in shown
    await olga.send("/review")
    assert "Even for KeyboardInterrupt" in olga.screen.text
    assert len(world.rows("SELECT id FROM imports WHERE kind = 'channel'")) == 1


async def test_a_trusted_channel_gives_cards_and_tells_who_learned_one_that_its_answer_changed(world: World) -> None:
    olga, chat = await fed(world)
    await olga.press("Make cards at once")
    other = "What does a bare except catch that nobody expects it to?"
    changed = await post(world, olga, chat, POST)
    touched = await post(world, olga, chat, f"{other}\n\nSystemExit and KeyboardInterrupt, which end a program.")
    alice = world.person("Alice")
    keys = [row["key"] for row in world.rows("SELECT key FROM cards WHERE post_id IS NOT NULL ORDER BY id")]
    for key in keys:
        await alice.open_link(f"c_{key}")
        await alice.press("Show answer")
        await alice.press("Good")
    memories = world.rows("SELECT * FROM memories ORDER BY concept_id")
    world.clock.forward(hours=1)
    await edit(world, olga, touched, f"{other}\n\nSystemExit and KeyboardInterrupt - which end a program!")
    await edit(world, olga, changed, f"{POST} It may also swallow it by returning True.")
    assert world.rows("SELECT * FROM memories ORDER BY concept_id") == memories
    world.clock.forward(days=30)
    notes = {}
    for _ in range(2):
        await alice.send("/quiz")
        text = alice.screen.text
        notes[QUESTION if QUESTION in text else other] = "The answer to this card has changed" in text
        await alice.press("Show answer")
        await alice.press("Good")
    assert notes == {QUESTION: True, other: False}
    await alice.open_link(f"c_{keys[0]}")
    assert QUESTION in alice.screen.text
    assert "has changed" not in alice.screen.text
    assert len(world.rows("SELECT id FROM cards")) == 3


async def test_only_an_owner_trusts_a_channel_and_a_stranger_cannot_touch_it(world: World) -> None:
    olga, chat = await fed(world)
    await olga.send("/admins")
    await olga.press("Invite")
    link = next(word for word in olga.screen.text.split() if "start=r_" in word)
    bob = world.person("Bob")
    await bob.open_link(link)
    await bob.send("/schedule")
    await bob.press("Open Python questions")
    await bob.press("Its posts become cards")
    assert not any("at once" in label for row in bob.screen.buttons for label in row)
    await bob.press("Read it no more")
    await post(world, olga, chat, POST)
    assert drafts(world) == []


async def test_without_a_feed_nothing_is_read_and_own_posts_never_are(world: World) -> None:
    await world.publish(card(1))
    olga = await owner(world)
    chat = place(olga)
    await connect(world, olga, chat)
    await post(world, olga, chat, POST)
    assert drafts(world) == []
    assert world.rows("SELECT id FROM posts") == []


async def test_who_adds_the_bot_by_hand_may_only_have_it_read(world: World) -> None:
    olga = await owner(world)
    chat = place(olga, title="Python questions")
    await seat(world, olga, chat, "administrator", READING)
    await olga.press("Only read its posts")
    assert "becomes a draft" in olga.screen.text
    await post(world, olga, chat, POST)
    assert drafts(world) == [QUESTION]


async def test_a_chat_of_somebody_elses_gives_cards_to_that_chat_alone(world: World) -> None:
    olga = await owner(world, open_to_chats=True)
    alice = world.person("Alice")
    await alice.send("/start")
    chat = place(alice, title="Python questions")
    await seat(world, alice, chat, "administrator", READING)
    await alice.press("Only read its posts")
    await post(world, alice, chat, POST)
    assert drafts(world) == []
    assert [row["owner"] for row in world.rows("SELECT owner FROM cards")] == [chat.id]
    await olga.send("/search context manager")
    assert QUESTION not in olga.screen.text
