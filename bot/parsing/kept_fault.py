"""What was read before a document broke off is given before the fault is told."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from bot.parsing.text import Unreadable

T = TypeVar("T")


class UntilFault(Generic[T]):
    """Goes through things until an Unreadable ends them; `tell` raises it then, when what came before is given."""

    def __init__(self, things: Iterable[T]) -> None:
        self._things = things
        self._fault: Unreadable | None = None

    def __iter__(self) -> Iterator[T]:
        try:
            yield from self._things
        except Unreadable as unreadable:
            self._fault = unreadable

    def tell(self) -> None:
        """Raise the fault, if there was one."""
        if self._fault is not None:
            raise self._fault
