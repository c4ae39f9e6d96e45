"""Files and folders that a person points at: what is read, under which name, and what is said of the rest."""

import os
import socket
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.cli.files import Fault, complain, find_files, printable, read
from bot.domain.topics import Topics
from bot.parsing import Piece
from bot.parsing.formats.plain_text import LARGEST

NOBODY = 65534
TOPICS = Topics(())


def write(path: Path, text: str = "What is a lock?\nA thing to wait for.\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def names(*paths: Path) -> list[str]:
    return [found.name for found in find_files(paths).found]


def fault(path: Path) -> str:
    (found,) = find_files([path]).found
    (result,) = read(found, TOPICS)
    assert isinstance(result, Fault)
    assert result.name == str(path)
    return result.reason


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may read everything: become somebody who may not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_gives_its_texts_in_a_stable_order(tmp_path: Path) -> None:
    folder = tmp_path / "posts"
    for name in ("b.txt", "a.md", "deep/c.TXT", "no_suffix", "deep/er/d.text"):
        write(folder / name)
    assert names(folder) == [
        "posts/a.md",
        "posts/b.txt",
        "posts/no_suffix",
        "posts/deep/c.TXT",
        "posts/deep/er/d.text",
    ]


def test_hidden_files_are_left_alone_and_other_kinds_are_counted(tmp_path: Path) -> None:
    write(tmp_path / "posts" / "a.txt")
    for name in (".a.txt.swp", ".git/config.txt", "photo.jpg", "notes.docx"):
        write(tmp_path / "posts" / name)
    search = find_files([tmp_path / "posts"])
    assert [found.name for found in search.found] == ["posts/a.txt"]
    assert search.passed_over == 2
    assert search.passed_over_in_words == ", 2 of other kinds passed over"


def test_a_file_that_is_named_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    (found,) = find_files([write(tmp_path / "export.json")]).found
    (piece,) = read(found, TOPICS)
    assert isinstance(piece, Piece)
    assert piece.body == "What is a lock?\nA thing to wait for.\n"


def test_the_name_of_a_folder_given_as_a_dot_is_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "posts" / "a.txt")
    monkeypatch.chdir(tmp_path / "posts")
    assert names(Path()) == ["posts/a.txt"]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    file = write(tmp_path / "posts" / "a.txt")
    (tmp_path / "posts" / "b.txt").symlink_to(file)
    assert names(tmp_path / "posts", file, tmp_path) == ["posts/a.txt"]


def test_two_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    ours, theirs = (
        write(tmp_path / "ours" / "posts" / "a.txt", "1"),
        write(tmp_path / "theirs" / "posts" / "a.txt", "2"),
    )
    assert names(ours.parent, theirs.parent) == ["posts/a.txt", "theirs/posts/a.txt"]
    assert names(ours, theirs) == ["a.txt", "posts/a.txt"]


def test_names_stay_on_one_line_and_in_utf_8(tmp_path: Path) -> None:
    for name in (b"two\nlines.txt", b"odd\xff.txt", "turned\u202earound.txt".encode(), "вопросы 面试.txt".encode()):
        write(Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)))
    top = tmp_path.name
    found = names(tmp_path)
    assert sorted(found) == [
        rf"{top}/odd\udcff.txt",
        rf"{top}/turned\u202earound.txt",
        rf"{top}/two\nlines.txt",
        f"{top}/вопросы 面试.txt",
    ]
    for shown in found:
        assert shown.isprintable()
        assert shown.encode()


def test_a_printable_name_stays_as_it_is() -> None:
    assert printable("вопросы (2) 面试.txt") == "вопросы (2) 面试.txt"


def test_what_is_no_regular_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert fault(tmp_path / "pipe.txt") == "is no regular file"
    assert fault(Path(os.devnull)) == "is no regular file"


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("chat.txt")
        assert fault(Path("chat.txt")) == f"cannot be read: {os.strerror(6)}"


@pytest.mark.parametrize(
    ("target", "reason"), [("nowhere", "No such file or directory"), ("link.txt", "Too many levels of symbolic links")]
)
def test_a_link_that_leads_nowhere_is_named(target: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(target)
    assert fault(tmp_path / "link.txt") == f"cannot be read: {reason}"


def test_a_path_that_cannot_be_is_named(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt")
    assert fault(tmp_path / "missing.txt") == "cannot be read: No such file or directory"
    assert fault(file / "below.txt") == "cannot be read: Not a directory"
    assert fault(tmp_path / ("x" * 300)) == "cannot be read: File name too long"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param(b" \n\n\t", "the file is empty", id="blank"),
        pytest.param(b"\x7fELF\x02\x01\x00\x00", "not a text: it holds NUL bytes", id="program"),
        pytest.param(
            bytes(range(128, 256)) * 40, "not a text in UTF-8, UTF-16, CP1251 or GB18030: save it as UTF-8", id="noise"
        ),
    ],
)
def test_what_is_no_text_says_why(content: bytes, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(content)
    assert fault(file) == reason


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "garbage.txt"
    file.touch()
    os.truncate(file, 300 * 1024 * 1024)

    def decode(data: bytes) -> str:
        raise AssertionError(f"{len(data)} bytes were read")

    monkeypatch.setattr("bot.parsing.formats.plain_text.decode", decode)
    assert fault(file) == f"is too large: 300 MB, at most {LARGEST // 2**20} MB"


def test_a_locked_file_and_a_locked_folder_are_named_and_the_others_are_read() -> None:
    # pytest's own folders are closed to others, root's as well.
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        folder.chmod(0o755)
        write(folder / "open.txt")
        write(folder / "locked.txt").chmod(0)
        write(folder / "barred" / "a.txt").parent.chmod(0)
        try:
            with as_nobody():
                results = [result for found in find_files([folder]).found for result in read(found, TOPICS)]
        finally:
            (folder / "barred").chmod(stat.S_IRWXU)
    assert [result for result in results if isinstance(result, Fault)] == [
        Fault(str(folder / "locked.txt"), "cannot be read: Permission denied"),
        Fault(str(folder / "barred"), "cannot be read: Permission denied"),
    ]
    assert [result.body for result in results if isinstance(result, Piece)] == [
        "What is a lock?\nA thing to wait for.\n"
    ]


def test_the_parts_of_an_export_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for name in ("messages10.html", "messages.html", "messages2.html"):
        write(tmp_path / "export" / name)
    assert names(tmp_path / "export") == ["export/messages.html", "export/messages2.html", "export/messages10.html"]


def test_a_complaint_is_one_line_even_of_a_strange_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = find_files([tmp_path / "two\nlines\udcff.txt"]).found
    (result,) = read(found, TOPICS)
    assert isinstance(result, Fault)
    complain(result)
    line = f"sobes: {tmp_path}/two\\nlines\\udcff.txt: cannot be read: No such file or directory\n"
    assert capsys.readouterr().err == line
