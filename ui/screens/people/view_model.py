"""Everyone in the store to the list: brought from the vault, worked out in turn, filtered and explained."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ui import text as words_of
from ui.errors import words_for
from ui.jobs import Err, Ok
from ui.screens.people.explaining import Explained, TableWords, explain
from ui.screens.people.filters import ALL, STATE_WORDS, TIER_WORDS, counted, is_kept
from ui.screens.people.listing import PersonRow, row_of

if TYPE_CHECKING:
    from pharmreview.domain.case import Case, SavedCase
    from pharmreview.services.assessing import Assessed
    from ui.state.desk import Desk

FIRST_LOT = 25
LOT = 200

NO_TABLE = TableWords()
Key = tuple[str, int, date]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the list knows. `rows` follow from the cases, what they amount to, and hidden names."""

    today: date
    cases: dict[str, Case] | None = None
    judged: dict[str, Assessed] = field(default_factory=dict)
    rows: tuple[PersonRow, ...] = ()
    table: TableWords = NO_TABLE
    tier: str = ALL
    state: str = ""
    find: str = ""
    hidden: bool = False
    chosen: str = ""
    problem: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Props:
    """What the list shows. `page` is loading, empty, nobody or list."""

    page: str
    subtitle: str
    rows: tuple[PersonRow, ...]
    tiers: tuple[tuple[str, str, int], ...]
    states: tuple[tuple[str, str, int], ...]
    tier: str
    state: str
    find: str
    hidden: bool
    nobody: tuple[str, str]
    explained: Explained | None
    chosen: str
    fact: str
    problem: tuple[str, str]


def derive(inputs: Inputs) -> Props:
    """From what is known to what is shown."""
    rows = tuple(row for row in inputs.rows if is_kept(row, inputs.tier, inputs.state, inputs.find))
    total = len(inputs.rows)
    page = "list" if rows else "nobody"
    if inputs.cases is None:
        page = "loading"
    elif not total:
        page = "empty"
    tiers, states = counted(inputs.rows)
    return Props(
        page=page,
        subtitle=_subtitle(inputs),
        rows=rows,
        tiers=tiers,
        states=states,
        tier=inputs.tier,
        state=inputs.state,
        find=inputs.find,
        hidden=inputs.hidden,
        nobody=(_nobody(inputs), f"{words_of.count(total, 'person', 'people')} hidden by the filters."),
        explained=_explained(inputs) if any(row.id == inputs.chosen for row in rows) else None,
        chosen=inputs.chosen,
        fact=_fact(inputs, len(rows)),
        problem=inputs.problem,
    )


def _subtitle(inputs: Inputs) -> str:
    if not inputs.cases:
        return ""
    said = f"{words_of.count(len(inputs.cases), 'person', 'people')} on the list."
    days = {case.origin.as_of for case in inputs.cases.values() if case.origin is not None}
    if not days:
        return said
    which = "Search of" if len(days) == 1 else "Latest search of"
    return f"{said} {which} {words_of.band_day(max(days))}"


def _nobody(inputs: Inputs) -> str:
    wanted = [TIER_WORDS[inputs.tier]] if inputs.tier != ALL else []
    wanted += [STATE_WORDS[inputs.state]] if inputs.state else []
    wanted += [f"“{inputs.find.strip()}”"] if inputs.find.strip() else []
    return f"No one matches {words_of.listed(wanted)}"


def _explained(inputs: Inputs) -> Explained | None:
    case = (inputs.cases or {}).get(inputs.chosen)
    if case is None:
        return None
    judged = inputs.judged.get(case.id)
    return explain(case, judged, inputs.table, inputs.today, hidden=inputs.hidden)


def _fact(inputs: Inputs, shown: int) -> str:
    if not inputs.cases:
        return ""
    total = len(inputs.cases)
    waiting = total - len(inputs.judged)
    if waiting:
        return f"{len(inputs.judged):,} of {words_of.count(total, 'person', 'people')} worked out"
    lines = {j.assessment.high_dose_line for j in inputs.judged.values()}
    said = f"{shown:,} of {total:,} shown."
    if len(lines) == 1:
        (line,) = lines
        said += f" High-dose line {words_of.dose(line.milligrams)} since {words_of.day(line.since)}."
    return said


class PeopleModel(QObject):
    """Brings everyone and works them out, in lots, so that papers can be made between."""

    shown = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._inputs = Inputs(today=desk.clock.today())
        self._known: dict[Key, Assessed] = {}
        self._waiting: deque[Case] = deque()
        self._at_work = False

    @property
    def props(self) -> Props:
        """What is shown now."""
        return derive(self._inputs)

    def look(self) -> None:
        """Bring everyone in the store."""
        self._desk.lanes.vault.run(lambda: self._desk.casework().everyone(), self._arrived)

    def choose(self, case_id: str) -> None:
        """Explain this person."""
        self._fold(chosen=case_id)

    def filter_tier(self, tier: str) -> None:
        """Show one tier, or all."""
        self._fold(tier=tier or ALL, state=self._inputs.state if tier != ALL else "")

    def filter_state(self, state: str) -> None:
        """Show one state, or any."""
        self._fold(state=state)

    def find(self, typed: str) -> None:
        """Show whoever these words find."""
        self._fold(find=typed)

    def show_only(self, words: str) -> None:
        """Show only those in the state these words name, or else whoever they find."""
        said = words.strip().casefold().replace("plans ", "plan ")
        state = next((state for state, name in STATE_WORDS.items() if name.casefold() == said), "")
        self._fold(tier=ALL, state=state, find="" if state else words)

    def clear_filters(self) -> None:
        """Show everyone."""
        self._fold(tier=ALL, state="", find="")

    def hide_names(self, *, hidden: bool) -> None:
        """Swap names for initials and case ids, or back."""
        self._fold(hidden=hidden)
        self._remake()

    def _arrived(self, outcome: Ok[tuple[SavedCase, ...]] | Err) -> None:
        if not isValid(self):
            return
        if isinstance(outcome, Err):
            words = words_for(outcome.error)
            self._fold(problem=(words.what, words.remedy))
            return
        today = self._desk.clock.today()
        cases = {saved.case.id: saved.case for saved in outcome.value}
        keys = {case.id: (case.id, case.revision, today) for case in cases.values()}
        self._known = {key: self._known[key] for key in keys.values() if key in self._known}
        judged = {key[0]: one for key, one in self._known.items()}
        self._waiting = deque(case for case in cases.values() if case.id not in judged)
        self._fold(today=today, cases=cases, judged=judged, problem=("", ""))
        self._remake()
        self._go_on()

    def _go_on(self) -> None:
        if self._at_work or not self._waiting:
            return
        size = LOT if self._known else FIRST_LOT
        lot = [self._waiting.popleft() for _ in range(min(size, len(self._waiting)))]
        app, today = self._desk.app, self._inputs.today

        def work() -> tuple[dict[Key, Assessed], TableWords]:
            found = {(case.id, case.revision, today): app.assessed(case) for case in lot}
            factors = app.tables.factors
            return found, TableWords(factors.title, factors.reviewed)

        self._at_work = True
        self._desk.lanes.press.run(work, self._worked_out)

    def _worked_out(self, outcome: Ok[tuple[dict[Key, Assessed], TableWords]] | Err) -> None:
        if not isValid(self):
            return
        self._at_work = False
        if isinstance(outcome, Err):
            words = words_for(outcome.error)
            self._fold(problem=(words.what, words.remedy))
        else:
            found, table = outcome.value
            self._known |= found
            cases = self._inputs.cases or {}
            judged = dict(self._inputs.judged)
            for (case_id, revision, _), one in found.items():
                if case_id in cases and cases[case_id].revision == revision:
                    judged[case_id] = one
            self._fold(judged=judged, table=table)
            self._remake()
        self._go_on()

    def _remake(self) -> None:
        known = self._inputs
        rows = [
            row_of(case, known.judged.get(case.id), known.today, hidden=known.hidden)
            for case in (known.cases or {}).values()
        ]
        self._fold(rows=tuple(sorted(rows, key=lambda row: row.name.casefold())))

    def _fold(self, **news: object) -> None:
        before = self.props
        self._inputs = replace(self._inputs, **news)  # type: ignore[arg-type]
        if self.props != before:
            self.shown.emit(self.props)
