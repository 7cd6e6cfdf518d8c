"""Everyone in the store brought to the list and worked out off the screen's thread, in lots sized by time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from pharmreview.collecting import held_still
from ui.jobs import Err, Ok
from ui.screens.people.judging import ListJudging, judging_now
from ui.screens.people.listing.person_row import unread_row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.screens.people.listing.person_row import PersonRow
    from ui.state.desk import Desk

FIRST_LOT = 25
MOST_IN_A_LOT = 500
LOT_SECONDS = 0.05
"""How long the store is kept busy at a time, so that a save or a person to be opened need not wait."""
REST = 4
"""Rows worked out wait until so many times as long has passed as showing the last ones took."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Who is in the store, by case id with its revision, and what they are judged by."""

    revisions: Mapping[str, int]
    judging: ListJudging


class Bringing(QObject):
    """Tells `began` what the list is judged by and how many there are, `came` rows and the ids of those gone,
    and `failed` the error. Only people who changed, or are judged by something else, come again.
    """

    began = Signal(object, int)
    came = Signal(object, object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._judging: ListJudging | None = None
        self._have: dict[str, int] = {}
        self._waiting: dict[str, int] = {}
        self._fresh: list[PersonRow] = []
        self._size = FIRST_LOT
        self._at_work = False
        self._showing_took = 0.0
        self._shown_at = 0.0

    def waiting(self) -> int:
        """How many have yet to be worked out or shown."""
        return len(self._waiting) + len(self._fresh)

    def look(self) -> None:
        """See who is in the store now."""
        desk = self._desk

        def work() -> _Found:
            return _Found(desk.session.vault.revisions(), judging_now(desk))

        desk.lanes.vault.run(work, self._found)

    def _found(self, outcome: Ok[_Found] | Err) -> None:
        if not isValid(self):
            return
        if isinstance(outcome, Err):
            self.failed.emit(outcome.error)
            return
        found = outcome.value
        gone = [case_id for case_id in self._have if case_id not in found.revisions]
        for case_id in gone:
            del self._have[case_id]
        if self._judging is None or found.judging.stamp != self._judging.stamp:
            self._have.clear()
            self._fresh.clear()
        self._judging = found.judging
        self._waiting = {i: r for i, r in found.revisions.items() if self._have.get(i) != r}
        self.began.emit(found.judging, len(found.revisions))
        self.came.emit([], gone)
        self._go_on()

    def _go_on(self) -> None:
        lane = self._desk.lanes.vault
        if self._desk.is_locked or lane.is_closed:
            return
        if self._at_work or not self._waiting or self._judging is None:
            return
        vault, judging = self._desk.session.vault, self._judging
        lot = tuple(islice(self._waiting, self._size))
        is_last = len(lot) == len(self._waiting)

        def work() -> tuple[list[PersonRow], float]:
            began = perf_counter()
            rows = []
            with held_still(keeping=is_last):
                for saved in vault.several(lot):
                    rows.append(judging.row(saved.case))
                    lane.give_way()
            return rows, perf_counter() - began

        self._at_work = True
        lane.run(work, lambda outcome: self._worked_out(outcome, lot, judging))

    def _worked_out(
        self, outcome: Ok[tuple[list[PersonRow], float]] | Err, lot: tuple[str, ...], judging: ListJudging
    ) -> None:
        if not isValid(self):
            return
        self._at_work = False
        if self._judging is judging:
            if isinstance(outcome, Ok):
                rows, took = outcome.value
                self._size = max(1, min(int(len(lot) * LOT_SECONDS / max(took, 1e-6)), MOST_IN_A_LOT))
                self._take(rows, lot)
            elif len(lot) > 1:
                self._size = 1  # to find the one that cannot be read
            else:
                self._take([unread_row(lot[0], outcome.error)], lot)
        self._go_on()

    def _take(self, rows: list[PersonRow], lot: tuple[str, ...]) -> None:
        for case_id in lot:
            self._have[case_id] = self._waiting.pop(case_id, 0)
        self._fresh += rows
        since = perf_counter() - self._shown_at
        if not self._waiting or since >= REST * self._showing_took:
            began = perf_counter()
            rows, self._fresh = self._fresh, []
            self.came.emit(rows, [])
            self._shown_at = perf_counter()
            self._showing_took = self._shown_at - began
