"""A whole import accepted at once above a confidence that an editor picks, and undone at once for seven days."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.domain.cards import CardContent
from bot.jobs import backlog
from bot.playground.person import Person
from bot.services import accepting
from bot.storage import cards
from bot.storage.database import Transaction
from tests.conftest import World, card
from tests.e2e.test_import import OLGA, OTTO, editor, markdown, told

QUESTIONS = tuple(f"What is the purpose of the tool called {name}?" for name in ("anvil", "broom", "chisel", "drill"))


async def begin(world: World, *questions: str, confidences: Mapping[int, float] | None = None) -> Person:
    """An editor who has just imported a file, with the parser as sure of each question as is said."""
    await world.start(admin_ids=(OLGA, OTTO))
    olga = await editor(world)
    await olga.send_document("tools.md", markdown(*(questions or QUESTIONS)))
    await told(world, olga, "is read")
    await world.stop()
    await world.change("UPDATE drafts SET confidence = 0.95")
    for draft_id, confidence in (confidences or {}).items():
        await world.change("UPDATE drafts SET confidence = ? WHERE id = ?", confidence, draft_id)
    await world.start()
    await olga.send("/review")
    await olga.press("Imports")
    await olga.press("1")
    return olga


def live(world: World) -> list[str]:
    return [row["question"] for row in world.rows("SELECT question FROM cards WHERE retired_at IS NULL ORDER BY id")]


def waiting(world: World) -> list[str]:
    return [row["question"] for row in world.rows("SELECT question FROM drafts WHERE state = 'waiting' ORDER BY id")]


def labels(person: Person) -> list[str]:
    return [label for row in person.screen.buttons for label in row]


async def test_what_the_parser_is_sure_of_is_published_and_taken_back_at_once(world: World) -> None:
    olga = await begin(world, confidences={3: 0.85, 4: 0.6})
    assert "Waiting for a decision: 4" in olga.screen.text
    assert labels(olga) == ["Accept from 90% on: 2", "Accept from 80% on: 3", "Imports"]
    await olga.tap_twice("Accept from 80% on")
    await told(world, olga, "Published: 3")
    assert olga.screen.text == "“tools.md”\nPublished: 3\nLeft waiting for a look: 0"
    assert live(world) == [*QUESTIONS[:3]]
    assert [row["verified"] for row in world.rows("SELECT verified FROM cards")] == [0, 0, 0], "nobody has read them"
    alice = world.person("Alice")
    await alice.send("/start")
    await alice.press("Show answer")
    await alice.press("Good")
    before = world.rows("SELECT * FROM memories")
    await olga.send("/edit broom")
    await olga.press("What is the purpose")
    await olga.press("Level")
    await olga.press("senior")
    await olga.press("Take back the 3")
    await told(world, olga, "Taken back")
    assert live(world) == [QUESTIONS[1]], "a card that was changed since stays"
    assert "Taken back, waiting as drafts again: 2\nLeft as they are, changed or removed since: 1" in await told(
        world, olga, "Taken back"
    )
    assert waiting(world) == [QUESTIONS[0], QUESTIONS[2], QUESTIONS[3]]
    assert world.rows("SELECT * FROM memories") == before != []
    await olga.press("How it stands now")
    await olga.press("Accept from 80% on: 2")
    await told(world, olga, "Published: 2")
    assert sorted(live(world)) == sorted(QUESTIONS[:3])
    assert len(world.rows("SELECT * FROM cards")) == 3, "the same rows came back, with what learners remember"
    assert world.rows("SELECT * FROM memories") == before


async def test_what_a_person_should_look_at_is_left_waiting(world: World) -> None:
    extra = "What is the purpose of the tool called emery?"
    olga = await begin(world, *QUESTIONS, extra)
    await world.stop()
    near, _ = await world.publish(card(1, question="What is an anvil?"), card(2, question=QUESTIONS[3].upper()))
    await world.change("DELETE FROM lookalikes")
    await world.change("INSERT INTO lookalikes (draft_id, card_id, likeness) VALUES (1, ?, 0.7)", near)
    await world.change("UPDATE drafts SET proposal = json_set(proposal, '$.answer', ' ') WHERE id = 3")
    await world.start()
    otto = await editor(world, OTTO)
    await otto.send("/review")
    assert QUESTIONS[1] in otto.screen.text
    await olga.send("/review")
    assert QUESTIONS[0] in olga.screen.text
    assert "It looks like a card that exists. Is it the same question?\n1. What is an anvil?" in olga.screen.text
    await olga.press("Imports")
    await olga.press("1")
    assert "Accept from 90% on: 4" in labels(olga), "what looks like a card is not counted"
    await olga.press("Accept from 90% on")
    assert await told(world, olga, "Published: ") == "“tools.md”\nPublished: 1\nLeft waiting for a look: 4"
    assert live(world) == ["What is an anvil?", QUESTIONS[3].upper(), extra]
    assert waiting(world) == [*QUESTIONS]
    await olga.send("/review")
    await olga.press("It is another question")
    assert "It looks like" not in olga.screen.text
    await olga.press("Edit")
    await olga.press("Undo the last change")
    assert "It looks like a card that exists." in olga.screen.text
    await olga.press("Same as 1: merge")
    assert any(each.text.startswith("Published as a variant of that card") for each in olga.screens)


async def test_it_can_be_undone_for_seven_days_by_any_editor_and_once(world: World) -> None:
    olga = await begin(world)
    otto = await editor(world, OTTO)
    await olga.press("Accept from 90% on")
    await told(world, olga, "Published: 4")
    await otto.send("/import")
    await otto.press("Imports")
    await otto.press("1")
    world.clock.forward(days=7, minutes=1)
    await otto.press("Take back the 4")
    assert otto.toast.startswith("That can be taken back for seven days only.")
    await otto.press("Imports")
    await otto.press("1")
    assert labels(otto) == ["Imports"]
    world.clock.forward(days=-1)
    await olga.press("Take back the 4")
    await told(world, olga, "Taken back")
    assert (live(world), waiting(world)) == ([], [*QUESTIONS])
    world.server.telegram.press(otto.user, otto.chat.visible()[-1], "iu:1")
    await world.server.settle()
    assert otto.toast == "That has been taken back already."
    log = [row["action"] for row in world.rows("SELECT action FROM audit WHERE subject_kind = 'import' ORDER BY id")]
    assert log == ["import-accepted", "import-undone"]
    await olga.send("/admins")
    await olga.press("Log")
    assert "accepted many drafts of “tools.md” at once" in olga.screen.text
    await olga.send("/forget")
    await olga.press("Erase everything")
    assert [row["acted_by"] for row in world.rows("SELECT acted_by FROM acceptances")] == [None]


async def test_a_restart_in_the_middle_of_either_goes_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accepting, "BATCH", 1)
    olga = await begin(world)
    await olga.press("Accept from 90% on")
    await world.stop()
    await world.change("UPDATE acceptances SET stage = 'accepting'")
    await world.start()
    await told(world, olga, "Published: 4")
    assert len(live(world)) == 4
    await olga.press("Take back the 4")
    await world.restart()
    await told(world, olga, "Taken back, waiting as drafts again: 4")
    assert (live(world), waiting(world)) == ([], [*QUESTIONS])


async def test_an_end_that_came_right_before_a_stop_is_told_after_it(world: World) -> None:
    olga = await begin(world)
    await olga.press("Accept from 90% on")
    await told(world, olga, "Published: 4")
    await world.stop()
    await world.change("UPDATE acceptances SET accepted = 3, told = 0")
    await world.start()
    await told(world, olga, "Published: 3")
    await world.server.wait_for(lambda: world.rows("SELECT told FROM acceptances") == [{"told": 1}])


async def test_strangers_and_old_buttons_change_nothing(world: World) -> None:
    olga = await begin(world)
    eve = world.person("Eve")
    await eve.send("/start")
    for data in ("il", "io:1", "ia:1:90", "iu:1"):
        world.server.telegram.press(eve.user, eve.chat.visible()[-1], data)
        await world.server.settle()
        assert eve.toast.startswith("This button is too old to work."), data
    for data, said in (("ia:1:50", "This button is too old"), ("ia:9:90", "This button is too old"), ("io:9", "This")):
        world.server.telegram.press(olga.user, olga.chat.visible()[-1], data)
        await world.server.settle()
        assert olga.toast.startswith(said), data
    await world.stop()
    await world.change("UPDATE drafts SET confidence = 0.85")
    await world.start()
    await olga.press("Accept from 90% on")
    assert olga.toast == "Nothing of this import waits from 90% on."
    assert live(world) == []


async def test_nothing_was_imported_yet_is_said(world: World) -> None:
    await world.start(admin_ids=(OLGA,))
    olga = await editor(world)
    await olga.send("/import")
    assert labels(olga) == ["Read a channel’s new posts"]
    world.server.telegram.press(olga.user, olga.chat.visible()[-1], "il")
    await world.server.settle()
    assert olga.screen.text == "Nothing has been imported yet. /import tells how."


async def test_one_draft_that_cannot_be_published_holds_up_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    olga = await begin(world)
    world.errors_expected = True
    monkeypatch.setattr(backlog, "RETRY_SECONDS", 0.01)
    publish = cards.publish

    async def failing(tx: Transaction, content: CardContent, *rest: Any, **named: Any) -> Any:
        if content.question == QUESTIONS[1]:
            raise ValueError("a bug")
        return await publish(tx, content, *rest, **named)

    monkeypatch.setattr(cards, "publish", failing)
    await olga.press("Accept from 90% on")
    assert await told(world, olga, "Published: ") == "“tools.md”\nPublished: 3\nLeft waiting for a look: 1"
    assert waiting(world) == [QUESTIONS[1]]
