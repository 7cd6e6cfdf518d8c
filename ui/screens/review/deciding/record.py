"""The decision record: what was decided, in one panel, and the two ways on from it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.forms.step_form import StepForm
from ui.screens.review.props import Props
from ui.theme.tokens import Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.marks.label import Label, Rule
from ui.widgets.marks.must_mark import MustMark
from ui.widgets.panels.card import Card
from ui.widgets.panels.scroll import ScrollBody, scrolls_down


class RecordPanel(Card):
    """The record's fields, with rings that turn into ticks; Build the plan, or finish here just as fully."""

    build_wanted = Signal()
    finish_wanted = Signal()

    def __init__(self, form: StepForm) -> None:
        super().__init__("Decision record")
        self.form = form
        legend = QWidget()
        row = QHBoxLayout(legend)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(MustMark())
        row.addWidget(Label("wanted", Role.LABEL, "ink2"))
        self.add_beside_title(legend)
        inside = ScrollBody()
        column = QVBoxLayout(inside)
        column.setContentsMargins(6, 4, 8, 6)
        column.addWidget(form)
        self.area = scrolls_down(inside)
        self.area.setObjectName("scroll")
        self.build = Button("Build the plan", Kind.FILLED, hint="Ctrl+PgDn")
        self.finish = Button("Finish here")
        self.finish.setToolTip("Finish here (Ctrl+Shift+F)")
        self.build.clicked.connect(self.build_wanted)
        self.finish.clicked.connect(self.finish_wanted)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.setContentsMargins(0, 0, 8, 0)
        ways.addWidget(self.build, 1)
        ways.addWidget(self.finish)
        own = self.layout()
        if own is not None:
            own.setContentsMargins(8, 10, 6, 10)
        self._head.setContentsMargins(6, 0, 8, 0)
        self.add(self.area, 1)
        self.add(Rule())
        self.body.addLayout(ways)

    def show_props(self, props: Props) -> None:
        """Show the record as it stands, and whether the review can be finished now."""
        self.finish.setEnabled(not props.keeping)
        self.build.set_hint("Ctrl+PgDn" if self._has_room() else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.build.set_hint("Ctrl+PgDn" if self._has_room() else "")

    def _has_room(self) -> bool:
        self.build.set_hint("Ctrl+PgDn")
        return self.build.sizeHint().width() + self.finish.sizeHint().width() + 34 <= self.width()
