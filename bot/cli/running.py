"""`run`, `playground`, and `start`, which is what `make run` calls."""

import asyncio
import gc
import logging
import os
from functools import partial

from pydantic import SecretStr

from bot.app import Running
from bot.app import run as run_bot
from bot.cli.importing import take_in
from bot.clock import utc_now
from bot.domain.errors import SecondInstance
from bot.parsing.topics import read_topics
from bot.playground.cast import gather
from bot.playground.flood import TELEGRAMS_RULE, FloodRule
from bot.playground.page import Page
from bot.playground.server import BotApiServer
from bot.services.deck_loading import load_decks
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.opening import open_database

log = logging.getLogger(__name__)

PLAYGROUND_DATABASE = SecretStr("sqlite:///data/playground.db")
"""A file of its own: a real token added later never meets invented chats."""

PLAYGROUND_TOKEN = "42:playground"  # noqa: S105 - opens nothing but a server on this machine
FIRST_POST = """Why must async code never call time.sleep()?

It holds up the event loop: until it returns, no other task runs and no request is answered. \
Use await asyncio.sleep(), or asyncio.to_thread() for work that blocks."""
"""Stands in the playground's channel, to be forwarded."""

HINTS = {
    "en": (
        "You are Alice, a learner: press Start, think about the question, press Show answer and rate yourself.",
        "Switch to Olivia, who owns the bot, and send /add: the card you write is asked like any other.",
        "The panel shows every call and update. Nothing leaves this machine; a token in .env leads to Telegram.",
    ),
    "ru": (
        "Вы — Alice, ученица: нажмите «Старт», подумайте над вопросом, откройте ответ и оцените себя.",
        "Переключитесь на Olivia, владелицу бота, и отправьте /add: ваша карточка попадёт в общую колоду.",
        "Панель показывает каждый вызов и апдейт. Наружу ничего не уходит; с токеном в .env бот выйдет в Telegram.",
    ),
    "zh": (
        "你现在是学习者 Alice：点“开始”，想一想，再看答案并给自己打分。",
        "切换到机器人的主人 Olivia，发送 /add：你写的卡片会和其他卡片一样被提问。",
        "面板显示每一次调用和更新。一切都留在这台电脑上；在 .env 里填入令牌，机器人就会连到 Telegram。",
    ),
}
"""What a newcomer can try first."""

GC_THRESHOLDS = (50_000, 20, 100)


def run(settings: Settings) -> int:
    """The bot on Telegram."""
    asyncio.run(run_bot(settings, opened=partial(_load_decks, settings), started=_announce))
    return 0


def start(settings: Settings) -> int:
    """Load decks and seeds, then run with a token, or the playground without one."""
    if settings.bot_token is None:
        return playground(settings)
    asyncio.run(load_content(settings))
    asyncio.run(run_bot(settings, started=_announce))
    return 0


def playground(settings: Settings, *, limits: bool = True) -> int:
    """The bot on a local Bot API server, with a chat page in the browser; `limits` are Telegram's over time."""
    asyncio.run(_play(settings, TELEGRAMS_RULE if limits else None))
    return 0


async def _play(settings: Settings, flood: FloodRule | None) -> None:
    server = BotApiServer(PLAYGROUND_TOKEN, utc_now, flood=flood)
    cast = gather(server.telegram, [FIRST_POST])
    host, port = settings.playground_host, settings.playground_port
    try:
        await server.start(port, host, extend=Page(server, cast, HINTS).add_to)
    except OSError as error:
        taken = f"port {port} of {host} cannot be had ({os.strerror(error.errno or 0)})"
        raise SecondInstance(f"{taken}: is another playground running? PLAYGROUND_PORT sets another") from None
    here = settings.model_copy(
        update={
            "bot_token": SecretStr(PLAYGROUND_TOKEN),
            "bot_api_url": server.url,
            "admin_ids": (cast.owner.user.id,),
            "database_url": PLAYGROUND_DATABASE,
            "webhook_url": None,
            "http_port": 0,
            "backup_dir": settings.backup_dir / "playground",
        }
    )
    try:
        await load_content(here)
        await run_bot(here, started=lambda running: _invite(server, running))
    finally:
        await server.stop()


async def load_content(settings: Settings) -> None:
    """Take the decks of `CONTENT_DIR` in, then the posts of `SEEDS_DIR`, with complete cards published."""
    topics = read_topics(settings.topics_path)
    async with open_database(settings.database_path, backups=settings.backup_dir, now=utc_now()) as db:
        await _load_decks(settings, db)
        await take_in(db, topics, [settings.seeds_dir], publish=True)


async def _load_decks(settings: Settings, db: Database) -> None:
    """Log what became of the decks, unless they are as they were."""
    loaded = await load_decks(db, settings.content_dir, read_topics(settings.topics_path), utc_now())
    for fault in loaded.faults:
        log.warning("deck: %s", fault)
    if not loaded.unchanged:
        log.info("decks of %s: %s", settings.content_dir, loaded.in_words)


async def _invite(server: BotApiServer, running: Running) -> None:
    """Say where the page is."""
    print(f"Open {server.url} in a browser: a Telegram of its own, with the bot in it.", flush=True)
    print(f"Bot API at the same address, token {PLAYGROUND_TOKEN}. It reaches nobody outside.", flush=True)
    print("For Telegram, put a token from BotFather into .env and `make run` again.", flush=True)
    await _announce(running)


async def _announce(running: Running) -> None:
    """Say where the bot is; from here on nothing that lives now is ever looked at by the garbage collector."""
    print(f"@{running.username} is running. Stop it with Ctrl+C.", flush=True)
    if running.claim_link:
        print(f"Nobody owns it yet. Whoever opens this link first does: {running.claim_link}", flush=True)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)
