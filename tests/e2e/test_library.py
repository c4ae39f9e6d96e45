"""/topics, study paths, /search."""

import json

import pytest

from bot.domain.cards import CardContent
from bot.playground.person import Person
from tests.conftest import World, card


async def begin(world: World, *contents: CardContent, language: str = "en") -> Person:
    await world.publish(*contents)
    await world.start()
    alice = world.person("Alice", language)
    await alice.send("/start")
    return alice


def found(person: Person) -> list[str]:
    return [row[0] for row in person.screen.buttons]


async def test_topics_are_counted_in_the_learners_languages(world: World) -> None:
    alice = await begin(
        world, card(1), card(2), card(3, topic="git"), card(4, topic=None), card(5, "ru"), card(6, topic="nonsense")
    )
    await alice.send("/topics")
    assert alice.screen.text == "Topics\nOther · 2"
    assert found(alice) == ["asyncio and event loops · 2", "Git and releases · 1"]
    await alice.press("Git")
    assert "question number 3" in alice.screen.text


async def test_without_cards_there_are_no_topics(world: World) -> None:
    alice = await begin(world, card(1, "ru"))
    await alice.send("/topics")
    assert alice.screen.text == "There are no cards in your languages yet."


@pytest.mark.parametrize(
    ("lang", "question", "words"),
    [
        ("en", "How do coroutines share one event loop?", "coroutine loop"),
        ("en", "What does `functools.lru_cache` keep alive?", "lru_cache"),
        ("en", "Why is C++ faster here?", "c++"),
        ("ru", "Чем отличаются потоки от процессов?", "поток процесс"),
        ("ru", "Что ещё хранит счётчик ссылок?", "СЧЕТЧИКИ ссылки"),
        ("zh", "为什么事件循环会被阻塞？", "事件循环"),
        ("zh", "GIL 是什么？", "ＧＩＬ"),
    ],
)
async def test_words_are_found_in_any_form(world: World, lang: str, question: str, words: str) -> None:
    other = card(2, lang, topic="git")  # type: ignore[arg-type]  # one of the three
    alice = await begin(world, card(1, lang, question=question), other, language=lang)  # type: ignore[arg-type]  # one of the three
    await alice.send(f"/search {words}")
    assert len(found(alice)) == 1
    await alice.press(found(alice)[0])
    assert question.replace("`", "") in alice.screen.text
    await world.restart()
    before = len(alice.screens)
    await alice.press(alice.screens[-2].buttons[0][0])
    assert len(alice.screens) == before + 1


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("memory", "утечка памяти"),
        ("memory", "memory leak"),
        ("memory", "内存泄漏"),
        ("caching", "кэширование"),
        ("caching", "缓存"),
        ("caching", "Кэширов"),
        ("kubernetes", "Kubernetes"),
        ("design", "系统设计"),
    ],
)
async def test_a_topics_name_in_any_language_finds_its_cards(world: World, topic: str, words: str) -> None:
    alice = await begin(world, card(1, topic=topic), card(2, topic="django"), card(3, topic=None))
    await alice.send(f"/search {words}")
    assert found(alice) == ["What is the answer to question number 1 (en)?"]


async def test_cards_of_a_topic_come_after_those_that_hold_the_words_the_hottest_first(world: World) -> None:
    alice = await begin(
        world,
        card(1, topic="git", likes=1),
        card(2, topic="git", likes=9),
        card(3, topic=None, question="Who cuts releases?"),
        card(4, topic="git", question="How is Git used for releases?"),
        card(5, "ru", topic="git"),
        *(card(number, topic="django", question=f"Is release {number} of Django out?") for number in range(6, 9)),
    )
    await alice.send("/search git releases")
    assert found(alice) == [
        "How is Git used for releases?",
        "What is the answer to question number 2 (en)?",
        "What is the answer to question number 1 (en)?",
    ]
    await alice.send("/search git gzip")
    assert "Nothing found" in alice.screen.text


async def test_a_topic_adds_no_more_cards_than_fit(world: World) -> None:
    alice = await begin(world, *(card(number, topic="git") for number in range(20)))
    await alice.send("/search git")
    assert len(found(alice)) == 8


async def test_the_search_shows_code_words_without_marks_on_buttons(world: World) -> None:
    alice = await begin(world, card(1, question="What is a `dict` of **lists**?"))
    await alice.send("/search dict")
    assert found(alice) == ["What is a dict of lists?"]


async def test_a_search_without_words_says_how(world: World) -> None:
    alice = await begin(world, card(1))
    await alice.send("/search")
    assert alice.screen.text == "Send the words after the command, such as /search event loop."


@pytest.mark.parametrize(
    "words", ['"', "AND OR NOT", "a* NEAR(b, 3)", "'; DROP TABLE cards; --", "<b>&", "🙂", "%", "(" * 300]
)
async def test_signs_in_a_search_are_only_signs(world: World, words: str) -> None:
    alice = await begin(world, card(1))
    await alice.send(f"/search {words}")
    assert alice.screen.text.startswith("Nothing found for “")


async def test_a_study_path_appears_once_its_questions_have_answers(world: World) -> None:
    await world.change(
        "INSERT INTO posts (id, source_key, revision, digest, body, parser_version, taken_at)"
        " VALUES (1, 'k', 1, 'd', 'b', 1, 0)"
    )
    await world.change(
        "INSERT INTO outlines (id, key, post_id, lang, title, chapters, created_at)"
        " VALUES (7, 'path', 1, 'en', 'Ready for <senior>', ?, 0)",
        json.dumps([{"title": "Locks & queues"}, {"title": "GIL"}]),
    )
    cards = [card(number) for number in (1, 2)]
    (first, second) = await world.publish(*cards)
    for card_id, content, chapter in ((first, cards[0], "Locks & queues"), (second, cards[1], "GIL")):
        await world.change(
            "INSERT INTO drafts (key, post_id, outline_id, kind, lang, question, context, proposal, state, card_id,"
            " created_at) VALUES (?, 1, 7, 'draft', 'en', ?, ?, '{}', 'waiting', ?, 0)",
            content.key, content.question, chapter, card_id,
        )  # fmt: skip
    await world.start()
    alice = world.person("Alice")
    await alice.send("/start")
    await alice.send("/topics")
    assert "Study paths" not in alice.screen.text
    await world.stop()
    await world.change("UPDATE drafts SET state = 'published'")
    await world.start()
    await alice.send("/topics")
    assert alice.screen.text.endswith("Study paths")
    await alice.press("Ready for <senior>")
    assert alice.screen.text.split("\n") == [
        "Ready for <senior>",
        "Locks & queues",
        "1. What is the answer to question number 1 (en)?",
        "GIL",
        "2. What is the answer to question number 2 (en)?",
    ]
    assert alice.screen.buttons == [["1", "2"]]
    await alice.press("2")
    assert "question number 2" in alice.screen.text
