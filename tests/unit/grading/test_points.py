"""When an answer has a key point: synonyms, typos, endings, languages, and what a negation makes of it."""

import re

import pytest

from bot.domain.cards import KeyPoint
from bot.domain.grading.points import Credit, credit, wordings
from bot.domain.grading.said import Said


def credited(answer: str, *said: str, question: str = "?") -> Credit:
    return credit(wordings(KeyPoint(said[0], said[1:]), Said(question)), Said(answer))


@pytest.mark.parametrize(
    ("answer", "point"),
    [
        ("Only one thread runs bytecode, at any moment.", "one thread runs bytecode"),
        ("a SINGLE Thread is running the bytecode", "one thread runs bytecode"),
        ("it relases the lock while it waits", "releases the lock"),
        ("it raises the excpetion again", "raises an exception"),
        ("use select_related() for that", "select_related"),
        ("use `QuerySet.select_related`", "select_related"),
        ("put it into a TaskGroup", "task group"),
        ("a task group does it", "TaskGroup"),
        ("this is thread-safe", "thread safe"),
        ("this is threadsafe", "thread-safe"),
        ("call asyncio.gather on them", "gather"),
        ("gather them", "asyncio.gather"),
        ("it waits for I/O", "waits for IO"),
        ("more URLs and TTLs", "TTL"),
        ("5 ms by default", "5 ms"),
        ("ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
        ("поток отпускает блокировку", "поток освобождает lock"),
        ("Потоками управляет интерпретатор", "интерпретатор управляет потоками"),
        ("счетчик ссылок растет", "счётчик ссылок растёт"),
        ("сщётчик сылок растёт", "ссылок растёт"),
        ("корутина не завершится, пока event loop занят", "цикл событий занят"),
        ("нужен ввод-вывод", "I/O"),
        ("GIL'у нужен мьютекс", "GIL мьютекс"),
        ("同一时刻只有一个线程执行字节码", "一个线程 执行字节码"),
        ("引用的计数归零", "引用 计数"),
        ("用 event loop 调度 coroutine", "事件循环 协程"),
        ("thread 之间共享 memory", "线程 共享 内存"),
        ("同样的查询一下子打到了数据库", "同样的查询 打到数据库"),
    ],
)
def test_one_claim_is_known_in_many_shapes(answer: str, point: str) -> None:
    assert credited(answer, point) is Credit.MET


@pytest.mark.parametrize(
    ("answer", "point"),
    [
        ("the default is 50 ms", "default 5 ms"),
        ("version 3.1 has it", "version 3.13"),
        ("an immutable object", "mutable object"),
        ("asynchronous calls", "synchronous calls"),
        ("процессор занят", "процесс занят"),
        ("a thread waits", "to_thread"),
        ("one thread. It runs bytecode", "one thread runs bytecode"),
        ("线程安全", "进程安全"),
    ],
)
def test_what_only_looks_alike_is_no_hit(answer: str, point: str) -> None:
    assert credited(answer, point) is not Credit.MET


@pytest.mark.parametrize(
    ("answer", "point"),
    [
        ("Threads do not run in parallel.", "threads run in parallel"),
        ("Threads never run in parallel.", "threads run in parallel"),
        ("threads can't run in parallel", "threads run in parallel"),
        ("threads dont run in parallel", "threads run in parallel"),
        ("locks are not needed", "locks are needed"),
        ("It is wrong that threads run in parallel.", "threads run in parallel"),
        ("Many people think that threads run in parallel.", "threads run in parallel"),
        ("This does not mean that threads run in parallel.", "threads run in parallel"),
        ("Потоки не выполняются параллельно", "потоки выполняются параллельно"),
        ("Это не значит, что потоки выполняются параллельно", "потоки выполняются параллельно"),
        ("Неверно, что потоки выполняются параллельно", "потоки выполняются параллельно"),
        ("операция неатомарна", "операция атомарна"),
        ("блокировки не нужны", "блокировки нужны"),
        ("线程不会并行执行", "线程并行执行"),
        ("线程无法并行执行", "线程并行执行"),
        ("很多人以为线程并行执行", "线程并行执行"),
        ("最左前缀不成立", "最左前缀"),
    ],
)
def test_a_denied_claim_is_not_met_but_its_denial_is(answer: str, point: str) -> None:
    assert credited(answer, point) is Credit.CONTRADICTED
    assert credited(answer, answer) is Credit.MET


@pytest.mark.parametrize(
    "answer",
    [
        "Threads run in parallel. That is a myth.",
        "Потоки выполняются параллельно. Это не так.",
        "线程并行执行。这是错的。",
    ],
)
def test_a_claim_may_be_taken_back_by_the_next_sentence(answer: str) -> None:
    claim = re.split(r"(?<=[.。])\s*", answer)[0]
    assert credited(claim, claim) is Credit.MET
    assert credited(answer, claim) is Credit.CONTRADICTED


@pytest.mark.parametrize(
    ("answer", "point"),
    [
        ("x += 1 is not atomic", "not atomic"),
        ("x += 1 isn't atomic at all", "it is not atomic"),
        ("x += 1 is non-atomic", "is not atomic"),
        ("операция не атомарна", "не атомарна"),
        ("операция неатомарна", "не атомарна"),
        ("потоки не выполняются параллельно", "не параллельно"),
        ("没有 GIL 也能运行", "没有 GIL"),
        ("线程不能真正并行", "不会并行"),
    ],
)
def test_a_point_that_denies_is_met_by_a_denial(answer: str, point: str) -> None:
    assert credited(answer, point) is Credit.MET


@pytest.mark.parametrize(
    ("answer", "point"),
    [
        ("x += 1 is atomic", "not atomic"),
        ("операция атомарна", "не атомарна"),
        ("GIL 也在", "没有 GIL"),
        ("线程会并行", "不会并行"),
    ],
)
def test_a_point_that_denies_is_not_met_by_the_claim(answer: str, point: str) -> None:
    assert credited(answer, point) is not Credit.MET


@pytest.mark.parametrize(
    "answer",
    [
        "It does not only save memory, threads run in parallel.",
        "There is no GIL, so threads run in parallel.",
        "Not the processes but the threads run in parallel.",
        "The threads never wait, because threads run in parallel.",
        "It is wrong that the GIL stops them; threads run in parallel.",
    ],
)
def test_a_negation_reaches_no_further_than_its_clause(answer: str) -> None:
    assert credited(answer, "threads run in parallel") is Credit.MET


def test_any_wording_is_enough_and_the_best_counts() -> None:
    said = ("one thread at a time", "mutex around the interpreter", "single thread executes bytecode")
    assert credited("It is a mutex around the whole interpreter.", *said) is Credit.MET
    assert credited("It executes bytecode in a thread.", *said) is Credit.HALF
    assert credited("It is a mutex.", *said) is Credit.MISSING


def test_a_point_that_the_question_says_is_not_met_by_repeating_it() -> None:
    question = "Why does the GIL protect reference counts?"
    point = ("reference counts", "interpreter internals")
    assert credited("The GIL protects reference counts.", *point, question=question) is Credit.MISSING
    assert credited("It protects internals of the interpreter.", *point, question=question) is Credit.MET


def test_half_of_what_the_question_says_is_no_half() -> None:
    point = ("requests miss the cache at once",)
    assert credited("the requests miss the cache", *point) is Credit.HALF
    assert credited("the requests miss the cache", *point, question="Do requests miss the cache?") is Credit.MISSING


@pytest.mark.parametrize(
    ("answer", "point"),
    [
        ("I don't forget to commit", "commit"),
        ("Не забываю умножать время на loops", "умножить loops"),
        ("别忘了提交", "提交"),
        ("защищает, чтобы счётчик не ломался", "счётчик ломался"),
        ("it locks the count so that it doesn't break", "count break"),
        ("按 chunk 读，避免全部加载到内存", "全部 内存"),
        ("按 chunk 读，避免全部加载到内存", "不全部加载"),
        ("it prevents a thundering herd", "no thundering herd"),
        ("If the key isn't there I query the db and put it", "query db put"),
        ("Querysets are lazy so nothing happens until then", "lazy queryset"),
        ("没有命中就查数据库", "查数据库"),
        ("很多人以为线程并行，其实只有一个线程执行字节码", "只有一个线程执行字节码"),
        ("左右不代表时间，相同的栈合并排序", "栈合并排序"),
        ("a restart cures nothing", "restart does not cure"),
        ("don't rebase shared branches", "do not rebase what others use"),
    ],
)
def test_a_negation_in_an_aim_or_of_a_manner_denies_no_claim(answer: str, point: str) -> None:
    synonyms = ("shared branch",) if "rebase" in answer else ()
    assert credited(answer, point, *synonyms) is Credit.MET


def test_who_prevents_nothing_has_not_said_that_it_is_prevented() -> None:
    assert credited("this does not prevent deadlocks", "prevents deadlocks") is Credit.CONTRADICTED


def test_a_single_word_does_not_outweigh_a_claim_that_is_denied() -> None:
    said = ("locks are needed", "invariants")
    assert credited("It keeps your invariants.", *said) is Credit.MET
    assert credited("It keeps your invariants, so locks are not needed.", *said) is Credit.CONTRADICTED


@pytest.mark.parametrize(
    ("answer", "point"),
    [
        ("зависит от уровня изоляции", "уровень изоляции"),
        ("в списке добавили строку", "список добавляют"),
        ("кешировать ответы", "кэшировать ответы"),
        ("положим в редис", "put in Redis"),
        ("save it to Postgres", "saves to the database"),
        ("блок with закроет", "блок with"),
        ("if 的时候才执行", "if 执行"),
        ("用servererrormiddleware处理", "ServerErrorMiddleware"),
    ],
)
def test_forms_spellings_and_names_of_a_kind_are_known(answer: str, point: str) -> None:
    assert credited(answer, point) is Credit.MET


@pytest.mark.parametrize(
    ("answer", "point"),
    [("save it to the database", "saves to Postgres"), ("блок закроет", "блок with"), ("用语句", "with 语句")],
)
def test_a_kind_is_no_name_and_a_keyword_of_code_is_a_word(answer: str, point: str) -> None:
    assert credited(answer, point) is not Credit.MET
