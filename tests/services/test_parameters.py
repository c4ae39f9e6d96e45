"""Personal parameters from the log to the next answer, fitted by the real process: rules O1 to O6."""

import asyncio
import logging
import os
import random
import stat
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.fitting import Answered
from bot.domain.ids import ConceptId, LearnerId
from bot.domain.memory import DEFAULT_PARAMETERS, Rating, rate
from bot.domain.replay import replay
from bot.jobs import fitting
from bot.jobs.fitting import NightlyFitting, run_fitter
from bot.services.answers import Given, count
from bot.services.fit_exchange import Ending, FitFailed, Result, read_letter, write_result
from bot.services.parameters import PersonalParameters, Task
from bot.storage import cards, history, learners, memories, parameters, personal_data
from bot.storage.database import Transaction, to_ms
from bot.storage.parameters import Fitted
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, Clock
from tests.forgetful import DAY_MS, FLAT, STEEP, lived
from tests.reviewed import all_memories, needs_package, store_log

ALICE, BOB, CAROL = LearnerId(101), LearnerId(102), LearnerId(103)
Run = Callable[[bytes], Awaitable[bytes]]


def night_after(log: list[Answered]) -> datetime:
    """Half past four in UTC, on the day after the last answer."""
    return datetime.fromtimestamp((log[-1].day + 1) * DAY_MS / 1000, UTC) + timedelta(hours=4.5)


def answering(result: Result) -> Run:
    """A process that gives this result whatever it is asked."""

    async def run(_: bytes) -> bytes:
        return write_result(result)

    return run


async def fit(db: SqliteDatabase, now: datetime, run: Run = run_fitter, *, shared: bool = False) -> list[Ending]:
    """A night: whose turn it is, and what became of each."""
    personal = PersonalParameters(db, run, shared=shared)
    return [(await personal.attend(task, now)).ending async for task in personal.tasks(now)]


async def use(db: SqliteDatabase, learner_id: LearnerId, numbers: tuple[float, ...], now: datetime) -> None:
    """Put a set in use, whatever it is worth."""

    async def unit(tx: Transaction) -> None:
        await parameters.insert(tx, Fitted(learner_id, 2, numbers, now, 400, 400, 0.4, 0.3, "own", "current"))

    await db.write(unit)


async def strengths(db: SqliteDatabase, numbers: tuple[float, ...]) -> dict[int, tuple[float, float]]:
    """Alice's memories as her log leaves them under a set."""
    found = {}
    for concept, log in (await history.of_learner(db, ALICE)).items():
        memory = replay(log, parameters=numbers)
        assert memory is not None
        found[int(concept)] = (memory.stability, memory.difficulty)
    return found


async def stored(db: SqliteDatabase) -> dict[int, tuple[object, object]]:
    return {concept: (row["stability"], row["difficulty"]) for concept, row in (await all_memories(db, ALICE)).items()}


@needs_package
async def test_O3_O4_a_shifted_learner_gets_a_set_that_moves_no_due_date(db: SqliteDatabase) -> None:
    log = lived(STEEP, 1_500)
    await store_log(db, ALICE, log)
    before = await all_memories(db, ALICE)
    assert await fit(db, night_after(log)) == [Ending.ACCEPTED]

    learner = await learners.load(db, ALICE)
    assert learner is not None
    assert learner.parameters_version == 2
    assert learner.parameters != DEFAULT_PARAMETERS
    after = await all_memories(db, ALICE)
    kept = set(next(iter(before.values()))) - {"stability", "difficulty"}
    assert {c: {k: row[k] for k in kept} for c, row in after.items()} == {
        c: {k: row[k] for k in kept} for c, row in before.items()
    }
    assert all(after[concept]["stability"] != before[concept]["stability"] for concept in before)
    assert await stored(db) == await strengths(db, learner.parameters), "as a replay makes them, to the last digit"
    (row,) = await db.all("SELECT * FROM parameters")
    assert (row["state"], row["origin"], row["answers"]) == ("current", "own", 1_500)
    assert row["loss_after"] <= 0.998 * row["loss_before"]


@needs_package
@pytest.mark.parametrize("passed", [0.5, 0.8])
async def test_O3_random_labels_change_nothing(db: SqliteDatabase, passed: float) -> None:
    chance = random.Random(9)  # noqa: S311 - random answers
    weights = [1 - passed, passed * 0.2, passed * 0.6, passed * 0.2]
    log = [replace(each, rating=chance.choices(list(Rating), weights)[0]) for each in lived(DEFAULT_PARAMETERS, 1_000)]
    await store_log(db, ALICE, log)
    before = await all_memories(db, ALICE)
    assert await fit(db, night_after(log)) == [Ending.REJECTED]
    assert await all_memories(db, ALICE) == before
    learner = await learners.load(db, ALICE)
    assert learner is not None
    assert (learner.parameters, learner.parameters_version) == (DEFAULT_PARAMETERS, 1)


@needs_package
async def test_O5_a_bad_set_in_use_is_taken_back(db: SqliteDatabase) -> None:
    log = lived(STEEP, 900)
    await store_log(db, ALICE, log, FLAT)
    await use(db, ALICE, FLAT, night_after(log) - timedelta(hours=6))
    assert await fit(db, night_after(log)) == [Ending.REVERTED]
    learner = await learners.load(db, ALICE)
    assert learner is not None
    assert (learner.parameters, learner.parameters_version) == (DEFAULT_PARAMETERS, 1)
    assert await stored(db) == await strengths(db, DEFAULT_PARAMETERS)
    assert [row["state"] for row in await db.all("SELECT state FROM parameters")] == ["reverted"]


async def test_O1_no_attempt_at_399_nor_by_day_nor_in_the_middle_of_a_session(db: SqliteDatabase) -> None:
    async def due(now: datetime) -> list[Task]:
        return [task async for task in PersonalParameters(db, never, shared=False).tasks(now)]

    log = lived(DEFAULT_PARAMETERS, 400)
    night = night_after(log)
    await store_log(db, BOB, log[:399])
    assert await due(night) == []
    await store_log(db, ALICE, log)
    assert await due(night) == [Task(ALICE, 400, fit=True)]
    assert await due(night + timedelta(hours=4)) == [], "she is up"
    assert await due(night - timedelta(hours=1)) == [], "her day goes on until four"
    await db.write(lambda tx: tx.run("UPDATE reviews SET at = ? WHERE id = 799", to_ms(night)))
    assert await due(night + timedelta(minutes=29)) == []
    assert len(await due(night + timedelta(minutes=31))) == 1
    await db.write(lambda tx: tx.run("UPDATE reviews SET undone_at = 1 WHERE id = 799"))
    assert await due(night + timedelta(minutes=31)) == [], "what was undone does not count"


async def test_O1_a_rejected_set_counts_as_an_attempt(db: SqliteDatabase) -> None:
    log = lived(DEFAULT_PARAMETERS, 601)
    night = night_after(log)
    await store_log(db, ALICE, log[:400])
    no = answering(Result(Ending.REJECTED, STEEP, 200, 0.3, 0.31))
    assert await fit(db, night, no) == [Ending.REJECTED]
    await store_log_further(db, log[400:599])
    assert await fit(db, night + timedelta(days=1), no) == []
    await store_log_further(db, log[599:600])
    assert await fit(db, night, no) == [], "once a day"
    assert await fit(db, night + timedelta(days=1), no) == [Ending.REJECTED]


async def store_log_further(db: SqliteDatabase, log: list[Answered]) -> None:
    """More answers of Alice; her memories do not matter."""
    rows = [(ALICE, 1, each.at, each.day, each.rating.value, each.day + 1) for each in log]
    sql = """
        INSERT INTO reviews (learner_id, concept_id, card_id, at, day, rating, mode, parameters, due_day)
        VALUES (?, ?, 1, ?, ?, ?, 'self', 1, ?)
    """
    await db.write(lambda tx: tx.many(sql, rows))


async def test_the_next_answer_is_counted_by_the_new_set(db: SqliteDatabase) -> None:
    log = lived(STEEP, 400)
    await store_log(db, ALICE, log)
    night = night_after(log)
    assert await fit(db, night, answering(accepted(log))) == [Ending.ACCEPTED]
    learner = await learners.load(db, ALICE)
    assert learner is not None

    async def unit(tx: Transaction) -> None:
        card = await cards.load(tx, (await tx.all("SELECT id FROM cards"))[0]["id"])
        assert card is not None
        before = await memories.load(tx, ALICE, ConceptId(1))
        assert before is not None
        outcome = await count(
            tx, learner, replace(card, concept_id=ConceptId(1)), before, Given(Rating.HARD, "self"), night
        )
        assert outcome is not None
        after, _ = outcome
        day = learner.day(night)
        by_hand = rate(before, Rating.HARD, now=night, day=day, seed=(ALICE, 1), parameters=STEEP)
        by_default = rate(before, Rating.HARD, now=night, day=day, seed=(ALICE, 1))
        assert (after.stability, after.difficulty) == (by_hand.stability, by_hand.difficulty)
        assert after.stability != by_default.stability

    await db.write(unit)
    (row,) = await db.all("SELECT parameters FROM reviews ORDER BY id DESC LIMIT 1")
    assert row["parameters"] == 2


def accepted(log: list[Answered], numbers: tuple[float, ...] = STEEP) -> Result:
    """What the process says where it takes a set, without the states: they are replayed."""
    return Result(Ending.ACCEPTED, numbers, len(log), 0.4, 0.3)


async def test_O4_what_was_answered_during_the_fit_is_replayed_with_the_rest(db: SqliteDatabase) -> None:
    log = lived(STEEP, 401)
    await store_log(db, ALICE, log[:400])
    states = await strengths(db, STEEP)
    late = replace(log[400], history=log[0].history)

    async def run(letter: bytes) -> bytes:
        await store_log_further(db, [replace(late, history=1)])
        await db.write(lambda tx: tx.run("UPDATE memories SET version = version + 1 WHERE concept_id = 1"))
        found = tuple((ConceptId(concept), *state) for concept, state in states.items())
        return write_result(replace(accepted(log), states=found))

    assert await fit(db, night_after(log), run) == [Ending.ACCEPTED]
    assert await strengths(db, STEEP) != states
    assert await stored(db) == await strengths(db, STEEP)


async def test_O4_an_answer_taken_back_and_given_anew_during_the_fit_is_replayed_too(db: SqliteDatabase) -> None:
    log = lived(STEEP, 400)
    await store_log(db, ALICE, log)
    states = await strengths(db, STEEP)
    last = log[-1].history

    async def run(letter: bytes) -> bytes:
        other = "UPDATE reviews SET rating = 4, at = at + 1 WHERE id = 400"
        await db.write(lambda tx: tx.run(other))
        await db.write(lambda tx: tx.run("UPDATE memories SET last_at = last_at + 1 WHERE concept_id = ?", last))
        found = tuple((ConceptId(concept), *state) for concept, state in states.items())
        return write_result(replace(accepted(log), states=found))

    assert log[-1].rating is not Rating.EASY
    await fit(db, night_after(log), run)
    assert await strengths(db, STEEP) != states
    assert await stored(db) == await strengths(db, STEEP)


async def test_nothing_is_stored_of_who_was_forgotten_during_the_fit(db: SqliteDatabase) -> None:
    log = lived(STEEP, 400)
    await store_log(db, ALICE, log)

    async def run(letter: bytes) -> bytes:
        await db.write(lambda tx: personal_data.erase(tx, ALICE))
        return write_result(accepted(log))

    await fit(db, night_after(log), run)
    assert await db.all("SELECT * FROM parameters") == []


async def test_answers_before_a_reset_teach_but_leave_no_memory(db: SqliteDatabase) -> None:
    log = lived(STEEP, 400)
    await store_log(db, ALICE, log)
    reset = """
        INSERT INTO steps (learner_id, concept_id, what, at, day, after_review, before)
        VALUES (?, ?, 'reset', 0, 0, 399, '{}')
    """
    await db.write(lambda tx: tx.run(reset, ALICE, log[-1].history))
    sent: list[bytes] = []

    async def run(letter: bytes) -> bytes:
        sent.append(letter)
        return await run_fitter(letter)

    await use(db, ALICE, STEEP, START)
    await PersonalParameters(db, run, shared=False).attend(Task(ALICE, 400, drop=True), START)
    assert await stored(db) == await strengths(db, DEFAULT_PARAMETERS)
    _, lines = read_letter(sent[0])
    assert [line[0] for line in lines] == list(range(1, 401))
    assert {line[0] for line in lines if line[1] < 0} == {
        number for number, each in enumerate(log[:399], 1) if each.history == log[-1].history
    }


async def test_O2_a_process_that_is_killed_leaves_everything_as_it_was(
    db: SqliteDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = lived(STEEP, 400)
    await store_log(db, ALICE, log)
    before = await all_memories(db, ALICE)
    monkeypatch.setattr(sys, "executable", str(program(tmp_path, "kill -9 $$")))
    with pytest.raises(FitFailed, match="exit code -9"):
        await fit(db, night_after(log))
    monkeypatch.setattr(sys, "executable", str(program(tmp_path, "echo some reason >&2; exit 1")))
    with pytest.raises(FitFailed, match="some reason"):
        await fit(db, night_after(log))
    monkeypatch.setattr(sys, "executable", str(program(tmp_path, 'printf \'{"ending": "accepted"\'')))
    with pytest.raises(FitFailed, match="cut off"):
        await fit(db, night_after(log))
    assert await all_memories(db, ALICE) == before
    assert await db.all("SELECT * FROM parameters") == []


def program(folder: Path, does: str) -> Path:
    """A program to start in place of the interpreter."""
    path = folder / "program"
    path.write_text(f"#!/bin/sh\n{does}\n", "utf-8")
    path.chmod(stat.S_IRWXU)
    return path


async def test_O2_a_process_that_takes_too_long_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(program(tmp_path, f"echo $$ > {tmp_path}/pid; exec sleep 60")))
    with pytest.raises(FitFailed, match="no answer within"):
        await run_fitter(b"", longest=0.2)
    assert not is_alive(tmp_path / "pid")


async def test_O2_a_stop_of_the_bot_kills_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(program(tmp_path, f"echo $$ > {tmp_path}/pid; exec sleep 60")))
    async with asyncio.TaskGroup() as group:
        fit_under_way = group.create_task(run_fitter(b""))
        pid = tmp_path / "pid"
        while not pid.exists() or not pid.read_text():  # noqa: ASYNC110 - another process makes it
            await asyncio.sleep(0.01)
        fit_under_way.cancel()
    assert fit_under_way.cancelled()
    assert not is_alive(tmp_path / "pid")


def is_alive(pid: Path) -> bool:
    try:
        os.kill(int(pid.read_text()), 0)
    except ProcessLookupError:
        return False
    return True


async def test_O2_a_missing_package_is_said_once_and_nothing_is_tried(
    db: SqliteDatabase, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    log = lived(STEEP, 400)
    await store_log(db, ALICE, log)
    monkeypatch.setattr(fitting, "PACKAGE", "no_such_package")
    caplog.set_level(logging.INFO)
    nightly = NightlyFitting(PersonalParameters(db, never, shared=False), Clock(night_after(log)))
    assert [await nightly.round(), await nightly.round()] == [False, False]
    assert [record.message for record in caplog.records] == [fitting.MISSING]


async def never(_: bytes) -> bytes:
    raise AssertionError("nothing is fitted")


async def test_the_night_goes_on_after_a_fit_that_failed(
    db: SqliteDatabase, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(fitting, "is_installed", lambda: True)
    log = lived(STEEP, 400)
    for learner in (ALICE, BOB):
        await store_log(db, learner, log)
    asked = 0

    async def run(_: bytes) -> bytes:
        nonlocal asked
        asked += 1
        if asked == 1:
            raise FitFailed("it was killed")
        return write_result(accepted(log))

    nightly = NightlyFitting(PersonalParameters(db, run, shared=False), Clock(night_after(log)))
    assert await nightly.round() is False
    assert "learner 101 stay as they are, the fit failed: it was killed" in caplog.text
    assert [row["learner_id"] for row in await db.all("SELECT learner_id FROM parameters")] == [BOB]


async def test_O6_a_shared_set_is_lent_to_those_with_few_answers_where_the_host_says_so(db: SqliteDatabase) -> None:
    log = lived(STEEP, 400)
    night = night_after(log)
    await store_log(db, ALICE, log[:150])
    await store_log(db, BOB, lived(STEEP, 300, seed=4)[:249])
    yes = answering(accepted(log))
    assert await fit(db, night, yes, shared=True) == [], "399 answers of all"
    await store_log_further(db, log[150:151])
    assert await fit(db, night, yes) == [], "not asked for"
    assert await fit(db, night, yes, shared=True) == [Ending.ACCEPTED] * 3, "the fit, and its two borrowers"
    assert await stored(db) == await strengths(db, STEEP)
    for learner_id in (ALICE, BOB):
        learner = await learners.load(db, learner_id)
        assert learner is not None
        assert (learner.parameters, learner.parameters_version) == (STEEP, 2)
    assert await fit(db, night + timedelta(days=1), yes, shared=True) == [], "nothing new"

    await store_log_further(db, log[151:201])
    worse = answering(Result(Ending.REVERTED, DEFAULT_PARAMETERS, 200))
    assert await fit(db, night + timedelta(days=1), worse, shared=True) == [Ending.REVERTED], "Alice's alone is checked"
    assert await stored(db) == await strengths(db, DEFAULT_PARAMETERS)
    assert await fit(db, night + timedelta(days=2), yes, shared=True) == [], "she is not lent it again"

    kept = answering(Result(Ending.KEPT, DEFAULT_PARAMETERS, 0))
    assert await fit(db, night, kept) == [Ending.REVERTED], "Bob's, where it is lent no more"
    learner = await learners.load(db, BOB)
    assert learner is not None
    assert learner.parameters == DEFAULT_PARAMETERS


async def test_O6_a_shared_set_is_fitted_on_everybodys_answers_under_names_that_tell_nothing(
    db: SqliteDatabase,
) -> None:
    log = lived(STEEP, 300)
    for learner in (ALICE, BOB, CAROL):
        await store_log(db, learner, log)
    letters: list[bytes] = []

    async def run(letter: bytes) -> bytes:
        letters.append(letter)
        return write_result(Result(Ending.REJECTED, STEEP, 600, 0.3, 0.31))

    assert await fit(db, night_after(log), run, shared=True) == [Ending.REJECTED]
    order, lines = read_letter(letters[0])
    assert (order.fit, order.check, order.replay) == (True, False, False)
    assert len(lines) == 900
    assert len({history for _, history, *_ in lines}) == 3 * len({each.history for each in log})
    assert [row["state"] for row in await db.all("SELECT state FROM parameters")] == ["rejected"]
