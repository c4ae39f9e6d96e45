"""Answers that a channel gives later: as a reply, under the number of the question, or in its next post."""

from collections.abc import Sequence

import pytest

from bot.domain.markup import Mark
from bot.domain.topics import Topics
from bot.parsing.channel_posts import ChannelPost, Poll, Said
from bot.parsing.documents import Piece
from bot.parsing.post_stream import Talk, read_posts

CODE = (Mark("code"),)
ASKED = "Что хранит индекс в базе данных?"
TOLD = "Ключи и ссылки на строки таблицы."


def post(
    number: int,
    *said: str | Said,
    reply_to: str | None = None,
    poll: Poll | None = None,
    has_picture: bool = False,
    in_group: bool = False,
) -> ChannelPost:
    return ChannelPost(
        tuple(part if isinstance(part, Said) else Said(part) for part in said),
        key=f"telegram:1/{number}",
        post=str(number),
        reply_to=reply_to,
        poll=poll,
        has_picture=has_picture,
        in_group=in_group,
    )


def read(topics: Topics, *posts: ChannelPost) -> list[Piece]:
    return list(read_posts(posts, topics, Talk(), strict=False))


def pairs(pieces: Sequence[Piece]) -> list[tuple[str, str | None]]:
    return [(item.question, item.answer) for piece in pieces for item in piece.items]


def test_the_answer_in_a_reply_belongs_to_the_question_and_is_no_post_of_its_own(topics: Topics) -> None:
    pieces = read(topics, post(1, ASKED), post(2, "Ответ\n\n" + TOLD, reply_to="1"))
    assert pairs(pieces) == [(ASKED, TOLD)]
    item = pieces[0].items[0]
    assert (item.kind, item.source.post, pieces[0].key) == ("qa", "1", "telegram:1/1")
    assert "a reply answers it" in item.reasons
    assert pieces[1].key == "telegram:1/2"
    assert pieces[1].dropped[0].reason == "the answer to post 1, kept with it"


def test_code_of_a_reply_keeps_its_formatting(topics: Topics) -> None:
    reply = post(2, "Ответ: вызывает ", Said("next()", CODE), ", пока итератор не кончится.", reply_to="1")
    asked = post(1, "Что делает цикл ", Said("for", CODE), " с итератором?\n\nОтвет завтра")
    assert pairs(read(topics, asked, reply)) == [
        ("Что делает цикл `for` с итератором?", "вызывает `next()`, пока итератор не кончится.")
    ]


@pytest.mark.parametrize("said", ["Всем спасибо за участие!", "А вы как думаете?", "Записаться на курс: @school"])
def test_a_reply_that_tells_nothing_is_no_answer(topics: Topics, said: str) -> None:
    pieces = read(topics, post(1, ASKED), post(2, said, reply_to="1"))
    assert pairs(pieces)[0] == (ASKED, None)


def test_a_reply_to_what_is_answered_already_is_a_post_of_its_own(topics: Topics) -> None:
    answered = post(1, f"Вопрос: {ASKED}\nОтвет: {TOLD}")
    pieces = read(topics, answered, post(2, "Разбор\n\nИндекс замедляет запись в таблицу.", reply_to="1"))
    assert pairs(pieces) == [(ASKED, TOLD)]
    assert "kept with it" not in pieces[1].dropped[0].reason


def test_people_in_a_group_answer_nobody(topics: Topics) -> None:
    said = [post(1, ASKED, in_group=True), post(2, f"Ответ: {TOLD}", reply_to="1", in_group=True)]
    assert pairs(read(topics, *said)) == []


def test_an_answer_finds_its_question_by_its_number(topics: Topics) -> None:
    said = [
        post(1, f"Вопрос #7\n\n{ASKED}"),
        post(2, "Вопрос #8\n\nЗачем нужна транзакция в базе данных?"),
        post(3, f"Ответ на вопрос #7\n\n{TOLD}"),
    ]
    assert pairs(read(topics, *said)) == [(ASKED, TOLD), ("Зачем нужна транзакция в базе данных?", None)]


def test_an_answer_without_a_number_answers_the_post_before_it(topics: Topics) -> None:
    assert pairs(read(topics, post(1, ASKED), post(2, f"Правильный ответ\n\n{TOLD}"))) == [(ASKED, TOLD)]


def test_an_answer_with_a_picture_answers_what_the_picture_asks(topics: Topics) -> None:
    pieces = read(topics, post(1, ASKED), post(2, f"Ответ:\n\n{TOLD}", has_picture=True))
    assert pairs(pieces) == [(ASKED, None), ("", TOLD)]


def test_a_reply_answers_a_poll_whose_key_is_hidden(topics: Topics) -> None:
    poll = Poll("Что вернёт функция без return?", ("None", "0"))
    (item,) = read(topics, post(1, poll=poll), post(2, "Ответ: None, таков результат функции.", reply_to="1"))[0].items
    assert (item.kind, item.answer) == ("qa", "None, таков результат функции.")


def test_options_above_and_the_key_in_the_reply_make_one_card(topics: Topics) -> None:
    asked = "Что вернёт пустой список в условии if?\nA) истину\nB) ложь\n\nОтвет вечером"
    (item,) = read(topics, post(1, asked), post(2, "Ответ: B\n\nПустой список ложен.", reply_to="1"))[0].items
    assert item.options is not None
    assert (item.options.right, item.answer) == ((1,), "ложь\n\nПустой список ложен.")


def test_what_is_dropped_as_an_advert_has_no_answer(topics: Topics) -> None:
    advert = post(1, "Хочешь в профессию?\n\nЗапишись на бесплатный вебинар нашей академии: https://x.example")
    pieces = read(topics, advert, post(2, "Ответ\n\n" + TOLD))
    assert pairs(pieces) == []
    assert [dropped.reason for piece in pieces for dropped in piece.dropped if "None" in dropped.reason] == []
    assert "the answer to post" not in pieces[1].dropped[0].reason


def test_answers_to_questions_of_their_own_answer_no_other_post(topics: Topics) -> None:
    own = post(2, f"Ответы на вопросы с собеседований\n\n1. {ASKED}\n{TOLD}\n\n2. Что такое поток?\nЧасть процесса.")
    pieces = read(topics, post(1, "Зачем нужен кэш процессора?"), own)
    assert [answer for _, answer in pairs(pieces)] == [None, TOLD, "Часть процесса."]


def test_a_label_behind_a_hash_tag_announces_the_answer_with_the_letter_of_an_option(topics: Topics) -> None:
    asked = post(
        1, "#go_7\n\nWhat does this print?\n\n", Said("println(len(x))", (Mark("pre", "go"),)), "\nA) 2\nB) 4\nC) 8"
    )
    reply = post(2, "✅ #go_7 answer: ", Said("B", hidden=True), "\n\nlen counts bytes of a string.", reply_to="1")
    ((question, answer),) = pairs(read(topics, asked, reply))
    assert "A) 2" not in question
    assert answer == "4\n\nlen counts bytes of a string."


def explained(number: int, question: str, why: str) -> list[ChannelPost]:
    asked = post(number, poll=Poll(f"{100 + number}. {question}", ("да", "нет"), votes=(3, 2)))
    return [asked, post(number + 1, f"👩‍🏫Объяснение:\n{why}")]


def test_an_explanation_below_a_poll_answers_it_and_the_number_of_the_poll_goes(topics: Topics) -> None:
    told = pairs(read(topics, *explained(1, "Нужен ли индекс на внешнем ключе?", "Да: без него JOIN читает всё.")))
    assert told == [("Нужен ли индекс на внешнем ключе?", "Да: без него JOIN читает всё.")]


def test_an_advert_may_stand_between_a_poll_and_its_explanation(topics: Topics) -> None:
    posts = explained(1, "Нужен ли индекс на внешнем ключе?", "Да: без него JOIN читает всё.")
    posts += explained(3, "Хранит ли Redis списки?", "Да, LPUSH добавляет элемент в список Redis.")
    asked, why = explained(6, "Меняет ли GET состояние сервера?", "Нет, метод GET протокола HTTP безопасен.")
    advert = post(9, "Хотите на курс по SQL? Скидка 20%, пишите @school_of_sql")
    told = pairs(read(topics, *posts, asked, advert, why))
    assert told[-1] == ("Меняет ли GET состояние сервера?", "Нет, метод GET протокола HTTP безопасен.")


@pytest.mark.parametrize("told", ["#task3 答案：B", "✅ #task3 answer: B", "#task3 Верный ответ — B"])
def test_a_letter_behind_the_announcement_names_the_option(topics: Topics, told: str) -> None:
    asked = post(1, "#task3 What does a Redis list keep?\nA. Sets\nB. Strings\nC. Hashes")
    reply = post(2, f"{told}\n\nA list holds strings in the order of their insertion.", reply_to="1")
    assert pairs(read(topics, asked, reply)) == [
        ("What does a Redis list keep?", "Strings\n\nA list holds strings in the order of their insertion.")
    ]
