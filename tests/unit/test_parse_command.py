"""`python -m bot parse`: lines on stdout, a summary on stderr, exit codes; no database."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.settings import ROOT

FIELDS = {
    *("title", "context", "kind", "question", "answer", "short_answer", "lang", "topic", "tags", "difficulty"),
    *("reactions", "likes", "heat", "verified", "code_blocks", "variant_group", "repeats", "source", "confidence"),
    "reasons",
}
"""DESIGN 2.3."""

POST = """Why does an asyncio task that nobody keeps a reference to sometimes never finish?

Short answer:
The event loop holds tasks by weak references only.

Full answer:
The garbage collector may take a task in the middle of its work. Keep it in a set, or use a TaskGroup.
"""


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No `.env` and no data of the project."""
    monkeypatch.chdir(tmp_path)


def posts(tmp_path: Path, **texts: str) -> Path:
    folder = tmp_path / "posts"
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def run(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | options.pop("env", {}),
        capture_output=True,
        timeout=60,
        check=False,
        **options,
    )


def test_each_card_is_a_json_line_with_the_agreed_fields(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", str(posts(tmp_path, one=POST))]) == 0
    out, err = capsys.readouterr()
    (card,) = lines(out)
    assert set(card) >= FIELDS
    assert card["kind"] == "qa"
    assert card["question"] == POST.splitlines()[0]
    assert card["short_answer"] == "The event loop holds tasks by weak references only."
    assert card["lang"] == "en"
    assert card["topic"] == "asyncio"
    assert card["verified"] is False
    assert card["likes"] is card["heat"] is card["difficulty"] is card["variant_group"] is None
    assert card["source"] == {"file": "posts/one.txt", "line": 1, "channel": None, "post": None, "url": None}
    assert 0 < card["confidence"] <= 1
    assert err == "1 files read, 0 not; found 1 qa; dropped 0 pieces\n"


def test_nothing_is_stored(tmp_path: Path) -> None:
    folder = posts(tmp_path, one=POST)
    assert main(["parse", str(folder)]) == 0
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["one.txt", "posts"]


def test_what_was_thrown_away_is_told_on_request(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = posts(tmp_path, one=f"{'A line of advice without a question. ' * 9}\n\n{POST}")
    main(["parse", str(folder)])
    plain, told = capsys.readouterr()
    main(["parse", "--dropped", str(folder)])
    with_dropped = lines(capsys.readouterr().out)
    assert with_dropped[: len(lines(plain))] == lines(plain)
    dropped = with_dropped[len(lines(plain)) :]
    assert dropped
    assert told.endswith(f"dropped {len(dropped)} pieces\n")
    for piece in dropped:
        assert piece["kind"] == "dropped"
        assert 0 < len(piece["text"]) <= 200
        assert piece["reason"]
        assert piece["source"]["file"] == "posts/one.txt"


def test_variants_are_named_across_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = POST.replace("Why does an asyncio task", "Why does some asyncio task")
    main(["parse", str(posts(tmp_path, one=POST, other=other))])
    first, second = lines(capsys.readouterr().out)
    assert first["variant_group"] is not None
    assert first["variant_group"] == second["variant_group"]


def test_the_same_card_of_two_files_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["parse", str(posts(tmp_path, one=POST, two=POST))])
    (card,) = lines(capsys.readouterr().out)
    assert card["repeats"] == 2


def test_a_file_that_cannot_be_read_gives_one_line_and_the_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = posts(tmp_path, good=POST, empty="")
    (folder / "broken.txt").write_bytes(b"\x7fELF\x00\x01")
    os.mkfifo(folder / "pipe.txt")
    (folder / "link.txt").symlink_to("nowhere")
    (folder / "huge.txt").touch()
    os.truncate(folder / "huge.txt", 300 * 1024 * 1024)
    assert main(["parse", str(folder), "missing"]) == 1
    out, err = capsys.readouterr()
    assert len(lines(out)) == 1
    *complaints, summary = err.splitlines()
    assert complaints == [
        f"sobes: {folder}/broken.txt: not a text: it holds NUL bytes",
        f"sobes: {folder}/empty.txt: the file is empty",
        f"sobes: {folder}/huge.txt: is too large: 300 MB, at most 64 MB",
        f"sobes: {folder}/link.txt: cannot be read: No such file or directory",
        f"sobes: {folder}/pipe.txt: is no regular file",
        "sobes: missing: cannot be read: No such file or directory",
    ]
    assert summary == "1 files read, 6 not; found 1 qa; dropped 0 pieces"


def test_an_empty_folder_gives_nothing_and_is_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", str(posts(tmp_path))]) == 0
    assert capsys.readouterr() == ("", "0 files read, 0 not; found nothing; dropped 0 pieces\n")


@pytest.mark.parametrize("arguments", [["parse"], ["parse", "--unknown", "x"], ["prase", "x"], []])
def test_bad_usage_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: python -m bot" in capsys.readouterr().err


def test_strange_characters_break_no_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = posts(tmp_path)
    strange = POST.replace("weak references", "weak\u2028refer\x85ences\u2029")
    Path(os.fsdecode(os.fsencode(folder) + b"/two\nlines\xff.txt")).write_text(strange, "utf-8")
    main(["parse", str(folder)])
    (card,) = lines(capsys.readouterr().out)
    assert card["source"]["file"] == r"posts/two\nlines\udcff.txt"
    assert "weak\u2028refer\x85ences\u2029" in card["answer"] + card["short_answer"]


def test_the_lines_are_utf_8_on_any_terminal(tmp_path: Path) -> None:
    folder = posts(
        tmp_path,
        one="Что такое GIL и зачем он нужен в CPython?\n\nЭто замок интерпретатора: байт-код идёт в одном потоке.\n",
    )
    done = run("parse", folder, cwd=tmp_path, env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"})
    assert done.returncode == 0, done.stderr
    assert lines(done.stdout.decode("utf-8"))[0]["lang"] == "ru"


def test_a_reader_that_has_seen_enough_hears_no_complaint(tmp_path: Path) -> None:
    folder = posts(tmp_path, one=POST)
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "bot", "parse", str(folder)],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=writing,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    finally:
        os.close(writing)
    assert done.stderr == b""
