"""Cards and learners to measure with."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.ids import ConceptId, LearnerId
from bot.domain.learners import Learner
from bot.domain.memory import Memory, Phase
from bot.storage import learners, memories
from bot.storage.database import EPOCH, Transaction
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, add_cards, card

CARDS = 1000
NEW, DUE = 30, 100
"""What each learner has before them on the first day: a bench must not run out of it."""

LEARNED = Memory(Phase.REVIEW, 5.0, 5.0, 0, None, -5, EPOCH - timedelta(days=5), 1, 0, 1, 1)


async def populate(db: SqliteDatabase, learner_ids: Sequence[int]) -> None:
    """Publish cards in two languages, and let people learn who have answered some of them before."""
    await add_cards(db, [card(number, ("en", "ru")[number % 2], heat=number) for number in range(CARDS)])

    async def unit(tx: Transaction) -> None:
        for learner_id in learner_ids:
            await learners.store(tx, learner(learner_id))
            for concept in range(1, DUE + 1):
                await memories.replace(tx, LearnerId(learner_id), ConceptId(concept), None, LEARNED)

    await db.write(unit)


def learner(learner_id: int) -> Learner:
    """Somebody who reads both languages and was offered the daily reminder already."""
    return Learner(
        id=LearnerId(learner_id),
        language="en",
        card_languages=("en", "ru"),
        zone="Europe/Berlin",
        buttons=2,
        new_a_day=NEW,
        retention=0.9,
        daily_offered_at=START,
        started_at=START,
        questions_a_day=NEW + DUE,
    )
