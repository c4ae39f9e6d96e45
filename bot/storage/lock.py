"""One process owns a database file: the bot, or a command that writes."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.domain.errors import BadConfiguration, SecondInstance


@contextmanager
def only_writer(database: Path, otherwise: str) -> Iterator[None]:
    """Hold the file's lock; raises SecondInstance with `otherwise` when another process has it.

    The lock goes with the process, however it ends. Raises BadConfiguration where no file can be made there.
    """
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        lock = database.with_name(database.name + ".lock").open("a")
    except OSError as error:
        raise BadConfiguration(f"DATABASE_URL: {database} cannot be used: {error.strerror}") from None
    with lock as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SecondInstance(f"another Sobes process is using {database}. {otherwise}") from None
        yield
