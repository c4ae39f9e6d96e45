"""`python -m bot check`: what is wrong with decks, texts, settings and database, each with its place."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import ROOT

CONCEPT = """
[[concepts]]
key = "{key}"

[concepts.en]
question = "{question}"
answer = "A lock that one thread holds at a time."
"""


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder without decks, and nothing else."""
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "topics.toml").write_bytes((ROOT / "content" / "topics.toml").read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONTENT_DIR", str(folder))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'sobes.db'}")
    return folder


def deck(path: Path, topic: str, **asked: str) -> None:
    """Concepts by their keys, each of them with no more than a question and an answer in English."""
    told = "".join(CONCEPT.format(key=key, question=question) for key, question in asked.items())
    path.write_text(f'topic = "{topic}"\n{told}', "utf-8")


def checked(capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str], str]:
    """The exit code, the faults and the summary."""
    code = main(["check"])
    said = capsys.readouterr()
    return code, said.out.splitlines(), said.err.splitlines()[-1]


def test_a_machine_without_settings_and_database_has_no_fault(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    summary = "settings; 0 decks with 0 concepts and 0 cards; texts; no database yet: no fault"
    assert checked(capsys) == (0, [], summary)


def test_faults_of_decks_are_told_with_file_line_card_and_field(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck(content / "gil.toml", "gil", what="What is it?")
    deck(content / "worse.toml", "no-topic", x="Why?")
    (content / "broken.toml").write_text("topic = ", "utf-8")
    (content / "other.toml").write_text('name = "x"', "utf-8")
    code, faults, summary = checked(capsys)
    assert code == 1
    for fault in (
        "content/broken.toml: no valid TOML: Invalid value (at end of document)",
        "content/other.toml: holds neither [[concepts]] nor [[cards]]",
        "content/worse.toml:6: concept x, en: topic 'no-topic' is none of content/topics.toml",
        "content/gil.toml:6: what-en: level: is missing",
        "content/gil.toml:6: what-en: the concept is not there in ru, zh",
    ):
        assert fault in faults
    assert summary.endswith(f"{len(faults)} faults")


def test_concepts_that_ask_the_same_in_other_words_are_told(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = (
        "What is a deadlock of two locks and how is it avoided?",
        "What is a deadlock of two locks, how is it avoided",
    )
    deck = "".join(CONCEPT.format(key=f"k{number}", question=question) for number, question in enumerate(asked))
    (content / "locks.toml").write_text(f'topic = "gil"\n{deck}', "utf-8")
    _, faults, _ = checked(capsys)
    assert "content/locks.toml:14: k1-en: question: asks nearly the same as k0-en (content/locks.toml:6)" in faults


def test_a_damaged_database_and_a_row_without_its_parent_are_told(
    content: Path, tmp_path: Path, template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sobes.db"
    path.write_bytes(template.read_bytes())
    assert checked(capsys)[0] == 0
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO cards (key, concept_id, lang, question, answer, created_at, updated_at) "
            "VALUES ('k', 77, 'en', 'q', 'a', 0, 0)"
        )
    assert checked(capsys)[:2] == (1, [f"{path}: row 1 of cards names a row of concepts that is gone"])
    path.write_bytes(b"no database, but long enough to be looked at as one " * 100)
    code, (fault,), _ = checked(capsys)
    assert code == 1
    assert fault.startswith(f"{path} is damaged or no SQLite database")


def test_a_folder_in_the_place_of_the_database_is_told(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sobes.db").mkdir()
    code, faults, summary = checked(capsys)
    assert (code, faults) == (1, [f"{tmp_path / 'sobes.db'}: is no file"])
    assert summary.endswith("; database: 1 fault")


def test_a_database_of_another_version_is_told(
    content: Path, tmp_path: Path, template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sobes.db"
    path.write_bytes(template.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM schema_migrations WHERE version > 3")
    assert checked(capsys)[1] == [f"{path} has an older schema: run `python -m bot migrate` first"]


def test_wrong_settings_are_told_and_the_rest_is_still_looked_at(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".env").write_text("HTTP_PORT=x\nCOLOUR=red\n", "utf-8")
    code, faults, summary = checked(capsys)
    assert code == 1
    assert [fault for fault in faults if fault.startswith("settings: ")] == [
        "settings: COLOUR in .env: unknown setting",
        "settings: HTTP_PORT: Input should be a valid integer, unable to parse string as an integer",
    ]
    assert summary == "settings; 0 decks with 0 concepts and 0 cards; texts: 2 faults"


def test_the_folder_of_decks_is_the_one_that_wrong_settings_name(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CONTENT_DIR")
    (tmp_path / ".env").write_text(f"HTTP_PORT=x\nCONTENT_DIR={content}\n", "utf-8")
    (content / "gil.toml").write_text("concepts = []", "utf-8")
    assert checked(capsys)[2] == "settings; 1 decks with 0 concepts and 0 cards; texts: 1 fault"


def test_a_content_folder_that_is_not_there_is_told(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CONTENT_DIR", str(content / "gone"))
    assert checked(capsys)[1] == [
        f"CONTENT_DIR: cannot read {content / 'gone' / 'topics.toml'}: No such file or directory"
    ]
