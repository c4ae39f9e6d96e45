"""Concepts in TOML decks: a card for each language, and every fault by file, concept, language and field."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cards import Choice, KeyPoint, Misconception
from bot.domain.topics import Topics
from bot.parsing.formats.toml_decks import read_deck
from tests.unit.parsing.reading_bytes import read_bytes

DECK = '''topic = "gil"
tags = ["cpython"]

[[concepts]]
key = "gil-what"
level = "junior"
tags = ["cpython", "threads"]
references = ["Python documentation: Glossary"]

[concepts.en]
question = "What is the GIL?"
short_answer = "One lock."
answer = """
One thread runs bytecode at a time:

```toml
[[concepts]]
key = "not a concept"
level = "in a text"
```
"""
key_points = [
  { text = "a lock", synonyms = ["mutex"] },
]
misconceptions = [
  { text = "Threads are useless", why = "They wait well." },
  "It is a queue",
]
follow_up = "And without it?"
choice.right = "a lock"
choice.others = ["a queue", "a thread"]
choice.why = "It locks."

[concepts.ru]
question = "Что такое GIL?"
answer = "Замок."
level = "middle"

[[concepts]]
key = "gil-when"
topic = "asyncio"

[concepts.zh]
question = "GIL 什么时候释放？"
answer = "等待 I/O 的时候。"

[[cards]]
key = "plain"
question = "What releases it?"
'''


def test_each_language_of_a_concept_is_a_card(topics: Topics) -> None:
    english, russian, chinese, plain = read_bytes(DECK, "threads.toml", topics).items
    authored = [item.authored for item in (english, russian, chinese, plain) if item.authored]
    assert [(each.key, each.concept) for each in authored] == [
        ("gil-what-en", "gil-what"),
        ("gil-what-ru", "gil-what"),
        ("gil-when-zh", "gil-when"),
        ("plain", None),
    ]
    assert [item.lang for item in (english, russian, chinese)] == ["en", "ru", "zh"]
    told = authored[0]
    assert told.key_points == (KeyPoint("a lock", ("mutex",)),)
    assert told.misconceptions == (
        Misconception("Threads are useless", "They wait well."),
        Misconception("It is a queue"),
    )
    assert told.choice == Choice("a lock", ("a queue", "a thread"), "It locks.")
    assert english.answer is not None
    assert english.answer.startswith("One thread")


def test_what_stands_above_holds_for_each_that_says_nothing_else(topics: Topics) -> None:
    english, russian, chinese, _ = read_bytes(DECK, "threads.toml", topics).items
    assert [item.topic for item in (english, russian, chinese)] == ["gil", "gil", "asyncio"]
    assert [item.tags for item in (english, russian, chinese)] == [("cpython", "threads")] * 2 + [("cpython",)]
    assert [item.difficulty for item in (english, russian, chinese)] == ["junior", "middle", None]
    assert russian.authored is not None
    assert russian.authored.references == ("Python documentation: Glossary",)


def test_a_card_and_its_fields_know_their_lines() -> None:
    deck = read_deck("threads.toml", DECK)
    assert deck is not None
    lines = DECK.split("\n")
    english, russian, chinese, _ = deck.cards
    assert [lines[told.line - 1] for told in (english, russian, chinese) if told.line] == [
        "[concepts.en]",
        "[concepts.ru]",
        "[concepts.zh]",
    ]
    assert [lines[english.line_of(name) - 1][:8] for name in ("choice", "key_points", "tags", "level")] == [  # type: ignore[operator]  # known
        "choice.r",
        "key_poin",
        "tags = [",
        "level = ",
    ]
    assert lines[(russian.line_of("level") or 0) - 1] == 'level = "middle"'
    assert english.line_of("hint") == english.line


def test_what_a_card_stood_in_is_kept_with_what_holds_for_all_languages() -> None:
    deck = read_deck("threads.toml", DECK)
    assert deck is not None
    russian = deck.cards[1].raw
    assert russian.startswith('[[concepts]]\nkey = "gil-what"')
    assert russian.endswith('level = "middle"')
    assert "[concepts.en]" not in russian


def test_only_the_card_with_a_wrong_value_is_left_out(topics: Topics) -> None:
    text = DECK.replace('level = "middle"', 'level = "expert"\ncolor = "red"').replace("follow_up =", "folow_up =")
    read = read_bytes(text, "threads.toml", topics)
    assert [item.authored.key for item in read.items if item.authored] == ["gil-what-en", "gil-when-zh", "plain"]
    assert [f"{drop.source.file}:{drop.source.line}: {drop.reason}" for drop in read.dropped] == [
        "threads.toml:29: concept gil-what, en: unknown field 'folow_up'; is follow_up meant?",
        "threads.toml:38: concept gil-what, ru: unknown field 'color'",
        "threads.toml:37: concept gil-what, ru: level 'expert' is none of junior, middle, senior",
    ]


def test_a_field_in_a_wrong_place_is_told(topics: Topics) -> None:
    text = DECK.replace('level = "junior"', 'level = "junior"\nhint = "Count."\nlevle = "junior"').replace(
        'answer = "Замок."', 'answer = "Замок."\nkey = "x"'
    )
    read = read_bytes(text, "threads.toml", topics)
    assert [f"{drop.source.line}: {drop.reason}" for drop in read.dropped] == [
        "7: concept gil-what: hint belongs into the languages",
        "8: concept gil-what: unknown field 'levle'; is level meant?",
        "39: concept gil-what: ru: key cannot be another in each language",
    ]
    assert len(read.items) == 4


def test_a_concept_without_a_key_and_a_language_that_is_no_table_are_left_out(topics: Topics) -> None:
    text = DECK.replace('key = "gil-when"', "").replace('references = ["Python', 'zh = "yes"\nreferences = ["Python')
    read = read_bytes(text, "threads.toml", topics)
    assert len(read.items) == 3
    assert [drop.reason for drop in read.dropped] == [
        "concept gil-what: zh must be a table",
        "concept 2: the key is missing",
    ]


def test_a_concept_without_a_language_is_told(topics: Topics) -> None:
    read = read_bytes('[[concepts]]\nkey = "k"\nlevel = "junior"\n', "threads.toml", topics)
    assert [(drop.source.line, drop.reason) for drop in read.dropped] == [(1, "concept k: holds none of en, ru, zh")]


def test_concepts_written_another_way_are_read_without_lines(topics: Topics) -> None:
    text = 'concepts = [{ key = "k", en = { question = "What?", answer = "That.", levl = "x" } }, 1]'
    read = read_bytes(text, "threads.toml", topics)
    assert [item.question for item in read.items] == ["What?"]
    assert [drop.reason for drop in read.dropped] == [
        "concept 2: a table is expected",
        "concept k, en: unknown field 'levl'; is level meant?",
    ]


def test_a_deck_that_is_only_concepts_is_known_by_its_text(topics: Topics) -> None:
    assert len(read_bytes(DECK.partition("[[cards]]")[0], "threads.txt", topics).items) == 3


@given(
    start=st.integers(0, len(DECK)),
    length=st.integers(0, 120),
    put=st.sampled_from(("", "[[concepts]]\n", "= 5\n", '"""')),
)
def test_a_deck_in_the_middle_of_an_edit_is_read_or_refused(topics: Topics, start: int, length: int, put: str) -> None:
    read = read_bytes(DECK[:start] + put + DECK[start + length :], "threads.toml", topics)
    assert read.fault is None or read.items == []
