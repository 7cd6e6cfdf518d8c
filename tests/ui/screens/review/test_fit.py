"""Nothing is cut sideways: every step in every size of window, at every size of text."""

import pytest
from PySide6.QtWidgets import QApplication

from pharmreview.reference.review_form import load_review_form
from tests.ui.screens.review.test_finishing import EVERY_ITEM
from ui.screens.review.view import ReviewView
from ui.theme.active import wear
from ui.theme.tokens import Theme, ThemeName

STEPS = [s.id for s in load_review_form().steps]
FULL = {
    "decide.looked_at": ("OPT1", "OPT3", "OPT4", "OPT7"),
    "listen.effects.EFF05": "yes",
    "decide.barriers": ("BAR03", "BAR08"),
    "safety.discussed": EVERY_ITEM[:3],
}


@pytest.mark.parametrize("scale", [100, 115, 130])
@pytest.mark.parametrize("size", [(1122, 664), (870, 416), (860, 366)])
def test_that_every_step_fits_the_width(qtbot, opened, scale, size):
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    wear(running, Theme(ThemeName.LIGHT, scale))
    try:
        view = ReviewView(opened)
        qtbot.addWidget(view)
        view.model.answer(FULL)
        view.resize(*size)
        view.show()
        for step in STEPS:
            view.show_step(step)
            for form in view.page.forms:
                for editor in form._editors:
                    form.reveal(f"{step}.{editor}")
            running.processEvents()
            page = view.page
            assert page.body.minimumSizeHint().width() <= page.area.viewport().width(), step
            assert view.header.minimumSizeHint().width() <= view.header.width(), step
            assert view.size().toTuple() == size, step
            side = view._side.currentWidget() if view._side.isVisible() else None
            if side is not None:
                inside = side.area.widget().minimumSizeHint().width()
                assert inside <= side.area.viewport().width(), step
    finally:
        wear(running, Theme())
