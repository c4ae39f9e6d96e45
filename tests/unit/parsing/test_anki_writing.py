"""Cards as an Anki package: what goes out comes in again, and Anki can tell an update from a new note."""

import io
import json
import re
import sqlite3
import unicodedata
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.cards import LANGUAGES, LEVELS, CardContent, Choice, KeyPoint, Misconception, Source
from bot.domain.topics import Topics
from bot.parsing import Item, read_document
from bot.parsing.anki_cards import NOTE_TYPES
from bot.parsing.anki_writing import write_package
from bot.parsing.field_html import to_html
from bot.parsing.formats.anki.own_notes import FIELDS
from bot.parsing.html_fields import to_markdown

from .anki_packages import database, document, package

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
CARD = CardContent(
    key="gil-1",
    concept="gil",
    lang="ru",
    question="Что такое *GIL*?\nИ зачем он?",
    answer="Замок **один**.\n\n```python\nimport re\nre.match(r'\\(\\d+\\)', x)  # <b> & [sound:x.mp3]\n\n\tpass\n```",
    short_answer="Замок.",
    topic="gil",
    tags=("python", "устройство CPython"),
    level="middle",
    key_points=(KeyPoint("замок", ("lock", "мьютекс")),),
    misconceptions=(Misconception("ускоряет <всё>", "он <замедляет>"), Misconception("это поток")),
    follow_up="А в 3.13t?",
    hint="Считают **ссылки**.",
    choice=Choice("замок", ("поток", "процесс", "очередь"), "Он один."),
    references=("https://docs.example.org/?a=1&b=2", "PEP 703"),
    likes=0,
    heat=177_000,
    asked=3,
    verified=True,
    variant_group="g1",
    source=Source("a.txt", 3, "@channel", "12", "https://t.me/channel/12"),
)
PLAIN = CardContent(key="idem", concept="idem", lang="en", question="What is idempotency?", answer="The same result.")


def written(*cards: CardContent, changed: datetime = NOON, deck: str = "Sobes::Interview") -> bytes:
    to = io.BytesIO()
    write_package([(card, changed) for card in cards], to, deck=deck)
    return to.getvalue()


def rows(data: bytes, query: str) -> list[tuple[object, ...]]:
    with ZipFile(io.BytesIO(data)) as archive, closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(archive.read("collection.anki2"))
        return connection.execute(query).fetchall()


def read_again(data: bytes, topics: Topics) -> list[Item]:
    return [item for piece in read_document(document(data), topics) for item in piece.items]


def content(item: Item) -> CardContent:
    authored = item.authored
    assert authored is not None
    assert authored.key is not None
    assert authored.concept is not None
    return CardContent(
        key=authored.key,
        concept=authored.concept,
        lang=item.lang,
        question=item.question,
        answer=item.answer or "",
        short_answer=item.short_answer,
        topic=item.topic,
        tags=item.tags,
        level=item.difficulty,
        key_points=authored.key_points,
        misconceptions=authored.misconceptions,
        follow_up=authored.follow_up,
        hint=authored.hint,
        choice=authored.choice,
        references=authored.references,
        likes=item.likes,
        heat=item.heat,
        asked=authored.asked or 0,
        verified=authored.verified,
        variant_group=authored.variant_group,
        source=item.source,
    )


def edited(data: bytes, **fields: str) -> bytes:
    """The package after somebody has changed fields in Anki."""
    with ZipFile(io.BytesIO(data)) as archive:
        collection = archive.read("collection.anki2")

    def change(connection: sqlite3.Connection) -> None:
        connection.deserialize(collection)
        (flds,) = connection.execute("SELECT flds FROM notes").fetchone()
        told = dict(zip(FIELDS, flds.split("\x1f"), strict=True)) | {
            name.replace("_", " "): field for name, field in fields.items()
        }
        connection.execute("UPDATE notes SET flds = ?", ("\x1f".join(told.values()),))

    return package(collection_anki2=database(change))


def test_a_card_comes_in_again_as_it_went_out(topics: Topics) -> None:
    assert [content(item) for item in read_again(written(CARD, PLAIN), topics)] == [CARD, PLAIN]


def test_a_note_of_an_earlier_version_has_misconceptions_without_a_reason(topics: Topics) -> None:
    card = replace(CARD, misconceptions=(Misconception("AN OLD ONE"),))
    now, then = '{"text":"AN OLD ONE","why":""}', '"AN OLD ONE"'
    told = rows(written(card), "SELECT flds FROM notes")[0][0]
    assert isinstance(told, str)
    data = told.split("\x1f")[-1]
    assert now in data
    (item,) = read_again(edited(written(card), Sobes=data.replace(now, then)), topics)
    assert content(item) == card


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    [
        "```\n<b>\n```",
        "[sound:a.mp3]",
        "{{c1::x}}",
        "&amp;",
        "e\u0301",
        "\x1f\x00",
        "\\(x\\)",
        "- a\n  - b",
        "</pre>",
        "\u2028",
    ]
)
MAYBE = st.none() | TEXTS
CARDS = st.builds(
    CardContent,
    key=st.from_regex(r"[A-Za-z0-9_-]{1,62}", fullmatch=True),
    concept=TEXTS,
    lang=st.sampled_from(LANGUAGES),
    question=TEXTS,
    answer=TEXTS,
    short_answer=MAYBE,
    topic=MAYBE,
    tags=st.lists(TEXTS, max_size=3).map(tuple),
    level=st.none() | st.sampled_from(LEVELS),
    key_points=st.lists(st.builds(KeyPoint, TEXTS, st.lists(TEXTS, max_size=2).map(tuple)), max_size=2).map(tuple),
    misconceptions=st.lists(st.builds(Misconception, TEXTS, TEXTS), max_size=2).map(tuple),
    follow_up=MAYBE,
    hint=MAYBE,
    choice=st.none() | st.builds(Choice, TEXTS, st.lists(TEXTS, max_size=3).map(tuple), TEXTS),
    references=st.lists(TEXTS, max_size=2).map(tuple),
    likes=st.none() | st.integers(0, 10**6),
    heat=st.none() | st.integers(0, 10**6),
    asked=st.integers(0, 1000),
    verified=st.booleans(),
    variant_group=MAYBE,
    source=st.builds(Source, MAYBE, st.none() | st.integers(1, 10**6), MAYBE, MAYBE, MAYBE),
)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(CARDS, max_size=4, unique_by=lambda card: card.key))
def test_any_card_comes_in_again_as_it_went_out(topics: Topics, cards: Sequence[CardContent]) -> None:
    again = {card.key: card for card in map(content, read_again(written(*cards), topics))}
    assert again == {card.key: card for card in cards}


@pytest.mark.parametrize("text", ["cafe\u0301", "<b>&amp;</b> [sound:x]", "\x1f\u200d\x00"])
def test_nothing_that_anki_does_to_a_field_reaches_the_data(text: str) -> None:
    odd = replace(PLAIN, question=text)
    (flds,) = rows(written(odd), "SELECT flds FROM notes")[0]
    data = dict(zip(FIELDS, str(flds).split("\x1f"), strict=True))["Sobes"]
    assert unicodedata.normalize("NFC", data) == data
    assert data.isprintable()
    assert not any(sign in data for sign in ("<", ">", "&", "[sound:"))


def test_what_was_changed_in_anki_is_taken_over_and_the_rest_stays(topics: Topics) -> None:
    data = edited(written(CARD), Answer="Замок, <b>один</b> на процесс.", Short_answer="", Hint="Ссылки")
    (item,) = read_again(data, topics)
    assert content(item) == replace(CARD, answer="Замок, **один** на процесс.", short_answer=None, hint="Ссылки")
    assert "changed in Anki" in item.reasons


def test_an_emptied_question_or_answer_is_no_change(topics: Topics) -> None:
    (item,) = read_again(edited(written(CARD), Question="", Answer="<br>"), topics)
    assert content(item) == CARD


@pytest.mark.parametrize("data", ["", "{}", "null", '{"card": 5, "marks": {}}', "[" * 100_000, '{"card":{"key":1}}'])
def test_a_note_of_ours_that_lost_its_data_is_read_like_any_other(data: str, topics: Topics) -> None:
    (item,) = read_again(edited(written(PLAIN), Sobes=data), topics)
    assert (item.question, item.answer) == (PLAIN.question, PLAIN.answer)
    assert item.authored is None


def test_a_key_that_fits_no_link_is_not_taken_over(topics: Topics) -> None:
    (item,) = read_again(written(replace(PLAIN, key="../../etc")), topics)
    assert item.authored is not None
    assert item.authored.key is None


def test_notes_keep_their_numbers_and_names_so_that_anki_updates_them(topics: Topics) -> None:
    query = "SELECT id, guid, mid FROM notes ORDER BY guid"
    first = rows(written(PLAIN, CARD), query)
    second = rows(written(replace(CARD, question="Иначе?"), replace(PLAIN, answer="Other."), deck="Elsewhere"), query)
    assert first == second
    assert [guid for _, guid, _ in first] == ["sobes-gil-1", "sobes-idem"]


def test_a_note_is_as_old_as_the_last_change_of_its_card() -> None:
    later = NOON + timedelta(hours=1)
    assert rows(written(CARD, changed=later), "SELECT mod FROM notes") == [(int(later.timestamp()),)]


def test_the_same_cards_give_the_same_bytes() -> None:
    assert written(CARD, PLAIN) == written(CARD, PLAIN)


def test_a_second_card_of_one_key_is_left_out() -> None:
    to = io.BytesIO()
    assert write_package([(PLAIN, NOON), (replace(PLAIN, answer="x"), NOON), (CARD, NOON)], to, deck="D") == 2
    assert rows(to.getvalue(), "SELECT count(*) FROM notes") == [(2,)]


def test_keys_whose_numbers_fall_together_get_different_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.parsing.anki_writing._IDS", 1)
    assert rows(written(PLAIN, CARD), "SELECT count(DISTINCT id), max(id) - min(id) FROM notes") == [(2, 1)]


def test_the_collection_has_what_anki_asks_for() -> None:
    data = written(CARD)
    ((version, models, decks),) = rows(data, "SELECT ver, models, decks FROM col")
    assert version == 11
    number, name = NOTE_TYPES["ru"]
    (model,) = json.loads(str(models)).values()
    assert (model["id"], model["name"]) == (number, name)
    assert [field["name"] for field in model["flds"]] == list(FIELDS)
    shown = set(re.findall(r"\{\{[#/]?([^{}]+)\}\}", model["tmpls"][0]["qfmt"] + model["tmpls"][0]["afmt"]))
    assert shown - {"Tags"} == {*FIELDS} - {"Sobes"}
    ((deck, tags),) = rows(data, "SELECT did, tags FROM cards JOIN notes ON nid = notes.id")
    assert json.loads(str(decks))[str(deck)]["name"] == "Sobes::Interview"
    assert tags == " gil middle python устройство_CPython "


def test_it_is_written_where_one_cannot_go_back() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: object) -> int:
            raise io.UnsupportedOperation("seek")

        def tell(self) -> int:
            raise io.UnsupportedOperation("tell")

    pipe = Pipe()
    write_package([(PLAIN, NOON)], pipe, deck="D")
    assert rows(pipe.getvalue(), "SELECT guid FROM notes") == [("sobes-idem",)]


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("List<String> & a", "List&lt;String&gt; &amp; a"),
        ("a\nb\n\nc", "<p>a<br>b</p><p>c</p>"),
        ('```go\na := "x" < 1\n\n\tb\n```', '<pre><code class="language-go">a := "x" &lt; 1\n\n\tb</code></pre>'),
        ("3. a\n4. **b**", '<ol start="3"><li>a</li><li><b>b</b></li></ol>'),
        ("- a\n  - `b`", "<ul><li>a<ul><li><code>b</code></li></ul></li></ul>"),
        ("[t](https://e.org/?a=1&b=2)", '<a href="https://e.org/?a=1&amp;b=2">t</a>'),
        (r"the set \[a] and [sound:x]", r"the set [a] and [<span></span>sound:x]"),
        ("it is \\\\(x\\\\)", "it is \\<span></span>(x\\)"),
        ("> q\n\n# h\n\n---", "<blockquote><p>q</p></blockquote><h1>h</h1><hr>"),
    ],
)
def test_markdown_becomes_what_anki_shows(markdown: str, html: str) -> None:
    assert to_html(markdown) == html


@pytest.mark.parametrize("code", ["a < b && c > d", "x = '</pre>'\n\n\ty()", "[sound:a.mp3] {{c1::x}}", "&lt; &nbsp;"])
def test_code_survives_the_way_through_html(code: str) -> None:
    assert to_markdown(to_html(f"```python\n{code}\n```")) == f"```python\n{code}\n```"
