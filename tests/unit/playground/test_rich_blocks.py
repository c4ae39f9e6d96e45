from typing import Any

import pytest
from aiogram.enums import InputRichBlockType

from bot.playground.rich.labels import label
from tests.unit.playground.rich_reading import DOCUMENT, MEDIA, PHOTO, paragraph, read, refused

BLOCK = "can't parse InputRichBlock: "
EMPTY = "RICH_MESSAGE_CONTENT_REQUIRED"
CELL: dict[str, Any] = {"text": "a", "align": "left", "valign": "middle"}
HEADING: dict[str, Any] = {"type": "heading", "text": "a", "size": 1}
DETAILS: dict[str, Any] = {"type": "details", "summary": "a", "blocks": [paragraph()]}
QUOTE: dict[str, Any] = {"type": "blockquote", "blocks": [paragraph()]}
INPUT_PHOTO: dict[str, Any] = {"type": "photo", "photo": MEDIA[0]["media"]}
COLLAGE: dict[str, Any] = {"type": "collage", "blocks": [INPUT_PHOTO]}
INPUT_DOCUMENT: dict[str, Any] = {"type": "document", "document": MEDIA[1]["media"]}
BUTTONS: dict[str, Any] = {"type": "buttons", "buttons": [{"text": "a", "callback_data": "a"}]}
FORMULA = {"type": "mathematical_expression", "expression": "x"}


def table(*rows: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"type": "table", "cells": list(rows), **more}


def items(*given: dict[str, Any]) -> dict[str, Any]:
    return {"type": "list", "items": [{"blocks": [paragraph()], **item} for item in given]}


@pytest.mark.parametrize(
    "block",
    [
        *(
            paragraph(),
            HEADING,
            {**HEADING, "size": 6},
            {"type": "footer", "text": "a"},
            QUOTE,
            DETAILS,
            BUTTONS,
            FORMULA,
        ),
        *({"type": "pre", "text": "a"}, {"type": "pre", "text": "a", "language": "python"}),
        *({**QUOTE, "credit": "b"}, {**DETAILS, "is_open": True}, {**BUTTONS, "align": "center"}),
        {"type": "expandable_blockquote", "text": "a", "credit": "b"},
        {"type": "pullquote", "text": "a"},
        table([CELL], caption="b", is_bordered=True, is_striped=True, is_compact=True),
    ],
)
def test_a_block_comes_back_as_sent(block: dict[str, Any]) -> None:
    assert read(blocks=[block]) == [block]


def test_a_divider_and_an_anchor_stand_beside_something_to_read() -> None:
    marks = [{"type": "divider"}, {"type": "anchor", "name": "a"}]
    assert read(blocks=[paragraph(), *marks]) == [paragraph(), *marks]
    assert refused(blocks=marks) == "RICH_MESSAGE_EMPTY"


@pytest.mark.parametrize(
    ("block", "name"),
    [
        *((HEADING, "size"), (HEADING, "text"), (QUOTE, "blocks"), (DETAILS, "summary"), (DETAILS, "blocks")),
        *((COLLAGE, "blocks"), (INPUT_PHOTO, "photo"), (INPUT_DOCUMENT, "document"), (BUTTONS, "buttons")),
        *((table([CELL]), "cells"), (items({}), "items"), (FORMULA, "expression"), (paragraph(), "text")),
        *(({"type": "pre", "text": "a"}, "text"), ({"type": "anchor", "name": "a"}, "name")),
        *(({"type": "pullquote", "text": "a"}, "text"), ({"type": "divider"}, "type")),
    ],
)
def test_a_block_has_all_of_its_fields_and_no_other(block: dict[str, Any], name: str) -> None:
    left = {key: value for key, value in block.items() if key != name}
    assert refused(blocks=[paragraph(), left]) == BLOCK + f'Can\'t find field "{name}"'
    assert refused(blocks=[paragraph(), {**block, "x": 1}]) == BLOCK + 'field "x" is unknown'


@pytest.mark.parametrize("kind", list(InputRichBlockType))
def test_no_type_of_block_is_unknown_here_that_the_bot_api_has(kind: InputRichBlockType) -> None:
    assert refused(blocks=[{"type": kind.value}]) != BLOCK + f'type "{kind.value}" is unsupported'


@pytest.mark.parametrize("kind", ["map", "animation", "audio", "video", "voice_note"])
def test_blocks_of_other_media_are_refused_by_name(kind: str) -> None:
    why = f'rich message blocks of the type "{kind}" are not supported by this server'
    assert refused(blocks=[{"type": kind}]) == why


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ("a", BLOCK + "Object expected"),
        ({"type": "quote", "blocks": []}, BLOCK + 'type "quote" is unsupported'),
        ({"type": "thinking", "text": "a"}, "thinking blocks can be used only in rich message drafts"),
        ({**HEADING, "size": 0}, "invalid section heading size specified"),
        ({**HEADING, "size": 7}, "invalid section heading size specified"),
        ({**HEADING, "size": "1"}, BLOCK + 'Field "size" must be of type Number'),
        ({"type": "pre", "text": "a", "language": 1}, BLOCK + 'Field "language" must be of type String'),
        ({**DETAILS, "blocks": {}}, BLOCK + 'Field "blocks" must be of type Array'),
        ({**DETAILS, "is_open": 1}, BLOCK + 'Field "is_open" must be of type Boolean'),
        ({**BUTTONS, "buttons": []}, "button row must be non-empty"),
        ({**BUTTONS, "buttons": BUTTONS["buttons"] * 9}, BLOCK + "a row can have at most 8 buttons"),
        ({**BUTTONS, "align": "middle"}, "invalid horizontal alignment specified"),
        ({**COLLAGE, "blocks": [paragraph()]}, BLOCK + '"collage" must contain only media'),
        (
            {"type": "photo", "photo": {**MEDIA[0]["media"], "caption": "a"}},
            BLOCK + 'field "caption" is unknown',
        ),
        (
            {"type": "photo", "photo": MEDIA[1]["media"]},
            'unexpected media type "document" for block "photo"',
        ),
        ({"type": "photo", "photo": {"type": "photo", "media": 1}}, BLOCK + 'Field "media" must be of type String'),
        ({**INPUT_PHOTO, "caption": "a"}, BLOCK + "Object expected"),
        ({"type": "anchor", "name": ""}, BLOCK + '"" is no name for an anchor, or is taken'),
    ],
)
def test_a_wrong_block_is_refused(block: Any, why: str) -> None:
    assert refused(blocks=[block]) == why


@pytest.mark.parametrize(
    "block",
    [
        *(
            paragraph(""),
            paragraph(" "),
            paragraph([]),
            paragraph({"type": "anchor", "name": "a"}),
            {**HEADING, "text": ""},
        ),
        *({"type": "pre", "text": "\n"}, {"type": "footer", "text": ""}, {"type": "pullquote", "text": ""}),
        *({**QUOTE, "blocks": []}, {**QUOTE, "credit": ""}, {**DETAILS, "summary": ""}, {**DETAILS, "blocks": []}),
        *(
            {**COLLAGE, "blocks": []},
            table(),
            table([]),
            table([CELL], []),
            table([{**CELL, "text": ""}]),
            table([CELL], caption=""),
        ),
        *(items({"blocks": []}), {**INPUT_PHOTO, "caption": {"text": ""}}),
    ],
)
def test_a_block_with_nothing_in_it_is_refused(block: dict[str, Any]) -> None:
    assert refused(blocks=[block]) == EMPTY


def test_pictures_and_files_are_shown_with_their_caption() -> None:
    caption = {"text": "a", "credit": "b"}
    covered = {"type": "photo", "photo": {**MEDIA[0]["media"], "has_spoiler": True}, "caption": caption}
    assert read(blocks=[covered, {**INPUT_DOCUMENT, "caption": caption}]) == [
        {"type": "photo", "photo": PHOTO, "has_spoiler": True, "caption": caption},
        {"type": "document", "document": DOCUMENT, "caption": caption},
    ]
    shown = {"type": "slideshow", "blocks": [{"type": "photo", "photo": PHOTO}], "caption": caption}
    assert read(blocks=[{**COLLAGE, "type": "slideshow", "caption": caption}]) == [shown]


def test_an_item_of_a_list_gets_a_label() -> None:
    (shown,) = read(blocks=[items({}, {"has_checkbox": True}, {"has_checkbox": True, "is_checked": True})])
    body = {"label": "•", "blocks": [paragraph()]}
    checked = {**body, "has_checkbox": True, "is_checked": True}
    assert shown["items"] == [body, {**body, "has_checkbox": True}, checked]


def test_an_ordered_item_counts_on_from_the_one_before() -> None:
    (shown,) = read(blocks=[items({"type": "1"}, {"type": "a"}, {"type": "I", "value": 9}, {"type": "i"})])
    assert [(item["label"], item["value"], item["type"]) for item in shown["items"]] == [
        *(("1.", 1, "1"), ("b.", 2, "a"), ("IX.", 9, "I"), ("x.", 10, "i"))
    ]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        *(("a", 1, "a."), ("a", 26, "z."), ("A", 27, "AA."), ("a", 702, "zz."), ("a", 703, "aaa."), ("a", 0, "0.")),
        *(("i", 4, "iv."), ("I", 1994, "MCMXCIV."), ("i", 3999, "mmmcmxcix."), ("i", 4000, "4000."), ("I", 0, "0.")),
        *(("1", 0, "0."), ("1", -5, "-5.")),
    ],
)
def test_a_label_is_a_letter_a_numeral_or_a_number(kind: str, value: int, shown: str) -> None:
    assert label(kind, value) == shown


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (items(), "list must be non-empty"),
        (items({}, {"type": "1"}), "list must be either ordered or unordered"),
        (items({"type": "2"}), "invalid list item type specified"),
        (items({"value": 1}), BLOCK + 'an item with the field "value" must have the field "type"'),
        (items({"type": "1", "value": "1"}), BLOCK + 'Field "value" must be of type Number'),
        (items({"is_checked": True}), BLOCK + "an item without a checkbox can't be checked"),
        (items({"label": "1."}), BLOCK + 'field "label" is unknown'),
        ({"type": "list", "items": [{}]}, BLOCK + 'Can\'t find field "blocks"'),
    ],
)
def test_a_wrong_list_is_refused(given: dict[str, Any], why: str) -> None:
    assert refused(blocks=[given]) == why


def test_a_cell_shows_only_what_is_not_usual() -> None:
    header = {**CELL, "is_header": True, "colspan": 2, "rowspan": 2}
    blank = {"align": "left", "valign": "top"}
    plain = {**CELL, "is_header": False, "colspan": 1, "rowspan": 1}
    (shown,) = read(blocks=[table([header, {**blank, "text": ""}], [plain])])
    assert shown["cells"] == [[header, blank], [CELL]]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (table([{"text": "a", "valign": "top"}]), BLOCK + 'Can\'t find field "align"'),
        (table([{"text": "a", "align": "left"}]), BLOCK + 'Can\'t find field "valign"'),
        (table([{**CELL, "align": "middle"}]), "invalid horizontal alignment specified"),
        (table([{**CELL, "valign": "center"}]), "invalid vertical alignment specified"),
        (table([{**CELL, "colspan": 0}]), "invalid table cell colspan specified"),
        (table([{**CELL, "colspan": 21}]), "invalid table cell colspan specified"),
        (table([{**CELL, "rowspan": 0}]), "invalid table cell rowspan specified"),
        (table([{**CELL, "rowspan": 2}]), "invalid table cell rowspan specified"),
        (table([CELL] * 21), "RICH_MESSAGE_TABLE_COLS_TOO_MANY"),
        (table([{**CELL, "colspan": 20}, CELL]), "RICH_MESSAGE_TABLE_COLS_TOO_MANY"),
        (table([{**CELL, "rowspan": 2}], [CELL] * 20), "RICH_MESSAGE_TABLE_COLS_TOO_MANY"),
        ({"type": "table", "cells": [CELL]}, BLOCK + 'Field "cells" must be an Array of Array'),
        (table([CELL], is_bordered="yes"), BLOCK + 'Field "is_bordered" must be of type Boolean'),
        (table([{**CELL, "header": True}]), BLOCK + 'field "header" is unknown'),
    ],
)
def test_a_wrong_table_is_refused(given: dict[str, Any], why: str) -> None:
    assert refused(blocks=[given]) == why


def test_a_table_has_up_to_twenty_columns() -> None:
    assert read(blocks=[table([CELL] * 20)])
    assert read(blocks=[table([{**CELL, "rowspan": 2}, CELL], [CELL] * 19, [CELL] * 20)])


def test_a_message_has_up_to_500_blocks_items_and_rows() -> None:
    assert read(blocks=[paragraph()] * 500)
    assert refused(blocks=[paragraph()] * 501) == "RICH_MESSAGE_BLOCKS_TOO_MANY"
    many = [paragraph()] * 497
    assert read(blocks=[*many, items({})])
    assert refused(blocks=[*many, paragraph(), items({})]) == "RICH_MESSAGE_BLOCKS_TOO_MANY"
    assert read(blocks=[*many, table([CELL], [CELL])])
    assert refused(blocks=[*many, table([CELL], [CELL], [CELL])]) == "RICH_MESSAGE_BLOCKS_TOO_MANY"


def quoted(levels: int, inner: dict[str, Any]) -> dict[str, Any]:
    for _ in range(levels):
        inner = {"type": "blockquote", "blocks": [inner]}
    return inner


@pytest.mark.parametrize(
    ("inner", "levels"),
    [
        (paragraph(), 1),
        (paragraph({"type": "bold", "text": "a"}), 2),
        (items({}), 3),
        (table([CELL]), 2),
        (table([{**CELL, "text": {"type": "bold", "text": "a"}}]), 3),
        ({**DETAILS, "blocks": [HEADING]}, 2),
        ({"type": "collage", "blocks": [INPUT_PHOTO]}, 2),
    ],
)
def test_blocks_items_rows_and_texts_stand_in_each_other_sixteen_levels_deep(
    inner: dict[str, Any], levels: int
) -> None:
    assert read(blocks=[quoted(16 - levels, inner)])
    assert refused(blocks=[quoted(17 - levels, inner)]) == "RICH_MESSAGE_DEPTH_INVALID"


def test_a_message_has_up_to_fifty_media() -> None:
    assert read(blocks=[INPUT_PHOTO, INPUT_DOCUMENT] * 25)
    assert refused(blocks=[*[INPUT_PHOTO] * 50, INPUT_DOCUMENT]) == "RICH_MESSAGE_MEDIA_TOO_MANY"
