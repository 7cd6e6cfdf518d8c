"""One person's total by two equivalence tables, line beside line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from pharmreview.domain.ome.comparison import compare_tables
from pharmreview.domain.ome.equivalence import LineOme
from ui import text as words_of
from ui.screens.people.listing.worked import total_words
from ui.screens.people.panel.table_words import standing
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import empty_out

if TYPE_CHECKING:
    from pharmreview.domain.ome.equivalence import NotConverted, OmeTotal
    from pharmreview.domain.ome.factor import FactorTable
    from pharmreview.domain.regimen.regimen import Regimen


@dataclass(frozen=True, slots=True)
class Beside:
    """Two tables side by side: each line by both, the totals, and the difference in words."""

    titles: tuple[str, str]
    dates: tuple[str, str]
    lines: tuple[tuple[str, str, str], ...]
    totals: tuple[str, str]
    difference: str


def beside_of(regimen: Regimen, one: FactorTable, other: FactorTable) -> Beside:
    """What a person takes by two tables."""
    found = compare_tables(regimen, one, other)
    return Beside(
        titles=(one.title, other.title),
        dates=(standing(one), standing(other)),
        lines=tuple(
            (line.name, _said(line.one, one.title), _said(line.other, other.title)) for line in found.lines
        ),
        totals=(_total(found.one), _total(found.other)),
        difference=_difference(found.one, found.other),
    )


def _said(line: LineOme | NotConverted, title: str) -> str:
    """By one table; its title stands over the column already."""
    if not isinstance(line, LineOme):
        return f"not counted: {line.why.removeprefix(f'{title}: ')}"
    per = "" if line.factor.factor is None else f" × {words_of.number(line.factor.factor)}"
    dose = words_of.ome(line.dose_low.number, line.dose_high.number)
    return f"{dose}{per} = {words_of.ome(line.low.milligrams, line.high.milligrams)}\N{NO-BREAK SPACE}mg"


def _total(total: OmeTotal) -> str:
    words = total_words(total.low.milligrams, total.high.milligrams, complete=total.complete)
    return words if words.startswith("not") else f"{words} mg"


def _difference(one: OmeTotal, other: OmeTotal) -> str:
    if not all(each.complete or each.high.milligrams for each in (one, other)):
        return "A total that is not known cannot be compared."
    if not (one.complete and other.complete):
        return "A total that is a floor cannot be compared."
    gap = other.high.milligrams - one.high.milligrams
    if not gap:
        return "No difference between the high ends."
    more = "more" if gap > 0 else "less"
    return f"The second says {words_of.ome(abs(gap), abs(gap))} mg a day {more}. Neither is a dose to give."


class BesideGrid(QWidget):
    """Two columns under the tables' titles; each line's name stands over its two figures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Beside | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)

    def show_beside(self, beside: Beside | None) -> None:
        """Show a comparison, or nothing."""
        self.setVisible(beside is not None)
        if beside is None or beside == self._shown:
            return
        self._shown = beside
        empty_out(self._grid)
        self._pair(beside.titles, SEMIBOLD)
        self._pair(beside.dates, REGULAR, Role.LABEL)
        for name, one, other in beside.lines:
            self._across(name)
            self._pair((one, other), REGULAR)
        self._across("Total a day")
        self._pair(beside.totals, SEMIBOLD)
        self._across(beside.difference)
        said = (" beside ".join(beside.titles), " and ".join(beside.totals), beside.difference)
        self.setAccessibleName(". ".join(said))

    def _pair(self, words: tuple[str, str], weight: int, role: Role = Role.TABLE) -> None:
        row = self._grid.rowCount()
        for column, each in enumerate(words):
            label = Label(each, role, "ink" if role is Role.TABLE else "ink2", weight=weight, wrap=True)
            self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)

    def _across(self, words: str) -> None:
        label = Label(words, Role.TABLE, "ink2", weight=REGULAR, wrap=True)
        label.setContentsMargins(0, 6, 0, 0)
        self._grid.addWidget(label, self._grid.rowCount(), 0, 1, 2)
