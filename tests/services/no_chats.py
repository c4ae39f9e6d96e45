"""Chats that nobody runs, for what has nothing to do with them."""

from bot.domain.ids import ChatId, LearnerId
from bot.services.chats import Chats


async def _nobody(_: ChatId, __: LearnerId) -> bool:
    return False


NO_CHATS = Chats(_nobody, open_to_all=False)
