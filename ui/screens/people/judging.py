"""What the list is judged by: the day, the tables, and what the practice decided. Used on the vault lane."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ui.screens.people.listing.person_row import row_of
from ui.screens.people.listing.worked import worked

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import date

    from pharmreview.domain.case import Case
    from pharmreview.domain.risk.rule import DatedLine
    from pharmreview.services.assessing import Assessed
    from ui.screens.people.listing.person_row import PersonRow
    from ui.state.desk import Desk


@dataclass(frozen=True, slots=True)
class Judging:
    """One way of judging everyone. Two with one `stamp` give the same rows."""

    stamp: Hashable
    today: date
    assess: Callable[[Case], Assessed] = field(repr=False)
    table_title: str
    table_reviewed: str
    line: DatedLine
    search_of: date | None = None

    def row(self, case: Case) -> PersonRow:
        """The person's row."""
        return row_of(case, worked(case, self.assess(case)), self.today)


def judging_now(desk: Desk) -> Judging:
    """By what people are judged today."""
    app, today = desk.app, desk.clock.today()
    factors = app.tables.factors
    return Judging(
        stamp=(today, factors.id),
        today=today,
        table_title=factors.title,
        table_reviewed=factors.reviewed,
        line=app.tables.rules.high_dose_line(today),
        assess=app.assessed,
    )
