"""The pages seen once or rarely: make a store, the recovery sheet, the code, a store that is shut."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal

from ui.screens.unlock.pages import Page, offer
from ui.theme.tokens import BOLD, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.choices.tick_row import TickRow
from ui.widgets.fields.text_field import SecretField, TextField
from ui.widgets.marks.label import Label
from ui.widgets.panels.notice import Notice, Tone

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.screens.unlock.view_model import Props


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

    def show_props(self, props: Props) -> None:
        """Show who may unlock."""
        offer(self.who, props.users)
        super().show_props(props)

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
        self.go = self.add_go("Go on", hint="")
        self.go.clicked.connect(self._go_on)
        self.done.toggled.connect(lambda _on: self.set_ready(ready=True))

    def show_props(self, props: Props) -> None:
        """Show the code."""
        self.code.setText(props.recovery_code)
        self.code.setAccessibleName(f"Recovery code {props.recovery_code}")
        super().show_props(props)

    def clear(self) -> None:
        """Forget the code."""
        self.code.clear()
        self.code.setAccessibleName("")

    def set_ready(self, *, ready: bool) -> None:
        """Only once it is on paper."""
        super().set_ready(ready=ready and self.done.isChecked())

    def focus_first(self) -> None:
        """Go to the tick."""
        self.done.setFocus()

    def _go_on(self) -> None:
        self.done.setChecked(False)
        self.kept.emit()


class ShutPage(Page):
    """A store that nobody can be asked to unlock: what is wrong, and how to mend it."""

    look_wanted: ClassVar[Signal] = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("The store cannot be opened", "Nothing has been changed.", parent)
        self.notice = Notice("", tone=Tone.STOP)
        self.column.addWidget(self.notice)
        self.look = self.add_go("Look again")
        self.look.clicked.connect(self.look_wanted)

    def show_props(self, props: Props) -> None:
        """Say what is wrong and how to mend it."""
        self.notice.set_words(*props.shut)

    def focus_first(self) -> None:
        """Go to the button."""
        self.look.setFocus()
