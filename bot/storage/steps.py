"""What a learner did today, step by step, so that it can be taken back exactly: answers, and all else they change."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from bot.domain.ids import CardId, ConceptId, LearnerId
from bot.domain.memory import Rating
from bot.storage import private_cards, terms
from bot.storage.database import Reader, Row, Transaction, Value, to_ms

MOST_UNDONE = 10
"""Q12: so many of the day's last steps can be taken back."""

What = Literal["aside", "returned", "reset", "words", "split"]
"""Put aside, back in the plan, forgotten by the program, worded anew by the learner, split into two cards."""

Kept = Literal["memories", "set_aside", "wanted", "own_words"]
_KEPT: dict[What, tuple[Kept, ...]] = {
    "aside": ("set_aside",),
    "returned": ("set_aside",),
    "reset": ("memories", "set_aside", "wanted"),
    "words": ("own_words",),
    "split": ("set_aside",),
}


@dataclass(frozen=True, slots=True)
class Undone:
    """What /undo took back: an answer with its rating, or something else.

    `parameters` is the version of the set that the memory which returned was counted with, None where none returned.
    """

    card_id: CardId | None
    concept_id: ConceptId
    rating: Rating | None
    what: What | None
    parameters: int | None


async def note(
    tx: Transaction,
    learner_id: LearnerId,
    concept_id: ConceptId,
    what: What,
    *,
    card_id: CardId | None,
    day: int,
    now: datetime,
    parameters: int = 0,
    made: tuple[tuple[CardId, ConceptId], ...] = (),
) -> None:
    """Keep what there is, right before a step changes it; `made` are the private cards of a split."""
    before: dict[str, Any] = {table: await _row(tx, table, learner_id, concept_id) for table in _KEPT[what]}
    before |= {"parameters": parameters, "made": made}
    last = await tx.one(
        "SELECT id FROM reviews WHERE learner_id = ? AND concept_id = ? ORDER BY id DESC LIMIT 1",
        learner_id,
        concept_id,
    )
    newest = await _last_review(tx, learner_id, day)
    after = max(last["id"] if last is not None else 0, newest["id"] if newest is not None else 0)
    await tx.run(
        "INSERT INTO steps (learner_id, concept_id, card_id, what, at, day, after_review, before) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        learner_id,
        concept_id,
        card_id,
        what,
        to_ms(now),
        day,
        after,
        json.dumps(before, ensure_ascii=False),
    )


async def last_step(db: Reader, learner_id: LearnerId, day: int) -> int:
    """Names the last thing the learner did on `day` that can be taken back; 0 where there is none."""
    step, _, newer = await _last(db, learner_id, day)
    return step if newer < MOST_UNDONE else 0


async def undo_last(
    tx: Transaction, learner_id: LearnerId, day: int, now: datetime, step: int | None = None
) -> Undone | Literal["too many"] | None:
    """Take back the last thing the learner did on `day`: the exact former rows return, its entry is marked.

    None where there is nothing to take back or, with a `step` as `last_step` gave it, where the last thing is
    another one by now; "too many" where MOST_UNDONE newer ones were taken back already.
    """
    last, row, newer = await _last(tx, learner_id, day)
    if row is None or step not in (None, last):
        return None
    if newer >= MOST_UNDONE:
        return "too many"
    concept_id = row["concept_id"]
    if last < 0:
        return await _undo_step(tx, learner_id, row, now)
    before = json.loads(row["before"]) if row["before"] is not None else None
    await _put_back(tx, "memories", learner_id, concept_id, before)
    if row["wanted_at"] is not None:
        await tx.run(
            "INSERT INTO wanted (learner_id, concept_id, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            learner_id,
            concept_id,
            row["wanted_at"],
        )
    await terms.take_back_own(tx, learner_id, row["id"])
    await tx.run("UPDATE reviews SET undone_at = ? WHERE id = ?", to_ms(now), row["id"])
    version = row["parameters"] if before is not None else None
    return Undone(row["card_id"], concept_id, Rating(row["rating"]), None, version)


async def _undo_step(tx: Transaction, learner_id: LearnerId, row: Row, now: datetime) -> Undone:
    what: What = row["what"]
    concept_id = row["concept_id"]
    before = json.loads(row["before"])
    for card_id, made_of in before["made"]:
        await private_cards.remove(tx, learner_id, card_id, made_of)
    for table in _KEPT[what]:
        await _put_back(tx, table, learner_id, concept_id, before[table])
    await tx.run("UPDATE steps SET undone_at = ? WHERE id = ?", to_ms(now), row["id"])
    version = before["parameters"] if before.get("memories") is not None else None
    return Undone(row["card_id"], concept_id, None, what, version)


async def _last_review(db: Reader, learner_id: LearnerId, day: int) -> Row | None:
    # A clock that ran ahead may have put an answer on a later day.
    return await db.one(
        """
        SELECT id, concept_id, card_id, rating, before, parameters, wanted_at FROM reviews
        WHERE learner_id = ? AND day >= ? AND undone_at IS NULL ORDER BY id DESC LIMIT 1
        """,
        learner_id,
        day,
    )


async def _last(db: Reader, learner_id: LearnerId, day: int) -> tuple[int, Row | None, int]:
    """The name of the last step that stands (a review's row number, another step's made negative), and how many
    newer ones were taken back."""
    review = await _last_review(db, learner_id, day)
    step = await db.one(
        """
        SELECT id, concept_id, card_id, what, before, after_review FROM steps
        WHERE learner_id = ? AND day >= ? AND undone_at IS NULL ORDER BY id DESC LIMIT 1
        """,
        learner_id,
        day,
    )
    if step is not None and (review is None or step["after_review"] >= review["id"]):
        newer = await _count(db, learner_id, day, reviews_above=step["after_review"], steps_above=step["id"])
        return -step["id"], step, newer
    if review is None:
        return 0, None, 0
    newer = await _count(db, learner_id, day, reviews_above=review["id"], after_review=review["id"])
    return review["id"], review, newer


async def _count(
    db: Reader, learner_id: LearnerId, day: int, *, reviews_above: int, steps_above: int = 0, after_review: int = 0
) -> int:
    row = await db.one(
        """
        SELECT (SELECT COUNT(*) FROM reviews WHERE learner_id = ? AND day >= ? AND id > ?) +
          (SELECT COUNT(*) FROM steps WHERE learner_id = ? AND day >= ? AND id > ? AND after_review >= ?) AS newer
        """,
        learner_id,
        day,
        reviews_above,
        learner_id,
        day,
        steps_above,
        after_review,
    )
    return int(row["newer"]) if row is not None else 0


async def _row(db: Reader, table: Kept, learner_id: LearnerId, concept_id: ConceptId) -> dict[str, Value] | None:
    row = await db.one(
        f"SELECT * FROM {table} WHERE learner_id = ? AND concept_id = ?",  # noqa: S608 - our own table names
        learner_id,
        concept_id,
    )
    return dict(row) if row is not None else None  # type: ignore[call-overload]  # both engines' rows are mappings


async def _put_back(
    tx: Transaction, table: Kept, learner_id: LearnerId, concept_id: ConceptId, row: dict[str, Value] | None
) -> None:
    await tx.run(
        f"DELETE FROM {table} WHERE learner_id = ? AND concept_id = ?",  # noqa: S608 - our own table names
        learner_id,
        concept_id,
    )
    if row is None:
        return
    values = {**row, "learner_id": learner_id, "concept_id": concept_id}
    await tx.run(
        f"INSERT INTO {table} ({', '.join(values)}) "  # noqa: S608 - our own tables and their columns
        f"VALUES ({', '.join('?' for _ in values)})",
        *values.values(),
    )
