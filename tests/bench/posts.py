"""Documents: how fast each format is read, and how fast posts become cards, alone and beside 100,000 others."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from collections.abc import Callable
from pathlib import Path
from time import process_time

from bot.parsing import Document, at_hand, read_document
from bot.settings import ROOT
from tests.bench import documents
from tests.bench.figures import Figure

DOCUMENTS: dict[str, Callable[[], Document]] = {
    "Telegram export (JSON)": lambda: at_hand("result.json", documents.export(20_000)),
    "plain text": lambda: at_hand("channel.txt", documents.dump(6_000)),
    "Markdown": lambda: at_hand("questions.md", documents.bank(3_000)),
    "table (CSV)": lambda: at_hand("cards.csv", documents.table(5_000)),
}
IMPORTED = 10_000
STORED = 100_000


async def measure_parsing(_: Path) -> list[Figure]:
    """Every format by itself, in processor time of one core."""
    figures = []
    for name, made in DOCUMENTS.items():
        document = made()
        begun = process_time()
        found = _items(document)
        took = process_time() - begun
        figures.append(
            Figure(f"{name} parsed, {document.size / 1e6:.1f} MB, {found} items", document.size / took / 1e6, "MB/s")
        )
    return figures


async def measure_import(folder: Path) -> list[Figure]:
    """Each in a process of its own, whose memory is its own."""
    return [*await _child(folder, "import", IMPORTED), *await _child(folder, "beside", STORED)]


def _items(document: Document) -> int:
    return sum(len(piece.items) for piece in read_document(document, documents.TOPICS))


async def _child(folder: Path, what: str, cards: int) -> list[Figure]:
    command = (sys.executable, "-m", "tests.bench.collection", what, str(cards), str(folder))
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=PIPE)
    told, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return [Figure(**figure) for figure in json.loads(told)]
