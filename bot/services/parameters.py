"""Personal parameters: who is to be fitted, what is handed to the fit, and how its result is put to use."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial

from bot.domain.fitting import LEAST_ANSWERS, is_due, is_to_be_checked
from bot.domain.ids import ConceptId, LearnerId
from bot.domain.learners import Learner
from bot.domain.memory import DEFAULT_PARAMETERS
from bot.domain.moments import ROLLOVER
from bot.domain.replay import replay
from bot.services.fit_exchange import Ending, Letter, Line, Order, Result, read_result
from bot.storage import history, learners, parameters
from bot.storage.database import Database, Transaction
from bot.storage.parameters import Candidate, Fitted, Mark, State

NIGHT = timedelta(hours=3)
"""O1: from the rollover of a learner's day on, when nearly everybody sleeps."""

UNDISTURBED = timedelta(minutes=30)
"""Who answered so short a while ago is in the middle of a session: the intervals on their buttons stay good."""

SHARED_ANSWERS = 100_000
"""O6: how many answers a shared set is fitted on; those of the learners with the most."""

_MORNING = time(ROLLOVER.hour + 3)
_PAGE = 4000  # answers taken up in one go: the loop waits a few milliseconds for them


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done for a learner, or with None for the set of all: fit and check, or use the `shared` numbers.

    `shared` is the set to take on, `drop` says to go back to the defaults.
    """

    learner_id: LearnerId | None
    answers: int
    fit: bool = False
    check: bool = False
    shared: Fitted | None = None
    drop: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a task. `items` is how many answers could be foretold; the losses are those of the held-out ones."""

    ending: Ending
    items: int
    before: float | None
    after: float | None


class PersonalParameters:
    """Fits by `run`, which hands a letter to the process that fits. `shared` lends one set to all with few answers."""

    def __init__(self, db: Database, run: Callable[[bytes], Awaitable[bytes]], *, shared: bool) -> None:
        self._db = db
        self._run = run
        self._shared = shared

    async def tasks(self, now: datetime, *, at_once: bool = False) -> AsyncIterator[Task]:
        """Whom it is the turn of now, in their night; `at_once` for all who answered since they were tried last.

        Each is to be attended to before the next is asked for: a shared set is handed out as soon as it is there.
        """
        for task in await self._due_shared(now, at_once=at_once):
            yield task
        for task in await self._due(now, at_once=at_once):
            yield task

    async def _due(self, now: datetime, *, at_once: bool) -> list[Task]:
        shared, _ = await parameters.load_shared(self._db) if self._shared else (None, None)
        tasks = []
        for each in await parameters.candidates(self._db):
            if each.answers < LEAST_ANSWERS and each.current is None and shared is None:
                continue
            learner = await learners.load(self._db, each.learner_id)
            if learner is not None and (at_once or _sleeps(learner, each, now)):
                tasks.append(self._task(learner, each, shared, now, at_once=at_once))
        return [task for task in tasks if task.fit or task.check or task.shared or task.drop]

    async def _due_shared(self, now: datetime, *, at_once: bool) -> list[Task]:
        """O6: the fit of the shared set, where one is lent and it is time."""
        if not self._shared or not (at_once or ROLLOVER <= now.time() < _MORNING):
            return []
        _, tried = await parameters.load_shared(self._db)
        everybody = await parameters.candidates(self._db)
        answers = min(sum(each.answers for each in everybody), SHARED_ANSWERS)
        before, tried_day = (tried.answers, tried.fitted_at.toordinal()) if tried is not None else (0, None)
        due = is_due(answers, before, day=now.toordinal(), tried_day=tried_day)
        if at_once:
            due = answers >= max(LEAST_ANSWERS, before + 1)
        return [Task(None, answers, fit=True)] if due else []

    def _task(
        self, learner: Learner, candidate: Candidate, shared: Fitted | None, now: datetime, *, at_once: bool
    ) -> Task:
        answers, current = candidate.answers, candidate.current
        task = partial(Task, candidate.learner_id, answers)
        borrowed = current is not None and current.origin == "shared"
        if borrowed and not self._shared:
            return task(drop=True)
        few = answers < LEAST_ANSWERS and not candidate.gave_up
        if few and shared is not None and (current is None or current.numbers != shared.numbers):
            return task(shared=shared)
        tried_day = learner.day(candidate.tried_at) if candidate.tried_at is not None else None
        due = is_due(answers, candidate.tried, day=learner.day(now), tried_day=tried_day)
        if at_once:
            due = answers >= max(LEAST_ANSWERS, candidate.tried + 1)
        check = current is not None and is_to_be_checked(answers, 0 if at_once else current.checked)
        return task(fit=due, check=check)

    async def attend(self, task: Task, now: datetime) -> Done:
        """Do what a task says. Raises FitFailed: nothing was changed then."""
        if task.learner_id is None:
            return await self._fit_shared(task, now)
        if task.shared is not None or task.drop:
            return await self._change_over(task.learner_id, task, now)
        return await self._fit_own(task.learner_id, task, now)

    async def _fit_own(self, learner_id: LearnerId, task: Task, now: datetime) -> Done:
        current = await parameters.load_current(self._db, learner_id)
        numbers = current.numbers if current is not None else DEFAULT_PARAMETERS
        before = await parameters.memory_marks(self._db, learner_id)
        letter = Letter(Order(numbers, check=task.check and current is not None, fit=task.fit))
        await self._write(letter, [learner_id])
        result = read_result(await self._run(bytes(letter)))

        async def unit(tx: Transaction) -> None:
            if await learners.load(tx, learner_id) is None:
                return
            if result.ending is Ending.REVERTED:
                await parameters.retire(tx, learner_id, "reverted")
            if task.check:
                await parameters.note_check(tx, learner_id, task.answers)
            if result.ending in (Ending.ACCEPTED, Ending.REJECTED):
                state: State = "current" if result.ending is Ending.ACCEPTED else "rejected"
                await parameters.insert(tx, await _fitted(tx, learner_id, task, result, state, now))
            if result.ending in (Ending.ACCEPTED, Ending.REVERTED):
                await _recompute(tx, learner_id, result, before)

        await self._db.write(unit)
        return Done(result.ending, result.items, result.before, result.after)

    async def _change_over(self, learner_id: LearnerId, task: Task, now: datetime) -> Done:
        """O6: take the shared set on, or go back to the defaults where it is lent no more."""
        numbers = task.shared.numbers if task.shared is not None else DEFAULT_PARAMETERS
        before = await parameters.memory_marks(self._db, learner_id)
        letter = Letter(Order(numbers))
        await self._write(letter, [learner_id])
        result = read_result(await self._run(bytes(letter)))

        async def unit(tx: Transaction) -> None:
            if await learners.load(tx, learner_id) is None:
                return
            if task.shared is None:
                await parameters.retire(tx, learner_id, "replaced")
            else:
                lent = task.shared
                version = await parameters.next_version(tx, learner_id)
                await parameters.insert(
                    tx,
                    Fitted(
                        learner_id=learner_id,
                        version=version,
                        numbers=lent.numbers,
                        fitted_at=now,
                        answers=task.answers,
                        checked=task.answers,
                        loss_before=lent.loss_before,
                        loss_after=lent.loss_after,
                        origin="shared",
                        state="current",
                    ),
                )
            await _recompute(tx, learner_id, result, before)

        await self._db.write(unit)
        return Done(Ending.ACCEPTED if task.shared is not None else Ending.REVERTED, result.items, None, None)

    async def _fit_shared(self, task: Task, now: datetime) -> Done:
        shared, _ = await parameters.load_shared(self._db)
        letter = Letter(Order(shared.numbers if shared else DEFAULT_PARAMETERS, fit=True, replay=False))
        most = sorted(await parameters.candidates(self._db), key=lambda each: -each.answers)
        taken = 0
        chosen: list[LearnerId] = []
        for each in most:
            if not chosen or taken + each.answers <= SHARED_ANSWERS:
                chosen.append(each.learner_id)
                taken += each.answers
        await self._write(letter, chosen)
        result = read_result(await self._run(bytes(letter)))
        if result.ending in (Ending.ACCEPTED, Ending.REJECTED):
            state: State = "current" if result.ending is Ending.ACCEPTED else "rejected"

            async def unit(tx: Transaction) -> None:
                await parameters.insert(tx, await _fitted(tx, None, task, result, state, now))

            await self._db.write(unit)
        return Done(result.ending, result.items, result.before, result.after)

    async def _write(self, letter: Letter, learner_ids: list[LearnerId]) -> None:
        """Answers, each under its concept; those before a reset, and in a letter of many people, under other names."""
        names = _Names(alone=len(learner_ids) == 1)
        for learner_id in learner_ids:
            names.begin(await parameters.resets(self._db, learner_id))
            last = (-1, 0)
            while page := await parameters.answers_page(self._db, learner_id, last, _PAGE):
                letter.add([names.named(line) for line in page])
                last = (page[-1][3], page[-1][0])
                await asyncio.sleep(0)


class _Names:
    """Numbers of histories: a concept's own for what its memory has grown from, negative ones for all else."""

    def __init__(self, *, alone: bool) -> None:
        self._alone = alone
        self._cuts: dict[int, list[int]] = {}
        self._given: dict[tuple[int, int], int] = {}
        self._next = -1

    def begin(self, resets: Iterable[tuple[ConceptId, int]]) -> None:
        """Somebody's answers follow."""
        self._given = {}
        self._cuts = {}
        for concept, after in resets:
            self._cuts.setdefault(concept, []).append(after)

    def named(self, line: Line) -> Line:
        number, concept, *rest = line
        later = sum(number <= cut for cut in self._cuts.get(concept, ()))
        if self._alone and not later:
            return line
        name = self._given.get((concept, later))
        if name is None:
            name = self._given[concept, later] = self._next
            self._next -= 1
        instant, day, rating = rest
        return number, name, instant, day, rating


async def _fitted(
    tx: Transaction, learner_id: LearnerId | None, task: Task, result: Result, state: State, now: datetime
) -> Fitted:
    return Fitted(
        learner_id=learner_id,
        version=await parameters.next_version(tx, learner_id),
        numbers=result.parameters,
        fitted_at=now,
        answers=task.answers,
        checked=task.answers,
        loss_before=result.before or 0.0,
        loss_after=result.after or 0.0,
        origin="own" if learner_id is not None else "shared",
        state=state,
    )


async def _recompute(tx: Transaction, learner_id: LearnerId, result: Result, before: dict[ConceptId, Mark]) -> None:
    """O4: stability and difficulty by replay; what was answered while the fit went on is replayed here and now."""
    found = [
        (concept, before[concept], stability, difficulty)
        for concept, stability, difficulty in result.states
        if concept in before
    ]
    await parameters.put_states(tx, learner_id, found)
    replayed = {concept for concept, *_ in found}
    for concept, mark in (await parameters.memory_marks(tx, learner_id)).items():
        if concept not in replayed or before[concept] != mark:
            log = await history.of_concept(tx, learner_id, concept)
            if (memory := replay(log, parameters=result.parameters)) is not None:
                await parameters.put_states(tx, learner_id, [(concept, mark, memory.stability, memory.difficulty)])


def _sleeps(learner: Learner, candidate: Candidate, now: datetime) -> bool:
    begun = learner.day_starts(learner.day(now))
    return begun <= now < begun + NIGHT and now - candidate.last_at >= UNDISTURBED
