"""`python -m tests.bench.collection import|beside CARDS FOLDER`: figures as JSON, for a process alone."""

import asyncio
import json
import resource
import sys
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time

from bot.clock import utc_now
from bot.domain.cards import CardContent, Language, Source
from bot.parsing import Item, Piece
from bot.parsing.fingerprints import fingerprint
from bot.services import comparing
from bot.services.importing import Importer
from bot.storage.database import Transaction
from bot.storage.opening import open_database
from bot.storage.sqlite import SqliteDatabase
from tests.bench.documents import TOPICS, Pair, pairs
from tests.bench.figures import Figure, latencies

COMPARED = 300
AT_ONCE = 1000
LANGUAGES: tuple[Language, ...] = ("en", "ru", "zh")


async def measure(what: str, count: int, folder: Path) -> list[Figure]:
    """An import of so many posts into an empty database, or comparing with so many cards that are there."""
    async with open_database(folder / f"{what}.db", backups=folder, now=utc_now()) as db:
        figures = await (_import(db, count) if what == "import" else _beside(db, count))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [*figures, Figure(f"peak memory of that with {count:,} cards", peak, "MB")]


async def _import(db: SqliteDatabase, count: int) -> list[Figure]:
    posts = [_post(number, pair) for number, pair in enumerate(pairs(count))]
    begun, worked = perf_counter(), process_time()
    taken = await Importer(db, TOPICS).take(posts, publish=True, now=utc_now(), name="result.json")
    took, work = perf_counter() - begun, process_time() - worked
    begun = perf_counter()
    await Importer(db, TOPICS).take(posts, publish=True, now=utc_now(), name="result.json")
    again = perf_counter() - begun
    name = f"import of {count:,} posts ({taken.counts['published']:,} cards)"
    return [
        Figure(name, took, "s"),
        Figure(f"{name}, processor time", work, "s"),
        Figure(f"import of {count:,} posts that are known already", again, "s"),
    ]


async def _beside(db: SqliteDatabase, count: int) -> list[Figure]:
    made = iter(pairs(count + COMPARED))
    for start in range(0, count, AT_ONCE):
        part = [_content(start + place, pair) for place, pair in enumerate(islice(made, AT_ONCE))]
        await db.write(partial(_insert, part=part))
    begun = process_time()
    await comparing.catch_up(db)
    printed = process_time() - begun
    took, worked = [], []
    for pair in made:
        item = _item(0, pair)
        at, work = perf_counter(), process_time()
        await comparing.alike(db, fingerprint(item.lang, item.question, item.answer))
        took.append(perf_counter() - at)
        worked.append(process_time() - work)
    return [
        Figure(f"fingerprints of {count:,} stored cards, processor time", printed, "s"),
        *latencies(f"comparing one card with {count:,}", took),
        *latencies(f"comparing one card with {count:,}, processor time", worked),
    ]


async def _insert(tx: Transaction, part: Sequence[CardContent]) -> None:
    await tx.many("INSERT INTO concepts (key) VALUES (?)", [(content.key,) for content in part])
    await tx.many(
        "INSERT INTO cards (key, concept_id, lang, question, answer, created_at, updated_at) "
        "SELECT ?, id, ?, ?, ?, 1, 1 FROM concepts WHERE key = ?",
        [(each.key, each.lang, each.question, each.answer, each.key) for each in part],
    )


def _content(number: int, pair: Pair) -> CardContent:
    item = _item(number, pair)
    return CardContent(f"card-{number}", f"card-{number}", item.lang, item.question, item.answer or "")


def _post(number: int, pair: Pair) -> Piece:
    return Piece(f"{pair.question}\n{pair.answer}", (_item(number, pair),), (), f"telegram:1/{number}")


def _item(number: int, pair: Pair) -> Item:
    cyrillic = any("а" <= character <= "я" for character in pair.question)
    chinese = any("\u4e00" <= character <= "\u9fff" for character in pair.question)
    lang = LANGUAGES[1 if cyrillic else 2 if chinese else 0]
    return Item("qa", pair.question, lang, Source("result.json", number), answer=f"{pair.short}\n\n{pair.answer}")


if __name__ == "__main__":
    found = asyncio.run(measure(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])))
    sys.stdout.write(json.dumps([asdict(figure) for figure in found]))
