"""What is measured, in words, and whether it keeps to its limits."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """Median milliseconds of ours and of the floor from the same run, and how many times it ours may take."""

    name: str
    ours_ms: float
    floor_ms: float
    limit_ratio: float | None = None
    """None where how many times is told and nothing more."""
    limit_ms: float | None = None
    """The most that ours may take whatever the floor, in milliseconds; None where only the ratio counts."""

    @property
    def ratio(self) -> float:
        """How many times the floor ours took."""
        return self.ours_ms / self.floor_ms

    def line(self) -> str:
        """The figure in words: ours, the floor, how many times, and the limit."""
        limit = "no limit of its own" if self.limit_ratio is None else f"limit {self.limit_ratio:.1f}"
        return (
            f"{self.name}: {self.ours_ms:.2f} ms, floor {self.floor_ms:.2f} ms, "
            f"{self.ratio:.2f} times ({limit})"
        )

    @property
    def within(self) -> bool:
        """True when ours keeps to its limits."""
        in_time = self.limit_ms is None or self.ours_ms <= self.limit_ms
        return in_time and (self.limit_ratio is None or self.ratio <= self.limit_ratio)


@dataclass(frozen=True)
class StraightLine:
    """Counts beside what each cost in milliseconds, and how far cost may stand off a straight line."""

    name: str
    costs: tuple[tuple[int, float], ...]
    once: str
    """What the part that does not grow is spent on."""
    limit_departure: float

    def fitted(self) -> tuple[float, float]:
        """Milliseconds spent once, and a piece: the line from which no cost departs far for its size."""
        weights = [(1 / cost**2, count, cost) for count, cost in self.costs]
        whole = sum(w for w, _, _ in weights)
        counts = sum(w * n for w, n, _ in weights) / whole
        costs = sum(w * c for w, _, c in weights) / whole
        rise = sum(w * (n - counts) * (c - costs) for w, n, c in weights)
        run = sum(w * (n - counts) ** 2 for w, n, _ in weights)
        return costs - rise / run * counts, rise / run

    def departures(self) -> dict[int, float]:
        """By how much of itself each cost lies above the line, or below."""
        once, each = self.fitted()
        return {count: cost / (once + each * count) - 1 for count, cost in self.costs}

    def line(self) -> str:
        """The line in words, with the cost that departs most from it."""
        once, each = self.fitted()
        count, departure = max(self.departures().items(), key=lambda pair: abs(pair[1]))
        return (
            f"{self.name}: cost = {once:.0f} ms ({self.once}) + {each * 1000:.2f} ms a thousand; "
            f"the largest departure {departure:+.1%}, at {count:,} (limit {self.limit_departure:.0%})"
        )

    @property
    def within(self) -> bool:
        """True when no cost departs further than it may."""
        return max(map(abs, self.departures().values())) <= self.limit_departure
