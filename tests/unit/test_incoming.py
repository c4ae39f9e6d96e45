"""Messages to Markdown: what is typed shows as itself, what is formatted shows with its formatting."""

from datetime import UTC, datetime
from typing import NamedTuple

import pytest
from aiogram.types import Chat, Message, MessageEntity, User
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.markup import lay_out, parse_markdown, plain_text
from bot.telegram.incoming import to_markdown

JOINER = "\u2060"
NO_BREAK = "\u00a0"
ADDRESS = "https://example.com/a_b"


class Span(NamedTuple):
    """Formatting of `text[start:end]`, counted in characters."""

    kind: str
    start: int
    end: int
    url: str | None = None
    language: str | None = None


def message(text: str, *spans: Span) -> Message:
    return Message(
        message_id=1,
        date=datetime(2026, 3, 2, tzinfo=UTC),
        chat=Chat(id=1, type="private"),
        text=text,
        entities=[
            MessageEntity(
                type=span.kind,
                offset=units(text[: span.start]),
                length=units(text[span.start : span.end]),
                url=span.url,
                language=span.language,
                user=User(id=2, is_bot=False, first_name="A") if span.kind == "text_mention" else None,
            )
            for span in spans
        ],
    )


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def formatted(text: str, part: str, kind: str, url: str | None = None, language: str | None = None) -> Message:
    """A message in which `part` of the text is formatted."""
    start = text.index(part)
    return message(text, Span(kind, start, start + len(part), url, language))


def markdown(text: str, part: str, kind: str, url: str | None = None, language: str | None = None) -> str:
    return to_markdown(formatted(text, part, kind, url, language))


def shown(text: str) -> str:
    """What a reader sees of Markdown; no-break spaces count as spaces."""
    return plain_text(parse_markdown(text)).replace(JOINER, "").replace(NO_BREAK, " ")


def looks(text: str) -> list[tuple[str, set[str]]]:
    """What is shown, character by character without white space, and the kinds of its marks."""
    return [
        (char, {mark.kind for mark in run.marks})
        for run in lay_out(parse_markdown(text))
        for char in run.text
        if not char.isspace() and char != JOINER
    ]


@pytest.mark.parametrize(
    "text",
    [
        "_x_", "__very x__", "# x", "- x", "+ x", "* x", "\\*", "\\\\", "~~x~~", "> x", "1. x", "2) y", "1\\. x",
        "**x**", "***x***", "`x`", "``", "[a](http://b.c)", "![a](http://b.c)", "<https://b.c>", "---", "***", "|",
        "&amp; &#65;",
        "```\nx\n```", "```python\nx", "~~~\nx", "a\n---\nb", "| a | b |\n|---|---|\n| c | d |", "a | b\n:-: | ---",
        "|a\n:-", "- a\n- b\n  - c", "1. a\n1. b", "> a\nb", "`a\nb`", "*a\nb*", "# a\n\n```\n\nb", ":-", "[", "a](b",
        "C:\\new\\* \\d+\\.", "x = a * b * c[i](j)", "Wow! [a](http://b.c)", "<b>x</b> &lt;", "#", ">", "-", "1.",
    ],
)  # fmt: skip
def test_typed_signs_show_as_themselves(text: str) -> None:
    stored = to_markdown(message(text))
    assert shown(stored) == text
    assert all(not marks for _, marks in looks(stored))


@pytest.mark.parametrize(
    "text",
    [
        "snake_case, __init__, _private and a lone _",
        "2*3*4 or 2 * 3 * 4, x**2, f(*args, **kwargs)",
        "https://example.com/a_b_c?x=1&y=_2#top",
        "List<String>, a < b, a || b, !x, C:\\new, \\d+\\.\\d\\w",
        "What is it?\nIt is 1.5 - or #2.",
    ],
)
def test_what_markdown_leaves_alone_is_stored_as_typed(text: str) -> None:
    assert to_markdown(message(text)) == text


def test_only_the_line_that_needs_it_has_backslashes() -> None:
    text = "Use __init__ and a | b\n*args* of f_x\nC:\\new"
    assert to_markdown(message(text)) == "Use __init__ and a | b\n\\*args\\* of f_x\nC:\\new"


def test_an_address_shows_as_it_was_typed_in_a_line_with_other_signs() -> None:
    stored = to_markdown(message("*See* https://example.com/a_b_c/_d_"))
    assert stored == "\\*See\\* https://example.com/a_b_c/\\_d\\_"
    assert shown(stored) == "*See* https://example.com/a_b_c/_d_"


def test_code_pasted_without_formatting_keeps_its_indentation() -> None:
    text = "def f():\n    if x:\n\treturn 1\n\n    return 2\n\n\n    # done"
    stored = to_markdown(message(text))
    assert shown(stored) == ("def f():\n    if x:\n    return 1\n\n    return 2\n\n    # done")
    assert all(not marks for _, marks in looks(stored))


@pytest.mark.parametrize(
    ("text", "part", "kind", "expected"),
    [
        ("a b c", "b", "bold", "a **b** c"),
        ("a b c", "b", "italic", "a *b* c"),
        ("a b c", "b", "strikethrough", "a ~~b~~ c"),
        ("a b_c d", "b_c", "code", "a `b_c` d"),
        ("x = 1", "x = 1", "pre", "```\nx = 1\n```"),
        ("see it", "it", "text_link", "see [it](https://example.com/a_b)"),
        ("a", "a", "blockquote", "> a"),
        ("a", "a", "expandable_blockquote", "> a"),
        ("a b c", "b", "underline", "a b c"),
        ("a b c", "b", "spoiler", "a b c"),
        ("see @abcde", "@abcde", "mention", "see @abcde"),
        ("see Ann", "Ann", "text_mention", "see Ann"),
        ("/etc/x", "/etc", "bot_command", "/etc/x"),
        ("#go now", "#go", "hashtag", "#go now"),
        ("https://a.b/_x_y", "https://a.b/_x_y", "url", "https://a.b/_x_y"),
        ("🙂 пере слово", "слово", "bold", "🙂 пере **слово**"),
    ],
)  # fmt: skip
def test_each_entity_has_its_marks_or_none(text: str, part: str, kind: str, expected: str) -> None:
    assert markdown(text, part, kind, ADDRESS if kind == "text_link" else None) == expected


def test_signs_inside_a_mark_show_as_themselves() -> None:
    stored = markdown("- so *x* is", "*x*", "bold")
    assert stored == "\\- so **\\*x\\*** is"
    assert shown(stored) == "- so *x* is"


@pytest.mark.parametrize("kind", ["bold", "italic", "strikethrough"])
def test_white_space_at_the_edges_stays_outside_of_the_marks(kind: str) -> None:
    assert markdown("a b c", " b ", kind) == markdown("a b c", "b", kind)
    assert markdown("a\nb\nc", "\nb\n", kind) == markdown("a\nb\nc", "b", kind)
    assert markdown("a  b", "  ", kind) == "a  b"


def test_a_part_of_a_word_may_be_marked_in_any_alphabet() -> None:
    assert markdown("перегрузка", "груз", "bold") == "пере**груз**ка"
    assert markdown("类的方法", "的", "italic") == "类*的*方法"
    for text, part in (("overloaded", "load"), ("f(a)b", "(a)"), ("x«y»z", "«y»")):
        stored = markdown(text, part, "bold")
        assert shown(stored) == text
        assert "".join(char for char, marks in looks(stored) if marks == {"bold"}) == part


def test_a_mark_inside_a_word_needs_no_backslashes() -> None:
    assert markdown("overloaded [x]", "load", "bold") == f"over**{JOINER}load{JOINER}**ed [x]"


def test_marks_that_touch_stay_apart() -> None:
    stored = to_markdown(message("ab c", Span("bold", 0, 1), Span("italic", 1, 4)))
    assert looks(stored) == [("a", {"bold"}), ("b", {"italic"}), ("c", {"italic"})]
    stored = to_markdown(message("word", Span("bold", 0, 1), Span("italic", 1, 4), Span("bold", 3, 4)))
    assert [kinds for _, kinds in looks(stored)] == [{"bold"}, {"italic"}, {"italic"}, {"bold", "italic"}]


def test_overlapping_marks_are_split_so_that_they_nest() -> None:
    stored = to_markdown(message("one two three", Span("bold", 0, 7), Span("italic", 4, 13)))
    assert [kinds for _, kinds in looks(stored)] == [{"bold"}] * 3 + [{"bold", "italic"}] * 3 + [{"italic"}] * 5


def test_nested_marks_nest() -> None:
    spans = Span("bold", 0, 9), Span("italic", 2, 9), Span("strikethrough", 4, 7)
    assert to_markdown(message("a b cde f", *spans)) == "**a *b ~~cde~~ f***"
    assert to_markdown(message("abc", Span("bold", 0, 3), Span("italic", 0, 3))) == "***abc***"


def test_a_mark_over_several_paragraphs_is_put_around_each_line() -> None:
    assert markdown("one\ntwo\n\nthree", "one\ntwo\n\nthree", "bold") == "**one**\n**two**\n\n**three**"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("a`b", "``a`b``"),
        ("``", "` `` `"),
        ("`a", "`` `a ``"),
        (" a ", "`  a  `"),
        (" a", "` a`"),
        ("\\*_x_", "`\\*_x_`"),
        ("a\nb", "```\na\nb\n```"),
    ],
)
def test_code_within_a_line_keeps_its_ticks_and_spaces(code: str, expected: str) -> None:
    stored = markdown(code, code, "code")
    assert stored == expected
    assert shown(stored) == code


def test_code_of_nothing_but_spaces_is_spaces() -> None:
    assert markdown("a  b", "  ", "code") == "a  b"
    assert markdown("a \n b", " \n ", "pre") == "a\n\nb"


def test_a_block_of_code_keeps_its_text_and_language() -> None:
    assert markdown("x = '_a_'\n\n  # b", "x = '_a_'\n\n  # b", "pre", language="python") == (
        "```python\nx = '_a_'\n\n  # b\n```"
    )
    assert markdown("a\n```\nb", "a\n```\nb", "pre") == "````\na\n```\nb\n````"
    assert markdown("x", "x", "pre", language="no name`") == "```\nx\n```"


def test_a_block_of_code_in_the_middle_of_a_line_stands_by_itself() -> None:
    assert markdown("run x = 1 now", "x = 1", "pre") == "run\n\n```\nx = 1\n```\n\nnow"


def test_a_quote_takes_whole_lines() -> None:
    assert markdown("he says so it is\n# and\n\n- more right", "so it is\n# and\n\n- more", "blockquote") == (
        "he says\n\n> so it is\n> \\# and\n>\n> \\- more\n\nright"
    )


def test_the_line_below_a_quote_keeps_its_indentation() -> None:
    for quoted in ("a", "a\n"):
        assert shown(markdown("a\n  b", quoted, "blockquote")) == "a\n\n  b"


def test_marks_and_code_live_in_a_quote() -> None:
    spans = Span("blockquote", 0, 9), Span("bold", 0, 1), Span("code", 2, 3), Span("pre", 4, 7)
    assert to_markdown(message("a b\nx=1\nc", *spans)) == "> **a** `b`\n\n```\nx=1\n```\n\n> c"


def test_an_address_may_hold_signs_of_markdown() -> None:
    url = "https://example.com/a_(b)?q=x y&amp;z=\\"
    stored = markdown("a]b[", "a]b[", "text_link", url)
    assert stored == "[a\\]b\\[](https://example.com/a_\\(b\\)?q=x%20y\\&amp;z=\\\\)"
    (run,) = lay_out(parse_markdown(stored))
    assert (run.text, run.marks[0].value) == ("a]b[", "https://example.com/a_(b)?q=x%20y&amp;z=\\")


def test_a_link_behind_an_exclamation_mark_is_no_picture() -> None:
    assert looks(markdown("Wow!x", "x", "text_link", ADDRESS))[-2:] == [("!", set()), ("x", {"link"})]


@pytest.mark.parametrize("url", ["mailto:a@b.c", "tel:1", "javascript:alert(1)", "ton://transfer", "", "https://"])
def test_a_link_that_no_card_may_have_is_text(url: str) -> None:
    assert markdown("see it", "it", "text_link", url) == "see it"


def test_a_link_that_is_only_text_takes_no_other_mark_away() -> None:
    spans = Span("text_link", 4, 6, "mailto:a@b.c"), Span("bold", 7, 10)
    assert to_markdown(message("see it now", *spans)) == "see it **now**"


def test_a_link_into_telegram_is_kept() -> None:
    assert markdown("see it", "it", "text_link", "tg://user?id=5") == "see [it](tg://user?id=5)"


def test_a_caption_counts_as_text_and_no_text_as_nothing() -> None:
    caption = message("a b").model_copy(
        update={"text": None, "caption": "a b", "caption_entities": [MessageEntity(type="bold", offset=2, length=1)]}
    )
    assert to_markdown(caption) == "a **b**"
    assert to_markdown(caption.model_copy(update={"caption": None, "caption_entities": None})) == ""


def test_half_a_character_is_replaced() -> None:
    assert to_markdown(message("x").model_copy(update={"text": "a\ud83d b"})) == "a\ufffd b"


WORDS = st.sampled_from([
    *"ab1Я² \t\n😀中`*_~[]()<>!#|-+.>\\:/&=\"'", "**", "```", "~~", "http://a.b", "1.", "- ", "\n\n", "    ", "word ",
    "слово", "---", "](", "`", "__", JOINER,
])  # fmt: skip
TYPED = st.lists(WORDS, min_size=1, max_size=30).map("".join)
KINDS = {
    "bold": "bold",
    "italic": "italic",
    "strikethrough": "strike",
    "code": "code",
    "text_link": "link",
    "pre": "pre",
    "blockquote": "quote",
    "expandable_blockquote": "quote",
}


def as_typed(text: str) -> str:
    """What rendering leaves of a typed text: tabs at the beginning of a line are four spaces, white space at the end
    of a line and of the text is gone, blank lines in a row are one."""
    lines = [line.rstrip().replace(JOINER, "") for line in text.strip().split("\n")]
    kept = [
        line[: len(line) - len(line.lstrip())].replace("\t", "    ") + line.lstrip()
        for number, line in enumerate(lines)
        if line or (number and lines[number - 1])
    ]
    return "\n".join(kept)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(TYPED)
def test_any_typed_text_shows_as_itself(text: str) -> None:
    assert shown(to_markdown(message(text))) == as_typed(text)


@st.composite
def formatted_messages(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """A text and formatting anywhere in it, overlapping too."""
    text = draw(TYPED)
    spans = []
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text) - 1))
        kind = draw(st.sampled_from([*KINDS, "underline"]))
        spans.append(Span(kind, start, draw(st.integers(start + 1, len(text))), ADDRESS))
    return text, spans


def meant(text: str, spans: list[Span]) -> list[tuple[str, set[str]]]:
    """Each character but white space with its marks: a block of code has no others, code within a line a quote."""
    found = []
    for number, char in enumerate(text):
        around = [span for span in spans if span.start <= number < span.end and span.kind in KINDS]
        marks = {
            "pre" if span.kind == "code" and "\n" in text[span.start : span.end] else KINDS[span.kind]
            for span in around
        }
        if "pre" in marks:
            marks = {"pre"}
        elif "code" in marks:
            marks &= {"code", "quote"}
        if not char.isspace() and char != JOINER:
            found.append((char, marks))
    return found


@settings(max_examples=500, derandomize=True, deadline=None)
@given(formatted_messages())
def test_any_formatted_text_shows_every_character_with_its_marks(sent: tuple[str, list[Span]]) -> None:
    text, spans = sent
    assert looks(to_markdown(message(text, *spans))) == meant(text, spans)
