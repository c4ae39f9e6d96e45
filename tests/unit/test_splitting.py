"""Cutting a text that holds two questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.markup import source_blocks
from bot.domain.splitting import Half, cut_at_block, cut_at_words

ANSWER = """It is a lock.

```python
# What is this?

lock = Lock()
```

---

### What is a semaphore?

A lock with a **count**.

- one
- two
"""


@given(st.text(alphabet="ab#-*> `\n\r1.\t\x0b\u2028", max_size=60))
def test_blocks_are_the_text(text: str) -> None:
    assert "".join(source_blocks(text)) == text.replace("\r\n", "\n").replace("\r", "\n")


def test_blocks_keep_code_whole() -> None:
    blocks = source_blocks(ANSWER)
    assert [block.strip().splitlines()[0] for block in blocks] == [
        "It is a lock.",
        "```python",
        "### What is a semaphore?",
        "A lock with a **count**.",
        "- one",
    ]
    assert blocks[1].startswith("```python\n# What is this?\n\nlock = Lock()\n```\n")


@pytest.mark.parametrize(
    ("number", "first", "second"),
    [
        (0, "", Half("It is a lock.", ANSWER.partition("\n\n")[2].strip())),
        (1, "It is a lock.", Half("", ANSWER.partition("\n\n")[2].strip())),
        (
            2,
            "It is a lock.\n\n```python\n# What is this?\n\nlock = Lock()\n```",
            Half("What is a semaphore?", "A lock with a **count**.\n\n- one\n- two"),
        ),
    ],
)
def test_a_heading_or_paragraph_is_the_second_question_and_code_is_not(number: int, first: str, second: Half) -> None:
    assert cut_at_block("What is a lock?", ANSWER, number) == (Half("What is a lock?", first), second)


@pytest.mark.parametrize(
    ("block", "second"),
    [
        ("**What is B?**", Half("What is B?", "")),
        ("What is B?\nIt is b.\nReally.", Half("What is B?", "It is b.\nReally.")),
        ("Tell of B,\nplease.", Half("Tell of B,\nplease.", "")),
        ("**B** and **C**", Half("**B** and **C**", "")),
        ("## B ##", Half("B", "")),
    ],
)
def test_the_signs_around_a_question_go(block: str, second: Half) -> None:
    cut = cut_at_block("What is A?", f"It is a.\n\n{block}", 1)
    assert cut == (Half("What is A?", "It is a."), second)


def test_there_is_no_block_behind_the_last() -> None:
    assert cut_at_block("A?", ANSWER, 5) is None
    assert cut_at_block("A?", "", 0) is None


@pytest.mark.parametrize(
    ("answer", "words", "first", "second"),
    [
        ("It is a. What is B? It is b.", "What is\n B?", "It is a.", Half("What is B?", "It is b.")),
        ("It is a.\n\n**What is B?**\n\nb", "What is B?", "It is a.", Half("What is B?", "b")),
        ("It is a.\n\n## What is B?\nb", "What is B?", "It is a.", Half("What is B?", "b")),
        ("1. a\n2. What is B?\n   b", "What is B?", "1. a", Half("What is B?", "   b")),
        ("```\nWhat is B?\n```\n\nWhat is B? b", "What is B?", "```\nWhat is B?\n```", Half("What is B?", "b")),
    ],
)
def test_words_that_a_person_names_are_the_second_question(answer: str, words: str, first: str, second: Half) -> None:
    cut = cut_at_words("What is A?", answer, words)
    assert cut is not None
    assert cut[0] == Half("What is A?", first)
    assert (cut[1].question, cut[1].answer.strip()) == (second.question, second.answer.strip())


def test_a_question_that_holds_two_is_cut_before_the_second() -> None:
    cut = cut_at_words("What is A? And what is B?", "Both are c.", "And what is B?")
    assert cut == (Half("What is A?", ""), Half("And what is B?", "Both are c."))


@pytest.mark.parametrize("words", ["", "What is C?", "What is A?", "lock = Lock()"])
def test_words_that_stand_nowhere_or_in_code_cut_nothing(words: str) -> None:
    assert cut_at_words("What is A?", ANSWER, words) is None
