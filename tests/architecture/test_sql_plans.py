"""What happens at every tap, every poll and every few seconds reads by index: no query goes through a whole table.

The statements are those that the bot really runs while a learner uses it; SQLite says how it would run each.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

import pytest

from bot.storage.database import to_ms
from bot.storage.sqlite import SqliteDatabase, SqliteTransaction
from bot.telegram import pace
from tests.conftest import START, World, card
from tests.e2e.posting import connect, post

Statements = dict[str, Sequence[object]]

COLD = (
    # Asked for by a person, now and then, about the whole collection.
    "SELECT topic, COUNT(DISTINCT concept_id)",  # /topics
    "SELECT topic, COUNT(*) AS concepts FROM ( SELECT c.concept_id",  # /date, and /stats before one
    "SELECT id, key FROM concepts",  # /export
    "SELECT id, key FROM cards",
    # Asked for by an owner, now and then, about the few who have a role.
    "SELECT s.*, i.name AS inviter_name FROM staff",  # /admins
    "SELECT i.id, i.role, i.invited_by, i.expires_at, s.name AS inviter_name FROM invitations",
    "DELETE FROM invitations WHERE expires_at",
    # Asked for by an editor, now and then, about the few decks and schedules, and all cards that a deck might hold.
    "SELECT * FROM decks WHERE deck_chat IS NULL",  # /decks
    "SELECT COUNT(*) AS uses FROM schedules WHERE deck_id",
    "SELECT c.id FROM cards AS c WHERE c.retired_at IS NULL",
    "SELECT COUNT(*) AS cards FROM cards AS c",
    "SELECT r.card_id, c.question, MAX(r.id) AS newest FROM reports",  # /report
    "SELECT language, COUNT(*) AS people FROM learners",  # /broadcast: how many there are to tell
    # Once where the program makes other fingerprints than the one before.
    "UPDATE cards SET fingerprint = 0 WHERE fingerprint",
    "UPDATE drafts SET fingerprint = -1 WHERE fingerprint",
    # The newest by their number: the limit ends it after these.
    "SELECT * FROM imports ORDER BY id DESC LIMIT",
    # Once at start.
    "SELECT 1 AS yes FROM staff",
    "DELETE FROM staff WHERE role",
)


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> Statements:
    """Every statement that was run, with the values of one run."""
    seen: Statements = {}
    for owner, name in (
        (SqliteDatabase, "all"),
        (SqliteTransaction, "one"),
        (SqliteTransaction, "all"),
        (SqliteTransaction, "run"),
    ):
        original = getattr(owner, name)

        async def noting(self: object, sql: str, *values: object, original: object = original) -> object:
            seen.setdefault(re.sub(r"\s+", " ", sql).strip(), values)
            return await original(self, sql, *values)  # type: ignore[operator]  # a method of the class above

        monkeypatch.setattr(owner, name, noting)
    return seen


def scans(world: World, statements: Statements) -> Iterator[str]:
    """The plans' steps that go through a whole table or index, each with its statement.

    A partial index holds little more than what is asked for: to go through it is what it is made for.
    """
    with closing(sqlite3.connect(world.settings.database_path)) as connection:
        partial = {
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE INDEX%WHERE%'")
        }
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for sql, values in statements.items():
            if sql.startswith(COLD) or not re.match("SELECT|INSERT|UPDATE|DELETE|WITH", sql):
                continue
            aliases = dict(re.findall(r"(?:FROM|JOIN) (\w+) AS (\w+)", sql))
            scanned = {*tables, *(alias for table, alias in aliases.items() if table in tables)}
            for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values):
                found = re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", step)
                if found and found[1] in scanned and found[2] not in partial and "VIRTUAL TABLE" not in step:
                    yield f"{step}: {sql}"


async def use_everything(world: World) -> None:
    """A learner's day, with a reminder at its end, and a restart."""
    alice = world.person("Alice")
    world.settings = world.settings.model_copy(update={"admin_ids": (alice.id,)})
    groups = [f"group-{number // 2}" if number < 6 else None for number in range(30)]
    rows = await world.publish(
        *(card(number, likes=number, variant_group=group) for number, group in enumerate(groups))
    )
    club = world.server.group("Club", alice)
    await connect(world, club)
    made = await post(world, club, rows[7])
    due = to_ms(START.replace(hour=18, minute=59))
    await world.change("UPDATE schedules SET state = 'on', minutes = '[1139]', next_at = ?", due)
    await world.start()
    await alice.send("/start")
    for rating in ("Again", "Good", "Good", "Good"):
        await alice.send("/quiz")
        await alice.press("Show answer")
        await alice.press(rating)
    await alice.send("/undo")
    await alice.press("Skip")
    for button in ("I know this", "Bury until tomorrow", "Suspend"):
        await alice.send("/quiz asyncio")
        await alice.press("⋯ More")
        await alice.press(button)
    alice.vote(made.message, 0)
    await alice.open_link(made.link)
    await alice.send("/date in 3 weeks")
    await alice.press("Start with this plan")
    for command in (
        "/stats",
        "/clinic",
        "/topics",
        "/search answer",
        "/search event loops",
        "/settings",
        "/add",
        "/cancel",
        "/report",
        "/edit answer",
        "/edit",
        "/admins",
    ):
        await alice.send(command)
    for part in ("Hardest questions", "Reported cards", "Posts"):
        await alice.press(part)
    await alice.press("What is", message=alice.screens[-2])
    await alice.press("Level")
    await alice.press("senior")
    await alice.press("History")
    await alice.press("Change 1")
    await alice.press("Restore")
    await alice.send("/admins")
    await alice.press("Invite an editor")
    await alice.press("Log")
    await alice.press("Back")
    await alice.send("/decks")
    await alice.press("New deck")
    await alice.send("Mine")
    link = alice.screen.text.rpartition("start=")[2]
    await alice.press("Add cards")
    await alice.press("By topic, level or language")
    await alice.press("Add 30 cards")
    for rating in ("Again", "Good"):
        await alice.open_link(link)
        await alice.press("Show answer")
        await alice.press(rating)
    for text in ("/broadcast", "News of today."):
        await alice.send(text)
    await alice.press("Send")
    world.clock.forward(seconds=30)
    await world.server.wait_for(lambda: bool(world.rows("SELECT id FROM broadcasts WHERE stage = 'done'")))
    await alice.send("/daily")
    await alice.press("18:00")
    await alice.press("09:00")
    await alice.press("London")
    world.clock.forward(hours=10)
    await world.server.wait_for(lambda: bool(world.rows("SELECT id FROM deliveries WHERE state = 'sent'")))
    await world.server.wait_for(lambda: len(world.rows("SELECT id FROM publications WHERE state = 'sent'")) == 2)
    await world.restart()
    await alice.send("/quiz")


async def test_nothing_that_happens_often_goes_through_a_whole_table(
    world: World, statements: Statements, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Alice does a day's work in seconds; neither the bot nor its Telegram shall make her wait.
    monkeypatch.setattr(pace, "_PRIVATE", (0.01, 3))
    world.server.limit(None)
    await use_everything(world)
    tables = {table for sql in statements for table in re.findall(r"(?:FROM|INTO|UPDATE|JOIN) (\w+)", sql)}
    assert {"inbox", "memories", "set_aside", "reviews", "subscriptions", "deliveries", "learners", "audit"} <= tables
    assert list(scans(world, statements)) == []


async def import_everything(world: World) -> None:
    """An editor's import: a file is read, decided on by one, split, accepted at once and taken back."""
    olga = world.person("Olga")
    await world.publish(card(1, question="What is the purpose of a queue?"))
    await world.start(admin_ids=(olga.id,))
    await olga.send("/start")
    questions = [f"What is the purpose of a {name}?" for name in ("queue", "socket", "thread", "lock", "heap", "set")]
    parts = [f"### {question}\n\nThe answer to it has words.\n\nAnd a second part.\n" for question in questions]
    await olga.send_document("questions.md", "\n".join(parts).encode())
    await world.server.wait_for(lambda: any("is read" in screen.text for screen in olga.screens))
    await olga.send("/review")
    for button in (
        "Skip",
        "Accept",
        "Undo",
        "Edit",
        "Split in two",
        "2",
        "Undo",
        "Reject",
        "Imports",
        "1",
        "Accept from",
    ):
        await olga.press(button)
    await world.server.wait_for(lambda: any("Take back" in label for row in olga.screen.buttons for label in row))
    await olga.press("Take back")
    await world.server.wait_for(lambda: bool(world.rows("SELECT id FROM acceptances WHERE stage = 'undone'")))
    await world.restart()
    await olga.send("/import")


async def test_no_import_goes_through_a_whole_table(
    world: World, statements: Statements, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "_PRIVATE", (0.01, 3))
    world.server.limit(None)
    await import_everything(world)
    tables = {table for sql in statements for table in re.findall(r"(?:FROM|INTO|UPDATE|JOIN) (\w+)", sql)}
    assert {"imports", "chat_imports", "chat_files", "acceptances", "accepted_drafts", "drafts", "decisions"} <= tables
    assert list(scans(world, statements)) == []


async def test_a_scan_would_be_found(world: World) -> None:
    await world.start()
    statements: Statements = {"SELECT * FROM reviews AS r WHERE r.at > ?": (1,)}
    assert len(list(scans(world, statements))) == 1
