"""Notes of Obsidian: what is a card in them, and what only looks like one."""

import time

import pytest

from bot.domain.topics import Topics
from bot.parsing.formats import flashcards
from tests.unit.parsing.reading_bytes import read_bytes

TAG = "#flashcards/python\n\n"


def pairs(text: str, topics: Topics) -> list[tuple[str, str | None]]:
    return read_bytes(text, "note.md", topics).pairs


def test_two_colons_part_a_question_from_its_answer_and_three_ask_both_ways(topics: Topics) -> None:
    text = f"{TAG}What is a tuple?::a list that stays\nGIL ::: one lock\n"
    assert pairs(text, topics) == [("What is a tuple?", "a list that stays"), ("GIL", "one lock"), ("one lock", "GIL")]


@pytest.mark.parametrize(
    "line", ["We use std::move here.", "Call `a::b` then", "boost::asio::io_context", "a::b", "::global"]
)
def test_names_of_code_are_no_cards(line: str, topics: Topics) -> None:
    assert pairs(f"{TAG}What is it?::that\n{line}\n```cpp\nWhat x::y\n?\nz\n```\n", topics) == [("What is it?", "that")]


def test_a_question_mark_alone_parts_paragraphs(topics: Topics) -> None:
    text = f"{TAG}## Head\nFirst line\nsecond line\n?\n**Answer:** one\ntwo\n\nNo part of it.\n\nx\n??\ny\n"
    assert pairs(text, topics) == [("First line\nsecond line", "one\ntwo"), ("x", "y"), ("y", "x")]


def test_gaps_are_asked_one_by_one(topics: Topics) -> None:
    assert pairs(f"{TAG}A ==set== keeps ==unique== values.\n", topics) == [
        ("A […] keeps unique values.", "set"),
        ("A set keeps […] values.", "unique"),
    ]


def test_notes_of_the_plugins_are_no_part_of_an_answer(topics: Topics) -> None:
    text = f"{TAG}Why?::Because [[of|of it]] ^a1b2c3\n<!--SR:!2026-01-01,3,250-->\n"
    assert pairs(text, topics) == [("Why?", "Because of it")]


def test_code_keeps_what_looks_like_a_note(topics: Topics) -> None:
    code = "```bash\nif [[ -f x ]]; then echo '%%a%%'; fi\n# <!-- kept -->\n```"
    assert pairs(f"{TAG}How?\n?\n{code}\n", topics) == [("How?", code)]


@pytest.mark.parametrize(
    "note",
    [
        "status:: done\nowner:: [[Team]]\ndue:: 2026-01-01\nrepo:: https://example.org\n",
        "# Heading\n\nSome words. std::vector and std::move and std::swap.\n",
        "A text with a ==mark== in it.\n",
        "What is this?\n\nJust a text with a question.\n",
    ],
)
def test_a_note_without_cards_is_left_to_others(note: str) -> None:
    assert not flashcards.matches("note.md", note.encode())


def test_tags_of_the_deck_are_tags_of_its_cards(topics: Topics) -> None:
    (item,) = read_bytes("---\ntags: [flashcards/go/web]\n---\nWhat?::That\n", "note.md", topics).items
    assert item.tags == ("go", "web")


def test_fields_of_a_note_are_no_cards(topics: Topics) -> None:
    text = f"{TAG}needs:: a terminal\nneeds:: two hands\nup:: [[Editors]]\nsince:: 2024-03-01\nhola :: hello\n"
    assert pairs(text, topics) == [("hola", "hello")]


def test_keys_of_a_keyboard_are_shown_as_code(topics: Topics) -> None:
    assert pairs(f"{TAG}Undo::<kbd>Ctrl</kbd>+<kbd>z</kbd>\n", topics) == [("Undo", "`Ctrl`+`z`")]


def test_signs_of_his_own_that_an_author_uses_are_learnt_from_dated_cards(topics: Topics) -> None:
    dated = "<!--SR:!2024-06-01,12,250-->"
    inline = f"What is a bit? >>> a digit\n{dated}\n\nWhat is a byte? >>> eight of them\n{dated}\n"
    bordered = f"What is a bit?\n&*\na digit\n{dated}\n\nWhat is a byte?\n&*\neight of them\n{dated}\n"
    expected = [("What is a bit?", "a digit"), ("What is a byte?", "eight of them")]
    assert pairs(inline, topics) == pairs(bordered, topics) == expected
    assert pairs(inline.replace(dated, ""), topics) != expected


@pytest.mark.parametrize(
    "text",
    [
        " " * 300_000 + "x",
        "a" + " " * 300_000 + "#car",
        "# a" + " " * 300_000 + "b\n#flashcards",
        f"{TAG}" + "==a " * 50_000,
        f"{TAG}q\n?\na" + " " * 300_000 + "b\n",
    ],
    ids=["blanks", "blanks before a tag", "blanks in a heading", "gaps that never end", "blanks in an answer"],
)
def test_long_runs_are_gone_through_once(text: str, topics: Topics) -> None:
    begun = time.process_time()
    flashcards.matches("note.md", text.encode())
    read_bytes(text, "note.md", topics)
    assert time.process_time() - begun < 3


def test_a_question_may_stand_above_its_answer_with_two_colons(topics: Topics) -> None:
    text = f"{TAG}What is a macro?::\n```c\n#define ONE 1\n```\n\nauthor::\nnobody\n"
    assert pairs(text, topics) == [("What is a macro?", "```c\n#define ONE 1\n```")]


def test_an_arrow_behind_questions_parts_them_from_their_answers(topics: Topics) -> None:
    text = "- What is x? >> one\n- What is y? >> two\n- What is z? >> three\n- w >> four\n"
    assert pairs(text, topics) == [("What is x?", "one"), ("What is y?", "two"), ("What is z?", "three"), ("w", "four")]


def test_a_bullet_ends_where_the_next_one_begins(topics: Topics) -> None:
    text = "- What is x? #card\n\t- one\n- Not asked\n\t- two\n- y #card\n  three\n"
    assert pairs(text, topics) == [("What is x?", "one"), ("y", "three")]


def test_a_title_with_lines_of_equals_below_is_no_card(topics: Topics) -> None:
    text = "".join(f"Is it {number}?\n=====\n\nSome words.\n\n" for number in range(4))
    assert not flashcards.matches("note.md", text.encode())


def test_a_marked_bullet_above_marked_ones_is_their_heading(topics: Topics) -> None:
    text = "- Streams #card\n\t- What is a pipe? #card\n\t\t- A queue of bytes.\n"
    assert pairs(text, topics) == [("What is a pipe?", "A queue of bytes.")]


def test_sides_may_begin_with_question_marks(topics: Topics) -> None:
    text = (
        "? What is a?\n?? A, and ==no other==.\n\n? What is b? ?? B\nand more\n<!--SR:!2026-01-01,3,250-->\n\nOther.\n"
    )
    assert pairs(text, topics) == [("What is a?", "A, and no other."), ("What is b?", "B\nand more")]
    once = "It was late.\n\n? What is a?\n?? A\n"
    assert ("What is a?", "A") not in pairs(once, topics)


@pytest.mark.parametrize(("asked", "told"), [("Q", "A"), ("Question:", "Answer:"), ("问", "答")])
def test_labels_may_stand_alone_above_what_they_name(asked: str, told: str, topics: Topics) -> None:
    card = f"{asked}\n\nWhat is {{0}}?\n\n{told}\n\nIt is {{0}}.\n\nNext {{0}}.\n\nKnown?\n1\n2\n\n"
    text = "Cards\n\n" + "".join(f"{n}\n{card.format(each)}" for n, each in enumerate("abcd", 1)) + "About us\n"
    assert pairs(text, topics) == [(f"What is {each}?", f"It is {each}.\n\nNext {each}.") for each in "abcd"]


def test_a_field_of_the_note_is_no_card(topics: Topics) -> None:
    assert pairs("- What is a? #card\n\t- A\n- Later\n  collapsed:: true\n", topics) == [("What is a?", "A")]


def test_a_word_beside_a_word_is_a_field_among_longer_cards(topics: Topics) -> None:
    text = f"{TAG}status:: done\nWhat is a?::A of all\nWhat is b?::B of all\nWhat is c?::C of all\n"
    assert [asked for asked, _ in pairs(text, topics)] == ["What is a?", "What is b?", "What is c?"]
    assert pairs(f"{TAG}casa:: house\nperro:: dog\n", topics) == [("casa", "house"), ("perro", "dog")]
