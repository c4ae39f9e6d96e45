"""What may stand in the repository, and what its lists must agree on."""

import re
import stat
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture import repository
from tests.architecture.repository import ROOT

TEXT = {"", ".cfg", ".example", ".ftl", ".json", ".md", ".py", ".sql", ".toml", ".txt", ".yaml", ".yml"}
LOCKED = ("run.txt", "optimize.txt", "dev.txt")
NEVER = {
    "a place on somebody's machine": r"(?<![\w.])/(?:home|Users|root|work|mnt|srv)/\w",
    "a registry of packages": r"--(?:extra-)?index-url|--find-links|--trusted-host|pypi\.org|pythonhosted",
    "a bot's token": r"\b\d{8,10}:AA[A-Za-z0-9_-]{33}\b",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY",
    "a cloud's key": r"\b(?:AKIA|ghp_|github_pat_|xox[bp]-)[A-Za-z0-9_]{12,}",
    "a conflict of git": r"^(?:<{7} |>{7} |={7}$)",
    "work left for later": r"\b(?:TODO|FIXME|XXX)\b",
}
MADE_UP_TOKEN = "123456789:" + "AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
TELLS_WHAT_IT_LOOKS_FOR = {Path(__file__)}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("what", NEVER)
def test_no_file_holds(what: str) -> None:
    found = []
    for path in repository.files():
        if path.suffix in TEXT and path not in TELLS_WHAT_IT_LOOKS_FOR:
            text = repository.read(path).replace(MADE_UP_TOKEN, "")
            found += [f"{name(path)}: {hit[0]}" for hit in re.finditer(NEVER[what], text, re.MULTILINE)]
    assert found == []


def test_the_files_that_people_and_tools_look_for_are_there() -> None:
    files = {name(path) for path in repository.files()}
    assert {
        "README.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "Makefile",
        "Dockerfile",
        ".dockerignore",
        "compose.yaml",
        ".env.example",
        ".ci/run",
        "content/README.md",
        "content/topics.toml",
        "requirements/run.txt",
        "requirements/optimize.txt",
        "requirements/dev.txt",
    } <= files
    assert ".env" not in files
    assert not [each for each in files if each.endswith((".db", ".pyc", ".db-wal"))]


def test_what_ci_runs_can_be_run() -> None:
    assert (ROOT / ".ci" / "run").stat().st_mode & stat.S_IXUSR


def documents() -> list[Path]:
    """What people read here; those of the corpus stand for other people's, whose links lead nowhere here."""
    corpus = ROOT / "tests" / "corpus"
    return [path for path in repository.files() if path.suffix == ".md" and not path.is_relative_to(corpus)]


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for path in documents():
        targets = re.findall(r"\]\((?!https?://|#)([^)#]+)", repository.read(path))
        broken += [f"{name(path)}: {target}" for target in targets if not (path.parent / target).exists()]
    assert broken == []


def test_paths_that_documents_name_exist() -> None:
    named = r"`((?:bot|tests|content|seeds|migrations|requirements|\.ci)/[\w./-]*)`"
    broken = []
    for path in documents():
        broken += [each for each in re.findall(named, repository.read(path)) if not (ROOT / each).exists()]
    assert broken == []


def test_seeds_hold_posts_alone() -> None:
    """Whatever text lies there is taken for a post and published."""
    assert {path.suffix for path in repository.files() if path.is_relative_to(ROOT / "seeds")} == {".txt"}


def locked(file: str) -> dict[str, tuple[Requirement, str]]:
    """Each requirement of a locked file by its name, with everything that stands at it."""
    text = repository.read(ROOT / "requirements" / file)
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if entry.strip() and not entry.startswith("#")]
    found: dict[str, tuple[Requirement, str]] = {}
    for entry in entries:
        requirement = Requirement(entry.partition("\\")[0].strip())
        found[canonicalize_name(requirement.name)] = requirement, entry
    return found


@pytest.mark.parametrize("file", LOCKED)
def test_a_locked_requirement_has_one_version_and_its_hashes(file: str) -> None:
    for requirement, entry in locked(file).values():
        assert [each.operator for each in requirement.specifier] == ["=="], entry
        assert requirement.url is None, entry
        assert re.findall(r"--(\w+)", entry) == ["hash"] * entry.count("--hash=sha256:"), entry
        assert entry.count("--hash=sha256:") > 0, entry


def test_what_the_project_asks_for_is_locked() -> None:
    project = repository.project()
    for file, wanted in (
        ("run.txt", project["project"]["dependencies"]),
        ("optimize.txt", project["project"]["optional-dependencies"]["optimize"]),
        ("dev.txt", project["project"]["dependencies"] + project["dependency-groups"]["dev"]),
    ):
        for line in wanted:
            asked = Requirement(line)
            requirement, _ = locked(file)[canonicalize_name(asked.name)]
            (version,) = requirement.specifier
            assert asked.specifier.contains(version.version), f"{file}: {requirement} is not {asked}"


def test_tests_run_with_what_the_program_runs_with() -> None:
    versions = {key: str(requirement.specifier) for key, (requirement, _) in locked("dev.txt").items()}
    for file in ("run.txt", "optimize.txt"):
        assert {key: str(requirement.specifier) for key, (requirement, _) in locked(file).items()}.items() <= (
            versions.items()
        )


def test_every_ignored_lint_rule_has_its_reason() -> None:
    text = repository.read(ROOT / "pyproject.toml")
    lists = re.findall(r"^ignore = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in lists for line in block.splitlines()]
    assert lines
    assert [line for line in lines if not re.search(r"# \w+", line)] == []


def test_an_exception_from_a_check_names_the_check_and_the_reason() -> None:
    """Both for types and for lint; ruff sees to unused ones."""
    bare = []
    for path in repository.files():
        if path.suffix == ".py" and path not in TELLS_WHAT_IT_LOOKS_FOR:
            for number, line in enumerate(repository.read(path).splitlines(), 1):
                found = re.search(r"# type: ignore(\[[\w, -]+\])?(.*)", line)
                if found and not (found[1] and "#" in found[2]):
                    bare.append(f"{name(path)}:{number}")
    assert bare == []
