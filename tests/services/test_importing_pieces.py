"""Pieces taken in: edited posts, private ones, quizzes, files made for cards, and what breaks in the middle."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.cards import CardContent, Choice, KeyPoint, Misconception, Source, key_of_question
from bot.domain.ids import DraftId, LearnerId
from bot.domain.topics import Topics
from bot.parsing import Authored, Dropped, Item, Options, Piece, Unreadable, at_hand, read_topics
from bot.services import importing, reading
from bot.services.importing import Importer, Outcome, Run, Step, Taken
from bot.settings import ROOT
from bot.storage import cards, decisions, drafts, imports, lookalikes, personal_data, posts
from bot.storage.database import Transaction
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, add_cards, card

QUESTION = "Why is a lambda in a loop bound to the last value?"
ANSWER = "It looks the name up when it is called, not when it is made."
KEY = key_of_question("en", QUESTION)
ALICE = LearnerId(7_001)


def item(question: str = QUESTION, answer: str | None = ANSWER, **fields: Any) -> Item:
    told: dict[str, Any] = {"kind": "qa" if answer else "draft", "source": Source(channel="Lambdas"), "confidence": 0.9}
    return Item(question=question, lang="en", answer=answer, **(told | fields))


def piece(*items: Item, key: str | None = "telegram:100/1", body: str | None = None) -> Piece:
    return Piece(body or "\n".join(f"{each.question} {each.answer}" for each in items), items, (), key)


class Door:
    """An importer over a database."""

    def __init__(self, db: SqliteDatabase, topics: Topics) -> None:
        self.db = db
        self.importer = Importer(db, topics)

    async def take(self, *pieces: Piece, publish: bool = True, run: Run | None = None, **options: Any) -> Taken:
        run = run or Run("Lambdas", "channel")
        taken = await self.importer.take(pieces, publish=publish, now=START, run=run, **options)
        await self.importer.finish(run, START)
        return taken

    async def one(self, *pieces: Piece, **options: Any) -> Outcome:
        (outcome,) = (await self.take(*pieces, **options)).outcomes
        return outcome

    async def card(self, key: str = KEY) -> CardContent:
        found = await cards.by_key(self.db, key)
        assert found is not None
        return found.content

    async def draft(self, draft_id: DraftId | None) -> drafts.Draft:
        found = await drafts.load(self.db, draft_id or DraftId(0))
        assert found is not None
        return found

    async def rows(self, sql: str) -> list[dict[str, Any]]:
        return [dict(row) for row in await self.db.all(sql)]  # type: ignore[call-overload]  # sqlite3's rows are mappings


@pytest.fixture(scope="module")
def topics() -> Topics:
    return read_topics(ROOT / "content" / "topics.toml")


@pytest.fixture
def door(db: SqliteDatabase, topics: Topics) -> Door:
    return Door(db, topics)


@pytest.mark.parametrize(
    ("question", "answer", "changed"),
    [
        (QUESTION, "It looks the name up **when it is called**; default arguments are bound at once.", True),
        (QUESTION, ANSWER.replace(", not", " - not"), False),
        ("Why do all lambdas made in a loop see its last value?", ANSWER, False),
    ],
)
async def test_an_edited_post_updates_its_card_and_says_whether_the_answer_changed(
    door: Door, question: str, answer: str, *, changed: bool
) -> None:
    first = await door.one(piece(item()))
    edited = await door.one(piece(item(question, answer)))
    assert edited == Outcome("updated", first.card_id, answer_changed=changed)
    content = await door.card()
    assert (content.question, content.answer, content.key) == (question, answer, KEY)
    assert [row["revision"] for row in await door.rows("SELECT revision FROM posts ORDER BY id")] == [1, 2]
    assert await door.rows("SELECT 1 FROM cards WHERE post_id = 2") != []
    assert (await door.one(piece(item(question, answer)))).what == "repeated"
    assert len(await door.rows("SELECT 1 FROM cards")) == 1


async def test_of_several_questions_of_a_post_each_is_found_again(door: Door) -> None:
    other = item("What does functools.partial keep?", "A function and some of its arguments.")
    before = await door.take(piece(item(), other))
    changed = item("What does a functools.partial object keep of a call?", "The function and some arguments.")
    after = await door.take(piece(changed, item("Why is a lambda bound so late in a loop?", ANSWER)))
    assert [outcome.card_id for outcome in after.outcomes] == [outcome.card_id for outcome in before.outcomes][::-1]
    assert [outcome.what for outcome in after.outcomes] == ["updated", "updated"]


async def test_a_post_that_gains_a_question_gains_a_card(door: Door) -> None:
    await door.take(piece(item()))
    after = await door.take(piece(item(), item("What is a closure cell?", "The box that a name of the outside is in.")))
    assert [outcome.what for outcome in after.outcomes] == ["repeated", "published"]


async def test_what_waits_of_an_edited_post_says_what_the_post_says_now(door: Door) -> None:
    first = await door.one(piece(item()), publish=False)
    edited = await door.one(piece(item("Why are lambdas in loops bound so late?", "As names.")), publish=False)
    assert (edited.what, edited.draft_id) == ("updated", first.draft_id)
    content = (await door.draft(first.draft_id)).content
    assert (content.question, content.answer, content.key) == (
        "Why are lambdas in loops bound so late?",
        "As names.",
        KEY,
    )


async def test_fields_that_a_person_has_set_outlive_an_edit(door: Door) -> None:
    await door.take(piece(item()))

    async def change(tx: Transaction) -> None:
        found = await cards.by_key(tx, KEY)
        assert found is not None
        content = replace(found.content, answer="A person's words.", verified=True)
        await cards.update(tx, found, content, START, how="changed")

    await door.db.write(change)
    assert (await door.one(piece(item(answer="Something else.")))).what == "kept"
    edited = await door.one(piece(item("Why is a lambda in a loop bound so late?", "And else."), body="3"))
    assert edited.what == "updated"
    content = await door.card()
    assert (content.answer, content.question) == ("A person's words.", "Why is a lambda in a loop bound so late?")


async def test_what_an_editor_changed_in_a_draft_outlives_an_edit_of_its_post(door: Door) -> None:
    waiting = await door.one(piece(item()), publish=False)

    async def accept(tx: Transaction) -> None:
        assert waiting.draft_id is not None
        await drafts.edit(tx, waiting.draft_id, {"answer": "An editor's words."})
        draft = await drafts.load(tx, waiting.draft_id)
        assert draft is not None
        card_id = await cards.publish(tx, draft.content, draft.post_id, START)
        await decisions.decide(tx, draft, ALICE, "accepted", START, card_id=card_id)

    await door.db.write(accept)
    assert (await door.card()).verified
    edited = await door.one(piece(item("Why is a lambda in a loop bound so late?", "Nobody knows.")))
    assert edited.what == "updated"
    content = await door.card()
    assert (content.answer, content.verified) == ("An editor's words.", False)


async def test_an_export_from_before_an_edit_does_not_undo_it(door: Door) -> None:
    first, second = piece(item()), piece(item(answer="Names are looked up late."))
    await door.take(first)
    await door.take(second)
    assert (await door.one(first, run=Run("result.json", "file"))).what == "repeated"
    assert (await door.card()).answer == "Names are looked up late."
    assert (await door.one(first)).what == "updated", "the channel itself may take an edit back"


async def test_another_post_with_the_question_changes_nothing_but_counters(door: Door) -> None:
    first = await door.one(piece(item(likes=3)))
    again = await door.one(piece(item(answer="Otherwise.", likes=8), key="telegram:200/7"))
    assert again == Outcome("repeated", first.card_id)
    content = await door.card()
    assert (content.answer, content.likes) == (ANSWER, 8)
    assert await door.rows("SELECT revision, hotness FROM cards") == [{"revision": 1, "hotness": 8000}]


async def test_a_draft_is_worth_more_for_each_source_that_asks_the_same(door: Door) -> None:
    async def worth() -> list[Any]:
        return [*(await door.rows("SELECT repeats, worth FROM drafts"))[0].values()]

    await door.take(piece(item()), publish=False)
    repeats, before = await worth()
    other = piece(item(answer="Otherwise."), key="telegram:200/7")
    await door.take(other, publish=False)
    await door.take(other, publish=False)
    assert await worth() == [repeats + 1, before + 50]


async def test_a_question_that_waits_without_an_answer_takes_the_first_one(door: Door) -> None:
    waiting = await door.one(piece(item(answer=None), key="telegram:1/1"), publish=False)
    found = await door.one(piece(item(), key="telegram:1/2"), publish=False)
    assert found == Outcome("updated", draft_id=waiting.draft_id)
    assert (await door.draft(waiting.draft_id)).content.answer == ANSWER
    other = await door.one(piece(item(answer="Otherwise."), key="telegram:1/3"), publish=False)
    assert other == Outcome("repeated", draft_id=waiting.draft_id)


async def test_a_private_card_belongs_to_one_learner(door: Door) -> None:
    taken = await door.take(piece(item(), item("And this?", None)), publish=False, owner=ALICE)
    mine, incomplete = taken.outcomes
    assert (mine.what, incomplete) == ("published", Outcome("incomplete"))
    assert await door.rows("SELECT owner FROM cards") == [{"owner": ALICE}]
    assert await door.rows("SELECT 1 FROM drafts UNION ALL SELECT 1 FROM imports") == []
    assert await door.rows("SELECT source_key, owner FROM posts") == [
        {"source_key": f"owner:{ALICE}/telegram:100/1", "owner": ALICE}
    ]
    again = await door.take(piece(item(), item("And this?", None)), publish=False, owner=ALICE)
    assert again.outcomes[0] == Outcome("repeated", mine.card_id)
    await door.take(piece(item(), key="telegram:1/1"), publish=False, owner=LearnerId(7_002))
    public = await door.one(piece(item()))
    assert public.what == "published", "a private card is in nobody's way"
    assert len({row["key"] for row in await door.rows("SELECT key FROM cards")}) == 3
    edited = await door.one(piece(item(answer="Late.")), publish=False, owner=ALICE)
    assert (edited.what, edited.card_id) == ("updated", mine.card_id)

    async def forget(tx: Transaction) -> None:
        await personal_data.erase(tx, ALICE)

    await door.db.write(forget)
    assert (
        await door.rows("SELECT 1 FROM cards WHERE owner = 7001 UNION ALL SELECT 1 FROM posts WHERE owner = 7001") == []
    )


async def test_what_everybody_has_is_not_taken_in_for_one(door: Door) -> None:
    public = await door.one(piece(item()))
    assert await door.one(piece(item()), publish=False, owner=ALICE) == Outcome("repeated", public.card_id)
    other = await door.one(piece(item(answer="Cells hold names.")), publish=False, owner=ALICE)
    assert other.what == "published", "another answer is another card"


async def test_a_quiz_with_a_known_key_becomes_a_card_with_its_choice(door: Door) -> None:
    offered = ("The last value", "The first value", "Nothing", "An error")
    quiz = item(QUESTION, "The last value", options=Options(offered, (0,), sure=True, why="Names are looked up late."))
    await door.take(piece(quiz))
    assert (await door.card()).choice == Choice(offered[0], offered[1:], "Names are looked up late.")


async def test_a_poll_without_a_key_waits_with_its_options(door: Door) -> None:
    poll = item(QUESTION, None, options=Options(("One", "Two"), (1,)))
    outcome = await door.one(piece(poll))
    assert outcome.what == "drafted"
    draft = await door.draft(outcome.draft_id)
    assert draft.offered is not None
    assert (draft.offered.options, draft.offered.right, draft.offered.sure) == (("One", "Two"), (1,), False)


AUTHORED = Authored(
    key="late-binding",
    concept="late-binding-concept",
    key_points=(KeyPoint("looked up late", ("at the call",)),),
    misconceptions=(Misconception("It copies the value.", "It looks it up."),),
    follow_up="And a default argument?",
    hint="When?",
    choice=Choice("Late", ("Early", "Never", "Twice"), "As said."),
    references=("the language reference",),
    asked=4,
    verified=True,
    variant_group="v-lambdas",
)


async def test_a_file_made_for_cards_gives_every_field(door: Door) -> None:
    made = item(authored=AUTHORED, verified=True, source=Source(file="mine.toml"), short_answer="Late.", heat=5)
    await door.take(piece(made, key=None), name="export.json")
    content = await door.card("late-binding")
    for name in ("key", "concept", "key_points", "misconceptions", "follow_up", "hint", "choice", "references"):
        assert getattr(content, name) == getattr(AUTHORED, name), name
    assert (content.asked, content.verified, content.variant_group) == (4, True, "v-lambdas")
    changed = replace(made, answer="Only at the call.", authored=replace(AUTHORED, hint="How?"))
    assert (await door.one(piece(changed, key=None), name="other.csv")).what == "updated"
    assert ((await door.card("late-binding")).hint, (await door.card("late-binding")).verified) == ("How?", True)


async def test_a_draft_of_such_a_file_is_accepted_with_every_field(door: Door) -> None:
    outcome = await door.one(piece(item(authored=AUTHORED), key=None), publish=False)
    content = (await door.draft(outcome.draft_id)).content
    for name in (
        "key",
        "concept",
        "key_points",
        "misconceptions",
        "follow_up",
        "hint",
        "choice",
        "references",
        "asked",
    ):
        assert getattr(content, name) == getattr(AUTHORED, name), name
    assert content.variant_group == "v-lambdas"


async def test_a_key_that_fits_no_link_is_replaced(door: Door) -> None:
    await door.take(piece(item(authored=replace(AUTHORED, key="not a key!")), key=None))
    assert (await door.card()).hint == "When?"


async def test_an_answer_longer_than_anybody_reads_waits_for_a_person(door: Door) -> None:
    outcome = await door.one(piece(item(answer="Long. " * 2500)))
    assert outcome.what == "drafted"


async def test_pieces_without_keys_are_kept_one_by_one(door: Door) -> None:
    await door.take(piece(item(), key=None), piece(item("What is a cell?", "A box."), key=None), name="table.csv")
    assert [row["source_key"] for row in await door.rows("SELECT source_key FROM posts ORDER BY id")] == [
        "file:table.csv",
        "file:table.csv#2",
    ]


async def test_a_piece_of_nothing_is_not_kept(door: Door) -> None:
    junk, talk = Piece("An advert.", key="telegram:1/2"), Piece("", dropped=(Dropped("Hi!", "talk", Source("a")),))
    told: list[Dropped] = []
    taken = await door.take(junk, talk, losses=told.append)
    assert (taken.counts, [loss.reason for loss in told]) == ({"dropped": 1}, ["talk"])
    assert await door.rows("SELECT 1 FROM posts UNION ALL SELECT 1 FROM imports") == []


async def test_a_piece_that_cannot_be_stored_does_not_stop_the_rest(door: Door) -> None:
    told: list[Dropped] = []
    taken = await door.take(piece(item("Half \ud83d?")), piece(item(), key="telegram:100/2"), losses=told.append)
    assert taken.counts == {"published": 1, "dropped": 1}
    assert "half a character" in told[0].reason


async def test_a_file_that_breaks_off_leaves_what_came_before(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Iterator[Piece]:
        yield piece(item())
        raise Unreadable("breaks off at byte 20")

    monkeypatch.setattr(reading, "read_document", broken)
    document = at_hand("result.json", b"x" * 40)
    for what in ("published", "repeated"):
        taken = await door.importer.take(document, publish=True, now=START)
        assert (taken.fault, taken.counts) == ("breaks off at byte 20", {what: 1})


async def test_whoever_stops_an_import_keeps_what_was_stored(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ITEMS_A_STEP", 2)
    many = [piece(item(f"What does number {n} of {n * n} mean?"), key=f"telegram:1/{n}") for n in range(9)]

    def stop(step: Step) -> None:
        if step.done >= 4:
            raise TimeoutError

    with pytest.raises(TimeoutError):
        await door.take(*many, progress=stop)
    stored = len(await door.rows("SELECT 1 FROM cards"))
    assert 4 <= stored < 9
    taken = await door.take(*many)
    assert taken.counts["published"] == 9 - stored


async def test_a_text_of_many_cards_is_stored_in_parts_and_taken_up_again(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "STORED_AT_ONCE", 3)
    text = piece(*(item(f"What does number {n} of {n * n} mean?") for n in range(8)), key=None)
    original, calls = SqliteDatabase.write, 0

    async def failing(self: SqliteDatabase, unit: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 4:
            raise TimeoutError
        return await original(self, unit)

    monkeypatch.setattr(SqliteDatabase, "write", failing)
    with pytest.raises(TimeoutError):
        await door.take(text)
    assert 0 < len(await door.rows("SELECT 1 FROM cards")) < 8
    taken = await door.take(text)
    assert taken.counts["published"] == 8 - taken.counts["repeated"] > 0
    assert len(await door.rows("SELECT 1 FROM posts")) == 1
    assert len(await door.rows("SELECT 1 FROM cards")) == 8
    assert (await door.take(text)).counts == {"repeated": 8}


async def test_a_draft_names_the_cards_it_looks_like(door: Door) -> None:
    near = "How are lambdas in a loop bound to values?"
    await add_cards(door.db, [card(1, question=near, answer="Late."), card(2, question="What is a Kafka partition?")])
    outcome = await door.one(piece(item()), publish=False)
    assert outcome.draft_id is not None
    ((card_id, likeness),) = await lookalikes.of_draft(door.db, outcome.draft_id)
    assert (card_id, 0.5 <= likeness < 1) == (1, True)


async def test_variants_among_what_waits_and_what_is_asked_share_a_group(door: Door) -> None:
    first = await door.one(piece(item(), key="telegram:1/1"))
    second = await door.one(piece(item(QUESTION.replace("a loop", "loops")), key="telegram:1/2"), publish=False)
    third = await door.one(piece(item(f"So {QUESTION.lower()}"), key="telegram:1/3"), publish=False)
    assert (first.variant, second.variant, third.variant) == (False, True, True)
    group = (await door.card()).variant_group
    assert group is not None
    assert {(await door.draft(each.draft_id)).content.variant_group for each in (second, third)} == {group}
    assert (await door.rows("SELECT counts FROM imports ORDER BY id DESC LIMIT 1"))[0]["counts"] == json.dumps(
        {"drafted": 1, "variants": 1}
    )


async def test_questions_that_say_nothing_alone_are_told_apart_by_their_code(door: Door) -> None:
    asked = [f"What does this code print?\n\n```python\n{code}\n```" for code in ("print(1)", "print([] == ())")]
    taken = await door.take(*(piece(item(each), key=f"telegram:1/{n}") for n, each in enumerate(asked)))
    assert taken.counts == {"published": 2}
    again = await door.one(piece(item(asked[1].replace("What", "what")), key="telegram:2/1"))
    assert again == Outcome("repeated", taken.outcomes[1].card_id)


async def test_an_import_is_written_down_once_something_of_it_is_stored(door: Door) -> None:
    run = Run("two.txt", "file", LearnerId(5))
    await door.take(piece(item()), run=run)
    assert run.id is not None
    found = await imports.load(door.db, run.id)
    assert found is not None
    assert (found.kind, found.name, found.made_by, found.counts) == ("file", "two.txt", 5, {"published": 1})
    assert (found.started_at, found.finished_at) == (START, START)
    again = Run("two.txt", "file", LearnerId(5))
    await door.take(piece(item()), run=again)
    assert again.id is None
    assert await imports.latest(door.db, 5) == [found]


async def test_posts_and_cards_know_each_other(door: Door) -> None:
    outcome = await door.one(piece(item()))
    assert outcome.card_id is not None
    assert await cards.source_key(door.db, outcome.card_id) == "telegram:100/1"
    assert [each.id for each in await cards.of_post(door.db, "telegram:100/1")] == [outcome.card_id]
    assert await posts.had_text(door.db, "telegram:100/1", "another") is False
