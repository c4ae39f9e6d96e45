"""Failures on demand: the next calls of a method, or for a chat, go wrong in a given way."""

import json
from dataclasses import dataclass
from typing import Any, Literal

Ending = Literal["answer", "close", "hang"]


@dataclass(slots=True)
class Fault:
    """What happens to the next `times` calls that match.

    First `delay` seconds pass; then the call is carried out if `execute`; then the caller gets `status` and `body`,
    a closed connection, or nothing at all (`hang`). With `execute`, ending `answer` and no `status` the call is only
    late. `method` None is any method except getUpdates; `chat_id` None is any chat.
    """

    method: str | None = None
    chat_id: int | None = None
    times: int = 1
    delay: float = 0.0
    execute: bool = False
    ending: Ending = "answer"
    status: int | None = None
    body: bytes = b""
    content_type: str = "application/json"

    def matches(self, method: str, chat_id: int | None) -> bool:
        """Whether this call is one of those."""
        if self.times <= 0 or (self.chat_id is not None and self.chat_id != chat_id):
            return False
        return method == self.method if self.method else method != "getUpdates"


class Faults:
    """The script of failures; the oldest that matches is used up first."""

    def __init__(self) -> None:
        self._script: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Put a fault on the script; its `times` counts down as it happens."""
        self._script.append(fault)
        return fault

    def clear(self) -> None:
        """No more faults."""
        self._script.clear()

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault for this call, if any."""
        for fault in self._script:
            if fault.matches(method, chat_id):
                fault.times -= 1
                return fault
        return None

    def refuse(
        self,
        code: int,
        description: str,
        *,
        parameters: dict[str, Any] | None = None,
        method: str | None = None,
        chat_id: int | None = None,
        times: int = 1,
        execute: bool = False,
    ) -> Fault:
        """An error in the form of the Bot API, after the call was carried out if `execute`."""
        body: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
        if parameters:
            body["parameters"] = parameters
        encoded = json.dumps(body).encode()
        return self.add(Fault(method, chat_id, times, execute=execute, status=code, body=encoded))

    def flood(
        self, retry_after: int, *, method: str | None = None, chat_id: int | None = None, times: int = 1
    ) -> Fault:
        """429 with `retry_after` seconds."""
        return self.refuse(
            429,
            f"Too Many Requests: retry after {retry_after}",
            parameters={"retry_after": retry_after},
            method=method,
            chat_id=chat_id,
            times=times,
        )

    def gateway(
        self,
        status: int = 502,
        *,
        method: str | None = None,
        chat_id: int | None = None,
        times: int = 1,
        execute: bool = False,
    ) -> Fault:
        """A page of HTML from a proxy in between."""
        body = f"<html><body><h1>{status}</h1></body></html>".encode()
        fault = Fault(method, chat_id, times, execute=execute, status=status, body=body, content_type="text/html")
        return self.add(fault)

    def close(
        self, *, method: str | None = None, chat_id: int | None = None, times: int = 1, execute: bool = False
    ) -> Fault:
        """A reset connection: with `execute` the call is carried out and its answer is lost."""
        return self.add(Fault(method, chat_id, times, execute=execute, ending="close"))

    def hang(
        self, *, method: str | None = None, chat_id: int | None = None, times: int = 1, execute: bool = False
    ) -> Fault:
        """No answer until the caller gives up."""
        return self.add(Fault(method, chat_id, times, execute=execute, ending="hang"))

    def slow(self, seconds: float, *, method: str | None = None, chat_id: int | None = None, times: int = 1) -> Fault:
        """A right answer, `seconds` late."""
        return self.add(Fault(method, chat_id, times, delay=seconds, execute=True))
