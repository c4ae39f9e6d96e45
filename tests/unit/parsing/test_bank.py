"""Pages of question banks: title, question, heat, categories, buttons, code without fences."""

import re

import pytest

from bot.parsing import Item
from bot.parsing.formats.bank import split_glued

from .conftest import Read

CODE = """import asyncio


async def main() -> None:
    async with asyncio.timeout(1):

        await asyncio.sleep(0)
    print("done")


asyncio.run(main())"""

CHINESE = f"""KB

白桦 题库

面试题：异步编程之超时控制

请说明 asyncio 中如何给一组协程加超时，并给出代码。
2.1万 热度难度中等
异步编程后端开发

考点梳理

AI 面试

参考答案

1. 使用 asyncio.timeout

  • 适用场景：一组操作共用一个期限。
  • 代码示例
{CODE}

2. 注意事项

  • 不要吞掉取消异常。"""

ENGLISH = f"""Quillstone

Interview question: cancelling slow calls in asyncio

How do you put a deadline on a group of coroutines? Show the code.
12.4k viewsDifficulty
BackendAsync Python

Key concepts

Mock interview

Answer

1. One deadline for all

  • The context manager cancels what is inside.
  • Code example
{CODE}

2. What to mind

  • Never swallow CancelledError."""

RUSSIAN = f"""КБ

Кленовый банк

Вопрос на собеседовании: таймауты в asyncio

Как задать общий срок для группы корутин? Покажите код.
3,2 тыс. просмотровСложность
Бэкенд-разработкаАсинхронное программирование

Что проверяет вопрос

Ответ

1. Один срок на всех

  • Контекстный менеджер отменяет то, что внутри.
  • Пример кода
{CODE}

2. О чём помнить

  • Не глотайте CancelledError."""

PAGES = {
    "zh": (CHINESE, 21_000, ("异步编程", "后端开发"), "middle"),
    "en": (ENGLISH, 12_400, ("backend", "async python"), None),
    "ru": (RUSSIAN, 3200, ("бэкенд-разработка", "асинхронное программирование"), None),
}


def page(read: Read, text: str) -> Item:
    (item,) = read(text).items
    return item


@pytest.mark.parametrize("language", PAGES)
def test_a_page_gives_one_card_with_what_the_page_says_about_it(language: str, read: Read) -> None:
    text, heat, tags, level = PAGES[language]
    item = page(read, text)
    assert (item.kind, item.lang, item.heat, item.tags, item.difficulty) == ("qa", language, heat, tags, level)
    assert item.title == text.split("\n")[4 if language != "en" else 2]
    assert item.question in text
    assert item.likes is None
    assert item.topic == "asyncio"


@pytest.mark.parametrize("language", PAGES)
def test_unfenced_code_comes_out_fenced_and_untouched(language: str, read: Read) -> None:
    item = page(read, PAGES[language][0])
    assert re.findall(r"```python\n(.*?)\n```", item.answer or "", re.DOTALL) == [CODE]
    assert item.code_blocks == 1


@pytest.mark.parametrize("language", PAGES)
def test_buttons_and_the_name_of_the_site_are_not_in_the_card(language: str, read: Read) -> None:
    text = PAGES[language][0]
    parsed = read(text)
    gone = {dropped.text for dropped in parsed.dropped}
    head = [line for line in text.partition("\n1. ")[0].split("\n") if line]
    item = parsed.items[0]
    assert gone == set(head) - {item.title, item.question}
    assert (item.answer or "").startswith("1. ")


@pytest.mark.parametrize("line", ["Курс со скидкой 20%!", "限时优惠，立即报名！", "Random question", "@quillstone_bot"])
def test_another_button_or_an_offer_among_the_buttons_is_not_the_answer(line: str, read: Read) -> None:
    item = page(read, ENGLISH.replace("Mock interview", line))
    assert item.answer == page(read, ENGLISH).answer


def test_several_pages_in_one_file_are_parted(read: Read) -> None:
    other = CHINESE.replace("2.1万", "9800").replace("请说明 asyncio 中如何给一组协程加超时", "请说明怎样取消一个任务")
    first, second = read(f"{CHINESE}\n\n{other}").items
    assert (first.heat, second.heat) == (21_000, 9800)
    assert first.answer == second.answer == page(read, CHINESE).answer


def test_a_page_without_its_answer_is_a_draft(read: Read) -> None:
    item = page(read, ENGLISH.partition("\n1. ")[0])
    assert (item.kind, item.answer, item.heat) == ("draft", None, 12_400)


def test_a_title_alone_is_the_question(read: Read) -> None:
    item = page(read, ENGLISH.replace("How do you put a deadline on a group of coroutines? Show the code.\n", ""))
    assert (item.title, item.question) == (None, "cancelling slow calls in asyncio")


def test_related_questions_below_the_answer_are_dropped(read: Read) -> None:
    item = page(read, f"{ENGLISH}\n\nRelated articles\nWhat is a monad?\nTen editors compared")
    assert "monad" not in (item.answer or "")


@pytest.mark.parametrize(
    ("glued", "known", "parts"),
    [
        ("后端开发网络编程", "", ["后端开发", "网络编程"]),
        ("系统设计中间件", "", ["系统设计", "中间件"]),
        ("Python异步编程", "", ["Python", "异步编程"]),
        ("图计算缓存", "图计算平台", ["图计算", "缓存"]),
        ("BackendSystem Design", "", ["Backend", "System Design"]),
        ("БэкендСистемный дизайн", "", ["Бэкенд", "Системный дизайн"]),
        ("caching, redis", "", ["caching", "redis"]),
    ],
)
def test_glued_categories_are_parted(glued: str, known: str, parts: list[str]) -> None:
    assert [part.strip() for part in split_glued(glued, known)] == parts
