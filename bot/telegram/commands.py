"""What the bot says about itself: command menus per language and role, and its description."""

from aiogram.methods import (
    DeleteMyCommands,
    GetMyCommands,
    GetMyDescription,
    GetMyShortDescription,
    SetMyCommands,
    SetMyDescription,
    SetMyShortDescription,
)
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot.domain.cards import LANGUAGES, Language
from bot.domain.ids import LearnerId
from bot.domain.learners import Role
from bot.telegram.sender import Sender
from bot.texts import Texts, Translator

LEARNER = (
    "quiz",
    "daily",
    "date",
    "stats",
    "clinic",
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
EDITOR = ("add", "edit", "review", "import", "report", "schedule", "decks")
OWNER = ("admins", "broadcast")


class Menus:
    """Sets what Telegram shows, where it differs from what Telegram has: nothing of it is remembered here."""

    def __init__(self, sender: Sender, texts: Texts, *, open_to_chats: bool = False) -> None:
        self._sender = sender
        self._texts = texts
        self._for_all = (*LEARNER, "schedule") if open_to_chats else LEARNER

    async def set_for_all(self) -> None:
        """At start: what every private chat shows, in each language and, for other languages, in English."""
        for language in (*LANGUAGES, None):
            tr = self._texts[language or "en"]
            await self._set(_commands(tr, self._for_all), BotCommandScopeAllPrivateChats(), language)
        for language in (*LANGUAGES, None):
            await self._describe(self._texts[language or "en"], language)

    async def set_for(self, person_id: LearnerId, role: Role | None, language: Language) -> None:
        """When an editor starts the bot or is made one again: a chat that was never opened cannot be addressed."""
        if role is not None:
            names = (*EDITOR, *OWNER, *LEARNER) if role is Role.OWNER else (*EDITOR, *LEARNER)
            commands = _commands(self._texts[language], names)
            await self._set(commands, BotCommandScopeChat(chat_id=person_id), None)

    async def clear_for(self, person_id: LearnerId) -> None:
        """Somebody asked to be forgotten, or is no editor any more: their own menu goes."""
        scope = BotCommandScopeChat(chat_id=person_id)
        if await self._sender.reply(GetMyCommands(scope=scope)):
            await self._sender.reply(DeleteMyCommands(scope=scope))

    async def _set(
        self,
        commands: list[BotCommand],
        scope: BotCommandScopeAllPrivateChats | BotCommandScopeChat,
        language: Language | None,
    ) -> None:
        if await self._sender.reply(GetMyCommands(scope=scope, language_code=language)) != commands:
            await self._sender.reply(SetMyCommands(commands=commands, scope=scope, language_code=language))

    async def _describe(self, tr: Translator, language: Language | None) -> None:
        """What an empty chat and a shared link show. A text that the owner gave the bot in BotFather stays."""
        known = await self._sender.reply(GetMyDescription(language_code=language))
        if known is not None and not known.description:
            text = tr.plain("bot-description")
            await self._sender.reply(SetMyDescription(description=text, language_code=language))
        shown = await self._sender.reply(GetMyShortDescription(language_code=language))
        if shown is not None and not shown.short_description:
            text = tr.plain("bot-short-description")
            await self._sender.reply(SetMyShortDescription(short_description=text, language_code=language))


def _commands(tr: Translator, names: tuple[str, ...]) -> list[BotCommand]:
    return [BotCommand(command=name, description=tr.plain(f"command-{name}")) for name in names]
