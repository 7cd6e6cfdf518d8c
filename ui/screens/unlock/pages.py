"""The pages of the door: unlock, make a store, use the recovery sheet, keep the recovery code."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.tokens import BOLD, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.choices.tick_row import TickRow
from ui.widgets.fields.text_field import SecretField, TextField
from ui.widgets.marks.label import Label
from ui.widgets.panels.captioned import Captioned

if TYPE_CHECKING:
    from collections.abc import Sequence


class Page(QWidget):
    """A heading, fields, one filled button. A problem is said under the last field."""

    def __init__(self, title: str, subtitle: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(Label(title, Role.PATIENT_GOAL, weight=BOLD))
        self.column.addWidget(Label(subtitle, Role.BODY, "ink2", wrap=True))
        self._last: Captioned | None = None
        self._go: Button | None = None

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
        """Say what is wrong, or nothing."""
        if self._last is not None:
            self._last.set_problem(problem)

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
        super().__init__("Unlock", "Choose your name and type your passphrase.", parent)
        self.who = DropDown("Who is unlocking")
        self.passphrase = SecretField("Passphrase")
        self.add_field("&Who is unlocking", self.who)
        self.add_field("&Passphrase", self.passphrase)
        sheet = Button("Use the recovery sheet", Kind.QUIET)
        sheet.clicked.connect(self.recovery_wanted)
        self.add_go("Unlock", sheet).clicked.connect(self._try)
        self.passphrase.returnPressed.connect(self._try)

    def show_users(self, users: Sequence[tuple[str, str]]) -> None:
        """Offer these names; the first is chosen until another is."""
        kept = self.who.value()
        self.who.set_options(list(users))
        ids = [user for user, _ in users]
        if ids:
            self.who.set_value(kept if kept in ids else ids[0])

    def show_problem(self, problem: str) -> None:
        """Say it, and mark what was typed so that typing replaces it."""
        super().show_problem(problem)
        if problem:
            self.passphrase.selectAll()

    def clear(self) -> None:
        """Forget the passphrase."""
        self.passphrase.clear()

    def _try(self) -> None:
        if self._go is not None and self._go.isEnabled():
            self.tried.emit(self.who.value() or "", self.passphrase.value())


class MakePage(Page):
    """The first run: a name, a role, a passphrase twice."""

    asked: ClassVar[Signal] = Signal(str, str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Make your store",
            "Everything is kept in one encrypted store on this computer. Only your passphrase opens it.",
            parent,
        )
        self.name = TextField("Your name")
        self.role = TextField("Your role", placeholder="clinical pharmacist")
        self.passphrase = SecretField("Passphrase")
        self.again = SecretField("Passphrase again")
        self.add_field("Your &name", self.name)
        self.add_field("Your &role", self.role)
        self.add_field(
            "&Passphrase", self.passphrase, "At least 12 characters. A few ordinary words are easy to keep."
        )
        self.add_field("Passphrase &again", self.again)
        self.add_go("Make the store").clicked.connect(self._ask)
        self.again.returnPressed.connect(self._ask)

    def focus_first(self) -> None:
        """Go to the name."""
        self.name.setFocus()

    def _ask(self) -> None:
        if self._go is not None and self._go.isEnabled():
            self.asked.emit(self.name.value(), self.role.value(), self.passphrase.value(), self.again.value())


class RecoverPage(Page):
    """The printed code, and a new passphrase."""

    asked: ClassVar[Signal] = Signal(str, str, str, str)
    back_wanted: ClassVar[Signal] = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Use the recovery sheet", "Type the code from the sheet, then a new passphrase.", parent
        )
        self.who = DropDown("Who is unlocking")
        self.code = TextField("Recovery code")
        self.passphrase = SecretField("New passphrase")
        self.again = SecretField("New passphrase again")
        self.add_field("&Who is unlocking", self.who)
        self.add_field("Recovery &code", self.code)
        self.add_field("New &passphrase", self.passphrase, "At least 12 characters.")
        self.add_field("New passphrase &again", self.again)
        back = Button("Back", Kind.QUIET)
        back.clicked.connect(self.back_wanted)
        self.add_go("Unlock", back).clicked.connect(self._ask)
        self.again.returnPressed.connect(self._ask)

    def show_users(self, users: Sequence[tuple[str, str]]) -> None:
        """Offer these names."""
        kept = self.who.value()
        self.who.set_options(list(users))
        ids = [user for user, _ in users]
        if ids:
            self.who.set_value(kept if kept in ids else ids[0])

    def focus_first(self) -> None:
        """Go to the code."""
        self.code.setFocus()

    def _ask(self) -> None:
        if self._go is not None and self._go.isEnabled():
            self.asked.emit(
                self.who.value() or "", self.code.value(), self.passphrase.value(), self.again.value()
            )


class CodePage(Page):
    """The recovery code, shown once."""

    kept: ClassVar[Signal] = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Your recovery code",
            "Write it down or print it, and keep it away from this computer. It is shown only now. "
            "With it the store can be opened if every passphrase is lost.",
            parent,
        )
        self.code = Label("", Role.PATIENT_BODY, weight=BOLD, wrap=True)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.done = TickRow("I have printed it or written it down")
        self.column.addWidget(self.code)
        self.column.addWidget(self.done)
        go = self.add_go("Go on", hint="")
        go.clicked.connect(self._go_on)
        self.done.toggled.connect(lambda _on: self.set_ready(ready=True))

    def show_code(self, code: str) -> None:
        """Show the code."""
        self.code.setText(code)
        self.code.setAccessibleName(f"Recovery code {code}")

    def set_ready(self, *, ready: bool) -> None:
        """Only once it is on paper."""
        super().set_ready(ready=ready and self.done.isChecked())

    def focus_first(self) -> None:
        """Go to the tick."""
        self.done.setFocus()

    def _go_on(self) -> None:
        self.done.setChecked(False)
        self.kept.emit()
