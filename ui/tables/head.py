"""A table's head: titles on the raised ground, with an arrow where it is sorted."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget

from ui.tables.row_model import RowModel
from ui.theme.active import colour, current_theme
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.marks import painting

PAD = 8
_ARROW = 13
_CHOSEN = 3


def title_width(title: str, *, sortable: bool) -> int:
    """The width a title needs, with its arrow, in pixels."""
    arrow = current_theme().px(_ARROW) + 4 if sortable else 0
    return painting.width_of(title, Role.LABEL, SEMIBOLD) + arrow + 2 * PAD + 2


class Head(QHeaderView):
    """The horizontal head. Pressing a title sorts by it; pressing it again turns the order round.

    While its table has the keys, a bar stands under the column that a key would sort by.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def tell(self) -> None:
        """Show how the table is sorted, and say it to a screen reader."""
        model, table = self.model(), self.parentWidget()
        sorting = model.sorting() if isinstance(model, RowModel) else None
        if isinstance(model, RowModel) and sorting is not None and table is not None:
            heard = model.headerData(
                sorting[0], Qt.Orientation.Horizontal, int(Qt.ItemDataRole.AccessibleTextRole)
            )
            table.setAccessibleDescription(f"{model.sorting_words()}. {heard}.")
        self.viewport().update()

    def currentChanged(  # noqa: N802 - Qt names it
        self, current: QModelIndex | QPersistentModelIndex, old: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, old)
        if current.column() != old.column():
            self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), current_theme().px(29))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt names it
        model = self.model()
        if not isinstance(model, RowModel) or not rect.isValid():
            return
        column = model.columns[section]
        painter.save()
        painter.fillRect(rect, colour("raised"))
        painter.setPen(painting.pen("edge"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if column.sort_key is not None and self._is_chosen(section):
            painter.fillRect(rect.adjusted(PAD, rect.height() - _CHOSEN, -PAD, 0), colour("accent"))
        area = rect.adjusted(PAD, 0, -PAD, 0)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        how = int(side | Qt.AlignmentFlag.AlignVCenter)
        sorting = model.sorting()
        if sorting is not None and sorting[0] == section:
            length = current_theme().px(_ARROW)
            words = painting.width_of(column.title, Role.LABEL, SEMIBOLD)
            start = area.right() - length + 1 if column.right else area.x() + words + 4
            arrow = QRect(start, area.y() + (area.height() - length) // 2, length, length)
            painting.sign(painter, "sort-down" if sorting[1] else "sort-up", arrow, "accent")
            if column.right:
                area = area.adjusted(0, 0, -length - 4, 0)
        painting.words(painter, area, column.title, "ink2", Role.LABEL, SEMIBOLD, how)
        painter.restore()

    def _is_chosen(self, section: int) -> bool:
        table, chosen = self.parentWidget(), self.selectionModel()
        if table is None or chosen is None or not table.hasFocus():
            return False
        return chosen.currentIndex().isValid() and chosen.currentIndex().column() == section

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        if self.parentWidget() in (old, now):
            self.viewport().update()
