"""`run`, `playground`, and `start`, which is what `make run` calls."""

import asyncio
import gc
import os

from pydantic import SecretStr

from bot.app import Running
from bot.app import run as run_bot
from bot.cli.importing import take_in
from bot.clock import utc_now
from bot.domain.errors import SecondInstance
from bot.logs import set_up_logging
from bot.parsing.topics import read_topics
from bot.playground.server import BotApiServer
from bot.settings import Settings, read_settings
from bot.storage.opening import open_database

PLAYGROUND_PORT = 8088
PLAYGROUND_DATABASE = SecretStr("sqlite:///data/playground.db")
"""A file of its own: a real token added later never meets invented chats."""

PLAYGROUND_TOKEN = "42:playground"  # noqa: S105 - opens nothing but a server on this machine
GC_THRESHOLDS = (50_000, 20, 100)


def run() -> int:
    """The bot on Telegram."""
    settings = _prepared()
    asyncio.run(run_bot(settings, started=_announce))
    return 0


def start() -> int:
    """Load the seeds, then run with a token, or the playground without one."""
    settings = _prepared()
    if settings.bot_token is None:
        return _play(settings)
    asyncio.run(load_seeds(settings))
    asyncio.run(run_bot(settings, started=_announce))
    return 0


def playground() -> int:
    """The bot on a local Bot API server."""
    return _play(_prepared())


def _prepared() -> Settings:
    settings = read_settings()
    set_up_logging(settings.log_level, settings.log_format)
    return settings


def _play(settings: Settings) -> int:
    asyncio.run(_play_on(settings))
    return 0


async def _play_on(settings: Settings) -> None:
    server = BotApiServer(PLAYGROUND_TOKEN, utc_now)
    try:
        await server.start(port=PLAYGROUND_PORT)
    except OSError as error:
        taken = f"port {PLAYGROUND_PORT} of this machine cannot be had ({os.strerror(error.errno or 0)})"
        raise SecondInstance(f"{taken}: is another playground running?") from None
    here = settings.model_copy(
        update={
            "bot_token": SecretStr(PLAYGROUND_TOKEN),
            "bot_api_url": server.url,
            "database_url": PLAYGROUND_DATABASE,
            "webhook_url": None,
            "backup_dir": settings.backup_dir / "playground",
        }
    )
    print(f"The bot talks to a Bot API server on this machine, {server.url} (token {PLAYGROUND_TOKEN}).", flush=True)
    print("It reaches nobody outside. For Telegram, put a token from BotFather into .env and `make run`.", flush=True)
    try:
        await load_seeds(here)
        await run_bot(here, started=_announce)
    finally:
        await server.stop()


async def load_seeds(settings: Settings) -> None:
    """Take the posts of `SEEDS_DIR` in, with complete cards published."""
    topics = read_topics(settings.topics_path)
    async with open_database(settings.database_path, backups=settings.backup_dir, now=utc_now()) as db:
        await take_in(db, topics, [settings.seeds_dir], publish=True)


async def _announce(running: Running) -> None:
    """Say where the bot is; from here on nothing that lives now is ever looked at by the garbage collector."""
    print(f"@{running.username} is running. Stop it with Ctrl+C.", flush=True)
    if running.claim_link:
        print(f"Nobody owns it yet. Whoever opens this link first does: {running.claim_link}", flush=True)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)
