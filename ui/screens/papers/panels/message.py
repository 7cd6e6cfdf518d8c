"""A text message as a phone shows it, with what it takes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.screens.papers.offered.shown import Message
from ui.theme.active import current_theme
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.flow import FlowLayout
from ui.widgets.marks.label import Label
from ui.widgets.panels.captioned import SignMark
from ui.widgets.panels.card import Card, empty_out
from ui.widgets.panels.notice import Notice, Tone
from ui.widgets.panels.scroll import scrolls_down

_WIDE = 460


class MessagePanel(QWidget):
    """Hidden unless a text is shown. `send_wanted` asks for it to be kept and copied."""

    send_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.costly = Notice("", tone=Tone.CAUTION)
        self.count = Label("", Role.TABLE, weight=SEMIBOLD)
        self.to = Label("", Role.LABEL, "ink2", wrap=True)
        self.words = Label("", Role.BODY, weight=REGULAR, wrap=True)
        self.words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words.setAccessibleName("Text message")
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.send = Button("Keep and copy to send", Kind.OUTLINE, icon="copy", hint="Ctrl+Shift+M")
        self.send.clicked.connect(self.send_wanted)
        self._about = QWidget()
        self._facts = FlowLayout(self._about)
        self._lay_out()
        self.hide()

    def show_message(self, message: Message | None) -> None:
        """Show a text, or nothing."""
        self.setVisible(message is not None)
        if message is None:
            return
        self.words.setText(message.text)
        self.words.setAccessibleDescription(message.text)
        self.count.setText(message.count)
        self.count.set_tone("ink" if message.fits else "cautionink")
        self.to.setText(f"To {message.to}" if message.to else "")
        self.to.setVisible(bool(self.to.text()))
        self.count.setVisible(bool(message.count))
        self._about.setVisible(bool(message.facts))
        self.costly.setVisible(bool(message.costly))
        self.costly.set_words("Letters that cost more", "\n".join(message.costly))
        self.send.setVisible(not message.kept)
        empty_out(self._facts)
        for words, good in message.facts:
            self._facts.addWidget(_fact(words, good=good))

    def _lay_out(self) -> None:
        phone = Card()
        head = QHBoxLayout()
        head.addWidget(self.to, 1)
        head.addStretch(0)
        head.addWidget(self.count)
        phone.body.addLayout(head)
        bubble = Card(frame="note")
        bubble.add(self.words)
        phone.add(bubble)
        phone.add(self._about)
        row = QHBoxLayout()
        row.addWidget(self.send)
        row.addStretch(1)
        phone.body.addLayout(row)
        inside = QWidget()
        inside.setObjectName("scrollBody")
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        for part in (phone, self.costly):
            part.setMaximumWidth(current_theme().px(_WIDE))
            column.addWidget(part)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolls_down(inside))


def _fact(words: str, *, good: bool) -> QWidget:
    """A short fact with its sign."""
    told = QWidget()
    row = QHBoxLayout(told)
    row.setContentsMargins(0, 0, 8, 0)
    row.setSpacing(6)
    row.addWidget(SignMark("tick" if good else "warning", "done" if good else "cautionline", 14))
    row.addWidget(Label(words, Role.LABEL, "done" if good else "cautionink"))
    return told
