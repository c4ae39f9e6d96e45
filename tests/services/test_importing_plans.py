"""What an import asks for each card, it finds by index: no statement goes through a whole table."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import Any

import pytest

from bot.domain.topics import Topics
from bot.parsing import read_topics
from bot.services.importing import Importer, Run
from bot.settings import ROOT
from bot.storage.sqlite import SqliteDatabase, SqliteTransaction
from tests.conftest import START, add_cards, card
from tests.services.test_importing_pieces import QUESTION, item, piece

PARTIAL = ("cards_unlike_fingerprint", "drafts_unlike_fingerprint", "drafts_past_fingerprint")
SCANNED = (
    *(f"SCAN {name.partition('_')[0]} USING INDEX {name}" for name in PARTIAL),
    "SCAN found",
    "SCAN card_words VIRTUAL TABLE INDEX 0:=",
)
"""What holds only what has to be done, the few rows that a query has found, and a row of the full-text index."""

REBUILT = ("DELETE FROM stem", "DELETE FROM fingerprint", "fingerprint <> 0", "fingerprint <> -1")
"""When fingerprints are made anew, all of them are looked at."""


@pytest.fixture(scope="module")
def topics() -> Topics:
    return read_topics(ROOT / "content" / "topics.toml")


async def test_an_import_goes_through_no_whole_table(
    db: SqliteDatabase, topics: Topics, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, Sequence[Any]] = {}
    for made, name in ((SqliteDatabase, "all"), *((SqliteTransaction, name) for name in ("one", "all", "run"))):
        original = getattr(made, name)

        async def noting(self: Any, sql: str, *values: Any, original: Any = original) -> Any:
            seen.setdefault(sql, values)
            return await original(self, sql, *values)

        monkeypatch.setattr(made, name, noting)
    await add_cards(db, [card(1, question=f"So {QUESTION}")])
    importer = Importer(db, topics)
    for publish in (False, True):
        for answer in ("Late.", "Not early."):
            for owner in (None, 5):
                run = Run("posts", "channel")
                pieces = [piece(item(answer=answer, options=None)), piece(item("What?", None), key="telegram:1/9")]
                await importer.take(pieces, publish=publish, now=START, run=run, owner=owner)
                await importer.finish(run, START)
    assert len(seen) > 40
    plans = {}
    with closing(sqlite3.connect(db.path)) as connection:
        for sql, values in seen.items():
            steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
            plans[sql] = [step for step in steps if step.startswith("SCAN") and not step.startswith(SCANNED)]
    assert {sql: steps for sql, steps in plans.items() if steps and not any(each in sql for each in REBUILT)} == {}
