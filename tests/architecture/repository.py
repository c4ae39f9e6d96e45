"""What these tests look at: the files of the repository and the modules of the program."""

import ast
import os
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
_BUILT = frozenset((".git", ".venv", "__pycache__", "data", "build"))


@cache
def files() -> tuple[Path, ...]:
    """Every file that is or would be committed; without git (an unpacked archive), every file not made here."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git is where git is
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        found = [ROOT / os.fsdecode(name) for name in listed.stdout.split(b"\0") if name]
        return tuple(path for path in found if path.is_file())
    walked = (path for path in ROOT.rglob("*") if path.is_file())
    return tuple(path for path in walked if not _made_here(path.relative_to(ROOT)))


def _made_here(path: Path) -> bool:
    return any(part in _BUILT or part.endswith(("_cache", ".egg-info", ".hypothesis")) for part in path.parts)


@cache
def read(path: Path) -> str:
    """The text of a file."""
    return path.read_text("utf-8")


@cache
def modules() -> tuple[str, ...]:
    """The name of every module of the program."""
    names = []
    for path in sorted((ROOT / "bot").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        names.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return tuple(names)


@cache
def trees() -> tuple[tuple[str, ast.Module], ...]:
    """Every source file of the program by its path from the root, parsed."""
    paths = sorted((ROOT / "bot").rglob("*.py"))
    return tuple((path.relative_to(ROOT).as_posix(), ast.parse(read(path))) for path in paths)


@cache
def project() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads(read(ROOT / "pyproject.toml"))
