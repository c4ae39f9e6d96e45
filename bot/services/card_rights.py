"""Who may change which card: editors those for all, whoever runs a chat those of that chat."""

from dataclasses import dataclass

from bot.domain.errors import Refused
from bot.domain.ids import CardId
from bot.services.chats import Chats, Entry, require_still
from bot.services.rights import require_editor_still, unknown
from bot.services.work import Work
from bot.storage import cards
from bot.storage.cards import Standing
from bot.storage.database import Reader


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave to change a card; `entry` is that to its chat, None where it hangs on the editor's role."""

    seen: Standing
    entry: Entry | None


class CardRights:
    """Asks whether somebody may change cards, and a certain one."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    def require(self, work: Work, feature: str, *, pressed: bool) -> None:
        """Raises Refused for who can change no card at all; what the bot waited for in the feature is over for them."""
        if not self._chats.may_ask(work):
            work.stop_waiting(feature)
            raise unknown(work, pressed=pressed)

    async def enter(self, work: Work, card_id: CardId) -> Leave:
        """Leave to change a card; raises Refused for others, and where the card is gone."""
        now = await standing(work.db, card_id)
        if now.chat is not None:
            return Leave(now, await self._chats.enter(work, now.chat))
        if not work.person.edits:
            raise Refused("refused-old-button")
        return Leave(now, None)


async def require_leave_still(tx: Reader, work: Work, leave: Leave) -> Standing:
    """The card as it is now; raises Refused where the role, or the card's chat, is another one since `enter`."""
    if leave.entry is None:
        await require_editor_still(tx, work)
    else:
        await require_still(tx, work, leave.entry)
    now = await standing(tx, leave.seen.card.id)
    if now.chat != leave.seen.chat:
        raise Refused("refused-old-button")
    return now


async def standing(db: Reader, card_id: CardId) -> Standing:
    """A card that somebody may change; raises Refused where it is gone, or a learner's own."""
    found = await cards.changeable(db, card_id)
    if found is None:
        raise Refused("edit-card-gone")
    return found
