"""One thing in a rail: pressed to go there, marked when it is where you are."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget


class RailItem(QAbstractButton):
    """A rail entry. Up and Down move between the entries of one rail; Tab stops at the current one."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() in step:
            self._move(step[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def nextCheckState(self) -> None:  # noqa: N802 - Qt names it
        """Pressing asks; only the rail's `set_current` marks where you are."""

    def _move(self, way: int) -> None:
        parent = self.parentWidget() or self
        items = [item for item in parent.findChildren(RailItem) if item.isVisible() and item.isEnabled()]
        items.sort(key=lambda item: item.y())
        there = min(max(items.index(self) + way, 0), len(items) - 1)
        items[there].setFocus(Qt.FocusReason.OtherFocusReason)
