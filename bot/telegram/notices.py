"""Word to owners that somebody joined, rendered at the moment of sending."""

from bot.domain.delivery import Outcome
from bot.services.admins import arrival
from bot.storage.database import Database
from bot.storage.deliveries import Delivery
from bot.telegram.screen import send_screen
from bot.telegram.screens import admins as screens
from bot.telegram.sender import Sender
from bot.texts import Texts


class Notices:
    """Sends what `Admins.redeem` has planned."""

    def __init__(self, db: Database, sender: Sender, texts: Texts) -> None:
        self._db = db
        self._sender = sender
        self._texts = texts

    async def send(self, delivery: Delivery) -> Outcome | None:
        """One attempt; None when there is nobody to tell."""
        told = await arrival(self._db, delivery)
        if told is None:
            return None
        screen = screens.joined(self._texts[told.to.language], told)
        return await self._sender.deliver(send_screen(delivery.chat_id, screen.parts[0]), delivery.attempts)
