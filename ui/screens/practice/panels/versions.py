"""Earlier versions of a template, each held against the words now, and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QTextEdit

from ui.screens.practice.comparing import GONE, NEW, SAME, Piece
from ui.screens.practice.panels.two_lines import TwoLineList
from ui.theme.active import colour
from ui.theme.tokens import REGULAR, Role
from ui.widgets.buttons.button import Button
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import Card

if TYPE_CHECKING:
    from ui.screens.practice.props import Versions


class VersionsPanel(Card):
    """`looked_at` tells the version to hold against the words now; `back_wanted` puts it back."""

    looked_at: ClassVar[Signal] = Signal(str)
    back_wanted: ClassVar[Signal] = Signal()
    left: ClassVar[Signal] = Signal()

    def __init__(self) -> None:
        super().__init__("Versions")
        self._pieces: tuple[Piece, ...] | None = None
        self.list = TwoLineList("Versions")
        self.summary = Label("", Role.LABEL, "ink2", weight=REGULAR, wrap=True)
        self.words = QTextEdit()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName("What differs from the words now")
        self.legend = Label(
            "Struck through: only in this version. Underlined: only in the words now.",
            Role.LABEL,
            "ink2",
            weight=REGULAR,
            wrap=True,
        )
        self.back = Button("Put this version back", icon="undo", hint="Ctrl+Shift+B", small=True)
        self.close_panel = Button("Close", hint="Esc", small=True)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addWidget(self.close_panel)
        row.addStretch(1)
        self.add(self.list)
        self.add(self.summary)
        self.add(self.words, 1)
        self.add(self.legend)
        self.body.addLayout(row)
        self.list.chosen.connect(self.looked_at)
        self.back.clicked.connect(self.back_wanted)
        self.close_panel.clicked.connect(self.left)

    def show_versions(self, versions: Versions) -> None:
        """Show them, and what differs in the one looked at."""
        self.list.set_rows(versions.rows, versions.chosen)
        self.list.setFixedHeight(min(self.list.content_height() + 2, max(self.height() // 3, 90)))
        self.summary.setText(versions.summary)
        self.back.setEnabled(versions.can_put_back)
        if versions.pieces != self._pieces:
            self._pieces = versions.pieces
            self._write(versions.pieces)

    def focus_first(self) -> None:
        """The list takes the keys."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, pieces: tuple[Piece, ...]) -> None:
        self.words.clear()
        cursor = self.words.textCursor()
        first = 0
        for piece in pieces:
            first = first or (cursor.position() if piece.kind != SAME else 0)
            cursor.insertText(piece.words, _look(piece.kind))
        self.words.moveCursor(QTextCursor.MoveOperation.End)
        cursor.setPosition(first)
        self.words.setTextCursor(cursor)
        self.words.setAccessibleDescription(self.summary.text())


def _look(kind: str) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(colour("ink"))
    if kind == GONE:
        look.setFontStrikeOut(True)
        look.setForeground(colour("stopink"))
        look.setBackground(colour("stoptint"))
    elif kind == NEW:
        look.setFontUnderline(True)
        look.setForeground(colour("done"))
        look.setBackground(colour("donetint"))
    return look
