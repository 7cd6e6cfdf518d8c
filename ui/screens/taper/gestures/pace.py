"""The pace of the plan, one field at a time."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from pharmreview.domain.taper.plan import TaperRequest
from pharmreview.domain.taper.running.in_time import InTime
from ui.screens.taper.comparing.compared import B
from ui.screens.taper.draft import changes
from ui.screens.taper.gestures.held import Change, Held
from ui.screens.taper.working.ending import FIELDS as ENDING

_OWN = ("percent", "basis", "every", "aim", "named", "ending", *ENDING)
"""What each of two plans has for itself."""
_SMALLER = "Size of the last steps"


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
        """Where the changing medicine is going, a day. What that takes out is said."""
        before = self._held.inputs.request
        self._take("aim", aim, "Aim", changes.with_aim)
        after = self._held.inputs.request
        if before is not None and after is not None and before.switches != after.switches:
            self._held.status.emit("The plan ends before its change of product: the change is taken out.")

    def set_slow_below(self, fraction: Decimal | None) -> None:
        """The part of the starting dose below which the plan slows."""
        self._take("below", fraction, "Where it slows", changes.with_slow_below)

    def set_slow_percent(self, percent: Decimal | None) -> None:
        """The size of each step in the slower part; as before it where that is no smaller."""
        if percent is not None and percent >= self._held.props.ending.above:
            self._change("share_below", _SMALLER, lambda request: changes.with_slow_percent(request, None))
        else:
            self._take("share_below", percent, _SMALLER, changes.with_slow_percent)

    def set_slow_interval(self, days: Decimal | None) -> None:
        """How many days each dose lasts in the slower part."""
        whole = None if days is None else int(days)
        self._take("every_below", whole, "Time between the last steps", changes.with_slow_interval)

    def set_last_hold(self, days: Decimal | None) -> None:
        """How many days the last dose is kept."""
        whole = None if days is None else int(days)
        self._take("last_hold", whole, "Time on the last dose", changes.with_last_hold)

    def set_usual_ending(self) -> None:
        """The ending as the setting has it."""
        for field in ENDING:
            self.refuse(field, "")
        self._change("ending", "Ending as usual", changes.with_usual_ending)

    def set_named(self, pace_id: str) -> None:
        """A pace by its name: share and interval at once."""
        pace = next(p for p in self._held.inputs.settings.paces if p.id == pace_id)
        self._change("named", f"Pace: {pace.name.lower()}", lambda r: changes.with_named(r, pace))

    def set_found(self, found: InTime) -> None:
        """The pace that was found for a day."""
        self._change(
            "named",
            "Pace to be there in time",
            lambda r: changes.with_interval(changes.with_percent(r, found.percent), found.every_days),
        )

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
        self._change(field, text, lambda request: change(request, value))

    def _change(self, field: str, text: str, change: Change) -> None:
        """To the plan whose pace is shown; what the two share is changed in the draft."""
        inputs = self._held.inputs
        if inputs.changing == B and inputs.beside_request is not None and field in _OWN:
            self._held.attempt_beside(field, text, change)
        else:
            self._held.attempt(field, text, change)
