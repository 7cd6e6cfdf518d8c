"""Everyone judged by what is in force: settings, equivalence table, repairs."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple, Protocol

from pharmreview.domain.assessment import Judge, Judged
from pharmreview.domain.case import Case, CaseState, TotalSeen
from pharmreview.domain.caseload.baseline import Standing
from pharmreview.domain.caseload.settings import ListSettings
from pharmreview.domain.lines.reading import Named
from pharmreview.domain.lines.repair import Repair, RepairBook
from pharmreview.domain.ome.factor import FactorTable
from pharmreview.domain.risk.rule import RuleBook
from pharmreview.services.assessing import Assessed, assessed
from pharmreview.services.ports import Clock


class ListTables(Protocol):
    """What judging a list needs of the clinical tables."""

    @property
    def rules(self) -> RuleBook:
        """Risk rules, terms and dated settings, as shipped."""
        ...

    def factor_table(self, table_id: str | None) -> FactorTable:
        """The table of an id, or the shipped one for None; InputProblem for an unknown id."""
        ...

    def reader(self, repairs: Mapping[str, Repair]) -> Callable[[str], Named]:
        """What each name says with its directions, a pharmacist's word first."""
        ...

    def check_repair(self, repair: Repair) -> None:
        """Refuse, with InputProblem, a repair whose own words cannot be read."""
        ...


class InForce(NamedTuple):
    """What everyone is judged by beside the clinical tables: the list's settings and its repairs."""

    settings: ListSettings
    repairs: Mapping[str, Repair]


def total_seen(found: Judged, as_of: date, table: str) -> TotalSeen:
    """A judgement as a case remembers it: the total on a day by a table, and the tier."""
    return TotalSeen(
        as_of=as_of,
        table=table,
        low=found.ome_low,
        high=found.ome_high,
        regular_high=found.ome_regular_high,
        complete=found.complete,
        tier=found.tier.value,
    )


class Judging:
    """Judges cases one by one as of their search, or today without one."""

    def __init__(self, tables: ListTables, in_force: InForce, clock: Clock, table: str | None = None) -> None:
        self.in_force = in_force
        self._tables = tables
        self._repairs = RepairBook.of(in_force.repairs.values())
        self._read = tables.reader(self._repairs.general)
        self._judges: dict[date, Judge] = {}
        self._today = clock.today()
        self.book = in_force.settings.applied_to(tables.rules)
        self.factors = tables.factor_table(table or in_force.settings.table)
        self.line = self.book.high_dose_line(self._today)

    def judged(self, case: Case) -> Judged:
        """A case judged by the rules alone."""
        read = self._reader(case)
        saids = [read(row.name).said(row.directions) for row in case.rows]
        return self._judge(case).judge(case.rows, saids, case.patient, case.seen)

    def assessed(self, case: Case) -> Assessed:
        """The same judgement with its words and its working, for one person shown."""
        read = self._reader(case)
        return assessed(
            case,
            lambda row: read(row.name).said(row.directions).on(row),
            self.factors,
            self.book,
            self._today,
        )

    def total_of(self, case: Case) -> TotalSeen:
        """What a case amounts to as its rows are read now."""
        return total_seen(self.judged(case), self._day(case), self.factors.id)

    def standing_of(self, case: Case, *, in_search: bool) -> Standing:
        """Where a person stands, with the pharmacist's overrides and calls."""
        found = self.judged(case)
        excluded = bool(self.assessed(case).exclusions if case.exclusion_calls else found.excluded)
        return Standing(
            tier=found.tier if case.tier_override is None else case.tier_override.tier,
            cohort=found.cohort,
            high=found.ome_high,
            complete=found.complete,
            excluded=case.state is CaseState.EXCLUDED or excluded,
            in_search=in_search,
        )

    def _reader(self, case: Case) -> Callable[[str], Named]:
        own = self._repairs.for_person(case.patient)
        return self._read if own is self._repairs.general else self._tables.reader(own)

    def _judge(self, case: Case) -> Judge:
        day = self._day(case)
        if day not in self._judges:
            self._judges[day] = Judge(self.factors, self.book, day)
        return self._judges[day]

    def _day(self, case: Case) -> date:
        return self._today if case.origin is None else case.origin.as_of
