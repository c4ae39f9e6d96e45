"""Messages copied out of a messenger: talk of people gives nothing, a channel's messages are posts."""

import pytest

from .conftest import Read

TALK = {
    "desktop": "Аня, [03.02.2025 12:01]\nкто знает, что такое GIL?\n\nБорис, [03.02.2025 12:02]\nзамок\n",
    "phone": "12.03.2025, 10:11 - Аня: что такое GIL в Python?\n12.03.2025, 10:12 - Борис: замок интерпретатора\n",
    "names": "Аня: почему падает тест?\nБорис: покажи лог\nАня: а что такое лог?\nБорис: файл с записями\n",
    "forum": "fox написал(а):\nПочему индекс не работает?\n\nadmin написал(а):\nПокажите план запроса к базе.\n",
}


@pytest.mark.parametrize("form", TALK)
def test_talk_gives_no_cards(form: str, read: Read) -> None:
    parsed = read(TALK[form])
    assert parsed.items == ()
    assert {dropped.reason for dropped in parsed.dropped} == {"talk of several people"}


def test_messages_of_one_channel_are_posts(read: Read) -> None:
    stamp = "Заметки, [12.03.2025 10:1{0}]\n"
    text = stamp.format(1) + "Что такое GIL?\nЗамок.\n\n" + stamp.format(2) + "Что такое WAL?\nЖурнал базы данных.\n"
    assert [(item.question, item.answer) for item in read(text).items] == [
        ("Что такое GIL?", "Замок."),
        ("Что такое WAL?", "Журнал базы данных."),
    ]


def test_labels_are_no_names(read: Read) -> None:
    text = "Вопрос: Что такое GIL?\nОтвет: Замок.\nВопрос: Что такое WAL?\nОтвет: Журнал.\n"
    assert len(read(text).items) == 2
