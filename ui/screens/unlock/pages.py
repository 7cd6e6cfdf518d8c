"""A page of the door, and the one most often seen: who, and the passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.screens.unlock.caps_lock import watch_caps_lock
from ui.theme.tokens import BOLD, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.fields.text_field import SecretField
from ui.widgets.marks.label import Label
from ui.widgets.panels.captioned import Captioned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.screens.unlock.view_model import Props


CHOOSE = "Choose your name and type your passphrase."


class Page(QWidget):
    """A heading, fields, one filled button. A problem is said under the last field."""

    def __init__(self, title: str, subtitle: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self._subtitle = Label(subtitle, Role.BODY, "ink2", wrap=True)
        heading = QVBoxLayout()
        heading.setSpacing(2)
        heading.addWidget(Label(title, Role.PATIENT_GOAL, weight=BOLD))
        heading.addWidget(self._subtitle)
        self.column.addLayout(heading)
        self._last: Captioned | None = None
        self._go: Button | None = None

    def set_subtitle(self, words: str) -> None:
        """Change the quiet words under the heading."""
        self._subtitle.setText(words)

    def add_under_title(self, widget: QWidget) -> None:
        """Put something between the heading and the fields."""
        self.column.insertWidget(1, widget)

    def foot(self) -> QWidget:
        """The last thing on the page: its button."""
        return self if self._go is None else self._go

    def add_field(self, label: str, control: QWidget, help_line: str = "") -> None:
        """Put a field at the foot; problems are said under the last one."""
        self._last = Captioned(label, control, help_line=help_line)
        self.column.addWidget(self._last)

    def add_go(self, words: str, *others: Button, hint: str = "Enter") -> Button:
        """Put the filled button at the foot, with quiet ones beside it."""
        self._go = Button(words, Kind.FILLED, hint=hint)
        self._go.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._go)
        for other in others:
            row.addWidget(other)
        row.addStretch(1)
        self.column.addLayout(row)
        return self._go

    def show_problem(self, problem: str) -> None:
        """Say what is wrong under the last field, or nothing."""
        if self._last is not None:
            self._last.set_problem(problem)

    def show_props(self, props: Props) -> None:
        """Show what the model says: what every page has in common."""
        self.show_problem(props.problem)
        self.set_ready(ready=props.ready)

    def clear(self) -> None:
        """Forget every passphrase and code typed here."""
        for field in self.findChildren(QLineEdit):
            field.clear()

    def set_ready(self, *, ready: bool) -> None:
        """Let the button be pressed, or not."""
        if self._go is not None:
            self._go.setEnabled(ready)

    def focus_first(self) -> None:
        """Go to the first thing to type."""
        if self._last is not None:
            self._last.control.setFocus()


class UnlockPage(Page):
    """Who, and the passphrase."""

    tried: ClassVar[Signal] = Signal(str, str)
    recovery_wanted: ClassVar[Signal] = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Unlock", CHOOSE, parent)
        self.who = DropDown("Who is unlocking")
        self.passphrase = SecretField("Passphrase")
        self.add_field("&Who is unlocking", self.who)
        self.add_field("&Passphrase", self.passphrase)
        watch_caps_lock(self)
        sheet = Button("Use the recovery sheet", Kind.QUIET)
        sheet.clicked.connect(self.recovery_wanted)
        self.add_go("Unlock", sheet).clicked.connect(self._try)
        self.passphrase.returnPressed.connect(self._try)

    def show_props(self, props: Props) -> None:
        """Show who may unlock; the first is chosen until another is."""
        offer(self.who, props.users)
        super().show_props(props)

    def show_caps_lock(self, *, on: bool) -> None:
        """Say that Caps Lock is on, where the help of the passphrase stands."""
        if self._last is not None:
            self._last.set_help("Caps Lock is on" if on else "")

    def show_problem(self, problem: str) -> None:
        """Say it, and mark what was typed so that typing replaces it."""
        super().show_problem(problem)
        if problem:
            self.passphrase.selectAll()

    def _try(self) -> None:
        if self._go is not None and self._go.isEnabled():
            self.tried.emit(self.who.value() or "", self.passphrase.value())


def offer(who: DropDown, users: Sequence[tuple[str, str]]) -> None:
    """Offer these names, keeping the one chosen; the first until one is."""
    kept = who.value()
    ids = [user for user, _ in users]
    who.set_options(users)
    if ids:
        who.set_value(kept if kept in ids else ids[0])
