from typing import Any

import pytest

from bot.playground.person import Person
from bot.playground.server import BotApiServer
from tests.unit.playground.api import Api

HELP = {"command": "help", "description": "What I can do"}


async def test_commands_are_kept_for_a_scope_and_a_language(api: Api, alice: Person) -> None:
    own = {"type": "chat", "chat_id": alice.id}
    await api("setMyCommands", commands=[HELP])
    await api("setMyCommands", commands=[HELP, {**HELP, "command": "add"}], scope=own, language_code="ru")
    assert (await api("getMyCommands")).result == [HELP]
    assert len((await api("getMyCommands", scope=own, language_code="ru")).result) == 2
    assert (await api("getMyCommands", scope=own)).result == []
    await api("deleteMyCommands")
    assert (await api("getMyCommands")).result == []


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        ({"commands": [{**HELP, "command": "Help"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{**HELP, "command": "/help"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{**HELP, "command": "a" * 33}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [HELP, HELP]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{**HELP, "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{**HELP, "description": "a" * 257}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{**HELP, "command": f"c{i}"} for i in range(101)]}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [HELP], "language_code": "zh-hans"}, "invalid language code specified"),
        ({"commands": [HELP], "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
        ({}, 'parameter "commands" is required'),
    ],
)
async def test_wrong_commands_are_refused(api: Api, parameters: dict[str, Any], why: str) -> None:
    assert (await api("setMyCommands", **parameters)).refused == (400, f"Bad Request: {why}")


async def test_a_scope_needs_a_chat_that_was_opened_and_of_the_right_kind(
    server: BotApiServer, api: Api, alice: Person
) -> None:
    bob = server.person("Bob")
    unopened = {"type": "chat", "chat_id": bob.id}
    refused = (await api("setMyCommands", commands=[HELP], scope=unopened)).refused
    assert refused == (400, "Bad Request: chat not found")
    private = {"type": "chat_administrators", "chat_id": alice.id}
    refused = (await api("setMyCommands", commands=[HELP], scope=private)).refused
    assert refused == (400, "Bad Request: chat must be a group or a supergroup")
    group = server.group("Study", alice)
    nobody = {"type": "chat_member", "chat_id": group.id, "user_id": 5}
    refused = (await api("setMyCommands", commands=[HELP], scope=nobody)).refused
    assert refused == (400, "Bad Request: user not found")


@pytest.mark.parametrize(
    ("setter", "getter", "field", "limit"),
    [
        ("setMyName", "getMyName", "name", 64),
        ("setMyDescription", "getMyDescription", "description", 512),
        ("setMyShortDescription", "getMyShortDescription", "short_description", 120),
    ],
)
async def test_names_and_descriptions_have_limits_and_languages(
    api: Api, setter: str, getter: str, field: str, limit: int
) -> None:
    assert (await api(setter, **{field: "a" * limit})).result is True
    assert (await api(setter, **{field: "я"}, language_code="ru")).result is True
    assert (await api(getter, language_code="ru")).result == {field: "я"}
    assert (await api(getter, language_code="zh")).result == {field: "a" * limit}
    status, why = (await api(setter, **{field: "a" * (limit + 1)})).refused
    assert (status, why.endswith("is too long")) == (400, True)


async def test_the_menu_button_is_kept_for_a_chat_or_all(api: Api, alice: Person, server: BotApiServer) -> None:
    await api("setChatMenuButton", menu_button={"type": "commands"})
    assert (await api("getChatMenuButton", chat_id=alice.id)).result == {"type": "commands"}
    await api("setChatMenuButton", chat_id=alice.id)
    assert (await api("getChatMenuButton", chat_id=alice.id)).result == {"type": "default"}
    group = server.group("Study")
    refused = (await api("setChatMenuButton", chat_id=group.id)).refused
    assert refused == (400, "Bad Request: chat must be a private chat")


async def test_chats_and_members_can_be_asked_for(server: BotApiServer, api: Api, alice: Person) -> None:
    assert (await api("getChat", chat_id=alice.id)).result["first_name"] == "Alice"
    group = server.group("Study", bot_is="administrator")
    assert (await api("getChatMember", chat_id=group.id, user_id=42)).result["status"] == "administrator"
    assert (await api("getChatMember", chat_id=group.id, user_id=alice.id)).result["status"] == "left"
    refused = (await api("getChatMember", chat_id=group.id, user_id=5)).refused
    assert refused == (400, "Bad Request: invalid user_id specified")
