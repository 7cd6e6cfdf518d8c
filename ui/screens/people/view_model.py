"""Everyone in the store as rows: filtered, counted and ticked; and the chosen person in full."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from pharmreview.domain.caseload.baseline import counted
from ui.errors import words_for
from ui.forms.repair.offers import Offers
from ui.jobs import Err, Ok
from ui.screens.people.bringing import Bringing
from ui.screens.people.deciding import Deciding
from ui.screens.people.listing.columns import columns
from ui.screens.people.listing.filters import WORDS, Wanted
from ui.screens.people.listing.finding import begins
from ui.screens.people.listing.marks import Tally
from ui.screens.people.listing.person_row import standing_of
from ui.screens.people.panel.table_words import table_words
from ui.screens.people.props import Inputs, Person, Props, derive
from ui.tables.row_model import RowModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from pharmreview.domain.case import SavedCase
    from pharmreview.domain.caseload.baseline import Counts
    from pharmreview.domain.caseload.sample import Sample
    from pharmreview.domain.lines.line import Line
    from pharmreview.domain.lines.row import ExportRow
    from pharmreview.domain.ome.factor import FactorTable
    from ui.screens.people.judging import ListJudging
    from ui.screens.people.listing.person_row import PersonRow
    from ui.state.desk import Desk

REMEMBERED = 32


class PeopleModel(QObject):
    """Brings everyone, and keeps what the list shows. `shown` tells the new Props, `counted` the Counts that
    were asked for and the high-dose line."""

    shown = Signal(object)
    counted = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._inputs = Inputs(today=desk.clock.today())
        self._props = derive(self._inputs)
        self._tally = Tally()
        self._judging: ListJudging | None = None
        self._people: OrderedDict[str, Person] = OrderedDict()
        self._asked_for = ""
        self._offers: Offers | None = None
        self.rows: RowModel[PersonRow] = RowModel(
            columns(hidden=False),
            key=attrgetter("id"),
            closed=attrgetter("problem"),
            answers=lambda row, typed: begins(row.found_by, typed),
            searched_by=attrgetter("found_by", "marks"),
            tickable=True,
            parent=self,
        )
        self.rows.sort_by("person")
        self.rows.sort_by("ome", descending=True)
        self.rows.sort_by("tier")
        self.rows.ticks_changed.connect(self._ticked)
        self.deciding = Deciding(desk, self)
        self._bringing = Bringing(desk, self)
        self._bringing.began.connect(self._began)
        self._bringing.came.connect(self._came)
        self._bringing.failed.connect(self._failed)

    @property
    def props(self) -> Props:
        """What is shown now."""
        return self._props

    def look(self) -> None:
        """Bring everyone who is new or changed."""
        self._bringing.look()

    def choose(self, case_id: str) -> None:
        """Explain this person."""
        row = self.rows.row_of(case_id)
        self._fold(chosen=row, is_shown=row is not None, person=self._known(row))
        self._ask()

    def choose_mark(self, group: str, mark: str) -> None:
        """Show those with a mark in place of another of its group; "" lets go of the group."""
        self._want(self._inputs.wanted.choosing(group, mark))

    def find(self, typed: str) -> None:
        """Show whoever these words find."""
        self._want(replace(self._inputs.wanted, find=typed))

    def show_only(self, words: str) -> None:
        """Show only those in the state these words name, or else whoever they find."""
        said = words.strip().casefold().replace("plans ", "plan ")
        mark = next((m for m, w in WORDS.items() if m.startswith("state:") and w.casefold() == said), "")
        self._want(Wanted().choosing("state", mark) if mark else Wanted(find=words))

    def clear_filters(self) -> None:
        """Show everyone."""
        self._want(Wanted())

    def hide_names(self, *, hidden: bool) -> None:
        """Swap names for initials and case ids, or back."""
        if hidden != self._inputs.hidden:
            self.rows.set_columns(columns(hidden=hidden))
            self._fold(hidden=hidden)

    @property
    def person(self) -> Person | None:
        """The chosen person in full, once they have been brought."""
        return self._inputs.person if self._inputs.is_shown else None

    @property
    def today(self) -> date:
        """The day by which people are judged."""
        return self._inputs.today

    def reading_for_repair(self) -> tuple[Callable[[ExportRow], Line], FactorTable] | None:
        """How a line is read, and the table in use; None before the list is judged."""
        factors = self._inputs.in_use
        return None if factors is None else (self._desk.app.tables.read_row, factors)

    def offered(self, typed: str) -> tuple[str, ...]:
        """Names of products that begin with what was typed."""
        if self._offers is None:
            self._offers = Offers(self._desk.app.tables.formulary)
        return self._offers.find(typed)

    def stand_beside(self, table: str) -> None:
        """Hold the total beside another table's; "" for none."""
        self._fold(beside=table)

    def show_sample(self, sample: Sample) -> None:
        """Show whoever was drawn."""
        name = f"Sample {sample.seed}"
        self._want(Wanted(sample=frozenset(sample.drawn), sample_name=name))

    def among(self) -> list[str]:
        """Case ids from which a sample would be drawn: those ticked, else those shown."""
        return [str(key) for key in (self.rows.ticks or self.rows.keys_shown())]

    def ticked(self) -> list[str]:
        """Case ids of everyone ticked, in the order of the list where they are shown."""
        shown = [str(key) for key in self.rows.keys_shown() if key in self.rows.ticks]
        return [*shown, *sorted(str(key) for key in self.rows.ticks if str(key) not in set(shown))]

    def among_words(self) -> str:
        """How those are told in words."""
        return "ticked" if self.rows.ticks else "shown"

    def count(self) -> None:
        """Ask for what a baseline would freeze; `counted` tells it, None before everyone is worked out."""
        known = self._inputs
        line = known.line.milligrams if known.line is not None else Decimal(0)
        if not known.total or known.worked < known.total:
            self.counted.emit(None, line)
            return
        rows = tuple(self.rows.every_row())
        self._desk.lanes.vault.run(
            lambda: _counts(rows, line), lambda outcome: self._were_counted(outcome, line)
        )

    def _were_counted(self, outcome: Ok[Counts] | Err, line: Decimal) -> None:
        if isValid(self) and isinstance(outcome, Ok):
            self.counted.emit(outcome.value, line)

    def clear_ticks(self) -> None:
        """Let go of everyone ticked."""
        self.rows.tick_only(())

    def _want(self, wanted: Wanted) -> None:
        narrower = wanted.narrows(self._inputs.wanted)
        self.rows.filter_by(wanted.picker(), narrower=narrower)
        self._fold(wanted=wanted, **self._shown_now())

    def _shown_now(self) -> dict[str, object]:
        chosen = self._inputs.chosen
        row = self.rows.row_of(chosen.id) if chosen else None
        away = 0
        if self.rows.ticks:
            shown = set(self.rows.keys_shown())
            away = sum(key not in shown for key in self.rows.ticks)
        return {
            "shown": self.rows.rowCount(),
            "ticked": len(self.rows.ticks),
            "ticked_away": away,
            "chosen": row,
            "is_shown": row is not None and self.rows.place_of(row.id) is not None,
        }

    def _ticked(self) -> None:
        self._fold(**self._shown_now())

    def _began(self, judging: ListJudging, total: int) -> None:
        if self._judging is not None and judging.stamp != self._judging.stamp:
            self._people.clear()
        self._judging = judging
        self._fold(
            today=judging.today,
            total=total,
            worked=total - self._bringing.waiting(),
            line=judging.judging.line,
            search_of=judging.search.as_of if judging.search else None,
            table=table_words(judging.judging.factors),
            in_use=judging.judging.factors,
            tables=self._desk.app.tables.factor_tables,
            problem=("", ""),
        )

    def _came(self, rows: list[PersonRow], gone: list[str]) -> None:
        for row in rows:
            self._tally.change(self._marks_of(row.id), row.marks)
        for case_id in gone:
            self._tally.change(self._marks_of(case_id), None)
        if gone:
            self.rows.tick(gone, on=False)
        if rows or gone:
            self.rows.put(rows, gone)
        now = self._shown_now()
        chosen = now["chosen"]
        self._fold(
            counts=self._tally.counts(),
            worked=(self._inputs.total or 0) - self._bringing.waiting(),
            person=self._known(chosen),  # type: ignore[arg-type]
            **now,
        )
        self._ask()

    def _marks_of(self, case_id: str) -> frozenset[str] | None:
        row = self.rows.row_of(case_id)
        return None if row is None else row.marks

    def _failed(self, error: Exception) -> None:
        self._fold(problem=words_for(error).problem)

    def _known(self, row: PersonRow | None) -> Person | None:
        person = self._people.get(row.id) if row is not None else None
        return person if person and row and person.case.revision >= row.revision else None

    def _ask(self) -> None:
        """Bring the chosen person in full; whoever was passed over on the way is not brought."""
        row = self._inputs.chosen
        if row is None or row.problem or self._asked_for or self._known(row) or self._judging is None:
            return
        if self._desk.lanes.vault.is_closed:
            return
        vault, judging = self._desk.session.vault, self._judging
        self._asked_for = row.id

        def work() -> Person | None:
            found = vault.several((row.id,))
            return _in_full(found[0], judging) if found else None

        self._desk.lanes.vault.run(work, lambda outcome: self._brought(outcome, judging))

    def _brought(self, outcome: Ok[Person | None] | Err, judging: ListJudging) -> None:
        if not isValid(self):
            return
        self._asked_for = ""
        if isinstance(outcome, Err):
            self._failed(outcome.error)
            return
        if outcome.value is not None and judging is self._judging:
            case = outcome.value.case
            self._people[case.id] = outcome.value
            while len(self._people) > REMEMBERED:
                self._people.popitem(last=False)
        row = self._inputs.chosen
        self._fold(person=self._known(row))
        if row is not None and (outcome.value is None or outcome.value.case.id != row.id):
            self._ask()

    def _fold(self, **news: object) -> None:
        self._inputs = replace(self._inputs, **news)  # type: ignore[arg-type]
        props = derive(self._inputs)
        if props != self._props:
            self._props = props
            self.shown.emit(props)


def _counts(rows: Sequence[PersonRow], line: Decimal) -> Counts:
    return counted((each for row in rows if (each := standing_of(row)) is not None), line)


def _in_full(saved: SavedCase, judging: ListJudging) -> Person:
    return Person(saved.case, judging.assess(saved.case))
