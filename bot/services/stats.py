"""What a learner has achieved, in numbers: what /stats shows, in a picture and in words."""

from dataclasses import dataclass

from bot.domain.forgetting import forgetting
from bot.domain.memory import LEARNED_STABILITY
from bot.domain.own_curve import EVERYBODY, OwnCurve
from bot.domain.statistics import (
    CORRECTED_FROM,
    RETENTION_DAYS,
    Calibration,
    Knowledge,
    Known,
    Retention,
    by_topic,
    calibration,
    correction,
    knowledge,
    stability_histogram,
)
from bot.domain.streak import Streak
from bot.domain.workload import DAYS_AHEAD, Pace, Waiting, workload
from bot.services.work import Work
from bot.storage import habit, queue, statistics
from bot.storage.database import Transaction
from bot.storage.queue import Scope

YEAR = 371
"""Days of the heatmap: 53 whole weeks."""

WORTH_A_PICTURE = 10
"""Answers: before these there is nothing to draw."""

CALIBRATED_OVER = 365
"""Days whose answers are compared with what was predicted."""


@dataclass(frozen=True, slots=True)
class Stats:
    """A learner's numbers on user day `today`, as the rules S1 to S6 define them.

    `due` are cards due today, overdue ones too; `learned` would be recalled after three weeks. `answers` counts by
    user day over the last YEAR. `ahead` expects cards for today and the days after it. `on_date` is knowledge on user
    day `date` if nothing is answered until then. `dark` is how the learner wants pictures.
    """

    today: int
    due: int
    learned: int
    streak: Streak
    answers: dict[int, int]
    ahead: tuple[float, ...]
    young: Retention
    mature: Retention
    calibration: Calibration | None
    by_stability: tuple[int, ...]
    topics: list[tuple[str | None, Knowledge]]
    known: Knowledge
    date: int | None
    on_date: Knowledge | None
    dark: bool

    @property
    def answered_today(self) -> int:
        """Answers given on this user day."""
        return self.answers.get(self.today, 0)

    @property
    def cards_a_day(self) -> int:
        """Expected on a day, on average over the days ahead."""
        return round(sum(self.ahead) / max(len(self.ahead), 1))

    @property
    def is_worth_a_picture(self) -> bool:
        """Whether there is something to draw."""
        return sum(self.answers.values()) >= WORTH_A_PICTURE

    @property
    def retention(self) -> Retention:
        """Of all cards, young and mature."""
        return self.young + self.mature


async def gather(work: Work, *, date: int | None = None, pace: Pace | None = None, own: OwnCurve = EVERYBODY) -> Stats:
    """The learner's numbers on this user day; `date` is the user day of an interview.

    `pace` is what the plan of a day takes on; without it, the learner's new cards a day and all that is due. `own` is
    how the learner's forgetting departs from the model; it takes the place of the correction of S7.
    """
    learner, db = work.learner, work.db
    today = learner.day(work.now)
    scope = Scope(learner.id, today, learner.card_languages)
    curves = forgetting(learner.parameters, own)
    cards = await statistics.known(db, scope)
    young, mature = await statistics.retention(db, learner.id, today - RETENTION_DAYS + 1)
    shift = 0.0
    if own == EVERYBODY:
        shift = correction(await statistics.newest_predictions(db, learner.id, CORRECTED_FROM))
    answers = await statistics.answers_per_day(db, learner.id, today - YEAR + 1)
    if pace is None:
        unseen = await statistics.count_unseen(db, scope, learner.new_a_day * DAYS_AHEAD)
        done = await queue.done_today(db, learner.id, today)
        left = max(0, learner.new_a_day - done.new)
        pace = Pace(learner.retention, learner.new_a_day, unseen, new_today=left)
    coming = None if date is None or date < today else date
    return Stats(
        today=today,
        due=sum(card.due_day <= today for card in cards),
        learned=sum(card.stability >= LEARNED_STABILITY for card in cards),
        streak=await habit.load_streak(db, learner.id, today),
        answers=answers,
        ahead=workload(map(_waiting, cards), pace, today, curves),
        young=young,
        mature=mature,
        calibration=calibration(await statistics.predictions(db, learner.id, today - CALIBRATED_OVER + 1)),
        by_stability=stability_histogram(cards),
        topics=by_topic(cards, today, curves, shift),
        known=knowledge(cards, today, curves, shift),
        date=coming,
        on_date=None if coming is None else knowledge(cards, coming, curves, shift),
        dark=await habit.wants_dark(db, learner.id),
    )


async def choose_look(work: Work, *, dark: bool) -> None:
    """Draw pictures dark or light from now on."""
    learner = work.learner

    async def unit(tx: Transaction) -> None:
        await habit.store_dark(tx, learner.id, dark=dark)

    await work.write(unit)


def _waiting(card: Known) -> Waiting:
    return Waiting(card.due_day, card.last_day, card.stability, card.difficulty)
