from typing import Any

import pytest
from aiogram.enums import RichTextType

from bot.playground.rich.texts import STYLES
from tests.unit.playground.rich_reading import ALICE, paragraph, read, refused, text, text_refused

BLOCK = "can't parse InputRichBlock: "
URL = {"type": "url", "text": "a", "url": "https://t.me/a"}
TIME = {"type": "date_time", "text": "a", "unix_time": 1, "date_time_format": "wDT"}
EMOJI = {"type": "custom_emoji", "custom_emoji_id": "5", "alternative_text": "👍"}
FORMULA = {"type": "mathematical_expression", "expression": "x"}
NESTED = {"type": "bold", "text": ["a", {"type": "italic", "text": "b"}]}
MENTION = {"type": "text_mention", "text": "a", "user": ALICE}


def link(url: str) -> dict[str, Any]:
    return {**URL, "url": url}


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a", "a"),
        (["a", "b"], "ab"),
        (["a", ["b", {"type": "bold", "text": "c"}]], ["ab", {"type": "bold", "text": "c"}]),
        ([NESTED], NESTED),
        (["a", {"type": "bold", "text": ""}, "b"], "ab"),
        ("a\tb\rc\u2028d\ne", "a bcd\ne"),
    ],
)
def test_a_text_is_a_string_an_object_or_a_flat_array_of_both(given: Any, shown: Any) -> None:
    assert text(given) == shown


@pytest.mark.parametrize("style", sorted(STYLES))
def test_every_style_holds_a_text(style: str) -> None:
    assert text({"type": style, "text": ["a"]}) == {"type": style, "text": "a"}


@pytest.mark.parametrize("given", [URL, TIME, EMOJI, FORMULA, MENTION])
def test_a_text_with_more_to_it_comes_back_as_sent(given: dict[str, Any]) -> None:
    assert text(given) == given


@pytest.mark.parametrize("given", [URL, TIME, EMOJI, FORMULA, MENTION, {"type": "bold", "text": "a"}])
def test_a_text_has_all_of_its_fields_and_no_other(given: dict[str, Any]) -> None:
    assert text_refused({**given, "x": 1}) == BLOCK + 'field "x" is unknown'
    for name in given:
        left = {key: value for key, value in given.items() if key != name}
        assert text_refused(left) == BLOCK + f'Can\'t find field "{name}"'


@pytest.mark.parametrize("kind", list(RichTextType))
def test_no_type_of_text_is_unknown_here_that_the_bot_api_has(kind: RichTextType) -> None:
    assert text_refused({"type": kind.value}) != "unsupported rich text type"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (1, "invalid rich text specified"),
        (None, "invalid rich text specified"),
        (["a", True], "invalid rich text specified"),
        ({"type": "plain", "text": "a"}, "unsupported rich text type"),
        ({"text": "a"}, BLOCK + 'Can\'t find field "type"'),
        ({"type": 1, "text": "a"}, BLOCK + 'Field "type" must be of type String'),
        (link("nowhere"), "RICH_MESSAGE_URL_INVALID"),
        (link("javascript:alert(1)"), "RICH_MESSAGE_URL_INVALID"),
        ({**URL, "url": 1}, BLOCK + 'Field "url" must be of type String'),
        ({**URL, "text": " "}, BLOCK + 'text of "url" must be non-empty'),
        (link("mailto:a"), "RICH_MESSAGE_EMAIL_INVALID"),
        ({"type": "email_address", "text": "a", "email_address": "a@b"}, "RICH_MESSAGE_EMAIL_INVALID"),
        (link("tel:call"), "RICH_MESSAGE_PHONE_INVALID"),
        ({"type": "phone_number", "text": "a", "phone_number": "1"}, "RICH_MESSAGE_PHONE_INVALID"),
        ({**EMOJI, "custom_emoji_id": "0"}, "invalid custom emoji identifier specified"),
        ({**EMOJI, "alternative_text": "like"}, "RICH_MESSAGE_EMOJI_INVALID"),
        ({**TIME, "unix_time": 0}, "RICH_MESSAGE_DATE_INVALID"),
        ({**TIME, "unix_time": 2**31}, "RICH_MESSAGE_DATE_INVALID"),
        ({**TIME, "unix_time": "1"}, BLOCK + 'Field "unix_time" must be of type Number'),
        ({**TIME, "unix_time": True}, BLOCK + 'Field "unix_time" must be of type Number'),
        ({**TIME, "date_time_format": "x"}, "invalid date-time format specified"),
        ({**FORMULA, "expression": " "}, BLOCK + "expression must be non-empty"),
        ({**MENTION, "user": {}}, BLOCK + 'Can\'t find field "id"'),
        ({**MENTION, "user": {"id": "7"}}, BLOCK + 'Field "id" must be of type Number'),
    ],
)
def test_a_wrong_text_is_refused(given: Any, why: str) -> None:
    assert text_refused(given) == why


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("t.me", {"type": "url", "text": "a", "url": "http://t.me/"}),
        ("mailto:a@b.org", {"type": "email_address", "text": "a", "email_address": "a@b.org"}),
        ("tel:+123456", {"type": "phone_number", "text": "a", "phone_number": "+123456"}),
        ("tg://user?id=7", {"type": "text_mention", "text": "a", "user": ALICE}),
        ("tg://user?id=8", "a"),
        ("#", {"type": "anchor_link", "text": "a", "anchor_name": ""}),
    ],
)
def test_a_link_becomes_what_its_scheme_says(url: str, shown: Any) -> None:
    assert text(link(url)) == shown


def test_a_link_inside_leads_to_an_anchor_or_to_a_reference() -> None:
    anchor, reference = {"type": "anchor", "name": "here"}, {"type": "reference", "text": "b", "name": "note"}
    to_anchor = {"type": "anchor_link", "text": "a", "anchor_name": "here"}
    to_reference = {"type": "reference_link", "text": "a", "reference_name": "note"}
    crossed = [{**to_anchor, "anchor_name": "note"}, {**to_reference, "reference_name": "here"}]
    assert text([*crossed, anchor, reference]) == [to_reference, to_anchor, anchor, reference]
    assert text_refused([to_anchor, reference]) == BLOCK + 'there is no anchor "here"'
    assert text_refused([to_reference, anchor]) == BLOCK + 'there is no anchor "note"'


@pytest.mark.parametrize("name", ["", "a"])
def test_an_anchor_has_a_name_of_its_own(name: str) -> None:
    taken = ["b", {"type": "reference", "text": "b", "name": "a"}, {"type": "anchor", "name": name}]
    assert text_refused(taken) == BLOCK + f'"{name}" is no name for an anchor, or is taken'
    taken = ["b", {"type": "anchor", "name": "a"}, {"type": "reference", "text": "b", "name": name}]
    assert text_refused(taken) == BLOCK + f'"{name}" is no name for an anchor, or is taken'


FOUND = [
    ("https://t.me/a?b=1", {"type": "url", "text": "https://t.me/a?b=1", "url": "https://t.me/a?b=1"}),
    ("t.me", {"type": "url", "text": "t.me", "url": "http://t.me/"}),
    ("a@b.org", {"type": "email_address", "text": "a@b.org", "email_address": "a@b.org"}),
    ("@username", {"type": "mention", "text": "@username", "username": "username"}),
    ("#hash_1", {"type": "hashtag", "text": "#hash_1", "hashtag": "hash_1"}),
    ("$USD", {"type": "cashtag", "text": "$USD", "cashtag": "USD"}),
    ("/command", {"type": "bot_command", "text": "/command", "bot_command": "/command"}),
    ("+1 234 567-89-01", {"type": "phone_number", "text": "+1 234 567-89-01", "phone_number": "+12345678901"}),
    (
        "4242 4242 4242 4242",
        {"type": "bank_card_number", "text": "4242 4242 4242 4242", "bank_card_number": "4242424242424242"},
    ),
]


@pytest.mark.parametrize(("source", "entity"), FOUND)
def test_entities_are_found_in_plain_text(source: str, entity: dict[str, Any]) -> None:
    assert text(f"see {source}, ok") == ["see ", entity, ", ok"]
    assert text({"type": "bold", "text": source}) == {"type": "bold", "text": entity}


@pytest.mark.parametrize(("source", "entity"), FOUND)
def test_no_entity_is_found_in_code_or_in_a_link(source: str, entity: dict[str, Any]) -> None:
    assert text({"type": "code", "text": source}) == {"type": "code", "text": source}
    assert text({**URL, "text": [{"type": "bold", "text": source}]})["text"] == {"type": "bold", "text": source}
    assert read(blocks=[{"type": "pre", "text": source}]) == [{"type": "pre", "text": source}]


@pytest.mark.parametrize("source", ["a/b", "1 # 2", "C#", "user@", "Node.js", "http://localhost", "+12", "x$USD"])
def test_what_only_looks_like_an_entity_stays_text(source: str) -> None:
    assert text(source) == source


def test_detection_can_be_skipped() -> None:
    assert read(blocks=[paragraph("t.me")], skip_entity_detection=True) == [paragraph("t.me")]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        *(("mention", "username"), ("hashtag", "hashtag"), ("cashtag", "cashtag"), ("bot_command", "bot_command")),
        ("bank_card_number", "bank_card_number"),
    ],
)
def test_of_an_entity_that_only_telegram_gives_the_text_stays(kind: str, name: str) -> None:
    assert text({"type": kind, "text": "#a", name: "b"}) == {"type": "hashtag", "text": "#a", "hashtag": "a"}
    assert text_refused({"type": kind, "text": "a", "x": "b"}) == BLOCK + 'field "x" is unknown'


def test_a_text_is_limited_in_utf16_units_formulas_and_emoji_included() -> None:
    longest = "\U0001f3df" * 16_384
    assert text(longest) == longest
    assert text_refused([longest, "a"]) == "RICH_MESSAGE_TEXT_TOO_LONG"
    assert text_refused([longest, FORMULA]) == "RICH_MESSAGE_TEXT_TOO_LONG"
    assert text_refused([longest, EMOJI]) == "RICH_MESSAGE_TEXT_TOO_LONG"


@pytest.mark.parametrize("layer", [lambda inner: {"type": "bold", "text": inner}, lambda inner: ["a", inner]])
def test_texts_and_arrays_stand_in_each_other_sixteen_levels_deep_with_the_block(layer: Any) -> None:
    nested: Any = "a"
    for _ in range(15):
        nested = layer(nested)
    one_more = layer(nested) if isinstance(nested, dict) else layer(layer(nested))
    assert text(nested)
    assert text_refused(one_more) == "RICH_MESSAGE_DEPTH_INVALID"


def button(**fields: Any) -> dict[str, Any]:
    return {"text": "a", **fields}


@pytest.mark.parametrize(
    "given",
    [
        button(callback_data="x" * 64, style="link"),
        button(url="https://t.me/a", style="primary"),
        button(copy_text={"text": "x" * 256}, style="danger"),
        button(disabled={}, style="success"),
        button(disabled={}) | {"text": ["a", EMOJI, TIME]},
    ],
)
def test_a_button_stands_in_a_line_or_in_a_row(given: dict[str, Any]) -> None:
    assert text(["a", {"type": "button", "button": given}]) == ["a", {"type": "button", "button": given}]
    row = {"type": "buttons", "buttons": [given] * 8, "align": "right"}
    assert read(blocks=[row]) == [row]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (button(), BLOCK + "exactly one action is expected in a button, found none"),
        (
            button(callback_data="a", url="t.me"),
            BLOCK + "exactly one action is expected in a button, found url and callback_data",
        ),
        ({"callback_data": "a"}, BLOCK + 'Can\'t find field "text"'),
        ("a", BLOCK + "Object expected"),
        (button(callback_data="a", icon="b"), BLOCK + 'field "icon" is unknown'),
        (button(callback_data=""), "BUTTON_DATA_INVALID"),
        (button(callback_data="ы" * 33), "BUTTON_DATA_INVALID"),
        (button(callback_data=1), BLOCK + 'Field "callback_data" must be of type String'),
        (button(url="nowhere"), "BUTTON_URL_INVALID"),
        (button(copy_text={"text": ""}), "BUTTON_COPY_TEXT_INVALID"),
        (button(copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        (button(copy_text={}), BLOCK + 'Can\'t find field "text"'),
        (button(disabled=True), BLOCK + "Object expected"),
        (button(web_app={"url": "https://t.me"}), "BUTTON_TYPE_INVALID"),
        (button(switch_inline_query=""), "BUTTON_TYPE_INVALID"),
        (button(callback_data="a", style="red"), "invalid button style specified"),
        (button(url="t.me", style="link"), BLOCK + 'only callback buttons can have the style "link"'),
        (button(callback_data="a") | {"text": " "}, BLOCK + "text of a button must be non-empty"),
        (
            button(callback_data="a") | {"text": ["b", {"type": "bold", "text": "c"}]},
            BLOCK + 'text of a button must not contain "bold"',
        ),
    ],
)
def test_a_wrong_button_is_refused(given: Any, why: str) -> None:
    assert text_refused({"type": "button", "button": given}) == why
    assert refused(blocks=[{"type": "buttons", "buttons": [given]}]) == why
