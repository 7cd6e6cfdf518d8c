"""The mouse wheel scrolls the page; it never changes a value nobody has picked up."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QComboBox, QScrollBar, QTabBar, QWidget

_HOLDS_A_VALUE = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)


class WheelGuard(QObject):
    """Turns the wheel away from any watched widget that is not focused, so the page behind it scrolls."""

    def watch(self, widget: QWidget) -> None:
        """Guard one widget, and let only a click or Tab focus it (a turn of the wheel does not)."""
        if widget.focusPolicy() == Qt.FocusPolicy.WheelFocus:
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        widget.installEventFilter(self)

    def watch_all(self, root: QWidget) -> None:
        """Guard every widget under a root that holds a value the wheel could change."""
        for kind in _HOLDS_A_VALUE:
            for widget in root.findChildren(kind):
                if not isinstance(widget, QScrollBar):
                    self.watch(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False
