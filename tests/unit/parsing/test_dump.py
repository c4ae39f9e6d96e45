"""Channels in plain text: posts, footers, counters, labels, adverts."""

import pytest

from bot.parsing import Item, Parsed

from .conftest import Read

QUESTION = "Почему пул соединений к PostgreSQL исчерпывается при росте числа воркеров?"
ANSWER = "Каждый воркер держит свой пул, и сумма превышает max_connections. Ставьте pgbouncer и уменьшайте пул."
OTHER_QUESTION = "Как найти утечку памяти в долгоживущем процессе?"
OTHER_ANSWER = "Сравните два снимка tracemalloc и посмотрите, какие строки растут от часа к часу."


def only(parsed: Parsed) -> Item:
    (item,) = parsed.items
    return item


def test_a_question_line_and_the_line_below_make_a_card(read: Read) -> None:
    item = only(read(f"{QUESTION}\n{ANSWER}"))
    assert (item.kind, item.question, item.answer, item.lang) == ("qa", QUESTION, ANSWER, "ru")
    assert (item.likes, item.heat, item.difficulty, item.short_answer, item.verified) == (None, None, None, None, False)
    assert (item.source.file, item.source.line) == ("post.txt", 1)
    assert item.topic == "databases"


def test_a_counter_belongs_to_the_post_above(read: Read) -> None:
    first, second = read(f"{QUESTION}\n{ANSWER}\n🔥4👍1\n{OTHER_QUESTION}\n{OTHER_ANSWER}").items
    assert (first.likes, dict(first.reactions)) == (5, {"🔥": 4, "👍": 1})
    assert second.likes is None


def test_a_counter_behind_the_foot_still_belongs_to_the_post(read: Read) -> None:
    first, second = read(
        f"{QUESTION}\n{ANSWER}\nФонарь бэкендера\nФонарь бэкендера\n❤2\n"
        f"{OTHER_QUESTION}\n{OTHER_ANSWER}\nФонарь бэкендера\nФонарь бэкендера"
    ).items
    assert (first.likes, second.likes) == (2, None)
    assert first.source.channel == second.source.channel == "Фонарь бэкендера"


def test_a_counter_glued_to_the_answer_is_no_text(read: Read) -> None:
    item = only(read(f"{QUESTION}\n{ANSWER}👍3❤1"))
    assert (item.answer, item.likes) == (ANSWER, 4)


def test_a_counter_below_an_advert_is_not_given_to_a_post(read: Read) -> None:
    item = only(
        read(
            f"{QUESTION}\n{ANSWER}\nФонарь\nФонарь\nХотите писать быстрее?\n"
            "Наш курс откроет глаза на производительность.\n"
            "Только до конца марта скидка.\nЗапишитесь: @lamp_school\n👍9"
        )
    )
    assert item.likes is None


def test_a_post_that_stands_twice_is_one_card_with_a_count(read: Read) -> None:
    item = only(read(f"{QUESTION}\n{ANSWER}\n{QUESTION}\n{ANSWER}\n👍2\nФонарь\n{QUESTION}\n{ANSWER}\n👍5"))
    assert (item.repeats, item.likes) == (3, 5)


@pytest.mark.parametrize("label", ["Короткий ответ:", "Short answer:", "简短回答：", "TL;DR:", "Кратко:"])
def test_a_label_makes_the_answer_a_short_one(label: str, read: Read) -> None:
    item = only(read(f"{QUESTION}\n{label} {ANSWER}"))
    assert item.short_answer == item.answer == ANSWER
    assert any(label.rstrip(":：") in reason for reason in item.reasons)


def test_short_and_full_answer_are_kept_apart(read: Read) -> None:
    item = only(read(f"{QUESTION}\nКороткий ответ: Слишком много пулов.\nПодробный ответ:\n{ANSWER}"))
    assert (item.short_answer, item.answer) == ("Слишком много пулов.", ANSWER)


@pytest.mark.parametrize("label", ["Вопрос:", "Question 12:", "问题："])
def test_a_labelled_question_needs_no_question_mark(label: str, read: Read) -> None:
    item = only(read(f"{label} устройство пула соединений\n{ANSWER}"))
    assert item.question == "устройство пула соединений"


@pytest.mark.parametrize(
    "demand",
    ["Расскажите, как устроен сборщик мусора.", "Explain how the event loop works.", "请说明事件循环的工作原理。"],
)
def test_a_demand_is_a_question(demand: str, read: Read) -> None:
    item = only(read(f"{demand}\n{ANSWER}"))
    assert (item.question, item.answer) == (demand, ANSWER)


def test_a_scene_above_the_question_line_belongs_to_the_question(read: Read) -> None:
    scene = "После релиза сервис отдаёт 502 каждые пять минут."
    item = only(read(f"{scene}\nЧто проверите в первую очередь?\n{ANSWER}"))
    assert item.question == f"{scene}\nЧто проверите в первую очередь?"


def test_a_question_without_an_answer_is_a_draft(read: Read) -> None:
    item = only(read(f"{QUESTION}\nФонарь бэкендера\nФонарь бэкендера"))
    assert (item.kind, item.answer) == ("draft", None)
    assert item.confidence <= 0.5


def test_an_answer_without_a_question_is_dropped_with_its_reason(read: Read) -> None:
    parsed = read(ANSWER)
    assert parsed.items == ()
    assert [dropped.reason for dropped in parsed.dropped] == ["text without a question"]


ADVERTS = {
    "ru": "🎲 Знаешь, почему тебя не зовут на второй этап?\nТы путаешь индекс с ключом.\n"
    "✅ Базы данных — от деревьев до планов.\n"
    "Забирай любой курс со скидкой 30% до конца мая.\n🔗 Выбрать курс",
    "en": "🎲 Want to design systems like a senior?\nOur cohort covers queues, caches and databases.\n"
    "✅ Live reviews.\n"
    "Use promo code OWL and enroll today.\nQuestions? Ask @owl_school",
    "zh": "🎲 想进大厂做后端？\n训练营带你搞懂数据库和缓存。\n✅ 一对一辅导\n限时优惠，名额有限，扫码报名。\n🔗 https://camp.example",
}


@pytest.mark.parametrize("language", ADVERTS)
def test_an_advert_that_looks_like_a_question_gives_no_card(language: str, read: Read) -> None:
    advert = ADVERTS[language]
    parsed = read(f"{QUESTION}\n{ANSWER}\n👍1\n{advert}\n{advert}\n{OTHER_QUESTION}\n{OTHER_ANSWER}")
    assert [item.question for item in parsed.items] == [QUESTION, OTHER_QUESTION]
    assert [item.answer for item in parsed.items] == [ANSWER, OTHER_ANSWER]
    assert sum(dropped.reason.startswith("advert") for dropped in parsed.dropped) == 10


@pytest.mark.parametrize("language", ADVERTS)
def test_an_advert_right_behind_an_answer_is_cut_off(language: str, read: Read) -> None:
    item = only(read(f"{QUESTION}\n{ANSWER}\n{ADVERTS[language]}"))
    assert (item.question, item.answer) == (QUESTION, ANSWER)


def test_a_question_about_payments_is_no_advert(read: Read) -> None:
    question = "Как сделать оплату заказа идемпотентной при повторных запросах?"
    answer = (
        "Клиент шлёт ключ идемпотентности, сервис хранит его под уникальным индексом в той же транзакции, что и оплату."
    )
    assert only(read(f"{question}\n{answer}")).question == question


def test_a_list_in_an_answer_is_kept_as_markdown(read: Read) -> None:
    item = only(read(f"{OTHER_QUESTION}\nПо шагам:\n• снять снимок tracemalloc\n• подождать\n• сравнить"))
    assert item.answer == "По шагам:\n- снять снимок tracemalloc\n- подождать\n- сравнить"


def test_a_short_question_inside_an_answer_does_not_part_it(read: Read) -> None:
    item = only(
        read(f"{OTHER_QUESTION}\n{OTHER_ANSWER}\nА если не растут?\nТогда утечка в расширении на C, смотрите memray.")
    )
    assert item.answer is not None
    assert item.answer.endswith("смотрите memray.")


def test_hash_tags_become_tags(read: Read) -> None:
    item = only(read(f"{QUESTION}\n{ANSWER}\n#PostgreSQL #Пулы"))
    assert item.tags == ("postgresql", "пулы")


def test_fenced_code_stays_and_its_lines_are_no_edges(read: Read) -> None:
    item = only(read(f"{QUESTION}\nТак:\n```\nimport os\n👍3\n```\nИ всё."))
    assert item.answer == "Так:\n\n```python\nimport os\n👍3\n```\n\nИ всё."
    assert (item.code_blocks, item.likes) == (1, None)


def test_code_right_under_what_does_this_print_belongs_to_the_question(read: Read) -> None:
    item = only(
        read("What does this code print?\nfor n in range(2):\n    print(n)\nIt prints 0 and 1, each on its own line.")
    )
    assert item.question == "What does this code print?\n\n```python\nfor n in range(2):\n    print(n)\n```"
    assert item.answer == "It prints 0 and 1, each on its own line."


def test_views_of_a_channel_page_are_heat(read: Read) -> None:
    item = only(read(f"{QUESTION}\n{ANSWER}\n1.8K views"))
    assert item.heat == 1800


def test_a_line_is_ready_for_json(read: Read) -> None:
    parsed = read(f"{QUESTION}\n{ANSWER}\n👍2\nОдинокая строка")
    line = only(parsed).as_line()
    assert line["reactions"] == {"👍": 2}
    assert line["source"] == {"file": "post.txt", "line": 1, "channel": None, "post": None, "url": None}
    assert [dropped.as_line()["kind"] for dropped in parsed.dropped] == ["dropped", "dropped"]


def test_a_vacancy_with_headings_that_ask_gives_nothing(read: Read) -> None:
    vacancy = "Ищем инженера в команду\nЧем предстоит заниматься?\n- деплой\nЗарплата: 300 тыс.\nРезюме сюда: @team_hr"
    assert only(read(f"{QUESTION}\n{ANSWER}\n👍3\n{vacancy}\n👍1")).question == QUESTION


def test_the_next_number_of_a_list_answers_no_question(read: Read) -> None:
    digest = "1. Зачем сервису очередь запросов?\n2. Что не так с потоками\n3. Кэш и память"
    assert only(read(f"{QUESTION}\n{ANSWER}\n👍3\n{digest}\n👍1")).question == QUESTION


def test_a_task_among_questions_numbered_behind_a_sign_is_one_of_them(read: Read) -> None:
    post = (
        "Interview questions\n\n🚀 7. What does a heap hold?\n\nObjects that outlive a call of a function.\n\n"
        "🚀 8. Write a function that reverses a list.\n\nTake a slice of the array with step minus one.\n\n"
        "🚀 9. What is a thread?\n\nA path of execution within a process."
    )
    assert [item.question for item in read(f"{post}\n👍3").items] == [
        "What does a heap hold?",
        "Write a function that reverses a list.",
        "What is a thread?",
    ]


def test_a_question_right_below_an_invitation_is_read(read: Read) -> None:
    invitation = "Вебинар о потоках\n12 марта в 19:00\nОнлайн\nРегистрация: https://x.example"
    assert only(read(f"{invitation}\n\n{QUESTION}\n{ANSWER}\n👍1")).question == QUESTION
