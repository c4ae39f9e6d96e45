"""Adverts and footers, told by how they speak and where they stand."""

import pytest

from bot.domain.topics import Topics
from bot.parsing.adverts import advert_start, find_footers, is_advert, is_signature, is_teaser, technical
from bot.parsing.blocks import numbered_lines


@pytest.mark.parametrize(
    "advert",
    [
        "Набор на курс по Go открыт.\nЗапишись до пятницы!",
        "Скидка 50% по промокоду RAIN\nhttps://school.example/go",
        "Our bootcamp starts on Monday.\nSign up while there are seats.",
        "Early bird price, write to @fern_school",
        "训练营第三期\n扫码领取资料",
        "限时优惠，点击报名",
        "Подпишись на канал @night_queries",
    ],
)
def test_commerce_with_a_call_or_a_contact_is_an_advert(advert: str) -> None:
    assert is_advert(numbered_lines(advert))


@pytest.mark.parametrize(
    "text",
    [
        "Как выкатить миграцию без простоя?\nСначала добавьте столбец без значения по умолчанию.",
        "Of course the lock is released in finally.\nCheck it with a test.",
        "一致性哈希怎么解决热点？\n加虚拟节点。",
        "A price is stored in cents, never as a float.",
    ],
)
def test_honest_posts_are_no_adverts(text: str) -> None:
    assert not is_advert(numbered_lines(text))


def test_lines_that_close_three_posts_are_footers() -> None:
    post = "Чем опасен глобальный кэш номер {}?\nОн растёт без предела.\n🔸 Курс Фонаря\nФонарь бэкендера\n"
    footers = find_footers(numbered_lines("".join(post.format(n) for n in range(3))))
    assert footers == {"🔸 Курс Фонаря", "Фонарь бэкендера"}


def test_a_foot_that_stands_twice_under_one_post_is_found() -> None:
    lines = numbered_lines("What is a zombie process?\nA child nobody waited for.\nDaily Fork\nDaily Fork")
    assert find_footers(lines) == {"Daily Fork"}


def test_a_label_that_is_followed_by_text_is_no_footer() -> None:
    post = "Вопрос {} про память?\nИтого\nДержите кэш с пределом и сбрасывайте его по времени, номер {}.\n"
    assert find_footers(numbered_lines("".join(post.format(n, n) for n in range(4)))) == frozenset()


def test_repeated_lines_inside_fences_are_code() -> None:
    lines = numbered_lines("```\nconn.commit()\nconn.commit()\nconn.commit()\n```")
    assert find_footers(lines) == frozenset()


def test_an_advert_behind_an_answer_is_cut_off_from_its_headline(topics: Topics) -> None:
    lines = numbered_lines(
        "Держите транзакции короткими.\n- не ходите в сеть внутри транзакции\n"
        "Хватит гадать на собесах\nКурс со скидкой 20%\nЗапишись: @fern_school"
    )
    assert advert_start(lines, topics) == 2


def test_an_answer_without_an_advert_is_kept_whole(topics: Topics) -> None:
    lines = numbered_lines("Retry with jitter.\nLimit the attempts.\nSee https://docs.example/retries")
    assert advert_start(lines, topics) == 3


def test_a_signature_is_a_name_and_not_an_offer() -> None:
    assert is_signature("Фонарь бэкендера")
    assert is_signature("@night_queries")
    assert not is_signature("🔸 Все программы")
    assert not is_signature("Курс по базам данных")


@pytest.mark.parametrize(
    "question", ["Хочешь в бигтех?", "Tired of failing interviews?", "还在为面试发愁？", "Какую зарплату вы просите?"]
)
def test_questions_to_the_buyer_are_teasers(question: str, topics: Topics) -> None:
    assert is_teaser(question, topics)


@pytest.mark.parametrize(
    "question", ["Как работает MVCC в PostgreSQL?", "Why does a thread pool starve?", "为什么索引会失效？"]
)
def test_questions_of_an_interview_are_not(question: str, topics: Topics) -> None:
    assert not is_teaser(question, topics)
    assert technical(question, topics) > 0
