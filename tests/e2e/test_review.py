"""/review: editors decide on waiting drafts, each draft in one pair of hands. Nobody else learns of it."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from bot.parsing.topics import read_topics
from bot.playground.person import Person
from bot.settings import ROOT
from bot.storage.opening import open_database
from tests.conftest import World, card
from tests.taking import take_texts

OLGA, OTTO = 77_001, 77_002
QUESTION = "Why does an asyncio task that nobody keeps a reference to sometimes never finish?"
OTHER = "How does a database index make a query of one row faster?"
LAST = "What does a circuit breaker do between two services?"
SHORT = "The event loop holds tasks by weak references only."
FULL = "The garbage collector may take a task in the middle of its work. Keep it in a set."
NOTHING = "No draft is waiting."


def post(question: str = QUESTION, full: str = FULL, likes: int | None = None) -> str:
    counter = f"\n\n👍{likes}" if likes is not None else ""
    return f"{question}\n\nShort answer:\n{SHORT}\n\nFull answer:\n{full}{counter}\n"


async def take(world: World, *texts: str, publish: bool = False) -> None:
    """Import posts while the bot does not run."""
    named = {f"posts/{number}.txt": text for number, text in enumerate(texts)}
    await take_named(world, named, publish=publish)


async def take_named(world: World, texts: Mapping[str, str], *, publish: bool = False) -> None:
    settings = world.settings
    topics = read_topics(ROOT / "content" / "topics.toml")
    async with open_database(settings.database_path, backups=settings.backup_dir, now=world.clock()) as db:
        await take_texts(db, topics, texts, publish=publish, now=world.clock())


async def editor(world: World, user_id: int = OLGA, language: str = "en") -> Person:
    name = "Olga" if user_id == OLGA else "Otto"
    person = world.server.person(name, language_code=language, user_id=user_id)
    await person.send("/start")
    return person


async def begin(world: World, *texts: str) -> Person:
    """An editor with the first draft before her."""
    await take(world, *(texts or (post(),)))
    await world.start(admin_ids=(OLGA, OTTO))
    olga = await editor(world)
    await olga.send("/review")
    return olga


def drafts(world: World) -> list[dict[str, Any]]:
    return world.rows("SELECT * FROM drafts ORDER BY id")


def states(world: World) -> list[str]:
    return [row["state"] for row in drafts(world)]


def live(world: World) -> list[str]:
    return [row["question"] for row in world.rows("SELECT question FROM cards WHERE retired_at IS NULL ORDER BY id")]


def labels(person: Person) -> list[str]:
    return [label for row in person.screen.buttons for label in row]


async def test_a_draft_is_shown_as_learners_would_see_it_and_accepted(world: World) -> None:
    olga = await begin(world, post(likes=7), post(OTHER))
    shown = olga.screen.text
    assert shown.startswith("Draft. Waiting in all: 2\nLanguage: English")
    assert labels(olga) == ["Accept", "Edit", "Merge", "Reject", "Skip", "Original", "Imports"]
    await olga.press("Accept")
    assert olga.screen.text.startswith("Published: learners will meet this card.\n\nDraft. Waiting in all: 1")
    assert OTHER in olga.screen.text
    assert live(world) == [QUESTION]
    assert states(world) == ["published", "waiting"]
    alice = world.person("Alice")
    await alice.send("/start")
    await alice.press("Show answer")
    learned = alice.screen.text
    assert shown.endswith(learned)
    assert "7 likes" in learned
    assert "unverified" not in learned


async def test_the_post_and_the_parsers_reasons_stand_beside_it(world: World) -> None:
    olga = await begin(world)
    proposal = json.loads(drafts(world)[0]["proposal"])
    await olga.press("Original")
    told = olga.screen.text
    assert told.startswith(f"Confidence of the parser: {round(100 * proposal['confidence'])}%\n• ")
    assert "The post: posts/0.txt, from line 1 of" in told
    assert told.endswith(post().strip())
    await olga.press("Accept")
    assert states(world) == ["published"]


@pytest.mark.parametrize(("language", "said"), [("ru", "Уверенность парсера"), ("zh", "解析可信度")])
async def test_reasons_are_in_the_words_of_the_editor(world: World, language: str, said: str) -> None:
    await take(world, post())
    await world.start(admin_ids=(OLGA,))
    olga = await editor(world, language=language)
    await olga.send("/review")
    await olga.press({"ru": "Исходный пост", "zh": "原文"}[language])
    assert olga.screen.text.startswith(said)
    reasons = [line for line in olga.screen.text.splitlines() if line.startswith("•")]
    assert reasons
    assert all(not line[2:].isascii() for line in reasons)


async def test_a_long_post_is_shown_around_the_question_and_sent_whole(world: World) -> None:
    olga = await begin(world, post(full="A sentence about tasks that takes its time. " * 300))
    assert len(olga.screens) > 3
    await olga.press("Original")
    (sent,) = world.server.ledger.calls("sendDocument")
    assert sent.chat_id == olga.id
    assert any(each.text.endswith("…") and "The post:" in each.text for each in olga.screens)
    await olga.press("Accept")
    assert live(world) == [QUESTION]


async def test_hostile_text_and_code_are_shown_and_published_as_they_are(world: World) -> None:
    question = "Why is List<String> & <b>bold</b> not the same as [x](https://example.com/?a=1&b=2) in asyncio?"
    answer = "Because </pre> <script>alert(1)</script> & \u202e.\n\n```python\nawait asyncio.sleep(0)  # <b>\n```\n"
    olga = await begin(world, post(question, answer))
    shown = olga.screen.text
    assert "List<String>" in shown
    assert "await asyncio.sleep(0)  # <b>" in shown
    await olga.press("Original")
    assert "<script>alert(1)</script>" in olga.screen.text
    await olga.press("Merge")
    await olga.press("Back")
    await olga.press("Accept")
    assert len(live(world)) == 1


async def test_nothing_waits_is_said(world: World) -> None:
    await world.start(admin_ids=(OLGA,))
    olga = await editor(world)
    await olga.send("/review")
    assert (olga.screen.text, olga.screen.buttons) == (NOTHING, [])


async def test_every_draft_of_the_projects_own_posts_can_be_gone_through_in_order(world: World) -> None:
    files = sorted((ROOT / "seeds").rglob("*.txt"))
    await take_named(world, {each.relative_to(ROOT).as_posix(): each.read_text("utf-8") for each in files})
    await world.start(admin_ids=(OLGA,))
    olga = await editor(world)
    await olga.send("/review")
    waiting = world.rows("SELECT * FROM drafts WHERE kind <> 'outline' ORDER BY worth DESC, created_at, post_id, id")
    assert len(waiting) > 60
    world.server.limit(None)
    for number, row in enumerate(waiting):
        (held,) = world.rows("SELECT id, kind FROM drafts WHERE claimed_by = ?", OLGA)
        assert held["id"] == row["id"]
        assert any(f"Waiting in all: {len(waiting) - number}" in each.text for each in olga.screens)
        assert ("Accept" in labels(olga)) == (row["kind"] != "draft")
        await olga.press("Accept" if row["kind"] != "draft" else "Reject")
    assert olga.screen.text.endswith(NOTHING)
    complete = sum(row["kind"] != "draft" for row in waiting)
    assert len(live(world)) == complete


def unanswered() -> str:
    """An article's outline: its headings are questions without answers."""
    return (ROOT / "seeds" / "en" / "article_tenfold.txt").read_text("utf-8")


async def test_a_draft_without_an_answer_can_be_accepted_only_once_it_has_one(world: World) -> None:
    olga = await begin(world, unanswered())
    assert "Not complete yet" in olga.screen.text
    assert "Accept" not in labels(olga)
    (held,) = world.rows("SELECT * FROM drafts WHERE claimed_by = ?", OLGA)
    world.server.telegram.press(olga.user, olga.messages[-1], f"rv:{held['id']}:{held['version']}:accept")
    await world.server.settle()
    assert olga.toast.startswith("Without a question and an answer")
    await olga.press("Edit")
    await olga.press("Answer")
    await olga.send("It is *twelve* and `2 * 6`.")
    assert olga.screen.text.startswith("Changed.\n\nDraft.")
    assert "It is *twelve* and `2 * 6`." in olga.screen.text
    assert "Accept" in labels(olga)
    await olga.press("Accept")
    assert live(world) == [held["question"]]


async def test_every_field_can_be_edited_and_all_of_it_taken_back(world: World) -> None:
    olga = await begin(world)
    before = olga.screen.text
    await olga.press("Edit")
    await olga.press("Question")
    await olga.send("Why is <b> **never** _finished_?")
    await world.restart()
    for field, choice in (("Topic", "Git and releases"), ("Level", "senior"), ("Language", "Russian")):
        await olga.press("Edit")
        await olga.press(field)
        await olga.press(choice)
    shown = olga.screen.text
    assert "Language: Russian" in shown
    assert "Git and releases · senior" in shown
    assert "Why is <b> **never** _finished_?" in shown
    await olga.press("Edit")
    await olga.press("Take all changes back")
    assert olga.screen.text.removeprefix("Changed.\n\n") == before
    for text in (shown, before):
        await world.restart()
        await olga.press("Edit")
        await olga.tap_twice("Undo the last change")
        assert olga.screen.text == (text if text == shown else f"Changed.\n\n{before}")
    await olga.press("Edit")
    await olga.press("Topic")
    await olga.press("No topic")
    await olga.press("Accept")
    (stored,) = world.rows("SELECT * FROM cards")
    assert (stored["question"], stored["topic"], stored["lang"]) == (QUESTION, None, "en")


async def test_what_is_no_question_is_refused_and_asked_for_again(world: World) -> None:
    olga = await begin(world)
    await olga.press("Edit")
    await olga.press("Question")
    await olga.send("x" * 1501)
    assert olga.screen.text.startswith("The question has 1,501 characters")
    await olga.send("\u200b")
    assert olga.screen.text == "That is empty. Send it as text."
    await olga.send("A better question?")
    assert "A better question?" in olga.screen.text
    await olga.send("And something else")
    assert olga.screen.text.startswith("I do not understand that.")


async def test_a_picture_or_an_album_where_text_is_asked_for_is_answered_once_and_nothing_is_lost(
    world: World,
) -> None:
    olga = await begin(world)
    await olga.press("Edit")
    await olga.press("Answer")
    files = [world.server.telegram.add_file(name, b"x") for name in ("a.txt", "b.txt", "c.txt")]
    answers = len(world.server.ledger.calls("sendMessage"))
    for caption, said in (("", "Please send it as text."), ("Read this.", "A card is text alone")):
        olga.client.send_files(olga.chat, files, caption=caption)
        await world.server.settle()
        answers += 1
        assert len(world.server.ledger.calls("sendMessage")) == answers
        assert olga.screen.text.startswith(said)
    await olga.send("A better answer.")
    assert olga.screen.text.startswith("Changed.")
    assert "A better answer." in olga.screen.text


async def test_an_answer_cut_in_two_by_telegram_is_one_answer(world: World) -> None:
    olga = await begin(world)
    await olga.press("Edit")
    await olga.press("Answer")
    await olga.send("first " * 650)
    await olga.send("and the rest")
    await olga.send("not any more")
    await olga.press("Accept")
    (stored,) = world.rows("SELECT answer, short_answer FROM cards")
    assert stored["answer"].startswith("first first")
    assert stored["answer"].endswith("and the rest")
    assert stored["short_answer"] is None


async def test_a_rejected_draft_never_comes_again_whatever_is_imported(world: World) -> None:
    olga = await begin(world)
    await olga.press("Reject")
    assert olga.screen.text == f"Rejected: it will not come again.\n\n{NOTHING}"
    await world.stop()
    await take(world, post())
    await take(world, post(full=f"{FULL} And more."))
    await take(world, post(full=f"{FULL} And more."), publish=True)
    await world.start()
    await olga.send("/review")
    assert olga.screen.text == NOTHING
    assert live(world) == []


async def test_a_skipped_draft_comes_again_after_the_others(world: World) -> None:
    olga = await begin(world, post(), post(OTHER), post(LAST))
    for question in (QUESTION, OTHER, LAST, QUESTION, OTHER):
        assert question in olga.screen.text
        await olga.press("Skip")
    assert LAST in olga.screen.text


async def test_skipping_the_only_draft_says_that_there_is_no_other(world: World) -> None:
    olga = await begin(world)
    await olga.press("Skip")
    assert olga.screen.text.startswith("Skipped, but no other draft is free.")
    await olga.press("Accept")
    assert live(world) == [QUESTION]


async def test_an_edited_question_that_a_card_has_already_is_refused(world: World) -> None:
    await world.publish(card(1, question=OTHER))
    olga = await begin(world)
    await olga.press("Edit")
    await olga.press("Question")
    await olga.send(OTHER)
    await olga.press("Accept")
    assert olga.toast.startswith("A card with exactly this question exists already.")
    assert states(world) == ["waiting"]


async def test_others_get_what_any_unknown_command_or_button_gets(world: World) -> None:
    olga = await begin(world)
    held = drafts(world)[0]
    eve = world.person("Eve")
    await eve.send("/review")
    assert eve.screen.text == "Press /start first."
    await eve.send("/start")
    await eve.send("/nosuchthing")
    unknown = eve.screen.text
    await eve.send("/review")
    assert eve.screen.text == unknown
    for data in (
        *(f"rv:{held['id']}:{held['version']}:{act}" for act in ("accept", "reject", "skip", "edit", "original")),
        f"rf:{held['id']}:{held['version']}:question:",
        f"rm:{held['id']}:{held['version']}:1",
        "ru:1",
    ):
        world.server.telegram.press(eve.user, eve.chat.visible()[-1], data)
        await world.server.settle()
        assert eve.toast.startswith("This button is too old to work.")
    assert drafts(world)[0] == held
    await eve.send("/help")
    assert "/review" not in eve.screen.text
    await olga.send("/help")
    assert "/review" in olga.screen.text


async def test_an_editor_who_is_none_any_more_can_do_nothing(world: World) -> None:
    olga = await begin(world)
    await olga.press("Edit")
    await olga.press("Answer")
    await world.stop()
    await world.start(admin_ids=(OTTO,))
    await olga.send("A new answer")
    assert olga.screen.text.startswith("I do not understand that.")
    assert world.rows("SELECT * FROM conversations") == []
    await olga.press("Accept")
    assert olga.toast.startswith("This button is too old to work.")
    assert states(world) == ["waiting"]
    assert live(world) == []


async def test_forget_lets_go_of_the_draft_and_of_the_decisions(world: World) -> None:
    olga = await begin(world, post(), post(OTHER))
    await olga.press("Reject")
    await olga.send("/forget")
    await olga.press("Erase everything")
    assert [row["claimed_by"] for row in drafts(world)] == [None, None]
    assert world.rows("SELECT * FROM decisions") == []
    assert states(world) == ["rejected", "waiting"]
