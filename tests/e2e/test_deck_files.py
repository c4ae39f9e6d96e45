"""The decks of a content folder, as learners and editors meet them from start to start."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.parsing.topics import read_topics
from bot.playground.person import Person
from bot.services.deck_loading import load_decks
from bot.settings import ROOT
from bot.storage.opening import open_database
from tests.conftest import World
from tests.e2e.drilling import answer, labels
from tests.e2e.test_processes import Machine, machine, nest

__all__ = ["machine", "nest"]

OLGA = 77_001
HEAD = 'topic = "gil"\n'
CONCEPT = """
[[concepts]]
key = "{key}"
references = ["Python documentation: Glossary"]

[concepts.en]
question = "{question}"
answer = "{answer}"
hint = "Think."
"""
LOCK = CONCEPT.format(key="lock", question="What does the lock protect?", answer="The interpreter.")
SWITCH = CONCEPT.format(key="switch", question="When do threads take turns?", answer="After five milliseconds.")


async def shelve(world: World, *concepts: str) -> None:
    """Put a deck into the folder and load it, as a start does."""
    folder = world.folder / "content"
    folder.mkdir(exist_ok=True)
    (folder / "gil.toml").write_text(HEAD + ("".join(concepts) or "concepts = []"), "utf-8")
    (folder / "topics.toml").write_bytes((ROOT / "content" / "topics.toml").read_bytes())
    settings = world.settings
    async with open_database(settings.database_path, backups=settings.backup_dir, now=world.clock()) as db:
        await load_decks(db, folder, read_topics(folder / "topics.toml"), world.clock())


async def again(world: World, *concepts: str) -> None:
    """The next start, with another deck."""
    await world.stop()
    await shelve(world, *concepts)
    await world.start()


@pytest.fixture
async def alice(world: World) -> Person:
    """A learner of a bot with two deck cards, who has answered the first."""
    await shelve(world, LOCK, SWITCH)
    await world.start(admin_ids=(OLGA,))
    alice = world.person("Alice")
    await alice.send("/start")
    assert "What does the lock protect?" in alice.screen.text
    await answer(alice)
    assert "When do threads take turns?" in alice.screen.text
    return alice


async def test_a_card_gone_from_its_file_is_asked_no_more_and_its_history_stays(world: World, alice: Person) -> None:
    old = alice.screen
    await again(world, LOCK)
    await alice.send("/quiz")
    assert "Done for now." in alice.screen.text
    await again(world)
    world.clock.forward(days=30)
    await alice.send("/quiz")
    assert "What does the lock protect?" not in alice.screen.text
    assert len(world.rows("SELECT 1 FROM reviews")) == 1
    assert len(world.rows("SELECT 1 FROM memories")) == 1
    assert old.buttons
    await again(world, LOCK, SWITCH)
    await alice.send("/quiz")
    assert "What does the lock protect?" in alice.screen.text
    assert world.rows("SELECT revision, retired_at FROM cards WHERE key = 'lock-en'") == [
        {"revision": 3, "retired_at": None}
    ]


async def test_an_edited_card_keeps_what_is_remembered_and_says_that_its_answer_changed(
    world: World, alice: Person
) -> None:
    before = world.rows("SELECT concept_id, stability, due_day FROM memories")
    world.clock.forward(hours=1)
    await again(world, LOCK.replace("The interpreter.", "Its state, not yours."), SWITCH)
    assert world.rows("SELECT concept_id, stability, due_day FROM memories") == before
    world.clock.forward(days=30)
    await alice.send("/quiz")
    assert "The answer to this card has changed" in alice.screen.text
    await alice.press("Show answer")
    assert "Its state, not yours." in alice.screen.text


async def test_what_an_editor_writes_in_the_chat_outlives_the_next_start(world: World, alice: Person) -> None:
    olga = world.server.person("Olga", language_code="en", user_id=OLGA)
    await olga.send("/start")
    await olga.send("/edit lock protect")
    await olga.press("What does the lock protect?")
    await olga.press("Hint")
    await olga.send("Whose state?")
    await again(world, LOCK.replace('"Think."', '"Another."').replace("The interpreter.", "Its own state."), SWITCH)
    (card,) = world.rows("SELECT hint, answer, verified FROM cards WHERE key = 'lock-en'")
    assert card == {"hint": "Whose state?", "answer": "Its own state.", "verified": 1}
    await again(world, SWITCH)
    await again(world, LOCK, SWITCH)
    await olga.send("/edit lock protect")
    await olga.press("What does the lock protect?")
    await olga.press("History")
    assert olga.screen.text.count("brought back to drills") == 1
    assert olga.screen.text.count("removed from drills") == 1


async def test_the_source_of_a_deck_card_is_its_documentation(world: World, alice: Person) -> None:
    assert "Source:" not in alice.screen.text
    await alice.press("Show answer")
    await alice.press("⋯ More")
    await alice.press("Source")
    assert "Python documentation: Glossary" in alice.screen.text
    assert "toml" not in alice.screen.text
    assert "[[concepts]]" not in alice.screen.text
    assert labels(alice) == []


@pytest.mark.parametrize("command", ["run", "start"])
async def test_a_bot_loads_its_decks_and_tells_of_faults_once(machine: Machine, command: str) -> None:
    """A container runs the first, `make run` the second."""
    folder: Path = machine.folder / "content"
    folder.mkdir()
    (folder / "topics.toml").write_bytes((ROOT / "content" / "topics.toml").read_bytes())
    (folder / "gil.toml").write_text(HEAD + LOCK + SWITCH.replace('hint = "Think."', "hint = 5"), "utf-8")
    (machine.folder / "seeds").mkdir()
    child = machine.run(command, CONTENT_DIR=str(folder), SEEDS_DIR=str(machine.folder / "seeds"))
    await machine.polling(child)
    code, _ = await machine.stopped(child)
    said = child.output.read_text()
    assert code == 0
    assert said.count("deck: content/gil.toml:19: concept switch, en: hint must be a text") == 1
    with closing(sqlite3.connect(machine.folder / "sobes.db")) as connection:
        assert connection.execute("SELECT key, verified FROM cards").fetchall() == [("lock-en", 1)]
