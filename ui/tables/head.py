"""A table's head: titles on the raised ground, with an arrow where it is sorted."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.tables.row_model import RowModel
from ui.theme.active import colour, current_theme
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.marks import painting

PAD = 8
_ARROW = 13


def title_width(title: str, *, sortable: bool) -> int:
    """The width a title needs, with its arrow, in pixels."""
    arrow = current_theme().px(_ARROW) + 4 if sortable else 0
    return painting.width_of(title, Role.LABEL, SEMIBOLD) + arrow + 2 * PAD + 2


class Head(QHeaderView):
    """The horizontal head. Pressing a title sorts by it; pressing it again turns the order round."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

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
