"""`python -m tests.bench`: figures on stdout, nothing asserted. Takes about five minutes on two cores."""

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.bench import fitting, posts, program, storage, telegram
from tests.bench.figures import Figure

BENCHES: tuple[Callable[[Path], Awaitable[list[Figure]]], ...] = (
    program.measure_starting,
    program.measure_ratings,
    storage.measure_reviews,
    fitting.measure_fitting,
    posts.measure_parsing,
    posts.measure_import,
    telegram.measure_playground,
)


async def main() -> None:
    """One bench after another, each in a folder of its own."""
    for bench in BENCHES:
        with tempfile.TemporaryDirectory(prefix="sobes-bench-") as folder:
            for figure in await bench(Path(folder)):
                sys.stdout.write(f"{figure}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
