"""The header of a step: its title, and what can be done."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.forms.editors.editor import named
from ui.screens.review.props import Props
from ui.theme.tokens import Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.marks.label import Label


class Header(QWidget):
    """The step's title, and what can be done. It gives up its keys, then its long words, when narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label("", Role.PAGE_TITLE)
        self.subtitle = Label("", Role.BODY, "ink2")
        self.risk = Button("Safety and risk", icon="shield", hint="F7")
        self.risk.setToolTip("Safety and risk (F7)")
        self.skip = Button("Skip, come back")
        self.skip.setToolTip("Skip, come back (Ctrl+Shift+K)")
        self.onward = Button("Next", Kind.FILLED)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addSpacing(2)
        row.addWidget(self.subtitle)
        row.addStretch(1)
        self.buttons = (self.risk, self.skip, self.onward)
        for button in self.buttons:
            row.addWidget(button)
        self._words: tuple[str, str] = ("", "")
        self._keys = ""

    def show_props(self, props: Props) -> None:
        """Show a step's title and where it leads."""
        self.title.setText(props.step.title)
        self.subtitle.setText(named(props.step.purpose, props.name))
        last = not props.next_step[0]
        self._words = ("Finish review", "Finish") if last else (f"Next: {props.next_step[1]}", "Next")
        self.onward.setToolTip(f"{self._words[0]} ({'Ctrl+Shift+F' if last else 'Ctrl+PgDown'})")
        self.skip.set_words("Take up again" if props.skipped else "Skip, come back")
        leads_itself = props.step.id == "decide"
        self.onward.setVisible(not leads_itself)
        self.onward.set_kind(Kind.OUTLINE if props.step.id == "taper" else Kind.FILLED)
        self.onward.setEnabled(not props.keeping)
        self._keys = "Ctrl+Shift+F" if last else "Ctrl+PgDn"
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Fit the words to the width there is."""
        for hint, place in ((True, 0), (False, 0), (False, 1)):
            self.risk.set_hint("F7" if hint else "")
            self.onward.set_hint(self._keys if hint else "")
            self.onward.set_words(self._words[place])
            needed = self.title.sizeHint().width() + 40
            needed += sum(b.sizeHint().width() + 8 for b in self.buttons if not b.isHidden())
            if needed <= self.width():
                break
        self.subtitle.setVisible(needed + self.subtitle.sizeHint().width() + 12 <= self.width())
