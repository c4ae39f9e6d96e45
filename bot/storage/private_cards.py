"""Cards that a learner made of posts for themselves alone."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.ids import CardId, ConceptId, LearnerId
from bot.storage.database import Reader, Transaction, to_ms


async def posts_since(db: Reader, learner_id: LearnerId, since: datetime) -> int:
    """How many posts a learner took in from a moment on."""
    row = await db.one(
        "SELECT COUNT(*) AS posts FROM posts WHERE owner = ? AND taken_at >= ?", learner_id, to_ms(since)
    )
    return int(row["posts"]) if row is not None else 0


async def of_one_post(db: Reader, learner_id: LearnerId, card_id: CardId) -> Sequence[tuple[CardId, ConceptId]]:
    """A learner's own card and the others of its post; none where it is not theirs."""
    rows = await db.all(
        """
        SELECT c.id, c.concept_id FROM cards AS c JOIN cards AS one ON one.post_id = c.post_id
        WHERE one.id = ? AND one.owner = ? AND c.owner = ? ORDER BY c.id
        """,
        card_id,
        learner_id,
        learner_id,
    )
    return [(row["id"], row["concept_id"]) for row in rows]


async def remove(tx: Transaction, learner_id: LearnerId, card_id: CardId, concept_id: ConceptId) -> None:
    """Take away a learner's own card with all that is remembered of it, and its post with the last card of it."""
    for table in ("reviews", "memories", "set_aside", "wanted", "steps", "own_words"):
        await tx.run(
            f"DELETE FROM {table} WHERE learner_id = ? AND concept_id = ?",  # noqa: S608 - our own table names
            learner_id,
            concept_id,
        )
    for table, column in (("reports", "card_id"), ("card_revisions", "card_id"), ("card_words", "rowid")):
        await tx.run(f"DELETE FROM {table} WHERE {column} = ?", card_id)  # noqa: S608 - our own names
    post = await tx.one("DELETE FROM cards WHERE id = ? AND owner = ? RETURNING post_id", card_id, learner_id)
    if post is not None and post["post_id"] is not None:
        await tx.run(
            "DELETE FROM posts WHERE id = ? AND owner = ? "
            "AND NOT EXISTS (SELECT 1 FROM cards WHERE post_id = posts.id)",
            post["post_id"],
            learner_id,
        )
