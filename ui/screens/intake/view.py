"""Import: choose a file or paste a list, check its rows, bring its people in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.screens.intake.mapping.page import ColumnsPage
from ui.screens.intake.mending_model import MendingModel
from ui.screens.intake.naming import Naming
from ui.screens.intake.parts.checking import CheckPage
from ui.screens.intake.parts.choosing import ChoosePage, Given, file_dialog, given_by
from ui.screens.intake.parts.trail import Trail
from ui.screens.intake.pasting.page import PastePage
from ui.screens.intake.props import Props
from ui.screens.intake.view_model import NOTHING_KEPT, IntakeModel
from ui.screens.intake.work import Source
from ui.theme.active import current_theme
from ui.theme.tokens import FOLDS_BAND_BELOW, FOLDS_RAILS_BELOW, TEXT_SCALES, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.chrome.band import TopBar
from ui.widgets.marks.label import Label
from ui.widgets.panels.captioned import SignMark
from ui.widgets.panels.notice import Banner
from ui.widgets.panels.states import ProgressPanel

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent

    from ui.state.desk import Desk

PROMISE = (
    "Rows left unread come in with the person and stay visible. Nothing is guessed, and nothing is sent "
    "anywhere. The file itself is not changed."
)
_BACK = {"columns": "Back", "paste": "Back"}


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
        self._mending = MendingModel(self._model)
        self._naming = Naming(self._model)
        self.top_bar = TopBar("Import a search")
        self.trail = Trail()
        self.cancel = Button("Cancel import", Kind.QUIET, hint="Esc")
        self.main = Button("Bring in", Kind.FILLED, hint="Ctrl+Enter")
        self.banner = Banner()
        self.name_columns = self.banner.add_choice("Name its columns", icon="pencil", hint="Ctrl+M")
        self.progress = ProgressPanel()
        self.choose = ChoosePage()
        self.check = CheckPage()
        self.columns = ColumnsPage()
        self.paste = PastePage(desk.clock.today())
        self._pages = QStackedWidget()
        self._was_working = ""
        self._was_editing = ""
        self._could_map = False
        self._small = False
        self._foot = QWidget()
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
        """Go to what is to be done first on the page shown."""
        props = self._model.props
        page = props.page
        if props.can_map:
            self.name_columns.setFocus()
        elif page == "choose":
            (self.choose.retry if props.again else self.choose.button).setFocus()
        elif page == "check":
            self.check.table().setFocus()
        else:
            (self.columns if page == "columns" else self.paste).focus_first()

    def open_file(self, path: Path) -> None:
        """Read this file, as if it had been chosen."""
        self._model.read_from(Source(path))

    def undo(self) -> None:
        """Take back what was put right last."""
        self._mending.take_back()

    def redo(self) -> None:
        """Put it right again."""
        self._mending.do_again()

    def show_props(self, props: Props) -> None:
        """Show what the model says."""
        page = {"check": self.check, "columns": self.columns, "paste": self.paste}.get(
            props.page, self.choose
        )
        moved = self._pages.currentWidget() is not page
        self._pages.setCurrentWidget(page)
        self.trail.set_step(props.step)
        self.main.setVisible(props.page != "choose")
        self.main.set_words("Bringing in" if props.step == 3 else props.main)
        self.main.setEnabled(props.ready)
        self.cancel.set_words(_BACK.get(props.page, "Cancel import"))
        self._place_hints(props)
        self.cancel.setEnabled(props.step < 3)
        if props.page == "check":
            self.check.show_props(props, self._mending.props if props.editing else None, at_once=not moved)
        elif props.columns is not None and props.page == "columns":
            self.columns.show_columns(props.columns)
        elif props.page == "paste":
            self.paste.show_pasted(props.pasted)
        self.choose.offer_again(props.again)
        self._show_said(props)
        self._show_working(props)
        self._move_keys(props, moved=moved)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        whole = self.window().width()
        small = whole < FOLDS_BAND_BELOW
        self._small = small
        self._show_said(self._model.props)
        self._place_hints(self._model.props)
        self.trail.set_compact(compact=small)
        self.check.set_small(small=whole < FOLDS_RAILS_BELOW)
        self._column.setContentsMargins(*((10, 6, 10, 6) if small else (18, 14, 18, 10)))
        self._column.setSpacing(6 if small else 10)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take(event.mimeData())

    def take(self, mime: QMimeData) -> None:
        """Read the file that was dropped or pasted, show the list that was copied, or say why not."""
        given: Given = given_by(mime)
        if given.path is not None:
            self._model.read_from(Source(given.path))
        elif given.text:
            self._model.show_paste(given.text)
        else:
            self._model.refuse(given.what, given.remedy)

    def _place_hints(self, props: Props) -> None:
        """Each key is shown where it acts now: Esc stops what is going on, or leaves the row that is open."""
        self.cancel.set_hint("" if self._small or props.working or props.editing else "Esc")
        self.main.set_hint("" if props.working else "Ctrl+Enter")

    def _move_keys(self, props: Props, *, moved: bool) -> None:
        """The keys follow the page and the editor."""
        opened, self._was_editing = props.editing != self._was_editing, props.editing
        failed, self._could_map = props.can_map and not self._could_map, props.can_map
        if not self.isVisible():
            return
        if props.editing and opened:
            self.check.panel.editor.focus_first()
        elif moved or opened or failed:
            self.focus_first()

    def _show_said(self, props: Props) -> None:
        if props.problem[0]:
            self.banner.show_problem(*props.problem)
            self.name_columns.setVisible(props.can_map)
        else:
            self.banner.clear()
        crowded = props.problem[0] or current_theme().scale > TEXT_SCALES[0]
        busy = props.page == "columns" or bool(props.editing)
        self._foot.setVisible(not (self._small and (crowded or busy)))
        self.check.file.setVisible(not (self._small and props.editing))

    def _show_working(self, props: Props) -> None:
        if props.working and props.working != self._was_working:
            reading = props.working == "reading"
            name = self._model.inputs.asked.name
            title = f"Reading {name}" if reading else f"Bringing in the people of {name}"
            aside = "You can keep working on other screens." if reading else "All of them come in, or nobody."
            self.progress.begin(title, "rows" if reading else "people", aside)
            if reading:
                QTimer.singleShot(0, self.check, self.check.make_ready)
        elif self._was_working and not props.working:
            self.progress.finish()
        self._was_working = props.working
        self._keys["Esc"].setEnabled(not props.working)

    def _stop(self) -> None:
        self._model.stop()
        self.status.emit(NOTHING_KEPT)
        self.focus_first()

    def _back(self) -> None:
        if self._model.back():
            self.cancelled.emit()
            self.status.emit("Import cancelled. Nothing was kept.")

    def _choose_file(self) -> None:
        dialog = file_dialog(self, self._model.inputs.asked.path)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.open_file(Path(name)))
        dialog.open()

    def _go_on(self) -> None:
        """Keep the row that is being put right; else do what the filled button says."""
        if self._mending.is_begun:
            self._mending.keep()
        else:
            self._model.go_on()

    def _next_unread(self) -> None:
        self._model.next_unread()
        if self._model.props.page == "check":
            self.check.table().setFocus()

    def _connect(self) -> None:
        model, mending, panel = self._model, self._mending, self.check.panel
        naming = self._naming
        model.shown.connect(self.show_props)
        model.progressed.connect(self.progress.tell)
        model.brought_in.connect(self.brought_in)
        model.status.connect(self.status)
        self.progress.stop_wanted.connect(self._stop)
        self.choose.wanted.connect(self._choose_file)
        self.choose.again.connect(model.read_again)
        self.name_columns.clicked.connect(naming.open)
        self.choose.paste.connect(model.show_paste)
        self.check.heap_wanted.connect(model.show_heap)
        self.check.side_wanted.connect(model.show_side)
        self.check.search_wanted.connect(model.choose_search)
        self.check.chosen.connect(model.choose)
        self.check.opened.connect(mending.open)
        self.check.file.columns_wanted.connect(naming.open)
        panel.fix_wanted.connect(mending.open)
        panel.undo_wanted.connect(mending.take_back)
        panel.editor.offer_from(mending.find)
        panel.editor.drafted.connect(mending.draft)
        panel.editor.kept.connect(mending.keep)
        panel.editor.left.connect(self._back)
        self.columns.said.connect(lambda key, role: naming.change(lambda c: c.named(key, role)))
        self.columns.by.connect(lambda name: naming.change(lambda c: c.by(name)))
        self.columns.named.connect(lambda name: naming.change(lambda c: c.under(name)))
        self.columns.rename_wanted.connect(naming.rename)
        self.columns.delete_wanted.connect(naming.delete)
        self.paste.changed.connect(model.change_paste)
        self.cancel.clicked.connect(self._back)
        self.main.clicked.connect(model.go_on)

    def _add_keys(self) -> None:
        for keys, work in (
            ("Ctrl+Return", self._go_on),
            ("Ctrl+Enter", self._go_on),
            ("Alt+N", self._next_unread),
            ("F2", self._mending.open),
            ("Ctrl+M", self._naming.open),
            ("Ctrl+V", lambda: self.take(QGuiApplication.clipboard().mimeData())),
            ("Esc", self._back),
        ):
            self._keys[keys] = QShortcut(QKeySequence(keys), self, work)

    def _lay_out(self) -> None:
        self.top_bar.add_beside(self.trail)
        self.top_bar.add_action(self.cancel)
        self.top_bar.add_action(self.main)
        for page in (self.choose, self.check, self.columns, self.paste):
            self._pages.addWidget(page)
        self._pages.setMinimumHeight(1)  # wrapped words ask for more than they need at this width
        self._column = QVBoxLayout(self)
        for part in (self.banner, self.progress):
            self._column.addWidget(part)
        self._column.addWidget(self._pages, 1)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(8)
        foot.addWidget(SignMark("info", "ink2", 16))
        foot.addWidget(Label(PROMISE, Role.TABLE, "ink2", wrap=True), 1)
        self._column.addWidget(self._foot)
