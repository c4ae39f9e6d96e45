"""One way from a Telegram post to items."""

import pytest

from bot.domain.markup import Mark
from bot.domain.topics import Topics
from bot.parsing import Item, Parsed
from bot.parsing.channel_posts import ChannelPost, Habits, Poll, Said, post_key, read_as_piece, read_post

BOLD, CODE, QUOTE = (Mark("bold"),), (Mark("code"),), (Mark("quote"),)
ASKING = Habits(asks=True)


def said(*parts: str | Said) -> tuple[Said, ...]:
    return tuple(part if isinstance(part, Said) else Said(part) for part in parts)


def only(parsed: Parsed) -> Item:
    (item,) = parsed.items
    return item


def test_what_is_hidden_under_a_spoiler_is_the_answer(topics: Topics) -> None:
    post = ChannelPost(
        said("Чем кортеж отличается от списка?\n\nОтвет: ", Said("Кортеж нельзя изменить.", hidden=True))
    )
    item = only(read_post(post, topics))
    assert (item.kind, item.question, item.answer) == (
        "qa",
        "Чем кортеж отличается от списка?",
        "Кортеж нельзя изменить.",
    )


def test_each_spoiler_answers_the_question_above_it(topics: Topics) -> None:
    post = ChannelPost(
        said(
            "1. What does git stash do?\n",
            Said("It shelves changes of the working tree.", hidden=True),
            "\n\n2. What does git reflog show?\n",
            Said("Where HEAD of the repository has been.", hidden=True),
        )
    )
    pairs = [(item.question, item.answer) for item in read_post(post, topics).items]
    assert pairs == [
        ("What does git stash do?", "It shelves changes of the working tree."),
        ("What does git reflog show?", "Where HEAD of the repository has been."),
    ]


def test_a_spoiler_within_a_sentence_is_no_border(topics: Topics) -> None:
    post = ChannelPost(
        said("Что делает метод append у списка?\n\nОн ", Said("добавляет", hidden=True), " элемент в конец списка.")
    )
    assert only(read_post(post, topics)).answer == "Он добавляет элемент в конец списка."


def test_code_stays_as_it_is_with_its_language(topics: Topics) -> None:
    code = "for i in range(3):\n\n    print(i)  # ``` and *stars*"
    post = ChannelPost(
        said("Что выведет код?\n", Said(code, (Mark("pre", "python"),)), "\nОтвет: числа 0, 1 и 2, каждое на строке.")
    )
    item = only(read_post(post, topics))
    assert item.question == f"Что выведет код?\n\n````python\n{code}\n````"
    assert item.answer == "числа 0, 1 и 2, каждое на строке."
    assert item.code_blocks == 1


def test_formatting_of_an_answer_stays_and_that_of_a_question_goes(topics: Topics) -> None:
    post = ChannelPost(
        said(
            Said("🤔 Зачем нужен ", BOLD),
            Said("key", CODE),
            Said(" в списке?", BOLD),
            "\n\nЧтобы ",
            Said("не терять", BOLD),
            " состояние, см. ",
            Said("документацию React", (Mark("link", "https://react.dev/learn"),)),
            " про ",
            Said("key", CODE),
            ".",
        )
    )
    item = only(read_post(post, topics))
    assert item.question == "Зачем нужен `key` в списке?"
    assert item.answer == (
        "Чтобы **не терять** состояние, см. [документацию React](https://react.dev/learn) про `key`."
    )


def test_headings_that_ask_inside_an_answer_open_no_card(topics: Topics) -> None:
    text = "🤔 Что такое GIL?\n\nЭто блокировка интерпретатора.\n\n🚩Зачем она нужна?\nОна бережёт счётчики ссылок."
    item = only(read_post(ChannelPost(said(text)), topics, ASKING))
    assert item.answer == "Это блокировка интерпретатора.\n\n🚩Зачем она нужна?\nОна бережёт счётчики ссылок."


def test_a_titled_list_of_questions_gives_a_card_for_each(topics: Topics) -> None:
    text = (
        "Docker interview questions, part 2\n\n🚀 4. What is a layer?\nA read-only difference of file systems.\n\n"
        "🚀 5. What is a volume?\nStorage that outlives the container.\n\n🔹 Tip\nMention bind mounts."
    )
    items = read_post(ChannelPost(said(text)), topics).items
    assert [item.question for item in items] == ["What is a layer?", "What is a volume?"]
    assert items[1].answer == "Storage that outlives the container.\n\n- Tip\n\nMention bind mounts."
    assert {item.context for item in items} == {"Docker interview questions, part 2"}


def test_options_with_a_key_become_options(topics: Topics) -> None:
    question = "Which keyword starts a generator function body?"
    text = f"{question}\nA) return\nB) yield\nC) await\n\nAnswer: B\nIt suspends the function."
    item = only(read_post(ChannelPost(said(text)), topics))
    assert item.options is not None
    assert (item.options.offered, item.options.right, item.options.sure) == (("return", "yield", "await"), (1,), True)
    assert item.answer == "yield\n\nIt suspends the function."
    assert item.question == question


def test_tags_footers_and_requests_are_no_part_of_the_card(topics: Topics) -> None:
    text = (
        "#sql #индексы\nЧто такое покрывающий индекс?\n\nИндекс, в котором есть все столбцы запроса.\n\n"
        "Ставь 👍, если знал\nБаза вопросов | Чат\n@some_channel"
    )
    item = only(read_post(ChannelPost(said(text)), topics, Habits({"База вопросов | Чат"}, asks=True)))
    assert item.answer == "Индекс, в котором есть все столбцы запроса."
    assert item.tags == ("sql", "индексы")


def test_a_decorator_at_the_end_is_no_contact(topics: Topics) -> None:
    text = (
        "Как сделать метод свойством?\n\nЕсть декораторы:\n- @property для чтения;\n- @name.setter для записи значения."
    )
    assert (only(read_post(ChannelPost(said(text)), topics)).answer or "").endswith(
        "- @name.setter для записи значения."
    )


def test_an_advert_with_a_question_gives_nothing(topics: Topics) -> None:
    text = (
        "Хочешь стать backend-разработчиком?\n\nКурс с нуля, скидка 40% до пятницы. "
        "Записывайся: https://example.org/course"
    )
    parsed = read_post(ChannelPost(said(text)), topics, ASKING)
    assert not parsed.items
    assert "advert" in parsed.dropped[0].reason


@pytest.mark.parametrize("in_group", [True, False])
def test_a_question_without_its_answer_is_a_draft_in_a_channel_and_talk_in_a_group(
    topics: Topics, *, in_group: bool
) -> None:
    post = ChannelPost(said("Почему asyncio не ускоряет вычисления?"), in_group=in_group)
    kinds = [item.kind for item in read_post(post, topics).items]
    assert kinds == ([] if in_group else ["draft"])


def test_talk_with_a_question_and_more_words_is_no_card(topics: Topics) -> None:
    post = ChannelPost(said("Почему падает контейнер с базой данных?\nСмотрел логи, там пусто."), in_group=True)
    assert not read_post(post, topics).items


def test_a_channel_that_does_not_ask_is_believed_only_where_it_says_so(topics: Topics) -> None:
    news = Habits(asks=False)
    told = "Почему все переходят на Rust?\nКомпания переписала сервис и сократила память вдвое."
    marked = "Вопрос: что такое владение в Rust?\nОтвет: у каждого значения в памяти один владелец."
    assert not read_post(ChannelPost(said(told)), topics, news).items
    assert only(read_post(ChannelPost(said(marked)), topics, news)).kind == "qa"


def test_the_answer_to_a_picture_is_a_draft_without_a_question(topics: Topics) -> None:
    post = ChannelPost(said(Said("Код выведет 10, потому что замыкание.", hidden=True)), has_picture=True)
    item = only(read_post(post, topics))
    assert (item.kind, item.question, item.answer) == ("draft", "", "Код выведет 10, потому что замыкание.")


def test_a_question_about_code_in_a_picture_is_a_draft(topics: Topics) -> None:
    post = ChannelPost(said("Что выведет этот код?\n\n", Said("Ошибку NameError.", hidden=True)), has_picture=True)
    item = only(read_post(post, topics))
    assert item.kind == "draft"
    assert "picture" in item.reasons[-1]


def test_a_quiz_with_its_key_is_a_card(topics: Topics) -> None:
    poll = Poll("Что вернёт len({})?", ("None", "0", "ошибку"), right=(1,), why="Словарь пуст.", is_quiz=True)
    item = only(read_post(ChannelPost(poll=poll), topics))
    assert (item.kind, item.answer) == ("qa", "0\n\nСловарь пуст.")
    assert item.options is not None
    assert item.options.sure


@pytest.mark.parametrize(
    ("poll", "right", "reason"),
    [
        (Poll("Which SQL clause filters groups?", ("WHERE", "HAVING"), (9, 4), (1,)), (1,), "owner chose"),
        (Poll("Which SQL clause filters groups?", ("WHERE", "HAVING"), (2, 40)), (1,), "leading"),
        (Poll("Which SQL clause filters groups?", ("WHERE", "HAVING"), (4, 4)), (), "no option leads"),
    ],
)
def test_a_poll_without_its_key_is_a_draft_that_proposes_an_option(
    topics: Topics, poll: Poll, right: tuple[int, ...], reason: str
) -> None:
    item = only(read_post(ChannelPost(poll=poll), topics, ASKING))
    assert item.options is not None
    assert (item.kind, item.answer, item.options.right, item.options.sure) == ("draft", None, right, False)
    assert reason in item.reasons[-1]


def test_a_poll_about_its_readers_gives_nothing(topics: Topics) -> None:
    poll = Poll("Сколько лет вы работаете?", ("1", "5"), (3, 4))
    assert not read_post(ChannelPost(poll=poll), topics, ASKING).items


def test_a_post_keeps_where_it_stood_and_what_it_got(topics: Topics) -> None:
    post = ChannelPost(
        said("Вопрос: что такое WAL?\nОтвет: журнал упреждающей записи базы данных."),
        key=post_key(-1001790000001, 7),
        channel="Базы",
        post="7",
        url="https://t.me/bases/7",
        file="result.json",
        reactions={"👍": 3, "🔥": 1},
        views=1800,
        topic="PostgreSQL",
    )
    piece = read_as_piece(post, topics)
    (item,) = piece.items
    assert piece.key == "telegram:1790000001/7" == post_key(1790000001, "7")
    assert (item.likes, item.heat, item.context) == (4, 1800, "PostgreSQL")
    assert (item.source.channel, item.source.post, item.source.url) == ("Базы", "7", "https://t.me/bases/7")


def test_the_body_of_a_piece_shows_what_is_hidden_and_what_is_code() -> None:
    post = ChannelPost(
        said("Q?", Said("x = 1", (Mark("pre", "python"),)), Said("because", hidden=True)), poll=Poll("P?", ("a", "b"))
    )
    assert post.body == "Q?\n```python\nx = 1\n```\n||because||\nP?\n- a\n- b"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "?",
        "🤔",
        "#tag",
        "||",
        "```",
        "Ответ:",
        "1.\n2.\n3.",
        "a" * 70_000,
        "Что?\n" * 3000,
        "\u200b\n\u2800?",
    ],
)
def test_any_post_is_taken(topics: Topics, text: str) -> None:
    for hidden in (False, True):
        parsed = read_post(ChannelPost(said(Said(text, hidden=hidden)), has_picture=True), topics)
        assert all(item.question or item.kind == "draft" for item in parsed.items)


def test_thousands_of_stretches_are_read_without_their_formatting(topics: Topics) -> None:
    parts = [Said("`*_[x](y) ", CODE if number % 2 else BOLD) for number in range(4000)]
    assert read_post(ChannelPost(tuple(parts)), topics).items == ()


def test_what_a_channel_says_below_every_post_makes_none_of_them_an_advert(topics: Topics) -> None:
    link = Said("Базу ответов", (Mark("link", "https://example.org/base"),))
    post = ChannelPost(said("Что печатает %d?\n\nЦелое число на месте шаблона.\n\nСтавь 👍 и забирай ", link))
    item = only(read_post(post, topics, ASKING))
    assert (item.question, item.answer) == ("Что печатает %d?", "Целое число на месте шаблона.")


def test_a_title_asks_without_its_mark_except_in_a_channel_of_news(topics: Topics) -> None:
    post = ChannelPost(
        said(
            Said("Как работает сборщик мусора", BOLD),
            "\n\nОн обходит объекты от корней и освобождает остальную память.",
        )
    )
    assert only(read_post(post, topics, ASKING)).question == "Как работает сборщик мусора"
    assert only(read_post(post, topics)).kind == "qa"
    assert not read_post(post, topics, Habits(asks=False)).items
    story = ChannelPost(said("Как мы ускорили сервер\n\nМы переписали один запрос, и очередь исчезла."))
    assert not read_post(story, topics, ASKING).items


def test_how_hard_a_question_is_may_stand_above_it(topics: Topics) -> None:
    post = ChannelPost(said("Сложность: Medium\nКомпания: Ромашка\n\nЧто такое индекс?\n\nСтруктура для поиска строк."))
    item = only(read_post(post, topics))
    assert (item.question, item.difficulty) == ("Что такое индекс?", "middle")


def test_a_list_of_links_that_ask_gives_nothing(topics: Topics) -> None:
    links = [Said(title, (Mark("link", "https://example.org/a"),)) for title in ("Что нового в Go?", "Зачем нужен GC?")]
    post = ChannelPost(said("Почитать:\n\n1. ", links[0], "\n2. ", links[1]))
    assert not read_post(post, topics, ASKING).items


@pytest.mark.parametrize("number", ["#6.", "№6", "№ 6.", "#6:", "6、"])
def test_a_number_with_its_sign_is_no_part_of_the_question(number: str, topics: Topics) -> None:
    post = ChannelPost(said(f"{number} Что такое замыкание?\n\nФункция вместе с переменными вокруг неё."))
    assert only(read_post(post, topics, ASKING)).question == "Что такое замыкание?"


def test_numbered_titles_over_quotes_are_questions_without_their_marks(topics: Topics) -> None:
    quote = Mark("quote")
    post = ChannelPost(
        said(
            "📌 Вопросы с собеседований\n\n1️⃣ ",
            Said("Когда индекс таблицы только мешает", BOLD),
            "\n",
            Said("Когда в таблицу больше пишут, чем из неё читают.", (quote,)),
            "\n\n2️⃣ ",
            Said("Почему блокировка строк не спасает", BOLD),
            "\n",
            Said("Две транзакции ждут друг друга по кругу.", (quote,)),
        )
    )
    assert [(item.question, item.answer) for item in read_post(post, topics, ASKING).items] == [
        ("Когда индекс таблицы только мешает", "Когда в таблицу больше пишут, чем из неё читают."),
        ("Почему блокировка строк не спасает", "Две транзакции ждут друг друга по кругу."),
    ]


def test_a_task_among_numbered_questions_is_one_of_them(topics: Topics) -> None:
    post = ChannelPost(
        said(
            "🚀 7. What does a heap of the runtime hold?\n\nObjects that outlive a call.\n\n"
            "🚀 8. Write a function that reverses a list.\n\nTake a slice with step minus one.\n\n"
            "🚀 9. What is a thread?\n\nA path of execution within a process."
        )
    )
    assert [item.question for item in read_post(post, topics, ASKING).items] == [
        "What does a heap of the runtime hold?",
        "Write a function that reverses a list.",
        "What is a thread?",
    ]


def test_numbered_steps_of_a_guide_are_no_questions(topics: Topics) -> None:
    post = ChannelPost(
        said("Setting up a cluster\n\n1. Install the agent\nIt runs on every node.\n\n2. Join\nRun it with the token.")
    )
    assert read_post(post, topics, ASKING).items == ()


def test_what_stands_above_the_next_number_of_a_list_is_not_answered_by_it(topics: Topics) -> None:
    post = ChannelPost(said("1. Зачем сервису очередь запросов?\n2. Что не так с потоками\n3. Кэш и память"))
    assert [item.kind for item in read_post(post, topics, ASKING).items] == ["draft"]


@pytest.mark.parametrize(
    "text",
    [
        "Инженер\n\nЧем предстоит заниматься?\n• писать сервис\n\nКого мы ищем?\n• опыт от 2 лет\n\nВилка: 200 тыс.",
        "What's new?\n\n• added lazy classes\n• fixed a leak of memory\n\nVersion 3.1\nDownload: https://x.example",
        "Python 3.20 已经发布了，大家升级了吗？\n\n新的编译器快了很多，对象也更小。",
        "Which class of the academy is yours?\n\nRegister 👇",
        "Розыгрыш! Хотите кружку с котом?\n\nОтветьте в комментариях.",
        "本周抽奖：你最喜欢哪个编辑器？\n\n评论区见",
    ],
)
def test_headings_of_notices_and_questions_to_readers_ask_nothing(text: str, topics: Topics) -> None:
    assert read_post(ChannelPost(said(text)), topics, ASKING).items == ()


def test_a_number_in_brackets_is_no_part_of_the_question(topics: Topics) -> None:
    post = ChannelPost(said("【第7题】什么是死锁？\n\n【答案】两个线程互相等待对方的锁。"))
    assert only(read_post(post, topics, ASKING)).question == "什么是死锁？"


def test_a_word_of_a_query_at_the_end_is_no_call_to_readers(topics: Topics) -> None:
    post = ChannelPost(
        said("How do these words of a query differ?\n\n- DELETE takes rows\n- DROP takes the table itself")
    )
    assert only(read_post(post, topics, ASKING)).answer == "- DELETE takes rows\n- DROP takes the table itself"
