"""The practice's directory of local services: looked up and put right here, and how it is taken up."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pharmreview.domain.caseload.offered import LocalService
from pharmreview.domain.review.together.uptake import Uptake
from ui.forms.editors.editor import FormContext
from ui.screens.review.following.signposting import about
from ui.state.half_typed import HalfTyped
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.fields.text_field import TextField
from ui.widgets.marks.label import Label, Rule
from ui.widgets.panels.captioned import Captioned
from ui.widgets.panels.card import Card, empty_out

_PLACE, _NEW = "service/", "new"
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
    typed = Signal(str, str)
    """A part of the service, and what was typed or chosen for it."""

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
            field.typed.connect(lambda *_, part=part, field=field: self.typed.emit(part, field.value()))
        self.kind.chosen.connect(lambda code: self.typed.emit("kind", code))
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

    def show_service(
        self, service: LocalService | None, kinds: list[tuple[str, str]], half: Mapping[str, str]
    ) -> None:
        """Begin with this service, or with none, and with what was half typed of it."""
        self._before = service
        self.kind.set_options(kinds)
        self.kind.set_value(half.get("kind") or (service.kind if service else None))
        for part, field in self.fields.items():
            field.set_value(half.get(part) or (getattr(service, part) if service else ""))

    def focus_first(self) -> None:
        """The kind of a new service, the name of one that is there."""
        service = self._before
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
        self.problem = Label("", Role.TABLE, "stop", wrap=True)
        self.problem.hide()
        self.editor = ServiceEditor()
        self._half_typed: HalfTyped | None = None
        self._editing = ""
        """The id of the service being put right, or of none that is there yet."""
        self.editor.keep_wanted.connect(self.keep_wanted)
        self.editor.typed.connect(self._leave_half)
        self.editor.left.connect(self._think_better)
        self.editor.hide()
        self.rows: dict[str, Button] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        ways = QHBoxLayout()
        for button in (self.add_button, self.count):
            ways.addWidget(button)
        ways.addStretch(1)
        self.body.addLayout(ways)
        self.add(self.editor)
        self.add(self.problem)
        self.body.addLayout(self._list)

    def show_services(
        self, services: tuple[LocalService, ...], uptake: tuple[Uptake, ...], context: FormContext
    ) -> None:
        """Show the directory as the store has it."""
        if (services, uptake) == self._shown:
            return
        if services != self._services and self._is_kept(services):
            self._think_better()
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

        self._open_again()

    def find_again(self, half_typed: HalfTyped) -> None:
        """Open again on what was half typed, as soon as the store has told it."""
        self._half_typed = half_typed
        half_typed.read.connect(self._open_again)
        self._open_again()

    def edit(self, service: LocalService | None) -> None:
        """Put a service right, or add one."""
        self._open(service)
        self.editor.focus_first()

    def _open(self, service: LocalService | None) -> None:
        self._editing = service.id if service else _NEW
        held = self._half_typed
        parts = ("kind", *self.editor.fields)
        half = {part: held.words(self._place(part)) for part in parts} if held is not None else {}
        self.problem.hide()
        self.editor.show()
        self.editor.show_service(service, self._kinds, half)

    def _open_again(self) -> None:
        """Open on what was half typed, where anything was and nothing is open."""
        held = self._half_typed
        if held is None or not self._kinds or not self.editor.isHidden():
            return
        for service in (None, *self._services):
            id_ = service.id if service else _NEW
            if any(held.words(f"{_PLACE}{id_}/{part}") for part in ("kind", *self.editor.fields)):
                self._open(service)
                return

    def _place(self, part: str) -> str:
        return f"{_PLACE}{self._editing}/{part}"

    def _leave_half(self, part: str, words: str) -> None:
        if self._half_typed is not None:
            self._half_typed.write(self._place(part), words)

    def _think_better(self) -> None:
        """It was kept, or is not wanted: nothing half typed stays."""
        if self._half_typed is not None and self._editing:
            self._half_typed.forget(f"{_PLACE}{self._editing}/")
        self._close()

    def _is_kept(self, services: tuple[LocalService, ...]) -> bool:
        """Whether what is in the editor stands in the directory now."""
        name = " ".join(self.editor.fields["name"].value().split()).casefold()
        return bool(self._editing) and any(service.name.casefold() == name for service in services)

    def show_problem(self, what: str, remedy: str) -> None:
        """Say why a service could not be kept, beside what was typed; nothing clears it."""
        self.problem.setText(f"{what} {remedy}".strip())
        self.problem.setVisible(bool(what) and not self.editor.isHidden())

    def _close(self) -> None:
        self._editing = ""
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
