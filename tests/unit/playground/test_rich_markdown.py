from typing import Any

import pytest

from tests.unit.playground.rich_reading import MEDIA, PHOTO, paragraph, read, refused

MARKUP = "can't parse rich message: "
SHOWN = {"type": "photo", "photo": PHOTO}


def line(source: str) -> Any:
    """What becomes of inline Markdown."""
    (block,) = read(markdown=source)
    assert block["type"] == "paragraph"
    return block["text"]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("**a**", {"type": "bold", "text": "a"}),
        ("__a__", {"type": "bold", "text": "a"}),
        ("*a*", {"type": "italic", "text": "a"}),
        ("_a_", {"type": "italic", "text": "a"}),
        ("~~a~~", {"type": "strikethrough", "text": "a"}),
        ("`a < b & c`", {"type": "code", "text": "a < b & c"}),
        ("==a==", {"type": "marked", "text": "a"}),
        ("||a||", {"type": "spoiler", "text": "a"}),
        ("==a **b**==", {"type": "marked", "text": ["a ", {"type": "bold", "text": "b"}]}),
        ("**a ||b||**", {"type": "bold", "text": ["a ", {"type": "spoiler", "text": "b"}]}),
        ("<u>a **b**</u>", {"type": "underline", "text": ["a ", {"type": "bold", "text": "b"}]}),
        ("$x^2 < y$", {"type": "mathematical_expression", "expression": "x^2 < y"}),
        ("[a](https://t.me/b)", {"type": "url", "text": "a", "url": "https://t.me/b"}),
        (
            "![👍](tg://emoji?id=5)",
            {"type": "custom_emoji", "custom_emoji_id": "5", "alternative_text": "👍"},
        ),
        (
            "![now](tg://time?unix=6&format=wDT)",
            {"type": "date_time", "text": "now", "unix_time": 6, "date_time_format": "wDT"},
        ),
        (r"\#hashtag", {"type": "hashtag", "text": "#hashtag", "hashtag": "hashtag"}),
        ("a\nb", "a b"),
        ("a  \nb", "a\nb"),
    ],
)
def test_inline_markdown_is_read(source: str, shown: Any) -> None:
    assert line(source) == shown


@pytest.mark.parametrize(
    "source", ["a == b == c", "x || y || z", "a==b", "====", "5$ and 6$", "$ x$", "a < b && c > d", "&laquo"]
)
def test_what_only_looks_like_markup_stays_text(source: str) -> None:
    assert line(source) == source


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        *((f"{'#' * size} a", {"type": "heading", "text": "a", "size": size}) for size in range(1, 7)),
        ("```python\n  a < b\n```", {"type": "pre", "text": "  a < b", "language": "python"}),
        ("```\na\n```", {"type": "pre", "text": "a"}),
        ("```math\na < b\n```", {"type": "mathematical_expression", "expression": "a < b"}),
        ("$$a < b$$", {"type": "mathematical_expression", "expression": "a < b"}),
        ("$$\na\n$$", {"type": "mathematical_expression", "expression": "a"}),
        (">a\n>\n>b", {"type": "blockquote", "blocks": [paragraph(), paragraph("b")]}),
        ("![](tg://photo?id=a)", SHOWN),
        ('![](tg://photo?id=a "b")', {**SHOWN, "caption": {"text": "b"}}),
        ("<aside>a<cite>b</cite></aside>", {"type": "pullquote", "text": "a", "credit": "b"}),
        (
            "<details open><summary>a</summary>\n\n# b\n\n</details>",
            {
                "type": "details",
                "summary": "a",
                "blocks": [{"type": "heading", "text": "b", "size": 1}],
                "is_open": True,
            },
        ),
        (
            "<tg-collage>\n\n![](tg://photo?id=a)\n![](tg://photo?id=a)\n\n</tg-collage>",
            {"type": "collage", "blocks": [SHOWN, SHOWN]},
        ),
        (
            '<tg-button-row><tg-button type="disabled">a</tg-button></tg-button-row>',
            {"type": "buttons", "buttons": [{"text": "a", "disabled": {}}]},
        ),
    ],
)
def test_a_block_is_read(source: str, shown: Any) -> None:
    assert read(markdown=source, media=MEDIA[:1] if "id=a" in source else []) == [shown]


def test_a_file_stands_on_a_line_of_its_own() -> None:
    (shown,) = read(markdown='![](tg://document?id=b "c")', media=MEDIA[1:])
    assert (shown["type"], shown["caption"]) == ("document", {"text": "c"})


def test_blocks_follow_each_other() -> None:
    assert read(markdown='a\n\n---\n\n<a name="b"></a>\n\nc') == [
        *(paragraph(), {"type": "divider"}, {"type": "anchor", "name": "b"}, paragraph("c"))
    ]


def test_lists_have_bullets_numbers_and_checkboxes() -> None:
    bullets, numbers, tasks = read(markdown="- a\n- b\n\n3. a\n4. b\n\n* [ ] a\n* [x] b")
    assert [item["label"] for item in bullets["items"]] == ["•", "•"]
    assert [item["label"] for item in numbers["items"]] == ["3.", "4."]
    assert [(item["has_checkbox"], item.get("is_checked")) for item in tasks["items"]] == [(True, None), (True, True)]


def test_a_table_has_aligned_columns() -> None:
    (shown,) = read(markdown="| a | b |\n|:-:|--:|\n| c | **d** |\n| e |")
    assert [[(cell["align"], cell.get("text")) for cell in row] for row in shown["cells"]] == [
        [("center", "a"), ("right", "b")],
        [("center", "c"), ("right", {"type": "bold", "text": "d"})],
        [("center", "e"), ("right", None)],
    ]
    assert [cell.get("is_header") for row in shown["cells"] for cell in row] == [True, True, None, None, None, None]


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("a <foo> b", 'Unsupported start tag "foo"'),
        ("<script>a</script>", 'Unsupported start tag "script"'),
        ("<b>a", 'Unmatched end tag, expected "</b>", found "</p>"'),
        ('[a](https://t.me "b")', 'Unsupported attribute "title" of the tag "a"'),
        ("a ![](tg://photo?id=a)", 'Tag "img" can\'t be used inside the tag "p"'),
        ("a[^1]", "footnotes are not supported by this server"),
        ("[^1]: a", "footnotes are not supported by this server"),
        (
            "a\n#tag",
            'a heading needs a space after "#", and a hashtag at the start of a line "\\" before it',
        ),
    ],
)
def test_wrong_markup_is_refused(source: str, why: str) -> None:
    assert refused(markdown=source) == MARKUP + why


def test_a_footnote_in_code_is_code() -> None:
    assert line("`[^a]`") == {"type": "code", "text": "[^a]"}


@pytest.mark.parametrize(("source", "why"), [("", "rich message must be non-empty"), ("\n", "RICH_MESSAGE_EMPTY")])
def test_nothing_is_refused(source: str, why: str) -> None:
    assert refused(markdown=source) == why


def test_what_stands_too_deep_is_refused_and_never_dropped() -> None:
    assert read(markdown=">" * 15 + "a")
    assert refused(markdown=">" * 16 + "a") == "RICH_MESSAGE_DEPTH_INVALID"
    assert refused(markdown=">" * 500 + "a") == "RICH_MESSAGE_DEPTH_INVALID"
