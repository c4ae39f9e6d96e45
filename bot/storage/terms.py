"""By what a learner's answers are counted: the fitted parameters, the own curve, and the dates, in one query."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.ids import LearnerId
from bot.domain.interview_date import InterviewDate
from bot.domain.memory import DEFAULT_PARAMETERS, PARAMETERS_VERSION
from bot.domain.own_curve import EVERYBODY, OwnCurve
from bot.storage.database import Reader, Transaction
from bot.storage.interview_dates import read_date

_TERMS = """
SELECT f.numbers, f.version, o.parameters AS learned_by, o.curve, d.day, d.since, d.topics
FROM (SELECT ? AS person) AS p
LEFT JOIN parameters AS f ON f.learner_id = p.person AND f.state = 'current'
LEFT JOIN own_curves AS o ON o.learner_id = p.person
LEFT JOIN interview_dates AS d ON d.learner_id = p.person
"""

_KEPT = 10
"""How many earlier curves are kept: as many answers of a day can be taken back."""


@dataclass(frozen=True, slots=True)
class LearnerTerms:
    """What stands in the database now; the defaults for somebody of whom nothing does. Dates may have passed."""

    parameters: tuple[float, ...] = DEFAULT_PARAMETERS
    version: int = PARAMETERS_VERSION
    own: OwnCurve = EVERYBODY
    dates: tuple[InterviewDate, ...] = ()


async def load(db: Reader, learner_id: LearnerId) -> LearnerTerms:
    """Read anew for each answer: a fit may have ended since the learner was read."""
    rows = await db.all(_TERMS, learner_id)
    if not rows:
        return LearnerTerms()
    first = rows[0]
    version = first["version"] or PARAMETERS_VERSION
    # A curve that was learned by other parameters tells of their faults, not of these.
    learned = first["curve"] is not None and first["learned_by"] == version
    return LearnerTerms(
        tuple(json.loads(first["numbers"])) if first["numbers"] else DEFAULT_PARAMETERS,
        version,
        OwnCurve(*json.loads(first["curve"])["now"]) if learned else EVERYBODY,
        tuple(read_date(row) for row in rows if row["day"] is not None),
    )


async def store_own(tx: Transaction, learner_id: LearnerId, before: LearnerTerms, own: OwnCurve, review: int) -> None:
    """Keep the curve as `review`, a line of the log, has changed it."""
    row = await tx.one("SELECT parameters, curve FROM own_curves WHERE learner_id = ?", learner_id)
    known = row is not None and row["parameters"] == before.version
    earlier = json.loads(row["curve"])["before"] if row is not None and known else []
    earlier = [*earlier, [review, *_numbers(before.own)]][-_KEPT:]
    await _put(tx, learner_id, before.version, own, earlier)


async def take_back_own(tx: Transaction, learner_id: LearnerId, review: int) -> None:
    """The curve as it was before a line of the log, where that changed it and is the newest that did."""
    row = await tx.one("SELECT parameters, curve FROM own_curves WHERE learner_id = ?", learner_id)
    earlier = json.loads(row["curve"])["before"] if row is not None else []
    if row is None or not earlier or earlier[-1][0] != review:
        return
    *others, (_, *numbers) = earlier
    await _put(tx, learner_id, row["parameters"], OwnCurve(*numbers), others)


async def _put(
    tx: Transaction, learner_id: LearnerId, version: int, own: OwnCurve, earlier: Sequence[Sequence[float]]
) -> None:
    await tx.run(
        """
        INSERT INTO own_curves (learner_id, parameters, curve) VALUES (?, ?, ?)
        ON CONFLICT (learner_id) DO UPDATE SET parameters = excluded.parameters, curve = excluded.curve
        """,
        learner_id,
        version,
        json.dumps({"now": _numbers(own), "before": earlier}),
    )


def _numbers(own: OwnCurve) -> tuple[float, ...]:
    return own.level, own.slope, own.level_variance, own.slope_variance, own.covariance
