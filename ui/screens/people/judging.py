"""What the list is judged by: tables, settings, repairs, the latest search. For the vault lane."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pharmreview.domain.caseload.searches.changes import Movement
from pharmreview.domain.caseload.searches.imports import is_in, latest, latest_of_each
from ui.screens.people.listing.person_row import row_of
from ui.screens.people.listing.worked import quickly_worked, worked

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from datetime import date

    from pharmreview.domain.case import Case
    from pharmreview.domain.caseload.searches.imports import ImportRecord
    from pharmreview.domain.risk.rule import Rule
    from pharmreview.services.assessing import Assessed
    from pharmreview.services.caseload.judging import Judging
    from ui.screens.people.listing.person_row import PersonRow
    from ui.screens.people.listing.worked import Worked
    from ui.state.desk import Desk


@dataclass(frozen=True, slots=True)
class ListJudging:
    """One way of judging everyone. Two with one `stamp` give the same rows."""

    stamp: Hashable
    today: date
    judging: Judging = field(repr=False)
    search: ImportRecord | None = field(default=None, repr=False)
    latest: tuple[ImportRecord, ...] = field(default=(), repr=False)
    moved: Mapping[str, Movement] = field(default_factory=dict, repr=False)
    returned: frozenset[str] = frozenset()
    rules: Mapping[str, Rule] = field(default_factory=dict, repr=False)

    def assess(self, case: Case) -> Assessed:
        """A person with every word and figure."""
        return self.judging.assessed(case)

    def row(self, case: Case) -> PersonRow:
        """The person's row."""
        return row_of(
            case,
            self._work(case),
            self.today,
            movement=self.moved.get(case.id),
            returned=case.id in self.returned,
            in_search=self.is_in_search(case),
        )

    def _work(self, case: Case) -> Worked:
        quick = None
        if case.tier_override is None and not case.exclusion_calls:
            quick = quickly_worked(self.judging.judged(case), self.rules)
        return quick or worked(self.assess(case))

    def is_in_search(self, case: Case) -> bool:
        """Whether somebody is in the latest file of a search; everyone is before the first."""
        return not self.latest or is_in(case, self.latest)


def judging_now(desk: Desk) -> ListJudging:
    """By what people are judged today."""
    caseload, today = desk.caseload(), desk.clock.today()
    settings, repairs, records = caseload.settings(), caseload.repairs(), caseload.imports()
    each = tuple(latest_of_each(records).values())
    judging = caseload.judging()
    return ListJudging(
        stamp=(today, settings, tuple(repairs.values()), tuple(record.id for record in each)),
        today=today,
        judging=judging,
        rules={rule.id: rule for rule in judging.book.rules},
        search=latest(records),
        latest=each,
        moved={i: movement for record in each for movement, ids in record.moved.items() for i in ids},
        returned=frozenset(case_id for record in each for case_id in record.returned),
    )
