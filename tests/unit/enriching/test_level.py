"""The level that is proposed, by signs that can be pointed at."""

import pytest

from bot.domain.cards import Language, Level
from bot.domain.enriching.level import level
from tests.conftest import card

LONG = "\n\n".join(f"{number}. A chapter of it\n\n- It says one thing." for number in range(1, 5))
SOME = "It depends on what holds the lock. " * 14
ONE = "One thing."


@pytest.mark.parametrize(
    ("lang", "question", "answer", "expected"),
    [
        ("en", "What is a coroutine?", ONE, "junior"),
        ("en", "What is the difference between a list and a tuple?", ONE, "junior"),
        ("ru", "Что такое корутина?", ONE, "junior"),
        ("ru", "Чем процесс отличается от потока?", ONE, "junior"),
        ("zh", "什么是协程？", "可以暂停的函数。", "junior"),
        ("zh", "进程和线程有什么区别？", "线程共享内存。", "junior"),
        (
            "en",
            "One worker burns a full core and may not be restarted. How do you find out what it is doing?",
            SOME,
            "middle",
        ),
        ("ru", "Память воркера растёт на 50 МБ в час при ровном трафике. Как выясните, кто её держит?", SOME, "middle"),
        (
            "zh",
            "线上某个进程的内存每天都在涨，三四天就要重启一次，流量却没有变化。你怎么定位是谁占着内存？",
            "先看对象数。" * 30,
            "middle",
        ),
        ("en", "Design a limiter for an API in twenty pods. Where does the counter live?", SOME, "senior"),
        ("ru", "Спроектируйте ленту на 10 млн читателей. С чего начнёте?", LONG, "senior"),
        ("zh", "设计一个由二十个实例提供服务的限流器，计数放在哪里？", "放在一处。", "senior"),
    ],
)
def test_the_signs_speak_for_one_level(lang: Language, question: str, answer: str, expected: Level) -> None:
    found = level(card(1, lang, question=question, answer=answer))
    assert found.value == expected
    assert "clear-signs" in found.reasons


@pytest.mark.parametrize(
    ("lang", "question", "answer", "expected", "sign"),
    [
        ("en", "What is a coroutine?", SOME, "junior", "definition"),
        ("en", "What is a shard, and how do you find the right one?", ONE, "middle", "scale"),
        ("en", "Is this right?", ONE, "junior", "brief"),
        ("ru", "Когда нужен кортеж?", SOME, "middle", "in-between"),
        ("zh", "怎样选择？", LONG, "senior", "long"),
    ],
)
def test_where_signs_are_few_a_level_is_proposed_as_unsure(
    lang: Language, question: str, answer: str, expected: Level, sign: str
) -> None:
    found = level(card(1, lang, question=question, answer=answer))
    assert (found.value, found.reasons) == (expected, (sign, "few-signs"))
