from typing import Any

import pytest

from bot.playground.detection import detected, with_detected
from bot.playground.refusal import Refusal
from bot.playground.text import FormattedText, checked_entities, fixed, utf16_length

SMILE = "\U0001f600"


def test_length_counts_utf16_units() -> None:
    assert utf16_length(f"aя中{SMILE}") == 5


def test_control_characters_become_spaces_and_marks_of_direction_go() -> None:
    assert fixed("a\tb\x00c\r\nd\u202ee", []) == FormattedText("a b c\nde")


def test_entities_move_with_what_was_dropped() -> None:
    kept = fixed(f"{SMILE}\r\n\r\nab", [{"type": "bold", "offset": 6, "length": 2}])
    assert kept == FormattedText(f"{SMILE}\n\nab", ({"type": "bold", "offset": 4, "length": 2},))


def test_both_ends_are_trimmed_and_entities_with_them() -> None:
    kept = fixed("  \n ab \n", [{"type": "bold", "offset": 4, "length": 4}])
    assert kept == FormattedText("ab", ({"type": "bold", "offset": 0, "length": 2},))


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u200d", "\u3000\u2800"])
def test_text_without_anything_visible_is_empty(text: str) -> None:
    assert fixed(text, [{"type": "bold", "offset": 0, "length": len(text)}]) == FormattedText("")


def test_code_holds_no_other_entity_and_a_quotation_no_quotation() -> None:
    entities = [
        {"type": "pre", "offset": 0, "length": 4},
        {"type": "bold", "offset": 1, "length": 2},
        {"type": "blockquote", "offset": 4, "length": 4},
        {"type": "blockquote", "offset": 5, "length": 1},
        {"type": "bold", "offset": 6, "length": 1},
    ]
    kept = fixed("abcdefgh", entities)
    assert [(one["type"], one["offset"]) for one in kept.entities] == [("pre", 0), ("blockquote", 4), ("bold", 6)]


def test_entities_past_the_hundredth_are_dropped() -> None:
    entities = [{"type": "bold", "offset": 2 * index, "length": 1} for index in range(101)]
    assert len(fixed("a " * 101 + "b", entities).entities) == 100


@pytest.mark.parametrize(
    ("entity", "why"),
    [
        ({"type": "bold", "offset": 9, "length": 1}, "begins after the end"),
        ({"type": "bold", "offset": -1, "length": 1}, "begins after the end"),
        ({"type": "bold", "offset": 0, "length": 9}, "ends after the end"),
        ({"type": "bold", "offset": 1, "length": 1}, "begins in a middle of a UTF-16 symbol"),
        ({"type": "bold", "offset": 0, "length": 1}, "ends in a middle of a UTF-16 symbol"),
        ({"type": "loud", "offset": 0, "length": 2}, "unsupported type"),
        ({"type": "text_link", "offset": 0, "length": 2}, 'can\'t find field "url"'),
        ({"type": "text_link", "offset": 0, "length": 2, "url": "nowhere"}, "Wrong HTTP URL"),
        ({"type": "text_mention", "offset": 0, "length": 2}, 'can\'t find field "user"'),
    ],
)
def test_entities_that_do_not_fit_are_refused(entity: dict[str, Any], why: str) -> None:
    with pytest.raises(Refusal, match=why):
        checked_entities(f"{SMILE}a", [entity])


def test_commands_links_mentions_and_hashtags_are_found() -> None:
    found = detected(f"{SMILE} /start@my_bot see https://t.me/a, ask @alice1 #python 1/2")
    assert [(one["type"], one["offset"], one["length"]) for one in found] == [
        ("bot_command", 3, 13),
        ("url", 21, 14),
        ("mention", 41, 7),
        ("hashtag", 49, 7),
    ]


def test_nothing_is_found_in_code_and_links() -> None:
    text = "/start a.b https://t.me/a @alice1"
    code = {"type": "code", "offset": 0, "length": 6}
    link = {"type": "text_link", "offset": 11, "length": 14, "url": "https://b.cd/"}
    bold = {"type": "bold", "offset": 0, "length": 33}
    body = with_detected(FormattedText(text, (bold, code, link)))
    assert [entity["type"] for entity in body.entities] == ["bold", "code", "text_link", "mention"]
