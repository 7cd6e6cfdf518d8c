"""For how long a medicine has been taken, as far as the record shows."""

from collections.abc import Sequence
from datetime import date, timedelta

from pharmreview.domain.lines.line import Line, MedicationLine

_MONTHS_A_YEAR = 12
_FEWEST = 2


def whole_months(first: date, last: date) -> int:
    """Whole months from one day to a later one."""
    months = (last.year - first.year) * _MONTHS_A_YEAR + last.month - first.month
    return months - int(last.day < first.day)


def months_used(lines: Sequence[Line], ingredient: str, longest_gap: timedelta, today: date) -> int | None:
    """Whole months over which a medicine has been issued without a long gap, to today: at least so long.

    `lines` are all lines of the record, earlier issues too. None where fewer than two days tell.
    """
    days = {
        line.row.issued
        for line in lines
        if isinstance(line, MedicationLine)
        and line.product.main.name == ingredient
        and line.row.issued is not None
        and line.row.issued <= today
    }
    ordered = sorted(days, reverse=True)
    if len(ordered) < _FEWEST or today - ordered[0] > longest_gap:
        return None
    first = ordered[0]
    for day in ordered[1:]:
        if first - day > longest_gap:
            break
        first = day
    return whole_months(first, today) if first < ordered[0] else None
