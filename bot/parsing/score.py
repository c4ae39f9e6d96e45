"""How sure the parser is, in words that a person can check."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Evidence:
    """Signs that speak for an item. Each weighs between 0 and 1; together they leave less and less doubt."""

    reasons: list[str] = field(default_factory=list)
    doubt: float = 1.0

    def add(self, reason: str, weight: float) -> None:
        """A sign that speaks for the item."""
        self.reasons.append(reason)
        self.doubt *= 1.0 - weight

    def against(self, reason: str, weight: float) -> None:
        """A sign that leaves at least `weight` of doubt."""
        self.reasons.append(reason)
        self.doubt = max(self.doubt, weight)

    @property
    def confidence(self) -> float:
        """Between 0 and 1, two decimals."""
        return round(1.0 - self.doubt, 2)
