"""The bot's command menus, per language and role, set only when they changed."""

import hashlib

from aiogram.methods import DeleteMyCommands, SetMyCommands
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot.domain.cards import LANGUAGES, Language
from bot.domain.ids import LearnerId
from bot.domain.learners import Role
from bot.storage import facts
from bot.storage.database import Database, Transaction
from bot.telegram.sender import Sender
from bot.texts import Texts, Translator

LEARNER = (
    "quiz",
    "daily",
    "stats",
    "topics",
    "search",
    "undo",
    "settings",
    "help",
    "privacy",
    "export",
    "forget",
    "cancel",
)
EDITOR = ("add",)


class Menus:
    """Sets the menus that Telegram shows."""

    def __init__(self, db: Database, sender: Sender, texts: Texts) -> None:
        self._db = db
        self._sender = sender
        self._texts = texts

    async def set_for_all(self) -> None:
        """At start: what every private chat shows, in each language and, for other languages, in English."""
        for language in LANGUAGES:
            commands = _commands(self._texts[language], LEARNER)
            await self._set(f"menu-{language}", commands, BotCommandScopeAllPrivateChats(), language)
        await self._set("menu", _commands(self._texts["en"], LEARNER), BotCommandScopeAllPrivateChats(), None)

    async def set_for(self, person_id: LearnerId, role: Role | None, language: Language) -> None:
        """When an editor starts the bot: a chat that was never opened cannot be addressed."""
        if role is not None:
            commands = _commands(self._texts[language], (*EDITOR, *LEARNER))
            await self._set(f"menu-of-{person_id}", commands, BotCommandScopeChat(chat_id=person_id), None)

    async def clear_for(self, person_id: LearnerId) -> None:
        """Somebody asked to be forgotten: their own menu goes too."""
        name = f"menu-of-{person_id}"
        if await facts.get(self._db, name) is None:
            return
        await self._sender.reply(DeleteMyCommands(scope=BotCommandScopeChat(chat_id=person_id)))

        async def unit(tx: Transaction) -> None:
            await facts.drop(tx, name)

        await self._db.write(unit)

    async def _set(
        self,
        name: str,
        commands: list[BotCommand],
        scope: BotCommandScopeAllPrivateChats | BotCommandScopeChat,
        language: Language | None,
    ) -> None:
        digest = hashlib.sha256(repr(commands).encode()).hexdigest()
        if await facts.get(self._db, name) == digest:
            return
        if not await self._sender.reply(SetMyCommands(commands=commands, scope=scope, language_code=language)):
            return

        async def unit(tx: Transaction) -> None:
            await facts.put(tx, name, digest)

        await self._db.write(unit)


def _commands(tr: Translator, names: tuple[str, ...]) -> list[BotCommand]:
    return [BotCommand(command=name, description=tr.plain(f"command-{name}")) for name in names]
