"""Locks when nobody has touched the keyboard or mouse for a while."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

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
    """Watches the whole application. `due` tells that the time is up; `minutes_left` counts down."""

    due = Signal()
    minutes_left = Signal(int)

    def __init__(self, minutes: int = MINUTES, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.minutes = minutes
        self._left = minutes
        self._timer = QTimer(self)
        self._timer.setInterval(60_000)
        self._timer.timeout.connect(self.minute_passed)

    def start(self) -> None:
        """Begin watching."""
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self.touched()

    def stop(self) -> None:
        """Stop watching, as while locked."""
        self._timer.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

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
        if event.type() in _TOUCHES and self._left != self.minutes:
            self.touched()
        elif event.type() in _TOUCHES:
            self._timer.start()
        return False
