"""One measured speed beside its floor from the same run."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """Median milliseconds of ours and of the floor, and how many times the floor ours may take."""

    name: str
    ours_ms: float
    floor_ms: float
    limit_ratio: float
    limit_ms: float | None = None
    """The most that ours may take whatever the floor, in milliseconds; None where only the ratio counts."""

    @property
    def ratio(self) -> float:
        """How many times the floor ours took."""
        return self.ours_ms / self.floor_ms

    def line(self) -> str:
        """The figure in words: ours, the floor, how many times, and the limit."""
        return (
            f"{self.name}: {self.ours_ms:.2f} ms, floor {self.floor_ms:.2f} ms, "
            f"{self.ratio:.2f} times (limit {self.limit_ratio:.1f})"
        )

    @property
    def within(self) -> bool:
        """True when ours keeps to its limits."""
        in_time = self.limit_ms is None or self.ours_ms <= self.limit_ms
        return in_time and self.ratio <= self.limit_ratio
