"""Logs of made-up learners put into a database as if they had been answered there."""

from collections.abc import Sequence

import pytest

from bot.domain.fitting import Answered
from bot.domain.ids import ConceptId, LearnerId
from bot.domain.learners import Learner
from bot.domain.memory import DEFAULT_PARAMETERS
from bot.domain.replay import replay
from bot.jobs.fitting import is_installed
from bot.storage import history, learners, memories
from bot.storage.database import Transaction
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, add_cards, card

needs_package = pytest.mark.skipif(not is_installed(), reason="no wheel of fsrs-rs-python for this Python")

DUE_AFTER = 3
"""Days: what was decided at each of these answers does not matter."""


async def store_log(
    db: SqliteDatabase, learner_id: LearnerId, log: Sequence[Answered], parameters: tuple[float, ...] | None = None
) -> None:
    """A learner in UTC with this log and the memories that it leaves under some parameters, else the defaults."""
    if await db.one("SELECT 1 FROM cards") is None:
        await add_cards(db, [card(1)])
    concepts = sorted({answer.history for answer in log})

    async def unit(tx: Transaction) -> None:
        await learners.store(tx, Learner(learner_id, "en", ("en",), "UTC", 2, 10, 0.9, None, START))
        await tx.many(
            "INSERT INTO concepts (id, key) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [(concept, f"concept-{concept}") for concept in concepts],
        )
        await tx.many(
            """
            INSERT INTO reviews (learner_id, concept_id, card_id, at, day, rating, mode, parameters, due_day)
            VALUES (?, ?, 1, ?, ?, ?, 'self', 1, ?)
            """,
            [(learner_id, each.history, each.at, each.day, each.rating.value, each.day + DUE_AFTER) for each in log],
        )
        for concept, answers in (await history.of_learner(tx, learner_id)).items():
            memory = replay(answers, parameters=parameters or DEFAULT_PARAMETERS)
            assert memory is not None
            await memories.replace(tx, learner_id, ConceptId(concept), None, memory)

    await db.write(unit)


async def all_memories(db: SqliteDatabase, learner_id: LearnerId) -> dict[int, dict[str, object]]:
    """Every memory's row, by its concept."""
    rows = await db.all("SELECT * FROM memories WHERE learner_id = ?", learner_id)
    return {row["concept_id"]: dict(row) for row in rows}  # type: ignore[call-overload]  # SQLite's rows are mappings
