"""Repeats and variants, within one file and across files."""

from dataclasses import replace

from bot.domain.cards import Language, Source
from bot.parsing import Item, group_variants, merge_repeats
from bot.parsing.stems import stems


def card(
    question: str, answer: str | None = "Ответ.", *, lang: Language = "ru", file: str = "a", likes: int | None = None
) -> Item:
    return Item(
        kind="qa" if answer else "draft",
        question=question,
        answer=answer,
        lang=lang,
        source=Source(file),
        likes=likes,
        reactions={"👍": likes} if likes else {},
    )


SLOW_LOOP = card(
    "Сервис на asyncio держит сотню соединений, но под нагрузкой все ответы разом замирают, "
    "а процессор и память свободны. Где искать?",
    "В корутине остался синхронный вызов: requests или драйвер базы. Он блокирует цикл событий. "
    "Вынесите его в to_thread или возьмите асинхронный драйвер, а найти поможет режим отладки asyncio.",
)
SLOW_LOOP_AGAIN = card(
    "Под нагрузкой асинхронный сервис отвечает рывками, все соединения замирают на секунду, "
    "хотя процессор почти свободен. Как найти причину?",
    "Скорее всего синхронный вызов в корутине блокирует цикл событий: requests, драйвер базы. "
    "Режим отладки asyncio покажет место; замените драйвер на асинхронный или вынесите вызов в to_thread.",
    file="b",
)
THREADS = card(
    "Сервис под нагрузкой замирает при росте числа потоков, "
    "хотя процессор и память свободны. Где искать причину и как найти?",
    "Причина в GIL: байткод исполняет один поток. Берите процессы или расширения на C, которые отпускают GIL.",
    file="c",
)


def test_equal_questions_with_equal_answers_are_one_card() -> None:
    merged = merge_repeats([card("Что такое GIL?", likes=2), card("  что такое GIL", likes=5, file="b")])
    assert [(item.repeats, item.likes, item.source.file) for item in merged] == [(2, 5, "a")]


def test_a_draft_is_swallowed_by_the_same_question_with_an_answer() -> None:
    (merged,) = merge_repeats([card("Что такое GIL?", None), card("Что такое GIL?", "Замок интерпретатора.")])
    assert (merged.kind, merged.answer, merged.repeats) == ("qa", "Замок интерпретатора.", 2)


def test_equal_questions_with_other_answers_stay_apart_but_may_be_variants() -> None:
    grouped = group_variants(
        [
            card("Что такое GIL в CPython?", "Замок, который держит поток, пока исполняет байткод."),
            card("Что такое GIL в CPython?", "Глобальный замок: байткод исполняет только один поток."),
        ]
    )
    assert len(grouped) == 2
    assert grouped[0].variant_group == grouped[1].variant_group is not None


def test_scenarios_with_the_same_remedy_are_grouped_across_files() -> None:
    grouped = group_variants([SLOW_LOOP, THREADS, SLOW_LOOP_AGAIN])
    assert grouped[0].variant_group == grouped[2].variant_group is not None
    assert grouped[1].variant_group is None


def test_a_group_has_the_same_name_in_any_order_of_files() -> None:
    names = {
        frozenset(item.variant_group for item in group_variants(order) if item.variant_group)
        for order in ([SLOW_LOOP, SLOW_LOOP_AGAIN], [SLOW_LOOP_AGAIN, THREADS, SLOW_LOOP])
    }
    assert len(names) == 1


def test_cards_of_other_languages_are_never_grouped() -> None:
    grouped = group_variants(
        [card("asyncio event loop", "loop", lang="en"), card("asyncio event loop", "other loop", lang="ru")]
    )
    assert {item.variant_group for item in grouped} == {None}


def test_chinese_questions_are_compared_by_pairs_of_characters() -> None:
    grouped = group_variants(
        [
            card(
                "用 asyncio 写的服务流量上来后延迟升高，处理器和内存都很空闲，问题在哪里？",
                "协程里有同步阻塞调用，换成异步驱动或放进线程池。",
                lang="zh",
            ),
            card(
                "asyncio 写的服务流量上来后延迟升高，处理器和内存都很空闲，问题出在哪里？",
                "同步阻塞调用卡住了事件循环，换成异步驱动或放进线程池。",
                lang="zh",
            ),
            card("Redis 缓存击穿怎么处理？", "加互斥锁，只让一个请求回源。", lang="zh"),
        ]
    )
    assert grouped[0].variant_group == grouped[1].variant_group is not None
    assert grouped[2].variant_group is None


def test_items_keep_their_order_and_all_else() -> None:
    items = [THREADS, SLOW_LOOP]
    assert group_variants(items) == [replace(item, variant_group=None) for item in items]


def test_stems_drop_endings_and_stop_words() -> None:
    assert stems("Как замирают соединения") == stems("замирает соединение")
    assert stems("缓存击穿") == ["缓存", "存击", "击穿"]
