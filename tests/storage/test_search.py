"""Search: words in any form, in three languages; nothing that is typed is syntax."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.cards import LANGUAGES, CardContent, Language
from bot.storage import cards, search
from bot.storage.database import Transaction
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, add_cards, card


async def publish(db: SqliteDatabase, *contents: CardContent) -> None:
    await add_cards(db, contents)


def about(number: int, question: str, answer: str = "", lang: Language = "en", **fields: object) -> CardContent:
    return card(number, lang, question=question, answer=answer, **fields)


async def found(db: SqliteDatabase, words: str, *languages: Language, limit: int = 10) -> list[str]:
    ids = await search.find(db, words, languages or LANGUAGES, limit)
    loaded = [await cards.load(db, card_id) for card_id in ids]
    return [each.content.question for each in loaded if each is not None]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Как устроены блокировки в PostgreSQL?", "блокировка"),
        ("Как устроена блокировка строк?", "блокировками строки"),
        ("Чем процессы отличаются от потоков?", "процесс поток"),
        ("Учёт счётчиков объёма", "учет счетчик объем"),
        ("Учет счетчика", "учёт счётчики"),
        ("Why do tasks vanish?", "task vanishing"),
        ("How are caches invalidated?", "CACHE"),
        ("为什么协程会卡住事件循环？", "协程"),
        ("为什么协程会卡住事件循环？", "卡"),
        ("为什么协程会卡住事件循环？", "事件循环"),
        ("什么是 GIL锁？", "GIL 锁"),
        ("What is asyncio.gather?", "asyncio.gather"),
        ("What does max_connections limit?", "max connections"),
        ("Ｆｕｌｌ width Ｐｙｔｈｏｎ", "python"),
    ],
)
async def test_another_form_of_a_word_is_found(db: SqliteDatabase, written: str, asked: str) -> None:
    await publish(db, about(1, written), about(2, "Something else entirely, 另外一个, совсем иное"))
    assert await found(db, asked) == [written]


@pytest.mark.parametrize(
    ("written", "asked", "longer"),
    [
        ("Как растёт объёма предел", "объем", "Объявление переменной"),
        ("Ёмкость очереди", "емкость", "Емкостный датчик"),
        ("Емкость очереди", "ёмкость", "Емкостный датчик"),
    ],
)
async def test_a_form_of_the_word_keeps_out_what_only_begins_like_it(
    db: SqliteDatabase, written: str, asked: str, longer: str
) -> None:
    await publish(db, about(1, written, lang="ru"), about(2, longer, lang="ru"))
    assert await found(db, asked) == [written]


async def test_chinese_characters_are_found_side_by_side_only(db: SqliteDatabase) -> None:
    await publish(db, about(1, "循环里的事件", lang="zh"), about(2, "事件循环", lang="zh"))
    assert await found(db, "事件循环") == ["事件循环"]
    assert len(await found(db, "事件 循环")) == 2


async def test_languages_with_signs_in_their_names_are_told_apart(db: SqliteDatabase) -> None:
    questions = ("Why is C fast?", "Why is C++ large?", "Why is C# managed?")
    await publish(db, *(about(number, question) for number, question in enumerate(questions)))
    assert await found(db, "C++") == ["Why is C++ large?"]
    assert await found(db, "c#") == ["Why is C# managed?"]
    assert await found(db, "C") == ["Why is C fast?"]


async def test_all_the_words_must_be_there_anywhere_in_the_card(db: SqliteDatabase) -> None:
    await publish(
        db, about(1, "One", "a pool of processes", short_answer="threads", tags=("gil",)), about(2, "Two pools")
    )
    assert await found(db, "pool threads gil") == ["One"]
    assert await found(db, "pool of elephants") == []


async def test_the_question_with_more_of_the_word_comes_first(db: SqliteDatabase) -> None:
    filler = "other words that say nothing about it " * 10
    await publish(db, about(1, "Locks", filler + "deadlock"), about(2, "Deadlock: what is a deadlock?", "A deadlock."))
    assert await found(db, "deadlock") == ["Deadlock: what is a deadlock?", "Locks"]
    assert await found(db, "deadlock", limit=1) == ["Deadlock: what is a deadlock?"]


async def test_only_public_cards_of_the_languages_are_found(db: SqliteDatabase) -> None:
    ids = await add_cards(
        db, [about(n, f"asyncio {n}", lang=lang) for n, lang in enumerate((*LANGUAGES, LANGUAGES[0]))]
    )

    async def hide(tx: Transaction) -> None:
        await tx.run("UPDATE cards SET retired_at = 1 WHERE id = ?", ids[0])
        await tx.run("UPDATE cards SET owner = 5 WHERE id = ?", ids[1])

    await db.write(hide)
    assert sorted(await found(db, "asyncio")) == ["asyncio 2", "asyncio 3"]
    assert await found(db, "asyncio", "en") == ["asyncio 3"]


async def test_a_card_is_found_by_its_present_words(db: SqliteDatabase) -> None:
    (card_id,) = await add_cards(db, [about(1, "What is a mutex?")])

    async def change(tx: Transaction) -> None:
        old = await cards.load(tx, card_id)  # type: ignore[arg-type]  # a row number
        assert old is not None
        await cards.update(tx, old, about(1, "What is a semaphore?"), START + timedelta(days=1))

    await db.write(change)
    assert await found(db, "mutex") == []
    assert await found(db, "semaphore") == ["What is a semaphore?"]


@pytest.mark.parametrize("words", ["", "   ", "?!…", "👍", "\x00", "\ud800", "---", '""', "'; --"])
async def test_where_nothing_is_asked_nothing_is_found(db: SqliteDatabase, words: str) -> None:
    await publish(db, about(1, "What is a mutex?"))
    assert await found(db, words) == []


@pytest.mark.parametrize(
    "words",
    [
        '"mutex"',
        "mutex*",
        "mutex^",
        "(mutex",
        "-mutex",
        "words:mutex",
        "{words}: mutex",
        "mutex'; --",
        "mutex %_",
        '"mutex',
    ],
)
async def test_signs_of_query_languages_are_no_syntax(db: SqliteDatabase, words: str) -> None:
    await publish(db, about(1, "What is a mutex?", "words"))
    assert await found(db, words) == ["What is a mutex?"]


@pytest.mark.parametrize("words", ["mutex OR elephant", "mutex AND elephant", "mutex NOT elephant", "NEAR(mutex a)"])
async def test_operators_are_words_like_others(db: SqliteDatabase, words: str) -> None:
    await publish(db, about(1, "What is a mutex?"))
    assert await found(db, words) == []


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.text(max_size=60))
async def test_nothing_that_can_be_typed_breaks_the_search(db: SqliteDatabase, words: str) -> None:
    assert await found(db, words) == []
    assert await found(db, f'"{words}" OR {words}* NEAR({words})') == []


async def test_a_very_long_text_is_searched_by_its_beginning(db: SqliteDatabase) -> None:
    await publish(db, about(1, "What is a mutex?"))
    assert await found(db, "mutex " * search.WORDS_ASKED + "elephant " * 1000) == ["What is a mutex?"]
