"""Areas that scroll: down and never across, or either way after the keys."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

_AROUND = 84
"""What stands just above and below a field is read with it."""


def scrolls_down(inside: QWidget) -> QScrollArea:
    """A widget in an area without a frame; the keys stay with what is inside it."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    area.viewport().setAutoFillBackground(False)
    return area


class ScrollBody(QWidget):
    """What scrolls down: as high as its words are at the width they have, not at their narrowest."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("scrollBody")

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if self.hasHeightForWidth() else least


class FollowingArea(QScrollArea):
    """An area that scrolls either way, and always to what has the keys inside it."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        running = QApplication.instance()
        if isinstance(running, QApplication):
            running.focusChanged.connect(self._follow)
        self.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._follow_later())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_later()

    def _follow_later(self) -> None:
        QTimer.singleShot(0, self, lambda: self._follow(None, QApplication.focusWidget()))

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        inside = self.widget()
        if now is not None and inside is not None and inside.isAncestorOf(now):
            self.ensureWidgetVisible(now, 14, _AROUND)
