"""How many updates one person may send: far more than anybody taps, far fewer than a script can."""

from collections.abc import Callable

from bot.clock import monotonic

A_SECOND = 30.0
BURST = 300.0
_SILENCE = 10.0
_REMEMBERED = 10_000


class Allowance:
    """A bucket for each person, in monotonic seconds."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._buckets: dict[int, tuple[float, float]] = {}
        self._told: dict[int, float] = {}

    def spend(self, person_id: int) -> bool:
        """Whether one more update of this person is handled."""
        now = self._now()
        left, at = self._buckets.pop(person_id, (BURST, now))
        left = min(BURST, left + (now - at) * A_SECOND)
        allowed = left >= 1
        # Taken out and put back, so that the first of the dict is the one not heard of for longest.
        self._buckets[person_id] = (left - 1 if allowed else left, now)
        while len(self._buckets) > _REMEMBERED:
            del self._buckets[next(iter(self._buckets))]
        return allowed

    def tell(self, person_id: int) -> bool:
        """Whether to tell a person that they are too fast: once in a while, not for each update."""
        now = self._now()
        self._told = {each: at for each, at in self._told.items() if at > now - _SILENCE}
        if person_id in self._told:
            return False
        self._told[person_id] = now
        return True
