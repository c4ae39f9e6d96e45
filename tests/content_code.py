"""The code in the answers of the decks that ship: all of it, and what of it says what it prints."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.settings import ROOT

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A block of Python and what is printed by it, None where nothing is said of that."""

    place: str
    code: str
    prints: str | None


def decks() -> list[Path]:
    """The files of the decks that ship."""
    return sorted(path for path in (ROOT / "content").glob("*.toml") if path.name != "topics.toml")


@cache
def blocks() -> tuple[Block, ...]:
    """Every block of Python, each once: the languages of a concept share most of theirs."""
    found: dict[tuple[str, str | None], Block] = {}
    for path in decks():
        for place, answer in _answers(path):
            for block in _blocks(place, answer):
                found.setdefault((block.code, block.prints), block)
    return tuple(found.values())


def _answers(path: Path) -> Iterator[tuple[str, str]]:
    deck = tomllib.loads(path.read_text("utf-8"))
    for concept in deck.get("concepts", []):
        for lang, told in concept.items():
            if isinstance(told, dict) and "answer" in told:
                yield f"{path.name}: {concept['key']}-{lang}", told["answer"]
    for card in deck.get("cards", []):
        yield f"{path.name}: {card.get('key', card['question'])}", card.get("answer", "")


def _blocks(place: str, answer: str) -> Iterator[Block]:
    fences = list(_FENCE.finditer(answer))
    for number, fence in enumerate(fences):
        if fence[1] != "python":
            continue
        after = fences[number + 1] if number + 1 < len(fences) else None
        follows = after is not None and after[1] == "output" and not answer[fence.end() : after.start()].strip()
        yield Block(place, fence[2], after[2] if after is not None and follows else None)
