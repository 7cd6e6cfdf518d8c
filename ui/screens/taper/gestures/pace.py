"""The pace of the plan, one field at a time."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from pharmreview.domain.taper.plan import TaperRequest
from ui.screens.taper.draft import changes
from ui.screens.taper.gestures.held import Held


class PaceGestures:
    """Each field is one run of edits: a stepper turned five times is undone once."""

    def __init__(self, held: Held) -> None:
        self._held = held

    def set_percent(self, percent: Decimal | None) -> None:
        """The size of each step, at most."""
        self._take("percent", percent, "Size of each step", changes.with_percent)

    def set_basis(self, basis: str) -> None:
        """What the share is of."""
        self._take("basis", basis, "Share of the dose", changes.with_basis)

    def set_interval(self, days: Decimal | None) -> None:
        """How many days each dose lasts."""
        whole = None if days is None else int(days)
        self._take("every", whole, "Time between steps", changes.with_interval)

    def set_start(self, start: date | None) -> None:
        """The day of the first step."""
        self._take("start", start, "First step", changes.with_start)

    def set_lower_first(self, moment: str) -> None:
        """Which dose of the day falls first."""
        self._take("lower", moment, "Which dose falls first", changes.with_lower_first)

    def set_aim(self, aim: Decimal | None) -> None:
        """Where the changing medicine is going, a day."""
        self._take("aim", aim, "Aim", changes.with_aim)

    def refuse(self, field: str, sentence: str) -> None:
        """A field holds something that cannot be used, or no longer does."""
        self._held.refuse(field, sentence)

    def _take(
        self,
        field: str,
        value: Decimal | int | str | date | None,
        text: str,
        change: Callable[..., TaperRequest],
    ) -> None:
        if value is None:
            self.refuse(field, changes.LEFT_EMPTY[field])
            return
        self._held.attempt(field, text, lambda request: change(request, value))
