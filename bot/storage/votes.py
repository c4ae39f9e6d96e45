"""Who came from a post to study its card, who voted on it, and what all votes add up to."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import LearnerId, PublicationId
from bot.storage import publications
from bot.storage.database import Reader, Transaction, from_ms, to_ms

NUMBER_LEARNT_WITHIN = timedelta(days=30)
"""How long after a post the number of its quiz may still be learnt, where Telegram's answer was lost."""


@dataclass(frozen=True, slots=True)
class EarlyVote:
    """A vote in a quiz that was not known then; `learner_id` is None where only totals count it."""

    learner_id: LearnerId | None
    option: int
    at: datetime


async def note_reader(tx: Transaction, publication_id: PublicationId, learner_id: LearnerId, now: datetime) -> bool:
    """Count a person who came from a post; False for who came before."""
    return bool(
        await tx.run(
            "INSERT INTO publication_readers (publication_id, learner_id, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            publication_id,
            learner_id,
            to_ms(now),
        )
    )


async def has_voted(db: Reader, publication_id: PublicationId, learner_id: LearnerId) -> bool:
    """Whether a vote of this learner was counted."""
    row = await db.one(
        "SELECT 1 AS yes FROM votes WHERE publication_id = ? AND learner_id = ?", publication_id, learner_id
    )
    return row is not None


async def note_vote(
    tx: Transaction,
    publication_id: PublicationId,
    learner_id: LearnerId,
    *,
    option: int,
    correct: bool,
    review_id: int | None,
    now: datetime,
) -> None:
    """Keep the only vote that counts; `review_id` is the line of the log it made, None where memory stayed."""
    await tx.run(
        "INSERT INTO votes (publication_id, learner_id, option, correct, review_id, at) VALUES (?, ?, ?, ?, ?, ?)",
        publication_id,
        learner_id,
        option,
        int(correct),
        review_id,
        to_ms(now),
    )


async def add_answer(tx: Transaction, publication_id: PublicationId, option: int, options: int) -> None:
    """One more vote that Telegram told by itself."""
    answers, totals = await _counts(tx, publication_id)
    answers = answers or [0] * options
    answers[option] += 1
    await tx.run("UPDATE publications SET answers = ? WHERE id = ?", json.dumps(answers), publication_id)
    if sum(answers) > sum(totals):
        await publications.set_totals(tx, publication_id, answers)


async def set_counted(tx: Transaction, publication_id: PublicationId, counted: Sequence[int]) -> None:
    """All votes as Telegram has counted them; an older count than the one that is known changes nothing."""
    _, totals = await _counts(tx, publication_id)
    if sum(counted) >= sum(totals):
        await publications.set_totals(tx, publication_id, counted)


async def any_numberless(db: Reader, now: datetime) -> bool:
    """Whether there is a quiz whose number at Telegram is not known: being posted now, or its answer was lost."""
    row = await db.one(
        "SELECT 1 AS yes FROM publications WHERE form = 'quiz' AND poll_id IS NULL AND due_at >= ? "
        "AND state IN ('planned', 'unknown', 'sent') LIMIT 1",
        to_ms(now - NUMBER_LEARNT_WITHIN),
    )
    return row is not None


async def adopt(tx: Transaction, poll_id: str, options: Sequence[str], now: datetime) -> PublicationId | None:
    """Give a poll to the quiz without a number that shows exactly these options, if there is one and no other."""
    rows = await tx.all(
        "SELECT id, options FROM publications WHERE form = 'quiz' AND poll_id IS NULL AND due_at >= ? "
        "AND state IN ('unknown', 'sent')",
        to_ms(now - NUMBER_LEARNT_WITHIN),
    )
    alike = [row["id"] for row in rows if row["options"] and json.loads(row["options"])["texts"] == list(options)]
    if len(alike) != 1:
        return None
    await tx.run("UPDATE publications SET poll_id = ? WHERE id = ?", poll_id, alike[0])
    return PublicationId(alike[0])


async def keep_early(tx: Transaction, poll_id: str, vote: EarlyVote) -> None:
    """Keep a vote until its quiz is known, and give up those whose quiz never was."""
    await tx.run("DELETE FROM early_votes WHERE at < ?", to_ms(vote.at - NUMBER_LEARNT_WITHIN))
    await tx.run(
        "INSERT INTO early_votes (poll_id, learner_id, option, at) VALUES (?, ?, ?, ?)",
        poll_id,
        vote.learner_id,
        vote.option,
        to_ms(vote.at),
    )


async def take_early(tx: Transaction, poll_id: str) -> list[EarlyVote]:
    """The votes that were kept for a quiz, in their order; they are kept no longer."""
    rows = await tx.all("SELECT * FROM early_votes WHERE poll_id = ? ORDER BY id", poll_id)
    await tx.run("DELETE FROM early_votes WHERE poll_id = ?", poll_id)
    return [EarlyVote(row["learner_id"], row["option"], from_ms(row["at"])) for row in rows]


async def _counts(db: Reader, publication_id: PublicationId) -> tuple[list[int], list[int]]:
    row = await db.one("SELECT answers, totals FROM publications WHERE id = ?", publication_id)
    if row is None:
        raise RuntimeError("a publication vanished inside a transaction")
    return json.loads(row["answers"] or "[]"), json.loads(row["totals"] or "[]")
