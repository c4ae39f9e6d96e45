"""What the bot says about itself: commands, names, descriptions, the menu button."""

import re
from typing import Any

from bot.playground.methods.registry import method
from bot.playground.parameters import Parameters
from bot.playground.refusal import bad_request
from bot.playground.telegram import Telegram

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_MOST_COMMANDS = 100
_LONGEST_COMMAND_DESCRIPTION = 256
_LONGEST = {"name": 64, "description": 512, "short_description": 120}
_CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")


@method("getMe")
def get_me(telegram: Telegram, _: Parameters) -> Any:
    """The bot itself."""
    return {
        **telegram.bot.as_json(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": telegram.inline.on,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("setMyCommands")
def set_my_commands(telegram: Telegram, parameters: Parameters) -> Any:
    """At most a hundred commands for a scope and a language."""
    key = _key(telegram, parameters)
    commands = parameters["commands"]
    if len(commands) > _MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"].strip()) <= _LONGEST_COMMAND_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    names = [command["command"] for command in commands]
    if len(set(names)) < len(names):
        raise bad_request("BOT_COMMAND_INVALID")
    telegram.profile.commands[key] = [dict(command) for command in commands]
    telegram.changes.tell("profile", telegram.profile)
    return True


@method("getMyCommands")
def get_my_commands(telegram: Telegram, parameters: Parameters) -> Any:
    """The commands of exactly this scope and language."""
    return telegram.profile.commands.get(_key(telegram, parameters), [])


@method("deleteMyCommands")
def delete_my_commands(telegram: Telegram, parameters: Parameters) -> Any:
    """Back to the commands of the wider scope."""
    telegram.profile.commands.pop(_key(telegram, parameters), None)
    telegram.changes.tell("profile", telegram.profile)
    return True


def _key(telegram: Telegram, parameters: Parameters) -> tuple[str, str]:
    """Scope and language of a call. Raises Refusal for a chat that was never opened."""
    scope = parameters.get("scope") or {"type": "default"}
    name: str = scope["type"]
    if name in _CHAT_SCOPES:
        chat = telegram.chat(scope["chat_id"])
        if name != "chat" and chat.kind not in ("group", "supergroup"):
            raise bad_request("chat must be a group or a supergroup")
        name = f"{name}:{chat.id}"
    if scope["type"] == "chat_member":
        if scope["user_id"] not in telegram.users:
            raise bad_request("user not found")
        name = f"{name}:{scope['user_id']}"
    return name, _language(parameters)


def _language(parameters: Parameters) -> str:
    code: str = parameters.get("language_code", "")
    if code and not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _set(telegram: Telegram, texts: dict[str, str], parameters: Parameters, field: str) -> bool:
    """An empty text removes that of the language."""
    text = parameters.get(field, "")
    if len(text) > _LONGEST[field]:
        raise bad_request(f"bot {field.replace('_', ' ')} is too long")
    texts[_language(parameters)] = text
    telegram.changes.tell("profile", telegram.profile)
    return True


def _get(texts: dict[str, str], parameters: Parameters, field: str) -> dict[str, str]:
    """The text in the language, else the one for every language."""
    return {field: texts.get(_language(parameters)) or texts.get("", "")}


@method("setMyName")
def set_my_name(telegram: Telegram, parameters: Parameters) -> Any:
    """At most 64 characters."""
    return _set(telegram, telegram.profile.names, parameters, "name")


@method("getMyName")
def get_my_name(telegram: Telegram, parameters: Parameters) -> Any:
    """The name; where none was set, the one that the bot was made with."""
    found = _get(telegram.profile.names, parameters, "name")
    return {"name": found["name"] or telegram.bot.first_name}


@method("setMyDescription")
def set_my_description(telegram: Telegram, parameters: Parameters) -> Any:
    """At most 512 characters, shown in an empty chat."""
    return _set(telegram, telegram.profile.descriptions, parameters, "description")


@method("getMyDescription")
def get_my_description(telegram: Telegram, parameters: Parameters) -> Any:
    """What an empty chat shows."""
    return _get(telegram.profile.descriptions, parameters, "description")


@method("setMyShortDescription")
def set_my_short_description(telegram: Telegram, parameters: Parameters) -> Any:
    """At most 120 characters, shown when the bot is shared."""
    return _set(telegram, telegram.profile.short_descriptions, parameters, "short_description")


@method("getMyShortDescription")
def get_my_short_description(telegram: Telegram, parameters: Parameters) -> Any:
    """What is shown when the bot is shared."""
    return _get(telegram.profile.short_descriptions, parameters, "short_description")


@method("setChatMenuButton")
def set_chat_menu_button(telegram: Telegram, parameters: Parameters) -> Any:
    """The button beside the text field, in one private chat or everywhere."""
    chat_id = _private(telegram, parameters)
    telegram.profile.menu_buttons[chat_id] = parameters.get("menu_button") or {"type": "default"}
    return True


@method("getChatMenuButton")
def get_chat_menu_button(telegram: Telegram, parameters: Parameters) -> Any:
    """The button that a private chat shows."""
    buttons = telegram.profile.menu_buttons
    return buttons.get(_private(telegram, parameters)) or buttons.get(None) or {"type": "default"}


def _private(telegram: Telegram, parameters: Parameters) -> int | None:
    if "chat_id" not in parameters:
        return None
    chat = telegram.chat(parameters["chat_id"])
    if chat.kind != "private":
        raise bad_request("chat must be a private chat")
    return chat.id
