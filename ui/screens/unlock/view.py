"""The unlock screen: in fast, with trust. Nothing about any patient is here."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pharmreview import __version__
from ui.screens.unlock.pages import CodePage, MakePage, Page, RecoverPage, UnlockPage
from ui.screens.unlock.stair import StairPanel
from ui.screens.unlock.view_model import Props, UnlockModel
from ui.theme.tokens import REGULAR, Role
from ui.widgets.marks.label import Label, Rule
from ui.widgets.panels.captioned import SignMark
from ui.widgets.panels.notice import Notice, Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from ui.state.desk import Desk

_FOLDS_BELOW = 1000
_COLUMN = 440
_PROOFS_FROM = 620
_PROOFS = (
    ("shield", "Kept on this computer only, encrypted. No network is used."),
    ("tick", "Everything typed keeps itself. There is no save button."),
    ("book", "Clinical tables are dated, and say when they are overdue."),
)


class UnlockView(QWidget):
    """The door. `unlocked` tells the session of whoever came in."""

    unlocked = Signal(object)
    status = Signal(str)
    top_bar = None

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = UnlockModel(desk, self)
        self._asks = False
        self._stair = StairPanel()
        self._kept = Notice("Your work was kept.", tone=Tone.KEPT)
        self._proofs = QWidget()
        self._opening = Label("Opening", Role.BODY, "ink2")
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(500)
        self._late.timeout.connect(self._opening.show)
        self.unlock_page = UnlockPage()
        self._page: Page = self.unlock_page
        self._place = QVBoxLayout()
        self._lay_out()
        self._connect()
        self.show_props(self._model.props)

    def entered(self) -> None:
        """Ask who may unlock, once the door itself is on the screen."""
        self._asks = True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._asks:
            self._asks = False
            QTimer.singleShot(0, self._model.look)

    def left(self) -> None:
        """Forget what was typed."""
        self.unlock_page.clear()

    def say_locked(self, at: str) -> None:
        """Say that the work was kept, and when the screen locked."""
        self.unlock_page.clear()
        self._model.say_locked(at)

    def show_props(self, props: Props) -> None:
        """Show what the model says."""
        page = self._page_for(props.page)
        moved = self._page is not page
        if moved:
            self._page.hide()
            self._page = page
            page.show()
        if isinstance(page, UnlockPage | RecoverPage):
            page.show_users(props.users)
        elif isinstance(page, CodePage):
            page.show_code(props.recovery_code)
        page.show_problem(props.problem)
        page.set_ready(ready=props.ready)
        self._kept.setVisible(bool(props.kept) and props.page == "unlock")
        self._kept.set_words("Your work was kept.", props.kept)
        if props.ready:
            self._late.stop()
            self._opening.hide()
        elif not self._late.isActive() and not props.problem:
            self._late.start()
        if moved or (props.ready and not page.isAncestorOf(self.focusWidget() or self)):
            page.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stair.setVisible(self.width() >= _FOLDS_BELOW)
        self._stair.setFixedWidth(round(self.width() * 0.41))
        self._proofs.setVisible(self.height() >= _PROOFS_FROM)

    @cached_property
    def make_page(self) -> MakePage:
        """The page of the first run, made when it is needed."""
        page = MakePage()
        page.asked.connect(self._model.make)
        self._place.addWidget(page)
        return page

    @cached_property
    def recover_page(self) -> RecoverPage:
        """The page for the recovery sheet, made when it is needed."""
        page = RecoverPage()
        page.asked.connect(self._model.recover)
        page.back_wanted.connect(lambda: self._model.want_recovery(wanted=False))
        self._place.addWidget(page)
        return page

    @cached_property
    def code_page(self) -> CodePage:
        """The page of the recovery code, made when it is needed."""
        page = CodePage()
        page.kept.connect(self._model.code_kept)
        self._place.addWidget(page)
        return page

    def _page_for(self, name: str) -> Page:
        if name == "make":
            return self.make_page
        if name == "recover":
            return self.recover_page
        return self.code_page if name == "code" else self.unlock_page

    def _connect(self) -> None:
        self._model.shown.connect(self.show_props)
        self._model.unlocked.connect(self.unlocked)
        self.unlock_page.tried.connect(self._model.unlock)
        self.unlock_page.recovery_wanted.connect(lambda: self._model.want_recovery(wanted=True))

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(14)
        column.addStretch(2)
        column.addWidget(self._kept)
        self._place.addWidget(self.unlock_page)
        column.addLayout(self._place)
        column.addWidget(self._opening)
        column.addSpacing(8)
        proofs = QVBoxLayout(self._proofs)
        proofs.setContentsMargins(0, 0, 0, 0)
        proofs.addWidget(Rule())
        for icon, words in _PROOFS:
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(SignMark(icon, "ink2", 16))
            line.addWidget(Label(words, Role.TABLE, "ink2", wrap=True), 1)
            proofs.addLayout(line)
        column.addWidget(self._proofs)
        column.addStretch(3)
        foot = QHBoxLayout()
        foot.addWidget(Label(f"Version {__version__}", Role.LABEL, "ink2", weight=REGULAR))
        foot.addStretch(1)
        foot.addWidget(Label("F1 Keys     F12 Display: contrast and text size", Role.LABEL, "ink2"))
        column.addLayout(foot)
        inner = QWidget()
        inner.setLayout(column)
        inner.setMaximumWidth(_COLUMN + 40)
        column.setContentsMargins(20, 10, 20, 10)
        right = QHBoxLayout()
        right.addStretch(1)
        right.addWidget(inner, 8)
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._stair)
        row.addLayout(right, 1)
        self._opening.hide()
