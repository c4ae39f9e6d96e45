"""Posts that are vacancies, invitations or news of a release as a whole."""

import pytest

from bot.parsing.notices import notice_in

VACANCIES = (
    (
        "Ищем Go-разработчика в команду\n\nЧем предстоит заниматься?\n- писать шлюз\n\nЧто мы предлагаем?\n- ДМС\n\n"
        "Зарплата: от 200 000 ₽"
    ),
    (
        "Backend engineer\n\nWhat will you do?\n- build the ledger\n\nWho are you?\n- 4+ years with Kotlin\n\n"
        "Send your CV to jobs@ledger.example"
    ),
    "诚聘前端工程师\n薪资：20-30K\n\n你将负责什么？\n- 组件库\n\n简历投递：hr@zu.example",
)
INVITATIONS = (
    "Встреча про Elixir\n\nКогда?\n3 апреля в 18:00\n\nГде?\nНабережная, 7\n\nРегистрация: https://elixir.example",
    "Night of compilers\n\nWhen?\nApril 3\n\nWhere?\nOnline\n\nRegister: https://night.example",
    "编译器之夜\n\n时间：4月3日\n地点：线上\n报名：https://night.example",
)
RELEASES = (
    "Что нового?\n- исправлены утечки\n- тёмная тема\n\nВышла версия 4.2\nСкачать: https://app.example",
    "What's new?\n- bug fixes\n- version 4.2 starts sooner\nDownload: https://app.example",
    "更新了什么？\n- 修复若干问题\n- 4.2 版本\n下载：https://app.example",
)


@pytest.mark.parametrize("post", VACANCIES)
def test_a_post_with_pay_duties_and_a_way_to_apply_is_a_vacancy(post: str) -> None:
    assert notice_in(post.split("\n")) == "a vacancy"


@pytest.mark.parametrize("post", INVITATIONS)
def test_a_post_with_a_day_a_place_and_a_way_to_register_is_an_invitation(post: str) -> None:
    assert notice_in(post.split("\n")) == "an invitation to an event"


@pytest.mark.parametrize("post", RELEASES)
def test_a_post_with_changes_and_a_download_is_news_of_a_release(post: str) -> None:
    assert notice_in(post.split("\n")) == "news of a release"


@pytest.mark.parametrize(
    "post",
    [
        "Требования:\n- O(n)\n- без рекурсии\nУсловия:\n- n < 100\nФормат: JSON",
        "What's new in the language since version 8?\n- lambdas\n- streams\n- added default methods",
        "Salary: how do you name yours?\nTell a range.\nAsk what others get.\nNever lie.",
        "报名时如何防止重复提交？\n用唯一索引\n或者用令牌\n或者用锁",
    ],
)
def test_fewer_signs_or_none_that_is_sure_are_no_notice(post: str) -> None:
    assert notice_in(post.split("\n")) is None


def test_several_signs_on_one_line_count_once() -> None:
    assert notice_in(["Ask about pay: $90k, 5+ years, and send your CV", "then", "wait", "calmly"]) is None
