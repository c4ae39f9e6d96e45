"""Nodes to Telegram HTML, whole and in pieces."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.markup import Bold, Code, CodeBlock, Link, Paragraph, Text, parse_markdown
from bot.playground.html import parse
from bot.telegram.limits import MESSAGE_TEXT, utf16_length
from bot.telegram.render import PIECE_ENTITIES, render, split, visible_length
from bot.texts.html import Html

_TOKEN = re.compile(r"<(/?)([a-z]+)((?: [a-z]+=\"[^\"<>]*\")?)>|(&(?:lt|gt|amp|quot);)|([^<>&]+)")
_ATTRIBUTE = {"a": re.compile(r' href="[^"]+"'), "code": re.compile(r' class="language-[^"]+"')}
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}
_ALLOWED_AROUND = {
    "b": {"i", "s", "a", "blockquote"},
    "i": {"b", "s", "a", "blockquote"},
    "s": {"b", "i", "a", "blockquote"},
    "a": {"b", "i", "s", "blockquote"},
    "code": {"blockquote", "pre"},
    "pre": set(),
    "blockquote": set(),
}
_UNSEEN = re.compile(r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202f"
                     r"\u205f-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufffc]")  # fmt: skip


def read(html: str) -> tuple[str, int]:
    """The visible text and the number of marks of strictly valid HTML."""
    words: list[str] = []
    opened: list[str] = []
    marks = at = 0
    while at < len(html):
        found = _TOKEN.match(html, at)
        assert found, html[at : at + 80]
        closing, tag, attribute, entity, text = found.groups()
        at = found.end()
        if tag and closing:
            assert opened.pop() == tag
        elif tag:
            marks += not (tag == "code" and opened[-1:] == ["pre"])
            assert set(opened) <= _ALLOWED_AROUND[tag], (tag, opened)
            assert not attribute or _ATTRIBUTE[tag].fullmatch(attribute)
            assert attribute or tag != "a"
            opened.append(tag)
        else:
            words.append(_ENTITIES[entity] if entity else text)
    assert not opened
    return "".join(words), marks


def seen(html: str) -> str:
    return _UNSEEN.sub("", read(html)[0])


def pieces(text: str, first: int = MESSAGE_TEXT, rest: int = MESSAGE_TEXT) -> list[Html]:
    """The pieces of Markdown, after checking everything that holds for any text."""
    blocks = parse_markdown(text)
    whole = render(blocks)
    found = split(blocks, first=first, rest=rest)
    for number, piece in enumerate(found):
        visible, marks = read(piece)
        assert utf16_length(visible) == visible_length(piece) <= (rest if number else first)
        assert marks <= PIECE_ENTITIES
        assert seen(piece)
        assert "\ufffd" in whole or "\ufffd" not in visible
    assert "".join(map(seen, found)) == seen(whole)
    return found


def test_each_kind_has_its_tag() -> None:
    assert render(parse_markdown("# H\n\n**b** *i* ~~s~~ `c` [a](https://x/?q=1&r=2)\n\n> q\n\n---")) == (
        "<b>H</b>\n\n<b>b</b> <i>i</i> <s>s</s> <code>c</code> "
        '<a href="https://x/?q=1&amp;r=2">a</a>\n\n<blockquote>q</blockquote>\n\n———'
    )


def test_code_blocks_carry_their_language() -> None:
    assert render((CodeBlock("a < b", "python"),)) == '<pre><code class="language-python">a &lt; b</code></pre>'
    assert render((CodeBlock("a"),)) == "<pre>a</pre>"


def test_code_never_stands_inside_other_marks() -> None:
    assert render(parse_markdown("**a `b` c**")) == "<b>a </b><code>b</code><b> c</b>"
    assert render(parse_markdown("[`b`](https://x)")) == '<a href="https://x">b</a>'
    assert render(parse_markdown("> a\n> ```\n> b\n> ```\n> c `d`")) == (
        "<blockquote>a</blockquote>\n\n<pre>b</pre>\n\n<blockquote>c <code>d</code></blockquote>"
    )


def test_nested_marks_close_in_order() -> None:
    assert render(parse_markdown("**a *b***\n*c*")) == "<b>a <i>b</i></b>\n<i>c</i>"


def test_what_is_counted_is_what_is_seen() -> None:
    html = render(parse_markdown("**a<b** &amp; 😀 [x](https://example.com)"))
    assert visible_length(html) == len("a<b &amp; ") + 2 + len(" x")
    assert read(html)[0] == "a<b &amp; 😀 x"


def test_text_that_fits_is_one_piece() -> None:
    text = "**a**\n\n```py\nb\n```"
    assert split(parse_markdown(text), first=100, rest=100) == [render(parse_markdown(text))]
    exactly = "x" * MESSAGE_TEXT
    assert pieces(exactly) == [exactly]


def test_nothing_to_see_gives_no_piece() -> None:
    assert pieces("") == []
    assert pieces("\u200b\u200e \ufeff") == []


def test_a_limit_below_one_character_is_refused() -> None:
    with pytest.raises(ValueError, match="1 UTF-16"):
        split((), first=1, rest=100)


def test_pieces_end_between_paragraphs_then_lines_then_sentences_then_words() -> None:
    assert pieces("aaaa aaaa\n\nbbbb bbbb\n\ncccc", 24, 24) == ["aaaa aaaa\n\nbbbb bbbb", "cccc"]
    assert pieces("aaaa aaaa\nbbbb bbbb\ncccc", 22, 22) == ["aaaa aaaa\nbbbb bbbb", "cccc"]
    assert pieces("Aaaa aaaa. Bbbb bbbb cccc", 18, 18) == ["Aaaa aaaa.", "Bbbb bbbb cccc"]
    assert pieces("aaaa bbbb cccc", 12, 12) == ["aaaa bbbb", "cccc"]
    assert pieces("服务变慢。检查连接池的大小", 9, 9) == ["服务变慢。", "检查连接池的大小"]


def test_the_first_piece_has_its_own_limit() -> None:
    assert pieces("aaaa bbbb cccc dddd", 5, 100) == ["aaaa", "bbbb cccc dddd"]


def test_marks_are_opened_again_in_the_next_piece() -> None:
    assert pieces("**aaaa *bbbb cccc***", 10, 10) == ["<b>aaaa <i>bbbb</i></b>", "<b><i>cccc</i></b>"]


def test_code_is_cut_between_lines_and_keeps_language_and_indentation() -> None:
    text = "```python\ndef f():\n    return 1\n\n    # end. of it\n```"
    assert pieces(text, 25, 25) == [
        '<pre><code class="language-python">def f():\n    return 1</code></pre>',
        '<pre><code class="language-python">    # end. of it</code></pre>',
    ]


def test_code_that_fits_a_message_moves_there_whole() -> None:
    text = "Some words before the code.\n\n```\n" + "x = 1\n" * 10 + "```"
    assert pieces(text, 60, 60) == ["Some words before the code.", "<pre>" + ("x = 1\n" * 10).strip() + "</pre>"]


def test_a_line_of_code_that_is_too_long_is_cut_at_a_space() -> None:
    assert pieces("```\naaaa bbbb cccc\n```", 10, 10) == ["<pre>aaaa bbbb</pre>", "<pre> cccc</pre>"]


def test_words_of_inline_code_stay_together_where_possible() -> None:
    assert pieces("aaa bbb `ccc ddd eee`", 17, 17) == ["aaa bbb", "<code>ccc ddd eee</code>"]


def test_emoji_are_not_broken() -> None:
    family = "👨‍👩‍👧"
    found = pieces(family * 1000, 100, 100)
    assert all(len(piece) % len(family) == 0 for piece in found)
    assert "".join(pieces("😀" * 4000)) == "😀" * 4000


def test_many_marks_are_spread_over_pieces() -> None:
    assert len(pieces("**a** `b` " * 100)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "<b>",
        "&amp;",
        "List<String>",
        "\u202eabc\u200f <i>",
        "x" * 10_000,
        "*" * 5000,
        "` *" * 2000,
        "[" * 5000,
        "**a `b` *c* " * 500,
        "> " * 15 + "a\n" * 1000,
        "- a\n  ```c\n  b\n  ```\n" * 400,
        "```\n" + "\n" * 5000 + "a" * 9000 + "\n   \n```",
        "a\u0301" * 5000,
        "🇩🇪" * 3000,
        "|a|b|\n|-|-|\n" + "|<c>|&d|\n" * 1000,
    ],
)
def test_hostile_text_gives_valid_pieces(text: str) -> None:
    assert pieces(text)
    assert pieces(text, 2, 700)


_WORDS = st.sampled_from(
    [
        *("a", "bb ", "слово. ", "你好。", "😀", "👨‍👩‍👧", "\u200f", "\u0301", "\ud83d", "\0"),
        *("**", "*", "_", "`", "~~", "[x](https://x/?a&b)", "[", "](", "\\", "|", "<b>", "&amp;", '"'),
        *("\n", "\n\n", "```py\n", "\n```\n", "- ", "1. ", "> ", "    ", "# ", "\n|-|\n"),
    ]
)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.lists(_WORDS, max_size=60).map("".join), st.integers(2, 60), st.integers(2, 60))
def test_any_markup_gives_valid_pieces(text: str, first: int, rest: int) -> None:
    pieces(text, first, rest)


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.text(max_size=200), st.integers(2, 40))
def test_any_text_gives_valid_pieces(text: str, limit: int) -> None:
    pieces(text, limit, limit)


def test_nodes_made_by_hand_are_escaped_too() -> None:
    blocks = (Paragraph((Text("a\x00\r\n<"), Bold((Code("&"),)), Link((Text('"'),), 'https://x/"><b>'))),)
    assert render(blocks) == ('a\ufffd\n&lt;<code>&amp;</code><a href="https://x/&quot;&gt;&lt;b&gt;">&quot;</a>')


def test_hidden_text_is_covered_to_its_last_character() -> None:
    blocks = parse_markdown("Use `x` and **y**:\n\n```python\nprint(1)\n```\n\n> said\n\n" + "word " * 40)
    pieces = split(blocks, first=60, rest=100, hidden=True)
    assert len(pieces) == 3
    for piece in pieces:
        shown, entities = parse(piece)
        assert {each["type"] for each in entities} <= {"spoiler", "bold"}, "no spoiler covers code"
        (cover,) = [each for each in entities if each["type"] == "spoiler"]
        assert (cover["offset"], cover["length"]) == (0, len(shown))
