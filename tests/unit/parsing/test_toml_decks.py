"""Decks in TOML: every field, and every fault by its place."""

from bot.domain.cards import Choice, KeyPoint
from bot.domain.topics import Topics
from tests.unit.parsing.reading_bytes import read_bytes

DECK = '''title = "Threads"
lang = "en"
topic = "gil"
tags = ["python"]

[[cards]]
key = "gil-what"
question = "What is the GIL?"
short_answer = "One lock."
answer = """
One thread runs bytecode at a time:

```python
x += 1
```
"""
level = "middle"
hint = "count the locks"
follow_up = "And without it?"
key_points = ["a lock", { text = "bytecode", synonyms = ["byte code"] }]
misconceptions = ["Threads are useless"]
references = ["https://example.org/gil"]
choice = { right = "a lock", others = ["a queue", "a thread"], why = "It locks." }
asked = 3

[[cards]]
question = "What releases it?"
'''


def test_every_field_of_a_deck_is_taken(topics: Topics) -> None:
    full, draft = read_bytes(DECK, "threads.toml", topics).items
    assert (full.kind, full.topic, full.tags, full.difficulty) == ("qa", "gil", ("python",), "middle")
    assert full.short_answer == "One lock."
    assert full.answer is not None
    assert "```python\nx += 1\n```" in full.answer
    told = full.authored
    assert told is not None
    assert told.key_points == (KeyPoint("a lock"), KeyPoint("bytecode", ("byte code",)))
    assert told.choice == Choice("a lock", ("a queue", "a thread"), "It locks.")
    assert (told.key, told.hint, told.follow_up, told.asked) == ("gil-what", "count the locks", "And without it?", 3)
    assert (draft.kind, draft.source.line) == ("draft", 26)


def test_faults_and_unknown_fields_are_told_with_their_place(topics: Topics) -> None:
    text = DECK.replace('level = "middle"', 'levle = "middle"').replace("asked = 3", "asked = -1") + 'color = "red"\n'
    read = read_bytes(text, "threads.toml", topics)
    assert [item.question for item in read.items] == ["What releases it?"]
    assert [(drop.source.line, drop.reason) for drop in read.dropped] == [
        (6, "card gil-what: unknown field 'levle'; is level meant?"),
        (6, "card gil-what: asked must be a whole number from 0, of at most 15 digits"),
        (26, "card 2: unknown field 'color'"),
    ]


def test_a_fault_of_the_file_names_its_line(topics: Topics) -> None:
    assert (
        read_bytes(DECK + "question = ", "x.toml", topics).fault == "no valid TOML: Invalid value (at end of document)"
    )
    assert read_bytes("a = " + "[" * 50_000, "x.toml", topics).fault == "no deck: its lists are nested too deep"


def test_toml_of_another_kind_gives_nothing_and_says_what_it_holds(topics: Topics) -> None:
    read = read_bytes('[project]\nname = "x"\n', "pyproject.toml", topics)
    assert read.items == []
    assert read.dropped[0].reason == "TOML without [[cards]] or [[concepts]]: it holds project"
