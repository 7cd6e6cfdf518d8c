"""Import: choose a file, check its rows, bring its people in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.screens.intake.parts.checking import CheckPage
from ui.screens.intake.parts.choosing import ChoosePage, Given, file_dialog, given_by
from ui.screens.intake.parts.trail import Trail
from ui.screens.intake.props import Props
from ui.screens.intake.view_model import IntakeModel
from ui.theme.tokens import FOLDS_BAND_BELOW, FOLDS_RAILS_BELOW, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.chrome.band import TopBar
from ui.widgets.marks.label import Label
from ui.widgets.panels.captioned import SignMark
from ui.widgets.panels.notice import Banner, Notice, Tone
from ui.widgets.panels.states import ProgressPanel

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent

    from ui.state.desk import Desk

PROMISE = (
    "Rows left unread come in with the person and stay visible. Nothing is guessed, and nothing is sent "
    "anywhere. The file itself is not changed."
)


class IntakeView(QWidget):
    """A practice's search to people. `brought_in` tells what was done; `cancelled` that nothing was."""

    brought_in = Signal(str)
    cancelled = Signal()
    status = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._model = IntakeModel(desk, self)
        self.top_bar = TopBar("Import a search")
        self.trail = Trail()
        self.cancel = Button("Cancel import", Kind.QUIET, hint="Esc")
        self.main = Button("Bring in", Kind.FILLED, hint="Ctrl+Enter")
        self.banner = Banner()
        self.said = Notice("", tone=Tone.KEPT)
        self.progress = ProgressPanel()
        self.choose = ChoosePage()
        self.check = CheckPage()
        self._pages = QStackedWidget()
        self._was_reading = False
        self._small = False
        self._foot = QWidget()
        self._last: Path | None = None
        self._keys: dict[str, QShortcut] = {}
        self._lay_out()
        self._connect()
        self._add_keys()
        self.show_props(self._model.props)

    def entered(self) -> None:
        """Start with the choice of a file, unless a file is being checked already."""
        self.show_props(self._model.props)
        self.focus_first()

    def left(self) -> None:
        """What is being checked stays for coming back to; nothing of it is kept."""

    def focus_first(self) -> None:
        """Go to the button, or to the rows."""
        if self._model.props.page == "choose":
            (self.choose.retry if self._model.props.again else self.choose.button).setFocus()
        else:
            self.check.table().setFocus()

    def open_file(self, path: Path, said: str = "") -> None:
        """Read this file, as if it had been chosen."""
        self._last = path
        self._model.read(path, said)

    def show_props(self, props: Props) -> None:
        """Show what the model says."""
        checking = props.page == "check"
        page: QWidget = self.check if checking else self.choose
        moved = self._pages.currentWidget() is not page
        self._pages.setCurrentWidget(page)
        self.trail.set_step(props.step)
        self.main.setVisible(checking)
        self.main.set_words(props.main if props.step < 3 else "Bringing in")
        self.main.setEnabled(props.ready)
        self.cancel.setEnabled(props.step < 3)
        if checking:
            self.check.show_props(props)
        self.choose.offer_again(props.again)
        self._show_said(props)
        self._show_reading(props)
        if moved and self.isVisible():
            self.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        whole = self.window().width()
        small = whole < FOLDS_BAND_BELOW
        self._small = small
        self._show_said(self._model.props)
        self.cancel.set_hint("" if small else "Esc")
        self.trail.set_compact(compact=small)
        self.check.set_small(small=whole < FOLDS_RAILS_BELOW)
        self._column.setContentsMargins(*((10, 6, 10, 6) if small else (18, 14, 18, 10)))
        self._column.setSpacing(6 if small else 10)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take(event.mimeData())

    def take(self, mime: QMimeData) -> None:
        """Read the file that was dropped or pasted, or say why there is none."""
        given: Given = given_by(mime)
        if given.path is None:
            self._model.refuse(given.what, given.remedy)
        else:
            self.open_file(given.path, given.said)

    def _show_said(self, props: Props) -> None:
        if props.problem[0]:
            self.banner.show_problem(*props.problem)
        else:
            self.banner.clear()
        self.said.set_words(props.said)
        self.said.setVisible(bool(props.said))
        self._foot.setVisible(not (self._small and (props.problem[0] or props.said)))

    def _show_reading(self, props: Props) -> None:
        if props.reading and not self._was_reading:
            name = self._last.name if self._last is not None else "the file"
            self.progress.begin(f"Reading {name}", "people", "You can keep working on other screens.")
        elif self._was_reading and not props.reading:
            self.progress.finish()
        self._was_reading = props.reading
        self._keys["Esc"].setEnabled(not props.reading)

    def _stop(self) -> None:
        self._model.stop()
        self.status.emit("Stopped. Nothing was kept.")
        self.focus_first()

    def _cancel(self) -> None:
        if self._model.cancel():
            self.cancelled.emit()
            self.status.emit("Import cancelled. Nothing was kept.")

    def _choose_file(self) -> None:
        dialog = file_dialog(self, self._last)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.open_file(Path(name)))
        dialog.open()

    def _next_unread(self) -> None:
        self._model.next_unread()
        if self._model.props.page == "check":
            self.check.table().setFocus()

    def _connect(self) -> None:
        model = self._model
        model.shown.connect(self.show_props)
        model.progressed.connect(self.progress.report)
        model.brought_in.connect(self.brought_in)
        model.status.connect(self.status)
        self.progress.stop_wanted.connect(self._stop)
        self.choose.wanted.connect(self._choose_file)
        self.choose.again.connect(model.read_again)
        self.check.heap_wanted.connect(model.show_heap)
        self.check.chosen.connect(model.choose)
        self.cancel.clicked.connect(self._cancel)
        self.main.clicked.connect(model.bring_in)

    def _add_keys(self) -> None:
        for keys, work in (
            ("Ctrl+Return", self._model.bring_in),
            ("Ctrl+Enter", self._model.bring_in),
            ("Alt+N", self._next_unread),
            ("Ctrl+V", lambda: self.take(QGuiApplication.clipboard().mimeData())),
            ("Esc", self._cancel),
        ):
            self._keys[keys] = QShortcut(QKeySequence(keys), self, work)

    def _lay_out(self) -> None:
        self.top_bar.add_beside(self.trail)
        self.top_bar.add_action(self.cancel)
        self.top_bar.add_action(self.main)
        for page in (self.choose, self.check):
            self._pages.addWidget(page)
        self._pages.setMinimumHeight(1)  # wrapped words ask for more than they need at this width
        self._column = QVBoxLayout(self)
        for part in (self.banner, self.said, self.progress):
            self._column.addWidget(part)
        self._column.addWidget(self._pages, 1)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(8)
        foot.addWidget(SignMark("info", "ink2", 16))
        foot.addWidget(Label(PROMISE, Role.TABLE, "ink2", wrap=True), 1)
        self._column.addWidget(self._foot)
