"""How Telegram says no."""

from typing import Any, Literal

Kind = Literal["content", "state", "flood"]
"""`content`: the caller could have known (parameters, limits, markup). `state`: only a try could tell
(blocked, deleted, expired). `flood`: too many messages."""


class Refusal(Exception):
    """One refused call, in the words of the Bot API; the server turns it into `{"ok": false, ...}`."""

    def __init__(
        self, code: int, description: str, *, kind: Kind = "content", parameters: dict[str, Any] | None = None
    ) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.kind: Kind = kind
        self.parameters = parameters

    def as_json(self) -> dict[str, Any]:
        """The body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(what: str) -> Refusal:
    """400 for something that the caller could have known."""
    return Refusal(400, f"Bad Request: {what}")


def bad_state(what: str) -> Refusal:
    """400 for something that only a try could tell."""
    return Refusal(400, f"Bad Request: {what}", kind="state")


def forbidden(what: str) -> Refusal:
    """403: the chat is closed to the bot."""
    return Refusal(403, f"Forbidden: {what}", kind="state")


def conflict(what: str) -> Refusal:
    """409: another poller or a webhook is in the way."""
    return Refusal(409, f"Conflict: {what}", kind="state")


def too_many_requests(seconds: int) -> Refusal:
    """429: nothing is accepted here for `seconds`."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", kind="flood", parameters={"retry_after": seconds})
