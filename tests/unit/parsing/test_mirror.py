"""Mirrored posts: address, date of update, problem, sections, steps, advice, channel."""

import pytest

from bot.parsing import Item

from .conftest import Read

PROBLEM = "Отчёты строятся ночью, но утром их всё ещё нет: задачи висят, а процессор свободен."
BODY = """🧭 Что не так:
• Все задачи ждут одного брокера
• Длинные задачи стоят перед короткими
🛠 Как исправить: по шагам
1) ✂️ Делим очередь
• Короткие отдельно
— с одним воркером на ядро
• Длинные отдельно
2) 📏 Меряем ожидание
Смотреть:
• возраст старейшей задачи
🧾 {advice}:
• Масштабируйте по времени ожидания
• Держите задачи короткими"""
TEASER = "В статье показано, как это чинить."
POST = f"mirror.example/night_queries/77\nLast Update:\n{PROBLEM}\n{TEASER}\n{BODY}\n@night_queries"


def article(read: Read, text: str) -> Item:
    (item,) = read(text).items
    return item


def test_a_mirrored_post_becomes_an_article(read: Read) -> None:
    item = article(read, POST.format(advice="Советы"))
    assert (item.kind, item.question, item.topic) == ("article", PROBLEM, "queues")
    assert item.answer == (
        "🧭 Что не так:\n- Все задачи ждут одного брокера\n- Длинные задачи стоят перед короткими\n\n"
        "🛠 Как исправить: по шагам\n\n1) ✂️ Делим очередь\n   - Короткие отдельно\n     - с одним воркером на ядро\n"
        "   - Длинные отдельно\n\n2) 📏 Меряем ожидание\n   Смотреть:\n   - возраст старейшей задачи\n\n"
        "🧾 Советы:\n- Масштабируйте по времени ожидания\n- Держите задачи короткими"
    )


@pytest.mark.parametrize("advice", ["Советы", "Рекомендации", "Takeaways", "Summary", "建议", "总结"])
def test_the_closing_advice_is_the_short_answer(advice: str, read: Read) -> None:
    item = article(read, POST.format(advice=advice))
    assert item.short_answer == "- Масштабируйте по времени ожидания\n- Держите задачи короткими"


def test_the_address_stays_as_the_source(read: Read) -> None:
    source = article(read, POST.format(advice="Советы")).source
    assert (source.url, source.post, source.channel) == ("mirror.example/night_queries/77", "77", "@night_queries")
    assert source.line == 3


def test_the_teaser_of_the_linked_article_is_dropped(read: Read) -> None:
    parsed = read(POST.format(advice="Советы"))
    assert ("В статье показано, как это чинить.", "teaser of the linked article, offer or name") in [
        (d.text, d.reason) for d in parsed.dropped
    ]


@pytest.mark.parametrize(
    "line", ["🎁 Вебинар в четверг, регистрация по ссылке", "Ночные запросы", "Join our bootcamp!"]
)
def test_an_offer_or_a_name_under_the_problem_is_not_part_of_it(line: str, read: Read) -> None:
    assert article(read, POST.format(advice="Советы").replace(TEASER, line)).question == PROBLEM


def test_several_mirrored_posts_in_one_file_are_parted_at_their_addresses(read: Read) -> None:
    other = POST.replace("/77", "/78").replace("Отчёты строятся", "Письма уходят").replace("@night_queries", "@owl")
    first, second = read(f"{POST.format(advice='Итог')}\n{other.format(advice='Итог')}").items
    assert (first.source.post, second.source.post) == ("77", "78")
    assert (first.source.channel, second.source.channel) == ("@night_queries", "@owl")
    assert first.answer == second.answer


def test_a_mirrored_question_with_an_answer_is_read_as_a_channel_post(read: Read) -> None:
    item = article(
        read,
        "https://mirror.example/owl/5\nUpdated: 2026-03-01\nWhy does an index on a boolean column rarely help?\n"
        "It selects half of the table, so a sequential scan is cheaper.\n@owl\n👍3",
    )
    assert (item.kind, item.likes, item.source.url) == ("qa", 3, "https://mirror.example/owl/5")


def test_a_long_post_is_recognised_without_an_address(read: Read) -> None:
    item = article(read, f"{PROBLEM}\n{BODY.format(advice='Выводы')}\n@night_queries\n❤6")
    assert (item.kind, item.likes, item.source.channel) == ("article", 6, "@night_queries")


def test_an_offer_behind_the_advice_is_not_part_of_it(read: Read) -> None:
    item = article(read, POST.format(advice="Советы").replace("@night_queries", "🎁 Курс со скидкой: @owl_school"))
    assert item.short_answer == "- Масштабируйте по времени ожидания\n- Держите задачи короткими"
    assert "скидкой" not in (item.answer or "")
