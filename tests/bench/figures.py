"""One line of the bench, and how times become figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured."""

    name: str
    value: float
    unit: str

    def __str__(self) -> str:
        return f"{self.name:<68} {self.value:>10,.1f} {self.unit}"


def latencies(name: str, seconds: Sequence[float]) -> list[Figure]:
    """The middle and the slow end, in milliseconds."""
    return [
        Figure(f"{name}, p50", median(seconds) * 1000, "ms"),
        Figure(f"{name}, p99", quantiles(seconds, n=100)[-1] * 1000, "ms"),
    ]
