"""Learners, staff, and what the bot waits for from each."""

import json
from datetime import datetime, time

from bot.domain.ids import LearnerId
from bot.domain.learners import Conversation, Learner, Person, Role
from bot.domain.memory import DEFAULT_PARAMETERS, PARAMETERS_VERSION
from bot.domain.moments import Hold
from bot.storage.database import Reader, Row, Transaction, from_ms, to_ms

_PERSON = """
SELECT l.*, s.role, s.name, c.waiting_for, c.data, f.numbers, f.version, f.origin
FROM (SELECT ? AS person) AS p
LEFT JOIN learners AS l ON l.id = p.person
LEFT JOIN parameters AS f ON f.learner_id = p.person AND f.state = 'current'
LEFT JOIN staff AS s ON s.person_id = p.person AND s.removed_at IS NULL
LEFT JOIN conversations AS c ON c.person_id = p.person
"""


async def load_person(db: Reader, person_id: LearnerId) -> Person:
    """All that is known of somebody, in one query."""
    row = await db.one(_PERSON, person_id)
    if row is None:
        return Person(person_id)
    return Person(
        id=person_id,
        learner=_learner(row) if row["id"] is not None else None,
        role=Role(row["role"]) if row["role"] else None,
        name=row["name"],
        conversation=Conversation(row["waiting_for"], json.loads(row["data"])) if row["waiting_for"] else None,
    )


async def load(db: Reader, learner_id: LearnerId) -> Learner | None:
    """A learner, or None for somebody who never started the bot or was forgotten."""
    row = await db.one(
        """
        SELECT l.*, f.numbers, f.version, f.origin FROM learners AS l
        LEFT JOIN parameters AS f ON f.learner_id = l.id AND f.state = 'current' WHERE l.id = ?
        """,
        learner_id,
    )
    return _learner(row) if row is not None else None


async def store(tx: Transaction, learner: Learner) -> None:
    """Insert or replace the settings of a learner; their parameters are not among them."""
    await tx.run(
        """
        INSERT INTO learners (id, language, card_languages, zone, buttons, new_a_day, retention,
                              daily_offered_at, started_at, blocked_at, news, rollover, held_day, held_until,
                              questions_a_day, minutes_a_day, catching_up_until)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
          language = excluded.language, card_languages = excluded.card_languages, zone = excluded.zone,
          buttons = excluded.buttons, new_a_day = excluded.new_a_day, retention = excluded.retention,
          daily_offered_at = excluded.daily_offered_at, blocked_at = excluded.blocked_at,
          news = excluded.news, rollover = excluded.rollover, held_day = excluded.held_day,
          held_until = excluded.held_until, questions_a_day = excluded.questions_a_day,
          minutes_a_day = excluded.minutes_a_day, catching_up_until = excluded.catching_up_until
        """,
        learner.id,
        learner.language,
        ",".join(learner.card_languages),
        learner.zone,
        learner.buttons,
        learner.new_a_day,
        learner.retention,
        to_ms(learner.daily_offered_at) if learner.daily_offered_at else None,
        to_ms(learner.started_at),
        to_ms(learner.blocked_at) if learner.blocked_at else None,
        int(learner.news),
        learner.rollover.hour,
        learner.hold.day if learner.hold else None,
        to_ms(learner.hold.until) if learner.hold else None,
        learner.questions_a_day,
        learner.minutes_a_day,
        learner.catching_up_until,
    )


async def mark_blocked(tx: Transaction, learner_id: LearnerId, now: datetime) -> None:
    """The person blocked the bot: nothing is planned for them until their next /start."""
    await tx.run("UPDATE learners SET blocked_at = ? WHERE id = ? AND blocked_at IS NULL", to_ms(now), learner_id)
    await tx.run("UPDATE subscriptions SET next_at = NULL WHERE learner_id = ?", learner_id)


async def store_conversation(
    tx: Transaction, person_id: LearnerId, conversation: Conversation | None, now: datetime
) -> None:
    """Remember, or with None forget, what the bot waits for."""
    if conversation is None:
        await tx.run("DELETE FROM conversations WHERE person_id = ?", person_id)
        return
    await tx.run(
        """
        INSERT INTO conversations (person_id, waiting_for, data, changed_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (person_id) DO UPDATE SET
          waiting_for = excluded.waiting_for, data = excluded.data, changed_at = excluded.changed_at
        """,
        person_id,
        conversation.waiting_for,
        json.dumps(conversation.data, ensure_ascii=False),
        to_ms(now),
    )


def _learner(row: Row) -> Learner:
    return Learner(
        id=row["id"],
        language=row["language"],
        card_languages=tuple(row["card_languages"].split(",")),
        zone=row["zone"],
        buttons=row["buttons"],
        new_a_day=row["new_a_day"],
        retention=row["retention"],
        daily_offered_at=from_ms(row["daily_offered_at"]) if row["daily_offered_at"] is not None else None,
        started_at=from_ms(row["started_at"]),
        blocked_at=from_ms(row["blocked_at"]) if row["blocked_at"] is not None else None,
        news=bool(row["news"]),
        rollover=time(row["rollover"]),
        hold=Hold(row["held_day"], from_ms(row["held_until"])) if row["held_day"] is not None else None,
        parameters=tuple(json.loads(row["numbers"])) if row["numbers"] else DEFAULT_PARAMETERS,
        parameters_version=row["version"] or PARAMETERS_VERSION,
        parameters_shared=row["origin"] == "shared",
        questions_a_day=row["questions_a_day"],
        minutes_a_day=row["minutes_a_day"],
        catching_up_until=row["catching_up_until"],
    )
