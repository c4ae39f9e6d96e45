"""The posts in seeds/ against what their authors expect a parser to take from them."""

import json
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.domain.topics import Topics
from bot.parsing import Item, decode, group_variants, parse
from bot.parsing.blocks import without_lead

from .conftest import REPOSITORY

SEEDS = REPOSITORY / "seeds"
EXPECTED = REPOSITORY / "tests" / "expected_seeds"
LANGUAGES_WITH_SEEDS = sorted(path.stem for path in EXPECTED.glob("*.json"))
COMPLETE_CARDS = 20


def plain(text: str | None) -> str:
    return without_lead(" ".join(unicodedata.normalize("NFKC", text or "").split()))


def expected(language: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((EXPECTED / f"{language}.json").read_text(encoding="utf-8"))
    return found


def items_of(folder: Path, topics: Topics) -> list[Item]:
    texts = sorted(folder.glob("*.txt"))
    return [item for path in texts for item in parse(decode(path.read_bytes()), file=path.name, topics=topics).items]


def named(items: list[Item], file: str, prefix: str, *, draft: bool) -> Item:
    found = [
        item
        for item in items
        if item.source.file == file
        and (item.kind == "draft") is draft
        and (plain(item.question).startswith(plain(prefix)) or plain(item.title).startswith(plain(prefix)))
    ]
    assert len(found) == 1, f"{file}: {len(found)} items begin with {prefix!r}"
    return found[0]


@pytest.mark.parametrize("language", LANGUAGES_WITH_SEEDS)
def test_seeds_give_what_their_authors_expect_and_nothing_else(language: str, topics: Topics) -> None:
    items = items_of(SEEDS / language, topics)
    cards = expected(language)["cards"]
    for card in cards:
        item = named(items, card["file"], card["question_prefix"], draft=card["kind"] == "draft")
        assert (item.kind, item.likes, item.heat, item.code_blocks) == (
            card["kind"],
            card["likes"],
            card["heat"],
            card["code_blocks"],
        )
        assert item.lang == language
        if card["answer_prefix"]:
            assert plain(item.answer).startswith(plain(card["answer_prefix"]))
    assert len(items) == len(cards)
    assert sum(item.kind in ("qa", "article") for item in items) >= COMPLETE_CARDS


@pytest.mark.parametrize("language", LANGUAGES_WITH_SEEDS)
def test_seeds_group_the_intended_variants_only(language: str, topics: Topics) -> None:
    items = group_variants(items_of(SEEDS / language, topics))
    pairs = expected(language)["variants"]
    groups: dict[str, list[Item]] = {}
    for item in items:
        if item.variant_group:
            groups.setdefault(item.variant_group, []).append(item)
    assert len(groups) == len(pairs)
    for members in groups.values():
        questions = [plain(item.question) for item in members]
        assert any(all(any(q.startswith(plain(prefix)) for q in questions) for prefix in pair) for pair in pairs)


@pytest.mark.parametrize("language", LANGUAGES_WITH_SEEDS)
def test_code_of_the_seeds_that_is_python_compiles(language: str, topics: Topics) -> None:
    for item in items_of(SEEDS / language, topics):
        for block in (item.answer or "").split("```python\n")[1:]:
            compile(block.split("\n```")[0], item.question[:40], "exec")
