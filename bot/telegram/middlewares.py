"""What every update goes through: one person's pace, who it is, and what becomes of errors.

The one place that catches everything is here: handlers never do.
"""

import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any, TypedDict

from aiogram.exceptions import TelegramBadRequest
from aiogram.types import TelegramObject, Update, User

from bot.clock import Clock
from bot.domain.errors import Fatal, Refused, TryLater
from bot.domain.ids import LearnerId, UpdateId
from bot.plots.painter import Painter
from bot.services.accepting import Accepting
from bot.services.account import Account
from bot.services.admins import Admins
from bot.services.broadcasts import Broadcasts
from bot.services.changing import Changing
from bot.services.chat_imports import ChatImports
from bot.services.chats import Chats
from bot.services.clinic import Clinic
from bot.services.daily import Daily
from bot.services.deciding import Deciding
from bot.services.deck_changes import DeckChanges
from bot.services.decks import Decks
from bot.services.drill import Drill
from bot.services.editing import Editing
from bot.services.enriching import Enriching
from bot.services.feeds import Feeds
from bot.services.forwards import Forwards
from bot.services.habit import Habit
from bot.services.interview_dates import InterviewDates
from bot.services.library import Library
from bot.services.reports import Reports
from bot.services.review import ReviewQueue
from bot.services.schedules import Schedules
from bot.services.studying import Studying
from bot.services.welcome import Welcome, mark_blocked
from bot.services.work import Work
from bot.storage import inbox, learners
from bot.storage.database import Database, Transaction, Unavailable
from bot.storage.inbox import AlreadyFinished
from bot.telegram.allowance import Allowance
from bot.telegram.commands import Menus
from bot.telegram.membership import Membership
from bot.telegram.screen import Drawn, Screen, Show
from bot.telegram.sender import Blocked, Sender
from bot.texts import Texts, Translator

log = logging.getLogger(__name__)

_REMEMBERED_ALBUMS = 1000

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class HandlerData(TypedDict):
    """All that a handler can ask for by name; a test checks every handler against it.

    `rich` is the JSON of the message's rich message, None where it is none.
    """

    work: Work
    tr: Translator
    show: Show
    rich: object
    texts: Texts
    drill: Drill
    clinic: Clinic
    daily: Daily
    habit: Habit
    interview_dates: InterviewDates
    painter: Painter
    library: Library
    editing: Editing
    review: ReviewQueue
    accepting: Accepting
    chat_imports: ChatImports
    changing: Changing
    enriching: Enriching
    studying: Studying
    reports: Reports
    welcome: Welcome
    account: Account
    admins: Admins
    chats: Chats
    schedules: Schedules
    membership: Membership
    deciding: Deciding
    broadcasts: Broadcasts
    decks: Decks
    deck_changes: DeckChanges
    forwards: Forwards
    feeds: Feeds
    menus: Menus


class Answering:
    """Surrounds the handling of one update: loads the person, answers errors, stops the spinner, finishes the row."""

    def __init__(
        self, db: Database, texts: Texts, sender: Sender, welcome: Welcome, clock: Clock, allowance: Allowance
    ) -> None:
        self._db = db
        self._texts = texts
        self._sender = sender
        self._welcome = welcome
        self._clock = clock
        self._allowance = allowance
        self.drawn = Drawn()
        self._albums: dict[str, None] = {}

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """An outer middleware of updates; `update_id` comes with the data."""
        update = event
        if not isinstance(update, Update):
            raise TypeError("this belongs around updates")
        user = _sender(update)
        update_id: UpdateId = data["update_id"]
        person = await learners.load_person(self._db, LearnerId(user.id if user else 0))
        work = Work(self._db, person, self._clock(), update_id, user.full_name if user else None)
        language = self._welcome.language_of(person.learner, user.language_code if user else None)
        tr = self._texts[language]
        show = Show(self._sender, self.drawn, _private_chat(update), update.callback_query)
        data.update(work=work, tr=tr, show=show)
        try:
            # A vote is never answered, and each counts: nobody votes too fast.
            if user is None or update.poll_answer is not None or self._allowance.spend(user.id):
                if not self._continues_album(update) or _is_one_more_file(update, work):
                    await handler(event, data)
            elif self._allowance.tell(user.id):
                raise Refused("refused-too-fast")
            await work.close()
            await show.toast()
        except AlreadyFinished:
            # A second run of an update: what it did is stored, what the person sees heals with their next tap.
            await show.toast()
        except Blocked as blocked:
            await mark_blocked(self._db, LearnerId(int(blocked.chat_id)), work.now)
            await self._finish(work)
        except (Fatal, Unavailable):
            # The first ends the program; after the second the intake tries again, as nothing of it is stored.
            raise
        except Exception as error:  # noqa: BLE001 - this is the error router
            await self._tell(error, work, tr, show, update_id)

    def _continues_album(self, update: Update) -> bool:
        """Whether this is a further part of an album: the first one is answered for all of them.

        Held in memory alone: after a restart in the middle of an album, one more part is answered.
        """
        album = update.message.media_group_id if update.message is not None else None
        if album is None:
            return False
        known = album in self._albums
        self._albums[album] = None
        if len(self._albums) > _REMEMBERED_ALBUMS:
            del self._albums[next(iter(self._albums))]
        return known

    async def _tell(self, error: Exception, work: Work, tr: Translator, show: Show, update_id: UpdateId) -> None:
        """Say what went wrong: a refusal in its own words, a bug only by a code that the log has too."""
        match error:
            case Refused():
                key, arguments = error.key, error.arguments
            case TryLater():
                key, arguments = "error-later", {}
            case _:
                code = secrets.token_hex(3)
                kind = "Telegram refused a call" if isinstance(error, TelegramBadRequest) else "a bug"
                log.error("%s, incident %s", kind, code, exc_info=error)
                await self._put_aside(update_id, f"incident {code}: {type(error).__name__}", work)
                key, arguments = "error-incident", {"code": code}
        await self._finish(work)
        try:
            if show.has_button:
                await show.toast(tr.plain(key, **arguments), alert=True)
            elif show.has_chat:
                await show.send(Screen((tr.html(key, **arguments),)))
        except Blocked as blocked:
            await mark_blocked(self._db, LearnerId(int(blocked.chat_id)), work.now)

    async def _put_aside(self, update_id: UpdateId, reason: str, work: Work) -> None:
        async def unit(tx: Transaction) -> None:
            await inbox.put_aside(tx, update_id, reason, work.now)

        await self._db.write(unit)

    async def _finish(self, work: Work) -> None:
        try:
            await work.close()
        except AlreadyFinished:
            return


def _is_one_more_file(update: Update, work: Work) -> bool:
    """Whether a part of an album is a file that an editor sends to be imported: each of them counts."""
    message = update.message
    if message is None or message.document is None or message.animation is not None:
        return False
    return message.chat.type == "private" and work.person.edits and work.conversation is None


def _sender(update: Update) -> User | None:
    if update.message is not None:
        return update.message.from_user
    if update.callback_query is not None:
        return update.callback_query.from_user
    if update.poll_answer is not None:
        return update.poll_answer.user
    return update.my_chat_member.from_user if update.my_chat_member is not None else None


def _private_chat(update: Update) -> int | None:
    """Where to answer; None outside private chats, where only commands and buttons are answered."""
    message = update.callback_query.message if update.callback_query else update.message
    if message is not None and message.chat.type == "private":
        return message.chat.id
    return update.callback_query.from_user.id if update.callback_query and message is None else None
