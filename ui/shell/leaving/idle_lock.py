"""Locks when nobody has touched the keyboard or mouse for a while."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

MINUTES = 5
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleLock(QObject):
    """Watches every window that takes the keys. `due` tells that the time is up; `minutes_left` counts down.

    A window hears keys and mouse before any widget in it does, and hears little else.
    """

    due = Signal()
    minutes_left = Signal(int)

    def __init__(self, minutes: int = MINUTES, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.minutes = minutes
        self._left = minutes
        self._timer = QTimer(self)
        self._timer.setInterval(60_000)
        self._timer.timeout.connect(self.minute_passed)
        self._watching = False
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)

    def start(self) -> None:
        """Begin watching."""
        self._watching = True
        for window in QGuiApplication.topLevelWindows():
            self._watch(window)
        self.touched()

    def stop(self) -> None:
        """Stop watching, as while locked."""
        self._watching = False
        self._timer.stop()
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)

    def _watch(self, window: QWindow | None) -> None:
        if self._watching and window is not None:
            window.installEventFilter(self)

    def touched(self) -> None:
        """Somebody is here: the count begins again."""
        self._timer.start()
        if self._left != self.minutes:
            self._left = self.minutes
            self.minutes_left.emit(self._left)

    def minute_passed(self) -> None:
        """A minute went by untouched."""
        self._left -= 1
        self.minutes_left.emit(self._left)
        if self._left <= 0:
            self.stop()
            self._left = self.minutes
            self.due.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note a touch; never take the event."""
        if event.type() in _TOUCHES:
            self.touched()
        return False
