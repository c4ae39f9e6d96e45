"""Posts of unknown fate: a person says what became of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.delivery import Kind
from bot.domain.errors import Refused
from bot.domain.ids import PublicationId
from bot.services import words
from bot.services.follow_ups import Posting, card_of, part_known, plan_answer, plan_part
from bot.services.publishing import plan_post
from bot.services.work import Work
from bot.storage import chats, deliveries, publications, schedules
from bot.storage.chats import ConnectedChat
from bot.storage.database import Transaction
from bot.storage.publications import Publication
from bot.storage.schedules import Schedule

Decision = Literal["there", "again"]


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody said about a post of unknown fate."""

    chat: ConnectedChat
    schedule: Schedule
    publication: Publication
    decision: Decision


class Deciding:
    """The two buttons under the question whether a post is there."""

    async def decide(
        self, work: Work, publication_id: PublicationId, part: int, attempt: int, decision: Decision
    ) -> Decided | None:
        """Say what became of a post of unknown fate; None where somebody else has said it, or it was tried again.

        Raises Refused for who may not decide, and where nothing is sent any more: then the question stays.
        """

        async def unit(tx: Transaction) -> Decided | None:
            publication = await publications.load(tx, publication_id)
            schedule = await schedules.load(tx, publication.schedule_id) if publication else None
            chat = await chats.load(tx, publication.chat) if publication else None
            if publication is None or schedule is None or chat is None:
                raise Refused("refused-old-button")
            if not await words.may_decide(tx, work.person.id, chat, schedule):
                raise Refused("refused-old-button")
            if decision == "again" and (chat.disconnected or (part == 0 and schedule.state == "stopped")):
                raise Refused("post-again-disconnected" if chat.disconnected else "post-again-stopped")
            decided = Decided(chat, schedule, publication, decision)
            if part == 0:
                done = await _decide_post(tx, decided, attempt, work.now)
            else:
                done = await _decide_part(tx, decided, part, attempt, work.now)
            return decided if done else None

        return await work.write(unit)

    async def chat_of(self, work: Work, publication_id: PublicationId) -> ConnectedChat | None:
        """Where a publication belongs."""
        publication = await publications.load(work.db, publication_id)
        return await chats.load(work.db, publication.chat) if publication is not None else None


async def _decide_post(tx: Transaction, decided: Decided, attempt: int, now: datetime) -> bool:
    publication = decided.publication
    if publication.state != "unknown" or await deliveries.known(
        tx, f"{Kind.PUBLIC.value}:{publication.id}:{attempt + 1}"
    ):
        return False
    if decided.decision == "again":
        await publications.settle(tx, publication.id, "planned")
        return await plan_post(tx, publication.id, decided.chat.chat_id, attempt + 1, now)
    await publications.settle_sent(tx, publication.id, now, None)
    await plan_answer(tx, Posting(publication, decided.schedule, decided.chat, await card_of(tx, publication)), now)
    return True


async def _decide_part(tx: Transaction, decided: Decided, part: int, attempt: int, now: datetime) -> bool:
    """Of a part of the answer: it is planned again, or the next one is."""
    publication, chat = decided.publication, decided.chat
    if publication.state != "sent" or await part_known(tx, publication, part, attempt + 1):
        return False
    if decided.decision == "again":
        return await plan_part(tx, publication, chat, part, attempt + 1, now)
    return await plan_part(tx, publication, chat, part + 1, 1, now)
