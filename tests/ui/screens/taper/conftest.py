"""A builder over the person of the desk, or over anyone whose rows a test names."""

from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from pharmreview.domain.case import Case
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.patient import Patient
from ui.screens.taper.view import TaperView
from ui.screens.taper.view_model import TaperModel
from ui.state.desk import Desk

WIDE, SMALL, SMALLEST = (1246, 664), (870, 386), (860, 334)

Opener = Callable[..., TaperModel]


@pytest.fixture
def model(opened: Desk) -> TaperModel:
    """The model over the open case."""
    return TaperModel(opened)


@pytest.fixture
def taking(desk: Desk) -> Opener:
    """Open somebody who takes the named products, and make the model."""

    def make(*medicines: tuple[str, str]) -> TaperModel:
        rows = tuple(ExportRow(row=n, name=m[0], directions=m[1]) for n, m in enumerate(medicines, 2))
        case = Case(id="other", patient=Patient(family_name="TEST", given_name="Ada"), rows=rows)
        kept = desk.session.vault.save(case, "Brought in", desk.session.user, desk.clock.now())
        desk.open_case.open(kept)
        return TaperModel(desk)

    return make


@pytest.fixture
def shown(qapp: object) -> Iterator[Callable[..., TaperView]]:
    """A builder on the screen at a size; it goes with the test, so that no theme has to dress it again."""
    made: list[TaperView] = []

    def make(desk: Desk, size: tuple[int, int] = WIDE) -> TaperView:
        view = TaperView(desk)
        made.append(view)
        view.resize(*size)
        view.show()
        view.entered()
        QApplication.processEvents()
        return view

    yield make
    for view in made:
        if shiboken6.isValid(view):
            view.hide()
            shiboken6.delete(view)
