"""Plans by the shipped tables, asked for in a line."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from pharmreview.domain.lines.match import match_name
from pharmreview.domain.taper.plan import Medicine, Step, TaperPlan, TaperRequest
from pharmreview.reference.tables import load_tables
from pharmreview.reference.taper_table import load_taper_settings
from pharmreview.services.tapering import Tapering

START = date(2026, 12, 9)

Planner = Callable[..., TaperPlan]


@pytest.fixture(scope="session")
def service() -> Tapering:
    tables = load_tables()
    return Tapering(
        tables.read_row,
        lambda name: match_name(name, tables.vocabulary),
        tables.formulary,
        tables.factors,
        load_taper_settings(),
    )


@pytest.fixture
def planned(service: Tapering) -> Planner:
    """`planned(("name", "directions"), ..., aim={"m1": Decimal(60)})`: ids are m1, m2 in turn."""

    def plan(*medicines: tuple[str, str], **rest: object) -> TaperPlan:
        named = tuple(Medicine(id=f"m{n}", name=m, directions=d) for n, (m, d) in enumerate(medicines, 1))
        return service.plan(TaperRequest(**{"start": START, "medicines": named, **rest}))  # type: ignore[arg-type]

    return plan


def doses(plan: TaperPlan) -> list[Decimal]:
    """The day's doses in turn, repeats left out."""
    found: list[Decimal] = []
    for step in plan.steps:
        if not found or found[-1] != step.daily_dose:
            found.append(step.daily_dose)
    return found


def split(step: Step) -> list[tuple[str, Decimal]]:
    """Units at each time of day, whatever the products."""
    return [(d.when, sum((i.count for i in d.items), Decimal(0))) for d in step.doses]
