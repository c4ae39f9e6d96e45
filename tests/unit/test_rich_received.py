"""Rich messages, read from what Telegram sends."""

from typing import Any

from bot.domain.markup import Mark
from bot.parsing.channel_posts import Said
from bot.telegram.rich_received import DEEPEST, read_rich


def words(said: tuple[Said, ...], *, hidden: bool) -> str:
    return " ".join("".join(each.text for each in said if each.hidden is hidden).split())


def test_what_unfolds_at_a_tap_is_hidden() -> None:
    rich = {
        "blocks": [
            {"type": "heading", "size": 2, "text": "Interview"},
            {
                "type": "details",
                "summary": ["What is a ", {"type": "code", "text": "set"}, "?"],
                "blocks": [
                    {"type": "paragraph", "text": ["A ", {"type": "bold", "text": "hash table"}, " of keys."]},
                    {"type": "pre", "language": "python", "text": "a = {1}\n    b = a"},
                ],
            },
            {"type": "expandable_blockquote", "text": "And of frozenset."},
            {"type": "paragraph", "text": {"type": "spoiler", "text": "Ask for its costs."}},
        ]
    }
    said = read_rich(rich)
    assert words(said, hidden=False) == "Interview What is a set?"
    assert words(said, hidden=True) == "A hash table of keys. a = {1} b = a And of frozenset. Ask for its costs."
    assert Said("set", (Mark("code"),)) in said
    assert Said("hash table", (Mark("bold"),), True) in said
    assert Said("a = {1}\n    b = a", (Mark("pre", "python"),), True) in said


def test_lists_tables_links_and_captions_keep_their_words() -> None:
    rich = {
        "blocks": [
            {"type": "list", "items": [{"label": "1.", "blocks": [{"type": "paragraph", "text": "first"}]}]},
            {"type": "table", "cells": [[{"text": "O(1)"}, {"text": {"type": "italic", "text": "lookup"}}]]},
            {"type": "photo", "photo": [], "caption": {"text": "a picture"}},
            {"type": "blockquote", "blocks": [{"type": "footer", "text": "said"}]},
            {"type": "paragraph", "text": {"type": "url", "url": "https://example.com", "text": "there"}},
            {"type": "paragraph", "text": {"type": "custom_emoji", "alternative_text": "👍"}},
            {"type": "mathematical_expression", "expression": "n^2"},
        ]
    }
    said = read_rich(rich)
    assert words(said, hidden=False) == "1. first O(1) | lookup a picture said there 👍 n^2"
    assert Said("there", (Mark("link", "https://example.com"),)) in said


def test_whatever_stands_there_is_read_or_left_out() -> None:
    strange: list[Any] = [None, 7, "x", [], {}, {"blocks": "x"}, {"blocks": [None, 7, {"type": "list", "items": 5}]}]
    assert [read_rich(each) for each in strange] == [()] * len(strange)
    told = {
        "blocks": [{"type": ["pre"], "text": {"type": {}, "text": [None, "here"]}}, {"type": "table", "cells": [1]}]
    }
    assert words(read_rich(told), hidden=False) == ""


def test_deep_nesting_ends_where_it_is_too_deep() -> None:
    text: Any = "core"
    for _ in range(5000):
        text = {"type": "bold", "text": [text, text] if text == "core" else text}
    block: Any = {"type": "paragraph", "text": "deep"}
    for _ in range(DEEPEST + 1):
        block = {"type": "blockquote", "blocks": [block]}
    assert "core" not in words(read_rich({"blocks": [{"type": "paragraph", "text": text}, block]}), hidden=False)
