"""The unlock screen: in fast, with trust. Nothing about any patient is here."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pharmreview import __version__
from ui.screens.unlock.pages import CHOOSE, Page, UnlockPage
from ui.screens.unlock.stair import StairPanel
from ui.screens.unlock.view_model import Props, UnlockModel
from ui.theme.active import current_theme
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.marks.label import Label, Rule
from ui.widgets.panels.captioned import SignMark

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from ui.screens.unlock.making import CodePage, MakePage, RecoverPage, ShutPage
    from ui.state.desk import Desk
    from ui.widgets.panels.notice import Notice

P = TypeVar("P", bound=Page)
_FOLDS_BELOW = 1000
_COLUMN = 440
_PROOFS_FROM = 600
_SCROLLS_BELOW = 640
_STAIR = 0.41
_HERE = "Kept on this computer only, encrypted. No network is used."
_ITSELF = "Everything typed keeps itself. There is no save button."


class UnlockView(QWidget):
    """The door. `unlocked` tells the session of whoever came in; `settled` that it is on the screen."""

    unlocked = Signal(object)
    settled = Signal()
    status = Signal(str)
    top_bar = None

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = UnlockModel(desk, self)
        self._asks = False
        self._stair = StairPanel()
        self._proofs = QWidget()
        self._tables = Label("", Role.TABLE, "ink2", wrap=True)
        self._column = QVBoxLayout()
        self._inner = QWidget()
        self._row = QHBoxLayout()
        self.unlock_page = UnlockPage()
        self._page: Page = self.unlock_page
        self._place = QVBoxLayout()
        self._lay_out()
        self._connect()
        self.show_props(self._model.props)

    def entered(self) -> None:
        """Ask who may unlock, once the door itself is on the screen."""
        self._asks = True
        self._page.focus_first()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._asks:
            self._asks = False
            QTimer.singleShot(0, self, self._settle)

    def left(self) -> None:
        """Forget what was typed."""
        for page in (self.unlock_page, *(w for w in self._made().values() if isinstance(w, Page))):
            page.clear()

    def say_locked(self, at: datetime) -> None:
        """Say that the work was kept, and when the screen locked."""
        self.left()
        self._model.say_locked(at)

    def say_fault(self, sentence: str) -> None:
        """Say that something went wrong on our side."""
        self._model.say_problem(sentence)

    def show_props(self, props: Props) -> None:
        """Show what the model says."""
        page = self._page_for(props)
        moved = self._page is not page
        if moved:
            self._page.hide()
            self._page = page
            page.show()
        self.unlock_page.set_subtitle(props.practice or CHOOSE)
        page.show_props(props)
        if props.kept and props.page == "unlock":
            self._kept.set_words("Your work was kept.", props.kept)
        if "_kept" in self._made():
            self._kept.setVisible(bool(props.kept) and props.page == "unlock")
        if props.tables:
            self._tables.setText(props.tables)
        if props.busy and not self._late.isActive():
            self._late.start()
        elif not props.busy and "_late" in self._made():
            self._late.stop()
            self._opening.hide()
        if moved or (props.problem and props.ready):
            page.focus_first()
        if props.problem:
            QTimer.singleShot(0, self, self._show_foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stair.setVisible(self.width() >= _FOLDS_BELOW)
        self._stair.setFixedWidth(round(self.width() * _STAIR))
        self._proofs.setVisible(self.height() >= current_theme().px(_PROOFS_FROM))
        if self.height() < current_theme().px(_SCROLLS_BELOW):
            self._scroll.setVisible(True)

    # -- made when first needed: the door itself must be quick -----------------------------------------

    @cached_property
    def _scroll(self) -> QScrollArea:
        """What a small window needs, once it has been small."""
        focused = self.focusWidget()
        made = QScrollArea()
        made.setWidgetResizable(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setMaximumWidth(_COLUMN + 40)
        self._row.replaceWidget(self._inner, made)
        made.setWidget(self._inner)
        if focused is not None:
            focused.setFocus()
        return made

    @cached_property
    def _kept(self) -> Notice:
        from ui.widgets.panels.notice import Notice, Tone

        made = Notice("Your work was kept.", tone=Tone.KEPT)
        self.unlock_page.add_under_title(made)
        return made

    @cached_property
    def _opening(self) -> Label:
        made = Label("Opening", Role.BODY, "ink2")
        self._place.addWidget(made)
        return made

    @cached_property
    def _late(self) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(500)
        made.timeout.connect(self._opening.show)
        return made

    @cached_property
    def make_page(self) -> MakePage:
        """The page of the first run."""
        from ui.screens.unlock.making import MakePage

        page = MakePage()
        page.asked.connect(self._model.make)
        return self._hold(page)

    @cached_property
    def recover_page(self) -> RecoverPage:
        """The page for the recovery sheet."""
        from ui.screens.unlock.making import RecoverPage

        page = RecoverPage()
        page.asked.connect(self._model.recover)
        page.back_wanted.connect(lambda: self._model.want_recovery(wanted=False))
        return self._hold(page)

    @cached_property
    def code_page(self) -> CodePage:
        """The page of the recovery code."""
        from ui.screens.unlock.making import CodePage

        page = CodePage()
        page.kept.connect(self._model.code_kept)
        return self._hold(page)

    @cached_property
    def shut_page(self) -> ShutPage:
        """The page of a store that cannot be opened."""
        from ui.screens.unlock.making import ShutPage

        page = ShutPage()
        page.look_wanted.connect(self._model.look)
        return self._hold(page)

    def _made(self) -> dict[str, object]:
        """What was needed so far: a cached property is kept under its own name."""
        return vars(self)

    def _hold(self, page: P) -> P:
        self._place.addWidget(page)
        return page

    def _page_for(self, props: Props) -> Page:
        if props.page == "make":
            return self.make_page
        if props.page == "recover":
            return self.recover_page
        if props.page == "shut":
            return self.shut_page
        return self.code_page if props.page == "code" else self.unlock_page

    def _show_foot(self) -> None:
        """Scroll to the end of the page, where its problem and its button are."""
        if "_scroll" in self._made():
            self._scroll.ensureWidgetVisible(self._page.foot())

    def _settle(self) -> None:
        self.settled.emit()
        self._model.look()

    def _connect(self) -> None:
        self._model.shown.connect(self.show_props)
        self._model.unlocked.connect(self.unlocked)
        self.unlock_page.tried.connect(self._model.unlock)
        self.unlock_page.recovery_wanted.connect(lambda: self._model.want_recovery(wanted=True))

    def _lay_out(self) -> None:
        self._column.setContentsMargins(20, 8, 20, 8)
        self._column.setSpacing(12)
        self._column.addStretch(2)
        self._place.addWidget(self.unlock_page)
        self._place.setSpacing(12)
        self._column.addLayout(self._place)
        self._column.addSpacing(8)
        self._add_proofs()
        self._column.addStretch(3)
        self._inner.setObjectName("scrollBody")
        self._inner.setLayout(self._column)
        self._inner.setMaximumWidth(_COLUMN + 40)
        self._row.setSpacing(0)
        self._row.addWidget(self._stair)
        self._row.addStretch(1)
        self._row.addWidget(self._inner, 8)
        self._row.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(self._row, 1)
        page.addWidget(_foot())

    def _add_proofs(self) -> None:
        proofs = QVBoxLayout(self._proofs)
        proofs.setContentsMargins(0, 0, 0, 0)
        proofs.addWidget(Rule())
        proofs.addSpacing(4)
        for icon, label in (
            ("shield", Label(_HERE, Role.TABLE, "ink2", wrap=True)),
            ("tick", Label(_ITSELF, Role.TABLE, "ink2", wrap=True)),
            ("book", self._tables),
        ):
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(SignMark(icon, "ink2", 16))
            line.addWidget(label, 1)
            proofs.addLayout(line)
        self._tables.setText("Clinical tables are dated, and say when they are overdue.")
        self._column.addWidget(self._proofs)


def _foot() -> QFrame:
    foot = QFrame()
    foot.setObjectName("statusLine")
    row = QHBoxLayout(foot)
    row.setContentsMargins(14, 5, 14, 5)
    row.setSpacing(5)
    row.addWidget(Label(f"Version {__version__}", Role.LABEL, "ink2", weight=REGULAR))
    row.addStretch(1)
    for keys, words in (("F1", "Keys"), ("F12", "Display: contrast and text size")):
        row.addSpacing(10)
        row.addWidget(Label(keys, Role.LABEL, "ink2", weight=SEMIBOLD))
        row.addWidget(Label(words, Role.LABEL, "ink2", weight=REGULAR))
    return foot
