"""A case to what it amounts to: its rows read afresh, its regimen, total, findings and tier."""

from collections.abc import Callable
from datetime import date

from pharmreview.domain.assessment import Assessment, assess
from pharmreview.domain.case import Case
from pharmreview.domain.lines.line import Line, MedicationLine, OtherLine, UnreadLine
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.ome.factor import FactorTable
from pharmreview.domain.review.condition import Circumstance
from pharmreview.domain.risk.rule import RuleBook
from pharmreview.domain.value import Value


class Assessed(Value):
    """One person's lines, in the order of the record, and what they amount to."""

    lines: tuple[Line, ...]
    assessment: Assessment

    @property
    def current(self) -> tuple[Line, ...]:
        """The lines that count: the latest issue of each product, and every line that could not be read."""
        return self.assessment.regimen.current

    @property
    def circumstance(self) -> Circumstance:
        """What conditions in the review ask about: the tier, the classes and forms on the list."""
        takes: set[str] = set()
        for line in self.current:
            if isinstance(line, MedicationLine | UnreadLine) and line.product is not None:
                takes.add(line.product.form.value)
                if line.product.medicine_class is not None:
                    takes.add(line.product.medicine_class.value)
        return Circumstance(tier=self.assessment.tier.tier, takes=tuple(sorted(takes)))


def assessed(
    case: Case,
    read_row: Callable[[ExportRow], Line],
    factors: FactorTable,
    book: RuleBook,
    today: date,
) -> Assessed:
    """Read and assess one case. It is judged on the date of its search, or today without one."""
    lines = tuple(read_row(row) for row in case.rows)
    as_of = today if case.origin is None else case.origin.as_of
    return Assessed(lines=lines, assessment=assess(lines, case.patient, factors, book, as_of))


def medicine_name(line: Line) -> str:
    """The name of a line's medicine as the record words it."""
    return " ".join(line.row.name.split())


def is_sedating_or_opioid(line: Line) -> bool:
    """True for a line of one of the four classes, and for one that may be."""
    return not isinstance(line, OtherLine)
