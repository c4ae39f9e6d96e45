"""What a channel puts before its questions and answers, learnt from its own posts."""

import pytest

from bot.domain.markup import Mark
from bot.domain.topics import Topics
from bot.parsing.blocks import Line, asks, numbered_lines
from bot.parsing.channel_posts import ChannelPost, Said
from bot.parsing.dump_labels import with_usual_labels
from bot.parsing.own_labels import LabelsMet, OwnLabels
from bot.parsing.post_stream import Talk, read_posts
from bot.parsing.repeated_lines import form_of, is_repeated

CODE = (Mark("code"),)
PAIRS = (
    ("Что такое индекс базы данных?", "Структура, по которой находят строки таблицы."),
    ("Зачем нужна транзакция?", "Чтобы группа запросов выполнилась целиком или никак."),
    ("Как работает кэш?", "Хранит ответы на частые запросы ближе к сервису."),
)


def learnt(*posts: str) -> OwnLabels:
    met = LabelsMet()
    for post in posts:
        said = [line for line in post.split("\n") if line]
        met.learn(said, [asks(line) for line in said])
    return met.labels()


def pairs(topics: Topics, posts: list[str], channel: str | None = None) -> list[tuple[str, str | None]]:
    told = [ChannelPost((Said(text),), post=str(number), channel=channel) for number, text in enumerate(posts)]
    pieces = read_posts(told, topics, Talk(), strict=False)
    return [(item.question, item.answer) for piece in pieces for item in piece.items]


@pytest.mark.parametrize(
    ("above", "before"),
    [
        ("Day {}/100: ", "=> "),
        ("【今日之问】", "【解答过程】"),
        ("Спрашивает {}-й интервьюер: ", "Что ждут услышать:\n"),
        ("", "🅰️ "),
        ("", "———————\n"),
    ],
)
def test_labels_of_a_channel_are_no_part_of_its_cards(topics: Topics, above: str, before: str) -> None:
    posts = [f"{above.format(number)}{asked}\n\n{before}{told}" for number, (asked, told) in enumerate(PAIRS)]
    assert pairs(topics, posts) == list(PAIRS)
    labelled = with_usual_labels(numbered_lines("\n\n".join(posts)))
    plain = [line.text.removeprefix("Q: ").removeprefix("A: ") for line in labelled]
    assert [line for line in plain if line] == [line for pair in PAIRS for line in pair]


def test_a_label_is_one_in_three_posts_only() -> None:
    post = "Q{}: what is a lock?\nIn other words: a flag that threads share."
    assert not learnt(post.format(1), post.format(2)).answers
    assert learnt(*map(post.format, range(3))).answers == {"in other words:"}


def test_answers_that_begin_alike_by_chance_have_no_label() -> None:
    assert learnt("What is a?\nNote: x", "What is b?\nNote: y", *["What is c?\nIt is z"] * 5) == OwnLabels()


def test_a_label_below_other_lines_of_the_answer_parts_nothing(topics: Topics) -> None:
    posts = [f"{asked}\n=> {told}" for asked, told in PAIRS]
    posts.append("Что делает планировщик потоков?\nВыбирает поток из очереди.\n=> Затем сохраняет регистры.")
    assert pairs(topics, posts)[-1] == (
        "Что делает планировщик потоков?",
        "Выбирает поток из очереди.\n=> Затем сохраняет регистры.",
    )


def test_headings_above_questions_are_a_habit_of_channels_that_ask(topics: Topics) -> None:
    posts = [f"Бэкенд {sign}\n\n{asked}\n\n{told}" for sign, (asked, told) in zip("абв", PAIRS, strict=True)]
    assert pairs(topics, posts) == list(PAIRS)
    assert pairs(topics, posts[:2]) == []


def test_lines_that_change_by_a_number_are_known_again() -> None:
    seen = {"день # из #"}
    assert is_repeated("день 5 из 30", seen)
    assert form_of("Задачка #12") == form_of("Задачка #13")


@pytest.mark.parametrize("line", ["Ответ 3", "n = 10", "42", "Сложность растёт в 2 раза.", "без чисел"])
def test_a_number_that_says_something_changes_the_line(line: str) -> None:
    assert form_of(line) is None


def test_answers_are_parted_from_questions_on_the_same_line() -> None:
    lines = [Line(1, "❓ Вопрос: что такое CI? ✅ Ответ: сборка на каждый коммит."), Line(2, "Что такое CD? (Junior)")]
    assert [line.text for line in with_usual_labels(lines)] == [
        "❓ Вопрос: что такое CI?",
        "✅ Ответ: сборка на каждый коммит.",
        "Что такое CD?",
    ]


def test_titles_in_the_form_of_a_channel_ask_without_asking_words(topics: Topics) -> None:
    posts = [f"🔹 {asked}\n\n{told}" for asked, told in PAIRS]
    posts += [
        "🔹 Что делает сборщик мусора?\n\nОсвобождает память объектов, на которые нет ссылок.",
        "🔹 Индексы в базе данных\n\nИндекс хранит ключи столбца и ссылки на строки таблицы.",
        "🔹 Книга недели о базах данных\n\nКнига о том, как устроены индексы и транзакции.",
    ]
    assert [asked for asked, _ in pairs(topics, posts, "Собес бэкенд")][4:] == ["Индексы в базе данных"]
    assert len(pairs(topics, posts, "Новости")) == 4


def test_code_between_two_parts_of_a_spoiler_is_hidden_with_them(topics: Topics) -> None:
    said = (
        Said("Как узнать длину списка?\n\n"),
        Said("Вызвать ", hidden=True),
        Said("len", CODE),
        Said(" с ним, так вернётся ", hidden=True),
        Said("int", CODE),
        Said("\n\nПодписывайтесь"),
    )
    (piece,) = read_posts([ChannelPost(said)], topics, Talk(), strict=False)
    assert [(item.question, item.answer) for item in piece.items] == [
        ("Как узнать длину списка?", "Вызвать `len` с ним, так вернётся `int`")
    ]


def test_a_news_channel_with_a_question_under_some_headings_has_no_such_habit(topics: Topics) -> None:
    posts = [f"Сбой в облаке {n}\n\nЧто случилось с базой данных?\n\nДиск сервера переполнился." for n in range(4)]
    posts += [f"Компания {sign} открыла офис\n\nТам будет работать сто человек." for sign in "абвгдежз"]
    assert pairs(topics, posts) == []
