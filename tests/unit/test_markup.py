"""Markdown to nodes and plain text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.markup import (
    Bold,
    Code,
    CodeBlock,
    Heading,
    Inline,
    Italic,
    Item,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Strike,
    Text,
    cut_before,
    first_words,
    parse_markdown,
    plain_text,
)


def inline(text: str) -> tuple[Inline, ...]:
    (paragraph,) = parse_markdown(text)
    assert isinstance(paragraph, Paragraph)
    return paragraph.content


def seen(text: str) -> str:
    return plain_text(parse_markdown(text))


def test_emphasis_becomes_nodes() -> None:
    assert inline("a **b *c*** ~~d~~ `e < f`") == (
        Text("a "),
        Bold((Text("b "), Italic((Text("c"),)))),
        Text(" "),
        Strike((Text("d"),)),
        Text(" "),
        Code("e < f"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "call snake_case_name and _private",
        "__init__",
        "the method __init__ of a class, __init__.py",
        "def f(*args, **kwargs) calls g(*args, **kwargs)",
        "2 * 3 * 4",
        "2*3*4",
        "x**2 + y**2",
        "the password is ****",
        "****four****",
        "char *p, *q",
        "#include <stdio.h>",
        "<lock> and List<String> and <b>bold</b>",
        "<std:string> and <someone@example.com>",
        "&amp; &lt; &#65; &copy;",
        "C:\\new\\table",
        "\\d+\\.\\d\\w",
        "— a dash opens this line",
        "+7 is no list",
        "make \\\nall",
        "handlers[name](event)",
        "handlers[name]()",
        "![a]()",
        "[1]: https://example.com",
        "Result\n===",
        "unbalanced * and ` and ** and ~~ and [ and ](",
        "~~ ~~",
        "` `",
        "```",
        "#",
        ">",
        "**",
        "\u200fשלום\u200e world\u202e",
        "😀" * 4000,
        "[" * 5000,
        "²) a",
        "٣. a",
    ],
)
def test_ordinary_words_show_as_themselves(text: str) -> None:
    assert seen(text) == text


def test_a_word_between_double_underscores_is_bold_only_with_a_space_or_another_alphabet() -> None:
    assert inline("__very important__") == (Bold((Text("very important"),)),)
    assert inline("__важно__") == (Bold((Text("важно"),)),)
    assert inline("__main__") == (Text("__main__"),)


def test_bold_needs_no_spaces_in_chinese() -> None:
    assert inline("使用**“预取（prefetch）”**方法") == (
        Text("使用"),
        Bold((Text("“预取（prefetch）”"),)),
        Text("方法"),
    )


def test_a_line_end_stays_a_line_end() -> None:
    assert inline("one\ntwo  \nthree\r\nfour") == (Text("one\ntwo\nthree\nfour"),)


def test_a_backslash_hides_a_mark() -> None:
    assert seen(r"\*no\* \_no\_ \`no\` \[no](https://example.com) \\ \# \| 1\. \<b>") == (
        r"*no* _no_ `no` [no](https://example.com) \ # | 1. <b>"
    )
    assert seen("\\- no list\n\\+ no list") == "- no list\n+ no list"


def test_links_lead_to_http_and_telegram_only() -> None:
    assert inline("[a](https://example.com/x_y_z?a=1&b=2)") == (
        Link((Text("a"),), "https://example.com/x_y_z?a=1&b=2"),
    )
    assert inline("[a](tg://resolve?domain=x)") == (Link((Text("a"),), "tg://resolve?domain=x"),)
    assert inline("<https://example.com>") == (Link((Text("https://example.com"),), "https://example.com"),)
    for address in ("javascript:alert(1)", "file:///etc/passwd", "../other.md", "data:text/html,x", "mailto:a@b.c"):
        assert inline(f"[a]({address})") == (Text(f"[a]({address})"),)


def test_a_link_without_words_shows_its_address() -> None:
    assert inline("[](https://example.com)") == (Link((Text("https://example.com"),), "https://example.com"),)


def test_a_picture_is_a_link_with_its_alternative_text() -> None:
    picture = "![plan](https://example.com/p.png)"
    assert inline(picture) == (Link((Text("plan"),), "https://example.com/p.png"),)
    assert inline(f"[{picture}](https://example.com)") == (Link((Text("plan"),), "https://example.com"),)


def test_fenced_code_keeps_its_text_and_language() -> None:
    assert parse_markdown("```Python title=x\n\n    a = **b**\n\n<c>\n```") == (
        CodeBlock("    a = **b**\n\n<c>", "python"),
    )
    assert parse_markdown("~~~ c++\nx\n~~~") == (CodeBlock("x", "c++"),)
    assert parse_markdown("```rust {1,3}\nx\n```") == (CodeBlock("x", "rust"),)


def test_code_may_stand_right_behind_the_fences() -> None:
    assert parse_markdown("```sql\nSELECT 1;```") == (CodeBlock("SELECT 1;", "sql"),)
    assert parse_markdown("```SELECT a\nFROM b```") == (CodeBlock("SELECT a\nFROM b"),)
    assert parse_markdown('```"><b>\nx\n```') == (CodeBlock('"><b>\nx'),)


def test_indented_lines_are_code() -> None:
    assert parse_markdown("Look:\n\n    x = 1\n      y") == (
        Paragraph((Text("Look:"),)),
        CodeBlock("x = 1\n  y"),
    )


def test_headings_quotes_and_rules_are_blocks() -> None:
    assert parse_markdown("## The `GIL`\nwhy\n***\n> one\n> two\n\n---") == (
        Heading((Text("The "), Code("GIL")), 2),
        Paragraph((Text("why"),)),
        Rule(),
        Quote((Paragraph((Text("one\ntwo"),)),)),
        Rule(),
    )


def test_a_paragraph_above_a_rule_is_no_heading() -> None:
    assert parse_markdown("text\n---\nmore") == (Paragraph((Text("text"),)), Rule(), Paragraph((Text("more"),)))


def test_numbers_of_a_list_stay_as_written() -> None:
    assert seen("3) three\n4) four\n7) seven") == "3) three\n4) four\n7) seven"
    assert seen("1986. A good year") == "1986. A good year"


def test_a_list_that_leaves_counting_to_the_reader_is_counted() -> None:
    assert seen("1. a\n1. b\n1. c") == "1. a\n2. b\n3. c"


def test_pros_keep_their_plus() -> None:
    assert parse_markdown("+ fast") == (ListBlock((Item((Paragraph((Text("fast"),)),), "+"),)),)


def test_nested_lists_get_other_bullets_and_a_margin() -> None:
    text = "- a\n  more\n  - b\n    1. c\n- d\n"
    assert seen(text) == "• a\n   more\n   ◦ b\n      1. c\n• d"


def test_a_loose_list_keeps_its_empty_lines() -> None:
    assert seen("- a\n\n- b") == "• a\n\n• b"
    assert seen("1. a\n\n   more\n2. b") == "1. a\n\n   more\n\n2. b"


def test_a_list_item_may_hold_only_code_or_a_quote() -> None:
    assert seen("- ```\n  x = 1\n  ```\n- > said") == "• \nx = 1\n• \nsaid"


def test_a_quote_within_a_quote_gets_a_sign() -> None:
    assert seen("> a\n> > b\n> > c\n>\n> d") == "a\n\n> b\n> c\n\nd"
    assert seen("> - > b") == "• > b"


def test_a_table_is_aligned_text() -> None:
    table = "| name | 作用 |\n|---|:-:|\n| `GIL` | **锁** |\n| 队列 | x \\| y |"
    assert parse_markdown(table) == (CodeBlock("name | 作用\n-----+------\nGIL  | 锁\n队列 | x | y"),)


def test_marks_inside_the_same_marks_are_one() -> None:
    assert inline("***a **b** c***") == (Italic((Bold((Text("a b c"),)),)),)


def test_deep_nesting_shows_the_text_as_written() -> None:
    deep = ">" * 2000 + " deep"
    assert parse_markdown(deep) == (Paragraph((Text(deep),)),)
    ladder = "\n".join("  " * level + f"- {level}" for level in range(300))
    assert "299" in seen(ladder)


def test_thousands_of_open_marks_do_not_overflow() -> None:
    assert seen("*a **b " * 3000 + "c** d* " * 3000)
    assert seen("![" * 3000 + "a" + "](https://example.com)" * 3000)


def test_nothing_gives_nothing() -> None:
    assert parse_markdown("") == ()
    assert parse_markdown(" \n\t\r\n ") == ()


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.text(st.sampled_from("ab1²٣ \t\n\r\0\ud800😀中`*_~[]()<>!#|-+.>\\:/&=\"'"), max_size=60))
def test_any_text_is_taken(text: str) -> None:
    assert bool(seen(text).strip()) == bool(text.strip())


def test_first_words_end_at_a_word() -> None:
    assert first_words("one two\n three", 20) == "one two three"
    assert first_words("one two three four", 10) == "one two…"
    assert first_words("one, two", 5) == "one…"
    assert first_words("服务在高并发下变慢", 5) == "服务在高…"


def test_first_words_do_not_break_an_emoji() -> None:
    family = "👨‍👩‍👧"
    assert first_words(f"ab{family}cdef", 5) == "ab…"


def test_a_cut_keeps_graphemes_whole() -> None:
    assert cut_before("ab👍🏽c", 3, 0) == 2
    assert cut_before("🇩🇪🇫🇷x", 3, 0) == 2
    assert cut_before("🇩🇪🇫🇷x", 2, 0) == 2
    assert cut_before("ae\u0301b", 2, 0) == 1
    assert cut_before("x" + "\u0301" * 500, 300, 0) == 300
    assert cut_before("abc", 3, 0) == 3
