"""One person's total by two equivalence tables, line by line, so that the difference can be seen."""

from pharmreview.domain.digits import plain
from pharmreview.domain.ome.equivalence import LineOme, NotConverted, OmeTotal, equivalence, line_ome
from pharmreview.domain.ome.factor import FactorTable
from pharmreview.domain.quantity.rate import Ome
from pharmreview.domain.regimen.regimen import Regimen
from pharmreview.domain.value import Value


class ComparedLine(Value):
    """One line that might be an opioid by both tables: converted, or why not."""

    row: int
    name: str
    one: LineOme | NotConverted
    other: LineOme | NotConverted

    @property
    def differs(self) -> bool:
        """Whether the two tables say different things of the line."""
        one, other = self.one, self.other
        if isinstance(one, LineOme) and isinstance(other, LineOme):
            return (one.low, one.high) != (other.low, other.high)
        return isinstance(one, LineOme) or isinstance(other, LineOme)


class Comparison(Value):
    """Two totals of the same regimen and the lines they are made of. Neither total is a dose."""

    one: OmeTotal
    other: OmeTotal
    lines: tuple[ComparedLine, ...]

    @property
    def words(self) -> str:
        """The two high ends in a sentence, each a floor where its total is incomplete."""
        return f"{_said(self.one)}; {_said(self.other)}."


def compare_tables(regimen: Regimen, one: FactorTable, other: FactorTable) -> Comparison:
    """What a person takes, totalled by two tables."""
    lines = []
    for line in regimen.current:
        first, second = line_ome(line, one), line_ome(line, other)
        if first is not None and second is not None:
            lines.append(ComparedLine(row=line.row.row, name=line.row.name, one=first, other=second))
    return Comparison(one=equivalence(regimen, one), other=equivalence(regimen, other), lines=tuple(lines))


def _said(total: OmeTotal) -> str:
    high: Ome = total.high
    floor = "" if total.complete else "at least "
    return f"{total.table}: {floor}{plain(high.milligrams)} mg of oral morphine a day"
