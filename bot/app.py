"""Everything put together: what runs when the bot runs, and how it stops."""

import asyncio
import logging
import secrets
import signal
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import urlsplit

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramNotFound, TelegramUnauthorizedError
from aiogram.methods import GetMe, SetWebhook, TelegramMethod
from aiogram.types import User

from bot.clock import Clock, monotonic, utc_now
from bot.domain.delivery import Kind, Outcome
from bot.domain.errors import BadConfiguration, Fatal, TokenRefused
from bot.domain.topics import Topics
from bot.jobs.backlog import Backlog
from bot.jobs.fitting import NightlyFitting, run_fitter
from bot.jobs.ticker import ticking
from bot.jobs.upkeep import Upkeep
from bot.jobs.workers import DeliveryWorker, guarded
from bot.parsing.topics import read_topics
from bot.plots.painter import Painter
from bot.services.accepting import Accepting
from bot.services.account import Account
from bot.services.admins import Admins
from bot.services.broadcasts import BroadcastPlanner, Broadcasts
from bot.services.changing import Changing
from bot.services.chat_imports import LARGEST, ChatImports
from bot.services.chats import Chats
from bot.services.clinic import Clinic
from bot.services.comparing import catch_up
from bot.services.daily import Daily, DailyPlanner
from bot.services.deciding import Deciding
from bot.services.deck_changes import DeckChanges
from bot.services.decks import Decks
from bot.services.drill import Drill
from bot.services.editing import Editing
from bot.services.enriching import Enriching
from bot.services.feeds import Feeds
from bot.services.forwards import Forwards
from bot.services.habit import Habit
from bot.services.importing import Importer
from bot.services.interview_dates import InterviewDates
from bot.services.late_reminders import LateReminders
from bot.services.library import Library
from bot.services.outbox import Outbox
from bot.services.parameters import PersonalParameters
from bot.services.posts import Posts
from bot.services.publishing import PostPlanner
from bot.services.reports import Reports
from bot.services.review import ReviewQueue
from bot.services.schedules import Schedules
from bot.services.studying import Studying
from bot.services.welcome import Welcome
from bot.settings import Settings
from bot.storage import facts, staff
from bot.storage.database import Database, Transaction, Unavailable
from bot.storage.deliveries import Delivery
from bot.storage.opening import open_database
from bot.telegram.accepting import AcceptingAloud
from bot.telegram.allowance import Allowance
from bot.telegram.broadcasting import Broadcasting
from bot.telegram.commands import Menus
from bot.telegram.dispatcher import ALLOWED_UPDATES, make_bot, make_dispatcher
from bot.telegram.downloads import Downloads
from bot.telegram.http import WEBHOOK_PATH, make_app, serving
from bot.telegram.importing import Importing
from bot.telegram.membership import Membership
from bot.telegram.middlewares import Answering
from bot.telegram.notices import Notices
from bot.telegram.pace import Pace
from bot.telegram.publishing import Publishing
from bot.telegram.redrawing import Redrawing
from bot.telegram.reminders import Reminders
from bot.telegram.sender import Sender
from bot.telegram.updates import Intake, poll
from bot.texts import Texts

log = logging.getLogger(__name__)

T = TypeVar("T")

GRACE = 25.0
"""Seconds that handlers and deliveries get to finish after SIGTERM; Docker kills after 35 (compose.yaml)."""

CLAIM_VALID = timedelta(days=7)
SILENCE_IS_A_FAULT = 90.0
"""Seconds without an answer from Telegram after which /healthz says so."""

LONGEST_PAUSE = 30.0


class Stopped(Exception):
    """The program was asked to stop: ends the task group."""


@dataclass(slots=True)
class Running:
    """A bot that runs. `stop` begins a graceful end; `polled` is set once Telegram has answered a first poll."""

    username: str
    claim_link: str | None
    stop: asyncio.Event
    polled: asyncio.Event


async def run(
    settings: Settings,
    *,
    clock: Clock = utc_now,
    opened: Callable[[Database], Awaitable[None]] | None = None,
    started: Callable[[Running], Awaitable[None]] | None = None,
) -> None:
    """Run until SIGTERM or SIGINT, then finish what was begun. Raises Fatal where the bot cannot go on.

    `opened` is called with the database before anything else has to do with it.
    """
    token = settings.require_token()
    topics = read_topics(settings.topics_path)
    stop = asyncio.Event()
    async with AsyncExitStack() as stack:
        db = await stack.enter_async_context(
            open_database(settings.database_path, backups=settings.backup_dir, now=clock())
        )
        if opened is not None:
            await opened(db)
        bot = make_bot(token, settings.bot_api_url)
        stack.push_async_callback(bot.session.close)
        stack.enter_context(_stopped_by_signals(stop))
        me = await _unless_stopped(stop, _insist(bot, GetMe()))
        if me is None:
            return
        claim_link = await _prepare_owners(db, settings, me, clock)
        program = Program(settings, clock, db, bot, topics, stop, me.username or "")
        if started is not None:
            await started(Running(me.username or "", claim_link, stop, program.polled))
        await program.run()


class Program:
    """The parts of a running bot and their life in one task group."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        db: Database,
        bot: Bot,
        topics: Topics,
        stop: asyncio.Event,
        username: str,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._db = db
        self._bot = bot
        self._stop = stop
        self._heard_at = monotonic()
        self.polled = asyncio.Event()
        texts = Texts()
        self._sender = Sender(bot, Pace(settings.send_rate), clock)
        self._menus = Menus(self._sender, texts, open_to_chats=settings.open_to_chats)
        welcome = Welcome(settings.default_language, settings.default_timezone)
        membership = Membership(self._sender, bot.id, username, clock)
        chats = Chats(membership.runs, open_to_all=settings.open_to_chats)
        decks = Decks(chats, username)
        drill = Drill()
        importer = Importer(db, topics)
        accepting = Accepting(db)
        chat_imports = ChatImports(db, importer)
        answering = Answering(db, texts, self._sender, welcome, clock, Allowance())
        self._dispatcher = make_dispatcher(
            answering,
            {
                "texts": texts,
                "drill": drill,
                "clinic": Clinic(),
                "daily": Daily(),
                "habit": Habit(),
                "interview_dates": InterviewDates(),
                "painter": Painter(),
                "library": Library(topics),
                "editing": Editing(chats),
                "review": ReviewQueue(),
                "accepting": accepting,
                "chat_imports": chat_imports,
                "changing": Changing(topics, chats),
                "enriching": Enriching(topics, chats),
                "studying": Studying(),
                "reports": Reports(),
                "welcome": welcome,
                "account": Account(settings.admin_ids),
                "admins": Admins(settings.admin_ids, username),
                "chats": chats,
                "schedules": Schedules(chats, topics),
                "membership": membership,
                "deciding": Deciding(),
                "broadcasts": Broadcasts(),
                "decks": decks,
                "deck_changes": DeckChanges(decks),
                "forwards": Forwards(importer, topics, drill),
                "feeds": Feeds(importer, topics, chats),
                "menus": self._menus,
            },
        )
        broadcasts = BroadcastPlanner(db)
        broadcasting = Broadcasting(broadcasts, self._sender, texts)
        posts = Posts(db)
        public = dict.fromkeys((Kind.PUBLIC, Kind.REVEAL, Kind.CORRECTION, Kind.REMOVAL), posts.settled)
        publishing = Publishing(db, posts, self._sender, texts, clock, username)
        told = dict.fromkeys((Kind.IMPORTED, Kind.DROPPED), chat_imports.settled)
        self._outbox = Outbox(db, {Kind.BROADCAST: broadcasts.settled, **public, **told})
        self._daily = DailyPlanner(db)
        self._posting = PostPlanner(db)
        downloads = Downloads(bot, self._sender, LARGEST)
        redrawing = Redrawing(self._sender, answering.drawn)
        importing = Importing(
            chat_imports, accepting, downloads, self._sender, redrawing, texts, clock, self._look_again
        )
        aloud = AcceptingAloud(accepting, redrawing, texts, clock)
        self._importing = Backlog(importing.do_next, chat_imports.waiting, "importing a file")
        self._accepting = Backlog(aloud.do_next, accepting.waiting, "accepting an import")
        reminders = Reminders(self._daily, LateReminders(db), self._sender, texts, topics, clock)
        senders: dict[str, Callable[[Delivery], Awaitable[Outcome | None]]] = {
            Kind.DAILY: reminders.send,
            Kind.LATE: reminders.send_late,
            Kind.JOINED: Notices(db, self._sender, texts).send,
            Kind.BROADCAST: broadcasting.send,
            Kind.BROADCAST_DONE: broadcasting.report,
            Kind.PUBLIC: publishing.post,
            Kind.REVEAL: publishing.reveal,
            Kind.CORRECTION: publishing.correct,
            Kind.REMOVAL: publishing.remove,
            Kind.WORD: publishing.tell,
            Kind.IMPORTED: importing.tell,
            Kind.DROPPED: importing.tell_losses,
        }

        async def send(delivery: Delivery) -> Outcome | None:
            return await senders[delivery.kind](delivery)

        self._worker = DeliveryWorker(self._outbox, (self._daily, self._posting, broadcasts), send, clock)
        self._upkeep = Upkeep(db, clock, settings.backup_dir, settings.backup_keep)
        personal = PersonalParameters(db, run_fitter, shared=settings.shared_parameters)
        self._nightly = NightlyFitting(personal, clock)
        self._fitting = Backlog(self._nightly.round, self._nightly.waiting, "fitting parameters")

    def _look_again(self) -> None:
        self._worker.look_again()

    async def run(self) -> None:
        """Until told to stop: take updates in, answer them, plan and send deliveries, keep house."""
        if lost := await self._outbox.recover(self._clock()):
            log.warning("%s deliveries of an earlier run have an unknown fate", lost)
        if corrected := await self._daily.correct(self._clock()):
            log.warning("%s daily reminders were planned by a clock that ran ahead; they are planned anew", corrected)
        if corrected := await self._posting.correct(self._clock()):
            log.warning("%s schedules were planned by a clock that ran ahead; they are planned anew", corrected)
        try:
            async with asyncio.TaskGroup() as group:
                intake = Intake(self._db, self._bot, self._dispatcher, self._clock, group)
                if left := await intake.resume():
                    log.info("%s updates of an earlier run are taken up", left)
                taking = group.create_task(self._take_updates(intake), name="updates")
                working = group.create_task(self._worker.run(), name="deliveries")
                beside = (self._importing, self._accepting, self._fitting)
                backlogs = [group.create_task(each.run(), name="backlog") for each in beside]
                group.create_task(guarded(self._menus.set_for_all, "setting the menus")(), name="menus")
                comparing = guarded(lambda: catch_up(self._db), "fingerprints of the cards")
                group.create_task(comparing(), name="fingerprints")
                async with ticking(self._worker.plan, self._keep_house):
                    await self._stop.wait()
                log.info("stopping: what was begun is finished first")
                taking.cancel()
                for each in backlogs:
                    each.cancel()
                self._worker.stop()
                await self._finish(taking, intake, working)
                raise Stopped
        except BaseExceptionGroup as ended:
            _end(ended)
        log.info("stopped")

    async def _keep_house(self) -> None:
        self._nightly.waiting.set()
        await self._upkeep.run()

    async def _finish(self, taking: asyncio.Task[None], intake: Intake, working: asyncio.Task[None]) -> None:
        try:
            async with asyncio.timeout(GRACE):
                # Nothing may come in once the lanes are empty.
                await asyncio.wait((taking,))
                await intake.drain()
                await working
        except TimeoutError:
            log.warning("not everything was finished in %.0f s; it is taken up at the next start", GRACE)

    async def _take_updates(self, intake: Intake) -> None:
        settings = self._settings
        if settings.webhook_url is None:
            app = make_app(self._fault)
            served = serving(app, settings.http_host, settings.http_port, must=False)
            async with served if settings.http_port else nullcontext():
                await poll(self._bot, intake.accept, ALLOWED_UPDATES, self._heard)
            return
        secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else secrets.token_urlsafe(32)
        address = settings.webhook_url.rstrip("/")
        app = make_app(self._fault, intake.accept, secret, prefix=urlsplit(address).path)
        try:
            async with serving(app, settings.http_host, settings.http_port, must=True):
                url = address + WEBHOOK_PATH
                await _insist(self._bot, SetWebhook(url=url, secret_token=secret, allowed_updates=[*ALLOWED_UPDATES]))
                self._heard()
                await asyncio.Event().wait()
        except OSError as error:
            raise BadConfiguration(
                f"HTTP_PORT: {settings.http_host}:{settings.http_port} cannot be had: {error.strerror}"
            ) from None

    def _heard(self) -> None:
        self._heard_at = monotonic()
        self.polled.set()

    async def _fault(self) -> str | None:
        if self._settings.webhook_url is None and monotonic() - self._heard_at > SILENCE_IS_A_FAULT:
            return "no answer from Telegram"

        async def unit(tx: Transaction) -> None:
            await facts.put(tx, "healthy_at", self._clock().isoformat())

        try:
            await self._db.write(unit)
        except Unavailable:
            return "nothing can be stored"
        return None


async def _prepare_owners(db: Database, settings: Settings, me: User, clock: Clock) -> str | None:
    """Make `ADMIN_IDS` the owners; where nobody owns the bot, a one-time link that makes an owner."""
    code = secrets.token_urlsafe(18)

    async def unit(tx: Transaction) -> bool:
        if settings.admin_ids:
            await staff.set_owners(tx, settings.admin_ids, clock())
        if await staff.any_owner(tx):
            return False
        await staff.claim(tx, code, clock() + CLAIM_VALID)
        return True

    if not await db.write(unit):
        return None
    # Not logged: logs are kept and passed on, and the link makes whoever opens it the owner.
    return f"https://t.me/{me.username}?start=r_{code}"


async def _insist(bot: Bot, method: TelegramMethod[T]) -> T:
    """Call until Telegram answers; raises TokenRefused or BadConfiguration where asking again would not help."""
    pause = 1.0
    while True:
        try:
            return await bot(method)
        except TelegramUnauthorizedError:
            raise TokenRefused("Telegram refuses BOT_TOKEN (401). Get a valid one from BotFather.") from None
        except TelegramNotFound:
            raise TokenRefused("Telegram knows no such bot (404): check BOT_TOKEN and BOT_API_URL.") from None
        except TelegramBadRequest as error:
            raise BadConfiguration(f"Telegram refuses {method.__api_method__}: {error.message}") from None
        except AiogramError as error:
            log.warning("no answer from Telegram (%s), next try in %.0f s", type(error).__name__, pause)
        await asyncio.sleep(pause)
        pause = min(LONGEST_PAUSE, pause * 2)


async def _unless_stopped(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """The result of `work`, or None when the program is told to stop before it is there."""
    found: list[T] = []

    async def do() -> None:
        found.append(await work)
        raise Stopped

    async def wait() -> None:
        await stop.wait()
        raise Stopped

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(do())
            group.create_task(wait())
    except BaseExceptionGroup as ended:
        _end(ended)
    return found[0] if found else None


@contextmanager
def _stopped_by_signals(stop: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    try:
        yield
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


def _end(group: BaseExceptionGroup[BaseException]) -> None:
    """Return where the program was only asked to stop; else raise what ended it, a Fatal alone before all else."""
    fatal, others = group.split(Fatal)
    _, bugs = others.split(Stopped) if others else (None, None)
    if fatal is not None:
        if bugs is not None:
            log.error("this failed too", exc_info=bugs)
        raise _first(fatal) from None
    if bugs is not None:
        raise bugs


def _first(group: BaseExceptionGroup[Fatal]) -> Fatal:
    first = group.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first
