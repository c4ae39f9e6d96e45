"""Files of any format made to hurt, broken on the way, or in another encoding: through the one door and the command."""

import io
import json
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from bot.__main__ import main
from bot.domain.topics import Topics
from bot.parsing import Document, Piece, Unreadable, read_document
from bot.parsing.reading import SUFFIXES

from .anki_packages import document, legacy, package

MB = 2**20
CHANNEL = '{"name": "Posts", "type": "public_channel", "id": 1, "messages": ['
MESSAGE = {"id": 7, "type": "message", "date": "2026-01-01T00:00:00", "from": "Posts", "from_id": "channel1"}
QUESTION, ANSWER = "What is a mutex?", "A lock that only one thread holds at a time."


def read(source: Document, topics: Topics) -> tuple[list[Piece], str]:
    """What was given, and why it ended before the end; empty where it did not."""
    pieces: list[Piece] = []
    try:
        pieces.extend(read_document(source, topics))
    except Unreadable as refused:
        return pieces, refused.reason
    return pieces, ""


def cards(pieces: list[Piece]) -> list[tuple[str, str | None]]:
    return [(item.question, item.answer) for piece in pieces for item in piece.items]


def everything_said(pieces: list[Piece]) -> str:
    """All that would be stored or printed."""
    items = [item.as_line() for piece in pieces for item in piece.items]
    dropped = [each.as_line() for piece in pieces for each in piece.dropped]
    return "\n".join(piece.body for piece in pieces) + json.dumps([items, dropped], ensure_ascii=False)


class Repeated(io.RawIOBase):
    """A beginning, then one byte over and over up to a size, without any disk; counts what was read of it."""

    taken = 0

    def __init__(self, beginning: bytes, filler: bytes, size: int) -> None:
        super().__init__()
        self._beginning, self._filler, self._size, self._at = beginning, filler, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        self._at = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence] + offset
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        length = max(0, min(len(buffer), self._size - self._at))
        text = self._beginning[self._at : self._at + length]
        buffer[:length] = text + self._filler * (length - len(text))
        self._at += length
        Repeated.taken += length
        return length


def repeated(name: str, beginning: str, size: int, filler: bytes = b"a") -> Document:
    def opened() -> BinaryIO:
        return io.BufferedReader(Repeated(beginning.encode(), filler, size))

    Repeated.taken = 0
    return Document(name, size, opened)


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("result.json", '"'),
        ("result.json", '["'),
        ("result.json", '{"'),
        ("result.json", '[{"question": "'),
        ("result.json", f'{CHANNEL}{json.dumps(MESSAGE | {"text": QUESTION})}, {{"id": 8, "text": "'),
        ("cards.jsonl", '{"question": "'),
        ("cards.csv", 'question,answer\n"'),
        ("cards.toml", 'title = "'),
        ("notes.md", "# What is "),
        ("post.txt", "What is "),
        ("deck.apkg", "PK\x03\x04"),
    ],
)
def test_one_value_of_200_mb_is_refused_before_it_is_read(name: str, beginning: str, topics: Topics) -> None:
    pieces, reason = read(repeated(name, beginning, 200 * MB), topics)
    assert reason
    assert Repeated.taken < 32 * MB
    assert len(cards(pieces)) == beginning.count(QUESTION)


@pytest.mark.parametrize(
    ("name", "beginning", "filler"),
    [
        ("a.json", "[", b"["),
        ("a.json", "{", b'{"a":'),
        ("result.json", f'{CHANNEL}{{"id": 1, "type": "message", "text": ', b"["),
        ("result.json", f'{CHANNEL}{{"id": 1, "type": "message", "text_entities": ', b'[{"text":'),
        ("a.jsonl", "", b'[{"a":'),
        ("a.toml", "a = ", b"["),
        ("a.toml", "a = ", b"{a="),
        ("messages.html", '<div class="history"><div class="message default" id="message1"><div class="text">', b"<b>"),
        ("page.html", '<div class="tgme_widget_message" data-post="a/1"><div class="js-message_text">', b"<b><i>"),
        ("a.md", "# Why?\n\n", b"> "),
        ("a.md", "# Why?\n\n", b"[("),
        ("a.md", "# Why?\n\n", b"<details>"),
        ("a.csv", "question,answer\nWhy?,", b"<div>"),
        ("a.csv", "#separator:comma\n#html:true\nWhy?,", b"<ul><li>"),
        ("a.txt", "Why?\n", b"(["),
    ],
)
def test_any_depth_of_nesting_ends_in_cards_or_in_words(
    name: str, beginning: str, filler: bytes, topics: Topics
) -> None:
    data = beginning.encode() + filler * (200_000 // len(filler))
    pieces, reason = read(document(data, name), topics)
    # A page of the preview is read through to its end, and may say nothing.
    assert reason or pieces or name == "page.html"
    everything_said(pieces).encode()


def test_nesting_within_the_field_of_a_note_is_taken_for_its_text(topics: Topics) -> None:
    pieces, _ = read(
        document(package(collection_anki2=legacy([("<b>" * 50_000 + "Why?", "<ul><li>" * 9_000)]))), topics
    )
    assert [question for question, _ in cards(pieces)] == ["Why?"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a." * 100_000 + "a = 1", "a key of more than"),
        ("[[cards]]\n" * 30_000, "tables"),
        ("[a.b.c]\n" * 30_000, "tables"),
    ],
)
def test_a_deck_made_to_fill_the_memory_is_refused_before_it_is_understood(
    text: str, reason: str, topics: Topics
) -> None:
    assert reason in read(document(text.encode(), "deck.toml"), topics)[1]


def test_what_looks_like_a_long_key_in_a_text_is_no_fault_of_a_deck(topics: Topics) -> None:
    answer = "[a.b.c.d.e.f.g]\\na.b.c.d.e.f.g = 1"
    question = "What is com.a.b.c.d.e.f.g?"
    text = f'title = "T"\n[[cards]]\nkey = "k"\nquestion = "{question}" # x.x.x.x.x.x.x\nanswer = "{answer}"\n'
    pieces, reason = read(document(text.encode(), "deck.toml"), topics)
    assert reason == ""
    assert [asked for asked, _ in cards(pieces)] == [question]


LAUGHS = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha ha ha ha">{}]><l>What is &i;?</l>'.format(
    "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
)


@pytest.mark.parametrize("name", ["a.xml", "a.svg", "a.html", "a.md", "a.txt", "a.csv", "a.json"])
def test_entities_are_never_expanded(name: str, topics: Topics) -> None:
    pieces, _ = read(document(LAUGHS.encode(), name), topics)
    assert len(everything_said(pieces)) < 4 * len(LAUGHS)


WRITTEN = {
    "txt": "Что такое мьютекс?\nЭто замок, который держит только один поток.\n",
    "md": "# Вопросы с собеседований\n\n## Что такое мьютекс?\n\nЭто замок, который держит только один поток.\n",
    "csv": "вопрос;ответ\nЧто такое мьютекс?;Это замок, который держит только один поток.\n",
    "json": '[{"вопрос": "Что такое мьютекс?", "ответ": "Это замок, который держит только один поток."}]',
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1251"])
@pytest.mark.parametrize("suffix", WRITTEN)
def test_russian_is_read_in_its_usual_encodings(suffix: str, encoding: str, topics: Topics) -> None:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    pieces, reason = read(document((mark + WRITTEN[suffix]).encode(encoding), f"a.{suffix}"), topics)
    assert (cards(pieces), reason) == ([("Что такое мьютекс?", "Это замок, который держит только один поток.")], "")


def test_chinese_is_read_in_its_own_encoding(topics: Topics) -> None:
    text = "问题,答案\n什么是互斥锁？,一次只能有一个线程持有的锁，其他线程要等待。\n"
    pieces, _ = read(document(text.encode("gb18030"), "a.csv"), topics)
    assert cards(pieces) == [("什么是互斥锁？", "一次只能有一个线程持有的锁，其他线程要等待。")]


@pytest.mark.parametrize("suffix", ["txt", "md", "csv", "json", "jsonl", "toml", "html"])
@pytest.mark.parametrize(
    "data",
    [
        "Что такое замок интерпретатора и зачем он нужен?".encode("koi8-r"),
        "ミューテックスとは何ですか。一つのスレッドだけが保持できる。".encode("shift-jis"),
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
        b"\x1f\x8b\x08\x00" + bytes(range(256)),
        b"What is a mutex?\x00\nA lock.\x00",
    ],
    ids=["koi8", "shift-jis", "picture", "gzip", "NULs"],
)
def test_what_is_no_text_in_an_encoding_known_here_is_refused(data: bytes, suffix: str, topics: Topics) -> None:
    pieces, reason = read(document(data, f"a.{suffix}"), topics)
    assert cards(pieces) == []
    assert reason


TWO_LINES = {"text": "What is a @ mutex?\n\nA @ lock for threads."}
ODD = r"\ud83d", r"\udc00", r"\u0000", r"\ud83d\ud83d"


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("result.json", f"{CHANNEL}{json.dumps(MESSAGE | TWO_LINES)}]}}"),
        ("cards.json", '[{"question": "What is a @ mutex?", "answer": "A @ lock for threads."}]'),
        ("cards.jsonl", '{"question": "What is a @ mutex?", "answer": "A @ lock for threads."}\n'),
    ],
)
def test_halves_of_characters_and_nuls_never_come_through(name: str, text: str, odd: str, topics: Topics) -> None:
    pieces, reason = read(document(text.replace("@", odd).encode(), name), topics)
    everything_said(pieces).encode()
    assert not any("\x00" in piece.body for piece in pieces)
    assert not any("\x00" in f"{question}{answer}" for question, answer in cards(pieces))
    assert cards(pieces) or reason


PAIRS = [(f"What is thing number {number} for?", f"Thing {number} is for testing.") for number in range(12)]
WHOLE = {
    "result.json": (
        CHANNEL
        + ", ".join(json.dumps(MESSAGE | {"id": n, "text": f"{q}\n\n{a}"}) for n, (q, a) in enumerate(PAIRS))
        + "]}"
    ).encode(),
    "cards.json": json.dumps([{"question": q, "answer": a} for q, a in PAIRS]).encode(),
    "cards.jsonl": "".join(json.dumps({"question": q, "answer": a}) + "\n" for q, a in PAIRS).encode(),
    "cards.csv": ("question,answer\n" + "".join(f'"{q}","{a}"\n' for q, a in PAIRS)).encode(),
    "notes.md": ("# Interview questions\n\n" + "".join(f"## {q}\n\n{a}\n\n" for q, a in PAIRS)).encode(),
    "posts.txt": "".join(f"{q}\n{a}\n👍3\n\n" for q, a in PAIRS).encode(),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_cut_short_gives_what_stands_before_the_cut(name: str, topics: Topics) -> None:
    data = WHOLE[name]
    pieces, reason = read(document(data, name), topics)
    assert (cards(pieces), reason) == (PAIRS, "")
    for tenth in (3, 5, 8):
        cut = data[: len(data) * tenth // 10]
        pieces, reason = read(document(cut, name), topics)
        given = cards(pieces)
        whole = [pair for pair in given if pair in PAIRS]
        assert whole == PAIRS[: len(whole)]
        assert len(whole) >= len(PAIRS) * tenth // 10 - 2
        # At most the one that was cut through is not as it was.
        assert len(given) <= len(whole) + 1
        if name in ("result.json", "cards.json"):
            assert "byte" in reason


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No `.env` and no data of the project."""
    monkeypatch.chdir(tmp_path)
    files = tmp_path / "files"
    files.mkdir()
    return files


def test_every_empty_file_is_called_empty(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = sorted(f"a{suffix}" for suffix in SUFFIXES)
    for name in names:
        (folder / name).touch()
    assert main(["parse", str(folder)]) == 1
    *told, _ = capsys.readouterr().err.splitlines()
    assert told == [f"sobes: {folder}/{name}: the file is empty" for name in names]


def test_what_cannot_be_read_is_told_file_by_file_and_the_rest_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = WHOLE["result.json"]
    files = {
        "bomb.apkg": (b"PK\x05\x06" + bytes(18), "is an empty zip archive"),
        "cut.apkg": (package(collection_anki2=legacy(PAIRS))[:-40], "cut short or broken"),
        "cut.json": (whole[: len(whole) // 2], "is cut off"),
        "deep.json": (b"[" * 100_000, "nested"),
        "picture.md": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not a text"),
        "text.apkg": (b"words", "is no Anki package"),
    }
    for name, (data, _) in files.items():
        (folder / name).write_bytes(data)
    (folder / "good.apkg").write_bytes(package(collection_anki2=legacy([(QUESTION, ANSWER)])))
    assert main(["parse", str(folder)]) == 1
    out, err = capsys.readouterr()
    *told, summary = err.splitlines()
    assert len(told) == len(files)
    for line, (name, (_, reason)) in zip(told, sorted(files.items()), strict=True):
        assert line.startswith(f"sobes: {folder}/{name}: ")
        assert reason in line
    found = {json.loads(line)["question"] for line in out.splitlines()}
    assert QUESTION in found
    assert PAIRS[0][0] in found
    assert summary.startswith("1 files read, 6 not")
