"""`python -m bot export`: which cards go out, where to, and that they come in again."""

import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.domain.cards import CardContent
from bot.domain.ids import CardId, LearnerId
from bot.storage import cards, decks
from bot.storage.database import Database, Transaction
from bot.storage.sqlite import open_sqlite

NOW = datetime(2026, 3, 1, tzinfo=UTC)
Export = Callable[..., int]


def card(key: str, question: str = "What is it?") -> CardContent:
    return CardContent(key, key, "en", f"{question} {key}", f"That is {key}.", tags=("a", "b"))


@pytest.fixture
async def library(tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with a public card in a deck, one outside of it, a retired one and one of a learner."""
    path = tmp_path / "sobes.db"
    path.write_bytes(template.read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    db: Database = await open_sqlite(path)

    async def fill(tx: Transaction) -> None:
        ids = [await cards.insert(tx, card(key), None, NOW) for key in ("one", "two", "gone")]
        await cards.insert(tx, card("mine"), None, NOW, owner=7)
        gone = await cards.load(tx, CardId(ids[2]))
        assert gone is not None
        await cards.retire(tx, gone, NOW)
        deck = await decks.insert(tx, key="0123456789", title="Second", chat=None, by=LearnerId(1), now=NOW)
        await decks.add(tx, deck, [CardId(ids[1]), CardId(ids[2])])

    await db.write(fill)
    await db.close()
    return path


def exported(*arguments: str | Path) -> list[str]:
    """The keys of what `export` wrote as JSON."""
    file = Path("out.json")
    assert main(["export", *map(str, arguments), str(file)]) == 0
    return [each["key"] for each in json.loads(file.read_text("utf-8"))["cards"]]


def test_public_cards_that_are_not_retired_go_out(library: Path) -> None:
    assert exported() == ["one", "two"]


@pytest.mark.parametrize("name", ["0123456789", "second"])
def test_a_deck_goes_out_by_its_key_or_title(library: Path, name: str) -> None:
    assert exported("--deck", name) == ["two"]


@pytest.mark.parametrize("form", ["csv", "json", "md", "apkg"])
def test_what_goes_out_can_be_imported_and_goes_out_the_same(
    library: Path, form: str, tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["export", f"cards.{form}"]) == 0
    assert exported() == ["one", "two"]
    before = json.loads(Path("out.json").read_text("utf-8"))["cards"]
    (tmp_path / "other.db").write_bytes(template.read_bytes())
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'other.db'}")
    assert main(["import", "--publish", f"cards.{form}"]) == 0
    assert sorted(exported()) == ["one", "two"]
    after = json.loads(Path("out.json").read_text("utf-8"))["cards"]
    assert sorted(after, key=lambda each: str(each["key"])) == before


def test_the_database_may_be_in_use_and_is_not_touched(library: Path) -> None:
    with sqlite3.connect(library) as busy:
        busy.execute("BEGIN IMMEDIATE")
        assert exported() == ["one", "two"]


def test_a_file_is_replaced_only_by_a_complete_one(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("cards.csv").write_text("old", "utf-8")

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.cli.exporting.write_csv", fails)
    assert main(["export", "cards.csv"]) == 2
    assert Path("cards.csv").read_text("utf-8") == "old"
    assert [path.name for path in Path().glob("*cards*")] == ["cards.csv"]


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("cards.xlsx",), "cards.xlsx: say --format apkg, csv, json or md, or let the name end so"),
        (("--deck", "none", "x.csv"), "--deck: no deck is called 'none'; 0123456789 (Second)"),
        (("nowhere/x.csv",), "there is no folder nowhere"),
    ],
)
def test_a_fault_is_one_line(
    library: Path, arguments: tuple[str, ...], fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", *arguments]) == 2
    assert capsys.readouterr().err == f"sobes: {fault}\n"


def test_without_a_database_nothing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    assert main(["export", "cards.csv"]) == 2
    assert list(tmp_path.iterdir()) == []
