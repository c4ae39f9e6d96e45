"""What `check` finds in the files with the texts."""

from pathlib import Path

from bot.texts.completeness import faults_of_texts

ENGLISH = """# Texts

drill-hint = Hint
day =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    } of { NUMBER($all) }
"""


def written(folder: Path, **changed: str) -> Path:
    for language in ("en", "ru", "zh"):
        (folder / f"{language}.ftl").write_text(changed.get(language, ENGLISH), "utf-8")
    return folder


def test_the_texts_that_ship_have_no_fault() -> None:
    assert faults_of_texts() == []


def test_texts_that_agree_have_no_fault(tmp_path: Path) -> None:
    assert faults_of_texts(written(tmp_path)) == []


def test_what_one_language_has_otherwise_is_told_with_its_line(tmp_path: Path) -> None:
    russian = ENGLISH.replace("drill-hint", "drill-hin").replace("$all", "$some") + "day = День\nlost line\n"
    assert faults_of_texts(written(tmp_path, ru=russian)) == [
        "ru.ftl:10: belongs to no text: lost line",
        "ru.ftl:9: day stands there a second time",
        "ru.ftl: drill-hint is missing",
        "ru.ftl:3: drill-hin is not in en.ftl",
        "ru.ftl:9: day has other arguments than in en.ftl: $all, $count",
    ]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (written(tmp_path) / "zh.ftl").unlink()
    (fault,) = faults_of_texts(tmp_path)
    assert fault.startswith("zh.ftl: cannot be read")
