"""How the figures of one step were reached, over the builder. Esc closes it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QVBoxLayout, QWidget

from ui.screens.taper.comparing.compared import Row
from ui.screens.taper.view_model import TaperModel
from ui.theme.active import current_theme
from ui.theme.tokens import Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.marks.label import Label
from ui.widgets.panels.working import WorkingLine, WorkingPanel

_WIDTH = 460
_MOST_HEIGHT = 420


class Working(QDialog):
    """The sum, line by line, and what the plan stands on."""

    def __init__(self, step: str, lines: Sequence[WorkingLine], based: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("PharmReview")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.panel = WorkingPanel()
        self.panel.set_lines(lines, based)
        inside = QWidget()
        inside.setObjectName("scrollBody")
        body = QVBoxLayout(inside)
        body.addWidget(self.panel)
        body.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setAccessibleName("Working")
        done = Button("Close", Kind.FILLED, hint="Esc")
        done.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(Label(f"Working: {step.lower()}" if step else "Working", Role.SECTION))
        column.addWidget(area, 1)
        column.addWidget(done, 0, Qt.AlignmentFlag.AlignLeft)
        theme = current_theme()
        self.resize(
            min(theme.px(_WIDTH), parent.width() - 20), min(theme.px(_MOST_HEIGHT), parent.height() - 20)
        )
        done.setFocus()


def show_working(model: TaperModel, compare: QWidget, over: QWidget) -> None:
    """How the figures of the chosen step were reached; in the card of two plans, those of both."""
    props, keys = model.props, QApplication.focusWidget()
    if props.compared is not None and keys is not None and compare.isAncestorOf(keys):
        working_of_two(props.compared.rows, props.based, over).open()
    elif lines := model.working():
        Working(props.step.name if props.step is not None else "", lines, props.based, over).open()


def working_of_two(rows: Sequence[Row], based: str, parent: QWidget) -> Working:
    """How each figure of two plans side by side was reached."""
    lines = [WorkingLine(f"{row.what}. {row.working}", result=f"A {row.a}, B {row.b}") for row in rows]
    return Working("both plans", lines, based, parent)
