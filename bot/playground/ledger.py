"""Every call that reached the server: what was asked, what was done, what was answered."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any

from bot.playground.changes import Changes
from bot.playground.refusal import Refusal

_KEPT = 20_000
_SHOWN = 300


@dataclass(slots=True)
class Call:
    """One call; `result` is set if it was carried out, even if its answer was lost."""

    number: int
    at: datetime
    method: str
    parameters: dict[str, Any]
    chat_id: int | None = None
    executed: bool = False
    result: Any = None
    refusal: Refusal | None = None
    """Why the rules of Telegram refuse it; a scripted fault is no refusal."""
    faulty: bool = False
    """Whether a scripted fault struck it."""
    over: bool = False
    """Whether it was answered, or its caller is gone."""

    def __str__(self) -> str:
        outcome = str(self.refusal) if self.refusal else "done" if self.executed else "not done"
        asked = str(self.parameters)
        asked = asked if len(asked) <= _SHOWN else f"{asked[:_SHOWN]}…"
        return f"#{self.number} {self.method} {asked} → {outcome}{' (fault)' if self.faulty else ''}"


class Ledger:
    """Calls in the order of arrival, the last twenty thousand; a poll counts when it ends, if it brought something."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._calls: deque[Call] = deque(maxlen=_KEPT)
        self._refused: deque[Call] = deque(maxlen=_KEPT)
        self._number = 0
        self.in_flight = 0
        """Calls that came and are not answered yet, getUpdates not counted."""

    def __len__(self) -> int:
        return self._number

    def begin(self, at: datetime, method: str, parameters: dict[str, Any], chat_id: int | None) -> Call:
        """A call has come."""
        call = Call(0, at, method, parameters, chat_id)
        if method != "getUpdates":
            self.in_flight += 1
            self._keep(call)
        self._changes.tell("call", call)
        return call

    def end(self, call: Call) -> None:
        """A call is over, whatever the caller got."""
        call.over = True
        if call.refusal is not None:
            self._refused.append(call)
        if call.method != "getUpdates":
            self.in_flight -= 1
        elif call.result or call.refusal:
            self._keep(call)
        self._changes.tell("call", call)

    def _keep(self, call: Call) -> None:
        self._number += 1
        call.number = self._number
        self._calls.append(call)

    def since(self, number: int) -> Iterator[Call]:
        """Calls after the one with that number, newest first."""
        return takewhile(lambda call: call.number > number, reversed(self._calls))

    def calls(self, method: str | None = None, chat_id: int | None = None) -> list[Call]:
        """Calls so far, of one method or for one chat if asked."""
        return [
            call
            for call in self._calls
            if method in (None, call.method) and (chat_id is None or call.chat_id == chat_id)
        ]

    def refusals(self, *, avoidable: bool = False) -> list[Call]:
        """Calls that the rules refused; with `avoidable` only those whose caller could have known before.

        Not avoidable are those that only a try can discover: blocked, deleted, expired, not modified, a second poller.
        """
        return [call for call in self._refused if call.refusal and not (avoidable and call.refusal.kind == "state")]

    def tail(self, length: int = 12) -> str:
        """The last calls, one a line: for the message of a failed test."""
        return "\n".join(str(call) for call in list(self._calls)[-length:]) or "(no calls)"
