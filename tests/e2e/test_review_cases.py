"""/review: drafts cut in two, quizzes whose key is asked by a tap, questions in a picture, what comes first."""

import json
from collections.abc import Mapping

from bot.playground.person import Person
from tests.conftest import World
from tests.e2e.test_review import (
    LAST,
    OLGA,
    OTHER,
    OTTO,
    QUESTION,
    drafts,
    editor,
    labels,
    live,
    post,
    states,
    take_named,
)

TWO = f"""# Interview questions

### {QUESTION}

The loop holds tasks by weak references only.

```python
# Is this a question?

tasks = set()
```

{OTHER}
It keeps the keys in order, so that few pages are read.

- a tree
- a hash table
"""
POLL = {
    "text": "",
    "text_entities": [],
    "poll": {
        "question": "What does list.sort() return?",
        "closed": False,
        "total_voters": 12,
        "answers": [
            {"text": "A new <list>", "voters": 8, "chosen": False},
            {"text": "None", "voters": 3, "chosen": False},
            {"text": "The same list", "voters": 1, "chosen": False},
        ],
    },
}
SHARED = "The default list is made once, when the function is defined, and shared."
PICTURE = {
    "photo": "photos/photo_1.jpg",
    "width": 800,
    "height": 600,
    "text": "",
    "text_entities": [{"type": "spoiler", "text": SHARED}],
}


def channel(*posts: Mapping[str, object]) -> dict[str, object]:
    """An export of a channel with these posts."""
    who = {
        "type": "message",
        "date": "2026-01-02T10:00:00",
        "date_unixtime": "1767348000",
        "from_id": "channel1234567890",
    }
    messages = [{"id": number, **who, "from": "Python quiz", **each} for number, each in enumerate(posts, 1)]
    return {"name": "Python quiz", "type": "public_channel", "id": 1234567890, "messages": messages}


async def begin(world: World, **files: str) -> Person:
    await take_named(world, {name.replace("_", "."): text for name, text in files.items()})
    await world.start(admin_ids=(OLGA, OTTO))
    olga = await editor(world)
    await olga.send("/review")
    return olga


def contents(world: World) -> list[tuple[str, str]]:
    return [(row["question"], row["answer"]) for row in world.rows("SELECT question, answer FROM cards ORDER BY id")]


async def test_a_draft_is_cut_in_two_at_a_paragraph_and_both_halves_become_cards(world: World) -> None:
    olga = await begin(world, two_md=TWO)
    whole = olga.screen.text
    await olga.press("Edit")
    await olga.press("Split in two")
    assert "1. The loop holds tasks by weak references only.\n\n2. # Is this a question?" in olga.screen.text
    assert f"3. {OTHER} It keeps the keys in order" in olga.screen.text
    assert labels(olga) == ["1", "2", "3", "4", "Back"]
    await olga.tap_twice("3")
    assert olga.screen.text.startswith("Cut in two: this is the first half, the second comes next.")
    assert OTHER not in olga.screen.text
    assert [row["state"] for row in drafts(world)] == ["waiting"] * 2
    await olga.press("Edit")
    assert "Take all changes back" not in labels(olga), "a split is no change of a field"
    await olga.press("Back")
    await olga.press("Accept")
    assert OTHER in olga.screen.text
    await olga.press("Original")
    assert TWO.strip() in olga.screen.text, "both halves know the whole post"
    await olga.press("Accept")
    code = "```python\n# Is this a question?\n\ntasks = set()\n```"
    assert contents(world) == [
        (QUESTION, f"The loop holds tasks by weak references only.\n\n{code}"),
        (OTHER, "It keeps the keys in order, so that few pages are read.\n\n- a tree\n- a hash table"),
    ]
    for _ in range(3):
        await olga.press("Undo")
    assert olga.screen.text.removeprefix("Undone: this draft waits again.\n\n") == whole
    assert states(world) == ["waiting", "rejected"], "the second half waits no more"
    await world.stop()
    await take_named(world, {"two.md": f"{TWO}\nAnd more.\n"})
    assert states(world) == ["waiting", "rejected"]


async def test_a_split_survives_a_new_import_and_cannot_be_undone_once_a_half_was_changed(world: World) -> None:
    olga = await begin(world, two_md=TWO)
    await olga.press("Edit")
    await olga.press("Level")
    await olga.press("senior")
    await olga.press("Edit")
    await olga.press("Split in two")
    await olga.press("3")
    await world.stop()
    await take_named(world, {"two.md": TWO.replace("a hash table", "a table")})
    await world.start()
    await olga.send("/review")
    assert OTHER not in olga.screen.text
    await olga.press("Edit")
    await olga.press("Answer")
    await olga.send("Another answer.")
    await olga.press("Undo the last decision")
    assert olga.toast.startswith("One of the two drafts has been changed or decided on since")
    await olga.press("Edit")
    await olga.press("Take all changes back")
    assert "The loop holds tasks by weak references only." in olga.screen.text
    assert OTHER not in olga.screen.text
    await olga.press("Accept")
    assert OTHER in olga.screen.text
    assert "senior" in olga.screen.text, "the second half has the level that the whole was given"


async def test_a_draft_is_cut_before_words_that_are_typed(world: World) -> None:
    olga = await begin(world, two_md=TWO)
    await olga.press("Edit")
    await olga.press("Split in two")
    await world.restart()
    await olga.send("These words are nowhere")
    assert olga.screen.text.startswith("These words do not stand in the draft")
    await olga.send("# Is this a question?")
    assert olga.screen.text.startswith("These words do not stand in the draft")
    await olga.send("How does a database index  make a query\nof one row faster?")
    assert olga.screen.text.startswith("Cut in two")
    assert world.rows("SELECT * FROM conversations") == []
    assert [row["question"] for row in drafts(world)] == [QUESTION, OTHER]
    await olga.press("Undo")
    await olga.press("Edit")
    await olga.press("Split in two")
    await olga.press("Back")
    assert OTHER in olga.screen.text


async def test_a_long_draft_is_cut_on_a_later_page_of_its_parts(world: World) -> None:
    parts = "\n\n".join(f"Part number {number} of a long answer about tasks." for number in range(24))
    olga = await begin(world, two_txt=post(full=parts))
    await olga.press("Edit")
    await olga.press("Split in two")
    assert labels(olga)[-2:] == ["Later parts", "Back"]
    await olga.press("Later parts")
    await olga.press("Later parts")
    assert labels(olga) == ["21", "22", "23", "24", "Earlier parts", "Back"]
    await olga.press("23")
    assert [row["question"] for row in drafts(world)] == [QUESTION, "Part number 22 of a long answer about tasks."]


async def test_the_key_of_a_poll_is_asked_by_a_tap(world: World) -> None:
    olga = await begin(world, result_json=json.dumps(channel(POLL)))
    shown = olga.screen.text
    assert "1. A new <list> (perhaps right: chosen by whoever exported it, or by most voters)\n2. None\n" in shown
    assert labels(olga)[:3] == ["1", "2", "3"]
    assert "Accept" not in labels(olga)
    await olga.press("2")
    assert "2. None (right)" in olga.screen.text
    await olga.press("1")
    assert "1. A new <list> (right)" in olga.screen.text
    await olga.press("Edit")
    assert "Split in two" not in labels(olga)
    await olga.press("Undo the last change")
    assert "2. None (right)" in olga.screen.text
    await olga.press("Accept")
    (row,) = world.rows("SELECT question, answer, choice FROM cards")
    assert (row["question"], row["answer"]) == ("What does list.sort() return?", "None")
    assert json.loads(row["choice"]) == {"right": "None", "others": ["A new <list>", "The same list"], "why": ""}
    number, version = (world.rows("SELECT id, version FROM drafts")[0][name] for name in ("id", "version"))
    world.server.telegram.press(olga.user, olga.chat.visible()[-1], f"ro:{number}:{version}:9")
    await world.server.settle()
    assert len(live(world)) == 1


async def test_a_question_that_stands_in_a_picture_is_asked_for(world: World) -> None:
    olga = await begin(world, result_json=json.dumps(channel(PICTURE)))
    assert "No question yet" in olga.screen.text
    assert "Accept" not in labels(olga)
    await olga.press("Write the question")
    await olga.send("Why does a default list keep what was appended to it?")
    assert "No question yet" not in olga.screen.text
    await olga.press("Accept")
    assert [question for question, _ in contents(world)] == ["Why does a default list keep what was appended to it?"]


async def test_what_is_worth_most_comes_first(world: World) -> None:
    olga = await begin(world, a_txt=post(), b_txt=post(OTHER, likes=900), c_txt=post(LAST, likes=20))
    for question in (OTHER, LAST, QUESTION):
        assert question in olga.screen.text
        await olga.press("Skip")
    assert OTHER in olga.screen.text
