"""/import and files that editors send in private: read in the background, told once, whatever happens meanwhile."""

import asyncio
import json
from collections.abc import Sequence
from typing import BinaryIO

import pytest

from bot import app
from bot.playground.person import Person
from bot.settings import ROOT
from bot.telegram import importing
from bot.telegram.downloads import Downloads
from tests.conftest import World

OLGA, OTTO = 77_101, 77_102
NOTHING_TO_STOP = "There is nothing to stop."


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing takes seconds that a person would hardly notice."""
    monkeypatch.setattr(importing, "LOOK_EVERY", 0.01)
    monkeypatch.setattr(importing, "DRAW_EVERY", 0.05)
    monkeypatch.setattr(importing, "ALBUM_QUIET", 0.3)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """No file is fetched until this is set."""
    gate, fetch = asyncio.Event(), Downloads.fetch

    async def late(self: Downloads, file_id: str, into: BinaryIO) -> int:
        await gate.wait()
        return await fetch(self, file_id, into)

    monkeypatch.setattr(Downloads, "fetch", late)
    return gate


def markdown(*questions: str) -> bytes:
    parts = [
        f"### {question}\n\nThe answer to “{question}” takes a whole sentence, or two.\n" for question in questions
    ]
    return "\n".join(("# Interview questions", *parts)).encode()


def many(count: int) -> bytes:
    return markdown(*(f"What does the function number {number} of the module do?" for number in range(count)))


async def editor(world: World, user_id: int = OLGA, language: str = "en") -> Person:
    name = "Olga" if user_id == OLGA else "Otto"
    person = world.server.person(name, language_code=language, user_id=user_id)
    await person.send("/start")
    return person


async def begin(world: World) -> Person:
    await world.start(admin_ids=(OLGA, OTTO))
    return await editor(world)


async def told(world: World, person: Person, words: str) -> str:
    """The newest message that has these words, as soon as there is one and nothing more happens."""

    def found() -> list[str]:
        return [screen.text for screen in person.screens if words in screen.text]

    await world.server.wait_for(lambda: bool(found()), within=15)
    await world.server.settle()
    return found()[-1]


def texts(person: Person) -> list[str]:
    return [screen.text for screen in person.screens]


def questions(world: World) -> list[str]:
    return [row["question"] for row in world.rows("SELECT question FROM drafts WHERE state = 'waiting' ORDER BY id")]


def send_album(world: World, person: Person, files: Sequence[tuple[str, bytes]]) -> None:
    stored = [world.server.telegram.add_file(name, content) for name, content in files]
    person.client.send_files(person.chat, stored)


async def test_a_file_is_read_and_what_became_of_it_is_told_once(world: World) -> None:
    olga = await begin(world)
    await olga.send("/import")
    assert "20 MB" in olga.screen.text
    assert "python -m bot import" in olga.screen.text
    assert "Export chat history" in olga.screen.text
    content = (ROOT / "seeds" / "en" / "mirror_migrations.txt").read_bytes()
    await olga.send_document("mirror.txt", content)
    summary = await told(world, olga, "is read")
    assert summary.startswith("“mirror.txt” is read.\nNew drafts: 1\nDropped: 4\n\nWaiting from this import: 1.")
    assert len(questions(world)) == 1
    await world.server.wait_for(lambda: not any(text.startswith("“mirror.txt” has arrived") for text in texts(olga)))
    await world.server.wait_for(lambda: world.rows("SELECT * FROM chat_imports") == [])
    (document,) = [message.document for message in olga.messages if message.by_bot and message.document]
    assert document.name == "dropped.txt"
    assert document.content.startswith(b"mirror.txt:1\n  address or date of the mirror")
    assert document.content.count(b"mirror.txt:") == 4
    assert world.rows("SELECT * FROM import_losses") == []
    await olga.send_document("again.md", content)
    assert await told(world, olga, "again.md” is read") == (
        "“again.md” is read.\nNothing new: this very file was imported before."
    )
    await olga.send("/cancel")
    assert olga.screen.text == NOTHING_TO_STOP
    assert [row["made_by"] for row in world.rows("SELECT made_by FROM imports")] == [OLGA]
    await olga.send("/export")
    exported = json.loads(
        next(m.document for m in olga.messages if m.document and m.document.name == "sobes.json").content
    )
    assert exported["chat_imports"] == []
    assert [row["name"] for row in exported["imports"]] == ["mirror.txt"]


async def test_an_album_is_one_import_with_a_line_for_each_file(world: World) -> None:
    olga = await begin(world)
    await olga.send("/add")
    await olga.send("/cancel")
    send_album(
        world,
        olga,
        [
            ("one.md", markdown("What is a lock?")),
            ("../../two.csv", b"question,answer\nWhat is a heap?,A tree in an array that is cheap to keep.\n"),
            ("broken.md", b"\x00\x01\x02\x00" * 500),
            ("\u202eempty\n<b>.txt", b""),
        ],
    )
    summary = await told(world, olga, "All files are read")
    assert summary.startswith("All files are read: 4\nNew drafts: 2")
    assert "one.md: New drafts: 1" in summary
    assert "two.csv: New drafts: 1" in summary
    assert ".." not in summary
    assert "broken.md: Not read: " in summary
    assert "\ufffdempty\ufffd<b>.txt: Not read: the file is empty" in summary
    assert len([text for text in texts(olga) if "are read" in text]) == 1
    assert len(world.rows("SELECT * FROM imports")) == 1


async def test_imports_of_two_editors_wait_for_each_other_and_nobody_else_waits(
    world: World, held: asyncio.Event
) -> None:
    olga = await begin(world)
    otto = await editor(world, OTTO, "ru")
    alice = world.person("Alice")
    await olga.send_document("first.md", markdown("What is a set?"))
    assert olga.screen.text == "“first.md” has arrived. I am reading it."
    await otto.send_document("second.md", markdown("What is a list?"))
    assert otto.screen.text == "Файл «second.md» получен. Загрузок перед ним: 1"
    await alice.send("/start")
    assert questions(world) == [], "a learner is answered while files wait"
    await olga.press("Stop")
    held.set()
    assert "Новых черновиков: 1" in await told(world, otto, "прочитан")
    assert any("You stopped it" in text for text in texts(olga))


async def test_progress_moves_and_cancel_keeps_what_was_found(world: World) -> None:
    olga = await begin(world)
    world.server.limit(None)
    await olga.send_document("many.md", many(500))
    assert (await told(world, olga, "New drafts: ")).startswith("Reading “many.md”: ")
    await olga.send("/cancel")
    summary = await told(world, olga, "You stopped it.")
    assert summary.startswith("“many.md” is read.\nYou stopped it. What was found before stays.\nNew drafts: ")
    assert 0 < len(questions(world)) < 500
    assert f"New drafts: {len(questions(world))}\n\nWaiting from this import: {len(questions(world))}." in summary
    edits = world.server.ledger.calls("editMessageText")
    assert len({call.parameters["text"] for call in edits}) == len(edits)
    await olga.send_document("next.md", markdown("What is a tuple?"))
    assert "New drafts: 1" in await told(world, olga, "next.md” is read")


async def test_the_stop_button_stops_before_anything_is_read_and_works_once(world: World, held: asyncio.Event) -> None:
    olga = await begin(world)
    await olga.send_document("slow.md", markdown("What is a set?"))
    number = world.rows("SELECT id FROM chat_imports")[0]["id"]
    eve = world.person("Eve")
    await eve.send("/start")
    world.server.telegram.press(eve.user, eve.chat.visible()[-1], f"ix:{number}")
    await world.server.settle()
    assert eve.toast.startswith("This button is too old to work.")
    await olga.press("Stop")
    assert olga.toast == "The import stops. What was taken in so far stays."
    await told(world, olga, "You stopped it.")
    assert questions(world) == []
    world.server.telegram.press(olga.user, olga.chat.visible()[-1], f"ix:{number}")
    await world.server.settle()
    assert olga.toast.startswith("This button is too old to work.")


async def test_a_restart_in_the_middle_goes_on_and_says_so(world: World) -> None:
    olga = await begin(world)
    world.server.limit(None)
    await olga.send_document("many.md", many(300))
    await told(world, olga, "Reading “many.md”: ")
    await world.restart()
    summary = await told(world, olga, "is read")
    assert len(questions(world)) == 300
    assert "The bot was restarted in between." in summary
    assert len([text for text in texts(olga) if "is read" in text]) == 1
    assert len(world.rows("SELECT * FROM imports")) == 1
    assert "Waiting from this import: 300" in summary


async def test_a_file_that_the_program_does_not_survive_is_left(world: World) -> None:
    olga = await begin(world)
    await world.stop()
    await world.change("INSERT INTO chat_imports (person_id, stage, tries, asked_at) VALUES (?, 'reading', 3, 0)", OLGA)
    for name in ("deadly.md", "harmless.md"):
        file = world.server.telegram.add_file(name, markdown(f"What is in {name}?"))
        await world.change(
            "INSERT INTO chat_files (chat_import_id, person_id, file_id, name, size) VALUES (1, ?, ?, ?, 5)",
            OLGA,
            file.file_id,
            name,
        )
    await world.start()
    summary = await told(world, olga, "All files are read")
    assert "deadly.md: I failed at this file several times" in summary
    assert "harmless.md: New drafts: 1" in summary


async def test_what_cannot_be_had_from_telegram_is_said(world: World) -> None:
    olga = await begin(world)
    await olga.send_document("big.json", b"x" * (20 * 1024 * 1024 + 1))
    assert olga.screen.text.startswith("“big.json” is too big: a bot gets at most 20 MB.")
    assert world.rows("SELECT * FROM chat_imports") == []
    world.refusals_expected = True
    world.server.faults.refuse(400, "Bad Request: file is temporarily unavailable", method="getFile")
    await olga.send_document("gone.md", markdown("What is a set?"))
    assert "Telegram did not give me this file. Send it again." in await told(world, olga, "gone.md” is read")
    await world.server.wait_for(lambda: world.rows("SELECT * FROM chat_imports") == [])


async def test_a_file_that_is_larger_than_telegram_says_is_not_taken(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "LARGEST", 100)
    olga = await begin(world)
    await olga.send_document("small.md", b"x" * 100)
    assert "Telegram did not" not in await told(world, olga, "small.md” is read")
    await olga.send_document("large.md", b"x" * 101)
    assert "Telegram did not give me this file." in await told(world, olga, "large.md” is read")


async def test_only_editors_can_send_files(world: World, held: asyncio.Event) -> None:
    olga = await begin(world)
    eve = world.person("Eve")
    await eve.send_document("mine.md", markdown("What is a set?"))
    assert eve.screen.text == "Press /start first."
    await eve.send("/start")
    await eve.send_document("mine.md", markdown("What is a set?"))
    assert eve.screen.text.startswith("Files are for editors.")
    await eve.send("/nosuchthing")
    unknown = eve.screen.text
    await eve.send("/import")
    assert eve.screen.text == unknown
    answers = len(eve.screens)
    send_album(world, eve, [("a.md", b"x"), ("b.md", b"y")])
    await world.server.settle()
    assert len(eve.screens) == answers + 1
    assert world.rows("SELECT * FROM chat_imports") == []
    await olga.send_document("mine.md", markdown("What is a set?"))
    await world.stop()
    held.set()
    await world.start(admin_ids=(OTTO,))
    await world.server.wait_for(lambda: world.rows("SELECT * FROM chat_imports") == [])
    await world.server.settle()
    assert not any("is read" in text for text in texts(olga)), "she is no editor any more"


async def test_forget_in_the_middle_ends_it_without_a_word(world: World, held: asyncio.Event) -> None:
    olga = await begin(world)
    await olga.send_document("mine.md", markdown("What is a set?"))
    await olga.send("/forget")
    await olga.press("Erase everything")
    held.set()
    otto = await editor(world, OTTO)
    await otto.send_document("his.md", markdown("What is a list?"))
    await told(world, otto, "is read")
    assert questions(world) == ["What is a list?"]
    assert not any("is read" in text for text in texts(olga))


async def test_a_file_where_text_is_waited_for_is_not_imported(world: World) -> None:
    olga = await begin(world)
    await olga.send("/add")
    await olga.send_document("question.md", markdown("What is a set?"))
    assert olga.screen.text == "Please send it as text."
    assert world.rows("SELECT * FROM chat_imports") == []
