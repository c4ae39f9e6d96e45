"""Daily and late reminders on their way out: rendered at the moment of sending, in the reader's language."""

from bot.clock import Clock
from bot.domain.delivery import Outcome, Sent
from bot.domain.topics import Topics
from bot.services.daily import DailyPlanner, Opening
from bot.services.late_reminders import LateOpening, LateReminders
from bot.storage.deliveries import Delivery
from bot.telegram.screen import Screen, send_screen
from bot.telegram.screens import daily as screens
from bot.telegram.sender import Sender
from bot.texts import Texts


class Reminders:
    """Sends learners their daily cards, and the one late reminder of a day."""

    def __init__(
        self,
        planner: DailyPlanner,
        late: LateReminders,
        sender: Sender,
        texts: Texts,
        topics: Topics,
        clock: Clock,
    ) -> None:
        self._planner = planner
        self._late = late
        self._sender = sender
        self._texts = texts
        self._topics = topics
        self._clock = clock

    async def send(self, delivery: Delivery) -> Outcome | None:
        """One attempt; None when nothing is due any more, or there is nobody to tell."""
        opening = await self._planner.opening(delivery, self._clock())
        if not isinstance(opening, Opening):
            return opening
        return await self._deliver(
            delivery, screens.opening(self._texts[opening.learner.language], self._topics, opening)
        )

    async def send_late(self, delivery: Delivery) -> Outcome | None:
        """One attempt at a late reminder; None when the day is done, or there is nobody to tell."""
        opening = await self._late.opening(delivery, self._clock())
        if not isinstance(opening, LateOpening):
            return opening
        return await self._deliver(delivery, screens.late(self._texts[opening.learner.language], self._topics, opening))

    async def _deliver(self, delivery: Delivery, screen: Screen) -> Outcome:
        for text in screen.parts[:-1]:
            outcome = await self._sender.deliver(send_screen(delivery.chat_id, text), delivery.attempts)
            if not isinstance(outcome, Sent):
                return outcome
        return await self._sender.deliver(
            send_screen(delivery.chat_id, screen.parts[-1], screen.markup), delivery.attempts
        )
