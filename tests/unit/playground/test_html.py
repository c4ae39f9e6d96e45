from typing import Any

import pytest

from bot.playground.html import parse, written
from bot.playground.refusal import Refusal

STADIUM = "\U0001f3df"
BEFORE = f"{STADIUM} {STADIUM}&lt;"
"""Ten bytes of UTF-8 and an entity of four: what follows begins at byte 13."""


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("<abacaba", "Unclosed start tag at byte offset 13"),
        ("<abac aba>", 'Unsupported start tag "abac" at byte offset 13'),
        ("<abac>", 'Unsupported start tag "abac" at byte offset 13'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 13'),
        ("< 3", 'Unsupported start tag "" at byte offset 13'),
        ("<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 13'),
        ("<i    aba>", 'Can\'t find end tag corresponding to start tag "i"'),
        ("<i    aba  =  ", 'Unclosed start tag "i" at byte offset 13'),
        ("<i    aba  =  190azAz-.,", "Unexpected end of name token at byte offset 27"),
        ("<i    aba  =  190azAz-.", "Unclosed start tag at byte offset 13"),
        ('<i    aba  =  "&lt;&gt;&quot;>', "Unclosed start tag at byte offset 13"),
        ("<i    aba  =  '&lt;&gt;&quot;>", "Unclosed start tag at byte offset 13"),
        ('<i    aba  =  "b"', "Unclosed start tag at byte offset 13"),
        ("</", "Unexpected end tag at byte offset 13"),
        ("<b></b></", "Unexpected end tag at byte offset 20"),
        ("<i>a</i   ", "Unclosed end tag at byte offset 17"),
        ("<i>a</em   >", 'Unmatched end tag at byte offset 17, expected "</i>", found "</em>"'),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 20, expected "</i>", found "</b>"'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 13'),
        ('<tg-emoji emoji-id="x">a</tg-emoji>', "Invalid custom emoji identifier specified"),
        ('<tg-time unix="soon">a</tg-time>', "Invalid date specified"),
    ],
)
def test_broken_markup_is_refused_in_the_words_of_telegram(source: str, why: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse(BEFORE + source)
    assert caught.value.as_json() == {
        "ok": False,
        "error_code": 400,
        "description": f"Bad Request: can't parse entities: {why}",
    }


@pytest.mark.parametrize("source", ["&#57311;", "&#xDFDF;", "&#xDFDF"])
def test_half_a_surrogate_pair_is_refused(source: str) -> None:
    with pytest.raises(Refusal, match="invalid Unicode characters after decoding HTML entities"):
        parse(source)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&lt;&gt;&amp;&quot;&laquo;&#12345678;", '<>&"&laquo;&#12345678;'),
        ("&nbsp;&apos;&", "&nbsp;&apos;&"),
        ("&#128512;&#x41;&#66", "\U0001f600AB"),
        ("&lt", "<"),
        ("&#0;&#;&#x;", "&#0;&#;&#x;"),
        ("a > b", "a > b"),
    ],
)
def test_only_four_named_references_and_numbers_are_decoded(source: str, text: str) -> None:
    assert parse(source) == (text, [])


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        *(("b", "bold"), ("strong", "bold"), ("i", "italic"), ("em", "italic"), ("u", "underline")),
        *(("ins", "underline"), ("s", "strikethrough"), ("strike", "strikethrough"), ("del", "strikethrough")),
        *(("code", "code"), ("pre", "pre"), ("tg-spoiler", "spoiler"), ("blockquote", "blockquote"), ("B", "bold")),
    ],
)
def test_a_tag_becomes_an_entity_with_utf16_offsets(tag: str, kind: str) -> None:
    assert parse(f"{STADIUM} <{tag}>{STADIUM}&lt;</{tag}>") == (f"{STADIUM} {STADIUM}<", [entity(kind, 3, 3)])


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ('<span class="tg-spoiler">a</span>', "a", [entity("spoiler", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [entity("expandable_blockquote", 0, 1)]),
        ('<tg-emoji emoji-id="5368">a</tg-emoji>', "a", [entity("custom_emoji", 0, 1, custom_emoji_id="5368")]),
        ('<tg-time unix="1700000000">a</tg-time>', "a", [entity("date_time", 0, 1, unix_time=1700000000)]),
        ("<a href=telegram.org>a</a>", "a", [entity("text_link", 0, 1, url="http://telegram.org/")]),
        ('<a href="https://t.me/a?b=1&amp;c=2">a</a>', "a", [entity("text_link", 0, 1, url="https://t.me/a?b=1&c=2")]),
        ('<a href="nowhere">a</a>', "a", []),
        ("<a>telegram.org</a>", "telegram.org", [entity("text_link", 0, 12, url="http://telegram.org/")]),
        ('<a href="tg://user?id=7">a</a>', "a", [entity("text_mention", 0, 1, user_id=7)]),
        ('<pre><code class="language-python">a</code></pre>', "a", [entity("pre", 0, 1, language="python")]),
        ('<code class="language-python"><pre>a</pre></code>', "a", [entity("pre", 0, 1, language="python")]),
        ('<code class="language-python">a</code>', "a", [entity("code", 0, 1)]),
        ('<pre> <code class="language-go">a</code></pre>', " a", [entity("code", 1, 1), entity("pre", 0, 2)]),
        ('<pre><code class="python">a</code></pre>', "a", [entity("code", 0, 1), entity("pre", 0, 1)]),
        ("<b></b>a", "a", []),
        ("<i>a</>", "a", [entity("italic", 0, 1)]),
        ("<b>a<i>b</i></b>", "ab", [entity("italic", 1, 1), entity("bold", 0, 2)]),
    ],
)
def test_markup_is_read_as_telegram_reads_it(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert parse(source) == (text, entities)


@pytest.mark.parametrize(
    "source",
    [
        "<b>a<i>b</i></b> &lt;c&gt; <code>d</code>",
        '<pre><code class="language-python">x &lt; 1</code></pre>',
        '<a href="https://t.me/">a</a><blockquote expandable>b</blockquote><blockquote>c</blockquote>',
        "<b>a</b><i>b</i><u>c<s>d</s></u><tg-spoiler>d</tg-spoiler><pre>e</pre>",
        '<tg-emoji emoji-id="5">a</tg-emoji><tg-time unix="6">b</tg-time>',
    ],
)
def test_what_is_read_can_be_written_again(source: str) -> None:
    text, entities = parse(source)
    in_order = sorted(entities, key=lambda one: (one["offset"], -one["length"]))
    assert written(text, tuple(in_order)) == source
