"""Markdown as programs that build sites, note books and machines that chat write it."""

import io

import pytest

from bot.domain.topics import Topics
from bot.parsing import Document, Item
from bot.parsing.formats import markdown
from bot.parsing.formats.markdown.blocks import read_blocks

TITLE = "# Interview questions\n\n"
ASKED = "## What is a lock?\n\n"


def items(text: str, topics: Topics, name: str = "bank.md") -> list[Item]:
    data = text.encode()
    (piece,) = markdown.read(Document(name, len(data), lambda: io.BytesIO(data)), topics)
    return list(piece.items)


def pairs(text: str, topics: Topics, name: str = "bank.md") -> list[tuple[str, str | None]]:
    return [(item.question, item.answer) for item in items(text, topics, name)]


def answer(text: str, topics: Topics) -> str | None:
    (pair,) = pairs(TITLE + ASKED + text, topics)
    return pair[1]


@pytest.mark.parametrize(
    "text",
    [
        "::: tip\nOne holds it.\n:::\n",
        ":::note\n\nOne holds it.\n\n:::\n",
        "::: details Answer\nOne holds it.\n:::\n",
        "::: details 点击查看\nOne holds it.\n:::\n",
        ":::: details\n::: info\nOne holds it.\n:::\n::::\n",
        "!!! note\n    One holds it.\n",
        '??? success "Answer"\n\n    One holds it.\n\n',
    ],
)
def test_coloured_and_folded_parts_of_sites_are_text(text: str, topics: Topics) -> None:
    assert answer(text, topics) == "One holds it."


@pytest.mark.parametrize("text", ["::: warning Mind\nIt blocks.\n:::\n", '!!! warning "Mind"\n    It blocks.\n\n'])
def test_the_name_of_such_a_part_stays(text: str, topics: Topics) -> None:
    assert answer(text, topics) == "**Mind**\nIt blocks."


def test_such_signs_in_code_stay(topics: Topics) -> None:
    code = "```md\n::: tip\nx\n:::\n\n!!! note\n    y\n```"
    assert answer(f"So:\n\n{code}\n", topics) == f"So:\n\n{code}"


def test_a_question_may_stand_on_a_folded_part_of_a_site(topics: Topics) -> None:
    text = '??? question "What is a lock?"\n    One holds it.\n\n    - read\n    - write\n\n'
    text += '??? question "What is a latch?"\n    A lock for a short while.\n'
    assert pairs(TITLE + text, topics) == [
        ("What is a lock?", "One holds it.\n\n- read\n- write"),
        ("What is a latch?", "A lock for a short while."),
    ]


def test_answers_are_given_to_the_questions_in_their_languages(topics: Topics) -> None:
    text = "# Question (EN)\n> What is a lock?\n\n# Вопрос (RU)\n> Что такое блокировка?\n\n---\n\n"
    text += "## Answer (EN)\n\nOne holds it.\n\n### Kinds\n\n- read\n\n## Ответ (RU)\n\nЕё держит один.\n\n---\n\n"
    text += "## Follow-ups\n\n- What is a latch?\n\n## References\n\n- [[locks]]\n"
    assert pairs(text, topics) == [
        ("What is a lock?", "One holds it.\n\n### Kinds\n\n- read"),
        ("Что такое блокировка?", "Её держит один."),
    ]


def test_a_question_without_an_answer_in_its_language_is_left_out(topics: Topics) -> None:
    text = "# Question (EN)\n> What is a lock?\n\n# Question (RU)\n> Что?\n\n# Answer (EN)\n\nOne holds it.\n"
    assert pairs(TITLE + text, topics) == [("What is a lock?", "One holds it.")]


def test_quotations_ask_where_three_of_them_do(topics: Topics) -> None:
    text = "> What is a lock?\n\nOne holds it.\n\n> What is a latch?\n\nA short lock.\n\n"
    third = "> Why is it short?\n\nNobody should wait.\n"
    assert pairs(TITLE + text, topics) == []
    assert [question for question, _ in pairs(TITLE + text + third, topics)] == [
        "What is a lock?",
        "What is a latch?",
        "Why is it short?",
    ]


def test_numbers_in_bold_part_a_paragraph(topics: Topics) -> None:
    text = "<b>1. What is a lock?</b><br>\nOne holds it.<br><br>\n<b>2. A latch</b><br>\nA short lock.<br>\n"
    assert pairs(TITLE + text, topics) == [("What is a lock?", "One holds it."), ("A latch", "A short lock.")]


def test_numbers_before_one_that_asks_count_as_well(topics: Topics) -> None:
    text = "面试题\n\n1、一行代码交换变量\n\n多重赋值。\n\n2、如何退出\n\n返回。\n\n3、什么是锁\n\n互斥。\n"
    assert [question for question, _ in pairs(text, topics)] == ["一行代码交换变量", "如何退出", "什么是锁"]


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        ("**Difficulty:** 🔴 Hard\n**Tags:** #sql\n**Frequency:** ⭐⭐⭐", "senior"),
        ("Level: Middle", "middle"),
        ("**Tags:** #sql\n**Topics:** locks", None),
    ],
)
def test_lines_about_a_question_end_no_answer(facts: str, level: str | None, topics: Topics) -> None:
    (item,) = items(f"{TITLE}{ASKED}One holds it.\n\n{facts}\n\n---\n", topics)
    assert (item.answer, item.difficulty) == ("One holds it.", level)


@pytest.mark.parametrize(
    "last",
    [
        "---\n\n> **Next:** read these again tomorrow!\n",
        "---\n\n*Happy learning!*\n",
        "Would you like me to add more questions?\n",
        "If you want, I can also:\n\n- add code\n- add a quiz\n",
    ],
)
def test_the_last_word_of_a_document_is_in_no_answer(last: str, topics: Topics) -> None:
    assert answer(f"One holds it.\n\n{last}", topics) == "One holds it."


@pytest.mark.parametrize(("asks", "tells"), [("**В:**", "**О:**"), ("В:", "О:"), ("Main Question:", "Answer:")])
def test_labels_of_one_letter_and_of_two_words(asks: str, tells: str, topics: Topics) -> None:
    text = f"{asks} Что такое lock?\n\n{tells} Держит один.\n\n{asks} Что такое latch?\n\n{tells} Короткий lock.\n"
    assert pairs(text, topics) == [("Что такое lock?", "Держит один."), ("Что такое latch?", "Короткий lock.")]


@pytest.mark.parametrize("number", ["2.1 ", "2.1. ", "2.1、", "2.1", "2.1.3 "])
def test_numbers_of_chapters_are_in_no_question(number: str, topics: Topics) -> None:
    assert pairs(f"{TITLE}### {number}什么是锁?\n\n互斥。\n", topics) == [("什么是锁?", "互斥。")]


def test_chapters_of_a_design_are_no_questions(topics: Topics) -> None:
    parts = "".join(f"## {at}. Part\n\nWe interview users.\n\n" for at in range(1, 8))
    assert items(f"# Design\n\n{parts}### 7.1 Commands\n\nText.\n\n### 7.2 Words\n\nText.\n", topics) == []


def test_indented_prose_is_no_code_and_indented_code_is() -> None:
    blocks, _ = read_blocks("a\n\n    x = 1\n")
    assert [block.kind for block in blocks] == ["paragraph", "code"]


def test_a_quotation_below_a_colon_belongs_to_the_question(topics: Topics) -> None:
    text = "## How is this written in binary:\n\n> v = 18\n\nWith `bin`.\n"
    assert pairs(TITLE + text, topics) == [("How is this written in binary:\n\n> v = 18", "With `bin`.")]


@pytest.mark.parametrize(
    "text",
    [
        "??? note\n" * 5_000,
        "??? note\n" + "    \n" * 20_000,
        "!!! note\n" + " \n" * 20_000 + "x",
        "::: a\n" * 20_000,
        (":::" + " " * 3_000 + "x{\n") * 50,
        '!!! n "a\n' * 10_000,
        "::: " + "a " * 50_000,
    ],
)
def test_parts_made_to_hang_a_pattern_are_read_like_others(text: str) -> None:
    assert read_blocks(f"{text}\n\nThe end.\n")[0]
