"""People in the store: from the training search, and made for the case at hand."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pharmreview.domain.case import Case
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.patient import Patient
from tests.ui.conftest import settle
from ui.screens.people.view import PeopleView
from ui.state.desk import Desk

Drain = Callable[[Desk], None]
TRAINING = Path(__file__).parents[4] / "resources" / "training" / "search.csv"


@pytest.fixture
def drain() -> Callable[[Desk], None]:
    """Do all the work that waits in either lane, and whatever it gives in turn."""
    return settle


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


@pytest.fixture
def shown(qtbot: QtBot, trained: Desk, drain: Drain) -> PeopleView:
    """The list of the training search, on the screen."""
    return on_screen(qtbot, trained, drain)


def on_screen(qtbot: QtBot, desk: Desk, drain: Drain, width: int = 1280, height: int = 660) -> PeopleView:
    """The list of a store, on the screen."""
    view = PeopleView(desk)
    qtbot.addWidget(view)
    qtbot.addWidget(view.top_bar)
    view.resize(width, height)
    with qtbot.waitExposed(view):
        view.show()
    view.entered()
    drain(desk)
    return view
