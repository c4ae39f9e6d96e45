"""Telegram Desktop's export as JSON."""

import io
import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from bot.domain.topics import Topics
from bot.parsing import Document, Item, Piece, Unreadable, json_stream, read_document
from bot.parsing.formats import telegram_json

Message = dict[str, Any]
Read = Callable[[bytes], list[Piece]]

ASKED = "Вопрос: что такое индекс базы данных?\nОтвет: структура, по которой запрос находит строки."


def message(text: str | Sequence[str | Message], number: int = 1, **more: object) -> Message:
    entities = [{"type": "plain", "text": part} if isinstance(part, str) else part for part in text]
    if isinstance(text, str):
        entities = [{"type": "plain", "text": text}] if text else []
    told = {"id": number, "type": "message", "date": "2025-03-01T10:00:00", "date_unixtime": "1740812400"}
    return {**told, "from": "Базы", "from_id": "channel500", "text": text, "text_entities": entities, **more}


def chat(*messages: Message, kind: str = "public_channel", name: str = "Базы", number: int = 500) -> Message:
    return {"name": name, "type": kind, "id": number, "messages": list(messages)}


def encoded(export: object) -> bytes:
    return json.dumps(export, ensure_ascii=False, indent=1).encode()


@pytest.fixture
def read(topics: Topics) -> Read:
    def read(data: bytes) -> list[Piece]:
        return list(read_document(Document("result.json", len(data), lambda: io.BytesIO(data)), topics))

    return read


def items(pieces: Sequence[Piece]) -> list[Item]:
    return [item for piece in pieces for item in piece.items]


def test_each_post_is_a_piece_under_its_own_key(read: Read) -> None:
    pieces = read(encoded(chat(message(ASKED, 7, reactions=[{"type": "emoji", "count": 3, "emoji": "👍"}]))))
    (piece,) = pieces
    (item,) = piece.items
    assert (piece.key, piece.body) == ("telegram:500/7", ASKED)
    assert (item.source.file, item.source.channel, item.source.post) == ("result.json", "Базы", "7")
    assert item.reactions == {"👍": 3}


def test_old_exports_without_entities_are_read_by_their_text(read: Read) -> None:
    old = message(["Вопрос: что такое ", {"type": "bold", "text": "WAL"}, "?\nОтвет: журнал записи базы данных."])
    del old["text_entities"]
    assert items(read(encoded(chat(old))))[0].question == "что такое WAL?"


def test_every_chat_of_an_account_is_read(read: Read) -> None:
    account = {
        "about": "…",
        "contacts": {"list": [{"user_id": 1, "first_name": "x"}] * 50},
        "chats": {
            "about": "…",
            "list": [chat(message(ASKED), number=1), chat(message("привет"), kind="personal_chat")],
        },
        "left_chats": {"list": [chat(message(ASKED.replace("индекс", "план"), 9), number=2)]},
    }
    assert [piece.key for piece in read(encoded(account)) if piece.items] == ["telegram:1/1", "telegram:2/9"]


def test_topics_give_their_titles_as_context(read: Read) -> None:
    forum = chat(
        {"id": 10, "type": "service", "action": "topic_created", "title": "Docker", "text": ""},
        {"id": 11, "type": "service", "action": "topic_edit", "title": "Образы", "reply_to_message_id": 10, "text": ""},
        message(ASKED, 12, reply_to_message_id=10, from_id="channel900"),
        kind="private_supergroup",
    )
    assert [item.context for item in items(read(encoded(forum)))] == ["Образы"]


def test_what_people_say_is_only_counted(read: Read) -> None:
    talk = [
        message("А кто знает, почему падает база данных? Логи пустые.", n, from_id=f"user{n}") for n in range(1, 40)
    ]
    pieces = read(encoded(chat(*talk, kind="public_supergroup")))
    assert [(piece.body, piece.items, piece.key) for piece in pieces] == [("", (), None)]
    assert pieces[0].dropped[0].text == "… 39 messages"


def test_a_channel_speaks_in_a_group_as_in_its_own_place_but_an_anonymous_admin_talks(read: Read) -> None:
    unmarked = "Что такое транзакция базы данных?\nГруппа запросов, которые выполняются вместе или никак."
    group = chat(
        message(ASKED, 1, from_id="channel900"), message(unmarked, 2, from_id="channel500"), kind="public_supergroup"
    )
    assert [piece.key for piece in read(encoded(group)) if piece.items] == ["telegram:500/1"]


def test_a_line_that_a_channel_repeats_is_a_footer_from_its_first_post_on(read: Read) -> None:
    posts = [
        message(f"🤔 Что такое план запроса номер {n}?\n\nДерево операций {n}.\n\nБаза вопросов • Наш чат", n)
        for n in range(1, 5)
    ]
    answers = [item.answer for item in items(read(encoded(chat(*posts))))]
    assert answers == [f"Дерево операций {n}." for n in range(1, 5)]


def test_control_characters_as_the_exporter_writes_them_are_repaired(read: Read) -> None:
    data = encoded(chat(message("Вопрос: путь C:\\x41 к базе данных?\nОтвет: да§, это путь к файлам данных.")))
    (item,) = items(read(data.replace("§".encode(), b"\\x0B\\x1f")))
    assert (item.question, item.answer) == ("путь C:\\x41 к базе данных?", "да, это путь к файлам данных.")


@pytest.mark.parametrize("cut", range(1, 12))
def test_an_escape_on_the_border_of_two_chunks_is_repaired(
    read: Read, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    data = encoded(chat(message(ASKED.replace("строки", "с\\\\§троки")))).replace("§".encode(), b"\\x01")
    monkeypatch.setattr(json_stream, "CHUNK", data.index(b"\\x01") - 6 + cut)
    assert (items(read(data))[0].answer or "").endswith("находит с\\\\троки.")


def test_half_a_surrogate_pair_and_a_nul_are_replaced(read: Read) -> None:
    data = encoded(chat(message(ASKED.replace("строки", "§строки")))).replace("§".encode(), b"\\ud83d\\u0000")
    (item,) = items(read(data))
    assert (item.answer or "").endswith("находит \ufffdстроки.")
    json.dumps(item.as_line(), ensure_ascii=False).encode()


@pytest.mark.parametrize("lost", [3, 40, 160])
def test_what_stands_before_the_end_of_a_cut_export_is_given(topics: Topics, lost: int) -> None:
    data = encoded(chat(message(ASKED, 1), message(ASKED, 2)))[:-lost]
    given: list[Piece] = []
    with pytest.raises(Unreadable, match=r"cut off: the value that begins at byte [\d,]+ \(line \d+\)"):
        given += read_document(Document("result.json", len(data), lambda: io.BytesIO(data)), topics)
    pieces = telegram_json.read(Document("result.json", len(data), lambda: io.BytesIO(data)), topics)
    assert next(pieces).key == "telegram:500/1"


def test_a_broken_place_is_named(read: Read) -> None:
    data = encoded(chat(message(ASKED, 1), message(ASKED, 2)))
    broken = data.replace(b'"id": 2,', b'"id": 2,,')
    with pytest.raises(Unreadable, match=r"no valid JSON from byte [\d,]+ \(line 2\d\) on"):
        read(broken)


@pytest.mark.parametrize(
    "data",
    [
        b'{"type":"public_channel","messages":[' + b"[" * 100_000,
        b'{"type":"public_channel","messages":[],"a":' * 4_000,
        b'{"chats":{"list":[' + b'{"list":[' * 4_000,
        b'{"about":"","personal_information":{"a":' + b'{"a":' * 4_000,
    ],
)
def test_deep_nesting_is_refused(read: Read, data: bytes) -> None:
    with pytest.raises(Unreadable, match="nested too deeply at byte"):
        read(data)


def test_a_value_too_large_for_a_message_is_refused_after_what_stands_before(
    topics: Topics, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_stream, "CHUNK", 4096)
    monkeypatch.setattr(json_stream, "LARGEST_VALUE", 20_000)
    data = encoded(chat(message(ASKED, 1), message("я" * 50_000, 2)))
    pieces = telegram_json.read(Document("result.json", len(data), lambda: io.BytesIO(data)), topics)
    assert next(pieces).key == "telegram:500/1"
    with pytest.raises(Unreadable, match=r"more than \d+ MB at byte .* what stands before it was read"):
        next(pieces)


def test_memory_does_not_hold_more_than_the_posts_ahead(topics: Topics, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "CHUNK", 4096)
    data = encoded(chat(*(message(ASKED, n) for n in range(1, 1000))))
    stream = io.BytesIO(data)
    pieces = telegram_json.read(Document("result.json", len(data), lambda: stream), topics)
    next(pieces)
    assert stream.tell() < len(data) / 3


@pytest.mark.parametrize(
    "strange",
    [
        "1,null,[],{}",
        '{"type":"message"},{"type":"message","text":5,"id":"x"}',
        '{"type":"message","id":1e400,"text":[1,{"text":3},{"type":"pre","text":"x","language":7}]}',
        '{"type":"message","id":2,"text":"x","poll":{"question":null,"answers":7},"reactions":{"a":1}}',
        '{"type":"message","id":3,"text":"x?","poll":{"question":["a",{"text":"?"}],"answers":[null,{"text":null}]}}',
        '{"type":"message","id":99999999999999999999999,"text":"x?","reactions":[7,{"count":9e99,"emoji":[]}]}',
        '{"type":"service","action":"topic_created","title":7}',
    ],
)
def test_whatever_stands_in_the_place_of_a_message_is_passed_over(read: Read, strange: str) -> None:
    data = f'{{"type":"public_channel","id":5,"messages":[{strange},{json.dumps(message(ASKED, 8))}]}}'.encode()
    assert any(piece.key == "telegram:5/8" and piece.items for piece in read(data))


@pytest.mark.parametrize(
    ("head", "is_export"),
    [
        (encoded(chat(message("x"))), True),
        (b"\xef\xbb\xbf" + encoded(chat(message("x"))), True),
        (encoded([message("x"), message("y", 2)]), True),
        (b'{"about": "Here is the data", "personal_information": {"user_id": 1}, "contacts": {', True),
        (b'{"name": "left-pad", "version": "1.0.0", "scripts": {"test": "node"}}', False),
        (b'{"messages": {"hello": "world"}}', False),
        (b'{"messages": [{"role": "user", "content": "hi"}]}', False),
        (b'[{"question": "What is text?", "answer": "A message", "date": 1}]', False),
        (b'{"chats": 5, "list": [{"question": "a", "answer": "b"}]}', False),
        (b"# messages\n", False),
        (b"", False),
    ],
)
def test_an_export_is_known_by_its_shape(head: bytes, *, is_export: bool) -> None:
    assert telegram_json.matches("result.json", head) is is_export
