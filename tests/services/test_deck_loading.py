"""Decks become cards: as often as the program starts, whatever editors and seeds did meanwhile."""

import os
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from bot.domain.cards import Card, CardContent, Source
from bot.domain.ids import LearnerId
from bot.domain.topics import Topics
from bot.parsing import Document, Item, Piece, read_document
from bot.parsing.topics import read_topics
from bot.services.deck_loading import Loaded, load_decks
from bot.services.importing import Importer
from bot.settings import ROOT
from bot.storage import cards, revisions
from bot.storage.cards import Standing
from bot.storage.database import Transaction
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START

OLGA = LearnerId(1001)
GIL = """topic = "gil"

[[concepts]]
key = "gil-what"
level = "junior"
tags = ["cpython", "threads"]

[concepts.en]
question = "What does the global interpreter lock protect?"
answer = "The interpreter's own state: one thread runs bytecode at a time."
hint = "Not your data."

[concepts.ru]
question = "Что защищает глобальная блокировка интерпретатора?"
answer = "Состояние интерпретатора: байткод исполняет один поток."
"""
SECOND = """
[[concepts]]
key = "gil-when"

[concepts.en]
question = "When does a thread let the interpreter lock go?"
answer = "Before it waits for a socket, and after the switch interval."
"""
LOCKS = """topic = "gil"

[[concepts]]
key = "locks-order"

[concepts.en]
question = "In which order are two locks taken?"
answer = "In the same one everywhere: else two threads wait for each other."
"""


class Shelf:
    """A content folder and the database that its decks are loaded into, a day later each time."""

    def __init__(self, folder: Path, db: SqliteDatabase) -> None:
        self.folder, self.db = folder, db
        self.now = START
        self.topics: Topics = read_topics(ROOT / "content" / "topics.toml")
        folder.mkdir()
        (folder / "topics.toml").write_bytes((ROOT / "content" / "topics.toml").read_bytes())

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, "utf-8")

    async def load(self, **files: str) -> Loaded:
        for name, text in files.items():
            self.write(f"{name}.toml", text)
        self.now += timedelta(days=1)
        return await load_decks(self.db, self.folder, self.topics, self.now)

    async def standing(self, key: str = "gil-what-en") -> Standing:
        found = await cards.of_key(self.db, key)
        assert found is not None
        return found

    async def card(self, key: str = "gil-what-en") -> Card:
        return (await self.standing(key)).card

    async def do(self, act: Callable[[Transaction, Card], Awaitable[None]], key: str = "gil-what-en") -> None:
        card = await self.card(key)

        async def unit(tx: Transaction) -> None:
            await act(tx, card)

        await self.db.write(unit)

    async def edit(self, **changes: Any) -> None:
        """As an editor does in the chat."""

        async def act(tx: Transaction, card: Card) -> None:
            content = replace(card.content, **changes)
            await cards.update(tx, card, content, self.now, by=OLGA, how="changed")

        await self.do(act)


@pytest.fixture
async def shelf(tmp_path: Path, db: SqliteDatabase) -> Shelf:
    return Shelf(tmp_path / "content", db)


async def test_easy_cards_come_in_first_and_the_topics_in_turn(shelf: Shelf) -> None:
    locks = (
        LOCKS
        + """
[[concepts]]
key = "locks-junior"
level = "junior"

[concepts.en]
question = "What does a lock that nobody holds do to the next thread?"
answer = "It lets the thread in at once, and keeps all others out."
"""
    )
    await shelf.load(gil=GIL + SECOND, locks=locks)
    stored = await cards.public(shelf.db)
    assert [each.content.key for each in stored if each.content.lang == "en"] == [
        "gil-what-en",
        "locks-junior-en",
        "locks-order-en",
        "gil-when-en",
    ]


async def test_each_language_is_a_card_of_one_concept_that_an_editor_vouches_for(shelf: Shelf) -> None:
    loaded = await shelf.load(gil=GIL)
    assert (loaded.counts["published"], loaded.faults) == (2, [])
    english, russian = await shelf.card(), await shelf.card("gil-what-ru")
    assert english.concept_id == russian.concept_id
    assert english.content == CardContent(
        key="gil-what-en",
        concept="gil-what",
        lang="en",
        question="What does the global interpreter lock protect?",
        answer="The interpreter's own state: one thread runs bytecode at a time.",
        topic="gil",
        tags=("cpython", "threads"),
        level="junior",
        hint="Not your data.",
        verified=True,
    )
    assert (
        await cards.found_in(shelf.db, english.id)
        == GIL.partition("[[")[1] + GIL.partition("[[")[2].partition("\n\n[concepts.ru]")[0]
    )


async def test_loading_again_changes_nothing_and_reads_nothing(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    await shelf.load(gil=GIL)
    before = await shelf.card()
    monkeypatch.setattr("bot.services.deck_loading.read_deck_file", None)
    assert (await shelf.load()).unchanged
    assert await shelf.card() == before


async def test_a_comment_or_another_order_revises_no_card(shelf: Shelf) -> None:
    await shelf.load(gil=GIL + SECOND)
    loaded = await shelf.load(gil=f"# Reviewed.\n{GIL.partition('[[')[0]}{SECOND}\n{GIL.partition(chr(10) * 2)[2]}")
    assert loaded.counts == {"repeated": 3, "retired": 0}
    assert (await shelf.card()).revision == 1


async def test_a_changed_card_keeps_its_row_and_gets_the_next_revision(shelf: Shelf) -> None:
    await shelf.load(gil=GIL)
    before = await shelf.card()
    loaded = await shelf.load(gil=GIL.replace("one thread runs bytecode at a time", "one thread runs Python code"))
    after = await shelf.card()
    assert loaded.counts == {"updated": 1, "repeated": 1, "retired": 0}
    assert (after.id, after.concept_id, after.revision) == (before.id, before.concept_id, 2)
    assert after.content.answer.endswith("one thread runs Python code.")
    assert after.answer_changed_at == shelf.now


async def test_what_an_editor_changed_in_the_chat_stays(shelf: Shelf) -> None:
    await shelf.load(gil=GIL)
    await shelf.edit(hint="Think of a counter.")
    loaded = await shelf.load(gil=GIL.replace("Not your data.", "Whose state?").replace('"junior"', '"middle"'))
    content = (await shelf.card()).content
    assert (content.hint, content.level, content.verified) == ("Think of a counter.", "middle", True)
    assert loaded.counts["updated"] == 2
    assert (await shelf.load(gil=GIL.replace("Not your data.", "Which state?"))).counts["updated"] == 2
    assert (await shelf.card()).content.hint == "Think of a counter."


async def test_a_card_gone_from_its_file_is_retired_and_comes_back_with_it(shelf: Shelf) -> None:
    await shelf.load(gil=GIL + SECOND)
    before = await shelf.card("gil-when-en")
    assert (await shelf.load(gil=GIL)).counts["retired"] == 1
    assert (await shelf.standing("gil-when-en")).retired
    assert not (await shelf.standing()).retired
    loaded = await shelf.load(gil=GIL + SECOND.replace("socket", "network"))
    after = await shelf.standing("gil-when-en")
    assert (loaded.counts["updated"], after.retired, after.card.id) == (1, False, before.id)
    assert "network" in after.card.content.answer
    history = await revisions.page(shelf.db, before.id, 100, 10)
    assert [(each.how, each.retired) for each in history] == [
        ("imported", False),
        ("imported", True),
        ("imported", False),
    ]


async def test_the_cards_of_a_file_that_is_gone_are_retired(shelf: Shelf) -> None:
    await shelf.load(gil=GIL, locks=LOCKS)
    (shelf.folder / "locks.toml").unlink()
    assert (await shelf.load()).counts["retired"] == 1
    assert (await shelf.standing("locks-order-en")).retired


async def test_a_card_that_moved_to_another_file_is_the_same(shelf: Shelf) -> None:
    await shelf.load(gil=GIL + SECOND)
    loaded = await shelf.load(gil=GIL, more=f'topic = "gil"\n{SECOND}')
    assert loaded.counts == {"repeated": 3, "retired": 0}
    (shelf.folder / "gil.toml").unlink()
    assert (await shelf.load()).counts["retired"] == 2
    assert not (await shelf.standing("gil-when-en")).retired


async def test_what_a_person_retired_stays_retired(shelf: Shelf) -> None:
    await shelf.load(gil=GIL)
    await shelf.do(lambda tx, card: cards.retire(tx, card, shelf.now, by=OLGA))
    assert (await shelf.load(gil=GIL.replace("Not your data.", "Whose?"))).faults == []
    assert (await shelf.standing()).retired
    await shelf.do(lambda tx, card: cards.bring_back(tx, card, shelf.now, by=OLGA))
    await shelf.load(gil=GIL.replace("Not your data.", "Whose state?"))
    assert (await shelf.card()).content.hint == "Whose state?"


async def test_what_a_person_brought_back_after_its_file_lost_it_stays(shelf: Shelf) -> None:
    await shelf.load(gil=GIL + SECOND)
    await shelf.load(gil=GIL)
    await shelf.do(lambda tx, card: cards.bring_back(tx, card, shelf.now, by=OLGA), "gil-when-en")
    assert (await shelf.load(gil=f"# Reviewed.\n{GIL}")).counts["retired"] == 0
    assert not (await shelf.standing("gil-when-en")).retired


async def test_what_a_person_put_away_and_brought_back_goes_with_its_file(shelf: Shelf) -> None:
    await shelf.load(gil=GIL + SECOND)
    await shelf.do(lambda tx, card: cards.retire(tx, card, shelf.now, by=OLGA), "gil-when-en")
    await shelf.do(lambda tx, card: cards.bring_back(tx, card, shelf.now, by=OLGA), "gil-when-en")
    assert (await shelf.load(gil=GIL)).counts["retired"] == 1


async def test_a_deck_that_is_also_imported_by_hand_stays_vouched_for_and_is_retired_with_its_file(
    shelf: Shelf,
) -> None:
    await shelf.load(gil=GIL)
    document = Document("gil.toml", len(GIL.encode()), lambda: BytesIO(GIL.encode()))
    pieces = list(read_document(document, shelf.topics))
    taken = await Importer(shelf.db, shelf.topics).take(pieces, publish=True, now=shelf.now, name="gil.toml")
    assert taken.counts == {"repeated": 2}
    card = await shelf.card()
    assert (card.content.verified, card.revision, card.content.source) == (True, 1, Source())
    (shelf.folder / "gil.toml").unlink()
    assert (await shelf.load()).counts["retired"] == 2


async def test_a_broken_file_is_told_and_retires_nothing_while_the_rest_is_loaded(shelf: Shelf) -> None:
    await shelf.load(gil=GIL + SECOND)
    loaded = await shelf.load(gil=GIL + "answer = ", locks=LOCKS)
    assert loaded.faults == ["content/gil.toml: no valid TOML: Invalid value (at end of document)"]
    assert loaded.counts == {"published": 1, "retired": 0}
    assert not (await shelf.standing("gil-when-en")).retired
    assert not (await shelf.load()).unchanged, "it is told at each start until it is mended"


async def test_a_card_with_a_fault_is_told_by_field_and_stays_as_it_was(shelf: Shelf) -> None:
    await shelf.load(gil=GIL)
    loaded = await shelf.load(
        gil=GIL.replace('hint = "Not your data."', "hint = 5").replace("Состояние", "Суть") + SECOND
    )
    assert loaded.faults == ["content/gil.toml:11: concept gil-what, en: hint must be a text"]
    assert loaded.counts == {"published": 1, "updated": 1, "retired": 0}
    assert (await shelf.standing()).card.content.hint == "Not your data."
    assert not (await shelf.standing()).retired


async def test_a_card_without_an_answer_and_a_key_taken_twice_are_told(shelf: Shelf) -> None:
    bare = SECOND.partition("answer")[0]
    loaded = await shelf.load(gil=GIL + bare, other=GIL)
    assert loaded.counts["published"] == 2
    assert loaded.faults == [
        "content/gil.toml:20: concept gil-when, en: the answer is missing, or is longer than a card may be",
        "content/other.toml:8: concept gil-what, en: the key is taken by content/gil.toml:8",
        "content/other.toml:13: concept gil-what, ru: the key is taken by content/gil.toml:13",
    ]


def folder(path: Path) -> None:
    path.mkdir()


def link_to_nothing(path: Path) -> None:
    path.symlink_to("gone")


def large(path: Path) -> None:
    path.write_text(f"# {'x' * 2_300_000}", "utf-8")


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (folder, "is no file"),
        (os.mkfifo, "is no file"),
        (link_to_nothing, "cannot be read: No such file or directory"),
        (large, "is too large for a deck: 2.2 MB, at most 2 MB"),
    ],
)
async def test_what_stands_in_the_folder_and_is_no_deck_is_told_and_the_rest_is_loaded(
    shelf: Shelf, make: Callable[[Path], None], told: str
) -> None:
    make(shelf.folder / "a.toml")
    loaded = await shelf.load(gil=GIL)
    assert loaded.faults == [f"content/a.toml: {told}"]
    assert loaded.counts["published"] == 2


async def test_hidden_files_are_no_decks_and_letter_case_does_not_matter(shelf: Shelf) -> None:
    (shelf.folder / ".#gil.toml").symlink_to("somebody@somewhere.123")
    (shelf.folder / "GIL.TOML").write_text(GIL, "utf-8")
    assert (await shelf.load()).counts["published"] == 2


async def test_a_name_that_is_no_text_stops_no_start(shelf: Shelf) -> None:
    path = Path(os.fsdecode(os.fsencode(shelf.folder) + b"/\xff.toml"))
    try:
        path.write_text(GIL, "utf-8")
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    assert (await shelf.load()).counts["published"] == 2


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("likes = 1_000_000_000_000_000", "likes must be a whole number from 0, of at most 15 digits"),
        ("likes = -1", "likes must be a whole number from 0, of at most 15 digits"),
    ],
)
async def test_a_number_that_no_database_takes_is_told(shelf: Shelf, written: str, told: str) -> None:
    loaded = await shelf.load(gil=GIL.replace('level = "junior"', written), locks=LOCKS)
    assert [fault.partition(": concept gil-what, ")[2] for fault in loaded.faults] == [f"en: {told}", f"ru: {told}"]
    assert loaded.counts["published"] == 1


async def test_a_number_that_python_does_not_read_is_told(shelf: Shelf) -> None:
    loaded = await shelf.load(gil=GIL.replace('level = "junior"', f"likes = {'9' * 5000}"), locks=LOCKS)
    assert loaded.faults == ["content/gil.toml: no deck: it has a number of thousands of digits"]
    assert loaded.counts["published"] == 1


@pytest.mark.parametrize(("key", "told"), [('"a b"', "en: the key takes"), ("7", "the key must be a text")])
async def test_a_key_that_cannot_stay_is_told(shelf: Shelf, key: str, told: str) -> None:
    loaded = await shelf.load(gil=GIL.replace('"gil-what"', key), locks=LOCKS)
    assert told in loaded.faults[0]
    assert loaded.counts["published"] == 1


async def test_a_folder_that_is_gone_is_told(shelf: Shelf) -> None:
    loaded = await load_decks(shelf.db, shelf.folder / "gone", shelf.topics, shelf.now)
    assert loaded.faults == [f"{shelf.folder / 'gone'}: cannot be read: No such file or directory"]


def seed(question: str, answer: str, **fields: Any) -> Piece:
    told: dict[str, Any] = {"kind": "qa", "lang": "en", "source": fields.pop("source"), "confidence": 1.0, **fields}
    return Piece(f"{question}\n\n{answer}", (Item(question=question, answer=answer, **told),))


@pytest.mark.parametrize("publish", [True, False])
async def test_a_deck_card_is_published_whatever_seeds_ask_the_same(shelf: Shelf, publish: bool) -> None:
    importer = Importer(shelf.db, shelf.topics)
    question = "What does the global interpreter lock protect?"
    post = seed(question, "The state of the interpreter itself.", source=Source("seeds/a.txt", 1))
    await importer.take([post], publish=publish, now=shelf.now, name="seeds")
    assert (await shelf.load(gil=GIL)).counts["published"] == 2
    assert (await shelf.card()).content.verified
    variants = [await shelf.card()]
    if publish:
        variants += [each for each in await cards.public(shelf.db) if each.content.source.file == "seeds/a.txt"]
    assert len({each.content.variant_group for each in variants}) == 1
    assert variants[0].content.variant_group is not None


async def test_a_seed_that_asks_what_a_deck_asks_makes_no_second_card(shelf: Shelf) -> None:
    await shelf.load(gil=GIL)
    post = seed("What does the Global Interpreter Lock protect", "Its state.", source=Source("seeds/a.txt", 1), likes=7)
    taken = await Importer(shelf.db, shelf.topics).take([post], publish=True, now=shelf.now, name="seeds")
    assert taken.counts == {"repeated": 1}
    card = await shelf.card()
    assert (card.content.likes, card.revision, card.content.verified) == (7, 1, True)


async def test_a_card_that_was_imported_by_hand_becomes_the_decks(shelf: Shelf) -> None:
    async def insert(tx: Transaction) -> None:
        await cards.insert(tx, CardContent("gil-what-en", "gil-what", "en", "What?", "That."), None, shelf.now)

    await shelf.db.write(insert)
    assert (await shelf.load(gil=GIL)).counts == {"updated": 1, "published": 1, "retired": 0}
    assert (await shelf.card()).content.verified
    shelf.write("gil.toml", 'topic = "gil"\nconcepts = []\n')
    assert (await shelf.load()).counts["retired"] == 2


async def test_a_load_that_was_cut_short_goes_on_at_the_next_start(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.deck_loading._retire", _stopped)
    with pytest.raises(InterruptedError):
        await shelf.load(gil=GIL)
    monkeypatch.undo()
    assert (await shelf.load(gil=GIL)).counts == {"repeated": 2, "retired": 0}


async def _stopped(*_: object, **__: object) -> int:
    raise InterruptedError
