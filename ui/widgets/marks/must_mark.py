"""The small ring beside a "must" item, which turns into a tick when it is answered."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.active import current_theme
from ui.widgets.marks import painting


class MustMark(QWidget):
    """Not pressed: it shows whether a "must" item has its answer."""

    def __init__(self, *, done: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._done = done
        self.set_done(done=done)

    def is_done(self) -> bool:
        """Whether the tick shows."""
        return self._done

    def set_done(self, *, done: bool) -> None:
        """Show the tick, or the ring."""
        self._done = done
        said = "Must, answered" if done else "Must, still to answer"
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:
        side = current_theme().px(16)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._done:
            painting.sign(painter, "tick", self.rect(), "done")
        else:
            painter.setPen(painting.pen("cautionline", 1.8))
            side = self.width()
            painter.drawEllipse(painting.centred_square(self.rect(), round(side * 0.6)))
        painter.end()
