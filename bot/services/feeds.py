"""The living link to a channel: each new post becomes a draft or a card, an edited one changes its card."""

from collections import Counter
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.domain.chats import SeenChat
from bot.domain.errors import Refused
from bot.domain.ids import ChatId, ChatRow, LearnerId
from bot.domain.moments import user_day
from bot.domain.topics import Topics
from bot.parsing import Dropped
from bot.parsing.channel_posts import ChannelPost, read_as_piece
from bot.services.chats import Chats, require_still
from bot.services.forwards import speaks_of_advert
from bot.services.importing import Importer, Run
from bot.services.work import Work
from bot.storage import chats, feeds, publications
from bot.storage.chats import ConnectedChat
from bot.storage.database import Transaction
from bot.storage.feeds import Feed, Mode

_UTC = ZoneInfo("UTC")

COUNTED = ("published", "drafted", "updated", "repeated")
"""What of an import's outcomes is counted of a channel; besides, posts `read`, `adverts` and those with `nothing`."""


@dataclass(frozen=True, slots=True)
class FeedView:
    """A channel and what becomes of its posts; `modes` are those that this person may choose."""

    chat: ConnectedChat
    feed: Feed | None
    modes: tuple[Mode, ...]

    @property
    def mode(self) -> Mode:
        return self.feed.mode if self.feed is not None else "off"


class Feeds:
    """What channels post, taken in; and the switch for it."""

    def __init__(self, importer: Importer, topics: Topics, running: Chats) -> None:
        self._importer = importer
        self._topics = topics
        self._chats = running

    async def view(self, work: Work, row: ChatRow) -> FeedView:
        """Raises Refused for who does not run the channel."""
        entry = await self._chats.enter(work, row)
        return FeedView(entry.chat, await feeds.load(work.db, row), _modes(work, entry.chat))

    async def set_mode(self, work: Work, row: ChatRow, mode: Mode) -> FeedView:
        """Turn it off or on; only an owner trusts a channel of the staff with cards that nobody has looked at.

        Raises Refused for all others.
        """
        entry = await self._chats.enter(work, row)
        if entry.chat.kind != "channel":
            raise Refused("refused-old-button")
        if mode not in _modes(work, entry.chat):
            raise Refused("feed-owner-only")

        async def unit(tx: Transaction) -> None:
            await require_still(tx, work, entry)
            await feeds.set_mode(tx, row, mode, work.now)

        await work.write(unit)
        return await self.view(work, row)

    async def connect(self, work: Work, seen: SeenChat) -> FeedView:
        """Connect a channel so that its posts become drafts or, where nobody decides on drafts, cards.

        Raises Refused for who does not run it.
        """
        if seen.kind != "channel":
            raise Refused("feed-channels-only")
        chat, _ = await self._chats.connect(work, seen)
        if await feeds.load(work.db, chat.row) is None:
            return await self.set_mode(work, chat.row, "drafts" if chat.by_staff else "cards")
        return await self.view(work, chat.row)

    async def receive(self, work: Work, chat_id: ChatId, message_id: int, post: ChannelPost) -> None:
        """A channel posted something, or edited it; what the bot posted itself is left alone."""
        chat = await chats.by_chat_id(work.db, chat_id)
        feed = await feeds.load(work.db, chat.row) if chat is not None else None
        if chat is None or chat.disconnected or feed is None or feed.mode == "off":
            return
        if await publications.stands_in(work.db, chat.row, message_id):
            return
        today = user_day(work.now, _UTC)
        run = Run(chat.title, "channel", id=feed.import_id if feed.import_day == today else None)
        lost: list[Dropped] = []
        taken = await self._importer.take(
            [read_as_piece(post, self._topics)],
            name=chat.title,
            publish=feed.mode == "cards",
            now=work.now,
            run=run,
            owner=None if chat.by_staff else LearnerId(chat.chat_id),
            losses=lost.append,
        )
        await self._importer.finish(run, work.now)
        counts: Counter[str] = Counter(each.what for each in taken.outcomes if each.what in COUNTED)
        counts["read"] = 1
        if not taken.outcomes:
            counts["adverts" if any(map(speaks_of_advert, lost)) else "nothing"] = 1

        async def unit(tx: Transaction) -> None:
            await feeds.count(tx, chat.row, counts, run.id, today)

        await work.write(unit)


def _modes(work: Work, chat: ConnectedChat) -> tuple[Mode, ...]:
    """Nobody decides on drafts of a chat that is not the staff's: there, complete posts become cards of that chat."""
    if not chat.by_staff:
        return ("off", "cards")
    return ("off", "drafts", "cards") if work.person.owns else ("off", "drafts")
