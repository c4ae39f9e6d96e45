"""Texts taken in as if they were files."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.topics import Topics
from bot.parsing import at_hand
from bot.services.importing import Importer, Run, Taken
from bot.storage.database import Database


async def take_texts(
    db: Database, topics: Topics, texts: Mapping[str, str], *, publish: bool, now: datetime
) -> dict[str, Taken]:
    """Import texts by the names of their files; what became of each."""
    importer, run = Importer(db, topics), Run("texts")
    taken = {}
    for name, text in texts.items():
        taken[name] = await importer.take(at_hand(name, text.encode()), publish=publish, now=now, run=run)
    await importer.finish(run, now)
    return taken
