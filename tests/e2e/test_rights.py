"""Who is not staff changes nothing, whatever command is typed and whatever button is made up; an editor is no owner."""

import ast
import random
from asyncio import gather
from collections.abc import Iterator
from typing import Any

import pytest
from aiogram.filters.callback_data import CallbackData

from bot import settings
from bot.playground.person import Person
from bot.telegram.allowance import Allowance
from bot.telegram.callbacks import editor, owner
from bot.telegram.commands import EDITOR, OWNER
from tests.architecture.test_wiring import buttons
from tests.conftest import START, World, card

FORGETFUL = {"inbox", "facts", "learners", "schema_migrations"}
"""What any update may change; who is not staff is a learner all the same."""

OWNERS_ALONE = {"AdminsPage", "AdminsInvite", "AdminsWithdraw", "AdminsRemove", "AdminsUndo", "AdminsLog"} | {
    "BroadcastChoice",
    "BroadcastLook",
    "BroadcastStop",
    "OnPost",
}
AT = int(START.timestamp() * 1000)
HOUR = 3_600_000
HANDLERS = settings.ROOT / "bot/telegram/handlers/admin"


def words(kind: type[CallbackData]) -> list[str]:
    """Short words that the handlers of a button know: what a text field of it may hold."""
    found = {"", "1", "x", "asyncio", "en"}
    for source in (path.read_text("utf-8") for path in HANDLERS.glob("*.py")):
        for node in ast.walk(ast.parse(source)) if kind.__name__ in source else ():
            if isinstance(node, ast.match_case):
                found |= {each.value for each in ast.walk(node.pattern) if isinstance(each, ast.Constant)
                          and isinstance(each.value, str) and len(each.value) <= 14}  # fmt: skip
    return sorted(found)


def presses(kind: type[CallbackData], chance: random.Random) -> Iterator[str]:
    """What a button of this kind may send: the rows numbered 1 or 2 in their first versions, and every known word."""
    known = words(kind)
    for word in known:
        fields: list[str] = []
        for name, field in kind.model_fields.items():
            if field.annotation is str:
                fields.append(word if not any(each in known for each in fields) else chance.choice(known))
            elif field.annotation is bool:
                fields.append(chance.choice("01"))
            else:
                fields.append("0" if name in ("version", "seen", "before", "page") and chance.random() < 0.5 else "1")
        yield ":".join([kind.__prefix__, *fields])
        if not any(field.annotation is str for field in kind.model_fields.values()):
            break


def staff_buttons() -> list[type[CallbackData]]:
    modules = (editor.__name__, owner.__name__)
    return [each for each in buttons() if each.__module__ in modules]


def contents(world: World) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table that staff works on."""
    tables = world.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'card_words%'")
    return {
        row["name"]: world.rows(f"SELECT * FROM {row['name']}")  # noqa: S608 - names of the schema
        for row in tables
        if row["name"] not in FORGETFUL and not row["name"].startswith("sqlite_")
    }


async def furnish(world: World, olga: Person, edith: Person, eve: Person) -> None:
    """A row of everything that a button could name, with owner, editor and one who is an editor no more."""
    proposal = '{"question": "What is it?", "answer": "That.", "lang": "en", "confidence": 1}'
    draft = {"key": "en-d1", "post_id": 1, "kind": "qa", "lang": "en", "question": "What is it?", "proposal": proposal}
    rows: tuple[tuple[str, dict[str, object]], ...] = (
        ("staff", {"person_id": olga.id, "role": "owner", "since": AT}),
        ("staff", {"person_id": edith.id, "role": "editor", "since": AT, "name": "Edith"}),
        ("staff", {"person_id": eve.id, "role": "editor", "since": AT, "removed_at": AT}),
        ("posts", {"source_key": "a", "revision": 1, "digest": "d", "body": "b", "parser_version": 1, "taken_at": AT}),
        ("drafts", {**draft, "created_at": AT}),
        ("chats", {"chat_id": -100123, "kind": "channel", "title": "News", "by_staff": 1, "connected_at": AT}),
        ("decks", {"key": "abc", "title": "A deck", "created_at": AT}),
        ("deck_cards", {"deck_id": 1, "card_id": 1, "position": 1}),
        ("schedules", {"chat_row": 1, "zone": "UTC", "minutes": "[600]", "weekdays": 127, "lang": "en"}
         | {"created_at": AT, "next_at": AT + HOUR}),
        ("publications", {"key": "pub1", "schedule_id": 1, "chat_row": 1, "slot": "2026-03-01T10:00", "due_at": AT}
         | {"state": "unknown", "card_id": 1, "revision": 1, "form": "spoiler"}),
        ("reports", {"learner_id": olga.id, "card_id": 1, "reason": "wrong", "at": AT}),
    )  # fmt: skip
    for table, values in rows:
        marks = ", ".join("?" * len(values))
        sql = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"  # noqa: S608 - names of the schema
        await world.change(sql, *values.values())


async def push(world: World, person: Person, strings: list[str]) -> list[str]:
    """Presses of buttons that were never drawn for this person; what the toasts say."""
    message = next(each for each in reversed(person.messages) if each.by_bot)
    queries = [world.server.telegram.press(person.user, message, data) for data in strings]
    await world.server.wait_for(lambda: all(query.answer is not None for query in queries), 30)
    return [(query.answer.text if query.answer else None) or "" for query in queries]


@pytest.fixture
async def cast(world: World, monkeypatch: pytest.MonkeyPatch) -> dict[str, Person]:
    """Everybody has started the bot; nobody is too fast."""
    monkeypatch.setattr(Allowance, "spend", lambda *_: True)
    world.server.limit(None)
    await world.publish(*(card(number) for number in range(4)))
    await world.start()
    people = {name: world.person(name) for name in ("Olga", "Edith", "Eve", "Alice")}
    for person in people.values():
        await person.send("/start")
    await world.stop()
    await furnish(world, people["Olga"], people["Edith"], people["Eve"])
    await world.start()
    await world.server.settle()
    # In the background, what cards and drafts are compared by is made of those that have none yet.
    waiting = (
        "SELECT id FROM cards WHERE fingerprint <> revision UNION SELECT id FROM drafts WHERE fingerprint <> version"
    )
    await world.server.wait_for(lambda: not world.rows(waiting))
    return people


async def test_no_command_of_staff_does_anything_for_others(world: World, cast: dict[str, Person]) -> None:
    before = contents(world)
    stranger = world.person("Stan")
    for name in (*EDITOR, *OWNER):
        await stranger.send(f"/{name}")
        assert not stranger.screen.buttons, f"/{name} draws buttons for a stranger"
        for person in (cast["Eve"], cast["Alice"]):
            await person.send(f"/{name} words")
            assert not person.screen.buttons, f"/{name} draws buttons for who is not staff"
            await person.send("What was typed after it")
    for name in OWNER:
        await cast["Edith"].send(f"/{name}")
        assert not cast["Edith"].screen.buttons, f"/{name} draws buttons for an editor"
    assert contents(world) == before


async def test_no_button_of_staff_does_anything_for_others(world: World, cast: dict[str, Person]) -> None:
    chance = random.Random(20260302)  # noqa: S311 - the same values each time
    before = contents(world)
    shown = {name: len(person.screens) for name, person in cast.items()}
    for kind in staff_buttons():
        strings = list(presses(kind, chance))
        names = ("Eve", "Alice", *(["Edith"] if kind.__name__ in OWNERS_ALONE else []))
        for name, answers in zip(
            names, await gather(*(push(world, cast[name], strings) for name in names)), strict=True
        ):
            assert all(answers), f"{kind.__name__} is answered without a word for {name}"
    await world.server.settle()
    assert {name: len(person.screens) for name, person in cast.items()} == shown
    assert contents(world) == before
