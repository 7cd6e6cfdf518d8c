"""People in the store: from the training search, and made for the case at hand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pharmreview.domain.case import Case
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.patient import Patient
from ui.jobs import ManualLane
from ui.state.desk import Desk

TRAINING = Path(__file__).parents[4] / "resources" / "training" / "search.csv"


@pytest.fixture
def drain() -> Callable[[Desk], None]:
    """Do all the work that waits in either lane, and whatever it gives in turn."""

    def all_of(desk: Desk) -> None:
        vault, press = desk.lanes.vault, desk.lanes.press
        assert isinstance(vault, ManualLane)
        assert isinstance(press, ManualLane)
        while len(vault) or len(press):
            vault.drain()
            press.drain()

    return all_of


@pytest.fixture
def keep(desk: Desk) -> Callable[..., Case]:
    """Keep a made-up person in the store."""

    def kept(case_id: str, *lines: tuple[str, str], **patient: object) -> Case:
        rows = tuple(ExportRow(row=n, name=name, directions=says) for n, (name, says) in enumerate(lines, 7))
        who = {"family_name": case_id.upper(), "given_name": "Test", **patient}
        case = Case(id=case_id, patient=Patient.model_validate(who), rows=rows)
        return desk.session.vault.save(case, "Brought in", desk.session.user, desk.clock.now())

    return kept


@pytest.fixture
def trained(desk: Desk) -> Desk:
    """A desk whose store holds the training search."""
    preview = desk.app.intake.preview(TRAINING)
    desk.caseload().bring_in(preview)
    return desk
