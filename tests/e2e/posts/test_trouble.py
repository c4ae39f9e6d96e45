"""Posts through everything that goes wrong: lost answers, stops in the middle, lost rights, chats that move."""

import pytest

from bot.playground.chats import Chat
from bot.playground.person import Person
from bot.telegram.callbacks.owner import OnPost
from tests.conftest import World, card
from tests.e2e.planning import quiet
from tests.e2e.posts.posting import at, connect, posts, schedule, states, until, word

ASKED = "Is this post in Go daily?"


@pytest.fixture
async def channel(world: World, owner: Person) -> Chat:
    """A channel that posts at ten every day; the bot does not run yet."""
    made = world.server.channel("Go daily", username="godaily")
    await world.publish(*(card(number, likes=100 - number) for number in range(10)))
    await schedule(world, await connect(world, made, owner), owner, "2026-03-03 09:00")
    return made


async def lose_the_answer(world: World, day: int = 3, count: int = 1) -> None:
    """Let a post be carried out, and its answer be lost."""
    world.server.faults.close(method="sendMessage", execute=True)
    world.clock.now = at(f"2026-03-0{day} 09:00")
    await until(world, "unknown", count)


async def test_an_owner_says_that_a_post_of_unknown_fate_is_there(world: World, owner: Person, channel: Chat) -> None:
    second = world.person("Olaf", "ru")
    world.settings = world.settings.model_copy(update={"admin_ids": (owner.id, second.id)})
    await world.start()
    await second.send("/start")
    await lose_the_answer(world)
    await word(world, owner, ASKED)
    await word(world, second, "Есть ли этот пост в чате Go daily?")
    await quiet(world)
    assert len(posts(channel)) == 1, "never sent again by itself"
    assert owner.screen.buttons == [["It is there"], ["Send again"]]
    assert "Its time was 2026-03-03 10:00 (Europe/Berlin)" in owner.screen.text
    assert "question number 0" in owner.screen.text
    assert 'href="https://t.me/godaily"' in owner.screen.html
    await world.restart()
    await owner.tap_twice("It is there")
    assert owner.screen.text == "Noted: it is in Go daily."
    await second.press("Отправить ещё раз")
    assert "уже ответили" in second.screen.text
    world.clock.now = at("2026-03-04 09:00")
    await until(world, "sent", 2)
    assert len(posts(channel)) == 2
    assert [state for _, state, _ in states(world)] == ["sent", "sent"]


async def test_send_again_posts_once_more_and_asks_again_where_that_is_lost_too(
    world: World, owner: Person, channel: Chat
) -> None:
    await world.start()
    await lose_the_answer(world)
    await word(world, owner, ASKED)
    first = owner.screen
    world.server.faults.gateway(method="sendMessage", chat_id=channel.id, execute=True)
    await owner.press("Send again")
    assert owner.screens[-1].text == "It goes to Go daily once more."
    await world.server.wait_for(lambda: owner.screen.text.startswith(ASKED))
    await quiet(world)
    assert len(posts(channel)) == 2
    old = OnPost(publication=1, part=0, attempt=1, act="again").pack()
    world.server.telegram.press(owner.user, world.server.telegram.chats[owner.id].messages[first.message_id], old)
    await quiet(world)
    assert len(posts(channel)) == 2, "the button of the first question says nothing about the second try"
    world.clock.forward(hours=5)
    await owner.press("Send again", message=owner.screens[-1])
    await until(world, "sent")
    assert len(posts(channel)) == 3
    assert world.rows("SELECT message_id FROM publications") == [{"message_id": posts(channel)[-1].id}]


async def test_who_may_decide_no_more_or_never_could_changes_nothing(
    world: World, owner: Person, channel: Chat
) -> None:
    editor, stranger = world.person("Edda"), world.person("Eve")
    await world.change("INSERT INTO staff (person_id, role, since) VALUES (?, 'editor', 0)", editor.id)
    await world.change("UPDATE schedules SET made_by = ?", editor.id)
    await world.start()
    for person in (editor, stranger):
        await person.send("/start")
    await lose_the_answer(world)
    await word(world, editor, ASKED)
    asked = editor.screen
    await world.stop()
    await world.change("UPDATE staff SET removed_at = 1 WHERE person_id = ?", editor.id)
    await world.start()
    await editor.press("Send again", message=asked)
    assert "too old" in editor.toast or editor.alert
    shown = stranger.messages[-1]
    for number, act in ((1, "there"), (1, "again"), (1, "steal"), (999, "there")):
        data = OnPost(publication=number, part=0, attempt=1, act=act).pack()
        world.server.telegram.press(stranger.user, shown, data)
    await world.server.wait_for(lambda: all(query.answer for query in world.server.telegram.callbacks.values()))
    await quiet(world)
    assert [state for _, state, _ in states(world)] == ["unknown"]
    assert len(posts(channel)) == 1
    await owner.press("It is there")
    assert [state for _, state, _ in states(world)] == ["sent"]


async def test_a_stop_in_the_middle_of_a_post_asks_at_the_next_start(
    world: World, owner: Person, channel: Chat
) -> None:
    await world.start()
    world.clock.now = at("2026-03-03 09:00")
    await until(world, "sent")
    await world.stop()
    await world.change("UPDATE deliveries SET state = 'leased' WHERE kind = 'public'")
    await world.change("UPDATE publications SET state = 'planned', message_id = NULL")
    await world.start()
    await word(world, owner, ASKED)
    assert len(posts(channel)) == 1


async def test_a_moment_that_passes_in_a_flood_wait_expires_and_is_reported(
    world: World, owner: Person, channel: Chat
) -> None:
    await world.start()
    world.server.faults.flood(31 * 60, chat_id=channel.id)
    world.clock.now = at("2026-03-03 09:00")
    await world.server.wait_for(lambda: bool(world.server.ledger.calls("sendMessage", channel.id)))
    await quiet(world)
    assert [state for _, state, _ in states(world)] == ["planned"]
    world.clock.forward(minutes=31)
    await until(world, "expired")
    await word(world, owner, "Nothing was posted in Go daily")
    assert "2026-03-03 10:00: the time had passed" in owner.screen.text
    assert posts(channel) == []


async def test_a_long_stop_is_told_in_one_word(world: World, owner: Person, channel: Chat) -> None:
    world.clock.now = at("2026-03-09 11:00")
    await world.start()
    await word(world, owner, "Nothing was posted in Go daily")
    assert "2026-03-03 10:00 – 2026-03-09 10:00, 7 times: the time had passed" in owner.screen.text
    await quiet(world)
    assert sum(screen.text.startswith("Nothing was posted") for screen in owner.screens) == 1
    world.clock.now = at("2026-03-10 09:00")
    await until(world, "sent")


async def test_lost_rights_are_told_once_and_posts_go_on_when_they_are_back(
    world: World, owner: Person, channel: Chat
) -> None:
    await world.start()
    world.refusals_expected = True
    channel.rights[world.server.telegram.bot.id] = frozenset()
    for day in (3, 4, 5):
        world.clock.now = at(f"2026-03-0{day} 09:00")
        await quiet(world)
    assert states(world) == [("2026-03-03T10:00", "failed", "access")]
    told = [screen.text for screen in owner.screens if "Go daily" in screen.text]
    assert [text.partition("\n")[0] for text in told] == ["The bot may not post in Go daily any more."]
    assert len(world.server.ledger.calls("sendMessage", channel.id)) == 1
    channel.members[owner.id] = "creator"
    owner.client.seat_bot(channel, "administrator")
    await word(world, owner, "The bot can post in Go daily again")
    world.clock.now = at("2026-03-06 09:00")
    await until(world, "sent")
    assert len(posts(channel)) == 1


@pytest.mark.parametrize("connected_again", [False, True])
async def test_a_group_that_becomes_a_supergroup_gets_its_posts_there(
    world: World, owner: Person, *, connected_again: bool
) -> None:
    group = world.server.telegram.new_chat("group", "Friends")
    group.members.update({owner.id: "creator", world.server.telegram.bot.id: "member"})
    (own,) = await world.publish(card(1))
    await schedule(world, await connect(world, group, owner), owner, "2026-03-03 09:00")
    await world.change("UPDATE cards SET owner = ? WHERE id = ?", group.id, own)
    # The bot does not run when it happens, and Telegram forgets what it does not fetch in a day.
    new = owner.client.upgrade(group)
    world.server.telegram.updates.drop_all()
    if connected_again:
        await connect(world, new, owner)
    world.refusals_expected = True
    await world.start()
    world.clock.now = at("2026-03-03 09:00")
    await until(world, "sent")
    assert len(posts(new)) == 1
    assert world.rows("SELECT chat_id, kind FROM chats") == [{"chat_id": new.id, "kind": "supergroup"}]
    assert world.rows("SELECT owner FROM cards") == [{"owner": new.id}]
    world.clock.now = at("2026-03-04 09:00")
    await until(world, "sent", 2)
    assert len(world.server.ledger.refusals()) == 1


async def test_what_telegram_refuses_is_told_and_the_next_moment_is_posted(
    world: World, owner: Person, channel: Chat
) -> None:
    world.errors_expected = world.refusals_expected = True
    await world.start()
    world.server.faults.refuse(400, "Bad Request: something new", method="sendMessage", chat_id=channel.id)
    world.clock.now = at("2026-03-03 09:00")
    await until(world, "failed")
    await word(world, owner, "Nothing was posted in Go daily")
    assert "Telegram refused the post" in owner.screen.text
    world.clock.now = at("2026-03-04 09:00")
    await until(world, "sent")


async def test_a_lost_answer_to_the_answer_is_asked_about_too(world: World, owner: Person, channel: Chat) -> None:
    await world.change("UPDATE schedules SET reveal_hours = 1")
    await world.start()
    world.clock.now = at("2026-03-03 09:00")
    await until(world, "sent")
    await quiet(world)
    world.server.faults.close(method="sendMessage", chat_id=channel.id)
    world.clock.forward(hours=1)
    await word(world, owner, "Is the answer to this post in Go daily?")
    assert 'href="https://t.me/godaily"' in owner.screen.html
    await owner.press("Send again")
    await world.server.wait_for(lambda: len(posts(channel)) == 2)
    await quiet(world)
    assert posts(channel)[1].reply_to is posts(channel)[0]
    assert len(posts(channel)) == 2
