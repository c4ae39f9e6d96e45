"""Articles of which only the contents list is left."""

import pytest

from bot.parsing import Item

from .conftest import Read

RUSSIAN = """Как подготовить сервис на Python к чёрной пятнице?
Осенью трафик растёт в разы, и ошибки, которые весной никто не замечал, становятся авариями.
Содержание
Глава 1. Что измерить заранее
Какие метрики покажут предел раньше пользователей?
Профиль обычного дня
settings.py
берём соединение из пула
Глава 2. Где упрётся база
Почему индекс не спасает от конкуренции за строки?
Реплики и их отставание
Пул соединений — один на процесс
Представьте: распродажа началась пять минут назад, заказы идут, всё спокойно, и вдруг страница оплаты перестаёт
и в этот момент
Читайте также:
Как приготовить борщ за час?
Секрет наваристого бульона в медленном огне…
Что такое CSS Grid?
Разбираем раскладку на примерах…"""

ENGLISH = """How do you keep a queue short when traffic doubles?
Queues hide trouble until they do not.
Contents
Chapter 1: Reading a queue
What is the age of the oldest task telling you?
Depth against latency
Chapter 2: Adding workers
Why do more workers sometimes slow everything down?
Workers and connections
In the beginning there was one worker, and it was good. Then came the newsletter and the invoices
Related articles:
What is the best pizza in town?
We tried forty places so that you do not have to…"""

CHINESE = """怎样让缓存扛住突发流量
缓存看起来简单，出事的时候却最难查。
目录
第一章：缓存的位置
为什么本地缓存也会拖垮服务？
多级缓存的取舍
第二章：失效与一致
删缓存还是更新缓存：怎么选
过期时间的设计
某天凌晨，报警电话响了：首页打开要十几秒，数据库的连接数已经顶到上限，而缓存命中率看起来一切正常，值班同学盯着监控愣了很久，谁也说不清楚到底发生了什么，因为没有人记录过热点键的访问分布，也没有人知道哪一个键在同一时刻过期了，更没有人想过那些看起来毫不相干的定时任务会在整点一起醒来
相关文章：
什么是量子计算？
量子比特与经典比特有何不同…"""


def parts(read: Read, text: str) -> tuple[Item, list[Item]]:
    outline, *drafts = read(text).items
    return outline, drafts


@pytest.mark.parametrize(
    ("text", "drafts"),
    [
        (
            RUSSIAN,
            [
                "Какие метрики покажут предел раньше пользователей?",
                "Почему индекс не спасает от конкуренции за строки?",
            ],
        ),
        (
            ENGLISH,
            ["What is the age of the oldest task telling you?", "Why do more workers sometimes slow everything down?"],
        ),
        (CHINESE, ["为什么本地缓存也会拖垮服务？", "删缓存还是更新缓存：怎么选"]),
    ],
    ids=["ru", "en", "zh"],
)
def test_headings_that_ask_become_drafts_under_their_chapter(text: str, drafts: list[str], read: Read) -> None:
    outline, found = parts(read, text)
    assert (outline.kind, outline.question) == ("outline", text.partition("\n")[0])
    assert [draft.question for draft in found] == drafts
    assert [draft.context for draft in found] == [chapter.title for chapter in outline.chapters]
    assert {draft.outline for draft in found} == {outline.question}
    assert all(draft.kind == "draft" and draft.answer is None for draft in found)


def test_the_outline_keeps_chapters_with_all_their_headings(read: Read) -> None:
    outline, _ = parts(read, ENGLISH)
    assert [(chapter.title, chapter.headings) for chapter in outline.chapters] == [
        ("Chapter 1: Reading a queue", ("What is the age of the oldest task telling you?", "Depth against latency")),
        (
            "Chapter 2: Adding workers",
            ("Why do more workers sometimes slow everything down?", "Workers and connections"),
        ),
    ]
    assert (outline.answer or "").startswith("Chapter 1: Reading a queue\n- What is the age")
    assert (outline.answer or "").endswith("- Workers and connections")


def test_comments_from_code_are_no_headings(read: Read) -> None:
    outline, _ = parts(read, RUSSIAN)
    headings = [heading for chapter in outline.chapters for heading in chapter.headings]
    assert "settings.py" not in headings
    assert "берём соединение из пула" not in headings
    assert "Профиль обычного дня" in headings


@pytest.mark.parametrize("text", [RUSSIAN, ENGLISH, CHINESE], ids=["ru", "en", "zh"])
def test_the_cut_text_and_foreign_teasers_are_dropped(text: str, read: Read) -> None:
    parsed = read(text)
    reasons = [dropped.reason for dropped in parsed.dropped]
    teasers = text.split("\n")[[":" in line[-1:] or "：" in line[-1:] for line in text.split("\n")].index(True) :]
    assert reasons.count("teaser of another article") == len(teasers)
    assert "introduction of a text that is cut off" in reasons


def test_a_contents_list_without_chapters_hangs_on_the_title(read: Read) -> None:
    outline, drafts = parts(
        read,
        "Redis under load\nContents\nWhy is KEYS dangerous?\nPipelines\nLua scripts\nEviction\nPersistence\n"
        "See also\nCats",
    )
    assert len(outline.chapters) == 1
    assert outline.chapters[0].title == "Redis under load"
    assert [(draft.question, draft.context) for draft in drafts] == [("Why is KEYS dangerous?", None)]


def test_a_short_list_under_the_word_contents_makes_no_article(read: Read) -> None:
    parsed = read("What does a wheel hold?\nContents\nMetadata and modules of one package, ready to unpack.")
    assert all(item.kind != "outline" for item in parsed.items)
