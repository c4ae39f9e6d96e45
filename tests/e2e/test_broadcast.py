"""/broadcast: an owner writes to all learners. To everybody else it does not exist."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.domain.cards import Language
from bot.jobs import workers
from bot.playground.chats import CallbackAnswer
from bot.playground.person import Person
from bot.services import broadcasts as services
from bot.services.broadcasts import BroadcastPlanner
from bot.services.outbox import Outbox
from bot.telegram.callbacks.owner import BroadcastChoice, BroadcastLook, BroadcastStop
from tests.conftest import Clock, World

OLGA, OTTO = 77_001, 77_002
UNKNOWN = "I do not understand that. /quiz asks the next question, /help tells what I can do."
OLD_BUTTON = "This button is too old to work. /quiz asks the next question, /help tells what I can do."
NEWS = "We meet on **Friday** at <noon> & talk about GC."


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "IDLE_SECONDS", 0.05)


async def begin(world: World, *others: int) -> Person:
    await world.start(admin_ids=(OLGA, *others), send_rate=1000)
    return await owner(world, "Olga", OLGA)


async def owner(world: World, name: str, user_id: int) -> Person:
    person = world.server.person(name, language_code="en", user_id=user_id)
    await person.send("/start")
    return person


async def learner(world: World, name: str, language: Language = "en") -> Person:
    person = world.person(name, language)
    await person.send("/start")
    return person


def got(person: Person, text: str = NEWS) -> int:
    """How many times somebody has been told."""
    return sum(each.text == text for each in person.screens)


def told(world: World) -> int:
    """How many messages of a broadcast have left, the preview too."""
    return sum(call.parameters["text"].startswith("We meet") for call in world.server.ledger.calls("sendMessage"))


async def write(olga: Person, text: str = NEWS) -> None:
    await olga.send("/broadcast")
    await olga.send(text)


def row(world: World) -> dict[str, object]:
    """The newest broadcast, without what does not change."""
    (found,) = world.rows("SELECT * FROM broadcasts ORDER BY id DESC LIMIT 1")
    return {name: found[name] for name in ("stage", "recipients", "sent", "blocked", "unknown", "failed")}


async def over(world: World, stage: str) -> None:
    await world.server.wait_for(lambda: row(world)["stage"] == stage, 30)
    await world.server.settle()


async def raw_press(world: World, person: Person, data: str) -> CallbackAnswer:
    """Send what a button could send, whoever was shown it."""
    query = person.client.press(person.messages[-1], data)
    await world.server.wait_for(lambda: query.answer is not None)
    await world.server.settle()
    assert query.answer is not None
    return query.answer


async def test_a_broadcast_is_previewed_sent_once_and_reported(world: World, clock: Clock) -> None:
    olga = await begin(world)
    alice, rita, zoe = [await learner(world, *who) for who in (("Alice", "en"), ("Rita", "ru"), ("Zoe", "zh"))]
    bob = await learner(world, "Bob")
    bob.block()
    await world.server.settle()
    await olga.send("/broadcast")
    assert olga.screen.text.startswith("A message to all learners. Send me the text")
    await world.restart()
    await olga.send(NEWS)
    preview, asked = olga.screens[-2:]
    assert (preview.text, preview.buttons) == (NEWS, [["Mute news"]])
    assert "It goes to: 4. Learners who can be reached: 4. Who blocked the bot" in asked.text
    assert asked.text.endswith("\nYou get it too.")
    assert asked.buttons == [
        ["Everybody: 4 ✓"],
        ["English: 2"],
        ["Russian: 1"],
        ["Chinese: 1"],
        ["Send · 4"],
        ["Edit", "Cancel"],
    ]
    await world.restart()
    await olga.tap_twice("Send")
    assert olga.screen.text.splitlines() == [
        "A broadcast by Olga is about to go out.",
        f"“{NEWS}”",
        "It begins at 09:00:30 (UTC), for learners: 4. Stopped before then, nobody gets it.",
    ]
    assert olga.screen.buttons == [["Stop"], ["Refresh"]]
    clock.forward(seconds=29)
    await world.restart()
    await asyncio.sleep(0.25)
    assert world.rows("SELECT id FROM deliveries") == []
    clock.forward(seconds=1)
    await over(world, "done")
    await world.server.wait_for(lambda: olga.screen.text.startswith("A broadcast by Olga has gone out."))
    assert olga.screen.text.splitlines()[2:] == ["Sent: 4 of 4"]
    assert [got(each) for each in (olga, alice, rita, zoe, bob)] == [2, 1, 1, 1, 0], "Olga saw the preview too"
    assert [each.screens[-1].buttons for each in (rita, zoe)] == [[["Отключить новости"]], [["关闭公告"]]]
    await world.restart()
    await asyncio.sleep(0.25)
    reports = [each.text for each in olga.screens if "has gone out" in each.text]
    assert len(reports) == 1
    await olga.send("/admins")
    await olga.press("Log")
    assert olga.screen.text.endswith("· Olga sent a broadcast")
    await olga.send("/broadcast")
    assert olga.screen.text.startswith("A message to all learners.")


async def test_formatting_is_kept_and_one_language_can_be_chosen(world: World, clock: Clock) -> None:
    olga = await begin(world)
    alice, rita = await learner(world, "Alice"), await learner(world, "Rita", "ru")
    await olga.send("/broadcast")
    olga.client.write(olga.chat, "Bold code", entities=[{"type": "bold", "offset": 0, "length": 4}])
    await world.server.wait_for(lambda: olga.screen.text.startswith("Above is what learners will see."))
    assert olga.screens[-2].html == "<b>Bold</b> code"
    await olga.press("Russian")
    assert olga.screen.text.splitlines()[1].startswith("It goes to: 1. Learners who can be reached: 3")
    assert "You get it too." not in olga.screen.text
    await olga.press("Chinese")
    assert "Nobody can be reached in this language." in olga.screen.text
    assert "Send" not in str(olga.screen.buttons)
    await olga.press("Russian")
    await olga.press("Send · 1")
    assert "Interface language: Russian" in olga.screen.text
    clock.forward(seconds=30)
    await over(world, "done")
    assert rita.screens[-1].html == "<b>Bold</b> code"
    assert got(alice, "Bold code") == 0
    assert got(olga, "Bold code") == 1


async def test_what_is_no_text_of_one_message_gets_a_clear_answer_and_nothing_is_lost(world: World) -> None:
    olga = await begin(world)
    telegram = world.server.telegram
    await olga.send("/broadcast")
    not_text = "A broadcast is text alone, without pictures, files, stickers or polls. Send me the text."
    await olga.send_document("a.txt", b"words", caption="A caption")
    assert olga.screen.text == not_text
    said = len(olga.screens)
    olga.client.send_files(olga.chat, [telegram.add_file(f"{number}.txt", b"x") for number in range(3)])
    await world.server.wait_for(lambda: len(olga.screens) > said)
    await world.server.settle()
    await asyncio.sleep(0.1)
    assert [each.text for each in olga.screens[said:]] == [not_text], "an album is answered once"
    await olga.send("\u2060")
    assert olga.screen.text == "There is nothing to see in that. Send me the text."
    await olga.send("🙂" * 2048)
    await olga.send("the rest of a text that Telegram's client cut in two")
    assert olga.screen.text.startswith("The text has 4,148 characters; one message holds 4,096.")
    await olga.press("Send")
    assert olga.toast == "This text is no longer being prepared. /broadcast begins anew."
    await olga.send("Short and good.")
    first = olga.screen
    await olga.send("Something typed where a button is waited for")
    assert olga.screen.buttons[-1] == ["Edit", "Cancel"]
    await olga.press("Edit")
    await olga.send("Better.")
    await olga.press("Send", message=first)
    assert olga.toast.startswith("This text is no longer being prepared.")
    await olga.press("Cancel")
    assert olga.screen.text == "Nothing was sent."
    assert world.rows("SELECT id FROM broadcasts") == []
    assert world.rows("SELECT * FROM conversations") == []


async def test_a_stop_within_thirty_seconds_reaches_nobody(world: World, clock: Clock) -> None:
    olga = await begin(world, OTTO)
    otto, alice = await owner(world, "Otto", OTTO), await learner(world, "Alice")
    await write(olga)
    await olga.press("Send")
    await otto.send("/broadcast")
    assert otto.screen.text.startswith("A broadcast by Olga is about to go out.")
    await world.restart()
    await otto.tap_twice("Stop")
    assert otto.screen.text.splitlines()[0] == "A broadcast by Olga was stopped."
    assert otto.screen.text.splitlines()[2:] == ["Sent: 0 of 3", "Stopped before they got it: 3", "Stopped by Otto"]
    await world.server.wait_for(lambda: olga.screen.text.endswith("Stopped by Otto"))
    clock.forward(minutes=1)
    await asyncio.sleep(0.25)
    assert (got(alice), row(world)["stage"]) == (0, "stopped")
    await otto.send("/admins")
    await otto.press("Log")
    assert "Otto stopped a broadcast" in otto.screen.text
    await write(olga)
    await olga.press("Send")
    said = len(olga.screens)
    await olga.press("Stop")
    assert len(olga.screens) == said, "who stops their own before it begins needs no report"


async def test_one_broadcast_at_a_time(world: World) -> None:
    olga = await begin(world, OTTO)
    otto = await owner(world, "Otto", OTTO)
    for person in (olga, otto):
        await write(person)
    await olga.press("Send")
    await otto.press("Send")
    assert otto.toast.startswith("Another broadcast is under way.")
    await olga.press("Stop")
    await otto.press("Send")
    assert otto.screen.text.startswith("A broadcast by Otto is about to go out.")
    assert len(world.rows("SELECT id FROM broadcasts")) == 2


async def test_who_muted_news_gets_none_until_they_are_turned_on_again(world: World, clock: Clock) -> None:
    olga = await begin(world)
    alice, bob = await learner(world, "Alice"), await learner(world, "Bob")
    for number, expected in ((1, [1, 1]), (2, [0, 1]), (3, [1, 1])):
        await write(olga, f"News {number}")
        await olga.press("Send")
        clock.forward(seconds=30)
        await over(world, "done")
        assert [got(each, f"News {number}") for each in (alice, bob)] == expected
        if number == 1:
            await world.restart()
            await alice.tap_twice("Mute news")
            assert alice.screen.text == "News 1"
            assert alice.screen.buttons == [["Turn news on"]]
        elif number == 2:
            await alice.send("/settings")
            await alice.press("Turn news on")
            assert alice.screen.buttons[-1] == ["Mute news"]
    await olga.send("/broadcast")
    await olga.send("News 4")
    assert "It goes to: 3." in olga.screen.text
    await bob.press("Mute news")
    await olga.press("Send")
    assert "for learners: 2" in olga.screen.text
    await alice.press("Mute news")
    clock.forward(seconds=30)
    await over(world, "done")
    await world.server.wait_for(lambda: olga.screen.text.endswith("Muted news or left meanwhile: 1"))
    assert (got(alice, "News 4"), got(bob, "News 4")) == (0, 0)


async def test_strangers_editors_and_removed_owners_can_do_nothing(world: World, clock: Clock) -> None:
    olga = await begin(world, OTTO)
    otto, edith, stan = await owner(world, "Otto", OTTO), await learner(world, "Edith"), world.person("Stan")
    await write(otto)
    (number,) = [json.loads(each["data"])["number"] for each in world.rows("SELECT data FROM conversations")]
    await write(olga)
    await olga.press("Send")
    await world.stop()
    await world.change("INSERT INTO staff (person_id, role, since) VALUES (?, 'editor', 0)", edith.id)
    await world.start(admin_ids=(OLGA,))
    before = world.rows("SELECT * FROM broadcasts")
    buttons = (
        *(BroadcastChoice(wording=int(number), act=act) for act in ("send", "edit", "cancel", "to")),
        BroadcastLook(broadcast=1),
        BroadcastStop(broadcast=1),
    )
    await stan.send("/broadcast")
    assert stan.screen.text == "Press /start first."
    for person in (edith, otto):
        await person.send("/broadcast")
        assert person.screen.text == UNKNOWN
        said = len(person.screens)
        for button in buttons:
            assert (await raw_press(world, person, button.pack())).text == OLD_BUTTON
        assert len(person.screens) == said
    assert world.rows("SELECT * FROM broadcasts") == before
    assert world.rows("SELECT * FROM conversations") == []
    await world.stop()
    await world.start(admin_ids=(OTTO,))
    clock.forward(seconds=30)
    await over(world, "stopped")
    assert world.rows("SELECT * FROM deliveries") == [], "who owns the bot no more tells nobody anything"


@contextmanager
def killed_at(world: World, owner_of_step: type, step: str) -> Iterator[asyncio.Event]:
    """Nothing happens from that step on, as after a kill."""
    reached = asyncio.Event()

    async def never(*_: object) -> None:
        reached.set()
        await asyncio.Event().wait()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner_of_step, step, never)
        patch.setattr("bot.app.GRACE", 0.0)
        yield reached


@pytest.mark.parametrize(
    ("step", "most"), [("claim", 1), ("letter", 1), ("settle", 2)], ids=["planned", "claimed", "sent, not settled"]
)
async def test_a_kill_at_any_step_goes_on_and_repeats_once_at_most(
    world: World, clock: Clock, step: str, most: int
) -> None:
    olga = await begin(world)
    people = [await learner(world, f"P{number}") for number in range(3)]
    await write(olga)
    await olga.press("Send")
    with killed_at(world, BroadcastPlanner if step == "letter" else Outbox, step) as reached:
        clock.forward(seconds=30)
        await asyncio.wait_for(reached.wait(), 5)
        await world.server.settle()
        await world.stop()
    await world.start()
    await over(world, "done")
    await world.server.wait_for(lambda: "has gone out" in olga.screen.text)
    times = [got(each) for each in people]
    assert min(times) >= 1, "nobody is left out"
    assert max(times) <= most
    assert row(world)["sent"] == 4


async def test_daily_cards_and_answers_go_before_a_broadcast_which_stops_in_the_middle(
    world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "PLAN_BATCH", 50)
    monkeypatch.setattr(services, "MOST_WAITING", 200)
    olga = await begin(world)
    await olga.send("/admins")
    await olga.press("Invite an editor")
    link = olga.screen.text.splitlines()[-1]
    await many(world, 1000)
    await world.stop()
    await world.start(send_rate=200)
    await write(olga)
    await olga.press("Send · 1,001")
    clock.forward(seconds=30)
    await world.server.wait_for(lambda: bool(row(world)["sent"]))
    # Nobody waits for silence here: there is none while the broadcast goes out.
    edith = world.person("Edith")
    edith.say(f"/start {link.rpartition('start=')[2]}")
    await world.server.wait_for(lambda: olga.screen.text.startswith("Edith opened your invitation"))
    await world.server.wait_for(lambda: bool(edith.screens))
    assert int(str(row(world)["sent"])) < 300, "what is for one person does not wait for what is for all"
    assert world.rows("SELECT COUNT(*) AS due FROM deliveries WHERE state = 'due'")[0]["due"] <= 200
    olga.say("/broadcast")
    await world.server.wait_for(lambda: olga.screen.text.startswith("A broadcast by Olga is going out."))
    olga.tap("Stop")
    await over(world, "stopped")
    await world.server.wait_for(lambda: olga.screen.text.endswith("Stopped by Olga"))
    sent = told(world)
    await asyncio.sleep(0.25)
    assert told(world) == sent, "nothing goes out after the stop"
    counts = row(world)
    assert 0 < int(str(counts["sent"])) < 700
    states = Counter(each["state"] for each in world.rows("SELECT state FROM deliveries WHERE bulk = 1"))
    assert states["sent"] == counts["sent"]
    assert not {"due", "leased"} & states.keys()


async def many(world: World, number: int) -> list[int]:
    """So many learners, put there while the bot does not run; their chats are open."""
    await world.stop()
    people = [world.server.person(f"P{each}", language_code="en", user_id=100_000 + each) for each in range(number)]
    for person in people:
        person.chat.opened = True
    await world.change(
        "INSERT INTO learners (id, language, card_languages, zone, started_at) "
        "SELECT value, 'en', 'en', 'UTC', 0 FROM json_each(?)",
        json.dumps([each.id for each in people]),
    )
    await world.start()
    return [each.id for each in people]


async def test_four_hundred_get_it_once_whatever_telegram_answers(
    world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "MOST_WAITING", 120)
    world.refusals_expected = True
    olga = await begin(world)
    people = await many(world, 400)
    lost, twice, gone, waited = people[10], people[20], people[30], people[40]
    world.server.faults.close(method="sendMessage", chat_id=lost, execute=True)
    world.server.faults.close(method="sendMessage", chat_id=twice, times=2, execute=True)
    world.server.faults.gateway(502, method="sendMessage", chat_id=waited)
    blocked = world.server.telegram.chats[gone]
    Person(world.server, world.server.telegram.users[gone], blocked).block()
    await world.server.settle()
    await world.stop()
    await world.change("UPDATE learners SET blocked_at = NULL")
    await world.start()
    world.server.limit(None)
    await write(olga)
    await olga.press("Send · 401")
    clock.forward(seconds=30)
    await world.server.wait_for(lambda: int(str(row(world)["sent"])) > 180, 60)
    await world.restart()
    world.server.limit(None)

    def moved_on() -> bool:
        clock.forward(seconds=1)
        return row(world)["stage"] == "done"

    await world.server.wait_for(moved_on, 60)
    await world.server.wait_for(lambda: "has gone out" in olga.screen.text)
    assert olga.screen.text.splitlines()[2:] == [
        "Sent: 399 of 401",
        "Have blocked the bot: 1",
        "May have got it, Telegram's answer was lost: 1",
    ]
    chats = world.server.telegram.chats
    shown = {chat: sum(each.text == NEWS for each in chats[chat].visible()) for chat in people}
    assert Counter(shown.values()) == {1: 397, 2: 2, 0: 1}
    assert [shown[each] for each in (lost, twice, gone, waited)] == [2, 2, 0, 1]
    assert [row["id"] for row in world.rows("SELECT id FROM learners WHERE blocked_at IS NOT NULL")] == [gone]
