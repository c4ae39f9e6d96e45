"""The one place that reads the time. Everything else is handed a clock or an instant."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present instant, aware and in UTC."""


def utc_now() -> datetime:
    """The present instant in UTC."""
    return datetime.now(UTC)


def monotonic() -> float:
    """Seconds that only go forward: for waits and rates, which a changed wall clock must not touch."""
    return time.monotonic()
