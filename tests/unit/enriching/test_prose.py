"""How an answer is taken apart into statements."""

import pytest

from bot.domain.cards import Language
from bot.domain.enriching.prose import sentences, statements, stems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One thing. Another thing.", ["One thing.", "Another thing."]),
        ("Since 3.11 it waits. asyncio.run() ends.", ["Since 3.11 it waits.", "asyncio.run() ends."]),
        ("Use a cache, e.g. Redis. Then measure.", ["Use a cache, e.g. Redis.", "Then measure."]),
        (
            "It waits (see the docs. They help.) for all. Done.",
            ["It waits (see the docs. They help.) for all.", "Done."],
        ),
        ("Берут замок, т. е. ждут. Потом пишут.", ["Берут замок, т. е. ждут.", "Потом пишут."]),
        ("先加锁。再写入！", ["先加锁。", "再写入！"]),
        ("UPDATE ... SET x = 1 is atomic. Good.", ["UPDATE ... SET x = 1 is atomic.", "Good."]),
    ],
)
def test_sentences_end_where_they_do(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


ANSWER = """\
1. Limit the calls

- A semaphore limits the calls. It takes no memory.
- Code example

```python
semaphore = asyncio.Semaphore(10)
```

Instead of:
- Start all calls at once

Better:
- Start a few workers

After the change:
- The memory stays flat
"""


def test_code_announcements_mistakes_and_results_are_left_out() -> None:
    said = [(each.kind, each.text) for each in statements(ANSWER, "en")]
    assert said == [
        ("heading", "Limit the calls"),
        ("item", "A semaphore limits the calls."),
        ("item", "It takes no memory."),
        ("item", "Start a few workers"),
    ]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Вместо:\n- Удалять ключ\n\nЛучше:\n- Менять версию"),
        ("zh", "不要这样：\n- 直接删除键\n\n应当这样：\n- 修改版本号"),
    ],
)
def test_mistakes_are_left_out_in_every_language(lang: Language, text: str) -> None:
    assert [each.text for each in statements(text, lang)] == [text.rpartition("- ")[2]]


def test_forms_of_a_word_are_one_and_common_words_are_none() -> None:
    assert stems("The locks are locked by a lock") == stems("lock")
    assert stems("Блокировки, блокировку") == stems("блокировка")
    assert stems("事件循环") == {"事件", "件循", "循环"}
    assert stems("the and это не") == frozenset()
