"""An unread line of the chosen person put right, with the editor that the import has."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal

from ui.forms.repair.editor import RepairEditor
from ui.forms.repair.half import HalfRepair
from ui.forms.repair.props import Broken, Draft, RepairProps, derive, first_draft
from ui.screens.people.side.drawer import Drawer

if TYPE_CHECKING:
    from collections.abc import Callable

    from pharmreview.domain.lines.line import Line, UnreadLine
    from pharmreview.domain.lines.row import ExportRow
    from pharmreview.domain.ome.factor import FactorTable
    from ui.state.half_typed import HalfTyped


class RepairDrawer(Drawer):
    """`kept` tells the UnreadLine and the Draft of what it means, once it reads and says how it is known."""

    kept: ClassVar[Signal] = Signal(object, object)

    def __init__(self) -> None:
        super().__init__("Keep")
        self.editor = RepairEditor()
        self._line: UnreadLine | None = None
        self._derive: Callable[[Draft], RepairProps] | None = None
        self._props: RepairProps | None = None
        self._half: HalfRepair | None = None
        self.submit.hide()
        self.leave.hide()
        self.foot.insertWidget(0, self.editor.foot, 100)
        self.body.addWidget(self.editor)
        self.end_body()
        self.editor.drafted.connect(self._draft)
        self.editor.kept.connect(self._keep)
        self.editor.left.connect(self.left)
        self.wanted.connect(self._keep)

    def begin(self, line: UnreadLine, read: Callable[[ExportRow], Line], factors: FactorTable) -> None:
        """Open the editor on a line, by the reader and the table in use."""
        broken = Broken(
            key=str(line.row.row),
            name=line.row.name,
            directions=line.row.directions,
            why=line.why,
            candidates=line.candidates,
            name_reads=line.product is not None,
        )
        self._line, self._half = line, None
        self._derive = lambda draft: derive(broken, draft, read, factors)
        self.set_title("Put this line right")
        self.set_problem("")
        self._draft(first_draft(broken))

    def find_again(self, half_typed: HalfTyped, where: str) -> None:
        self._half = HalfRepair(half_typed, where)
        found = self._half.draft()
        if found is not None:
            self._draft(found)

    def _draft(self, draft: Draft) -> None:
        if self._half is not None:
            self._half.leave(draft)
        if self._derive is not None:
            self._props = self._derive(draft)
            self.editor.show_props(self._props)

    def _keep(self) -> None:
        if self._props is None or not self._props.ready:
            self.set_problem(self._props.wanting if self._props else "")
            return
        self.kept.emit(self._line, self._props.draft)
