"""Both kinds of Markdown, against what TDLib makes of it."""

from typing import Any

import pytest

from bot.playground.markdown import parse_markdown, parse_markdown_v2
from bot.playground.refusal import Refusal

STADIUM = "\U0001f3df"
"""Four bytes of UTF-8 and two units of UTF-16."""


def entity(kind: str, offset: int, length: int, **fields: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **fields}


def _ordered(parsed: tuple[str, list[dict[str, Any]]]) -> tuple[str, list[dict[str, Any]]]:
    text, entities = parsed
    return text, sorted(entities, key=lambda one: (one["offset"], -one["length"]))


@pytest.mark.parametrize("character", list("]()#+-=|{}.!>"))
def test_a_reserved_character_must_be_escaped(character: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_markdown_v2(f"a{character}")
    why = f"Character '{character}' is reserved and must be escaped with the preceding '\\'"
    assert refused.value.description == f"Bad Request: can't parse entities: {why}"
    assert parse_markdown_v2(f"a\\{character}") == (f"a{character}", [])


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (f"{STADIUM} {STADIUM}_a", "Can't find end of Italic entity at byte offset 9"),
        (f"{STADIUM} {STADIUM}__a", "Can't find end of Underline entity at byte offset 9"),
        ("_a * b", "Can't find end of Bold entity at byte offset 3"),
        ("~a", "Can't find end of Strikethrough entity at byte offset 0"),
        ("||a\\|", "Can't find end of Spoiler entity at byte offset 0"),
        ("`a", "Can't find end of Code entity at byte offset 0"),
        ("```a", "Can't find end of Pre entity at byte offset 0"),
        ("```a b", "Can't find end of PreCode entity at byte offset 0"),
        ("[a", "Can't find end of TextUrl entity at byte offset 0"),
        ("![a", "Can't find end of CustomEmoji entity at byte offset 0"),
        (f"{STADIUM}__{STADIUM}_", "Can't find end of Italic entity at byte offset 10"),
        (f"[{STADIUM}](a", "Can't find end of a URL at byte offset 7"),
        ("[a](b\\)", "Can't find end of a URL at byte offset 4"),
        ("![a](tg://emoji?id=1", "Can't find end of a custom emoji URL at byte offset 5"),
        ("![a]", "Custom emoji entity must contain a tg://emoji URL"),
        ("![a](https://t.me)", "Custom emoji URL must have scheme tg"),
        ("![a](tg:emojis?id=1)", 'Custom emoji URL must have host "emoji"'),
        ("![a](tg://emoji?a=1#&id=2)", "Custom emoji URL must have an emoji identifier"),
        ("![a](tg://emoji?a=1&id=02)", "Invalid custom emoji identifier specified"),
        ("![a](tg://time?unix=soon)", "Invalid date specified"),
        (">*b\n>ld\n*", "Can't find end of Bold entity at byte offset 1"),
        (">a\n>b||c\nd||", "Can't find end of Spoiler entity at byte offset 5"),
        (">a||b||__\n", "Can't find end of Underline entity at byte offset 7"),
        (">*||\n", "Can't find end of Bold entity at byte offset 1"),
        (">\n*a*>b", "Character '>' is reserved and must be escaped with the preceding '\\'"),
    ],
)
def test_wrong_marks_are_refused(source: str, why: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_markdown_v2(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {why}"


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("\\\\\\a\\.я\\я", "\\a.я\\я", []),
        ("a``", "a", []),
        ("a****", "a", []),
        (f"{STADIUM}_{STADIUM} *{STADIUM}*_", f"{STADIUM}{STADIUM} {STADIUM}", [("italic", 2, 5), ("bold", 5, 2)]),
        ("_a __b___", "a b", [("italic", 0, 3), ("underline", 2, 1)]),
        ("~a~||b||", "ab", [("strikethrough", 0, 1), ("spoiler", 1, 1)]),
        ("`_* *_`", "_* *_", [("code", 0, 5)]),
        ("`a```", "a", [("code", 0, 1)]),
        ("```a```", "a", [("pre", 0, 1)]),
        ("```a b\\`c```", " b`c", [("pre", 0, 4, {"language": "a"})]),
        ("```a\nb```", "b", [("pre", 0, 1, {"language": "a"})]),
        ("```a\r\nb```", "b", [("pre", 0, 1, {"language": "a"})]),
        ("```\n\nb```", "\nb", [("pre", 0, 2)]),
        ("[a](t.me)", "a", [("text_link", 0, 1, {"url": "http://t.me/"})]),
        ("[t\\.me]b", "t.meb", [("text_link", 0, 4, {"url": "http://t.me/"})]),
        ("[a](https://t.me?\\\\\\()", "a", [("text_link", 0, 1, {"url": "https://t.me/?\\("})]),
        ("[a](nowhere)", "a", []),
        ("[](t.me)", "", []),
        ("[a](tg:user?id=7)", "a", [("text_mention", 0, 1, {"user_id": 7})]),
        ("![a](TG://EMoJI/?test=1&id=25#id=32)b", "ab", [("custom_emoji", 0, 1, {"custom_emoji_id": "25"})]),
        ("![a](tg://time?unix=5)", "a", [("date_time", 0, 1, {"unix_time": 5})]),
        (
            "![a](tg://time?unix=5&format=wDT)",
            "a",
            [("date_time", 0, 1, {"unix_time": 5, "date_time_format": "wDT"})],
        ),
        (">", "", []),
        (">||", "", []),
        (">a", "a", [("blockquote", 0, 1)]),
        ("a\n>b\n>c\nd", "a\nb\nc\nd", [("blockquote", 2, 4)]),
        ("\r>a", "\ra", [("blockquote", 1, 1)]),
        ("\\\n>a", "\na", [("blockquote", 1, 1)]),
        ("\\\r>a", "\ra", [("blockquote", 1, 1)]),
        (">\n**>b", "\nb", [("blockquote", 0, 1), ("blockquote", 1, 1)]),
        ("*>a\n*", "a\n", [("blockquote", 0, 2), ("bold", 0, 2)]),
        (">`a\n>b\nc`\n>d\ne", "a\n>b\nc\nd\ne", [("blockquote", 0, 9), ("code", 0, 6)]),
        (">a||b||\nc", "ab\nc", [("blockquote", 0, 3), ("spoiler", 1, 1)]),
        (">a||b||c||\nd", "abc\nd", [("expandable_blockquote", 0, 4), ("spoiler", 1, 1)]),
        (">a||\r\nb", "a\r\nb", [("expandable_blockquote", 0, 3)]),
        (">a||", "a", [("expandable_blockquote", 0, 1)]),
    ],
)
def test_marks_become_entities(source: str, text: str, entities: list[tuple[Any, ...]]) -> None:
    wanted = [entity(*one[:3], **(one[3] if len(one) > 3 else {})) for one in entities]
    assert _ordered(parse_markdown_v2(source)) == (text, wanted)


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("a.b!\\_\\*\\`\\[\\.", "a.b!_*`[\\.", []),
        ("_a_*b*`c`", "abc", [("italic", 0, 1), ("bold", 1, 1), ("code", 2, 1)]),
        ("*a\\_b*", "a\\_b", [("bold", 0, 4)]),
        ("**", "", []),
        (f"*{STADIUM}*", STADIUM, [("bold", 0, 2)]),
        ("```a```", "a", [("pre", 0, 1)]),
        ("```python\na```", "a", [("pre", 0, 1, {"language": "python"})]),
        ("[a](t.me)b", "ab", [("text_link", 0, 1, {"url": "http://t.me/"})]),
        ("[t.me]b", "t.meb", [("text_link", 0, 4, {"url": "http://t.me/"})]),
        ("[a](tg://user?id=7)", "a", [("text_mention", 0, 1, {"user_id": 7})]),
        ("[a](nowhere)", "a", []),
        ("[a](t.me", "a", [("text_link", 0, 1, {"url": "http://t.me/"})]),
    ],
)
def test_the_old_marks_become_entities(source: str, text: str, entities: list[tuple[Any, ...]]) -> None:
    wanted = [entity(*one[:3], **(one[3] if len(one) > 3 else {})) for one in entities]
    assert _ordered(parse_markdown(source)) == (text, wanted)


@pytest.mark.parametrize("mark", ["_", "*", "`", "[", "```", "```a "])
def test_an_old_mark_must_be_closed(mark: str) -> None:
    with pytest.raises(Refusal, match="Can't find end of the entity starting at byte offset 4"):
        parse_markdown(f"{STADIUM}{mark}a")
