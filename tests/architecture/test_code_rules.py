"""Rules of the design that no linter knows."""

import ast

from tests.architecture import repository

CATCHES_ALL = {
    "bot/telegram/middlewares.py",  # the error router
    "bot/telegram/updates.py",  # the lane of a person: the next update must not wait for a restart
    "bot/jobs/workers.py",  # the job wrapper, which the worker loop uses too
}
HANDS_ON = {
    "bot/storage/sqlite.py",  # what a unit raises goes to the unit's caller
}
OWN_TASKS = {
    "bot/storage/sqlite.py",  # the writer lives as long as the database, which outlives the task group
    "bot/playground/server.py",  # a server of its own, with a life of its own
}


def caught(handler: ast.ExceptHandler) -> set[str]:
    """The names of what a handler catches; a bare one catches all."""
    if handler.type is None:
        return {"BaseException"}
    parts = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return {ast.unparse(part) for part in parts}


def places(catching: str) -> set[str]:
    return {
        path
        for path, tree in repository.trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and catching in caught(node)
    }


def test_whatever_happens_is_caught_in_three_places() -> None:
    assert places("Exception") == CATCHES_ALL
    assert places("BaseException") == HANDS_ON


def test_each_of_them_catches_once() -> None:
    for path, tree in repository.trees():
        handlers = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
        assert sum("Exception" in caught(node) for node in handlers) == (path in CATCHES_ALL), path


def test_handlers_never_catch() -> None:
    handlers = {path: tree for path, tree in repository.trees() if path.startswith("bot/telegram/handlers/")}
    assert "bot/telegram/handlers/drill.py" in handlers
    assert [path for path, tree in handlers.items() if any(isinstance(node, ast.Try) for node in ast.walk(tree))] == []


def test_background_work_belongs_to_a_task_group() -> None:
    """ruff bans asyncio.create_task; here also the loop's own, which it does not see."""
    made = {
        path
        for path, tree in repository.trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in ("create_task", "ensure_future", "run_in_executor", "call_later", "call_soon")
        and "loop" in ast.unparse(node.value)
    }
    assert made == OWN_TASKS


def test_only_the_clock_reads_the_time() -> None:
    read = {
        path
        for path, tree in repository.trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func)
        in ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.monotonic")
    }
    assert read == {"bot/clock.py"}


def test_pure_packages_have_no_coroutines() -> None:
    """What decides does not wait: domain and parsing are functions of their arguments."""
    waiting = {
        path
        for path, tree in repository.trees()
        for node in ast.walk(tree)
        if path.startswith(("bot/domain/", "bot/parsing/")) and isinstance(node, ast.AsyncFunctionDef | ast.Await)
    }
    assert waiting == set()


def test_no_exception_text_reaches_a_chat() -> None:
    """Screens are made of texts and cards; nothing below bot/telegram/screens knows of an exception but to raise."""
    for path, tree in repository.trees():
        if path.startswith("bot/telegram/screens/"):
            assert not any(isinstance(node, ast.Try | ast.Raise) for node in ast.walk(tree)), path
