"""/schedule: who may connect which chat, what Telegram must say about it, and what it tells later."""

from typing import Any

import pytest

from bot.jobs import workers
from bot.playground.person import Person
from bot.playground.text import FormattedText
from bot.telegram.callbacks.owner import ChatPage, ConnectChat, ScheduleDo, SchedulePage, SchedulePost, SchedulesPage
from bot.telegram.callbacks.owner import ScheduleSet as Set
from bot.telegram.membership import ANONYMOUS_ADMIN
from tests.conftest import World, card
from tests.e2e.scheduling import (
    NOT_ADMIN,
    OLD_BUTTON,
    POSTING,
    UNKNOWN,
    connect,
    owner,
    place,
    raw_press,
    schedules,
    seat,
    settled,
    share,
    with_schedule,
)

ADMIN_RIGHTS = frozenset({"can_manage_chat", "can_delete_messages"})


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Word to people waits for the worker's next look."""
    monkeypatch.setattr(workers, "IDLE_SECONDS", 0.05)


async def newcomer(world: World, name: str) -> Person:
    """Somebody who has started the bot."""
    person = world.person(name)
    await person.send("/start")
    return person


def chats(world: World) -> list[dict[str, Any]]:
    return world.rows("SELECT * FROM chats ORDER BY id")


def keyboards(world: World, person: Person) -> list[dict[str, Any]]:
    """The keys that the bot put below a chat, or took away, in order."""
    sent = [call.parameters.get("reply_markup") for call in world.server.ledger.calls("sendMessage", person.id)]
    return [each for each in sent if each and "inline_keyboard" not in each]


async def test_the_keys_ask_for_exactly_what_is_needed_and_go_again(world: World) -> None:
    olga = await owner(world)
    await olga.send("/schedule")
    assert olga.screen.text.startswith("No channel or group is connected yet.")
    await olga.press("Connect a channel or group")
    (keys,) = keyboards(world, olga)
    channel, group, feed, cancel = (row[0] for row in keys["keyboard"])
    asked = channel["request_chat"]
    assert (asked["chat_is_channel"], asked["request_id"]) == (True, 1)
    for whose in ("user_administrator_rights", "bot_administrator_rights"):
        assert [right for right, given in asked[whose].items() if given] == ["can_post_messages"]
    asked = group["request_chat"]
    assert (asked["chat_is_channel"], asked["request_id"], asked["bot_is_member"]) == (False, 2, True)
    assert "bot_administrator_rights" not in asked, "a member gets only what is meant for the bot"
    asked = feed["request_chat"]
    assert (asked["chat_is_channel"], asked["request_id"]) == (True, 3)
    for whose in ("user_administrator_rights", "bot_administrator_rights"):
        assert [right for right, given in asked[whose].items() if given] == ["can_manage_chat"]
    await olga.send(cancel["text"])
    assert olga.screen.text == "Nothing was connected."
    await connect(world, olga, place(olga))
    assert [each.get("remove_keyboard") for each in keyboards(world, olga)] == [None, True, None, True]
    await connect(world, olga, place(olga, "supergroup", "Python talk"))
    assert [(row["kind"], row["title"], row["by_staff"]) for row in chats(world)] == [
        ("channel", "Daily Python", 1),
        ("supergroup", "Python talk", 1),
    ]
    await olga.send("/schedule")
    assert olga.screen.buttons[:2] == [["Open Daily Python"], ["Open Python talk"]]


async def test_what_the_bot_lacks_is_named_and_a_chat_connected_twice_is_one(world: World) -> None:
    olga = await owner(world)
    unseen, weak, group = place(olga), place(olga, title="Weak"), place(olga, "supergroup", "Python talk")
    await olga.send("/schedule")
    await olga.press("Connect")
    world.refusals_expected = True  # Telegram does not let the bot look at a chat that it is not in
    await share(world, olga, unseen)
    assert olga.screen.text.startswith("I cannot see that chat. Add me to it")
    weak.members[world.server.telegram.bot.id] = "administrator"
    weak.rights[world.server.telegram.bot.id] = frozenset({"can_manage_chat"})
    await share(world, olga, weak)
    assert olga.screen.text.splitlines()[:2] == ["I cannot post in Weak yet.", "• I need the right to post messages."]
    group.members[world.server.telegram.bot.id] = "member"
    group.permissions = frozenset({"can_send_polls"})
    await share(world, olga, group)
    assert olga.screen.text.splitlines()[1] == "• I am not allowed to send messages."
    assert chats(world) == []
    group.permissions = None
    await share(world, olga, group)
    await olga.press("New schedule")
    await share(world, olga, group)
    assert [each.text for each in olga.screens[-2:]] == [
        "Python talk was connected already.",
        "Python talk\n1. 10:00, every day (UTC)",
    ]
    assert len(chats(world)) == 1


async def test_who_adds_the_bot_hears_the_next_step(world: World) -> None:
    olga = await owner(world)
    eve = await newcomer(world, "Eve")
    for person, title in ((eve, "Eve’s"), (olga, "Olga’s")):
        await seat(world, person, place(person, title=title), "administrator", POSTING)
    assert len(eve.screens) == 2, "a stranger gets no schedule"
    assert olga.screen.text == "I am in Olga’s now and can post there."
    await world.restart()
    await olga.tap_twice("Make a schedule")
    assert olga.screen.text.startswith("Schedule for Olga’s") or olga.screen.text.startswith("Olga’s\n1. 10:00")
    assert len(schedules(world)) == 1
    weak = place(olga, title="Weak")
    await seat(world, olga, weak, "administrator", frozenset({"can_manage_chat"}))
    assert olga.screen.text.startswith("I cannot post in Weak yet.")
    await seat(world, olga, weak, "administrator", POSTING)
    assert olga.screen.text == "I am in Weak now and can post there."
    said = len(olga.screens)
    await seat(world, olga, weak, "kicked")
    await raw_press(world, olga, ConnectChat(chat=weak.id).pack())
    world.refusals_expected = True
    assert olga.toast.startswith("I cannot see that chat.")
    assert len(olga.screens) == said


async def test_lost_rights_are_told_once_pause_everything_and_mend_by_themselves(world: World) -> None:
    await world.publish(card(1), card(2))
    olga = await owner(world)
    channel = await with_schedule(world, olga)
    before = schedules(world)
    said = len(olga.screens)
    await seat(world, olga, channel, "administrator", frozenset({"can_manage_chat"}))
    await seat(world, olga, channel, "administrator", frozenset({"can_manage_chat", "can_delete_messages"}))
    await world.server.wait_for(lambda: len(olga.screens) == said + 1)
    assert "Daily Python" in olga.screen.text
    assert (chats(world)[0]["trouble"], schedules(world)[0]["next_at"]) == ("rights", None)
    world.clock.forward(days=1)
    await seat(world, olga, channel, "left")
    await world.server.wait_for(lambda: len(olga.screens) == said + 2)
    assert chats(world)[0]["trouble"] == "gone"
    await seat(world, olga, channel, "administrator", POSTING)
    await world.server.wait_for(lambda: len(olga.screens) == said + 3)
    day = 24 * 60 * 60 * 1000
    assert schedules(world)[0]["next_at"] == before[0]["next_at"] + day
    world.clock.forward(hours=1)
    await world.server.wait_for(lambda: len(channel.visible()) == 1)
    await settled(world)
    assert len(olga.screens) == said + 3, "nothing that waited counts as missed"


async def test_a_group_whose_members_may_post_again_goes_on_once_somebody_looks(world: World) -> None:
    """Telegram tells no bot that what all members may do was changed."""
    await world.publish(card(1))
    olga = await owner(world)
    group = await with_schedule(world, olga, "supergroup")
    group.permissions = frozenset({"can_send_polls"})
    world.refusals_expected = True
    world.clock.forward(hours=1)
    await world.server.wait_for(lambda: chats(world)[0]["trouble"] == "rights")
    await world.server.wait_for(lambda: olga.screen.text.startswith("The bot may not post in"))
    await olga.send("/schedule")
    await olga.press("Open Daily Python")
    assert "I cannot post there now:" in olga.screen.text
    group.permissions = None
    await olga.send("/schedule")
    await olga.press("Open Daily Python")
    assert "Daily Python\n1. 10:00, every day (UTC)" in [screen.text for screen in olga.screens]
    assert (chats(world)[0]["trouble"], len(world.server.ledger.refusals())) == (None, 1)
    await world.server.wait_for(lambda: any(screen.text.startswith("The bot can post in") for screen in olga.screens))
    world.clock.forward(days=1)
    await world.server.wait_for(lambda: any(message.by_bot for message in group.visible()))


async def test_a_group_that_becomes_a_supergroup_stays_connected(world: World) -> None:
    await world.publish(card(1))
    olga = await owner(world)
    group = await with_schedule(world, olga, "group")
    new = olga.client.upgrade(group)
    await settled(world)
    assert [(row["chat_id"], row["kind"], row["trouble"]) for row in chats(world)] == [(new.id, "supergroup", None)]
    world.server.telegram.open_topic(new, "Questions", olga.user)
    renamed = world.server.telegram.add_message(new, olga.user, FormattedText(""), service={"new_chat_title": "Talk"})
    new.title = "Talk"
    world.server.telegram.updates.push("message", renamed.as_json())
    await settled(world)
    assert [(row["title"], row["forum"]) for row in chats(world)] == [("Talk", 1)]
    world.clock.forward(hours=1)
    await world.server.wait_for(lambda: any(message.by_bot for message in new.visible()))


async def test_in_a_group_the_bot_says_where_schedules_are_made(world: World) -> None:
    olga = await owner(world)
    group = place(olga, "supergroup", "Python talk")
    await seat(world, olga, group, "member")
    anonymous = world.server.person("Group", user_id=ANONYMOUS_ADMIN).at(group)
    bot = world.server.telegram.bot.username
    here = olga.at(group)
    await anonymous.send("/schedule")
    assert anonymous.screen.text.startswith("I cannot see who you are: you write as an anonymous administrator.")
    await here.send(f"/schedule@{bot}", answered=False)
    world.clock.forward(seconds=61)
    await here.send("/schedule@another_bot", answered=False)
    await here.send(f"/schedule@{bot}")
    assert here.screen.text == f"Schedules are made in a private chat: open @{bot} and send /schedule there."
    await here.send("/stats", answered=False)
    assert chats(world) == []


async def test_a_forum_posts_in_the_topic_of_a_link(world: World) -> None:
    await world.publish(card(1))
    olga = await owner(world)
    forum = place(olga, "supergroup", "Python talk")
    thread = world.server.telegram.open_topic(forum, "Questions", olga.user)
    await connect(world, olga, forum)
    await olga.press("New schedule")
    assert "Forum topic: General" in olga.screen.text
    await olga.press("Forum topic")
    await olga.press("Another topic")
    inner = str(forum.id).removeprefix("-100")
    for wrong in ("Questions", "https://t.me/c/12345/7", f"https://t.me/c/{inner}", "https://t.me/python/12"):
        await olga.send(wrong)
        assert olga.screen.text.startswith("That is no link into a topic of this forum.")
    await olga.send(f"https://t.me/c/{inner}/{thread}/{thread + 5}")
    assert f"Forum topic: number {thread}" in olga.screen.text
    world.clock.forward(hours=1)
    await world.server.wait_for(lambda: any(message.by_bot for message in forum.visible()))
    assert [message.thread_id for message in forum.visible() if message.by_bot] == [thread]


async def test_open_to_chats_telegram_is_asked_at_every_change(world: World) -> None:
    await world.publish(card(1))
    olga = await owner(world, open_to_chats=True)
    theirs = await with_schedule(world, olga)
    bob, eve = await newcomer(world, "Bob"), await newcomer(world, "Eve")
    await bob.send("/help")
    assert bob.screen.text.endswith("/schedule – questions there, by the clock")
    for_all = world.server.ledger.calls("setMyCommands")[0].parameters["commands"]
    assert "schedule" in [each["command"] for each in for_all]
    channel = place(bob, title="Bob’s")
    await connect(world, bob, channel)
    await bob.press("New schedule")
    assert [row["by_staff"] for row in chats(world)] == [1, 0]
    assert schedules(world)[1]["made_by"] == bob.id
    assert "chat-connected" not in str(world.rows("SELECT * FROM audit WHERE actor_id = ?", bob.id))
    # Somebody else's chat: neither by a key nor by a made-up button.
    await eve.send("/schedule")
    assert eve.screen.text.startswith("No channel or group is connected yet.")
    for chat in (channel, theirs):
        await share(world, eve, chat)
        assert eve.screen.text == NOT_ADMIN
    weak = place(olga, title="Secret")
    await seat(world, olga, weak, "administrator", ADMIN_RIGHTS)
    for button in (
        ConnectChat(chat=weak.id),
        ConnectChat(chat=channel.id),
        ChatPage(chat=2),
        ChatPage(chat=1, act="leave"),
        Set(schedule=2, version=1, field="level"),
    ):
        assert (await raw_press(world, eve, button.pack())).text == NOT_ADMIN
    # In a channel an administrator who may not post there may not post by the bot either.
    channel.members[eve.id], channel.rights[eve.id] = "administrator", ADMIN_RIGHTS
    await share(world, eve, channel)
    assert eve.screen.text == NOT_ADMIN
    channel.rights[eve.id] = POSTING
    await share(world, eve, channel)
    assert eve.screen.text == "Bob’s\n1. 10:00, every day (UTC)"
    # And no more once Telegram says so.
    channel.members[bob.id] = "member"
    before = schedules(world)
    await bob.press("Pause")
    assert bob.toast == NOT_ADMIN
    await bob.send("/schedule")
    assert bob.screen.buttons == [["Connect a channel or group"]]
    assert schedules(world) == before
    await olga.send("/schedule")
    assert olga.screen.buttons[:2] == [["Open Daily Python"], ["Open Bob’s"]]


async def test_a_group_that_hides_its_members_still_says_who_runs_it(world: World) -> None:
    """To a bot that is a mere member there; see getChatMember in the Bot API."""
    await world.start(open_to_chats=True)
    eve = await newcomer(world, "Eve")
    group = await with_schedule(world, eve, "supergroup")
    world.refusals_expected = True
    for status, toast in (("creator", ""), ("member", NOT_ADMIN)):
        group.members[eve.id] = status
        world.server.faults.refuse(400, "Bad Request: CHAT_ADMIN_REQUIRED", method="getChatMember")
        await eve.press("Pause")
        assert eve.toast == toast
        if not toast:
            await eve.press("Resume")


async def test_strangers_and_removed_editors_get_the_answers_of_unknown_commands(world: World) -> None:
    await world.publish(card(1))
    olga = await owner(world)
    await olga.send("/admins")
    await olga.press("Invite an editor")
    edith, eve, stranger = world.person("Edith"), await newcomer(world, "Eve"), world.person("Stan")
    await edith.open_link(olga.screen.text.splitlines()[-1])
    channel = await with_schedule(world, edith)
    assert schedules(world)[0]["made_by"] == edith.id
    foreign = place(olga, title="Somebody’s")
    await seat(world, olga, foreign, "administrator", POSTING)
    await share(world, edith, foreign)
    assert edith.screen.text == NOT_ADMIN
    await edith.send("/schedule")
    await edith.press("Open")
    await edith.press("Schedule 1")
    await edith.press("Times")
    await edith.press("Another time")
    await olga.send("/admins")
    await olga.press("Remove Edith")
    await olga.press("Remove Edith")
    before = (schedules(world), chats(world), world.rows("SELECT * FROM slot_changes"))
    await stranger.send("/schedule")
    assert stranger.screen.text == "Press /start first."
    await eve.send("/help")
    assert "/schedule" not in eve.screen.text
    for person in (eve, edith):
        await person.send("7:45")
        assert person.screen.text == UNKNOWN
        await person.send("/schedule")
        assert person.screen.text == UNKNOWN
        await share(world, person, channel)
        assert person.screen.text == UNKNOWN
        for button in (
            SchedulesPage(),
            SchedulesPage(connect=True),
            ConnectChat(chat=channel.id),
            ChatPage(chat=1),
            ChatPage(chat=1, act="new", seen=1),
            ChatPage(chat=1, act="leave"),
            SchedulePage(schedule=1),
            Set(schedule=1, version=1, field="level", value="junior"),
            ScheduleDo(schedule=1, version=1, act="stop"),
            ScheduleDo(schedule=1, version=1, act="sure"),
            SchedulePost(schedule=1, version=1, slot="202603031000", act="skip"),
        ):
            assert (await raw_press(world, person, button.pack())).text == OLD_BUTTON, button
    assert (schedules(world), chats(world), world.rows("SELECT * FROM slot_changes")) == before
    assert world.rows("SELECT * FROM publications") == []
    assert world.rows("SELECT * FROM conversations") == []


async def test_a_forged_request_and_a_silent_telegram_change_nothing(world: World) -> None:
    olga = await owner(world)
    channel = place(olga)
    await seat(world, olga, channel, "administrator", POSTING)
    await share(world, olga, channel, request=77)
    assert olga.screen.text == UNKNOWN
    world.server.faults.close(method="getChat", times=9)
    await share(world, olga, channel)
    assert olga.screen.text == "Telegram does not answer now. Nothing was changed; please try again."
    assert chats(world) == []
