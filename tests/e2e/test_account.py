"""One's own data: what is stored, taking it along, having it erased."""

import json
import logging
import sqlite3

import pytest

from bot.playground.person import Person
from tests.conftest import World, card

ODD_ID = 7_234_567_891_234
"""As bytes, nothing else in a database looks like it."""


async def live(world: World) -> Person:
    """Somebody who has left a trace in every table that can hold one."""
    await world.publish(*(card(number) for number in range(15)))
    await world.start(admin_ids=(ODD_ID,))
    zebedee = world.server.person("Zebedee", language_code="en", username="zebedee_z", user_id=ODD_ID)
    await zebedee.send("/start")
    for rating in ("Good", "Again", "Good", "Good"):
        await zebedee.press("Show answer")
        await zebedee.press(rating)
    await zebedee.press("⋯ More")
    await zebedee.press("Report")
    await zebedee.press("It is unclear")
    await zebedee.press("Suspend")
    await zebedee.send("/daily")
    for label in ("10:00", "09:00", "London"):
        await zebedee.press(label)
    await zebedee.send("/quiz")
    while zebedee.screen.buttons[0] == ["Show answer"]:
        await zebedee.press("Show answer")
        await zebedee.press("Good")
    await zebedee.press("4 more new cards")
    await zebedee.send("/add")
    await zebedee.send("What does the unforgettable quokka eat?")
    return zebedee


async def test_privacy_says_what_is_stored(world: World) -> None:
    await world.start()
    alice = world.person("Alice")
    await alice.send("/privacy")
    assert alice.screen.text.startswith("What is stored about you\n• your numeric Telegram id")


async def test_the_export_holds_everything_that_is_stored(world: World) -> None:
    zebedee = await live(world)
    await zebedee.send("/export")
    document = zebedee.messages[-1].document
    assert document is not None
    data = json.loads(document.content)
    connection = sqlite3.connect(world.settings.database_path)
    for table in (
        "learners",
        "memories",
        "reviews",
        "set_aside",
        "day_quotas",
        "subscriptions",
        "reports",
        "conversations",
        "staff",
    ):
        (stored,) = connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()  # noqa: S608 - named above
        assert len(data[table]) == stored > 0, table
    connection.close()
    assert data["conversations"][0]["data"] == '{"question": "What does the unforgettable quokka eat?"}'
    assert data["reviews"][0]["card"].startswith("en-")
    assert document.name == "sobes.json"


async def test_the_export_of_somebody_unknown_is_empty_and_valid(world: World) -> None:
    await world.start()
    alice = world.person("Alice")
    await alice.send("/export")
    document = alice.messages[-1].document
    assert document is not None
    assert not any(value for name, value in json.loads(document.content).items() if name != "exported_at")


async def test_forgetting_asks_first(world: World) -> None:
    zebedee = await live(world)
    await zebedee.send("/forget")
    await zebedee.press("Keep it")
    assert zebedee.screen.text == "Nothing was erased."
    assert world.rows("SELECT id FROM learners") == [{"id": ODD_ID}]


async def test_forgetting_leaves_no_trace_in_any_table_nor_in_the_file(world: World) -> None:
    zebedee = await live(world)
    bystander = world.person("Bob")
    await bystander.send("/start")
    await bystander.press("Show answer")
    await bystander.press("Good")
    await zebedee.send("/forget")
    await zebedee.tap_twice("Erase everything")
    assert zebedee.screen.text.startswith("Everything about you is erased.")
    tables = [row["name"] for row in world.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        for row in world.rows(f"SELECT * FROM {table}"):  # noqa: S608 - the database's own names
            assert str(ODD_ID) not in str(row), table
    await world.stop()
    traces = (ODD_ID.to_bytes(6, "big"), str(ODD_ID).encode(), b"Zebedee", b"zebedee", b"quokka")
    for file in world.folder.glob("sobes.db*"):
        raw = file.read_bytes()
        assert [trace for trace in traces if trace in raw] == [], file.name
    assert len(world.rows("SELECT * FROM reviews")) == 1


async def test_who_was_forgotten_can_begin_anew(world: World) -> None:
    zebedee = await live(world)
    old = next(each for each in reversed(zebedee.screens) if "Show answer" in str(each.buttons))
    await zebedee.send("/forget")
    await zebedee.press("Erase everything")
    await zebedee.press("Show answer", message=old)
    assert zebedee.toast == "Press /start first."
    await zebedee.send("/quiz")
    assert zebedee.screen.text == "Press /start first."
    await zebedee.send("/start")
    assert zebedee.screen.buttons[0] == ["Show answer"]
    await zebedee.press("Show answer")
    await zebedee.press("Good")
    (review,) = world.rows("SELECT * FROM reviews")
    assert review["before"] is None


async def test_a_reminder_on_its_way_is_not_sent_to_who_was_forgotten(world: World) -> None:
    zebedee = await live(world)
    await zebedee.send("/forget")
    await zebedee.press("Erase everything")
    said = len(zebedee.screens)
    world.clock.forward(days=2)
    await world.restart()
    await zebedee.send("/help")
    assert len(zebedee.screens) == said + 1


async def test_the_only_owner_is_told_that_the_bot_will_have_none(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    running = await world.start()
    assert running.claim_link is not None
    olga = world.person("Olga")
    await olga.open_link(running.claim_link)
    await olga.send("/forget")
    assert olga.screen.text.split("\n\n")[1] == (
        "You are the only owner: the bot will have none then. At its next start it prints a new claim link, "
        "and whoever opens that first owns it."
    )
    await olga.press("Erase everything")
    await world.restart()
    assert world.running is not None
    assert world.running.claim_link not in (None, running.claim_link)
    assert "start=r_" not in caplog.text, "who reads the log must not become the owner"


async def test_an_owner_by_the_settings_is_told_to_change_them_too(world: World) -> None:
    zebedee = await live(world)
    await zebedee.send("/forget")
    assert zebedee.screen.text.endswith("take it out there too, or the next start makes you an owner again.")


async def test_who_owns_nothing_or_is_not_alone_is_asked_about_the_data_only(world: World) -> None:
    await world.start()
    assert world.running is not None
    olga, alice = world.person("Olga"), world.person("Alice")
    await olga.open_link(world.running.claim_link or "")
    await world.stop()
    await world.change("INSERT INTO staff (person_id, role, since) VALUES (?, 'owner', 0)", olga.id + 1_000_000)
    await world.start()
    for person in (olga, alice):
        await person.send("/forget")
        assert person.screen.text.endswith("This cannot be undone.")
