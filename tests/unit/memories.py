"""Memories made up for tests."""

from datetime import UTC, datetime
from typing import Any

from bot.domain.memory import Memory, Phase


def remembered(**fields: Any) -> Memory:
    """A card passed once; `fields` are whatever matters."""
    memory: dict[str, Any] = {
        "phase": Phase.REVIEW,
        "stability": 10.0,
        "difficulty": 5.0,
        "due_day": 20_503,
        "due_at": None,
        "last_day": 20_495,
        "last_at": datetime(2026, 2, 10, 12, 0, tzinfo=UTC),
        "reps": 1,
        "lapses": 0,
        "tries": 1,
        "version": 1,
    }
    return Memory(**(memory | fields))
