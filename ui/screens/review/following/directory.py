"""The practice's directory of local services: looked up and put right here, and how it is taken up."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pharmreview.domain.caseload.offered import LocalService
from pharmreview.domain.review.together.uptake import Uptake
from ui.forms.editors.editor import FormContext
from ui.screens.review.following.signposting import about
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.fields.text_field import TextField
from ui.widgets.marks.label import Label, Rule
from ui.widgets.panels.captioned import Captioned
from ui.widgets.panels.card import Card, empty_out

_FIELDS = (
    ("name", "&Name", "What it is called here"),
    ("how", "&How to refer or join", "Self-refer online; form on the desktop"),
    ("phone", "&Phone", ""),
    ("reach", "Getting &there", "Bus 12; level access; by phone"),
)


class ServiceEditor(QWidget):
    """One service of the directory, new or being put right."""

    keep_wanted = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._before: LocalService | None = None
        self.kind = DropDown("Kind of service", prompt="Choose a kind")
        self.fields: dict[str, TextField] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.addWidget(Captioned("&Kind", self.kind), 0, 0)
        for place, (part, label, hint) in enumerate(_FIELDS, start=1):
            field = TextField(label.replace("&", ""), placeholder=hint)
            self.fields[part] = field
            grid.addWidget(Captioned(label, field), place // 2, place % 2)
        self.keep = Button("Keep, looked at today", small=True)
        self.keep.clicked.connect(self._keep)
        self.cancel = Button("Not now", Kind.QUIET, small=True)
        self.cancel.clicked.connect(self.left)
        ways = QHBoxLayout()
        for button in (self.keep, self.cancel):
            ways.addWidget(button)
        ways.addStretch(1)
        grid.addLayout(ways, 3, 0, 1, 2)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        for field in self.fields.values():
            field.returnPressed.connect(self._keep)

    def show_service(self, service: LocalService | None, kinds: list[tuple[str, str]]) -> None:
        """Begin with this service, or with none."""
        self._before = service
        self.kind.set_options(kinds)
        self.kind.set_value(service.kind if service else None)
        for part, field in self.fields.items():
            field.set_value(getattr(service, part) if service else "")
        self.kind.setFocus() if service is None else self.fields["name"].setFocus()

    def _keep(self) -> None:
        typed = {part: field.value().strip() for part, field in self.fields.items()}
        service = LocalService(
            id=self._before.id if self._before else "",
            kind=self.kind.value() or "",
            name=typed["name"],
            how=typed["how"],
            phone=typed["phone"],
            reach=typed["reach"],
        )
        self.keep_wanted.emit(service)


class DirectoryCard(Card):
    """Every local service, with how it was taken up by everyone in the store."""

    keep_wanted = Signal(object)
    drop_wanted = Signal(str)
    count_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("Local services", subtitle="the practice's own directory, for everyone")
        self._services: tuple[LocalService, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._kinds: list[tuple[str, str]] = []
        self.add_button = Button("Add a service", Kind.QUIET, icon="plus", small=True)
        self.add_button.clicked.connect(lambda: self.edit(None))
        self.count = Button("Count uptake", Kind.QUIET, small=True)
        self.count.setToolTip(
            "How many people were offered each, took it up and finished, over everyone here"
        )
        self.count.clicked.connect(self.count_wanted)
        self.add_beside_title(self.count)
        self.add_beside_title(self.add_button)
        self.problem = Label("", Role.TABLE, "stop", wrap=True)
        self.problem.hide()
        self.editor = ServiceEditor()
        self.editor.keep_wanted.connect(self.keep_wanted)
        self.editor.left.connect(self._close)
        self.editor.hide()
        self.rows: dict[str, Button] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.add(self.editor)
        self.add(self.problem)
        self.body.addLayout(self._list)

    def show_services(
        self, services: tuple[LocalService, ...], uptake: tuple[Uptake, ...], context: FormContext
    ) -> None:
        """Show the directory as the store has it."""
        if (services, uptake) == self._shown:
            return
        if services != self._services:
            self._close()
        self._shown, self._services = (services, uptake), services
        labels = {o.code: o.label for o in context.lists["referrals"].options}
        self._kinds = list(labels.items())
        self.count.setVisible(bool(services))
        empty_out(self._list)
        self.rows = {}
        if not services:
            hint = "Nothing is in the directory yet. What is added here is there for everyone."
            self._list.addWidget(Label(hint, Role.TABLE, "ink2", wrap=True))
        for service in services:
            taken = next((u for u in uptake if (u.kind, u.service) == (service.kind, service.name)), None)
            self._list.addWidget(Rule())
            self._list.addWidget(self._row(service, labels.get(service.kind, service.kind), taken))

    def edit(self, service: LocalService | None) -> None:
        """Put a service right, or add one."""
        self.problem.hide()
        self.editor.show()
        self.editor.show_service(service, self._kinds)

    def show_problem(self, what: str, remedy: str) -> None:
        """Say why a service could not be kept, beside what was typed; nothing clears it."""
        self.problem.setText(f"{what} {remedy}".strip())
        self.problem.setVisible(bool(what) and not self.editor.isHidden())

    def _close(self) -> None:
        had_keys = self.editor.isAncestorOf(self.focusWidget() or self)
        self.editor.hide()
        self.problem.hide()
        if had_keys:
            self.add_button.setFocus()

    def _row(self, service: LocalService, kind: str, taken: Uptake | None) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(Label(service.name, Role.TABLE, weight=SEMIBOLD, wrap=True))
        column.addWidget(Label(f"{kind}. {about(service)}", Role.LABEL, "ink2", wrap=True))
        if taken is not None:
            column.addWidget(Label(uptake_words(taken), Role.LABEL, "ink2", wrap=True))
        across.addLayout(column, 1)
        change = Button("Change", Kind.QUIET, small=True)
        change.setAccessibleName(f"Change {service.name}")
        change.clicked.connect(lambda: self.edit(service))
        drop = Button("Take out", Kind.QUIET, small=True)
        drop.setAccessibleName(f"Take {service.name} out of the directory")
        drop.clicked.connect(lambda: self.drop_wanted.emit(service.id))
        across.addWidget(change)
        across.addWidget(drop)
        self.rows[service.id] = change
        return row


def uptake_words(taken: Uptake) -> str:
    """How many people came how far, in words."""
    told = [f"{stage} {number}" for stage, number in taken.counts.items() if number]
    hard = f"; {taken.hard_to_reach} found it hard to get to" if taken.hard_to_reach else ""
    return f"People so far: {', '.join(told)}{hard}." if told else ""
