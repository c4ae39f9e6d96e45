"""Markdown that is large, broken, or made to take long."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.topics import Topics
from bot.parsing import Document, Item, Unreadable
from bot.parsing.formats import markdown

from .work import calls_of

TITLE = "# Interview questions\n\n"
PAIR = "## What is a lock?\n\nA thing that one thread holds at a time.\n\n"


def items(text: str, topics: Topics, name: str = "bank.md") -> list[Item]:
    data = text.encode()
    (piece,) = markdown.read(Document(name, len(data), lambda: io.BytesIO(data)), topics)
    return list(piece.items)


def card(text: str, topics: Topics) -> Item:
    (item,) = items(TITLE + text, topics)
    return item


def questions(text: str, topics: Topics, name: str = "bank.md") -> list[str]:
    return [item.question for item in items(text, topics, name)]


def test_a_document_that_is_too_large_is_refused(topics: Topics) -> None:
    document = Document("a.md", markdown.LARGEST + 1, lambda: io.BytesIO(b"# Title\n"))
    with pytest.raises(Unreadable, match="split it at a heading"):
        list(markdown.read(document, topics))


def test_a_document_of_too_many_parts_is_refused_with_its_line(topics: Topics, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown.blocks, "MOST_TOKENS", 100)
    with pytest.raises(Unreadable, match="at line 1; split it at a heading"):
        items(TITLE + "- a\n" * 100, topics)


def test_a_long_document_is_read_in_chunks_as_it_is_in_one(topics: Topics, monkeypatch: pytest.MonkeyPatch) -> None:
    text = TITLE + "".join(f"## What is X{n}?\n\nText {n}.\n\n```\n\n# code {n}\n```\n\n" for n in range(40))
    whole = items(text, topics)
    monkeypatch.setattr(markdown.blocks, "CHUNK", 20)
    assert items(text, topics) == whole
    assert len(whole) == 40


PIECES = [
    *(
        "# What is X?",
        "## 1. Y",
        "### Answer",
        "Setext\n===",
        "text",
        "**Q?**",
        "**1. A**",
        "- [x] a",
        "- [ ] b?",
        "1. c?",
    ),
    *("<details>", "<summary>s?</summary>", "</details>", "<b>", "</b></details>", "```", "~~~", "    code", "> quote"),
    *(
        "| Q | A |\n|---|---|\n| a? | b |",
        "---",
        "[x](#y)",
        "![](z)",
        "<pre>",
        "<!--",
        "-->",
        "Q: a",
        "A: b",
        "\t",
        "\\",
    ),
]


@settings(derandomize=True, max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=15), max_size=20))
def test_any_mixture_is_read(topics: Topics, pieces: list[str]) -> None:
    text = TITLE + "\n".join(pieces)
    parsed = markdown.parse(text, file="bank.md", topics=topics)
    for item in parsed.items:
        assert item.question.strip()
        assert (item.answer is None) is (item.kind == "draft")
        assert 1 <= (item.source.line or 0) <= text.count("\n") + text.count("\r") + 1


def calls_to_read(text: str, topics: Topics) -> int:
    return calls_of(lambda: markdown.parse(text, file="bank.md", topics=topics))


@pytest.mark.parametrize(
    "text",
    [
        "## What is X{0}?\n\nOne {0}.\n\n",
        "<details>\n<summary>What is X{0}?</summary>\n\n",
        "- <details>\n  <summary>a{0}\n",
        "**{0}. What?**\n\n",
        "| a{0} |\n|---|\n| b |\n\n",
        "> [x{0}](#y\n",
        "1. what {0}?\n",
        "# {0}\n",
    ],
    ids=range(8),
)
def test_the_work_grows_no_faster_than_the_text(text: str, topics: Topics) -> None:
    few, many = (calls_to_read(TITLE + PAIR + "".join(map(text.format, range(count))), topics) for count in (150, 600))
    assert many < 5 * few


@pytest.mark.parametrize(
    "line",
    [
        ">" * 10_000 + " x",
        "- " * 5_000 + "x",
        "[" * 20_000,
        "[a](" * 5_000,
        "<b" * 10_000,
        "`" * 9_999 + " " + "``" * 3_000,
        "*" * 20_000,
        "|" * 20_000 + "\n" + "|-" * 10_000,
        "x" * 1_000_000,
        "<details>" * 3_000,
        "<details>" * 3_000 + "x" + "</details>" * 3_000,
        "<details><summary>Q?</summary>" * 2_000 + "x" + "</details>" * 2_000,
        "&" * 20_000,
        "![" * 10_000,
        "<a href=" * 4_000,
        "**a " * 6_000,
        "x" + " " * 50_000 + "<br>x",
        "## " + "下面代码" + "将会" * 60 + "x",
        "## " + "show the " * 40 + "x",
        "## What is " + "the output of " * 12 + "x",
    ],
    ids=range(20),
)
def test_lines_made_to_hang_a_pattern_are_read_like_others(line: str, topics: Topics) -> None:
    assert items(TITLE + PAIR + f"## What is X?\n\n{line}\n", topics)[0].question == "What is a lock?"
    assert "What is a lock?" in questions(TITLE + f"{line}\n\n" + PAIR, topics)
