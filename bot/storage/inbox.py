"""Updates between Telegram's hands and ours: stored before they are acknowledged, finished with their effects."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import UpdateId
from bot.storage.database import Reader, Transaction, to_ms


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    """An update that waits; `raw` is Telegram's JSON. `attempts` were made by earlier runs, None for a new update."""

    id: UpdateId
    raw: str
    attempts: int | None = None


class AlreadyFinished(Exception):
    """The update's effects are in the database already: a re-run must do nothing."""


async def store(tx: Transaction, updates: Sequence[tuple[int, str]], now: datetime) -> list[StoredUpdate]:
    """Keep the updates that were not seen before; those are returned, in order."""
    fresh = []
    for update_id, raw in updates:
        if await tx.run(
            "INSERT INTO inbox (update_id, raw, received_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            update_id,
            raw,
            to_ms(now),
        ):
            fresh.append(StoredUpdate(UpdateId(update_id), raw))
    return fresh


async def waiting(db: Reader) -> list[StoredUpdate]:
    """What an earlier run did not finish, oldest first."""
    rows = await db.all("SELECT update_id, raw, attempts FROM inbox WHERE state = 'new' ORDER BY update_id")
    return [StoredUpdate(row["update_id"], row["raw"], row["attempts"]) for row in rows]


async def finish(tx: Transaction, update_id: UpdateId, now: datetime) -> None:
    """Mark an update done, in the transaction of its effects; raises AlreadyFinished when it was."""
    if not await tx.run(
        "UPDATE inbox SET state = 'done', raw = '', finished_at = ? WHERE update_id = ? AND state = 'new'",
        to_ms(now),
        update_id,
    ):
        raise AlreadyFinished


async def count_attempt(tx: Transaction, update_id: UpdateId) -> None:
    """Write the attempt down before it is made, so that an update that kills the process is found out."""
    await tx.run("UPDATE inbox SET attempts = attempts + 1 WHERE update_id = ?", update_id)


async def put_aside(tx: Transaction, update_id: UpdateId, reason: str, now: datetime) -> None:
    """Quarantine an update that cannot be decoded or keeps failing; its raw form is kept."""
    await tx.run(
        "UPDATE inbox SET state = 'poison', reason = ?, finished_at = ? WHERE update_id = ? AND state = 'new'",
        reason,
        to_ms(now),
        update_id,
    )


async def forget_finished(tx: Transaction, before: datetime) -> int:
    """Drop finished updates older than `before`; how many. Ids may come again after a week's silence."""
    return await tx.run("DELETE FROM inbox WHERE finished_at < ?", to_ms(before))
