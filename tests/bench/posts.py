"""Posts: how fast they are parsed, and how fast they become cards."""

from pathlib import Path
from time import perf_counter

from bot.clock import utc_now
from bot.parsing import decode, parse
from bot.parsing.topics import read_topics
from bot.services.importing import Document, Importer
from bot.settings import ROOT
from bot.storage.opening import open_database
from tests.bench.figures import Figure

ROUNDS = 5
FILES, CARDS_A_FILE = 40, 25
TOPICS = ROOT / "content" / "topics.toml"
NOUNS = ("lock", "queue", "cache", "index", "thread", "socket", "replica", "lease", "shard", "token")
VERBS = ("fail", "grow", "stall", "vanish", "repeat", "block", "leak", "drift", "collide", "expire")


async def measure_parsing(_: Path) -> list[Figure]:
    """The project's own posts, again and again."""
    topics = read_topics(TOPICS)
    files = sorted((ROOT / "seeds").rglob("*.txt"))
    texts = [decode(path.read_bytes()) for path in files]
    size = sum(path.stat().st_size for path in files) * ROUNDS
    begun = perf_counter()
    found = sum(
        len(parse(text, file=path.name, topics=topics).items)
        for _ in range(ROUNDS)
        for path, text in zip(files, texts, strict=True)
    )
    took = perf_counter() - begun
    return [
        Figure("files parsed", ROUNDS * len(files) / took, "1/s"),
        Figure("cards and drafts found by the parser", found / took, "1/s"),
        Figure("text parsed", size / took / 1e6, "MB/s"),
    ]


async def measure_import(folder: Path) -> list[Figure]:
    """Posts nobody has seen into an empty database, one more beside them, and all of them again."""
    documents = [Document(f"posts/{number}.txt", _post(number)) for number in range(FILES + 1)]
    async with open_database(folder / "sobes.db", backups=folder, now=utc_now()) as db:
        importer = Importer(db, read_topics(TOPICS))
        took = []
        for batch in (documents[:-1], documents[-1:], documents):
            begun = perf_counter()
            await importer.take(batch, publish=True, now=utc_now())
            took.append(perf_counter() - begun)
        row = await db.one("SELECT COUNT(*) AS cards FROM cards")
    cards = int(row["cards"]) if row is not None else 0
    return [
        Figure("cards imported into an empty database", (cards - CARDS_A_FILE) / took[0], "1/s"),
        Figure(f"import of {CARDS_A_FILE} cards beside {cards - CARDS_A_FILE}", took[1] * 1000, "ms"),
        Figure(f"import of {FILES + 1} files that are known already", took[2] * 1000, "ms"),
    ]


def _post(number: int) -> str:
    return "\n\n\n".join(_card(number * CARDS_A_FILE + index) for index in range(CARDS_A_FILE))


def _card(number: int) -> str:
    noun, verb, other = NOUNS[number % 10], VERBS[number // 10 % 10], NOUNS[number // 100 % 10]
    return (
        f"Why does the {noun} of service{number} {verb} while its {other} in Python is busy?\n\n"
        f"Short answer:\nIts {noun} waits for the {other} number {number}.\n\n"
        f"Full answer:\nThe asyncio loop of service{number} holds the {noun}. "
        f"Once the {other} is full, everything behind it starts to {verb}, so bound it and set a timeout.\n\n👍{number}"
    )
