"""Every version of the plan, the newest first, and which one it is held against."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.taper.living.props import Props, VersionRow
from ui.tables.column import Column
from ui.tables.row_model import RowModel
from ui.tables.table_view import TableView
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.panels.captioned import Captioned
from ui.widgets.panels.card import Card

_COLUMNS = (
    Column[VersionRow](
        id="version",
        title="Version, and what made it",
        text=lambda r: r.title,
        quiet=lambda r: r.quiet,
        under=lambda r: r.because,
        bold=True,
        below=True,
        wraps=True,
    ),
)


class VersionsPanel(QWidget):
    """Choosing a version shows it beside the one before it, or beside any other."""

    version_chosen: ClassVar[Signal] = Signal(int)
    beside_chosen: ClassVar[Signal] = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: RowModel[VersionRow] = RowModel(_COLUMNS, key=lambda row: row.number)
        self.table = TableView("Versions", self._model, two_lines=True)
        self.beside = DropDown("Compare with")
        card = Card()
        layout = card.layout()
        if layout is not None:
            layout.setContentsMargins(1, 1, 1, 1)
        card.add(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(card, 1)
        column.addWidget(Captioned("&Compare with", self.beside))
        self.table.chosen.connect(self._chosen)
        self.beside.chosen.connect(lambda number: self.beside_chosen.emit(int(number)))

    def show_versions(self, props: Props) -> None:
        """Show these, and the one that is looked at."""
        if self._model.rows() != props.versions:
            self._model.set_rows(props.versions)
        here = self.table.current_row()
        if here is None or here.number != props.shown:
            self.table.choose(props.shown)
        self.beside.set_options(props.others)
        self.beside.set_value(str(props.beside))

    def focus_first(self) -> None:
        """Begin at the list."""
        self.table.setFocus()

    def _chosen(self, row: VersionRow | None) -> None:
        if row is not None:
            self.version_chosen.emit(row.number)
