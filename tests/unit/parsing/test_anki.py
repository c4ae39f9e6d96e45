"""Anki packages: which fields ask and answer, what their HTML says, and which of several collections is real."""

import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.topics import Topics
from bot.parsing import Item, Piece, read_document
from bot.parsing.formats import anki

from .anki_packages import BASIC, DECOY, document, kind, legacy, modern, package, streamed


def pieces(data: bytes, topics: Topics) -> list[Piece]:
    return list(read_document(document(data), topics))


def items(data: bytes, topics: Topics) -> list[Item]:
    return [item for piece in pieces(data, topics) for item in piece.items]


def one(fields: Sequence[str], topics: Topics, model: Mapping[str, object] = BASIC, *, tags: str = "") -> Item:
    (item,) = items(package(collection_anki2=legacy([fields], model, tags=tags)), topics)
    return item


def said(item: Item) -> tuple[str, str | None]:
    return item.question, item.answer


QUESTION, ANSWER = "What is a closure?", "A function with what surrounds it."
OLD = legacy([(QUESTION, ANSWER)])
NEW = modern([(QUESTION, ANSWER)], ("Front", "Back"), "{{Front}}", "{{FrontSide}}<hr>{{Back}}")
REPLACED = legacy([(DECOY, "")])


@pytest.mark.parametrize(
    "data",
    [
        package(collection_anki2=OLD, media=b"{}"),
        package(collection_anki2=REPLACED, collection_anki21=OLD, media=b"{}"),
        package(collection_anki2=REPLACED, collection_anki21b=streamed(NEW), meta=b"\x08\x03"),
        package(collection_anki2=REPLACED, collection_anki21=REPLACED, collection_anki21b=streamed(NEW), stored=True),
        OLD,
    ],
    ids=["anki2", "anki21", "anki21b", "all three", "a bare collection"],
)
def test_the_newest_collection_of_a_package_is_read(data: bytes, topics: Topics) -> None:
    (piece,) = pieces(data, topics)
    assert [said(item) for item in piece.items] == [(QUESTION, ANSWER)]
    assert piece.key == "anki:guid1"
    assert QUESTION in piece.body
    assert ANSWER in piece.body


def test_the_note_left_for_older_versions_of_anki_is_no_card(topics: Topics) -> None:
    (piece,) = pieces(package(collection_anki2=REPLACED), topics)
    assert piece.items == ()
    assert [each.reason for each in piece.dropped] == ["what Anki leaves for older versions of itself"]


def test_a_newer_collection_that_is_broken_is_not_made_up_for_by_the_older_one(topics: Topics) -> None:
    data = package(collection_anki2=OLD, collection_anki21b=b"no zstd at all")
    with pytest.raises(Exception, match="cut short or broken"):
        pieces(data, topics)


def test_a_note_is_one_card_however_many_cards_anki_makes_of_it(topics: Topics) -> None:
    model = kind(("Front", "Back"), "{{Front}}", "{{Back}}", ("{{Back}}", "{{Front}}"))
    item = one(("Write-back", "Written on eviction"), topics, model)
    assert said(item) == ("Write-back", "Written on eviction")


def test_a_question_asked_twice_with_other_answers_is_asked_once(topics: Topics) -> None:
    model = kind(("Term", "Meaning", "Example"), "{{Term}}", "{{Meaning}}", ("{{Term}}", "{{Example}}"))
    assert said(one(("idempotent", "Same result.", "PUT"), topics, model)) == ("idempotent", "Same result.")


def test_a_note_with_several_questions_gives_each(topics: Topics) -> None:
    model = kind(("Q1", "A1", "Q2", "A2"), "{{Q1}}", "{{FrontSide}}{{A1}}", ("{{#Q2}}{{Q2}}{{/Q2}}", "{{Q2}}{{A2}}"))
    data = package(collection_anki2=legacy([("Mutex?", "One holder.", "Semaphore?", "Several permits.")], model))
    assert [said(item) for item in items(data, topics)] == [
        ("Mutex?", "One holder."),
        ("Semaphore?", "Several permits."),
    ]


def test_the_templates_say_what_asks_and_what_answers(topics: Topics) -> None:
    model = kind(
        ("ID", "Ответ", "Пояснение", "Вопрос", "Внутреннее"),
        "{{#Вопрос}}<b>{{Вопрос}}</b>{{/Вопрос}}<!-- {{Внутреннее}} -->{{type:Ответ}}",
        "{{FrontSide}}<hr>{{Ответ}}<br>{{Пояснение}}<script>'{{Внутреннее}}'</script>",
    )
    item = one(("17", "Замок.", "Снят в 3.13t.", "Что такое GIL?", "тайна"), topics, model)
    assert said(item) == ("Что такое GIL?", "Замок.\n\nСнят в 3.13t.")
    assert item.lang == "ru"


def test_fields_that_speak_about_the_card_are_no_part_of_its_text(topics: Topics) -> None:
    model = kind(
        ("Topic", "Question", "Answer", "Hint", "Level", "Source", "Tags", "Title"),
        "{{Topic}} {{Level}} {{Question}} {{hint:Hint}}",
        "{{FrontSide}}{{Answer}}{{Source}}",
    )
    fields = (
        "SQL",
        "Why an index?",
        "To look up.",
        "b-tree",
        "Senior",
        '<a href="https://example.org/i">s</a>',
        "db, sql",
    )
    item = one((*fields, "Indexes"), topics, model, tags=" perf::reading leech ")
    assert said(item) == ("Why an index?", "To look up.")
    assert item.difficulty == "senior"
    assert item.source.url == "https://example.org/i"
    assert item.tags == ("perf", "reading", "db", "sql")
    assert item.title == "Indexes"
    assert item.authored is not None
    assert item.authored.hint == "b-tree"


def test_a_title_that_the_front_shows_is_part_of_the_question(topics: Topics) -> None:
    model = kind(("Title", "Task", "Solution"), "<h2>{{Title}}</h2>{{Task}}", "{{FrontSide}}{{Solution}}")
    item = one(("Brackets", "Is each closed?", "A stack."), topics, model)
    assert said(item) == ("Brackets\n\nIs each closed?", "A stack.")
    assert item.title is None


@pytest.mark.parametrize("level", ["3", "★★", "any", "Easy or hard", ""])
def test_a_level_is_never_guessed(level: str, topics: Topics) -> None:
    model = kind(("Front", "Back", "Difficulty"), "{{Front}}", "{{Back}}")
    assert one(("Q?", "A.", level), topics, model).difficulty is None


def test_a_template_that_shows_no_field_leaves_it_to_their_names(topics: Topics) -> None:
    model = kind(("Note", "答案", "题目"), "<script>draw()</script>", "{{FrontSide}}")
    assert said(one(("x", "互相等待。", "什么是死锁？"), topics, model)) == ("什么是死锁？", "互相等待。")


def test_a_note_of_an_unknown_type_is_read_in_the_order_of_its_fields(topics: Topics) -> None:
    assert said(one(("Q?", "A."), topics, {"name": 5, "flds": "x", "tmpls": [7]})) == ("Q?", "A.")


def test_the_deck_is_where_a_card_stood_also_while_it_is_crammed(topics: Topics) -> None:
    item = items(package(collection_anki21b=streamed(NEW)), topics)[0]
    assert item.context == "Backend::Python"
    assert item.tags == ("backend",)
    assert one(("Q?", "A."), topics).context is None


GAPS = kind(("Text", "Extra"), "{{cloze:Text}}", "{{cloze:Text}}<br>{{Extra}}", cloze=True)


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("The {{c1::GIL}} is a lock.", "The […] is a lock.", "GIL"),
        ("{{c1::GIL::lock}} and {{c2::<b>GC</b>}}", "[lock] and […]", "GIL\n\n**GC**"),
        ("{{c1::A}}, {{c2::B}}, {{c1::A}}", "[…], […], […]", "A\nB"),
        ("{{c1::outer {{c2::inner}} end}}!", "[…]!", "outer inner end"),
        ("{{c1,2::both}} and }} {{c3::left", "[…] and }} {{c3::left", "both"),
        ("<pre>if {{c1::x}}:<br>&nbsp; go()</pre>", "```\nif […]:\n  go()\n```", "x"),
    ],
)
def test_gaps_are_asked_and_what_they_hide_is_the_answer(text: str, question: str, answer: str, topics: Topics) -> None:
    assert said(one((text, ""), topics, GAPS)) == (question, answer)


def test_what_stands_on_the_back_of_gaps_follows_the_answer(topics: Topics) -> None:
    assert one(("{{c1::a}} b", "more"), topics, GAPS).answer == "a\n\nmore"


def test_gaps_of_the_newest_generation(topics: Topics) -> None:
    new = modern([("A {{c1::b}} c", "")], ("Text", "Extra"), "{{cloze:Text}}", "{{cloze:Text}}{{Extra}}", cloze=True)
    assert [said(item) for item in items(package(collection_anki21b=streamed(new)), topics)] == [("A […] c", "b")]


@pytest.mark.parametrize(
    ("field", "markdown"),
    [
        ("one&nbsp;<div>two</div><div><br></div><div>three</div>", "one\ntwo\n\nthree"),
        ("first line\nsecond line", "first line\nsecond line"),
        ("a sound[sound:x.mp3] here", "a sound here"),
        (r"it is \(O(n^2)\) or [$]n_1*n_2[/$]", "it is `O(n^2)` or `n_1*n_2`"),
        (r"<code>\(x\)</code> stays", r"`\(x\)` stays"),
        (
            "so:<br>def f():<br>&nbsp;&nbsp;&nbsp;&nbsp;return 1",
            "so:\n\n```python\ndef f():\n    return 1\n```",
        ),
        ("run\n\n```bash\nls &amp;&amp; pwd\n```\n", "run\n\n```bash\nls && pwd\n```"),
        ('<pre><code class="language-go">a := 1\n\tb()\n</code></pre>', "```go\na := 1\n\tb()\n```"),
        ('<img src="a b.png"><br>text', "[picture: a b.png]\ntext"),
    ],
)
def test_a_field_says_what_its_card_shows(field: str, markdown: str, topics: Topics) -> None:
    assert one(("Q?", field), topics).answer == markdown


def test_a_question_that_is_a_picture_is_a_draft_that_names_it(topics: Topics) -> None:
    item = one(('<img src="tree.png">', "A B-tree"), topics)
    assert (item.kind, *said(item)) == ("draft", "", "A B-tree")
    assert item.reasons == ("the question is a picture: tree.png",)
    assert item.confidence < 0.5


def test_a_question_without_an_answer_is_a_draft(topics: Topics) -> None:
    item = one(("What is MVCC?", "[sound:a.mp3]"), topics)
    assert (item.kind, *said(item)) == ("draft", "What is MVCC?", None)


@pytest.mark.parametrize("fields", [("", ""), (" ", "<br>"), ("[sound:a.mp3]",)])
def test_a_note_that_says_nothing_is_dropped(fields: Sequence[str], topics: Topics) -> None:
    (piece,) = pieces(package(collection_anki2=legacy([fields])), topics)
    assert piece.items == ()
    assert [each.reason for each in piece.dropped] == ["the note says nothing"]


def test_covered_parts_of_a_picture_are_dropped(topics: Topics) -> None:
    fields = ("{{c1::image-occlusion:rect:left=.1}}", "OSI")
    (piece,) = pieces(package(collection_anki2=legacy([fields], GAPS)), topics)
    assert [each.reason for each in piece.dropped] == ["the question is a picture with covered parts"]


def test_a_note_longer_than_anybody_reads_is_passed_over(topics: Topics, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.parsing.formats.anki.collection.LONGEST_NOTE", 100)
    data = package(collection_anki2=legacy([("Q?", "я" * 101), ("Q?", "A.")]))
    long, short = pieces(data, topics)
    assert (long.items, len(long.dropped)) == ((), 1)
    assert [said(item) for item in short.items] == [("Q?", "A.")]


def test_notes_are_given_as_they_are_read_and_nothing_is_left_behind(
    topics: Topics, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A folder of its own: tests in other processes unpack at the same time.
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    data = package(collection_anki2=legacy([(f"Question {n}?", "A.") for n in range(50)]))
    reading = anki.read(document(data), topics)
    assert said(next(reading).items[0]) == ("Question 0?", "A.")
    # The file is gone as soon as it is open, so that a killed process leaves none.
    assert [path.name for path in tmp_path.glob("*")] != []
    assert list(tmp_path.rglob("collection")) == []
    assert len(list(reading)) == 49
    assert list(tmp_path.iterdir()) == []


def test_reading_may_go_on_in_another_thread(topics: Topics) -> None:
    reading = anki.read(document(package(collection_anki2=legacy([("One?", "1"), ("Two?", "2")]))), topics)
    next(reading)
    with ThreadPoolExecutor(1) as pool:
        assert said(pool.submit(next, reading).result().items[0]) == ("Two?", "2")
    assert list(reading) == []


def test_sources_name_the_file(topics: Topics) -> None:
    item = one(("Q?", "A."), topics)
    assert item.source == replace(item.source, file="deck.apkg", url=None)


def test_what_stands_in_fields_counts_where_their_names_mislead(topics: Topics) -> None:
    own = kind(("f1", "f2", "f3", "f4"), "{{f1}} {{f2}}", "{{FrontSide}}{{f3}}{{f4}}")
    notes = [
        (f"{number}", f"task {number}", f"What does step {number} do?", f"It does thing {number} and then stops.")
        for number in range(101, 106)
    ]
    found = items(package(collection_anki2=legacy(notes, own)), topics)
    assert [said(item) for item in found] == [note[2:] for note in notes]


def test_numbers_of_notes_are_no_part_of_their_questions(topics: Topics) -> None:
    own = kind(("Place", "Word", "Meaning"), "{{Place}}. {{Word}}", "{{FrontSide}}{{Meaning}}")
    notes = [("1", "thunk", "a call for later"), ("2", "monad", "steps in a row"), ("3", "functor", "a map over it")]
    found = items(package(collection_anki2=legacy(notes, own)), topics)
    assert [said(item) for item in found] == [note[1:] for note in notes]
