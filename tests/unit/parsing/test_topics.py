"""Topics: what people call them and what posts are about."""

from pathlib import Path

import pytest

from bot.domain.cards import LANGUAGES
from bot.domain.topics import Topic, Topics
from bot.parsing import BadTopics, read_topics

GOOD = '[git]\nen = "Git"\nru = "Гит"\nzh = "版本库"\nterms = ["rebase"]\n'


def test_the_project_has_thirteen_topics_named_in_three_languages(topics: Topics) -> None:
    assert len(topics) == 13
    for topic in topics:
        assert set(topic.names) == set(LANGUAGES)
        assert topic.terms


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("gil", "gil"),
        ("ASYNCIO", "asyncio"),
        ("кэширование", "caching"),
        ("кэш", "caching"),
        ("数据库", "databases"),
        ("缓存", "caching"),
        ("kube", "kubernetes"),
        ("  memory ", "memory"),
        ("утечки", "memory"),
        ("Очереди и воркеры", "queues"),
        ("celery", "queues"),
    ],
)
def test_a_topic_is_found_by_what_people_type(words: str, key: str, topics: Topics) -> None:
    found = topics.find(words)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("words", ["", "   ", "зоопарк", "и", "zz top"])
def test_words_that_fit_no_topic_or_several_find_none(words: str, topics: Topics) -> None:
    assert topics.find(words) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Почему GIL мешает потокам?", "gil"),
        ("What blocks the event loop of asyncio?", "asyncio"),
        ("Why does a Django queryset cause N+1 queries?", "django"),
        ("Pod 为什么被 OOMKilled，容器内存限制怎么设？", "kubernetes"),
        ("Как откатить релиз через git revert?", "git"),
        ("How do you keep a Redis cache consistent?", "caching"),
        ("Celery 任务为什么会重复执行？", "queues"),
    ],
)
def test_a_text_is_sorted_by_its_terms(text: str, key: str, topics: Topics) -> None:
    assert topics.classify(text) == key


def test_a_text_about_nothing_known_has_no_topic(topics: Topics) -> None:
    assert topics.classify("Как приготовить борщ?") is None


def test_the_headline_outweighs_the_rest(topics: Topics) -> None:
    assert topics.classify("Что такое git rebase?\nredis cache ttl") == "git"


def test_tags_count_as_headline(topics: Topics) -> None:
    assert topics.classify("Как ускорить сервис?", ["kubernetes"]) == "kubernetes"


def test_a_latin_term_is_a_whole_word_and_a_russian_one_a_beginning() -> None:
    names = {"en": "x", "ru": "x", "zh": "x"}
    topics = Topics([Topic("a", names, ("git", "откат", "git revert"))])  # type: ignore[arg-type] # names are complete
    assert topics.terms_in("digital gits") == ()
    assert topics.terms_in("откатываем, не перекаткат") == ("откат",)
    assert topics.terms_in("git revert, then git") == ("git revert", "git")


def test_two_topics_with_one_key_are_refused() -> None:
    topic = Topic("a", {"en": "A", "ru": "А", "zh": "甲"})
    with pytest.raises(ValueError, match="same key"):
        Topics([topic, topic])


def test_a_file_of_topics_is_read(tmp_path: Path) -> None:
    path = tmp_path / "topics.toml"
    path.write_text(GOOD, encoding="utf-8")
    (topic,) = read_topics(path)
    assert (topic.key, topic.names["zh"], topic.terms) == ("git", "版本库", ("rebase",))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (GOOD.replace("en =", "de ="), "name in en"),
        (GOOD.replace('["rebase"]', '"rebase"'), "terms must be"),
        (GOOD.replace("[git]", "[a-topic-with-too-long-a-key]"), "short ASCII key"),
        (f"{GOOD}colour = 1", "unknown field colour"),
        ("[git", "topics.toml"),
        ("git = 1", "a table"),
    ],
)
def test_a_broken_file_names_topic_and_field(text: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "topics.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadTopics, match=fault):
        read_topics(path)
