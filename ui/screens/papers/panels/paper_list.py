"""The list at the left: what fits, or every paper while one is looked for, then what was issued before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.screens.papers.offered.rows import Section
from ui.screens.papers.panels.paper_row import LEFT, PaperRow
from ui.screens.papers.props import Props
from ui.theme.tokens import REGULAR, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.fields.text_field import TextField
from ui.widgets.marks.label import Label, Rule
from ui.widgets.panels.card import Card, empty_out
from ui.widgets.panels.scroll import scrolls_down


class PaperList(Card):
    """Both lists. `chosen`, `ticked`, `entered` and `issued_wanted` tell a row's id; `sought` what is looked
    for among every paper, or None."""

    chosen = Signal(str)
    ticked = Signal(str)
    entered = Signal(str)
    issued_wanted = Signal(str)
    sought = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        own = self.layout()
        if own is not None:
            own.setContentsMargins(1, 0, 1, 1)
        self.rows: list[PaperRow] = []
        self.issued: list[PaperRow] = []
        self._headings: tuple[str, ...] = ()
        self.find_box = TextField("Find a paper", placeholder="Find any paper", icon="search", hint="Ctrl+F")
        self.find_box.typed.connect(lambda *_: self.sought.emit(self.find_box.value()))
        self._inside = QWidget()
        self._inside.setObjectName("scrollBody")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._now, self._before = QVBoxLayout(), QVBoxLayout()
        self._before_title = self._heading("Issued papers")
        self.none = Label("No paper has these words in its name.", Role.LABEL, "ink2", wrap=True)
        self.none.setContentsMargins(LEFT, 10, 12, 10)
        self.more = Button("Every paper", Kind.QUIET, icon="chevron-down", small=True)
        self.more.clicked.connect(self.look_for_any)
        for part in (self._now, self._before):
            part.setSpacing(0)
        self.foot = Label("", Role.LABEL, "ink2", weight=REGULAR, wrap=True)
        self._rule = Rule()
        self._lay_out()

    def show_props(self, props: Props) -> None:
        """Show the papers as they stand; rows that are still there keep the keys."""
        self.rows = self._fill(self._now, self.rows, props.sections, boxed=True)
        before = (Section("", props.issued),) if props.issued else ()
        self.issued = self._fill(self._before, self.issued, before, boxed=False)
        self._stop_once()
        self.none.setVisible(props.finding and not props.rows)
        self.more.setVisible(bool(props.rows) and not props.finding)
        self._before_title.setVisible(bool(props.issued))
        self.foot.setText(props.foot)
        if not props.finding and self.find_box.value():
            self.find_box.set_value("")

    def set_foot_shown(self, *, shown: bool) -> None:
        """The words at the foot give way on a small window, unless they say what to do."""
        self._rule.setVisible(shown)
        self.foot.setVisible(shown)

    def look_for_any(self) -> None:
        """Show every paper, and put the keys where words narrow them down."""
        self.find_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.sought.emit(self.find_box.value())
        self.find_box.selectAll()

    def focus_first(self) -> None:
        """The row that is shown takes the keys."""
        every = [*self.rows, *self.issued]
        for row in [r for r in every if r.row.chosen] or every[:1]:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_found(self) -> None:
        """The first row under the box takes the keys."""
        if self.rows:
            self.rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop_once(self) -> None:
        """Tab stops at the row that is shown, and goes on to what belongs to it; arrows go down the list."""
        every = [*self.rows, *self.issued]
        stop = next((row for row in every if row.row.chosen), every[0] if every else None)
        for row in every:
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if row is stop else Qt.FocusPolicy.ClickFocus)

    def _fill(
        self, place: QVBoxLayout, shown: list[PaperRow], sections: tuple[Section, ...], *, boxed: bool
    ) -> list[PaperRow]:
        rows = [row for section in sections for row in section.rows]
        headings = tuple(f"{section.title}/{len(section.rows)}" for section in sections)
        if [row.row.id for row in shown] == [row.id for row in rows] and (
            not boxed or headings == self._headings
        ):
            for widget, row in zip(shown, rows, strict=True):
                widget.show_row(row)
            return shown
        if boxed:
            self._headings = headings
        held = next((w.row.id for w in shown if w.hasFocus()), "")
        for widget in shown:
            widget.blockSignals(True)  # the keys pass over them as they go: nobody looked at them
        empty_out(place)
        made = []
        for section in sections:
            if section.title:
                place.addWidget(self._heading(section.title))
            for row in section.rows:
                made.append(PaperRow(row, boxed=boxed))
                self._wire(made[-1], boxed=boxed)
                place.addWidget(made[-1])
        for widget in made:
            if held and widget.row.id == held:
                widget.show()
                widget.setFocus(Qt.FocusReason.PopupFocusReason)  # the keys come back: nobody looked anew
        return made

    def _wire(self, row: PaperRow, *, boxed: bool) -> None:
        row.stepped.connect(lambda way: self._step(row, way))
        row.looked_at.connect(lambda: self._area.ensureWidgetVisible(row, 0, 8))
        if boxed:
            row.looked_at.connect(lambda: self.chosen.emit(row.row.id))
            row.wanted.connect(lambda: self.ticked.emit(row.row.id))
            row.entered.connect(lambda: self.entered.emit(row.row.id))
        else:
            row.entered.connect(lambda: self.issued_wanted.emit(row.row.id))

    def _step(self, row: PaperRow, way: int) -> None:
        every = [*self.rows, *self.issued]
        place = every.index(row) + way
        if 0 <= place < len(every):
            every[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._column.addLayout(self._now)
        self._column.addWidget(self.none)
        more = QHBoxLayout()
        more.setContentsMargins(LEFT - 6, 4, 8, 4)
        more.addWidget(self.more)
        more.addStretch(1)
        self._column.addLayout(more)
        self._column.addWidget(self._before_title)
        self._column.addLayout(self._before)
        self._column.addStretch(1)
        self._area = scrolls_down(self._inside)
        top = QHBoxLayout()
        top.setContentsMargins(8, 8, 8, 6)
        top.addWidget(self.find_box)
        self.body.setSpacing(0)
        self.body.addLayout(top)
        self.add(self._area, 1)
        self.foot.setContentsMargins(LEFT, 8, 12, 8)
        self.add(self._rule)
        self.add(self.foot)

    @staticmethod
    def _heading(words: str) -> Label:
        heading = Label(words, Role.SECTION)
        heading.setContentsMargins(LEFT, 11, 8, 9)
        return heading
