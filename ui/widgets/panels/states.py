"""A page with nothing on it yet, and a page that is working."""

from typing import ClassVar

from PySide6.QtCore import QPointF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.active import current_theme
from ui.theme.tokens import Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.flow import FlowLayout
from ui.widgets.marks import painting
from ui.widgets.marks.label import Label

SHOWS_AFTER_MS = 500


class StairMark(QWidget):
    """The small still stair of an empty page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = current_theme()
        return QSize(theme.px(92), theme.px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(painting.pen("tintline", 4))
        tread, drop = (self.width() - 8) / 4, (self.height() - 8) / 3
        points = [QPointF(4, 4)]
        for step in range(4):
            points.append(QPointF(4 + tread * (step + 1), 4 + drop * step))
            if step < 3:
                points.append(QPointF(4 + tread * (step + 1), 4 + drop * (step + 1)))
        painter.drawPolyline(QPolygonF(points))
        painter.end()


class EmptyState(QWidget):
    """One sentence and what to do about it. `add_action` hands back a button to connect."""

    def __init__(
        self, title: str, sentence: str = "", *, stair: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 18)
        column.setSpacing(10)
        self._stair = StairMark()
        self._title = Label("", Role.SECTION, wrap=True)
        self._sentence = Label("", Role.BODY, "ink2", wrap=True)
        self._actions = QWidget()
        self._flow = FlowLayout(self._actions, gap=8)
        column.addStretch(1)
        for part in (self._stair, self._title, self._sentence, self._actions):
            column.addWidget(part)
        column.addStretch(1)
        self._stair.setVisible(stair)
        self.set_words(title, sentence)

    def set_words(self, title: str, sentence: str = "") -> None:
        """Change what is said."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.setAccessibleName(f"{title}. {sentence}" if sentence else title)

    def add_action(self, words: str, kind: Kind = Kind.OUTLINE, *, icon: str = "", hint: str = "") -> Button:
        """Add an action and hand back its button."""
        button = Button(words, kind, icon=icon, hint=hint)
        self._flow.addWidget(button)
        return button


class ProgressPanel(QWidget):
    """Work that takes over half a second: a bar, counts, and Stop. Quicker work never shows it.

    `stop_wanted` is told when Stop or Esc is pressed.
    """

    stop_wanted: ClassVar[Signal] = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._noun = ""
        self._title = Label("", Role.SECTION, wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._count = Label("", Role.BODY, "ink2")
        self._stop = Button("Stop", hint="Esc", small=True)
        self._stop.setShortcut("Esc")
        self._stop.clicked.connect(self.stop_wanted)
        self._aside = Label("", Role.LABEL, "ink2", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._bar)
        column.addLayout(row)
        column.addWidget(self._aside)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(SHOWS_AFTER_MS)
        self._late.timeout.connect(self.show)
        self.hide()

    def begin(self, title: str, noun: str = "rows", aside: str = "", *, can_stop: bool = True) -> None:
        """Start waiting; the panel shows itself if the work is still going after half a second."""
        self._noun = noun
        self._title.setText(title)
        self._bar.setAccessibleName(title)
        self._bar.setRange(0, 0)
        self._count.setText("")
        self._aside.setText(aside)
        self._aside.setVisible(bool(aside))
        self._stop.setVisible(can_stop)
        self._late.start()

    def report(self, done: int, total: int) -> None:
        """Show how far the work has come; of 0 it is not counted."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._count.setText(f"{done:,} of {total:,} {self._noun}".strip() if total else "")

    def tell(self, doing: str, done: int, total: int) -> None:
        """Show how far the work has come, and what is done now where it says so."""
        if doing:
            self._title.setText(doing)
            self._bar.setAccessibleName(doing)
        self.report(done, total)

    def finish(self) -> None:
        """The work is over."""
        self._late.stop()
        self.hide()
