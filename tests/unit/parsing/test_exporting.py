"""What goes out comes in again unchanged, in every format; and what our own files say about their faults."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.cards import LANGUAGES, LEVELS, CardContent, Choice, KeyPoint, Misconception, Source
from bot.domain.exporting import write_csv, write_json, write_markdown_cards
from bot.domain.topics import Topics
from bot.parsing import Document, Item, Piece, Unreadable, read_document
from bot.parsing.anki_writing import write_package

NOW = datetime(2026, 3, 1, tzinfo=UTC)
NASTY = (
    "plain words",
    '"quoted", with a comma; and a | bar',
    "<!-- sobes end -->\n<!-- \\sobes answer -->",
    "-->",
    "```python\nx = 1\n\n\ny = 2\n```",
    " spaces at both ends ",
    "C:\\",
    'a \\"b\\"',
    "[1, 2]",
    "- a\n- b",
    "line\r\nends\rof all kinds\n",
    "=1+1",
    "{{c1::x}} &amp; <b>b</b>",
    "#separator:tab",
    "что такое GIL？\u2028\x85",
)
CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t\r\x85")
SEEN = st.sampled_from(NASTY) | st.text(CHARACTERS, min_size=1).filter(lambda text: bool(text.strip()))
MAYBE = st.none() | SEEN
COUNT = st.none() | st.integers(0, 10**9)
FEW = st.lists(SEEN, max_size=3).map(tuple)


def read(data: bytes, name: str, topics: Topics) -> list[Piece]:
    return list(read_document(Document(name, len(data), lambda: io.BytesIO(data)), topics))


def written(cards: Iterable[CardContent], form: str) -> bytes:
    match form:
        case "csv":
            return "".join(write_csv(cards)).encode()
        case "json":
            return "".join(write_json(cards)).encode()
        case "md":
            return "".join(write_markdown_cards(cards, "A title")).encode()
        case _:
            package = io.BytesIO()
            write_package(((card, NOW) for card in cards), package, deck="Sobes")
            return package.getvalue()


def content_of(item: Item) -> CardContent:
    told = item.authored
    assert told is not None
    return CardContent(
        key=told.key or "",
        concept=told.concept or "",
        lang=item.lang,
        question=item.question,
        answer=item.answer or "",
        short_answer=item.short_answer,
        topic=item.topic,
        tags=item.tags,
        level=item.difficulty,
        key_points=told.key_points,
        misconceptions=told.misconceptions,
        follow_up=told.follow_up,
        hint=told.hint,
        choice=told.choice,
        references=told.references,
        likes=item.likes,
        heat=item.heat,
        asked=told.asked or 0,
        verified=told.verified,
        variant_group=told.variant_group,
        source=item.source,
    )


def cards() -> st.SearchStrategy[list[CardContent]]:
    card = st.builds(
        CardContent,
        key=st.text("abcdefgh-0123", min_size=3, max_size=12),
        concept=st.text("abcdefgh-0123", min_size=3, max_size=12),
        lang=st.sampled_from(LANGUAGES),
        question=SEEN,
        answer=SEEN,
        short_answer=MAYBE,
        topic=st.sampled_from((None, "asyncio", "gil")),
        tags=FEW,
        level=st.sampled_from((None, *LEVELS)),
        key_points=st.lists(st.builds(KeyPoint, SEEN, FEW), max_size=3).map(tuple),
        misconceptions=st.lists(st.builds(Misconception, SEEN, st.just("") | SEEN), max_size=3).map(tuple),
        follow_up=MAYBE,
        hint=MAYBE,
        choice=st.none() | st.builds(Choice, SEEN, st.lists(SEEN, min_size=1, max_size=3).map(tuple), SEEN),
        references=FEW,
        likes=COUNT,
        heat=COUNT,
        asked=st.integers(0, 1000),
        verified=st.booleans(),
        variant_group=MAYBE,
        source=st.builds(Source, MAYBE, COUNT, MAYBE, MAYBE, MAYBE),
    )
    return st.lists(card, min_size=1, max_size=3, unique_by=lambda each: each.key)


@pytest.mark.parametrize("form", ["csv", "json", "md", "apkg"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(cards=cards())
def test_what_goes_out_comes_in_again_unchanged(form: str, topics: Topics, cards: list[CardContent]) -> None:
    pieces = read(written(cards, form), f"cards.{form}", topics)
    assert [drop for piece in pieces for drop in piece.dropped] == []
    items = [item for piece in pieces for item in piece.items]
    assert sorted(map(content_of, items), key=lambda card: card.key) == sorted(cards, key=lambda card: card.key)


def test_csv_keeps_an_answer_of_many_lines(topics: Topics) -> None:
    answer = "\n".join(f'line {number} says "so"' for number in range(1, 1500)) + '\n"'
    card = CardContent("k", "k", "en", "What is long?", answer)
    (piece,) = read(written([card], "csv"), "x.csv", topics)
    assert content_of(piece.items[0]).answer == answer


def test_markdown_survives_windows_line_ends_and_a_persons_edit(topics: Topics) -> None:
    card = CardContent("k", "c", "en", "What?", "One.\n\nTwo.", key_points=(KeyPoint("a", ("b",)),))
    page = (
        written([card], "md").decode().replace("Two.", "Three.").replace("- a | b", "- a | b | c").replace("\n", "\r\n")
    )
    (piece,) = read(page.encode(), "x.md", topics)
    changed = content_of(piece.items[0])
    assert (changed.answer, changed.key_points) == ("One.\n\nThree.", (KeyPoint("a", ("b", "c")),))


def test_markdown_cut_inside_a_field_says_so_and_gives_what_came_before(topics: Topics) -> None:
    two = [CardContent(key, key, "en", "What?", "That.") for key in ("one", "two")]
    page = written(two, "md").decode()
    pieces = read_document(_document(page[: page.rindex("That.")], "x.md"), topics)
    with pytest.raises(Unreadable, match="ends inside the field 'answer' of card 2"):
        list(pieces)


def test_json_of_ours_names_a_card_with_a_fault(topics: Topics) -> None:
    page = (
        written([CardContent("k", "k", "en", "What?", "That.")], "json")
        .decode()
        .replace('"lang": "en"', '"lang": "xx"')
    )
    (piece,) = read(page.encode(), "x.json", topics)
    assert piece.items == ()
    assert piece.dropped[0].reason == "card 1: lang 'xx' is none of en, ru, zh"


def _document(text: str, name: str) -> Document:
    data = text.encode()
    return Document(name, len(data), lambda: io.BytesIO(data))


def test_misconceptions_of_earlier_versions_are_read(topics: Topics) -> None:
    then = CardContent("k", "k", "en", "What is long?", "This.", misconceptions=(Misconception("a list | a heap"),))
    now = '{"text": "a list | a heap", "why": ""}'
    told = written([then], "json").decode()
    assert now in told
    (piece,) = read(told.replace(now, '"a list | a heap"').encode(), "x.json", topics)
    assert content_of(piece.items[0]) == then
