"""The change of product over the builder: choose, explain, confirm. Esc leaves the draft as it is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.screens.taper.switching.offered import OFFERED, Offer
from ui.theme.active import current_theme
from ui.theme.tokens import REGULAR, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.choices.tick_row import TickRow
from ui.widgets.marks.label import Label
from ui.widgets.panels.captioned import Captioned

_WIDTH = 460
_NO_OTHER = "No other product of this medicine makes that step smaller. Say why it is right, or aim higher."


class SwitchDialog(QDialog):
    """Tells the place of the change that was confirmed, or that the one in the draft is taken out."""

    confirmed = Signal(int)
    taken_out = Signal()

    def __init__(self, offers: Sequence[Offer], agreed: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("PharmReview")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._offers = tuple(offers)
        self.choice = DropDown("Change to", [(str(at), o.title) for at, o in enumerate(offers)])
        self.words = Label("", Role.TABLE, weight=REGULAR, wrap=True)
        self.tick = TickRow("Explained, and agreed with the person", role=Role.TABLE)
        self.change = Button("Change the product there", Kind.FILLED)
        self.leave = Button("Close", hint="Esc")
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(Label(OFFERED if not agreed else "Change of product", Role.SECTION))
        if self._offers and not agreed:
            column.addWidget(Captioned("C&hange to", self.choice))
        column.addWidget(self.words)
        if self._offers and not agreed:
            column.addWidget(self.tick)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.change)
        row.addWidget(self.leave)
        row.addStretch(1)
        column.addLayout(row)
        self._connect(agreed)
        theme = current_theme()
        self.resize(min(theme.px(_WIDTH), parent.width() - 20), self.sizeHint().height())

    def _connect(self, agreed: str) -> None:
        self.leave.clicked.connect(self.close)
        if agreed:
            self.words.setText(agreed)
            self.change.set_words("Keep the first product")
            self.change.clicked.connect(self._take_out)
            self.change.setFocus()
            return
        self.change.setVisible(bool(self._offers))
        self.choice.chosen.connect(lambda _id: self._say())
        self.tick.toggled.connect(self.change.setEnabled)
        self.change.clicked.connect(self._confirm)
        if not self._offers:
            self.words.setText(_NO_OTHER)
            self.leave.setFocus()
            return
        self.choice.set_value("0")
        self.change.setEnabled(False)
        self._say()
        self.choice.setFocus()

    def _say(self) -> None:
        self.words.setText(self._offers[int(self.choice.value() or 0)].words)

    def _confirm(self) -> None:
        self.confirmed.emit(int(self.choice.value() or 0))
        self.close()

    def _take_out(self) -> None:
        self.taken_out.emit()
        self.close()
