"""The letterhead page: choose a picture, see it at the head of a letter, take it away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.screens.practice.letterhead.model import LetterheadModel
from ui.screens.practice.panels.seen import PagePicture
from ui.theme.tokens import REGULAR, Role
from ui.widgets.buttons.button import Button
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import Card
from ui.widgets.panels.notice import Banner
from ui.widgets.panels.scroll import ScrollBody, scrolls_down

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.screens.practice.letterhead.model import Props
    from ui.state.desk import Desk

_ABOUT = (
    "Letters carry the practice's own picture at their head, at most 105 mm wide, or its name and address "
    "where there is none. A PNG or JPEG of less than 2 MB and about 1,200 pixels across prints well."
)


def ask_file(parent: QWidget) -> Path | None:
    """A picture chosen in the computer's own dialog."""
    chosen, _kind = QFileDialog.getOpenFileName(
        parent, "Choose the letterhead", "", "Pictures (*.png *.jpg *.jpeg)"
    )
    return Path(chosen) if chosen else None


class LetterheadPage(QWidget):
    """Shows what the model says. The dialog for a file can be stood in for."""

    status = Signal(str)

    def __init__(self, desk: Desk, ask: Callable[[QWidget], Path | None] = ask_file) -> None:
        super().__init__()
        self._ask = ask
        self.model = LetterheadModel(desk, self)
        self.banner = Banner()
        self.state = Label("", Role.BODY, weight=600, wrap=True)
        self.choose = Button("Choose a picture", icon="folder", hint="Ctrl+O", small=True)
        self.take_away = Button("Take it away", icon="bin", small=True)
        self.page = PagePicture()
        self._lay_out()
        self.model.changed.connect(self.show_props)
        self.model.status.connect(self.status)
        self.choose.clicked.connect(self.choose_file)
        self.take_away.clicked.connect(self.model.take_away)
        self.show_props(self.model.props)

    def focus_first(self) -> None:
        """The button that chooses takes the keys."""
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_file(self) -> None:
        """Ask for a file, and keep it where it will do."""
        if self.model.props.why_not:
            self.banner.show_problem(self.model.props.why_not, "Ask a lead to do it.")
            return
        path = self._ask(self.window())
        if path is not None:
            self.model.take(path)

    def show_props(self, props: Props) -> None:
        """Show what the model says."""
        self.state.setText(props.state)
        self.choose.set_words("Choose another picture" if props.has_one else "Choose a picture")
        self.take_away.setEnabled(props.has_one)
        if props.problem is not None:
            self.banner.show_problem(*props.problem)
        else:
            self.banner.clear()
        self.page.setVisible(props.picture is not None)
        if props.picture is not None:
            self.page.show_page(props.picture, f"A letter to nobody real. {props.state}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, lambda: self.model.set_dots(self.page.dots()))

    def _lay_out(self) -> None:
        own = Card("Letterhead")
        own.add(self.state)
        own.add(Label(_ABOUT, Role.BODY, "ink2", weight=REGULAR, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.choose)
        row.addWidget(self.take_away)
        row.addStretch(1)
        own.body.addSpacing(4)
        own.body.addLayout(row)
        own.body.addStretch(1)
        shown = Card("How a letter begins", subtitle="To nobody real")
        inside = ScrollBody()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        column.addStretch(1)
        area = scrolls_down(inside)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName("How a letter begins")
        shown.add(area, 1)
        sides = QHBoxLayout()
        sides.setSpacing(12)
        sides.addWidget(own, 5)
        sides.addWidget(shown, 6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 10, 14, 10)
        whole.setSpacing(10)
        whole.addWidget(self.banner)
        whole.addLayout(sides, 1)
