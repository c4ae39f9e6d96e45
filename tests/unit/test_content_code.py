"""The Python in the answers of the decks compiles, and prints what stands below it."""

import json
import subprocess
import sys

import pytest

from tests.content_code import Block, blocks

RUNNER = r"""
import contextlib, io, json, os, signal, sys, traceback

LONGEST = 5

told = []
for code in json.load(sys.stdin):
    said = io.StringIO()
    # Its own process: what one block leaves behind (threads, patches, settings of the collector) reaches no other.
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        signal.alarm(LONGEST)
        try:
            with contextlib.redirect_stdout(said):
                exec(compile(code, "block", "exec"), {"__name__": "__main__", "__builtins__": __builtins__})
        except BaseException:
            said.write(traceback.format_exc())
        with open(writing, "w", encoding="utf-8") as out:
            out.write(said.getvalue())
        os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as result:
        told.append(result.read())
    os.waitpid(child, 0)
json.dump(told, sys.stdout)
"""
SECONDS = 60


def printed(found: list[Block]) -> list[str]:
    """What each block prints, or how it fails."""
    done = subprocess.run(  # noqa: S603 - the code of our own decks
        [sys.executable, "-I", "-c", RUNNER],
        input=json.dumps([each.code for each in found]),
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=True,
    )
    told: list[str] = json.loads(done.stdout)
    return told


def test_every_block_of_python_compiles() -> None:
    faults = []
    for each in blocks():
        try:
            compile(each.code, each.place, "exec", dont_inherit=True)
        except SyntaxError as error:
            faults.append(f"{each.place}: {error}")
    assert faults == []


def test_every_block_prints_what_stands_below_it() -> None:
    run = [each for each in blocks() if each.prints is not None]
    wrong = [
        f"{each.place}: printed {said!r}, not {each.prints!r}"
        for each, said in zip(run, printed(run), strict=True)
        if said != each.prints
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("print(sum(range(4)))\n", "6\n"),
        ("x = 1\n\ndef f():\n    return x\n\nprint(f(), __name__)\n", "1 __main__\n"),
        ("1 / 0\n", "ZeroDivisionError: division by zero\n"),
    ],
)
def test_what_a_block_prints_is_seen(code: str, said: str) -> None:
    assert printed([Block("here", code, said)])[0].endswith(said)
