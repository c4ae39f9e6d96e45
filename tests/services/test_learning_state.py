"""Rules T4 and Q12 through the real service and a real database: whatever a learner does, the log gives the state."""

import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.domain.errors import Refused
from bot.domain.ids import CardId, ConceptId, LearnerId
from bot.domain.learners import ROLLOVER_HOURS, Learner, Person
from bot.domain.memory import DEFAULT_PARAMETERS, Memory, Phase, Rating
from bot.domain.replay import replay
from bot.services import answers
from bot.services.answers import Given
from bot.services.choosing import Question, Where
from bot.services.drill import Answer, Drill, Rated
from bot.services.work import Work
from bot.storage import history, learners, memories, queue, reports, terms
from bot.storage.database import Reader, Transaction
from bot.storage.memories import Aside
from bot.storage.sqlite import SqliteDatabase
from bot.storage.terms import LearnerTerms
from tests.conftest import START, add_cards, card

ALICE = LearnerId(1)
KNOWN = Memory(Phase.REVIEW, 5.0, 5.0, 0, None, 0, START, 1, 0, 1, 1)
REFITTED = (*(value * 1.05 for value in DEFAULT_PARAMETERS[:20]), 0.2)
ASIDES: tuple[Aside, ...] = ("buried", "suspended", "known", "skipped")
KEPT = ("memories", "wanted", "set_aside", "day_quotas", "own_words")
ZONES = ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin", "UTC")


class Practice:
    """A learner who does anything at any time."""

    def __init__(self, db: SqliteDatabase) -> None:
        self.db = db
        self.drill = Drill()
        self.now = START
        self.learner = Learner(ALICE, "en", ("en",), "UTC", 4, 30, 0.9, START, START)

    @property
    def work(self) -> Work:
        return Work(self.db, Person(ALICE, self.learner), self.now)

    async def begin(self, cards: int) -> None:
        points = [card(number, hint="Think.", likes=number) for number in range(cards)]
        await add_cards(self.db, points)
        await self.keep(self.learner)

    async def keep(self, learner: Learner) -> None:
        async def unit(tx: Transaction) -> None:
            await learners.store(tx, learner)

        await self.db.write(unit)
        stored = await learners.load(self.db, ALICE)
        assert stored == learner
        self.learner = learner

    async def rate(self, card_id: CardId, rating: Rating, hints: int = 0) -> tuple[Answer, Rated]:
        shown = await self.drill.reveal(self.work, card_id, Where(), hints=hints)
        interval = shown.futures[rating].due_day - shown.day
        rated = await self.drill.rate(
            self.work,
            card_id,
            Given(rating, "self", hints=hints, interval=interval),
            seen_version=shown.version,
            seen_day=shown.day,
            where=Where(),
        )
        assert isinstance(rated, Rated)
        return shown, rated

    async def vote(self, card_id: CardId, *, right: bool, ago: timedelta) -> None:
        """A vote in a quiz, perhaps one that is counted only long after it was given."""

        async def unit(tx: Transaction) -> None:
            voted = await self.drill.card(self.work, card_id)
            before = await memories.load(tx, ALICE, voted.concept_id)
            given = Given(Rating.GOOD if right else Rating.AGAIN, "quiz", score=float(right), guessed=not right)
            assert await answers.count(tx, self.learner, voted, before, given, self.now - ago) is not None

        await self.db.write(unit)

    async def rows(self) -> dict[str, list[dict[str, object]]]:
        found = {}
        for table in KEPT:
            rows = await self.db.all(f"SELECT * FROM {table}")  # noqa: S608 - named above
            found[table] = [dict(row) for row in rows]  # type: ignore[call-overload]  # rows are mappings
        return found

    async def check(self, parameters: tuple[float, ...] = DEFAULT_PARAMETERS) -> None:
        logs = await history.of_learner(self.db, ALICE)
        stored = [row["concept_id"] for row in await self.db.all("SELECT concept_id FROM memories")]
        assert set(stored) == set(logs)
        for concept, log in logs.items():
            memory = await memories.load(self.db, ALICE, concept)
            replayed = replay(log, parameters=parameters)
            assert memory is not None
            assert replayed is not None
            assert memory.stability == pytest.approx(replayed.stability, rel=1e-9)
            assert memory.difficulty == pytest.approx(replayed.difficulty, rel=1e-9)
            exact = replace(replayed, stability=memory.stability, difficulty=memory.difficulty)
            assert exact == memory
            assert memory.stability > 0
            assert 1 <= memory.difficulty <= 10
            assert memory.due_day >= log[-1].day
            assert await history.of_concept(self.db, ALICE, concept) == log


@pytest.fixture
async def practice(db: SqliteDatabase) -> Practice:
    return Practice(db)


@pytest.mark.parametrize("seed", range(6))
async def test_t4_whatever_is_done_the_log_gives_the_state(practice: Practice, seed: int) -> None:
    drawn = random.Random(seed)  # noqa: S311 - a test's own dice
    await practice.begin(7)
    for _ in range(60):
        practice.now += timedelta(minutes=drawn.choice((0, 1, 9, 300, 1500, 9000)))
        card_id = CardId(drawn.randint(1, 7))
        act = drawn.random()
        if act < 0.55:
            before = practice.learner.day(practice.now)
            shown, rated = await practice.rate(card_id, Rating(drawn.randint(1, 4)), hints=drawn.choice((0, 0, 1)))
            assert shown.futures[rated.rating].due_day == rated.after.due_day, "what the button promised"
            assert rated.after.due_day >= before
        elif act < 0.6:
            await practice.vote(card_id, right=drawn.random() < 0.5, ago=timedelta(hours=drawn.choice((0, 1, 30))))
        elif act < 0.75:
            with suppress(Refused):
                await practice.drill.undo(practice.work)
        elif act < 0.83:
            how = drawn.choice(ASIDES)
            await practice.drill.put_aside(practice.work, card_id, how, Where())
        elif act < 0.87:
            await practice.drill.take_back(practice.work, card_id)
        elif act < 0.93:
            with suppress(Refused):
                await practice.drill.start_over(practice.work, card_id, Where())
        else:
            zone, rollover = drawn.choice(ZONES), time(drawn.choice(ROLLOVER_HOURS))
            await practice.keep(practice.learner.living_by(practice.now, zone=zone, rollover=rollover))
    await practice.check()


async def test_q12_ten_steps_of_the_day_are_taken_back_to_the_byte_and_no_more(practice: Practice) -> None:
    await practice.begin(9)
    drill, first, second = practice.drill, CardId(1), CardId(2)

    async def want(tx: Transaction) -> None:
        asked = await drill.card(practice.work, first)
        await queue.want(tx, ALICE, asked.concept_id, practice.now)

    await practice.db.write(want)
    await drill.put_aside(practice.work, second, "skipped", Where())
    acts: tuple[Callable[[], Awaitable[object]], ...] = (
        lambda: practice.rate(first, Rating.GOOD),
        lambda: practice.rate(first, Rating.AGAIN, hints=1),
        lambda: drill.put_aside(practice.work, second, "buried", Where()),
        lambda: drill.take_back(practice.work, second),
        lambda: drill.start_over(practice.work, first, Where()),
        lambda: practice.rate(first, Rating.HARD),
    )
    before = []
    for place, act in enumerate((*acts, *acts)):
        before.append(await practice.rows())
        await act()
        # Some steps follow each other within the same millisecond.
        practice.now += timedelta(seconds=place % 2)
    for expected in reversed(before[2:]):
        await drill.undo(practice.work)
        assert await practice.rows() == expected
    with pytest.raises(Refused, match="undo-too-many"):
        await drill.undo(practice.work)
    await practice.check()
    await practice.rate(CardId(8), Rating.GOOD)
    await drill.undo(practice.work)
    assert await practice.rows() == before[2]


async def test_q12_yesterday_is_not_taken_back(practice: Practice) -> None:
    await practice.begin(2)
    await practice.rate(CardId(1), Rating.GOOD)
    await practice.drill.put_aside(practice.work, CardId(2), "suspended", Where())
    practice.now += timedelta(days=1)
    with pytest.raises(Refused, match="undo-nothing"):
        await practice.drill.undo(practice.work)


async def test_o4_an_answer_taken_back_after_a_refit_leaves_what_the_new_parameters_make_of_the_log(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    await practice.begin(1)
    for days in (0, 4):
        practice.now += timedelta(days=days)
        await practice.rate(CardId(1), Rating.GOOD)

    async def refitted(_: Reader, _learner: LearnerId) -> LearnerTerms:
        return LearnerTerms(REFITTED, 2)

    monkeypatch.setattr(terms, "load", refitted)
    await practice.drill.undo(practice.work)
    await practice.check(REFITTED)
    await practice.rate(CardId(1), Rating.EASY)
    await practice.check(REFITTED)


@pytest.mark.parametrize(("hints", "rating"), [(0, Rating.GOOD), (1, Rating.HARD), (2, Rating.AGAIN)])
async def test_g7_a_button_made_up_with_hints_is_lowered_all_the_same(
    practice: Practice, hints: int, rating: Rating
) -> None:
    await practice.begin(1)
    _, rated = await practice.rate(CardId(1), Rating.GOOD, hints=hints)
    assert rated.rating is rating
    assert [row["rating"] for row in await practice.db.all("SELECT rating FROM reviews")] == [rating.value]


async def test_what_cannot_be_kept_of_a_promise_is_said(practice: Practice) -> None:
    await practice.begin(1)
    shown = await practice.drill.reveal(practice.work, CardId(1), Where())
    interval = shown.futures[Rating.EASY].due_day - shown.day
    await practice.keep(replace(practice.learner, retention=0.95))
    given = Given(Rating.EASY, "self", interval=interval)
    rated = await practice.drill.rate(
        practice.work, CardId(1), given, seen_version=0, seen_day=shown.day, where=Where()
    )
    assert isinstance(rated, Rated)
    assert rated.recomputed == "changed"
    assert rated.after.due_day - shown.day < interval


async def test_a_card_that_starts_over_is_asked_next_as_a_new_one(practice: Practice) -> None:
    await practice.begin(3)
    await practice.rate(CardId(1), Rating.GOOD)
    following = await practice.drill.start_over(practice.work, CardId(1), Where())
    assert isinstance(following, Question)
    assert (following.card.id, following.is_new, following.version) == (CardId(1), True, 0)
    with pytest.raises(Refused):
        await practice.drill.start_over(practice.work, CardId(1), Where())
    await practice.rate(CardId(1), Rating.GOOD)
    await practice.check()
    done = await queue.done_today(practice.db, ALICE, practice.learner.day(practice.now))
    assert (done.new, done.reviewed, done.answers) == (1, 0, 2)


async def test_g10_what_editors_see_of_a_card_counts_the_first_answer_of_each_day(practice: Practice) -> None:
    await practice.begin(1)
    for days, ratings in ((0, (Rating.AGAIN, Rating.GOOD, Rating.GOOD)), (3, (Rating.GOOD, Rating.AGAIN))):
        practice.now += timedelta(days=days)
        for rating in ratings:
            await practice.rate(CardId(1), rating)
    assert await reports.recalled(practice.db, CardId(1), START) == (2, 1)
    await practice.drill.undo(practice.work)
    await practice.drill.undo(practice.work)
    assert await reports.recalled(practice.db, CardId(1), START) == (1, 0)


@pytest.mark.parametrize("rating", Rating)
async def test_t5_the_button_holds_although_others_fell_due_on_its_day_since(
    practice: Practice, rating: Rating
) -> None:
    await practice.begin(5)
    await practice.rate(CardId(1), Rating.GOOD)
    practice.now += timedelta(days=9)
    shown = await practice.drill.reveal(practice.work, CardId(1), Where())
    promised = shown.futures[rating].due_day
    await practice.db.write(crowd(promised))
    again = await practice.drill.reveal(practice.work, CardId(1), Where())
    given = Given(rating, "self", interval=promised - shown.day)
    rated = await practice.drill.rate(
        practice.work, CardId(1), given, seen_version=shown.version, seen_day=shown.day, where=Where()
    )
    assert isinstance(rated, Rated)
    assert rated.after.due_day == promised
    assert rated.recomputed is None
    if rating is not Rating.AGAIN:
        assert again.futures[rating].due_day != promised, "the least loaded day is another one by now"


def crowd(day: int) -> Callable[[Transaction], Awaitable[None]]:
    """Four more cards that fall due on one day."""

    async def unit(tx: Transaction) -> None:
        due = replace(KNOWN, due_day=day)
        for concept in range(2, 6):
            await memories.replace(tx, ALICE, ConceptId(concept), None, due)

    return unit
