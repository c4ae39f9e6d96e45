"""Which bytes are text, and in which encoding."""

import hashlib

import pytest

from bot.parsing import Unreadable, decode
from bot.parsing.text import fold

RUSSIAN = (
    "Почему сборщик мусора не освобождает объекты, на которые ещё есть ссылки?\nПотому что они достижимы — «живые».\n"
)
CHINESE = "为什么事件循环会被阻塞？\n因为在协程里调用了同步的数据库驱动，线程一直在等待，其他任务都没有机会执行。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_russian_is_read(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)) == RUSSIAN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_chinese_is_read(encoding: str) -> None:
    assert decode(CHINESE.encode(encoding)) == CHINESE


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf_16_is_told_by_its_mark(mark: bytes) -> None:
    encoding = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    assert decode(mark + RUSSIAN.encode(encoding)) == RUSSIAN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [RUSSIAN, CHINESE, "What is a lock?\nIt makes others wait.\n"], ids=["ru", "zh", "en"])
def test_utf_16_without_its_mark_is_read_where_it_is_certain(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_utf_16_with_a_lone_surrogate_is_read() -> None:
    text = RUSSIAN * 20
    broken = text.encode("utf-16-le").replace("мусора".encode("utf-16-le"), b"\x00\xd8", 1)
    assert decode(b"\xff\xfe" + broken) == text.replace("мусора", "\ufffd", 1)


def test_surrogates_in_utf_8_are_repaired() -> None:
    pair, lone = "😀".encode("utf-16-be"), "\ud800".encode("utf-8", "surrogatepass")
    halves = "".join(chr(int.from_bytes(pair[at : at + 2])) for at in (0, 2)).encode("utf-8", "surrogatepass")
    text = RUSSIAN.encode() * 20
    assert decode(text + halves + b"\n" + lone) == RUSSIAN * 20 + "😀\n\ufffd"


def test_a_nul_far_inside_a_text_is_told_by_its_place() -> None:
    with pytest.raises(Unreadable, match="NUL bytes, the first of them at byte 5000"):
        decode(b"a" * 5000 + b"\x00b")


def test_code_in_a_legacy_text_does_not_outweigh_its_language() -> None:
    text = "import asyncio\nasyncio.run(main())\n" * 200 + "Ответ: не блокируйте цикл событий.\n"
    assert decode(text.encode("cp1251")) == text


def test_english_with_curly_quotes_of_windows_is_read() -> None:
    assert decode(b"It doesn\x92t block \x97 it waits.\n") == "It doesn’t block — it waits.\n"


def test_line_ends_become_unix_ones() -> None:
    assert decode(b"a\r\nb\rc\n") == "a\nb\nc\n"


@pytest.mark.parametrize("data", [b"", b"  \r\n\t ", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="empty"):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"PK\x03\x04\x14\x00\x00\x00", id="zip"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", id="picture"),
        pytest.param(b"question?\x00answer", id="NUL inside"),
        pytest.param(b"\x01\x02\x03\x04\x05\x06" * 20, id="control characters"),
        pytest.param(hashlib.shake_256(b"noise").digest(4000).replace(b"\x00", b""), id="noise"),
        pytest.param(b"\xff\xfea", id="half a UTF-16 character"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="not a text"):
        decode(data)


def test_an_unknown_encoding_is_refused_rather_than_misread() -> None:
    with pytest.raises(Unreadable):
        decode((RUSSIAN * 4).encode("koi8-r", "ignore"))


def test_a_download_cut_in_the_middle_of_a_character_is_still_read() -> None:
    data = (RUSSIAN * 3).encode()[:-2]
    assert decode(data).startswith(RUSSIAN)


def test_folding_makes_equal_what_people_see_as_equal() -> None:
    assert fold("  Что  такое ЁЛКА? ") == fold("что такое елка")
    assert fold("Ｇｉｌ：") == "gil"


@pytest.mark.parametrize(
    "text", ["protégé à l'échelle système déjà", "Größe für Öl über Straße", "Été à Málaga: el niño"]
)
def test_western_letters_are_not_read_as_russian_ones(text: str) -> None:
    with pytest.raises(Unreadable, match="save it as UTF-8"):
        decode(text.encode("latin-1"))


EMOJI = "🚀 31. What is a lock? — It makes others wait. ❤️👍 ➡️ 1️⃣\n"


def seen_as(page: str, text: str) -> str:
    """UTF-8 read in a wrong code page; what the page lacks is read as that of the West, or left out."""
    read = (
        bytes((byte,)).decode(page, "ignore") or bytes((byte,)).decode("cp1252", "ignore") for byte in text.encode()
    )
    return "".join(read)


@pytest.mark.parametrize("page", ["cp1251", "cp1252", "cp874"])
def test_emoji_read_in_a_wrong_code_page_come_back(page: str) -> None:
    garbled = seen_as(page, EMOJI * 2)
    assert garbled != EMOJI * 2
    assert decode(garbled.encode()) == EMOJI * 2


def test_a_text_about_broken_signs_keeps_the_few_that_it_shows() -> None:
    text = "Почему вместо тире видно «вЂ”»? Файл прочли не в той кодировке — в cp1251.\n"
    assert decode(text.encode()) == text
