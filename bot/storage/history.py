"""The log of answers as it stands: what was undone, and what came before a reset, left out."""

from bot.domain.ids import ConceptId, LearnerId
from bot.domain.memory import Rating
from bot.domain.replay import Logged
from bot.storage.database import Reader, Row, from_ms

_STANDING = """
SELECT r.concept_id, r.at, r.day, r.rating, r.due_day, r.guessed FROM reviews AS r
WHERE r.learner_id = ? AND r.undone_at IS NULL AND r.id > COALESCE((
  SELECT MAX(s.after_review) FROM steps AS s
  WHERE s.learner_id = r.learner_id AND s.concept_id = r.concept_id AND s.what = 'reset' AND s.undone_at IS NULL), 0)
"""


async def of_concept(db: Reader, learner_id: LearnerId, concept_id: ConceptId) -> list[Logged]:
    """The answers that a learner's memory of a concept is made of, in the order in which they were counted."""
    rows = await db.all(f"{_STANDING} AND r.concept_id = ? ORDER BY r.id", learner_id, concept_id)
    return [_logged(row) for row in rows]


async def of_learner(db: Reader, learner_id: LearnerId) -> dict[ConceptId, list[Logged]]:
    """The same for every concept the learner has answered."""
    found: dict[ConceptId, list[Logged]] = {}
    for row in await db.all(f"{_STANDING} ORDER BY r.id", learner_id):
        found.setdefault(row["concept_id"], []).append(_logged(row))
    return found


def _logged(row: Row) -> Logged:
    return Logged(from_ms(row["at"]), row["day"], Rating(row["rating"]), row["due_day"], bool(row["guessed"]))
