"""One update being answered: who asks, when, and the one way to write."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from bot.domain.errors import Refused
from bot.domain.ids import UpdateId
from bot.domain.learners import Conversation, Learner, Person
from bot.storage import inbox, learners, staff
from bot.storage.database import Database, Transaction

T = TypeVar("T")


class Work:
    """Carries an update's id into the transaction of its effects.

    The first write marks the update finished in the same commit; a second run of an update whose effects are
    stored already raises AlreadyFinished and changes nothing. `seen_name` is how Telegram shows the person now;
    it is kept of staff alone.
    """

    def __init__(
        self,
        db: Database,
        person: Person,
        now: datetime,
        update_id: UpdateId | None = None,
        seen_name: str | None = None,
    ) -> None:
        self.db = db
        self.person = person
        self.now = now
        self.seen_name = seen_name
        self._update_id = update_id
        self._finished = update_id is None
        self._conversation = person.conversation
        self._conversation_changed = False

    @property
    def learner(self) -> Learner:
        """The learner who asks; raises Refused for somebody who never pressed start."""
        if self.person.learner is None:
            raise Refused("refused-start-first")
        return self.person.learner

    def seen_as(self, learner: Learner) -> "Work":
        """The same work after the learner was made or changed by it."""
        self.person = replace(self.person, learner=learner)
        return self

    @property
    def conversation(self) -> Conversation | None:
        """What the bot waits for from this person, as changed by this update so far."""
        return self._conversation

    def expect(self, waiting_for: str, data: dict[str, str] | None = None) -> None:
        """Wait for something from this person; stored with the update's effects."""
        self._conversation = Conversation(waiting_for, data or {})
        self._conversation_changed = True

    def expect_nothing(self) -> None:
        """Wait for nothing any more."""
        self._conversation_changed = self._conversation_changed or self._conversation is not None
        self._conversation = None

    def stop_waiting(self, feature: str) -> None:
        """Wait no more for what a feature asked for; what is being written elsewhere stays."""
        if self._conversation is not None and self._conversation.waiting_for.startswith(f"{feature}-"):
            self.expect_nothing()

    async def write(self, unit: Callable[[Transaction], Awaitable[T]]) -> T:
        """Run `unit` in a transaction that also finishes the update and stores a changed conversation."""

        async def whole(tx: Transaction) -> T:
            if not self._finished and self._update_id is not None:
                await inbox.finish(tx, self._update_id, self.now)
            if self._conversation_changed:
                await learners.store_conversation(tx, self.person.id, self._conversation, self.now)
            if self.person.edits and self.seen_name and self.seen_name != self.person.name:
                await staff.note_name(tx, self.person.id, self.seen_name)
            return await unit(tx)

        result = await self.db.write(whole)
        self._finished, self._conversation_changed = True, False
        return result

    async def close(self) -> None:
        """Finish an update that had no effects of its own, or only a changed conversation."""
        if not self._finished or self._conversation_changed:
            await self.write(_nothing)


async def _nothing(_: Transaction) -> None:
    pass
