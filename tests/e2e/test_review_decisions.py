"""/review: merging, undoing, two editors at once, impatient fingers, restarts between any two steps."""

import asyncio

from bot.playground.person import Person
from tests.conftest import World, card
from tests.e2e.test_review import (
    FULL,
    LAST,
    NOTHING,
    OLGA,
    OTHER,
    OTTO,
    QUESTION,
    begin,
    drafts,
    editor,
    labels,
    live,
    post,
    states,
    take,
    unanswered,
)

ALIKE = "Why does an asyncio task with no reference kept to it sometimes never finish?"


def groups(world: World) -> dict[str, str | None]:
    rows = world.rows(
        "SELECT c.question, k.variant_group FROM cards AS c JOIN concepts AS k ON k.id = c.concept_id ORDER BY c.id"
    )
    return {row["question"]: row["variant_group"] for row in rows}


def holders(world: World) -> list[int | None]:
    return [row["claimed_by"] for row in drafts(world)]


def dump(world: World, *tables: str) -> dict[str, list[dict[str, object]]]:
    """What tables hold, but for revisions, times and versions, which only rise."""
    rising = ("revision", "updated_at", "version", "claimed_by", "claimed_until")
    return {
        table: [
            {name: value for name, value in row.items() if name not in rising}
            for row in world.rows(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608 - names of the schema
        ]
        for table in tables
    }


async def press_again(world: World, person: Person, data: str) -> None:
    """Press what a message offered once."""
    query = world.server.telegram.press(person.user, person.messages[-1], data)
    await world.server.wait_for(lambda: query.answer is not None)
    await world.server.settle()


async def test_a_draft_becomes_a_variant_of_a_near_card_and_stands_alone_again_after_undo(world: World) -> None:
    await world.publish(card(1, question=ALIKE), card(2, question=OTHER), card(3, question=QUESTION, lang="ru"))
    olga = await begin(world)
    before = dump(world, "cards", "concepts", "drafts")
    await olga.press("Merge")
    assert f"1. {ALIKE}" in olga.screen.text
    assert olga.screen.text.count(QUESTION) == 0, "cards of other languages are not offered"
    await olga.press("1")
    assert olga.screen.text.startswith("Published as a variant of that card")
    assert live(world) == [ALIKE, OTHER, QUESTION, QUESTION]
    (group,) = {groups(world)[ALIKE]}
    assert group is not None
    assert groups(world)[OTHER] is None
    await olga.press("Undo")
    assert olga.screen.text.startswith("Undone: this draft waits again.")
    assert QUESTION in olga.screen.text
    after = dump(world, "cards", "concepts", "drafts")
    assert after["drafts"] == before["drafts"]
    assert after["cards"][:3] == before["cards"]
    assert [row["variant_group"] for row in after["concepts"]] == [None] * 4
    assert live(world) == [ALIKE, OTHER, QUESTION]


async def test_a_group_of_before_stays_when_the_newest_variant_leaves_it(world: World) -> None:
    await world.publish(card(1, question=ALIKE, variant_group="g"), card(2, question=OTHER))
    olga = await begin(world)
    await olga.press("Merge")
    await olga.press("1")
    assert groups(world) == {ALIKE: "g", OTHER: None, QUESTION: "g"}
    await olga.press("Undo")
    assert groups(world) == {ALIKE: "g", OTHER: None, QUESTION: None}


async def test_at_most_five_cards_are_offered_and_none_is_said(world: World) -> None:
    await world.publish(*(card(number, question=f"{ALIKE[:-1]} in version {number}?") for number in range(8)))
    olga = await begin(world, post(), post("Qwerty uiop zxcvb?", "Nothing else has these words. Really."))
    await olga.press("Merge")
    assert labels(olga) == ["1", "2", "3", "4", "5", "Back"]
    await olga.press("Back")
    assert QUESTION in olga.screen.text
    await olga.press("Skip")
    await olga.press("Merge")
    assert olga.screen.text == "No card comes near this draft."


async def test_a_draft_without_an_answer_becomes_one_more_source_and_is_taken_from_it_again(world: World) -> None:
    olga = await begin_with_cards(world)
    (held,) = world.rows("SELECT * FROM drafts WHERE claimed_by = ?", OLGA)
    before = dump(world, "cards", "concepts", "drafts")
    await olga.press("Merge")
    assert "The draft has no answer" in olga.screen.text
    await olga.press("1")
    assert olga.screen.text.startswith("Noted as one more source of that card.")
    (merged,) = world.rows("SELECT * FROM cards WHERE reference_list <> '[]'")
    assert "posts/0.txt" in merged["reference_list"]
    assert world.rows("SELECT state, card_id FROM drafts WHERE id = ?", held["id"]) == [
        {"state": "published", "card_id": merged["id"]}
    ]
    await olga.press("Undo")
    assert dump(world, "cards", "concepts", "drafts") == before


async def begin_with_cards(world: World) -> Person:
    """An article of questions without answers, and cards that share words with them."""
    await take(world, unanswered())
    rows = world.rows("SELECT question FROM drafts WHERE kind = 'draft' ORDER BY created_at, post_id, id LIMIT 1")
    await world.publish(card(1, question=f"In short: {rows[0]['question']}"), card(2))
    await world.start(admin_ids=(OLGA, OTTO))
    olga = await editor(world)
    await olga.send("/review")
    return olga


async def test_an_accepted_card_is_withdrawn_and_can_be_accepted_again(world: World) -> None:
    olga = await begin(world, post(), post(OTHER))
    before = dump(world, "drafts")
    await olga.press("Accept")
    alice = world.person("Alice")
    await alice.send("/start")
    asked = alice.screen
    await olga.press("Undo")
    assert dump(world, "drafts") == before
    assert live(world) == []
    assert holders(world) == [OLGA, None]
    await alice.send("/search asyncio")
    assert alice.screen.text.startswith("Nothing found")
    await olga.press("Accept")
    assert live(world) == [QUESTION]
    await alice.press("Show answer", message=asked)
    assert any(FULL in each.text for each in alice.screens), "an old button still leads to the card that came back"
    assert len(world.rows("SELECT * FROM cards")) == 1


async def test_a_card_that_a_learner_has_answered_is_not_withdrawn(world: World) -> None:
    olga = await begin(world)
    await olga.press("Accept")
    alice = world.person("Alice")
    await alice.send("/start")
    await alice.press("Show answer")
    await alice.press("Good")
    await olga.press("Undo")
    assert olga.toast == "A learner has answered this card already: it stays."
    assert live(world) == [QUESTION]
    assert states(world) == ["published"]
    await alice.send("/undo")
    await olga.press("Undo")
    assert live(world) == []


async def test_a_card_that_was_changed_since_is_not_withdrawn(world: World) -> None:
    olga = await begin(world)
    await olga.press("Accept")
    await world.stop()
    await world.change("UPDATE cards SET answer = 'Better.', revision = revision + 1")
    await world.start()
    await olga.press("Undo")
    assert olga.toast.startswith("The card has been changed since")
    assert states(world) == ["published"]


async def test_decisions_are_undone_one_by_one_the_last_first(world: World) -> None:
    olga = await begin(world, post(), post(OTHER), post(LAST))
    await olga.press("Reject")
    await olga.press("Accept")
    await press_again(world, olga, "ru:1")
    assert olga.toast.startswith("This is not your last decision any more")
    assert states(world) == ["rejected", "published", "waiting"]
    await olga.press("Undo")
    assert OTHER in olga.screen.text
    await olga.press("Undo")
    assert QUESTION in olga.screen.text
    assert states(world) == ["waiting"] * 3
    assert not any(label.startswith("Undo") for label in labels(olga))
    await press_again(world, olga, "ru:1")
    assert olga.toast.startswith("This is not your last decision any more")


async def test_an_editor_cannot_undo_what_another_decided(world: World) -> None:
    olga = await begin(world, post(), post(OTHER))
    otto = await editor(world, OTTO)
    await olga.press("Reject")
    await otto.send("/review")
    await press_again(world, otto, "ru:1")
    assert otto.toast.startswith("This is not your last decision any more")
    assert states(world) == ["rejected", "waiting"]


async def test_two_editors_never_get_the_same_draft(world: World) -> None:
    olga = await begin(world, post(), post(OTHER))
    otto = await editor(world, OTTO)
    await otto.send("/review")
    assert QUESTION in olga.screen.text
    assert OTHER in otto.screen.text
    assert holders(world) == [OLGA, OTTO]
    await olga.press("Accept")
    assert olga.screen.text.startswith("Published: learners will meet this card.")
    assert "Other editors are working on everything that waits. Drafts: 1" in olga.screen.text


async def test_both_asking_at_once_get_different_drafts(world: World) -> None:
    await take(world, *(post(question) for question in (QUESTION, OTHER, LAST)))
    await world.start(admin_ids=(OLGA, OTTO))
    olga, otto = await editor(world), await editor(world, OTTO)
    await asyncio.gather(olga.send("/review"), otto.send("/review"))
    await asyncio.gather(olga.press("Reject"), otto.press("Accept"))
    assert sorted(states(world)) == ["published", "rejected", "waiting"]
    assert len([each for each in holders(world) if each]) == 1


async def test_a_claim_that_ran_out_goes_to_the_next_and_the_first_is_told(world: World) -> None:
    olga = await begin(world, post(), post(OTHER))
    otto = await editor(world, OTTO)
    world.clock.forward(minutes=29)
    await olga.press("Edit")
    world.clock.forward(minutes=29)
    await otto.send("/review")
    assert OTHER in otto.screen.text, "what an editor does renews the claim"
    await otto.press("Skip")
    world.clock.forward(minutes=1, seconds=1)
    await otto.press("Skip")
    assert QUESTION in otto.screen.text
    await olga.press("Back")
    assert (olga.toast, olga.alert) == ("Another editor is working on that draft now. Nothing was changed.", True)
    assert OTHER in olga.screen.text
    assert holders(world) == [OTTO, OLGA]


async def test_a_claim_that_ran_out_but_was_taken_by_nobody_still_works(world: World) -> None:
    olga = await begin(world)
    world.clock.forward(days=3)
    await olga.press("Accept")
    assert live(world) == [QUESTION]


async def test_a_press_on_what_somebody_else_decided_says_so_and_shows_the_next(world: World) -> None:
    olga = await begin(world, post(), post(OTHER))
    otto = await editor(world, OTTO)
    world.clock.forward(minutes=31)
    await otto.send("/review")
    await otto.press("Reject")
    await olga.press("Accept")
    assert olga.toast == "That draft has been decided on by somebody else. Nothing was changed."
    assert live(world) == []
    assert "Other editors are working" in olga.screen.text
    world.clock.forward(minutes=31)
    await olga.send("/review")
    assert OTHER in olga.screen.text


async def test_an_answer_typed_for_a_draft_that_is_lost_changes_nothing(world: World) -> None:
    olga = await begin(world, post(), post(OTHER))
    otto = await editor(world, OTTO)
    await olga.press("Edit")
    await olga.press("Answer")
    world.clock.forward(minutes=31)
    await otto.send("/review")
    await olga.send("My answer")
    assert olga.screen.text.startswith("Another editor is working on that draft now.")
    assert OTHER in olga.screen.text
    assert [row["edits"] for row in drafts(world)] == [None, None]
    assert world.rows("SELECT * FROM conversations") == []


async def test_a_draft_that_changed_since_it_was_shown_is_not_accepted_unseen(world: World) -> None:
    olga = await begin(world)
    await world.stop()
    await take(world, post(full=f"{FULL} And more."))
    await world.start()
    await olga.press("Accept")
    assert olga.toast.startswith("That draft has changed since.")
    assert "And more." in olga.screen.text
    await olga.press("Accept")
    assert live(world) == [QUESTION]


async def test_doubled_taps_decide_once(world: World) -> None:
    olga = await begin(world, post(), post(OTHER), post(LAST))
    for label, expected in (
        ("Skip", ["waiting"] * 3),
        ("Accept", ["waiting", "published", "waiting"]),
        ("Undo", ["waiting"] * 3),
        ("Reject", ["waiting", "rejected", "waiting"]),
    ):
        said = len(olga.screens)
        await olga.tap_twice(label)
        assert states(world) == expected
        assert len(olga.screens) == said + 1, label
        assert not olga.alert
    assert LAST in olga.screen.text


async def test_a_second_tap_after_a_restart_is_told_and_the_next_draft_shown(world: World) -> None:
    olga = await begin(world, post(), post(OTHER))
    first = olga.tap("Accept")
    await world.server.wait_for(lambda: first.answer is not None)
    await world.restart()
    second = world.server.telegram.press(olga.user, first.message, first.data)
    await world.server.wait_for(lambda: second.answer is not None)
    await world.server.settle()
    assert olga.toast == "You have decided on that draft already. Nothing was changed."
    assert states(world) == ["published", "waiting"]
    assert OTHER in olga.screen.text


async def test_restarts_between_any_two_steps_change_nothing(world: World) -> None:
    await world.publish(card(1, question=ALIKE))
    olga = await begin(world, post(), post(OTHER))
    for step in ("Merge", "1", "Undo", "Edit", "Level", "junior", "Original", "Edit", "Answer"):
        await world.restart()
        await olga.press(step)
    await world.restart()
    await olga.send("Another answer.")
    await world.restart()
    await olga.press("Accept")
    await world.restart()
    await olga.press("Reject")
    assert olga.screen.text == f"Rejected: it will not come again.\n\n{NOTHING}"
    (accepted,) = world.rows("SELECT * FROM cards WHERE question = ?", QUESTION)
    assert (accepted["answer"], accepted["level"], accepted["retired_at"]) == ("Another answer.", "junior", None)
    assert states(world) == ["published", "rejected"]


async def test_import_publishes_neither_over_an_editors_changes_nor_what_was_undone(world: World) -> None:
    olga = await begin(world, post(), post(OTHER))
    await olga.press("Edit")
    await olga.press("Level")
    await olga.press("senior")
    await world.stop()
    await take(world, post(), post(OTHER), publish=True)
    assert live(world) == [OTHER]
    assert states(world) == ["waiting", "published"]


async def test_add_brings_back_a_card_whose_acceptance_was_undone(world: World) -> None:
    olga = await begin(world)
    await olga.press("Accept")
    await olga.press("Undo")
    await olga.send("/add")
    await olga.send(QUESTION)
    await olga.send("Written anew.")
    for label in ("No topic", "No level", "English", "Save"):
        await olga.press(label)
    assert live(world) == [QUESTION]
    assert states(world) == ["published"]
