"""What the pharmacist said by hand of somebody whom the file changes, brought when they are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shiboken6 import isValid

from ui import text as words_of
from ui.jobs import Ok
from ui.widgets.marks.badge import Tier as Badge
from ui.widgets.marks.badge import badge_word
from ui.widgets.panels.lines import Line, Look

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from pharmreview.domain.case import Case, SavedCase
    from ui.jobs import Err
    from ui.state.desk import Desk


class Held:
    """Brings the case of the person chosen among those whom the file changes; `tell` is told it."""

    def __init__(self, desk: Desk, owner: QObject, tell: Callable[[Case], None]) -> None:
        self._desk = desk
        self._owner = owner
        self._tell = tell
        self._asked = ""

    def look(self, wanted: str) -> None:
        """See whose case is wanted now, by its id; "" for nobody's."""
        if wanted == self._asked:
            return
        self._asked = wanted
        if wanted:
            vault = self._desk.session.vault
            self._desk.lanes.vault.run(lambda: vault.several((wanted,)), self._came)

    def _came(self, outcome: Ok[tuple[SavedCase, ...]] | Err) -> None:
        if isValid(self._owner) and isinstance(outcome, Ok) and outcome.value:
            self._tell(outcome.value[0].case)


def said_by_hand(case: Case) -> list[Line]:
    """The tier and the calls given by hand, each with its reason; nothing where there are none."""
    lines = []
    if case.tier_override is not None:
        said = case.tier_override
        lines.append(Line(f"{badge_word(Badge(said.tier))}, set by hand: {said.reason}"))
        lines.append(Line(f"{said.by}, {words_of.day(said.at.date())}", Look.SMALL))
    for call in case.exclusion_calls:
        what = "Excluded" if call.stands else "Not excluded"
        entry = f" (“{call.because}”)" if call.because else ""
        lines.append(Line(f"{what} by hand{entry}: {call.reason}"))
        lines.append(Line(f"{call.by}, {words_of.day(call.at.date())}", Look.SMALL))
    return [Line("This stays as it was said", Look.STRONG, apart=True), *lines] if lines else []
