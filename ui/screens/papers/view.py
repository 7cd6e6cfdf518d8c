"""The papers screen: send the right thing, in the right form, and keep exactly what went."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.screens.papers.outgoing.asking import Printing, ask_folder, ask_forms
from ui.screens.papers.outgoing.run import PrintJob
from ui.screens.papers.outgoing.sending import FORMS
from ui.screens.papers.panels.beside import Beside
from ui.screens.papers.panels.going import FormatBar
from ui.screens.papers.panels.paper_list import PaperList
from ui.screens.papers.panels.sheets import SheetPanel
from ui.screens.papers.props import PLAN_ROW, Props
from ui.screens.papers.view_model import PapersModel
from ui.state.clipboard import ClipboardLoan, Later
from ui.state.record_copy import RecordCopy
from ui.theme.active import current_theme
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.panels.card import PageHeader
from ui.widgets.panels.notice import Banner

if TYPE_CHECKING:
    from ui.state.desk import Desk

_SMALL_BELOW = 960
_MEDIUM_BELOW = 1128
_WORKING_AFTER_MS = 500
_PRINT = QKeySequence("Ctrl+P")


class PapersView(QWidget):
    """Papers of the open review. Printing, folders and the minute of the clipboard can be stood in for."""

    status = Signal(str)
    step_wanted = Signal(str)
    top_bar = None

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        printing: Printing | None = None,
        folder: Callable[[QWidget], Path | None] = ask_folder,
        later: Later | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._printing = printing
        self._folder = folder
        self._later = later
        self._side_by_side = 2
        self._small = False
        self.model = PapersModel(desk, self)
        self.record = RecordCopy(desk, self, later)
        self.keep_typed = self.model.keep_typed
        self.header = PageHeader("Papers")
        self.save = Button("Save as PDF, HTML or DOCX", icon="folder")
        self.print = Button("Print papers", Kind.FILLED, icon="print", hint="Ctrl+P")
        self.banner = Banner()
        self.format = FormatBar()
        self.list = PaperList()
        self.sheets = SheetPanel()
        self.beside = Beside()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_WORKING_AFTER_MS)
        self._late.timeout.connect(lambda: self.sheets.say_working(self.model.props.busy))
        self._lay_out()
        self._wire()
        self._shortcuts()
        self.show_props(self.model.props)

    # -- the shell's contract ----------------------------------------------------------------------

    def entered(self) -> None:
        """Make the papers of the open case, and put the keys on the list."""
        self.model.enter()
        self.focus_first()

    def left(self) -> None:
        """Keep what is being typed."""
        self.model.leave()

    def focus_first(self) -> None:
        """The row that is shown takes the keys."""
        self.list.focus_first()

    # -- showing -----------------------------------------------------------------------------------

    def show_props(self, props: Props) -> None:
        """Show what the model says."""
        self.header.set_subtitle(props.subtitle)
        self.print.set_words(props.print_words)
        self.print.setEnabled(props.can_send)
        self.save.setEnabled(props.can_send)
        self.print.setToolTip("" if props.can_send or props.busy else props.foot)
        self.format.show_format(props.format)
        if props.problem is not None:
            self.banner.show_problem(*props.problem)
        else:
            self.banner.clear()
        self.list.show_props(props)
        self.list.set_foot_shown(shown=not self._small or not props.can_send)
        self.sheets.show_sheet(props.sheet)
        self.beside.show_props(props)
        if not props.busy:
            self._late.stop()
            self.sheets.say_working("")
        elif self.sheets.working.text():
            self.sheets.say_working(props.busy)
        elif not self._late.isActive():
            self._late.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Here the window's key for papers prints them; elsewhere in the window it still leads here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _prints(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _prints(event):
            self.print_now()
        else:
            super().keyPressEvent(event)

    # -- gestures ----------------------------------------------------------------------------------

    def print_now(self) -> None:
        """Ask for a printer, then keep and print what is ticked."""
        if not self.model.props.can_send:
            self.status.emit(self.model.props.busy or self.model.props.foot)
            return
        job = self._printer() if self.model.out.may_print() else None
        if job is not None and isValid(self):
            self.model.out.print_ticked(job)

    def print_copy(self) -> None:
        """Print the issued paper that is open."""
        job = self._printer() if self.model.out.may_print() else None
        if job is not None and isValid(self):
            self.model.out.print_copy(job)

    def save_into_folder(self, forms: tuple[str, ...] = FORMS) -> None:
        """Ask for a folder, then keep and write what is ticked."""
        folder = self._folder(self.window()) if self.model.out.may_save() else None
        if folder is not None and isValid(self):
            self.model.out.save_ticked(folder, forms)

    def save_copy(self) -> None:
        """Ask for a folder, then write the issued paper that is open."""
        folder = self._folder(self.window()) if self.model.out.may_issue() else None
        if folder is not None and isValid(self):
            self.model.out.save_copy(folder)

    def copy_text(self) -> None:
        """Keep the text shown, then lend it to the clipboard for the practice's messaging tool."""

        def lend(text: str) -> None:
            ClipboardLoan(text, self._desk, self._later)

        self.model.out.send_text(lend)

    def choose_forms(self) -> None:
        """Ask in which form to save."""
        if not self.model.props.can_send:
            self.status.emit(self.model.props.busy or self.model.props.foot)
            return
        ask_forms(self.save, self.save_into_folder)

    def _printer(self) -> PrintJob | None:
        if self._printing is None:
            from ui.screens.papers.outgoing.printing import DialogPrinting

            self._printing = DialogPrinting()
        return self._printing.ask(self.window())

    def _enter(self, row: str) -> None:
        if row == PLAN_ROW:
            self.status.emit("Agree the plan in the builder first")
            self.step_wanted.emit("taper")

    def _back(self) -> None:
        if self.model.props.finding:
            self.model.look_for(None)
            self.focus_first()
        elif self.model.props.sheet.locked:
            self.model.back_to_review()
            self.focus_first()

    # -- building ----------------------------------------------------------------------------------

    def _wire(self) -> None:
        model = self.model
        model.changed.connect(self.show_props)
        model.pictured.connect(self.sheets.strip.fetch)
        model.status.connect(self.status)
        self.sheets.strip.fetch_page = model.picture
        self.list.chosen.connect(model.choose)
        self.list.ticked.connect(model.tick)
        self.list.entered.connect(self._enter)
        self.list.issued_wanted.connect(model.open_issued)
        self.list.sought.connect(model.look_for)
        self.format.chosen.connect(lambda setting, cream: model.set_format(setting, cream=cream))
        self.format.language_chosen.connect(model.set_language)
        self.beside.going.changed.connect(model.set_going)
        self.beside.going.typed.connect(model.type_for)
        self.sheets.message.send_wanted.connect(self.copy_text)
        self.sheets.turned.connect(model.turn)
        self.sheets.span_wanted.connect(self._set_span)
        self.sheets.copy_wanted.connect(self.save_copy)
        self.sheets.print_copy_wanted.connect(self.print_copy)
        self.sheets.back_wanted.connect(self._back)
        self.beside.record.wanted.connect(self.record.copy)
        self.record.status.connect(self.status)
        self.record.refused.connect(model.refuse)
        self.beside.practice.changed.connect(model.set_practice)
        self.print.clicked.connect(self.print_now)
        self.save.clicked.connect(self.choose_forms)

    def _shortcuts(self) -> None:
        for keys, does in (
            ("Ctrl+Shift+S", self.choose_forms),
            ("Ctrl+Return", self.print_now),
            ("Ctrl+Shift+C", self.record.copy),
            ("Ctrl+Shift+M", self.copy_text),
            ("Ctrl+F", self.list.look_for_any),
            ("PgDown", lambda: self.model.turn(1)),
            ("PgUp", lambda: self.model.turn(-1)),
            ("Esc", self._back),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)
        down = QShortcut(QKeySequence("Down"), self.list.find_box, self.list.focus_found)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _lay_out(self) -> None:
        self.header.add_action(self.save)
        self.header.add_action(self.print)
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        self._grid.setRowStretch(1, 1)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self.list, 0, 0, 2, 1)
        self._grid.addWidget(self.format, 0, 1)
        self._grid.addWidget(self.sheets, 1, 1)
        self._grid.addWidget(self.beside, 0, 2, 2, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.header)
        self._column.addWidget(self.banner)
        self._column.addLayout(self._grid, 1)

    def _fit(self) -> None:
        small, medium = self.width() < _SMALL_BELOW, self.width() < _MEDIUM_BELOW
        theme = current_theme()
        self._column.setContentsMargins(*((8, 6, 8, 6) if small else (16, 10, 14, 10)))
        self._column.setSpacing(6 if small else 10)
        self._grid.setHorizontalSpacing(8 if small else 12)
        self.list.setFixedWidth(min(theme.px(200 if medium else 226), self.width() // 4))
        beside = theme.px(262 if small else 240 if medium else 300)
        self.beside.setFixedWidth(min(beside, self.width() // 3))
        self.beside.set_small(small=small, narrow=medium)
        self.sheets.set_small(small=small)
        self.model.set_span(1 if small else self._side_by_side)
        self.list.set_foot_shown(shown=not small or not self.model.props.can_send)
        if small != self._small:
            self._small = small
            for part in (self.format, self.list, self.beside):
                self._grid.removeWidget(part)
            self._grid.addWidget(self.format, 0, *((0, 1, 3) if small else (1, 1, 1)))
            self._grid.addWidget(self.list, *((1, 0, 1, 1) if small else (0, 0, 2, 1)))
            self._grid.addWidget(self.beside, *((1, 2, 1, 1) if small else (0, 2, 2, 1)))

    def _set_span(self, span: int) -> None:
        self._side_by_side = span
        self.model.set_span(span)


def _prints(event: QKeyEvent) -> bool:
    return QKeySequence(event.keyCombination()) == _PRINT
