"""The page of what people said: one form typed in at the left, what all of them come to at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from pharmreview.domain.caseload.experience import ASKED, GROUP, STEP
from ui.forms.editors.editor import FormContext
from ui.forms.step_form import StepForm
from ui.screens.practice.experience.learnt import LearntCard
from ui.screens.practice.experience.model import ExperienceModel
from ui.theme.active import current_theme
from ui.theme.tokens import REGULAR, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import Card
from ui.widgets.panels.notice import Banner
from ui.widgets.panels.scroll import ScrollBody, scrolls_down

if TYPE_CHECKING:
    from ui.screens.practice.experience.model import Props
    from ui.state.desk import Desk

_ABOUT = (
    "Type what came back on paper or was said on the phone. No name goes in, and nothing leads to a record. "
    "Whoever asks for their answers to stand in their own record: type them there, under Follow-up."
)
_ABREAST_FROM = 900
_AROUND = 24


class ExperiencePage(QWidget):
    """Shows what the model says. The questions are those of the declaration."""

    status = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.model = ExperienceModel(desk, self)
        self.banner = Banner()
        step = desk.app.form.step(STEP)
        self.form = StepForm(step, (GROUP,), without=(ASKED.split(".")[1],), folds=False, plain=True)
        self.put_in = Button("Put it with the others", Kind.FILLED, icon="plus", hint="Ctrl+Enter")
        self.take_out = Button("Take the last one out", Kind.QUIET, icon="undo")
        self.learnt = LearntCard()
        self._entry = Card("A form that came back", subtitle="without a name")
        self._context = FormContext(
            lists={one.id: one for one in desk.app.form.lists}, today=desk.clock.today()
        )
        self._shown = tuple(f.id for f in step.fields if f.group == GROUP)
        self._lay_out()
        self.model.changed.connect(self.show_props)
        self.model.status.connect(self.status)
        self.form.answered.connect(self.model.answer)
        self.put_in.clicked.connect(self.keep)
        self.take_out.clicked.connect(self.model.take_out)
        running = QApplication.instance()
        if isinstance(running, QApplication):
            running.focusChanged.connect(self._follow)
        self.show_props(self.model.props)

    def focus_first(self) -> None:
        """The first question; where nothing may be typed, the keys stay where they are."""
        first = self.form.first_editor()
        if first is not None and self._entry.isVisibleTo(self):
            (first.focusProxy() or first).setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Put the form with the others, and begin on the next."""
        self.model.put_in()
        self.focus_first()

    def show_props(self, props: Props) -> None:
        """Show what the model says."""
        self._entry.setVisible(not props.why_not)
        if props.problem[0]:
            self.banner.show_problem(*props.problem)
        else:
            self.banner.clear()
        self.take_out.setVisible(bool(props.last))
        self.form.show_answers(props.typed, {}, self._shown, self._context)
        self.learnt.show_learnt(props.learnt)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        abreast = self.width() >= current_theme().px(_ABREAST_FROM)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(across if abreast else down)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Bring what has the keys into sight."""
        if now is not None and self._body.isAncestorOf(now):
            top = now.mapTo(self._body, QPoint(0, 0)).y()
            self._area.ensureVisible(0, top, 0, _AROUND)
            self._area.ensureVisible(0, top + now.height(), 0, _AROUND)

    def _lay_out(self) -> None:
        self._entry.add(Label(_ABOUT, Role.BODY, "ink2", weight=REGULAR, wrap=True))
        self._entry.add(self.form)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.put_in)
        row.addWidget(self.take_out)
        row.addStretch(1)
        self._entry.body.addLayout(row)
        self._entry.body.addStretch(1)
        self._body = ScrollBody()
        self._sides = QHBoxLayout(self._body)
        self._sides.setContentsMargins(14, 10, 14, 10)
        self._sides.setSpacing(12)
        self._sides.addWidget(self._entry, 6)
        self._sides.addWidget(self.learnt, 5)
        self._area = scrolls_down(self._body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.banner)
        whole.addWidget(self._area, 1)
