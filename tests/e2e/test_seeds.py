"""The project's own posts: what the parser takes from them, and what `make run` makes of them."""

import asyncio
import json
import sqlite3
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.__main__ import main
from bot.cli.running import load_content
from bot.domain.cards import LANGUAGES, Language
from bot.domain.markup import parse_markdown, plain_text
from bot.parsing.blocks import is_emoji
from bot.settings import ROOT, Settings
from tests.conftest import World

EXPECTED = ROOT / "tests" / "expected_seeds"
COMPLETE = ("qa", "article")
FEWEST = 20
"""Complete cards in each language: two days of new cards for whoever has just started."""


def expected(language: Language) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((EXPECTED / f"{language}.json").read_text("utf-8"))
    return found


def plain(text: str | None) -> str:
    """NFKC, white space folded, decoration in front taken off."""
    folded = " ".join(unicodedata.normalize("NFKC", text or "").split())
    start = 0
    while start < len(folded) and (folded[start] in "•-—*· " or is_emoji(folded[start])):
        start += 1
    return folded[start:]


@pytest.fixture
def parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The lines of `parse seeds/`."""
    monkeypatch.chdir(tmp_path)
    assert main(["parse", str(ROOT / "seeds")]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_parse_takes_exactly_what_the_authors_expect(parsed: list[dict[str, Any]]) -> None:
    for language in LANGUAGES:
        left = [line for line in parsed if line["source"]["file"].startswith(f"seeds/{language}/")]
        for card in expected(language)["cards"]:
            (line,) = [
                line
                for line in left
                if line["source"]["file"] == f"seeds/{language}/{card['file']}"
                and plain(line["question"]).startswith(plain(card["question_prefix"]))
            ]
            left.remove(line)
            for field in ("kind", "likes", "heat", "code_blocks"):
                assert line[field] == card[field], (field, card)
            assert plain(line["answer"]).startswith(plain(card["answer_prefix"]))
            assert (line["answer"] is None) is (card["answer_prefix"] is None)
            assert line["lang"] == language
        assert left == []


def test_parse_groups_the_intended_variants_and_no_others(parsed: list[dict[str, Any]]) -> None:
    groups: dict[str, set[str]] = {}
    for line in parsed:
        if line["variant_group"] is not None:
            groups.setdefault(line["variant_group"], set()).add(line["question"])
    pairs = [pair for language in LANGUAGES for pair in expected(language)["variants"]]
    found = [
        sorted(
            next(prefix for pair in pairs for prefix in pair if question.startswith(prefix)) for question in questions
        )
        for questions in groups.values()
    ]
    assert sorted(found) == sorted(sorted(pair) for pair in pairs)


@pytest.fixture
async def loaded(tmp_path: Path, template: Path) -> sqlite3.Connection:
    """A database after what `make run` loads at its start."""
    (tmp_path / "sobes.db").write_bytes(template.read_bytes())
    await load_content(_settings(tmp_path))
    connection = sqlite3.connect(tmp_path / "sobes.db")
    connection.row_factory = sqlite3.Row
    return connection


def _settings(folder: Path) -> Settings:
    """Seeds without the decks that ship."""
    content = folder / "content"
    content.mkdir(exist_ok=True)
    (content / "topics.toml").write_bytes((ROOT / "content" / "topics.toml").read_bytes())
    return Settings(
        database_url=SecretStr(f"sqlite:///{folder / 'sobes.db'}"),
        backup_dir=folder / "backups",
        content_dir=content,
        seeds_dir=ROOT / "seeds",
    )


async def test_every_complete_card_is_published_at_the_start_and_drafts_wait(loaded: sqlite3.Connection) -> None:
    for language in LANGUAGES:
        kinds = [card["kind"] for card in expected(language)["cards"]]
        complete = sum(kind in COMPLETE for kind in kinds)
        assert complete >= FEWEST
        (cards,) = loaded.execute("SELECT COUNT(*) FROM cards WHERE lang = ?", (language,)).fetchone()
        assert cards == complete
        waiting = loaded.execute(
            "SELECT kind FROM drafts WHERE lang = ? AND state = 'waiting' ORDER BY kind", (language,)
        )
        assert [row["kind"] for row in waiting] == sorted(kind for kind in kinds if kind not in COMPLETE)
    assert loaded.execute("SELECT COUNT(*) FROM drafts WHERE kind IN ('qa', 'article')").fetchone()[0] == 0
    assert loaded.execute("SELECT COUNT(*) FROM cards WHERE verified").fetchone()[0] == 0
    loaded.close()


async def test_the_second_start_changes_nothing(loaded: sqlite3.Connection, tmp_path: Path) -> None:
    before = list(loaded.iterdump())
    await load_content(_settings(tmp_path))
    assert list(loaded.iterdump()) == before
    loaded.close()


async def test_a_learner_meets_a_loaded_card_in_each_language(world: World) -> None:
    await load_content(world.settings)
    await world.start()
    for language, quiz in (("en", "Show answer"), ("ru", "Показать ответ"), ("zh", "显示答案")):
        person = world.person("Someone", language)
        await person.send("/start")
        await person.send("/quiz")
        question = person.screen.text
        assert any(
            plain_text(parse_markdown(row["question"]))[:40] in question
            for row in world.rows("SELECT question FROM cards WHERE lang = ?", language)
        )
        await person.press(quiz)
        assert person.screen.text != question


async def test_import_beside_a_running_bot_is_refused(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    await world.start()
    monkeypatch.setenv("DATABASE_URL", world.settings.database_url.get_secret_value())
    monkeypatch.chdir(world.folder)
    exit_code = await asyncio.to_thread(main, ["import", "--publish", str(ROOT / "seeds")])
    assert exit_code == 11
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("sobes: another Sobes process is using")
    assert "/import there tells how" in line
    assert world.rows("SELECT 1 FROM cards") == []
