"""The schedules printed in docs/how-we-plan.md are the ones the engine makes."""

from pathlib import Path

import pytest

from pharmreview.domain.digits import plain
from tests.domain.taper.conftest import Planner

PAGE = Path(__file__).parents[3] / "docs" / "how-we-plan.md"


def printed() -> list[list[str]]:
    table = PAGE.read_text(encoding="utf-8").partition("## Worked schedules")[2]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if "|" in line
    ]
    return rows[2:]


def test_that_every_family_has_its_schedule() -> None:
    assert len(printed()) >= 8


@pytest.mark.parametrize(("name", "directions", "schedule"), printed())
def test_that_a_printed_schedule_is_made_again(
    planned: Planner, name: str, directions: str, schedule: str
) -> None:
    steps = planned((name, directions)).steps
    made = [plain(steps[0].daily_dose)]
    for step in steps[1:]:
        assert step.reduction_percent is not None
        star = "*" if step.flags else ""
        made.append(f"{plain(step.daily_dose)} ({plain(step.reduction_percent)}{star})")
    assert ", ".join(made) == schedule
