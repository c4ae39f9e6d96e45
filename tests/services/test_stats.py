"""S2 to S7 through the database: what counts of what was answered, and what does not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.memory import Rating
from bot.services import stats
from bot.services.drill import Drill
from bot.services.stats import Stats
from bot.storage import memories
from bot.storage.database import Transaction
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import add_cards, card
from tests.services.practising import ALICE, Practice

FIRST = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
AGAIN, GOOD = Rating.AGAIN, Rating.GOOD


def later(**by: float) -> datetime:
    return FIRST + timedelta(**by)


@pytest.fixture
async def alice(db: SqliteDatabase) -> Practice:
    made = Practice(
        db, await add_cards(db, [card(number, topic=("gil", "asyncio")[number % 2]) for number in range(40)])
    )
    await made.begin()
    return made


async def numbers(alice: Practice, now: datetime) -> Stats:
    return await stats.gather(alice.work(now))


async def test_S2_only_the_first_answer_of_a_day_to_a_card_met_before_counts(alice: Practice) -> None:
    for number in range(3):
        await alice.answer(FIRST, number)
    assert (await numbers(alice, FIRST)).retention.answers == 0, "first sight is no recall"
    await alice.answer(later(days=3), 0, AGAIN)
    await alice.answer(later(days=3, minutes=10), 0, GOOD)
    await alice.answer(later(days=3), 1, GOOD)
    found = (await numbers(alice, later(days=3, hours=1))).retention
    assert (found.answers, found.passed) == (2, 1)
    await alice.answer(later(days=4, hours=-3), 2, GOOD)
    assert (await numbers(alice, later(days=4))).retention.answers == 3, "the user day counts, not 24 hours"
    assert (await numbers(alice, later(days=32))).retention.answers == 3
    assert (await numbers(alice, later(days=33))).retention.answers == 1
    assert (await numbers(alice, later(days=34))).retention.answers == 0


async def test_S2_young_and_mature_are_told_apart_by_the_memory_before_the_answer(alice: Practice) -> None:
    await alice.answer(FIRST, 0)
    await alice.answer(FIRST, 1)

    async def strengthen(tx: Transaction) -> None:
        await tx.run("UPDATE memories SET stability = 21.0 WHERE concept_id = (SELECT MIN(concept_id) FROM memories)")

    await alice.db.write(strengthen)
    await alice.answer(later(days=5), 0, AGAIN)
    await alice.answer(later(days=5), 1, GOOD)
    found = await numbers(alice, later(days=5))
    assert (found.mature.answers, found.mature.passed) == (1, 0)
    assert (found.young.answers, found.young.passed) == (1, 1)


async def test_what_was_undone_counts_nowhere(alice: Practice) -> None:
    await alice.answer(FIRST, 0)
    before = await numbers(alice, later(days=3))
    await alice.answer(later(days=3), 0, AGAIN)
    assert await numbers(alice, later(days=3)) != before
    await Drill().undo(alice.work(later(days=3)))
    assert await numbers(alice, later(days=3)) == before


async def test_S4_predictions_are_those_of_the_log_and_not_reckoned_anew(alice: Practice) -> None:
    for number in range(40):
        await alice.answer(FIRST, number)
    for number in range(40):
        await alice.answer(later(days=6), number, AGAIN if number < 6 else GOOD)
        await alice.answer(later(days=6, hours=1), number, GOOD)
    found = (await numbers(alice, later(days=6))).calibration
    assert found is not None
    assert found.answers == 40
    (only,) = found.bins
    assert only.observed == pytest.approx(34 / 40)
    rows = await alice.db.all("SELECT predicted FROM reviews WHERE predicted < 1")
    assert only.predicted == pytest.approx(sum(row["predicted"] for row in rows) / 40)

    async def change(tx: Transaction) -> None:
        await tx.run("UPDATE memories SET stability = 0.1")

    await alice.db.write(change)
    assert (await numbers(alice, later(days=6))).calibration == found


async def test_S6_suspended_and_retired_cards_are_not_knowledge(alice: Practice) -> None:
    for number in range(6):
        await alice.answer(FIRST, number)

    async def put_away(tx: Transaction) -> None:
        rows = await tx.all("SELECT id, concept_id FROM cards ORDER BY id LIMIT 4")
        await memories.put_aside(tx, ALICE, rows[0]["concept_id"], "suspended", None, FIRST)
        await memories.put_aside(tx, ALICE, rows[1]["concept_id"], "known", None, FIRST)
        await memories.put_aside(tx, ALICE, rows[2]["concept_id"], "buried", alice.learner.day(FIRST) + 9, FIRST)
        await tx.run("UPDATE cards SET retired_at = 1 WHERE id = ?", rows[3]["id"])

    await alice.db.write(put_away)
    found = await numbers(alice, later(days=4))
    assert found.known.cards == 3
    assert found.due == 2, "the buried one comes back later"
    assert {topic for topic, _ in found.topics} == {"gil", "asyncio"}


async def test_S6_knowledge_on_the_date_and_none_once_it_has_passed(alice: Practice) -> None:
    for number in range(6):
        await alice.answer(FIRST, number)
    today = alice.learner.day(FIRST)
    found = await stats.gather(alice.work(FIRST), date=today + 20)
    assert found.on_date is not None
    assert 0 < found.on_date.expected < found.known.expected == pytest.approx(6)
    assert (await stats.gather(alice.work(FIRST), date=today - 1)).on_date is None
    assert (await numbers(alice, FIRST)).on_date is None


async def test_S6_a_card_known_from_a_quiz_alone_is_marked_until_it_is_recalled(alice: Practice) -> None:
    await alice.answer(FIRST, 0)

    async def by_quiz(tx: Transaction) -> None:
        await tx.run("UPDATE reviews SET mode = 'quiz'")

    await alice.db.write(by_quiz)
    assert (await numbers(alice, FIRST)).known.by_quiz_alone == 1
    await alice.answer(later(days=3), 0)
    assert (await numbers(alice, later(days=3))).known.by_quiz_alone == 0


async def test_S3_the_forecast_begins_with_what_is_due_and_what_is_left_of_the_new_cards(alice: Practice) -> None:
    for number in range(4):
        await alice.answer(FIRST, number)
    found = await numbers(alice, FIRST)
    assert found.ahead[0] == 6, "ten new cards a day, four of them answered"
    assert len(found.ahead) == 30
    alice.learner = replace(alice.learner, new_a_day=5)
    assert (await numbers(alice, FIRST)).ahead[0] == 1


async def test_answers_are_counted_by_user_day_over_a_year(alice: Practice) -> None:
    await alice.answer(FIRST, 0)
    await alice.answer(later(hours=15), 1)
    await alice.answer(later(hours=17), 2)
    found = await numbers(alice, later(days=1))
    assert [found.answers.get(found.today - 1), found.answered_today] == [2, 1]
    assert sum((await numbers(alice, later(days=380))).answers.values()) == 0
