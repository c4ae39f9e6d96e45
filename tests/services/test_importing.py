"""Import: posts become cards and drafts once, whatever is imported again, changed, renamed or broken."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.cards import CardContent, key_of_question
from bot.domain.ids import ConceptId, LearnerId
from bot.domain.learners import Learner
from bot.domain.memory import Rating, rate
from bot.domain.topics import Topics
from bot.parsing import PARSER_VERSION, Document, Piece, at_hand, read_document
from bot.parsing.topics import read_topics
from bot.services import importing, reading
from bot.services.importing import Importer, Step, Taken
from bot.settings import ROOT
from bot.storage import cards, learners, memories
from bot.storage.database import Transaction
from bot.storage.revisions import How
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, add_cards, card
from tests.taking import take_texts

QUESTION = "Why does an asyncio task that nobody keeps a reference to sometimes never finish?"
SHORT = "The event loop holds tasks by weak references only."
FULL = "The garbage collector may take a task in the middle of its work. Keep it in a set, or use a TaskGroup."
KEY = key_of_question("en", QUESTION)
ARTICLE = ROOT / "seeds" / "en" / "article_tenfold.txt"


def post(question: str = QUESTION, full: str = FULL, likes: int | None = None) -> str:
    counter = f"\n\n👍{likes}" if likes is not None else ""
    return f"{question}\n\nShort answer:\n{SHORT}\n\nFull answer:\n{full}{counter}\n"


class Imports:
    """An importer over a database, and what it holds."""

    def __init__(self, db: SqliteDatabase, topics: Topics) -> None:
        self.db = db
        self._topics = topics

    async def take(self, *, publish: bool = True, **texts: str) -> dict[str, Taken]:
        return await self.take_files({f"posts/{name}.txt": text for name, text in texts.items()}, publish=publish)

    async def take_files(self, texts: Mapping[str, str], *, publish: bool = True) -> dict[str, Taken]:
        taken = await take_texts(self.db, self._topics, texts, publish=publish, now=START)
        return {Path(name).stem: each for name, each in taken.items()}

    async def rows(self, sql: str) -> list[dict[str, Any]]:
        return [{name: row[name] for name in row.keys()} for row in await self.db.all(sql)]  # type: ignore[attr-defined]  # noqa: SIM118 - sqlite3.Row is no mapping

    async def card(self, key: str = KEY) -> CardContent:
        found = await cards.by_key(self.db, key)
        assert found is not None
        return found.content

    async def revisions(self) -> list[int]:
        return [row["revision"] for row in await self.rows("SELECT revision FROM cards ORDER BY id")]

    async def change(self, *contents: CardContent, how: How = "imported") -> None:
        """As an editor would."""

        async def unit(tx: Transaction) -> None:
            for content in contents:
                found = await cards.by_key(tx, content.key)
                assert found is not None
                await cards.update(tx, found, content, START, how=how)

        await self.db.write(unit)


@pytest.fixture(scope="module")
def topics() -> Topics:
    return read_topics(ROOT / "content" / "topics.toml")


@pytest.fixture
def imports(db: SqliteDatabase, topics: Topics) -> Imports:
    return Imports(db, topics)


async def test_a_complete_card_is_published_where_that_is_asked(imports: Imports) -> None:
    taken = await imports.take(one=post(likes=7))
    assert taken["one"].counts["published"] == 1
    content = await imports.card()
    assert (content.question, content.short_answer, content.lang, content.topic) == (QUESTION, SHORT, "en", "asyncio")
    assert (content.likes, content.verified, content.source.file) == (7, False, "posts/one.txt")
    assert FULL in content.answer
    assert await imports.rows("SELECT 1 FROM drafts") == []


async def test_otherwise_it_waits_for_a_person(imports: Imports) -> None:
    taken = await imports.take(one=post(), publish=False)
    assert taken["one"].counts["drafted"] == 1
    (draft,) = await imports.rows("SELECT key, kind, state, question, proposal FROM drafts")
    assert (draft["key"], draft["kind"], draft["state"], draft["question"]) == (KEY, "qa", "waiting", QUESTION)
    assert json.loads(draft["proposal"])["short_answer"] == SHORT
    assert await imports.rows("SELECT 1 FROM cards") == []


async def test_the_post_is_kept_as_it_came(imports: Imports) -> None:
    await imports.take(one=post())
    assert await imports.rows("SELECT source_key, revision, body, parser_version FROM posts") == [
        {"source_key": "file:posts/one.txt", "revision": 1, "body": post(), "parser_version": PARSER_VERSION}
    ]


async def test_questions_without_answers_wait_even_then_and_know_their_outline(imports: Imports) -> None:
    text = ARTICLE.read_text("utf-8")
    taken = await imports.take(article=text)
    assert taken["article"].counts["published"] == 0
    outlines = await imports.rows("SELECT id, chapters FROM outlines")
    drafts = await imports.rows("SELECT outline_id, context FROM drafts WHERE kind = 'draft' AND state = 'waiting'")
    assert len(outlines) == 1
    assert drafts
    assert {draft["outline_id"] for draft in drafts} == {outlines[0]["id"]}
    chapters = {chapter["title"] for chapter in json.loads(outlines[0]["chapters"])}
    assert {draft["context"] for draft in drafts} <= chapters


async def test_what_was_left_waiting_is_published_by_a_later_import(imports: Imports) -> None:
    await imports.take(one=post(), publish=False)
    taken = await imports.take(one=post())
    assert taken["one"].counts["published"] == 1
    (draft,) = await imports.rows("SELECT state, card_id FROM drafts")
    (stored,) = await imports.rows("SELECT id FROM cards")
    assert draft == {"state": "published", "card_id": stored["id"]}
    assert len(await imports.rows("SELECT 1 FROM posts")) == 1
    assert (await imports.take(one=post()))["one"].unchanged


async def test_a_changed_answer_updates_the_card_and_memories_stay(imports: Imports) -> None:
    await imports.take(one=post())
    before = (await imports.rows("SELECT id, concept_id FROM cards"))[0]
    concept = ConceptId(before["concept_id"])
    learner = Learner(LearnerId(5), "en", ("en",), "UTC", 2, 10, 0.9, None, START)
    memory = rate(None, Rating.GOOD, now=START, day=100, seed=(5, concept))

    async def practise(tx: Transaction) -> None:
        await learners.store(tx, learner)
        await memories.replace(tx, learner.id, concept, None, memory)

    await imports.db.write(practise)
    taken = await imports.take(one=post(full="Something took the task: the garbage collector."))
    assert taken["one"].counts["updated"] == 1
    after = (await imports.rows("SELECT id, concept_id, revision, answer FROM cards"))[0]
    assert (after["id"], after["concept_id"], after["revision"]) == (before["id"], before["concept_id"], 2)
    assert "Something took the task" in after["answer"]
    assert await memories.load(imports.db, learner.id, concept) == memory
    assert [row["revision"] for row in await imports.rows("SELECT revision FROM posts ORDER BY id")] == [1, 2]
    found = await imports.rows("SELECT COUNT(*) AS n FROM card_words WHERE card_words MATCH 'someth'")
    assert found == [{"n": 1}]


async def test_a_change_that_is_taken_back_is_taken_back(imports: Imports) -> None:
    await imports.take(one=post())
    await imports.take(one=post(full="Nobody knows."))
    taken = await imports.take(one=post())
    assert taken["one"].counts["updated"] == 1
    assert FULL in (await imports.card()).answer
    assert await imports.revisions() == [3]


async def test_a_verified_card_is_never_overwritten(imports: Imports) -> None:
    await imports.take(one=post())
    checked = replace(await imports.card(), answer="What an editor wrote.", verified=True)
    await imports.change(checked)
    taken = await imports.take(one=post(full="Something else."))
    assert (taken["one"].counts["repeated"], taken["one"].counts["updated"]) == (1, 0)
    assert await imports.card() == checked


async def test_what_an_editor_added_survives_an_update(imports: Imports) -> None:
    await imports.take(one=post(likes=50))
    await imports.change(replace(await imports.card(), hint="Who holds it?", level="middle"))
    await imports.take(one=post(full="Nobody knows.", likes=3))
    content = await imports.card()
    assert (content.hint, content.level) == ("Who holds it?", "middle")
    assert content.likes == 50, "an older copy of a post has fewer likes"


async def test_a_retired_question_does_not_come_back(imports: Imports) -> None:
    await imports.take(one=post())

    async def retire(tx: Transaction) -> None:
        await tx.run("UPDATE cards SET retired_at = 1")

    await imports.db.write(retire)
    for publish in (True, False):
        taken = await imports.take(one=post(full=f"Again, {publish}."), publish=publish)
        assert taken["one"].counts == {"repeated": 1}
    assert await imports.rows("SELECT 1 FROM drafts") == []
    assert await cards.by_key(imports.db, KEY) is None


async def test_another_file_with_the_question_changes_nothing(imports: Imports) -> None:
    await imports.take(one=post())
    taken = await imports.take(other=post(full="Somebody else's opinion."))
    assert taken["other"].counts == {"repeated": 1}
    assert FULL in (await imports.card()).answer


async def test_a_file_reached_through_another_folder_is_still_the_same(imports: Imports) -> None:
    await imports.take(one=post())
    changed = post(full="Nobody knows.")
    taken = await imports.take_files({"archive/posts/one.txt": changed})
    assert taken["one"].counts["updated"] == 1
    taken = await imports.take_files({"one.txt": post(full="Somebody knows.")})
    assert taken["one"].counts["updated"] == 1
    taken = await imports.take_files({"another_one.txt": changed + "\n"})
    assert taken["another_one"].counts["repeated"] == 1


async def test_a_renamed_file_is_known_by_its_text(imports: Imports) -> None:
    await imports.take(one=post())
    assert (await imports.take(renamed=post()))["renamed"].unchanged


async def test_a_question_that_differs_in_punctuation_is_the_same_card(imports: Imports) -> None:
    await imports.take(one=post())
    taken = await imports.take(other=post(question=QUESTION.replace("?", " ?")))
    assert taken["other"].counts["repeated"] == 1
    assert len(await imports.rows("SELECT 1 FROM cards")) == 1


async def test_two_answers_to_one_question_in_one_import_make_one_card_for_good(
    imports: Imports, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"{post()}\n\n\n{post(full='Another answer: keep the task in a set, and discard it there when it is done.')}"
    taken = await imports.take(one=text)
    assert (taken["one"].counts["published"], taken["one"].counts["repeated"]) == (1, 1)
    monkeypatch.setattr(importing, "PARSER_VERSION", PARSER_VERSION + 1)
    await imports.take(one=text)
    assert await imports.revisions() == [1]
    assert FULL in (await imports.card()).answer


async def test_a_better_parser_takes_known_texts_again_without_doubling(
    imports: Imports, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {"one.txt": post(), "article.txt": ARTICLE.read_text("utf-8")}
    await imports.take_files(texts)
    everything = ("SELECT * FROM cards", "SELECT * FROM drafts", "SELECT * FROM outlines")
    before = [await imports.rows(sql) for sql in everything]
    monkeypatch.setattr(importing, "PARSER_VERSION", PARSER_VERSION + 1)
    taken = await imports.take_files(texts)
    assert not any(each.unchanged for each in taken.values())
    assert not any(each.counts[done] for each in taken.values() for done in ("published", "updated", "drafted"))
    after = [await imports.rows(sql) for sql in everything]
    assert after == before
    posts = await imports.rows("SELECT revision, parser_version FROM posts")
    assert posts == [{"revision": 1, "parser_version": PARSER_VERSION + 1}] * 2
    assert all(each.unchanged for each in (await imports.take_files(texts)).values())


async def test_a_better_parser_mends_the_answers_it_had_cut(imports: Imports, monkeypatch: pytest.MonkeyPatch) -> None:
    def cutting(document: Document, topics: Topics) -> Iterator[Piece]:
        for piece in read_document(document, topics):
            yield replace(piece, items=tuple(replace(item, answer="Cut.") for item in piece.items))

    with monkeypatch.context() as worse:
        worse.setattr(reading, "read_document", cutting)
        await imports.take(one=post())
    monkeypatch.setattr(importing, "PARSER_VERSION", PARSER_VERSION + 1)
    assert (await imports.take(one=post()))["one"].counts["updated"] == 1
    assert FULL in (await imports.card()).answer
    assert await imports.revisions() == [2]


async def test_a_waiting_draft_says_what_its_post_says_now(imports: Imports) -> None:
    await imports.take(one=post(), publish=False)
    taken = await imports.take(one=post(full="Nobody knows."), publish=False)
    assert taken["one"].counts["updated"] == 1
    taken = await imports.take(other=post(full="Somebody else's opinion."), publish=False)
    assert taken["other"].counts["repeated"] == 1
    (draft,) = await imports.rows("SELECT proposal FROM drafts")
    assert "Nobody knows." in json.loads(draft["proposal"])["answer"]


async def test_a_draft_that_was_rejected_stays_as_it_is(imports: Imports) -> None:
    await imports.take(one=post(), publish=False)

    async def reject(tx: Transaction) -> None:
        await tx.run("UPDATE drafts SET state = 'rejected'")

    await imports.db.write(reject)
    before = await imports.rows("SELECT * FROM drafts")
    taken = await imports.take(one=post(full="Nobody knows."), publish=False)
    assert taken["one"].counts["repeated"] == 1
    assert await imports.rows("SELECT * FROM drafts") == before


async def test_a_variant_that_comes_later_joins_the_stored_card(imports: Imports) -> None:
    await imports.take(one=post())
    assert (await imports.card()).variant_group is None
    other = QUESTION.replace("an asyncio task", "some asyncio task")
    await imports.take(two=post(question=other, full=f"In short: {FULL}"))
    group = (await imports.card()).variant_group
    assert group is not None
    assert (await imports.card(key_of_question("en", other))).variant_group == group
    assert await imports.revisions() == [1, 1]


async def test_a_group_that_a_person_made_is_not_undone(imports: Imports) -> None:
    await add_cards(imports.db, [card(1, variant_group="by-hand"), card(2, variant_group="by-hand")])
    await imports.take(one=post())
    groups = await imports.rows("SELECT variant_group FROM concepts WHERE variant_group IS NOT NULL")
    assert groups == [{"variant_group": "by-hand"}] * 2


async def test_a_stored_card_stays_in_the_group_that_a_person_put_it_into(imports: Imports) -> None:
    await imports.take(one=post())
    (stored,) = [row["id"] for row in await imports.rows("SELECT id FROM concepts")]
    await add_cards(imports.db, [card(1, variant_group="by-hand")])

    async def merge(tx: Transaction) -> None:
        await cards.set_variant_group(tx, stored, "by-hand")

    await imports.db.write(merge)
    alike = [QUESTION.replace("an asyncio task", f"{some} asyncio task") for some in ("some", "any")]
    await add_cards(imports.db, [card(2, question=alike[0], answer=FULL, variant_group="by-hand too")])
    await imports.take(two=post(question=alike[1], full=f"In short: {FULL}"))
    rows = await imports.rows("SELECT variant_group FROM concepts ORDER BY id")
    groups = [row["variant_group"] for row in rows]
    assert groups[:3] == ["by-hand", "by-hand", "by-hand too"]
    assert groups[3] in ("by-hand", "by-hand too")


@pytest.mark.parametrize("again", ["the same text", "a changed post"])
async def test_what_an_editor_changed_outlives_another_import_of_its_post(
    imports: Imports, monkeypatch: pytest.MonkeyPatch, again: str
) -> None:
    await imports.take(one=post())
    topic, answer = "databases", (await imports.card()).answer
    await imports.change(replace(await imports.card(), topic=topic), how="changed")
    monkeypatch.setattr(importing, "PARSER_VERSION", PARSER_VERSION + 1)
    text = post() if again == "the same text" else post(full="Something else.")
    taken = await imports.take(one=text)
    assert (taken["one"].counts["kept"], taken["one"].counts["updated"]) == (
        (1, 0) if again == "the same text" else (0, 1)
    )
    found = await imports.card()
    assert found.topic == topic
    assert (found.answer == answer) == (again == "the same text")
    await imports.change(replace(found, answer="A person's own.", verified=True), how="changed")
    taken = await imports.take(one=post(full="And changed once more."))
    assert +taken["one"].counts == {"kept": 1}
    after = await imports.card()
    assert (after.answer, after.topic) == ("A person's own.", topic)
    history = await imports.rows("SELECT how, changed_by FROM card_revisions ORDER BY revision")
    people = [row["how"] for row in history]
    assert people == ["changed", *(["imported"] if again == "a changed post" else []), "changed"]


async def test_a_parser_that_breaks_leaves_what_was_stored_before_and_nothing_half_done(
    imports: Imports, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking(document: Document, topics: Topics) -> Iterator[Piece]:
        if "two" in document.name:
            raise RecursionError
        return read_document(document, topics)

    monkeypatch.setattr(reading, "read_document", breaking)
    with pytest.raises(RecursionError):
        await imports.take(one=post(), two="poison")
    for table in ("posts", "cards", "concepts", "import_files"):
        assert len(await imports.rows(f"SELECT 1 FROM {table}")) == 1, table  # noqa: S608 - named here


async def test_progress_is_told_in_bytes(imports: Imports, topics: Topics) -> None:
    told: list[Step] = []
    text = post().encode()
    importer = Importer(imports.db, topics)
    taken = await importer.take(at_hand("a.txt", text), publish=True, now=START, progress=told.append)
    assert (told[-1].done, {step.of for step in told}) == (len(text), {len(text)})
    assert told[-1].counts == taken.counts
