"""Pages of channels: heads, feet, signs before questions, pictures, polls, copies."""

import pytest

from bot.domain.topics import Topics
from bot.parsing.blocks import numbered_lines
from bot.parsing.channel_page import open_page, posts_shown, question_sign
from bot.parsing.harvest import Harvest

from .conftest import Read

HEAD = """Сова | Вопросы собесов
13.6K subscribers
36 photos
1.11K links
Сайт: sova.example

Реклама: @sova_adv
Download Telegram
"""
POST = "🤔 Чем очередь отличается от стека в модуле {0}?\n\nОчередь отдаёт первое, стек — последнее, {0}.\n👍{0}\n"


@pytest.mark.parametrize("door", ["Download Telegram", "加入频道", "Скачать Telegram"])
def test_the_head_of_a_page_is_no_post_and_names_the_channel(door: str, read: Read) -> None:
    parsed = read(HEAD.replace("Download Telegram", door) + POST.format(1))
    (item,) = parsed.items
    assert item.source.channel == "Сова | Вопросы собесов"
    assert [each.text for each in parsed.dropped if "head" in each.reason] == [
        line for line in HEAD.replace("Download Telegram", door).split("\n") if line
    ]


def test_a_head_that_stands_again_further_down_is_taken_off_too(read: Read) -> None:
    items = read(HEAD + POST.format(1) + HEAD.replace("Сова", "Филин") + POST.format(2)).items
    assert [item.question[:7] for item in items] == ["Чем оче", "Чем оче"]
    assert not any("subscribers" in (item.answer or "") for item in items)


def test_a_head_without_its_door_ends_at_the_last_count(topics: Topics) -> None:
    lines = numbered_lines("Сова\n12 подписчиков\n3 фото\nЧто такое GIL?\nЗамок.")
    assert [line.text for line in open_page(lines, Harvest(None, topics)).lines] == ["Что такое GIL?", "Замок."]


def test_a_heading_that_asks_does_not_part_a_post_of_a_channel_with_a_sign(read: Read) -> None:
    inner = (
        "🤔 Что такое heapq в Python?\n\nКуча поверх списка.\n\n"
        "🚩Где используется heapq в Python?\n\nВ планировщиках.\n👍1\n"
    )
    items = read(HEAD + POST.format(1) + inner + POST.format(3)).items
    assert [item.question for item in items][1] == "Что такое heapq в Python?"
    assert (items[1].answer or "").endswith("В планировщиках.")


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (POST.format(1) + POST.format(2), "🤔"),
        ("🚩Где?\nТут.\n🚩Шаг один\n🚩Шаг два\n🚩Когда?\nСейчас.\n", None),
        (POST.format(1), None),
        ("🎲 Хочешь в бигтех?\nДа.\n👍1\n🎲 Готов учиться?\nДа.\n👍1\n", None),
    ],
    ids=["habit", "headings", "once", "adverts"],
)
def test_a_sign_is_what_stands_before_every_question(text: str, sign: str | None) -> None:
    assert question_sign(numbered_lines(text), frozenset()) == sign


def test_an_answer_to_a_picture_is_a_draft_without_a_question(read: Read) -> None:
    post = "Метод {0} возвращает представление всех ключей словаря и не копирует данные.\nVIEW IN TELEGRAM\n👍3\n"
    first, second = read(HEAD + post.format("keys()") + post.format("items()")).items
    assert (first.kind, first.question, first.lang, first.likes) == ("draft", "", "ru", 3)
    assert (second.answer or "").startswith("Метод items()")


def test_where_posts_ask_in_words_an_answer_without_a_question_is_dropped(read: Read) -> None:
    lone = "Метод keys() возвращает представление всех ключей словаря и не копирует данные.\nVIEW IN TELEGRAM\n"
    items = read(HEAD + POST.format(1) + lone + POST.format(2) + lone.replace("keys", "items")).items
    assert all(item.question for item in items)


def test_a_poll_is_a_draft_with_the_leading_option_proposed(read: Read) -> None:
    poll = "Что вернёт print?\nAnonymous Quiz\n20%\nстроку\n70%\nNone\n10%\nошибку\n1.1K votes\n"
    draft, card = read(HEAD + poll + POST.format(1)).items
    assert (draft.kind, draft.question, draft.answer) == ("draft", "Что вернёт print?", None)
    assert draft.options is not None
    assert (draft.options.offered, draft.options.right, draft.options.sure) == (
        ("строку", "None", "ошибку"),
        (1,),
        False,
    )
    assert card.question.startswith("Чем очередь")


def test_a_text_that_the_page_shows_twice_is_taken_once(read: Read) -> None:
    answer = "Индекс хранит значения по порядку.\nПоэтому поиск не смотрит всю таблицу.\nСова\n"
    (item,) = read(f"Зачем нужен индекс в базе данных?\n{answer}{answer}👍1\n").items
    assert item.answer == "Индекс хранит значения по порядку.\nПоэтому поиск не смотрит всю таблицу."


def test_hash_tags_between_a_question_and_its_answer_part_nothing(read: Read) -> None:
    (item,) = read("Зачем нужен __slots__ в классе?\n#python #junior\n❗️Ответ\nОн экономит память.\n👍2\n").items
    assert (item.question, item.answer) == ("Зачем нужен __slots__ в классе?", "Он экономит память.")
    assert item.tags == ("python", "junior")


def test_how_often_a_question_is_put_is_no_part_of_its_answer(read: Read) -> None:
    (item,) = read("Что такое декоратор ?\nСпросят с вероятностью 37%\n\nФункция вокруг функции.\n👍2\n").items
    assert item.answer == "Функция вокруг функции."


@pytest.mark.parametrize("heading", ["Вопрос с собеседования", "Question #118", "每日一题", "❓ Вопрос дня"])
def test_a_line_that_only_announces_a_question_is_not_part_of_it(heading: str, read: Read) -> None:
    (item,) = read(f"{heading}\nЗачем нужен индекс в базе?\nЧтобы не читать всю таблицу.\n👍2\n").items
    assert item.question == "Зачем нужен индекс в базе?"


def test_the_foot_of_a_mirror_gives_nothing(read: Read) -> None:
    foot = "Share with your friend now:\nmirror.example/owl/5\nView MORE\nCould the service be blocked?\nNobody knows."
    (item,) = read(f"Зачем нужен индекс в базе?\nЧтобы не читать всю таблицу.\n👍2\n{foot}").items
    assert item.answer == "Чтобы не читать всю таблицу."


def test_a_count_whose_emoji_is_not_shown_is_left_out(read: Read) -> None:
    (item,) = read("Зачем нужен индекс в базе?\nЧтобы не читать всю таблицу.\n5👍2🔥1\n").items
    assert dict(item.reactions) == {"👍": 2, "🔥": 1}


def test_a_channel_of_news_gives_no_cards_for_what_it_asks_inside_its_posts(read: Read) -> None:
    head = HEAD.replace("Сова | Вопросы собесов", "Сова | Golang")
    news = "🚀 Вышел Go 1.{0}\n\nЧто нового в рантайме {0}?\n— сборщик мусора быстрее в {0} раз\n👍{0}\n"
    assert read(head + news.format(2) + news.format(3)).items == ()


def test_a_page_is_told_by_what_stands_between_its_posts() -> None:
    assert posts_shown(numbered_lines(HEAD)) >= 5
    assert posts_shown(numbered_lines("Q1. What is a lock?\nAns: It waits.")) == 0


@pytest.mark.parametrize(
    "line",
    [
        "React re-renders a component when its state changes",
        "Leave it to the garbage collector if you can",
        "Share nothing between threads",
        "点赞功能用 Redis 的集合实现",
        "转发给下游的服务",
    ],
)
def test_a_line_of_an_answer_is_no_call_for_a_reaction(line: str, read: Read) -> None:
    (item,) = read(f"How does a virtual DOM work in React?\n{line}.\nIt compares two trees.\n👍1\n").items
    assert item.answer == f"{line}.\nIt compares two trees."


@pytest.mark.parametrize("line", ["React ♥️ for more", "Like for more ❤️", "Ставь 👍, если знал", "觉得有用就点赞转发"])
def test_a_call_for_a_reaction_is_no_part_of_an_answer(line: str, read: Read) -> None:
    (item,) = read(f"How does a virtual DOM work in React?\nIt compares two trees.\n{line}\n👍1\n").items
    assert item.answer == "It compares two trees."
