"""What happens on this Telegram, told to whoever watches: the page in the browser and whatever waits in a test."""

from collections.abc import Callable
from typing import Any, Literal

Kind = Literal[
    "message", "deleted", "answer", "action", "person", "chat", "profile", "inline", "call", "update", "confirmed"
]
Watcher = Callable[[Kind, Any], None]
"""Gets the kind of a change and what changed: a Message, a CallbackQuery, a Call, an update …"""


class Changes:
    """Tells everybody who watches, at once and in the order in which things happen."""

    def __init__(self) -> None:
        self._watchers: list[Watcher] = []

    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Have `watcher` called from now on; the function that comes back ends it."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def tell(self, kind: Kind, what: Any) -> None:
        """Something happened."""
        for watcher in tuple(self._watchers):
            watcher(kind, what)
