"""A taper request to its plan, with what is read of names remembered between one edit and the next."""

from collections.abc import Callable
from datetime import date

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.line import Line, Match
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.medicines.formulary import Formulary
from pharmreview.domain.ome.factor import FactorTable
from pharmreview.domain.taper.course.refuse import ReadMedicine
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.plan import Medicine, TaperPlan, TaperRequest
from pharmreview.domain.taper.planner import plan_taper


class Tapering:
    """Makes plans by one set of tables. Ask it again after every edit: nothing of a plan is kept.

    `read_row` and `match` read a row and a product name by the vocabulary in use.
    """

    def __init__(
        self,
        read_row: Callable[[ExportRow], Line],
        match: Callable[[str], Match],
        formulary: Formulary,
        table: FactorTable,
        settings: TaperSettings,
    ) -> None:
        self._read_row = read_row
        self._match = match
        self._formulary = formulary
        self._table = table
        self.settings = settings
        self._lines: dict[tuple[str, str], Line] = {}
        self._matches: dict[str, Match] = {}

    def plan(self, request: TaperRequest, today: date | None = None) -> TaperPlan:
        """The plan, or the refusals. The same request gives the same plan.

        Give `today` where a first step in the past is a mistake. Raises InputProblem for a request that
        cannot be meant, with a sentence for the person at the screen.
        """
        if today is not None and request.start < today:
            raise InputProblem(
                f"The first step on {request.start} is in the past.", "Choose today or a later day."
            )
        reads = [ReadMedicine(medicine=m, line=self._line(m)) for m in request.medicines]
        named = {
            id_: [(name, self._matched(name)) for name in names] for id_, names in request.products.items()
        }
        return plan_taper(request, reads, named, self._formulary, self._table, self.settings)

    def _line(self, medicine: Medicine) -> Line:
        words = (medicine.name, medicine.directions)
        if words not in self._lines:
            self._lines[words] = self._read_row(
                ExportRow(row=0, name=medicine.name, directions=medicine.directions)
            )
        return self._lines[words]

    def _matched(self, name: str) -> Match:
        if name not in self._matches:
            self._matches[name] = self._match(name)
        return self._matches[name]
