"""Nothing is cut sideways: every step in every size of window, at every size of text."""

import pytest
from PySide6.QtWidgets import QWidget

from pharmreview.reference.review_form import load_review_form
from tests.ui.screens.review.test_finishing import EVERY_ITEM
from ui.screens.review.view import ReviewView
from ui.theme.tokens import Theme, ThemeName

STEPS = [s.id for s in load_review_form().steps]
FULL = {
    "decide.looked_at": ("OPT1", "OPT3", "OPT4", "OPT7"),
    "listen.effects.EFF05": "yes",
    "decide.barriers": ("BAR03", "BAR08"),
    "safety.discussed": EVERY_ITEM[:3],
    "decide.decision": "OPT1",
    "decide.who_decided": "WD3",
    "decide.aim": "AIM2",
    "safety.harm": "yes",
    "follow_up.missed_1": "2026-10-01",
    "follow_up.missed_2": "2026-10-08",
    "follow_up.result": "RS4",
    "follow_up.result_12": "RS5",
    "follow_up.exp_asked": "yes",
}
"""What opens every field that is otherwise hidden."""


SIZES = [(1122, 664), (870, 416), (860, 366)]


@pytest.mark.parametrize("scale", [100, 115, 130])
def test_that_every_step_fits_the_width(worn, qtbot, qapp, opened, scale):
    worn(Theme(ThemeName.LIGHT, scale))
    window, view = QWidget(), ReviewView(opened)
    qtbot.addWidget(window)
    view.setParent(window)
    view.model.answer(FULL)
    window.show()
    for step in STEPS:
        view.show_step(step)
        for form in view.page.forms:
            for editor in form._editors:
                form.reveal(f"{step}.{editor}")
        for size in SIZES:
            view.resize(*size)
            for _ in range(4):  # panels inside panels settle one after the other
                qapp.processEvents()
            page, at = view.page, (step, size)
            assert page.body.minimumSizeHint().width() <= page.area.viewport().width(), at
            assert view.header.minimumSizeHint().width() <= view.header.width(), at
            least = view.minimumSizeHint()
            assert (least.width() <= size[0], least.height() <= size[1]) == (True, True), at
            side = view._side.currentWidget() if view._side.isVisible() else None
            if side is not None:
                inside = side.area.widget().minimumSizeHint().width()
                assert inside <= side.area.viewport().width(), at
