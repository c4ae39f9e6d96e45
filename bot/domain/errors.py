"""What can go wrong on purpose. Anything that is not one of these is a bug and is loud."""

from datetime import datetime


class Refused(Exception):
    """The person asked for what cannot be had; `key` names the text that tells them why, `args` fill it."""

    def __init__(self, key: str, **arguments: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.arguments = arguments


class TryLater(Exception):
    """Not now: ask again at `moment` (aware, UTC)."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(f"not before {moment.isoformat()}")
        self.moment = moment


class Fatal(Exception):
    """A state in which the program must end: one clear line for the operator and an exit code of its own."""

    exit_code = 70

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


class BadConfiguration(Fatal):
    """A setting is wrong, unknown or missing."""

    exit_code = 2


class SecondInstance(Fatal):
    """Another process polls with this token, holds this database, or a webhook is in the way."""

    exit_code = 11


class NewerDatabase(Fatal):
    """The database was written by a newer Sobes."""

    exit_code = 12


class CorruptDatabase(Fatal):
    """The database file fails SQLite's own check."""

    exit_code = 65


class TokenRefused(Fatal):
    """Telegram answered 401."""

    exit_code = 77
