"""A learner's own words for a concept: a shorter wording of its question, and a hint. Nobody else sees them."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import ConceptId, LearnerId
from bot.storage.database import Reader, Transaction, to_ms


@dataclass(frozen=True, slots=True)
class OwnWords:
    """In our Markdown subset; None where the learner has not said any."""

    wording: str | None = None
    hint: str | None = None


async def load(db: Reader, learner_id: LearnerId, concept_id: ConceptId) -> OwnWords:
    """What the learner has said of a concept."""
    row = await db.one(
        "SELECT wording, hint FROM own_words WHERE learner_id = ? AND concept_id = ?", learner_id, concept_id
    )
    return OwnWords(row["wording"], row["hint"]) if row is not None else OwnWords()


async def store(tx: Transaction, learner_id: LearnerId, concept_id: ConceptId, words: OwnWords, now: datetime) -> None:
    """Put these words in place of the earlier ones; none at all leaves no row."""
    if words == OwnWords():
        await tx.run("DELETE FROM own_words WHERE learner_id = ? AND concept_id = ?", learner_id, concept_id)
        return
    await tx.run(
        """
        INSERT INTO own_words (learner_id, concept_id, wording, hint, at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (learner_id, concept_id) DO UPDATE SET
          wording = excluded.wording, hint = excluded.hint, at = excluded.at
        """,
        learner_id,
        concept_id,
        words.wording,
        words.hint,
        to_ms(now),
    )
