"""Where the answers of a page end: notes, stories and offers between them, and what stands below the last one."""

import pytest

from .conftest import Read

ASKED = [
    ("What is a stack?", "Last in, first out."),
    ("What is a queue?", "First in, first out."),
    ("What is a heap?", "A tree of which the least is on top."),
    ("What is a hash table?", "An array whose places a function of the key gives."),
    ("What is a linked list?", "Each node knows the next one."),
    ("What is a graph?", "Nodes and the edges between them."),
    ("What is a trie?", "A tree of which each edge is a letter."),
    ("What is a bitmap?", "One bit for each thing that may be there."),
]


def page(form: str, **inserted: str) -> str:
    """A page of numbered questions; `inserted` stands below the answer of that place."""
    parts = [form.format(n=n, q=q, a=a) + inserted.get(f"below_{n}", "") for n, (q, a) in enumerate(ASKED, start=1)]
    return "Interview questions on data structures\n\n" + "".join(parts)


def pairs(read: Read, text: str) -> list[tuple[str, str | None]]:
    return [(item.question, item.answer) for item in read(text).items]


PLAIN = "{n}. {q}\n\n{a}\n\n"


@pytest.mark.parametrize(
    "foot",
    [
        "Want to know your own score?\nTry our quiz.\n",
        "Need help with all this?\nTry our quiz.\n",
        "Вот и всё. Удачи на собеседовании.\n",
        "Learning plan\n\n- Monday: lists\n- Friday: trees\n",
        "An interview is a talk, so think aloud and ask back.\n",
        "Nobody knows all of this by heart.\nPractise with a friend.\nSleep well.\nEat something.\n",
    ],
)
def test_the_last_answer_ends_as_the_others_do(foot: str, read: Read) -> None:
    assert pairs(read, page(PLAIN, below_8=foot)) == ASKED


def test_a_question_that_goes_on_with_the_subject_stays_in_the_last_answer(read: Read) -> None:
    found = pairs(read, page(PLAIN, below_8="Why is it small?\n\nEight flags share a byte.\n"))
    assert found[-1][1] is not None
    assert "Eight flags" in found[-1][1]


def test_a_list_stays_in_the_last_answer_where_all_others_are_of_one_line(read: Read) -> None:
    found = pairs(read, page(PLAIN, below_8="1. sets\n2. filters\n3. free blocks\n4. flags\n"))
    assert found[-1][1] is not None
    assert "free blocks" in found[-1][1]


def test_text_at_the_margin_below_bullets_is_no_part_of_the_last_answer(read: Read) -> None:
    text = page("  {n}. {q}\n  • {a}\n", below_8="\nThat was all, they promised to call.\n")
    assert pairs(read, text) == ASKED


@pytest.mark.parametrize(
    "story",
    [
        "Anna Berg, team lead\n\nI once asked this and heard a song.\n\n",
        "Хотите проверить себя\nПройти тест бесплатно\n\n",
        "Ready to become an engineer?\nOur course Explore program\n\n",
    ],
)
def test_stories_and_offers_between_questions_are_no_answers(story: str, read: Read) -> None:
    assert pairs(read, page(PLAIN, below_3=story)) == ASKED


def test_notes_below_the_questions_tell_their_level(read: Read) -> None:
    notes = ["EasyCommon", "EasyCommon", "EasyRare", "MediumCommon", "MediumRare", "MediumCommon", "HardCommon", "Hard"]
    text = "Interview questions\n\n" + "".join(
        f"{n}\n{q}\n{note}\n\n{a}\n\n" for n, ((q, a), note) in enumerate(zip(ASKED, notes, strict=True), start=1)
    )
    items = read(text).items
    assert [(item.question, item.answer) for item in items] == ASKED
    assert [item.difficulty for item in items] == ["junior"] * 3 + ["middle"] * 3 + ["senior"] * 2


def test_a_level_may_stand_between_the_number_and_the_question(read: Read) -> None:
    levels = ["Junior"] * 4 + ["Middle"] * 3 + ["Senior"]
    text = "Interview questions\n\n" + "".join(
        f"Question {n} of 8\n{level}\n{q}\n{a}\n\n"
        for n, ((q, a), level) in enumerate(zip(ASKED, levels, strict=True), start=1)
    )
    items = read(text).items
    assert [(item.question, item.answer) for item in items] == ASKED
    assert [item.difficulty for item in items] == ["junior"] * 4 + ["middle"] * 3 + ["senior"]


def test_why_a_question_is_asked_is_no_part_of_it(read: Read) -> None:
    text = page("{n}. {q}\nWhy interviewers ask: number {n} shows how you think of memory.\nSample answer: {a}\n\n")
    assert pairs(read, text) == ASKED


def test_an_answer_that_is_often_the_same_is_no_note(read: Read) -> None:
    told = "".join(f"{n}. {q[:-1]} made of nodes?\n\nTrue\n{a}\n\n" for n, (q, a) in enumerate(ASKED, 1))
    assert all((item.answer or "").startswith("True") for item in read("Interview quiz\n\n" + told).items)


@pytest.mark.parametrize("number", ["Q{c}.{n}: ", "Q{c}.{n}. ", "Question {c}.{n}: "])
def test_questions_may_be_counted_by_chapters(number: str, read: Read) -> None:
    text = "Interview guide\n\n" + "".join(
        f"{number.format(c=at // 3 + 1, n=at % 3 + 1)}{q}\n\n{a}\n\n" for at, (q, a) in enumerate(ASKED)
    )
    assert pairs(read, text) == ASKED


def test_parts_may_be_counted_under_letters_that_are_glued_to_the_questions(read: Read) -> None:
    text = "Interview questions\n" + "".join(
        f"{'QBS'[at // 3]}{at % 3 + 1}{q}\n💡{a}\n" for at, (q, a) in enumerate(ASKED)
    )
    assert pairs(read, text) == ASKED


@pytest.mark.parametrize("first", ["ds1. ", "№1 ", "1) "])
def test_the_first_number_may_be_written_otherwise(first: str, read: Read) -> None:
    assert pairs(read, page(PLAIN).replace("1. ", first, 1)) == ASKED


def test_an_option_of_a_command_is_no_bullet(read: Read) -> None:
    text = page(PLAIN).replace("Last in, first out.", "Two options:\n\n--push: adds\n--pop: takes")
    assert pairs(read, text)[0][1] == "Two options:\n\n--push: adds\n--pop: takes"
