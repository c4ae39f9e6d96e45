"""Broadcasts on their way out: what a learner gets, and word to the owner how it went."""

from functools import lru_cache, partial

from bot.domain.delivery import Outcome
from bot.domain.errors import Refused
from bot.domain.markup import parse_markdown
from bot.services.broadcasts import BroadcastPlanner
from bot.storage.deliveries import Delivery
from bot.telegram import limits
from bot.telegram.render import render, split, visible_length
from bot.telegram.screen import Screen, send_screen
from bot.telegram.screens import broadcast as screens
from bot.telegram.sender import Sender
from bot.texts import Texts, Translator
from bot.texts.html import Html


class Broadcasting:
    """Sends what `BroadcastPlanner` has planned."""

    def __init__(self, planner: BroadcastPlanner, sender: Sender, texts: Texts) -> None:
        self._planner = planner
        self._sender = sender
        self._texts = texts

    async def send(self, delivery: Delivery) -> Outcome | None:
        """One attempt; None where it was stopped, or there is nobody to tell."""
        found = await self._planner.letter(delivery)
        if found is None:
            return None
        learner, text = found
        screen = letter(self._texts[learner.language], text)
        return await self._sender.deliver_if(
            partial(self._planner.is_sending, delivery),
            send_screen(delivery.chat_id, screen.parts[0], screen.markup),
            delivery.attempts,
        )

    async def report(self, delivery: Delivery) -> Outcome | None:
        """One attempt to tell the owner; None when there is nobody to tell."""
        told = await self._planner.report(delivery)
        if told is None:
            return None
        owner, broadcast = told
        screen = screens.status(self._texts[owner.language], owner, broadcast)
        return await self._sender.deliver(
            send_screen(delivery.chat_id, screen.parts[0], screen.markup), delivery.attempts
        )


def letter(tr: Translator, text: str) -> Screen:
    """What a learner gets: the owner's words as they are, and a way to get no more of them."""
    return Screen((_drawn(text),), screens.news(tr, on=True))


def fitting(text: str) -> str:
    """The text, if one message can show it; raises Refused where it shows nothing or is too long."""
    blocks = parse_markdown(text)
    pieces = split(blocks, first=limits.MESSAGE_TEXT, rest=limits.MESSAGE_TEXT)
    if not pieces:
        raise Refused("broadcast-empty")
    if len(pieces) == 1:
        return text
    length = visible_length(render(blocks))
    if length <= limits.MESSAGE_TEXT:
        raise Refused("broadcast-too-many-marks")
    raise Refused("broadcast-too-long", length=length, limit=limits.MESSAGE_TEXT)


@lru_cache(maxsize=4)
def _drawn(text: str) -> Html:
    """Drawn once for all who get it."""
    return split(parse_markdown(text), first=limits.MESSAGE_TEXT, rest=limits.MESSAGE_TEXT)[0]
