"""The people page: everyone who uses the store with what they may do, and a form to add somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pharmreview.domain.team.access import Access
from ui.screens.practice.team.model import TeamModel
from ui.screens.practice.team.row import MAY, MemberRow
from ui.theme.tokens import REGULAR, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.fields.text_field import SecretField, TextField
from ui.widgets.marks.label import Label, Rule
from ui.widgets.panels.captioned import Captioned
from ui.widgets.panels.card import Card, empty_out
from ui.widgets.panels.notice import Banner
from ui.widgets.panels.scroll import scrolls_down

if TYPE_CHECKING:
    from ui.screens.practice.team.model import Member, Props
    from ui.state.desk import Desk
    from ui.state.half_typed import HalfTyped

_MAY_DO = (
    "A reader looks. A reviewer reviews people and issues papers. A lead also keeps the practice's wording, "
    "its settings and its people."
)
_TWELVE = "At least 12 characters. A few ordinary words are easy to keep."


class TeamPage(QWidget):
    """Shows what the model says. A passphrase that was typed is forgotten on leaving."""

    status = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.model = TeamModel(desk, self)
        self.banner = Banner()
        self.rows: dict[str, MemberRow] = {}
        self._shown: tuple[Member, ...] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.name = TextField("Name")
        self.role = TextField("Role", placeholder="clinical pharmacist")
        self.access = SegmentedBar("What they may do", MAY, small=True)
        self.access.set_value(Access.REVIEWER.value)
        self.passphrase = SecretField("Passphrase")
        self.again = SecretField("Passphrase again")
        self.last = Captioned("Passphrase &again", self.again)
        self.add = Button("Add", Kind.FILLED, icon="plus", hint="Enter")
        self._form = Card("Add somebody", subtitle="they unlock with a passphrase of their own")
        self._lay_out()
        self.model.changed.connect(self.show_props)
        self.model.status.connect(self.status)
        self.model.added.connect(self._empty)
        self.add.clicked.connect(self._ask)
        for field in (self.name, self.role, self.passphrase, self.again):
            field.returnPressed.connect(self._ask)
        self._find_again(desk.half_typed)
        self.show_props(self.model.props)

    def _find_again(self, half_typed: HalfTyped) -> None:
        """Name and role are found again; a passphrase never is."""
        for place, field in (("team/name", self.name), ("team/role", self.role)):
            field.set_value(half_typed.words(place))
            field.textChanged.connect(lambda words, place=place: half_typed.write(place, words))

    def focus_first(self) -> None:
        """The name of somebody to add; where nobody may be added, the keys stay where they are."""
        if self._form.isVisibleTo(self):
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget_secrets(self) -> None:
        """Forget every passphrase typed here."""
        self.passphrase.clear()
        self.again.clear()

    def show_props(self, props: Props) -> None:
        """Show what the model says."""
        self._form.setVisible(not props.why_not)
        if props.problem is not None:
            self.banner.show_problem(*props.problem)
        elif props.why_not:
            self.banner.say(props.why_not, "You may see who uses this store.")
        else:
            self.banner.clear()
        self.last.set_problem(props.add_problem)
        if props.members != self._shown or props.problem is not None:
            self._fill(props)

    def _fill(self, props: Props) -> None:
        self._shown = props.members
        empty_out(self._list)
        self.rows = {}
        for member in props.members:
            row = MemberRow(member, may_change=not props.why_not)
            row.changed.connect(lambda access, of=member.id: self.model.change(of, access))
            self.rows[member.id] = row
            self._list.addWidget(row)
            self._list.addWidget(Rule())

    def _ask(self) -> None:
        access = Access(self.access.value() or Access.REVIEWER.value)
        typed = self.passphrase.value(), self.again.value()
        self.model.add(self.name.value(), self.role.value(), access, *typed)

    def _empty(self) -> None:
        self.name.set_value("")
        self.role.set_value("")
        self.forget_secrets()
        self.name.setFocus()

    def _lay_out(self) -> None:
        people = Card("People who use this store")
        people.add(Label(_MAY_DO, Role.BODY, "ink2", weight=REGULAR, wrap=True))
        people.body.addLayout(self._list)
        people.body.addStretch(1)
        for captioned in (
            Captioned("&Name", self.name, help_line="As papers and records will show it."),
            Captioned("&Role", self.role),
            Captioned("&What they may do", self.access),
            Captioned("&Passphrase", self.passphrase, help_line=_TWELVE),
            self.last,
        ):
            self._form.add(captioned)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        self._form.body.addLayout(row)
        self._form.body.addStretch(1)
        inside = QWidget()
        inside.setObjectName("scrollBody")
        sides = QHBoxLayout(inside)
        sides.setContentsMargins(14, 10, 14, 10)
        sides.setSpacing(12)
        sides.addWidget(people, 6)
        sides.addWidget(self._form, 5)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.banner)
        whole.addWidget(scrolls_down(inside), 1)
