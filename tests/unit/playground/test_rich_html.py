from typing import Any

import pytest

from tests.unit.playground.rich_reading import ALICE, DOCUMENT, MEDIA, PHOTO, paragraph, read, refused

MARKUP = "can't parse rich message: "
SHOWN = {"type": "photo", "photo": PHOTO}


def line(source: str) -> Any:
    """What becomes of inline HTML."""
    (block,) = read(html=f"<p>{source}</p>")
    assert block["type"] == "paragraph"
    return block["text"]


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        *(("b", "bold"), ("strong", "bold"), ("i", "italic"), ("em", "italic"), ("u", "underline")),
        *(("ins", "underline"), ("s", "strikethrough"), ("strike", "strikethrough"), ("del", "strikethrough")),
        *(("code", "code"), ("mark", "marked"), ("sub", "subscript"), ("sup", "superscript"), ("B", "bold")),
        ("tg-spoiler", "spoiler"),
    ],
)
def test_a_tag_gives_a_style(tag: str, kind: str) -> None:
    assert line(f"a <{tag}>b</{tag}>") == ["a ", {"type": kind, "text": "b"}]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('<a href="https://t.me/a">b</a>', {"type": "url", "text": "b", "url": "https://t.me/a"}),
        ('<a href="mailto:a@b.org">b</a>', {"type": "email_address", "text": "b", "email_address": "a@b.org"}),
        ('<a href="tel:+123456">b</a>', {"type": "phone_number", "text": "b", "phone_number": "+123456"}),
        ('<a href="tg://user?id=7">b</a>', {"type": "text_mention", "text": "b", "user": ALICE}),
        (
            '<tg-emoji emoji-id="5">👍</tg-emoji>',
            {"type": "custom_emoji", "custom_emoji_id": "5", "alternative_text": "👍"},
        ),
        (
            '<img src="tg://emoji?id=5" alt="👍"/>',
            {"type": "custom_emoji", "custom_emoji_id": "5", "alternative_text": "👍"},
        ),
        (
            '<tg-time unix="6" format="wDT">now</tg-time>',
            {"type": "date_time", "text": "now", "unix_time": 6, "date_time_format": "wDT"},
        ),
        ("<tg-math>a &lt; b</tg-math>", {"type": "mathematical_expression", "expression": "a < b"}),
        (
            '<tg-button type="callback_data" data="d" style="link">b</tg-button>',
            {"type": "button", "button": {"text": "b", "callback_data": "d", "style": "link"}},
        ),
        (
            '<tg-button type="url" url="t.me">b</tg-button>',
            {"type": "button", "button": {"text": "b", "url": "t.me"}},
        ),
        (
            '<tg-button type="copy_text" text="t">b</tg-button>',
            {"type": "button", "button": {"text": "b", "copy_text": {"text": "t"}}},
        ),
        (
            '<tg-button type="disabled">b</tg-button>',
            {"type": "button", "button": {"text": "b", "disabled": {}}},
        ),
        (" a \n b<br> c ", "a b\nc"),
        ("&lt;&amp;&gt;&quot;&apos;&mdash;&hellip;&#65;&#x42;", "<&>\"'—…AB"),
        ("<b></b>a", "a"),
    ],
)
def test_inline_html_is_read(source: str, shown: Any) -> None:
    assert line(source) == shown


def test_links_inside_and_their_targets() -> None:
    here = '<a href="#here">a</a><a href="#note">b</a><a name="here"></a><tg-reference name="note">c</tg-reference>'
    assert line(here) == [
        {"type": "anchor_link", "text": "a", "anchor_name": "here"},
        {"type": "reference_link", "text": "b", "reference_name": "note"},
        {"type": "anchor", "name": "here"},
        {"type": "reference", "text": "c", "name": "note"},
    ]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        *((f"<h{size}>a</h{size}>", {"type": "heading", "text": "a", "size": size}) for size in range(1, 7)),
        ("<footer>a</footer>", {"type": "footer", "text": "a"}),
        ("<pre> a\n  b</pre>", {"type": "pre", "text": " a\n  b"}),
        ("<pre><code>a</code></pre>", {"type": "pre", "text": "a"}),
        (
            '<pre><code class="language-python">a\n</code></pre>',
            {"type": "pre", "text": "a", "language": "python"},
        ),
        ("<tg-math-block>a</tg-math-block>", {"type": "mathematical_expression", "expression": "a"}),
        (
            "<blockquote>a<h1>b</h1><cite>c</cite> </blockquote>",
            {
                "type": "blockquote",
                "blocks": [paragraph(), {"type": "heading", "text": "b", "size": 1}],
                "credit": "c",
            },
        ),
        (
            "<blockquote expandable>a<br>b<cite>c</cite></blockquote>",
            {"type": "expandable_blockquote", "text": "a\nb", "credit": "c"},
        ),
        ("<aside>a<cite>b</cite></aside>", {"type": "pullquote", "text": "a", "credit": "b"}),
        (
            "<details open>\n<summary>a</summary>b</details>",
            {"type": "details", "summary": "a", "blocks": [paragraph("b")], "is_open": True},
        ),
        (
            "<details><summary>a</summary><p>b</p></details>",
            {"type": "details", "summary": "a", "blocks": [paragraph("b")]},
        ),
        ('<img src="tg://photo?id=a">', SHOWN),
        (
            '<figure><img src="tg://photo?id=a" tg-spoiler/><figcaption>a<cite>b</cite></figcaption></figure>',
            {**SHOWN, "has_spoiler": True, "caption": {"text": "a", "credit": "b"}},
        ),
        ('<figure> <img src="tg://photo?id=a"/> </figure>', SHOWN),
        ('<tg-document src="tg://document?id=b"></tg-document>', {"type": "document", "document": DOCUMENT}),
        (
            '<tg-collage><img src="tg://photo?id=a"/> <figcaption>a</figcaption></tg-collage>',
            {"type": "collage", "blocks": [SHOWN], "caption": {"text": "a"}},
        ),
        ('<tg-slideshow><img src="tg://photo?id=a"/></tg-slideshow>', {"type": "slideshow", "blocks": [SHOWN]}),
        (
            '<tg-button-row align="left"> <tg-button type="disabled">a</tg-button> </tg-button-row>',
            {"type": "buttons", "buttons": [{"text": "a", "disabled": {}}], "align": "left"},
        ),
    ],
)
def test_a_block_is_read(source: str, shown: Any) -> None:
    used = [item for item in MEDIA if f"id={item['id']}" in source]
    assert read(html=source, media=used) == [shown]


def test_text_between_blocks_makes_paragraphs_and_a_lone_anchor_a_block() -> None:
    assert read(html='a <b>b</b>\n<hr/>\n<a name="c"></a>\n<p>d</p> ') == [
        paragraph(["a ", {"type": "bold", "text": "b"}]),
        {"type": "divider"},
        {"type": "anchor", "name": "c"},
        paragraph("d"),
    ]


def test_a_list_has_checkboxes() -> None:
    (shown,) = read(html='<ul>\n<li><input type="checkbox" checked>a</li><li><input type="checkbox">b</li></ul>')
    assert [(item["has_checkbox"], item.get("is_checked"), item["blocks"]) for item in shown["items"]] == [
        (True, True, [paragraph()]),
        (True, None, [paragraph("b")]),
    ]


def test_lists_stand_in_lists() -> None:
    (shown,) = read(html="<ul><li>a<ul><li><p>b</p></li></ul></li></ul>")
    first, inner = shown["items"][0]["blocks"]
    assert (first, inner["items"][0]["blocks"]) == (paragraph(), [paragraph("b")])


@pytest.mark.parametrize(
    ("source", "labels"),
    [
        ("<ol><li>x</li><li>x</li></ol>", ["1.", "2."]),
        ('<ol start="3" type="a"><li>x</li><li>x</li></ol>', ["c.", "d."]),
        ("<ol reversed><li>x</li><li>x</li></ol>", ["2.", "1."]),
        ('<ol><li value="7" type="i">x</li><li>x</li></ol>', ["vii.", "8."]),
    ],
)
def test_ordered_lists_are_numbered(source: str, labels: list[str]) -> None:
    (shown,) = read(html=source)
    assert [item["label"] for item in shown["items"]] == labels


def test_a_table_has_a_caption_and_cells_with_their_usual_alignment() -> None:
    (shown,) = read(
        html="<table bordered striped compact><caption>c</caption> <tr><th>a</th><td>b</td></tr>"
        '<tr><td colspan="2" rowspan="1" align="right" valign="top">d</td></tr></table>'
    )
    assert shown == {
        "type": "table",
        "cells": [
            [
                {"text": "a", "is_header": True, "align": "center", "valign": "middle"},
                {"text": "b", "align": "left", "valign": "middle"},
            ],
            [{"text": "d", "colspan": 2, "align": "right", "valign": "top"}],
        ],
        "caption": "c",
        "is_bordered": True,
        "is_striped": True,
        "is_compact": True,
    }


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("<font>a</font>", 'Unsupported start tag "font"'),
        ('<span class="tg-spoiler">a</span>', 'Unsupported start tag "span"'),
        ("<table><thead><tr><td>a</td></tr></thead></table>", 'Unsupported start tag "thead"'),
        ("<script>a</script>", 'Unsupported start tag "script"'),
        ("a <!-- b -->", 'Unsupported start tag "<!-- b -->"'),
        ("a < b", 'Unsupported start tag "< b"'),
        ("a & b", 'Unsupported named entity "& b"'),
        ("&laquo;a", 'Unsupported named entity "&laquo;a"'),
        ('<a href="https://t.me/?a=1&b=2">a</a>', 'Unsupported named entity "&b=2">a</a"'),
        *((f"&#{code};", "Text contains invalid Unicode characters") for code in ("xD800", "0", "127", "1114112")),
        ("a<b", "Unclosed start tag"),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", 'Unexpected end tag "b"'),
        ("<b><i>a</b></i>", 'Unmatched end tag, expected "</i>", found "</b>"'),
        ("<b/>", 'Tag "b" must have an end tag'),
        ('<b id="x">a</b>', 'Unsupported attribute "id" of the tag "b"'),
        ('<a href="t.me" href="t.me">a</a>', 'Unsupported attribute "href" of the tag "a"'),
        ("<p><ul><li>a</li></ul></p>", 'Tag "ul" can\'t be used inside the tag "p"'),
        ('<p><img src="tg://photo?id=a"></p>', 'Tag "img" can\'t be used inside the tag "p"'),
        ("<li>a</li>", 'Tag "li" can\'t be used here'),
        ("<cite>a</cite>", 'Tag "cite" can\'t be used here'),
        ('<code class="language-go">a</code>', 'Tag "code" with a language must be inside the tag "pre"'),
        ("<a>t.me</a>", 'Tag "a" must have either the attribute "href" or the attribute "name"'),
        ('<a name="b">a</a>', 'Tag "a" with the attribute "name" must be empty'),
        ("<tg-emoji>a</tg-emoji>", 'Tag "tg-emoji" must have the attribute "emoji-id"'),
        ("<tg-math><b>a</b></tg-math>", 'Tag "tg-math" can contain only text'),
        ("<tg-button>a</tg-button>", 'Tag "tg-button" must have the attribute "type"'),
        (
            '<tg-button type="url">a</tg-button>',
            'Tag "tg-button" must have the attribute "url"',
        ),
        (
            '<tg-button type="url" url="t.me" data="a">a</tg-button>',
            'Unsupported attribute "data" of a button of the type "url"',
        ),
        (
            '<tg-button type="disabled" data="a">a</tg-button>',
            'Unsupported attribute "data" of a button of the type "disabled"',
        ),
        ("<ul>a</ul>", 'Tag "ul" can\'t contain text'),
        ("<ul><p>a</p></ul>", 'Tag "ul" can contain only the tag "li"'),
        ('<ul><li value="1">a</li></ul>', 'Tag "li" has attributes only inside the tag "ol"'),
        ('<ol start="x"><li>a</li></ol>', 'Attribute "start" of the tag "ol" must be a number'),
        ('<ul><li><input type="radio">a</li></ul>', 'Tag "input" must have the type "checkbox"'),
        ("<pre><b>a</b></pre>", 'Tag "b" can\'t be used inside the tag "pre"'),
        ("<pre>a<b>b</b></pre>", 'Tag "pre" can contain only text'),
        ('<pre><code class="go">a</code></pre>', 'Class of the tag "code" must be "language-" and a name'),
        ("<table><li>a</li></table>", 'Tag "table" can contain only the tags "caption" and "tr"'),
        ("<table><tr><li>a</li></tr></table>", 'Tag "tr" can contain only the tags "td" and "th"'),
        ("<details>a</details>", 'Tag "details" must begin with the tag "summary"'),
        ("<figure>a</figure>", 'Tag "figure" must contain one media'),
        ("<tg-document>a</tg-document>", 'Tag "tg-document" must be empty'),
        ("<tg-document></tg-document>", 'Tag "tg-document" must have the attribute "src"'),
        ('<img src="tg://photo?id=a" alt="b">', 'Tag "img" has the attribute "alt" only as a custom emoji'),
    ],
)
def test_wrong_markup_is_refused(source: str, why: str) -> None:
    assert refused(html=source) == MARKUP + why


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ('<video src="https://t.me/a.mp4"></video>', 'the tag "video" is not supported by this server'),
        ("<tg-thinking>a</tg-thinking>", "thinking blocks can be used only in rich message drafts"),
        ('<tg-time unix="soon">a</tg-time>', "RICH_MESSAGE_DATE_INVALID"),
        ('<tg-button type="web_app" url="https://t.me">a</tg-button>', "BUTTON_TYPE_INVALID"),
        ("<b>" * 2000 + "a" + "</b>" * 2000, "RICH_MESSAGE_DEPTH_INVALID"),
        ("<p></p>", "RICH_MESSAGE_CONTENT_REQUIRED"),
        ("<p> </p>", "RICH_MESSAGE_CONTENT_REQUIRED"),
        ("<ul></ul>", "list must be non-empty"),
        (" ", "RICH_MESSAGE_EMPTY"),
        ("<hr/>", "RICH_MESSAGE_EMPTY"),
        ("", "rich message must be non-empty"),
        ('<img src="https://t.me/a.jpg">', "RICH_MESSAGE_PHOTO_NO_MEDIA_FOUND"),
        ('<img src="tg://photo?id=x">', "RICH_MESSAGE_PHOTO_NO_MEDIA_FOUND"),
        ('<img src="tg://document?id=b">', "RICH_MESSAGE_PHOTO_NO_MEDIA_FOUND"),
        ('<img src="tg://photo?id=b">', "RICH_MESSAGE_PHOTO_NO_MEDIA_FOUND"),
        ('<tg-document src="tg://photo?id=a"></tg-document>', "RICH_MESSAGE_DOCUMENT_NO_MEDIA_FOUND"),
    ],
)
def test_what_cannot_be_sent_is_refused_in_the_words_of_telegram(source: str, why: str) -> None:
    assert refused(html=source, media=MEDIA if "id=" in source else []) == why


def test_media_has_a_name_of_its_own_and_is_used() -> None:
    image, blocks = '<img src="tg://photo?id=a">', "can't parse InputRichBlock: "
    assert refused(html=image, media=MEDIA) == blocks + 'nothing refers to the media "b"'
    assert refused(html=image, media=MEDIA[:1] * 2) == blocks + '"a" is no identifier for media, or is taken'
    assert refused(html="a", media=[{**MEDIA[0], "id": "a b"}]).endswith("is no identifier for media, or is taken")
    assert refused(html="a", media=[{"id": "a"}]) == blocks + 'Can\'t find field "media"'
    video = {"id": "a", "media": {"type": "video", "media": "v"}}
    assert refused(html="a", media=[video]) == 'media of the type "video" is not supported by this server'
    assert refused(blocks=[paragraph()], media=[]) == blocks + 'the field "media" is for html and markdown'
