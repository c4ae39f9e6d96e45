"""Reviews against the database alone, without Telegram: its statements, and the whole service call."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from time import perf_counter

from bot.clock import utc_now
from bot.domain.ids import CardId, ConceptId, LearnerId
from bot.domain.learners import Person
from bot.domain.memory import Rating
from bot.domain.moments import user_day
from bot.services.answers import Given
from bot.services.choosing import Question, Where
from bot.services.drill import Drill
from bot.services.work import Work
from bot.storage import cards, memories
from bot.storage.database import Database, Transaction
from bot.storage.memories import Review
from bot.storage.opening import open_database
from tests.bench.figures import Figure
from tests.bench.population import DUE, LEARNED, learner, populate
from tests.conftest import START

TASKS = 16
GIVEN = Given(Rating.GOOD, "self")
REVIEWS = 1600
DAY = user_day(START, learner(1).tz)
_Reviewing = Callable[[Database, LearnerId, int], Coroutine[None, None, None]]


async def measure_reviews(folder: Path) -> list[Figure]:
    """Transactions a second, for one task and for several at once."""
    figures = []
    for name, review in (("statements of a review", _store_review), ("service call of a rating", _rate)):
        for tasks in (1, TASKS):
            path = folder / f"{review.__name__}-{tasks}.db"
            async with open_database(path, backups=folder, now=utc_now()) as db:
                await populate(db, range(1, TASKS + 1))
                speed = await _speed(db, review, tasks)
            figures.append(Figure(f"{name}, {tasks} task{'s' if tasks > 1 else ''}", speed, "1/s"))
    return figures


async def _speed(db: Database, review: _Reviewing, tasks: int) -> float:
    each = REVIEWS // TASKS
    begun = perf_counter()
    async with asyncio.TaskGroup() as group:
        for number in range(tasks):
            group.create_task(review(db, LearnerId(number + 1), each))
    return each * tasks / (perf_counter() - begun)


async def _store_review(db: Database, learner_id: LearnerId, times: int) -> None:
    for number in range(times):
        card_id, concept = CardId(DUE + number + 1), ConceptId(DUE + number + 1)
        await db.write(partial(_store, learner_id=learner_id, concept=concept, card_id=card_id))


async def _store(tx: Transaction, *, learner_id: LearnerId, concept: ConceptId, card_id: CardId) -> None:
    await cards.load(tx, card_id)
    before = await memories.load(tx, learner_id, concept)
    await memories.replace(tx, learner_id, concept, before, LEARNED)
    await memories.log(
        tx, Review(learner_id, concept, card_id, START, DAY, Rating.GOOD, "self", None, None, before, 1, DAY)
    )


async def _rate(db: Database, learner_id: LearnerId, times: int) -> None:
    drill = Drill()
    work = Work(db, Person(learner_id, learner(learner_id)), START)
    asked = await drill.next(work, Where())
    for _ in range(times):
        match asked:
            case Question(card=card, version=version, where=where):
                rated = await drill.rate(work, card.id, GIVEN, seen_version=version, seen_day=DAY, where=where)
                asked = rated.then
            case _:
                raise RuntimeError("the bench has run out of cards")
