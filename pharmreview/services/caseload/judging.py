"""Everyone judged by what is in force: settings, equivalence table, repairs."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from pharmreview.domain.assessment import Judged, assess, judge
from pharmreview.domain.case import Case, CaseState, TotalSeen
from pharmreview.domain.caseload.baseline import Standing
from pharmreview.domain.caseload.settings import ListSettings
from pharmreview.domain.lines.line import Line
from pharmreview.domain.lines.repair import Repair, RepairBook
from pharmreview.domain.lines.row import ExportRow
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

    def read_row(self, row: ExportRow, repairs: Mapping[str, Repair]) -> Line:
        """One row read, by the repairs of its person."""
        ...

    def check_repair(self, repair: Repair) -> None:
        """Refuse, with InputProblem, a repair whose own words cannot be read."""
        ...


class Judging:
    """Judges cases one by one as of their search, or today without one."""

    def __init__(
        self,
        tables: ListTables,
        settings: ListSettings,
        repairs: Mapping[str, Repair],
        clock: Clock,
        table: str | None = None,
    ) -> None:
        self._tables = tables
        self._repairs = RepairBook.of(repairs.values())
        self._today = clock.today()
        self.book = settings.applied_to(tables.rules)
        self.factors = tables.factor_table(table or settings.table)
        self.line = self.book.high_dose_line(self._today)

    def judged(self, case: Case) -> Judged:
        """A case judged by the rules alone."""
        return judge(self._lines(case), case.patient, self.factors, self.book, self._day(case))

    def assessed(self, case: Case) -> Assessed:
        """The same judgement with its words and its working, for one person shown."""
        repairs = self._repairs.for_person(case.patient)
        return assessed(
            case, lambda row: self._tables.read_row(row, repairs), self.factors, self.book, self._today
        )

    def total_of(self, case: Case) -> TotalSeen:
        """What a case amounts to as its rows are read now."""
        found = self.judged(case)
        return TotalSeen(
            as_of=self._day(case),
            table=self.factors.id,
            low=found.ome_low,
            high=found.ome_high,
            regular_high=found.ome_regular_high,
            complete=found.complete,
            tier=found.tier.value,
        )

    def standing_of(self, case: Case, *, in_search: bool) -> Standing:
        """Where a person stands, with the pharmacist's overrides and calls."""
        found = self.judged(case)
        return Standing(
            tier=found.tier if case.tier_override is None else case.tier_override.tier,
            cohort=found.cohort,
            high=found.ome_high,
            complete=found.complete,
            excluded=case.state is CaseState.EXCLUDED or self._is_excluded(case, found),
            in_search=in_search,
        )

    def _is_excluded(self, case: Case, found: Judged) -> bool:
        """Whether any exclusion is in force once each call on it is heard."""
        if not case.exclusion_calls:
            return bool(found.excluded)
        calls = {(call.code, call.because): call.stands for call in case.exclusion_calls}
        said = assess(self._lines(case), case.patient, self.factors, self.book, self._day(case))
        sure = any(calls.get((e.code, e.because), True) for e in said.exclusions)
        return sure or any(calls.get((e.code, e.because), False) for e in said.to_check)

    def _lines(self, case: Case) -> list[Line]:
        repairs = self._repairs.for_person(case.patient)
        return [self._tables.read_row(row, repairs) for row in case.rows]

    def _day(self, case: Case) -> date:
        return self._today if case.origin is None else case.origin.as_of
