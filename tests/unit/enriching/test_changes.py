"""Small changes make a true statement false, and leave it grammatical; where they might not, none is made."""

from itertools import combinations

import pytest

from bot.domain.cards import Language
from bot.domain.enriching.changes import both, changes


def changed(text: str, lang: Language, asked: str = "") -> set[str]:
    return {each.text for each in changes(text, lang, asked)}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "The loop holds weak references", "The loop holds strong references"),
        ("en", "Count the memory before you add workers", "Count the memory after you add workers"),
        ("en", "A tuple is immutable", "A tuple is mutable"),
        ("en", "It is an asynchronous call", "It is a synchronous call"),
        ("en", "A weak reference doesn't count", "A weak reference counts"),
        ("en", "Don't retry it blindly", "Retry it blindly"),
        ("en", "The pool keeps forty workers", "The pool does not keep forty workers"),
        ("en", "The default is forkserver", "The default is spawn"),
        ("en", "The pool has 40 threads by default", "The pool has 100 threads by default"),
        ("en", "Answer 429 with a header", "Answer 500 with a header"),
        ("en", "A list is mutable, a tuple is immutable", "A list is immutable, a tuple is mutable"),
        ("ru", "Цикл держит слабые ссылки", "Цикл держит сильные ссылки"),
        ("ru", "Задача ушла до COMMIT", "Задача ушла после COMMIT"),
        ("ru", "Индекс ускоряет чтение", "Индекс замедляет чтение"),
        ("ru", "Новый столбец таблицу не переписывает", "Новый столбец таблицу переписывает"),
        ("ru", "Семафор ограничивает вызовы", "Семафор не ограничивает вызовы"),
        ("ru", "Запись идёт в той же транзакции", "Запись идёт в отдельной транзакции"),
        ("zh", "事件循环对任务只持有弱引用", "事件循环对任务只持有强引用"),
        ("zh", "期限要小于宽限期", "期限要大于宽限期"),
        ("zh", "回调默认不执行", "回调默认执行"),
        ("zh", "fork 会发出警告", "fork 不会发出警告"),
        ("zh", "这是缓存击穿", "这是缓存雪崩"),
    ],
)
def test_what_a_statement_is_changed_to(lang: Language, text: str, expected: str) -> None:
    assert expected in changed(text, lang)


@pytest.mark.parametrize(
    ("lang", "text", "kept"),
    [
        ("en", "Old and new code run side by side", ("New and old code run side by side", "New and new")),
        ("en", "Choose the layer that knows whether the call is idempotent", ("whether the call is not",)),
        ("en", "A shell doesn't pass SIGTERM on", ("SIGKILL", "SIGHUP")),
        ("en", "CancelledError inherits BaseException", ("TimeoutError inherits",)),
        ("en", "Nobody waits any more for what is not asked", ("is asked",)),
        ("en", "About 40 threads wait", ("100", "60")),
        ("en", "Since Python 3.11 it waits for all", ("3.8", "3.12")),
        ("en", "Retry 429 and 503", ("301", "404")),
        ("en", "20 * 4 = 80 connections", ("100", "24")),
        ("ru", "Один и тот же сокет у всех", ("другой",)),
        ("ru", "Больше никто не ждёт", ("Меньше",)),
        ("zh", "只有一部分功能可用", ("没有", "不是")),
        ("zh", "检查有没有锁", ("没有没有", "有有")),
    ],
)
def test_what_might_stay_true_or_be_no_sentence_is_left(lang: Language, text: str, kept: tuple[str, ...]) -> None:
    assert not [each for each in changed(text, lang) for part in kept if part in each]


def test_a_number_that_the_question_names_stays() -> None:
    assert changed("The pool has 40 threads", "en")
    assert not changed("The pool has 40 threads", "en", "Why do 40 threads wait?")


def test_two_changes_are_made_at_once_only_where_they_cannot_undo_each_other() -> None:
    one_clause, two_clauses = (
        "Reads are faster than writes before it",
        "Reads are faster, and the lock is released before",
    )
    assert not [found for pair in combinations(changes(one_clause, "en", ""), 2) if (found := both(*pair, one_clause))]
    doubled = {both(*pair, two_clauses) for pair in combinations(changes(two_clauses, "en", ""), 2)}
    assert "Reads are slower, and the lock is released after" in doubled


@pytest.mark.parametrize("number", [0, 1, 21, 101, 1001, 99_999_999])
def test_a_number_that_has_few_like_it_is_changed_less_often_or_not_at_all(number: int) -> None:
    text = f"Пул по умолчанию держит {number} поток и не больше"
    assert all(str(number) != change.new for change in changes(text, "ru", "Сколько потоков держит пул?"))
