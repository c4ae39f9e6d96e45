"""A learner who practises by themselves, without a chat."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from bot.domain.ids import CardId, LearnerId
from bot.domain.learners import Learner, Person
from bot.domain.memory import Rating
from bot.services import answers
from bot.services.answers import Given
from bot.services.work import Work
from bot.storage import cards, learners, memories
from bot.storage.database import Transaction
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START

ALICE = LearnerId(101)


class Practice:
    """Alice; every call names the time. `cards` are row numbers."""

    def __init__(self, db: SqliteDatabase, cards: Sequence[int]) -> None:
        self.db = db
        self.cards = cards
        self.learner = Learner(ALICE, "en", ("en",), "UTC", 2, 10, 0.9, START, START)

    async def begin(self) -> None:
        """Store her settings."""
        await self.db.write(partial(learners.store, learner=self.learner))

    def work(self, now: datetime) -> Work:
        """What she does at a time."""
        return Work(self.db, Person(ALICE, self.learner), now)

    async def answer(self, now: datetime, card: int = 0, rating: Rating = Rating.GOOD) -> None:
        """Answer the card of that place."""

        async def unit(tx: Transaction) -> None:
            asked = await cards.load(tx, CardId(self.cards[card]))
            assert asked is not None
            before = await memories.load(tx, ALICE, asked.concept_id)
            assert await answers.count(tx, self.learner, asked, before, Given(rating, "self"), now)

        await self.db.write(unit)
