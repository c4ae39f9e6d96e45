"""Take the playground's rules away, one at a time, and see that a test misses each.

`python -m tests.prove_rules [files…]` works on a copy of the tree: it puts `pass` in place of one `raise`
(or one call that only checks), runs the playground's tests, and goes on with the next. It prints the rules that no test
missed, and how many there were; exit code 1 where there are such rules. Files are modules of `bot/playground`, all of
them if none is named. Takes a quarter of an hour on two cores.
"""

import ast
import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.settings import ROOT

WORKERS = 2
PATIENCE = 120.0
"""Seconds after which a test run counts as failed: without its rule, something may wait for ever."""

MEMORY = 2 * 1024**3
"""Bytes that a test run may take, for the same reason."""

BOUNDED = (
    "import resource, sys, pytest\n"
    f"resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))\n"
    "sys.exit(pytest.main(sys.argv[1:]))"
)
COPIED = ("bot", "tests", "content", "pyproject.toml")
PLAYGROUND = Path("bot/playground")
TESTS = Path("tests/unit/playground")
NO_RULES = frozenset({"AssertionError", "TimeoutError"})
"""What is raised for a test's own sake."""

CHECKS = frozenset({"require", "require_permission", "check_may_write", "check_may_read", "check_own", "_check_length"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A statement that refuses something, or calls what does."""

    path: Path
    """Within the tree."""
    line: int
    last_line: int
    column: int
    source: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.source}"


def rules(path: Path, source: str) -> Iterator[Rule]:
    """Every rule of a module, in the order of its lines."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Raise, ast.Expr)) and _refuses(node):
            end = node.end_lineno or node.lineno
            text = " ".join(line.strip() for line in lines[node.lineno - 1 : end])
            yield Rule(path, node.lineno, end, node.col_offset, text)


def _refuses(node: ast.Raise | ast.Expr) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Call) and _name(node.value.func) in CHECKS
    raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    return raised is not None and _name(raised) not in NO_RULES


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def without(source: str, rule: Rule) -> str:
    """The module with `pass` in place of one rule."""
    lines = source.splitlines(keepends=True)
    lines[rule.line - 1 : rule.last_line] = [" " * rule.column + "pass\n"]
    return "".join(lines)


def copy_tree(target: Path) -> None:
    """What the tests need, without what was compiled."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, target / name)


async def is_missed(tree: Path, rule: Rule) -> bool:
    """Whether a test fails without the rule: one of the module's own tests, else any of the playground's."""
    path = tree / rule.path
    source = path.read_text("utf-8")
    path.write_text(without(source, rule), "utf-8")
    try:
        own = own_tests(tree, rule.path)
        if own and await fails(tree, own):
            return True
        rest = sorted(set((tree / TESTS).glob("test_*.py")) - set(own))
        return await fails(tree, rest)
    finally:
        path.write_text(source, "utf-8")


def own_tests(tree: Path, module: Path) -> list[Path]:
    """Test files that carry the module's name, or that of its package."""
    names = {module.stem, module.parent.name}
    return [path for path in sorted((tree / TESTS).glob("test_*.py")) if names & set(path.stem.split("_"))]


async def fails(tree: Path, tests: list[Path]) -> bool:
    """Whether one of these tests fails, or they do not come to an end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", BOUNDED, "-x", "-q", "-p", "no:xdist", "-p", "no:cacheprovider"),
        *map(str, tests),
        cwd=tree,
        env=os.environ | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            return await process.wait() != 0
    except TimeoutError:
        process.kill()
        await process.wait()
        return True


async def work(tree: Path, left: list[Rule], survivors: list[Rule]) -> None:
    """Take rules from the list until none is left."""
    while left:
        rule = left.pop()
        if not await is_missed(tree, rule):
            survivors.append(rule)
            sys.stdout.write(f"{rule}\n")
            sys.stdout.flush()


async def main(names: list[str]) -> int:
    """Prove the rules of these modules, or of all."""
    wanted = [Path(name) for name in names] or sorted(
        path.relative_to(ROOT) for path in (ROOT / PLAYGROUND).rglob("*.py")
    )
    found = [rule for path in wanted for rule in rules(path, (ROOT / path).read_text("utf-8"))]
    left, survivors = list(reversed(found)), list[Rule]()
    with tempfile.TemporaryDirectory(prefix="sobes-rules-") as folder:
        trees = [Path(folder) / str(number) for number in range(WORKERS)]
        for tree in trees:
            await asyncio.to_thread(copy_tree, tree)
        if await fails(trees[0], [trees[0] / TESTS]):
            sys.stdout.write("the tests fail even with every rule in place\n")
            return 1
        async with asyncio.TaskGroup() as group:
            for tree in trees:
                group.create_task(work(tree, left, survivors))
    sys.stdout.write(f"{len(found)} rules, {len(survivors)} that no test misses\n")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
